"""docs/own-sources.md is run: its files are written, its commands do what the page shows below them."""

import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Run

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


def follow(
    coldwar: Run, folder: Path, marks: tuple[tuple[str, ...], ...], environment: Mapping[str, str] | None = None
) -> None:
    """Do what the page says, up to the third tutorial, with the blocks of commands that bear a mark."""
    shutil.copy(VOLUME, folder)
    said = ""
    for block in (block for part in tutorials() for block in blocks(part)):
        match block.info:
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
    page = (tmp_path / "shores.html").read_text(encoding="utf-8")
    assert "Karl Brandt" in page
    assert "harbour minister" in page


def test_every_command_of_the_page_is_run_somewhere() -> None:
    marks = {block.info for part in tutorials() for block in blocks(part) if block.info[0] == "sh"}
    assert marks == {("sh",), ("sh", "neo4j")}
