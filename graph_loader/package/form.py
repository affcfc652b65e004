"""What must hold of a file's bytes before it is read as CSV: UTF-8, LF, a final newline, lines of a sensible length."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from graph_loader.package.encodings import wide
from graph_loader.package.raw import RawTable

_BLOCK = 2**20
LONGEST_LINE = 16 * 2**20
"""Bytes; the csv module reads a line whole before it looks at its cells."""

_OTHER_FORMATS = {
    b"PK\x03\x04": "a spreadsheet (xlsx, ods) or another zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (xls)",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"<": "a web page or XML",
    b"{\\rtf": "a word processor's file",
}


@dataclass
class _Scan:
    """What a walk over a file's bytes finds: lines by number, 0 where there is no such thing."""

    blank: bool = True
    nul: int = 0
    carriage_return: int = 0
    undecodable: tuple[int, int] | None = None
    endless: int = 0
    ends: bool = False
    lines: int = 1


def is_text(stream: BinaryIO, raw: RawTable) -> bool:
    """Tell whether a stream is text that can be read as CSV, and note what is wrong with its form."""
    start = stream.read(64)
    stream.seek(0)
    if what := other_format(start):
        raw.add(None, "not-csv", f"expected CSV, found {what}: save it as CSV in UTF-8, parted by commas")
        return False
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or wide(start):
        raw.add(1, "encoding", "expected UTF-8, found UTF-16 or UTF-32: save it as CSV in UTF-8")
        return False
    found = _scanned(stream)
    if found.blank:
        raw.add(None, "empty-file", f"expected a header {','.join(raw.table.columns)}, found an empty file")
    elif found.nul:
        raw.add(found.nul, "nul-byte", "expected text, found a NUL byte")
    elif found.endless:
        said = f"found a line of more than {LONGEST_LINE // 2**20} MB"
        raw.add(found.endless, "quoting", f"expected quotes that close and cells of a sensible length, {said}")
    else:
        return _is_decodable(found, raw, marked=start.startswith(codecs.BOM_UTF8))
    return False


def other_format(content: bytes) -> str:
    """Return what a file is that is no text of a table; empty where it may be one."""
    return next((what for start, what in _OTHER_FORMATS.items() if content.startswith(start)), "")


def _is_decodable(found: _Scan, raw: RawTable, *, marked: bool) -> bool:
    if marked:
        raw.add(1, "byte-order-mark", "expected UTF-8 without a byte order mark, found one")
    if found.carriage_return:
        raw.add(found.carriage_return, "line-ending", "expected lines that end with LF, found a CR")
    if not found.ends:
        raw.add(found.lines, "final-newline", "expected a newline at the end of the file, found none")
    if found.undecodable:
        line, byte = found.undecodable
        said = f"byte 0x{byte:02x}: save it as CSV in UTF-8, not in a code page such as Windows-1252"
        raw.add(line, "encoding", f"expected UTF-8, found {said}")
    return not found.undecodable


def _scanned(stream: BinaryIO) -> _Scan:
    """Walk over a file block by block, up to what makes it no text."""
    found = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")()
    length = 0
    while (block := stream.read(_BLOCK)) or not found.undecodable:
        if not found.undecodable:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                line = found.lines + error.object[: error.start].count(b"\n")
                found.undecodable = line, error.object[error.start]
        if not block:
            break
        found.blank = found.blank and not block.strip()
        if b"\r" in block and not found.carriage_return:
            found.carriage_return = found.lines + block.count(b"\n", 0, block.index(b"\r"))
        if b"\0" in block:
            found.nul = found.lines + block.count(b"\n", 0, block.index(b"\0"))
            found.blank = False
            break
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        length = length + len(block) if last < 0 else len(block) - last - 1
        if length > LONGEST_LINE:
            found.endless = found.lines + block.count(b"\n")
            break
        found.ends = block.endswith(b"\n")
        found.lines += block.count(b"\n")
    return found
