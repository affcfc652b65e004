"""Delimited texts as people have them: in which encoding, and by which sign their cells are parted."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph_loader.imports.written.questions import Question, TableError
from graph_loader.package.encodings import wide

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_COLUMNS = 2_000
_LINES = 200
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("cp1252", "cp1250", "cp1251", "mac_roman")
# In Windows-1252 signs like these stand beside letters only where the text is in another encoding.
_ODD = re.compile(
    r"[^\W\d_][¢-©¬-±²³´¶¸¹¼-¿×÷†‡‰¤][^\W\d_]|(?<!\w)[¢£¤¥¦¨¬¯±²³´¶¸¹¼½¾](?=[^\W\d_])|[^\W\d_][¹³¿¥£¼¾]|[a-zß-ÿ][À-ÞŠŽŒŸ]|Ÿ[a-z]"
)
_FOREIGN = re.compile(r"[À-ÿ]{4}")
_PRIVATE = "[\x00-\x08\x0e-\x1a\x1c-\x1f]"


class Encoding(NamedTuple):
    """How the bytes of a text are read, why so, and what is to be asked where that is not certain."""

    name: str
    why: str
    question: Question | None = None


def encoding_of(content: bytes, file: str, stated: str = "") -> Encoding:
    """Tell the encoding of a text.

    Raises
    ------
    TableError
        If it is in none that we know, or not in the one that was stated.
    """
    if stated:
        return Encoding(_known(stated, file), "as stated")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Encoding(name, "its byte order mark says so")
    if name := wide(content):
        return Encoding(name, "every other byte is empty")
    if (place := content.find(b"\0")) >= 0:
        raise TableError(f"{file}:{_line(content, place)}: expected text, found a NUL byte")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bits(content, error.start, file)
    return Encoding("utf-8", "all of it is valid")


def decoded(content: bytes, encoding: str, file: str) -> str:
    """Return the text of bytes.

    Raises
    ------
    TableError
        If they are not in that encoding, or hold signs that no text holds.
    """
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(
            f"{file}:{_line(content, error.start)}: expected {encoding}, found byte 0x{content[error.start]:02x}: "
            "state the encoding in which the file was saved (--encoding)"
        ) from None
    if (odd := re.search(_PRIVATE, text)) is not None:
        line = text.count("\n", 0, odd.start()) + 1
        raise TableError(f"{file}:{line}: expected text, found the control character 0x{ord(odd.group()):02x}")
    return text.removeprefix("\ufeff")


def _known(name: str, file: str) -> str:
    try:
        codec = codecs.lookup(name)
        codec.decode(b"")
    except (LookupError, ValueError, TypeError):
        raise TableError(f"{file}: expected an encoding like utf-8, utf-16 or cp1252, found {name!r}") from None
    if not codec._is_text_encoding:  # noqa: SLF001 - the only way to tell `rot13` and `hex` from encodings
        raise TableError(f"{file}: expected an encoding like utf-8, utf-16 or cp1252, found {name!r}")
    return name


def _eight_bits(content: bytes, place: int, file: str) -> Encoding:
    """Tell what a text that is not in UTF-8 is in: Windows-1252, or a question."""
    line = _line(content, place)
    found = f"byte 0x{content[place]:02x} on line {line}"
    why = f"{found} is no UTF-8"
    start, end = content.rfind(b"\n", 0, place) + 1, content.find(b"\n", place)
    begin = max(start, place - 15)
    piece = content[begin : min(place + 20, end if end >= 0 else len(content))]
    read = {}
    for name in _GUESSES:
        try:
            read[name] = content.decode(name)
        except UnicodeDecodeError:
            continue
    western = read.get("cp1252")
    if western is not None and not _ODD.search(western) and not _FOREIGN.search(western):
        return Encoding("cp1252", f"{why}; it is read as {piece.decode('cp1252').strip()!r}")
    readings = tuple((name, repr(piece.decode(name).strip())) for name in read)
    return Encoding("", why, Question("encoding", file, f"the text with {found}", readings))


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def delimiter_of(text: str, suffix: str = "") -> tuple[str, int]:
    r"""Tell by which sign the cells of a text are parted, and how many lines of instructions for Excel come first.

    Examples
    --------
    >>> delimiter_of("name;tons\nLenin;1,5\nSwerdlow;2,5\n"), delimiter_of("sep=|\na|b\n")
    ((';', 0), ('|', 1))
    """
    if told := _SEP.match(text):
        return told[1], 1
    lines = [line for line in _records(text) if line.strip()]
    best, score = "", 0.0
    for sign in DELIMITERS:
        widths = [len(row) for row in _parted(lines, sign)]
        if not widths:
            continue
        width, times = Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths) > 1 else (1, 0)
        worth = times / len(widths) * (2 if width > 1 and widths[0] == width else 1) + min(width, 50) / 1000
        if times and worth > score + 1e-9:
            best, score = sign, worth
    return best or ("\t" if suffix in {".tsv", ".tab"} else ","), 0


def _records(text: str) -> list[str]:
    return text[:200_000].splitlines()[:_LINES]


def _parted(lines: list[str], sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=sign))
    except csv.Error:
        return []


def cells(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of cells, stripped, with the line on which it begins.

    Raises
    ------
    TableError
        If a quote is not closed, or there are more columns than a table has.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 1
    try:
        for found in reader:
            if len(found) > MOST_COLUMNS:
                raise TableError(f"{file}:{row}: expected at most {MOST_COLUMNS:,} columns, found {len(found):,}")
            yield row, [cell.strip() for cell in found]
            row = reader.line_num + 1
    except csv.Error as error:
        raise TableError(
            f"{file}:{row}: expected quotes that close and cells of a sensible length, found: {error}"
        ) from None


def content_of(path: Path, largest: int) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    TableError
        If it is no file, cannot be read, holds nothing or too much.
    """
    try:
        if not path.exists():
            raise TableError(f"{path}: no such file")
        if not path.is_file():
            raise TableError(f"{path}: expected a file, found a folder or a device")
        if (size := path.stat().st_size) > largest:
            raise TableError(f"{path}: expected at most {largest // 2**20} MB, found {size // 2**20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: expected a file that can be read, found: {error.strerror}") from None
    if not content.strip(b"\0\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise TableError(f"{path.name}: expected rows, found an empty file")
    return content
