"""docs/own-sources.md is run: its files are written, its commands do what the page shows below them."""

import csv
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter

from tests.conftest import ROOT, Run
from tests.views.sample import data_of

PAGE = ROOT / "docs" / "own-sources.md"
VOLUME = ROOT / "tests" / "fixtures" / "frus" / "frus1950-59v99.xml"


class Block(NamedTuple):
    """A fenced block: what stands behind the fence, and its text."""

    info: tuple[str, ...]
    text: str


def blocks(part: str) -> Iterator[Block]:
    for found in re.finditer(r"^```([^\n]+)\n(.*?)^```$", part, re.MULTILINE | re.DOTALL):
        yield Block(tuple(found[1].split()), found[2])


def tutorials() -> list[str]:
    return re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:4]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_excel_takes_it(cell: str) -> tuple[date, str] | None:
    """Return the date, and its look, that Excel makes of what is typed; None for a text."""
    if found := re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", cell):
        return date(int(found[3]), int(found[2]), int(found[1])), "dd.mm.yyyy"
    if found := re.fullmatch(rf"({'|'.join(MONTHS)})-(\d\d)", cell):
        return date(1900 + int(found[2]), MONTHS.index(found[1]) + 1, 1), "mmm-yy"
    if found := re.fullmatch(rf"(\d)-({'|'.join(MONTHS)})", cell):
        return date(2024, MONTHS.index(found[2]) + 1, int(found[1])), "d-mmm"
    return None


def save_as_excel_does(text: str, file: Path) -> None:
    """Make a workbook of a table: what looks like a date becomes one, shown as it was typed."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(csv.reader(text.splitlines())):
            for column, cell in enumerate(cells):
                if found := as_excel_takes_it(cell):
                    sheet.write_datetime(row, column, found[0], book.add_format({"num_format": found[1]}))
                else:
                    sheet.write(row, column, cell)


def follow(
    coldwar: Run, folder: Path, marks: tuple[tuple[str, ...], ...], environment: Mapping[str, str] | None = None
) -> None:
    """Do what the page says, up to the third tutorial, with the blocks of commands that bear a mark."""
    shutil.copy(VOLUME, folder)
    said = ""
    for block in (block for part in tutorials() for block in blocks(part)):
        match block.info:
            case ("csv", name) if name.endswith(".xlsx"):
                save_as_excel_does(block.text, folder / name)
            case ("csv", name, *encoding):
                windows = bool(encoding)
                text = block.text.replace("\n", "\r\n") if windows else block.text
                (folder / name).write_bytes(text.encode(encoding[0] if windows else "utf-8"))
            case ("sh", *_) if block.info in marks:
                said = ""
                for line in block.text.splitlines():
                    outcome = coldwar(*shlex.split(line)[1:], cwd=folder, env=environment)
                    assert outcome.returncode == 0, f"{line}: {outcome.stderr}"
                    said += outcome.stdout + outcome.stderr
            case ("sh", *_):
                said = ""
            case ("text",) if said:
                missing = [line for line in block.text.splitlines() if line.strip() not in said]
                assert missing == [], said


@pytest.mark.slow
def test_a_newcomer_gets_from_cards_to_a_page(coldwar: Run, tmp_path: Path) -> None:
    follow(coldwar, tmp_path, (("sh",),))
    data = data_of((tmp_path / "shores.html").read_text(encoding="utf-8"))
    assert "Karl Brandt" in {node["name"] for node in data["nodes"]}
    assert "harbour minister" in str(data["claims"])


def test_every_command_of_the_page_is_run_somewhere() -> None:
    marks = {block.info for part in tutorials() for block in blocks(part) if block.info[0] == "sh"}
    assert marks == {("sh",), ("sh", "neo4j")}
