"""Brings the files of a data package into the form that it asks for, and never touches what they say.

What a spreadsheet or an editor does to a file without being asked is undone: marks, encodings, line ends, separators,
order, empty rows and columns, spaces at the ends of cells. No number or date is written anew, and no row that has any
text is dropped; what cannot be mended so is named.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from graph_loader.model.numerals import counted
from graph_loader.model.problems import FileError, Problem
from graph_loader.model.study import FILE as STUDY
from graph_loader.model.vocabulary_file import FILE as VOCABULARY
from graph_loader.package.descriptor import DESCRIPTOR, DataPackage, Table, contract
from graph_loader.package.encodings import decoded
from graph_loader.package.form import other_format
from graph_loader.package.reading import LARGEST_FILE, SEPARATORS, read_table, separator_of

_INVISIBLE = "\u200b\u2060\ufeff"
"""Signs without a width: at the end of a cell they are no text."""
WHAT = "tidy"
"""What the change is called by whoever takes it back."""


@dataclass(slots=True)
class Tidied:
    """What became of a package's files.

    Attributes
    ----------
    files : dict of str to bytes
        The new content of the files that change.
    done : dict of str to list of str
        What was done, by file.
    left : list of Problem
        What could not be mended: the form of a file that is still wrong.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    done: dict[str, list[str]] = field(default_factory=dict)
    left: list[Problem] = field(default_factory=list)

    def note(self, file: str, before: bytes, after: bytes, done: list[str]) -> None:
        """Note what a file becomes."""
        if after != before:
            self.files[file] = after
            self.done[file] = done or ["cells quoted only where it is needed"]


def tidied(folder: Path) -> Tidied:
    """Find out what the files of a package become; nothing is written.

    Parameters
    ----------
    folder : pathlib.Path
        The package's folder.

    Raises
    ------
    DescriptorError
        If there is no package.
    """
    found = Tidied()
    for name in (DESCRIPTOR, VOCABULARY, STUDY):
        if (folder / name).is_file():
            _tidy_text(folder, name, found)
    for table in _tables(folder, found).values():
        if (folder / table.file).is_file():
            _tidy_table(folder, table, found)
    return found


def _tables(folder: Path, found: Tidied) -> dict[str, Table]:
    """Return the tables of a package as its descriptor, once it is in form, describes them."""
    with TemporaryDirectory() as place:
        mended = found.files.get(DESCRIPTOR)
        if mended is not None:
            (Path(place) / DESCRIPTOR).write_bytes(mended)
        try:
            return DataPackage.load(folder if mended is None else Path(place)).tables
        except FileError as error:
            if not (folder / DESCRIPTOR).is_file():
                raise
            found.left.append(Problem(error.file, None, "", "package", error.detail))
    return contract().tables


def _tidy_text(folder: Path, name: str, found: Tidied) -> None:
    """Mend encoding and line ends of a file that is no table."""
    before = (folder / name).read_bytes()
    done: list[str] = []
    try:
        text = _text(before, done)
    except UnicodeError as error:
        found.left.append(Problem(name, None, "", "encoding", str(error)))
        return
    if not text.endswith("\n"):
        text += "\n"
        done.append("newline at the end")
    found.note(name, before, text.encode(), done)


def _tidy_table(folder: Path, table: Table, found: Tidied) -> None:
    file = folder / table.file
    if file.stat().st_size > LARGEST_FILE or other_format(before := file.read_bytes()):
        found.left += read_table(folder, table).problems
        return
    done: list[str] = []
    try:
        text = _text(before, done)
    except UnicodeError as error:
        found.left.append(Problem(table.file, None, "", "encoding", str(error)))
        return
    if text.strip() and "\0" not in text:
        try:
            text = _rows_in_form(text, table, done)
        except _TornError as error:
            found.left += error.rows
    found.note(table.file, before, text.encode(), done)
    named = {problem.row for problem in found.left if problem.file == table.file}
    found.left += [each for each in read_table(folder, table, text.encode()).problems if each.row not in named]


def _text(content: bytes, done: list[str]) -> str:
    """Return the text of a file with LF at the end of its lines."""
    text, encoding = decoded(content)
    if encoding:
        done.append(f"{encoding} turned into UTF-8")
    elif content.startswith(b"\xef\xbb\xbf"):
        done.append("byte order mark removed")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done.append("line ends made LF")
    return text


class _TornError(Exception):
    """Some rows have more or fewer cells than the header: nobody can tell which cell belongs to which column."""

    def __init__(self, rows: list[Problem]) -> None:
        super().__init__()
        self.rows = rows


def _rows_in_form(text: str, table: Table, done: list[str]) -> str:
    """Return a table's text with its rows, columns and cells in form; as it is where quotes do not close.

    Raises
    ------
    _TornError
        If a row is torn.
    """
    told, sign = _without_excels_line(text)
    sign = sign or separator_of(told, table)
    reader = csv.reader(io.StringIO(told, newline=""), delimiter=sign, strict=True)
    try:
        rows = [(reader.line_num + (told != text), row) for row in reader]
    except csv.Error:
        return text
    notes: list[str] = []
    if told != text:
        notes.append("line for Excel removed")
    if sign != ",":
        notes.append(f"cells parted by commas, not by {SEPARATORS[sign]}")
    full = [row for _, row in rows if _stripped(row)]
    if len(full) < len(rows):
        notes.append(_counted(len(rows) - len(full), "empty row", "removed"))
    _check_lengths([(line, row) for line, row in rows if _stripped(row)], table, sign)
    width = len(_stripped(full[0]))
    if width < len(full[0]):
        notes.append("empty columns at the end removed")
    full = _in_order(_cells_in_form([row[:width] for row in full], notes), table, notes)
    if not told.endswith("\n"):
        notes.append("newline at the end")
    done += notes
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(full)
    return out.getvalue()


def _check_lengths(rows: list[tuple[int, list[str]]], table: Table, sign: str) -> None:
    (_, header), *records = rows
    width, parted = len(_stripped(header)), SEPARATORS.get(sign, "commas")
    torn = [
        Problem(table.file, line, "", "cell-count", f"expected {width} cells parted by {parted}, found {len(row)}")
        for line, row in records
        if len(row) != len(header) or len(_stripped(row)) > width
    ]
    if torn:
        raise _TornError(torn)


def _without_excels_line(text: str) -> tuple[str, str]:
    """Return a text without the line that tells Excel the separator, and the separator."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip()) <= len("sep=;"):
        return rest, first[4:5] if first[4:5] in SEPARATORS else ","
    return text, ""


def _stripped(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end."""
    row = list(row)
    while row and not _trimmed(row[-1]):
        row.pop()
    return row


def _cells_in_form(rows: list[list[str]], notes: list[str]) -> list[list[str]]:
    spaces = composed = 0
    for row in rows:
        for place, cell in enumerate(row):
            trimmed = _trimmed(cell)
            spaces += trimmed != cell
            row[place] = unicodedata.normalize("NFC", trimmed)
            composed += row[place] != trimmed
    if spaces:
        notes.append(_counted(spaces, "cell", "without spaces at the ends"))
    if composed:
        notes.append(_counted(composed, "cell", "with composed characters (NFC)"))
    return rows


def _trimmed(cell: str) -> str:
    while (shorter := cell.strip().strip(_INVISIBLE)) != cell:
        cell = shorter
    return cell


def _in_order(rows: list[list[str]], table: Table, notes: list[str]) -> list[list[str]]:
    """Return the rows by the first column of their key, and the columns as the table has them, if it has them all."""
    header, records = rows[0], rows[1:]
    if len(set(header)) < len(header):
        return rows
    wanted = [column for column in table.columns if column in header]
    if wanted != header and set(wanted) == set(header):
        places = [header.index(column) for column in wanted]
        header, *records = ([row[place] for place in places] for row in rows)
        notes.append("columns put in order")
    if (key := table.primary_key[0]) in header:
        place = header.index(key)
        ordered = sorted(records, key=lambda row: row[place])
        if ordered != records:
            notes.append("rows put in order")
        records = ordered
    return [header, *records]


def _counted(number: int, what: str, done: str) -> str:
    return f"{counted(number, what)} {done}"
