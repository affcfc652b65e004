"""Reads the rows of a file as people have it, and says how it was understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph_loader.imports.reading import sheets, texts, trees
from graph_loader.imports.reading.formats import FORMATS, HEAD, format_of
from graph_loader.imports.reading.headers import under_header
from graph_loader.imports.reading.layout import Form, Layout, Row, Stated
from graph_loader.imports.written.questions import Question, TableError, few
from graph_loader.model.numerals import counted
from graph_loader.model.problems import did_you_mean, quoted

LARGEST_FILE = 256 * 2**20
SAMPLE = 5
_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']""")


def rows(path: Path, form: Form | None = None) -> Iterator[Row]:
    """Yield the rows of a file with their numbers, as an editor or a spreadsheet counts them.

    Raises
    ------
    TableError
        If they cannot be read, or only on a guess.
    """
    found, listed = read(path, form or Stated())
    if found.format == "xml":
        raise TableError(f"{path.name}: expected a table, found XML: a recipe must say which elements are its rows")
    for question in found.questions:
        raise TableError(f"{question}: state which in the recipe ({question.key}) or with --{question.key}")
    yield from listed


def read(path: Path, form: Form) -> tuple[Layout, list[Row]]:
    """Return how a file is laid out, and its rows: none where that cannot be known.

    Raises
    ------
    TableError
        If no rows can be read from it; the message says what to do.
    """
    found, listed = _read(path, form)
    found.sample = tuple(listed[:SAMPLE])
    return found, listed


def _read(path: Path, form: Form) -> tuple[Layout, list[Row]]:
    content = texts.content_of(path, LARGEST_FILE)
    found = Layout(form.format or format_of(path, content))
    if found.format not in FORMATS:
        raise TableError(f"expected a format of {', '.join(FORMATS)}, found {quoted(found.format)}")
    if found.format in {"xlsx", "ods"}:
        return _read_workbook(path, content, found, form)
    if found.format == "xml":
        return found, []
    declared = _DECLARED.search(content[:HEAD]) if found.format in {"gexf", "graphml"} else None
    encoding = texts.encoding_of(content, path.name, form.encoding or (declared[1].decode() if declared else ""))
    found.encoding, found.why = encoding.name, encoding.why
    if encoding.question:
        found.questions = (encoding.question,)
        return found, []
    text = texts.decoded(content, encoding.name, path.name)
    if found.format == "csv":
        return _read_text(path, text, found, form)
    read = list(_tree_rows(path, text, found))
    if not read:
        raise TableError(f"{path.name}: expected rows, found none")
    found.columns = tuple(dict.fromkeys(column for _, cells in read for column in cells))
    return found, [(row, {column: cells.get(column, "") for column in found.columns}) for row, cells in read]


def _tree_rows(path: Path, text: str, found: Layout) -> Iterator[Row]:
    if found.format == "json":
        return trees.json_rows(text, path.name)
    if found.format == "jsonl":
        return trees.line_rows(text, path.name)
    if trees.is_undirected(text):
        found.notes += ("its edges have no direction: the first end is Source, as they stand in the file",)
    return trees.graph_rows(text, found.format, path)


def _read_workbook(path: Path, content: bytes, found: Layout, form: Form) -> tuple[Layout, list[Row]]:
    if not content.startswith(b"PK\x03\x04") or sheets.archive_format(path) != found.format:
        raise TableError(f"{path.name}: expected {found.format.upper()}, found another kind of file")
    names = sheets.sheets_of(path, found.format)
    found.sheets = names.visible
    if names.hidden:
        found.notes += (f"hidden sheets are not read: {few(list(names.hidden))}",)
    if form.sheet:
        if form.sheet not in (*names.visible, *names.hidden):
            known = ", ".join(map(quoted, names.visible))
            hint = did_you_mean(form.sheet, names.visible)
            raise TableError(f"{path.name}: expected a sheet of {known}, found {quoted(form.sheet)}{hint}")
        full = {form.sheet: list(sheets.cells(path, found.format, form.sheet))}
    else:
        read = {name: list(sheets.cells(path, found.format, name)) for name in names.visible}
        full = {name: lines for name, lines in read.items() if any(any(cells) for _, cells in lines)}
    if not full:
        raise TableError(f"{path.name}: expected rows, found empty sheets")
    if len(full) > 1:
        readings = tuple((name, counted(sum(any(cells) for _, cells in lines), "row")) for name, lines in full.items())
        found.questions = (Question("sheet", path.name, "the sheet with the rows", readings),)
        return found, []
    found.sheet, lines = next(iter(full.items()))
    return found, under_header(path, lines, found, form.header)


def _read_text(path: Path, text: str, found: Layout, form: Form) -> tuple[Layout, list[Row]]:
    sign, skipped = texts.delimiter_of(text, path.suffix.lower())
    if form.delimiter:
        if len(form.delimiter) != 1:
            raise TableError(f"expected one sign as delimiter, found {quoted(form.delimiter)}")
        sign = form.delimiter
    found.delimiter = sign
    if skipped:
        found.notes += ("its first line tells Excel the delimiter",)
    lines = [(row, cells) for row, cells in texts.cells(text, sign, path.name) if row > skipped]
    return found, under_header(path, lines, found, form.header)
