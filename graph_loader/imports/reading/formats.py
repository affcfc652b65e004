"""Tells what a file is from what stands in it: its name is no proof."""

from __future__ import annotations

import re
from pathlib import Path

from graph_loader.imports.reading import sheets, trees
from graph_loader.imports.written.questions import TableError

FORMATS = ("csv", "xlsx", "ods", "json", "jsonl", "gexf", "graphml", "xml")
HEAD = 4096
_TEXTS = frozenset({".csv", ".tsv", ".tab"})
_OTHERS = {
    b"\x1f\x8b": "a gzip archive: unpack it first",
    b"%PDF": "a PDF: copy its table into a spreadsheet and save it as CSV",
    b"{\\rtf": "a word processor's file: save its table as CSV",
    b"SQLite format 3": "a database (SQLite): export its table as CSV",
    b"PAR1": "a Parquet file: export it as CSV",
    b"TY  - ": "a bibliography (RIS): use coldwar sources import",
    b"@article": "a bibliography (BibTeX): use coldwar sources import",
    b"@book": "a bibliography (BibTeX): use coldwar sources import",
}
_PAGE = re.compile(rb"<!doctype html|<(?:html|head|body|table|meta|script)[\s>]", re.IGNORECASE)


def format_of(path: Path, content: bytes) -> str:
    """Return which of `FORMATS` a file is in; csv for any delimited text, xml for what is no graph.

    Raises
    ------
    TableError
        If it is something from which no rows can be read; the message says what to do.
    """
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(b"PK\x03\x04"):
        return sheets.archive_format(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise TableError(f"{path.name}: expected a table, found a workbook with a password: save it without one")
        raise TableError(
            f"{path.name}: expected a table, found a file of Excel 97–2003 (xls) or another of that age: open it in a "
            "spreadsheet program and save it as XLSX, ODS or CSV"
        )
    for start, what in _OTHERS.items():
        if head.lower().startswith(start.lower()):
            raise TableError(f"{path.name}: expected a table, found {what}")
    narrow = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    is_text = path.suffix.lower() in _TEXTS
    if (
        narrow.startswith(b"<")
        and (kind := _markup(path, narrow))
        and not (is_text and kind == "xml" and narrow[1:2] != b"?")
    ):
        return kind
    if narrow.startswith(b"MIME-Version:"):
        raise TableError(f"{path.name}: expected a table, found a web archive: save it as XLSX, ODS or CSV")
    if narrow.startswith((b"{", b"[")) and not is_text:
        first = narrow.partition(b"\n")[0].strip()
        lines = first.startswith(b"{") and first.endswith(b"}") and b"\n" in content.strip()
        return "jsonl" if path.suffix.lower() in {".jsonl", ".ndjson"} or lines else "json"
    return "csv"


def _markup(path: Path, head: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise TableError(f"{path.name}: expected a table, found XML of Excel 2003: save it as XLSX, ODS or CSV")
    kind = trees.graph_format(head)
    if kind == "xml" and _PAGE.search(head):
        name = f" named {path.suffix}" if path.suffix.lower() not in {".htm", ".html"} else ""
        raise TableError(
            f"{path.name}: expected a table, found a web page (HTML){name}: open it in a spreadsheet program and save "
            "it as XLSX, ODS or CSV"
        )
    return kind
