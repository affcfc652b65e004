"""What spreadsheets and editors do to files is undone; what the cells say stays, whatever it is."""

import csv
import io
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_loader.package.encodings import decoded
from graph_loader.package.tidying import tidied
from graph_loader.package.undo import undo, write_all
from graph_loader.package.validation import validate

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "fixtures" / "mini"
Spoil = Callable[[str], bytes]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return shutil.copytree(MINI, tmp_path / "package")


def spoil(package: Path, file: str, how: Spoil) -> bytes:
    path = package / file
    path.write_bytes(how(path.read_text(encoding="utf-8")))
    return path.read_bytes()


def by_excel(text: str, sign: str = ";") -> str:
    """Save a table as Excel does where the comma parts decimals: other separators, CRLF."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def padded(text: str) -> str:
    return "".join(f"{line},,\n" for line in text.splitlines()) + ",,,,\n\n"


def turned(text: str) -> str:
    header, *lines = text.splitlines(keepends=True)
    return "".join([header, *reversed(lines)])


def columns_turned(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(row[::-1] for row in csv.reader(io.StringIO(text)))
    return out.getvalue()


SPOILT: dict[str, tuple[str, Spoil, str]] = {
    "byte order mark": ("aliases.csv", lambda text: text.encode("utf-8-sig"), "byte order mark removed"),
    "UTF-16 of Notepad": ("aliases.csv", lambda text: text.encode("utf-16"), "UTF-16 turned into UTF-8"),
    "UTF-16 without a mark": ("relationships.csv", lambda text: text.encode("utf-16-be"), "UTF-16 turned into UTF-8"),
    "Windows-1252": (
        "nodes/persons.csv",
        lambda text: "\n".join(line for line in text.splitlines() if "Брежнев" not in line).encode("cp1252"),
        "newline at the end",
    ),
    "CRLF": ("relationships.csv", lambda text: text.replace("\n", "\r\n").encode(), "line ends made LF"),
    "CR of an old Macintosh": (
        "relationships.csv",
        lambda text: text.replace("\n", "\r").encode(),
        "line ends made LF",
    ),
    "semicolons of Excel": (
        "relationships.csv",
        lambda text: by_excel(text).encode("utf-8-sig"),
        "byte order mark removed; line ends made LF; cells parted by commas, not by semicolons",
    ),
    "Unicode text of Excel": (
        "nodes/organizations.csv",
        lambda text: by_excel(text, "\t").encode("utf-16"),
        "UTF-16 turned into UTF-8; line ends made LF; cells parted by commas, not by tabs",
    ),
    "a line for Excel": ("passages.csv", lambda text: f"sep=,\n{text}".encode(), "line for Excel removed"),
    "empty rows and columns": (
        "evidence.csv",
        lambda text: padded(text).encode(),
        "2 empty rows removed; empty columns at the end removed",
    ),
    "order of rows": ("nodes/states.csv", lambda text: turned(text).encode(), "rows put in order"),
    "order of columns": ("nodes/states.csv", lambda text: columns_turned(text).encode(), "columns put in order"),
    "decomposed letters of a Macintosh": (
        "nodes/organizations.csv",
        lambda text: unicodedata.normalize("NFD", text).encode(),
        "1 cell with composed characters (NFC)",
    ),
    "spaces of Word": (
        "nodes/states.csv",
        lambda text: text.replace("Chile,", "\u00a0Chile \u200b,", 1).encode(),
        "1 cell without spaces at the ends",
    ),
    "no newline": ("aliases.csv", lambda text: text.rstrip("\n").encode(), "newline at the end"),
    "quotes everywhere": (
        "mentions.csv",
        lambda text: text.replace("chile", '"chile"').encode(),
        "cells quoted only where it is needed",
    ),
    "a vocabulary of Notepad": (
        "vocabulary.yaml",
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        "byte order mark removed; line ends made LF",
    ),
    "a descriptor in UTF-16": ("datapackage.json", lambda text: text.encode("utf-16"), "UTF-16 turned into UTF-8"),
}


@pytest.mark.parametrize(("file", "how", "says"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_mended_told_and_can_be_had_back(package: Path, file: str, how: Spoil, says: str) -> None:
    before = (package / file).read_bytes()
    spoilt = spoil(package, file, how)
    found = tidied(package)
    assert (list(found.done), "; ".join(found.done[file]), found.left) == ([file], says, [])
    write_all(package, found.files, "tidy")
    if says != "newline at the end" or "persons" not in file:
        assert (package / file).read_bytes() == before
        assert [problem for problem in validate(package) if problem.severity != "note"] == []
    assert tidied(package).files == {}
    undo(package)
    assert (package / file).read_bytes() == spoilt


@pytest.mark.parametrize(
    "folder", [ROOT / "data", MINI, ROOT / "tests" / "fixtures" / "accra"], ids=lambda path: path.name
)
def test_our_own_packages_are_in_form(folder: Path) -> None:
    found = tidied(folder)
    assert (found.files, found.left) == ({}, [])


@pytest.mark.parametrize(
    ("file", "how", "names"),
    [
        ("aliases.csv", lambda _: b"PK\x03\x04" + bytes(50), "aliases.csv: not-csv: "),
        ("aliases.csv", lambda text: text.replace("Fidel,", "Fidel,,").encode(), "aliases.csv:2: cell-count: "),
        ("aliases.csv", lambda text: text.replace("Fidel,", '"Fidel,').encode(), "aliases.csv:2: quoting: "),
        ("aliases.csv", lambda text: text.replace("kind", "kinds").encode(), "aliases.csv:1:kind: missing-column: "),
        ("aliases.csv", lambda text: text.encode("utf-8") + b"\xe8\xe9\n", "aliases.csv: encoding: line 7: "),
        (
            "nodes/states.csv",
            lambda text: text.replace("Chile,", "Dubček,").encode("cp1250"),
            "'Dubček' in Windows-1250, ",
        ),
    ],
)
def test_what_cannot_be_mended_is_named(coldwar: Callable, package: Path, file: str, how: Spoil, names: str) -> None:
    spoilt = spoil(package, file, how)
    result = coldwar("tidy", package)
    assert result.returncode == 1
    assert names in result.stdout
    assert (package / file).read_bytes() == spoilt


def test_a_file_with_a_torn_row_keeps_its_rows_sign_by_sign(coldwar: Callable, package: Path) -> None:
    text = by_excel((package / "aliases.csv").read_text(encoding="utf-8")).replace("Fidel", "Fidel; that is he")
    (package / "aliases.csv").write_bytes(text.encode("utf-8-sig"))
    result = coldwar("tidy", package)
    assert result.returncode == 1
    assert "aliases.csv:2: cell-count: expected 6 cells parted by semicolons, found 7" in result.stdout
    assert (package / "aliases.csv").read_bytes().decode() == text.replace("\r\n", "\n")


def test_numbers_and_dates_that_break_rules_stay_as_they_are(package: Path) -> None:
    spoil(package, "relationships.csv", lambda text: by_excel(text).replace("22500000.5", "22500000,5").encode())
    spoil(package, "nodes/persons.csv", lambda text: text.replace("1926-08-13", "13.08.1926 ").encode())
    write_all(package, tidied(package).files, "tidy")
    assert [(problem.column, problem.code) for problem in validate(package) if problem.severity != "note"] == [
        ("born", "date"),
        ("amount", "type"),
    ]


def test_the_commands_say_what_they_did_and_take_it_back(coldwar: Callable, package: Path) -> None:
    spoilt = spoil(package, "aliases.csv", lambda text: text.encode("utf-8-sig"))
    dry = coldwar("tidy", package, "--dry-run")
    assert dry.stdout == "aliases.csv: byte order mark removed\nnothing was written\n"
    assert (package / "aliases.csv").read_bytes() == spoilt
    assert coldwar("tidy", package).stdout == "aliases.csv: byte order mark removed\n"
    assert coldwar("tidy", package).stdout == "all files are in form\n"
    assert coldwar("undo", package).stdout == "taken back: tidy\n"
    assert (package / "aliases.csv").read_bytes() == spoilt


def test_where_there_is_no_package_nothing_is_tidied(coldwar: Callable, tmp_path: Path) -> None:
    for command in ("tidy", "undo"):
        result = coldwar(command, tmp_path / "none")
        assert (result.returncode, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Peña, Núñez y Allende’s government – 1970", "cp1252"),
        ("O’Higgins, l’Argentine, “Köln”, 1964–1973", "cp1252"),
    ],
)
def test_windows_1252_is_read_where_nothing_else_can_be_meant(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == (text, "Windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Alexander Dubček", "cp1250"),
        ("Gdańsk", "cp1250"),
        ("Wałęsa", "cp1250"),
        ("Леонид Брежнев", "cp1251"),
        ("Леонид Брежнев", "koi8-r"),
        ("García", "mac_roman"),
        ("Perón", "mac_roman"),
        ("Peña", "mac_roman"),
        ("Gálvez", "cp850"),
        ("Perón", "cp850"),
    ],
)
def test_another_encoding_is_not_guessed(text: str, encoding: str) -> None:
    with pytest.raises(UnicodeError, match="line 1: "):
        decoded(text.encode(encoding))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6)


def said(content: str, sign: str) -> Counter[tuple[tuple[str, str], ...]]:
    """Return what the rows of a table say: cells by column, without spaces around them."""
    rows = [
        [unicodedata.normalize("NFC", trimmed(cell)) for cell in row]
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=sign, strict=True)
    ]
    header, *records = [row for row in rows if any(row)]
    return Counter(tuple(sorted(zip(header, record, strict=False))) for record in records)


def trimmed(cell: str) -> str:
    while (shorter := cell.strip().strip("\u200b\u2060\ufeff")) != cell:
        cell = shorter
    return cell


@settings(max_examples=60)
@given(rows=ROWS, sign=st.sampled_from(",;\t|"), end=st.sampled_from(["\n", "\r\n"]), data=st.data())
def test_tidying_never_changes_what_a_table_says(
    rows: list[list[str]], sign: str, end: str, data: st.DataObject
) -> None:
    header = data.draw(st.permutations(["entity_id", "name", "kind", "language", "script", "source_id"]))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    with TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(MINI / "datapackage.json", folder)
        (folder / "aliases.csv").write_bytes(out.getvalue().encode(encoding))
        first = tidied(folder)
        made = first.files.get("aliases.csv", (folder / "aliases.csv").read_bytes())
        assert said(made.decode(), ",") == said(out.getvalue().replace("\r\n", "\n"), sign)
        (folder / "aliases.csv").write_bytes(made)
        assert tidied(folder).files == {}
