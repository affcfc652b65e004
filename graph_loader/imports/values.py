"""What a row says: the values of a recipe's fields."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from graph_loader.imports.reading import xml_rows
from graph_loader.imports.recipe import Field, Part
from graph_loader.model.problems import FileError, did_you_mean, quoted
from graph_loader.package.names import fold

_FEW = 4
Texts = Mapping[str, tuple[str, ...]]
Lookups = Mapping[tuple[str, str, str], Mapping[str, str]]


@dataclass
class Values:
    """What a row says: the values of every field, several where it splits, and the split field that others follow."""

    texts: dict[str, tuple[str, ...]]
    follows: dict[str, str]

    def taken(self, fields: Iterable[str]) -> Iterator[dict[str, str]]:
        """Yield the values once for each way to take one of every field; fields that follow a split one go with it."""
        splits = list(dict.fromkeys(self.follows[name] for name in fields if name in self.follows))
        for places in product(*(range(len(self.texts[name])) for name in splits)):
            at = dict(zip(splits, places, strict=True))
            yield {name: texts[at.get(self.follows.get(name, ""), 0)] for name, texts in self.texts.items()}


class RowError(Exception):
    """What keeps a row, or one of its claims, from being imported.

    Parameters
    ----------
    reason : str
        What was expected, alike for all rows with this fault.
    found : str
        What this row has.
    """

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(f"{reason}, found {quoted(found)}" if found else reason)
        self.reason = reason
        self.found = found


def read(path: Path, part: Part, unread: set[str]) -> Iterator[tuple[int, Texts]]:
    """Yield the rows of a file: their numbers, and the texts of every field as they stand.

    Parameters
    ----------
    path : pathlib.Path
    part : Part
    unread : set of str
        Gets the names of the columns of which no field makes anything.

    Raises
    ------
    FileError
        If the file cannot be read, or lacks a column that the recipe needs.
    """
    if part.rows.each:
        places = {field.name: field.xpath for field in part.fields if field.xpath}
        yield from xml_rows.rows(path, part.rows, places)
        return
    from graph_loader.imports.reading import tables  # noqa: PLC0415 - XML needs none of it

    columns: dict[str, list[str]] | None = None
    for number, cells in tables.rows(path, part.rows):
        if columns is None:
            columns = _columns(path, part.fields, list(cells))
            unread |= set(cells).difference(*columns.values())
        yield (
            number,
            {
                name: (next((cell for column in given if (cell := cells.get(column, ""))), ""),)
                for name, given in columns.items()
            },
        )


def _columns(path: Path, fields: Sequence[Field], header: list[str]) -> dict[str, list[str]]:
    """Return the columns of every field that the file has: by their exact names, else by their folded ones."""
    folded: dict[str, str] = {}
    for column in header:
        folded.setdefault(fold(column.replace("_", " ")), column)
    found = {}
    for field in fields:
        names = (name if name in header else folded.get(fold(name.replace("_", " ")), "") for name in field.columns)
        if columns := list(dict.fromkeys(filter(None, names))):
            found[field.name] = columns
        elif field.columns and field.default is None:
            more = " or the like" if len(field.columns) > _FEW else ""
            expected = " or ".join(map(quoted, field.columns[:_FEW])) + more
            shown = ", ".join(map(quoted, header[:12]))
            hint = did_you_mean(field.columns[0], header)
            raise FileError(path.name, f"expected a column {expected} for {field.name}, found {shown}{hint}")
    return found


def values(fields: Sequence[Field], raw: Texts, always: Mapping[str, str], lookups: Lookups) -> Values:
    """Return the values of all fields of a row.

    Raises
    ------
    RowError
        If a cell is not what the recipe expects.
    """
    known = Values({name: (value,) for name, value in always.items()}, {})
    for field in fields:
        if field.text is not None and not field.several:
            template = field.text
            texts = [_value(field, template.fill(taken), taken, lookups) for taken in known.taken(template.fields)]
            followed = {known.follows[name] for name in field.text.fields if name in known.follows}
            if len(followed) > 1:
                raise RowError(f"{field.name}: expected a text of one field that splits, found several")
            known.follows.update((field.name, name) for name in followed)
        else:
            first = next(known.taken(()))
            texts = [_value(field, text, first, lookups) for text in _texts(field, raw, known)]
            if field.several:
                texts = list(dict.fromkeys(filter(None, texts))) or [_default(field, first)]
                known.follows[field.name] = field.name
        known.texts[field.name] = tuple(texts)
    return known


def _texts(field: Field, raw: Texts, known: Values) -> list[str]:
    if field.text is not None:
        texts = [field.text.fill(each) for each in known.taken(field.text.fields)]
    else:
        texts = list(raw.get(field.name, ()))
    if field.join:
        texts = ["".join(texts)]
    if field.split is not None:
        texts = [part for text in texts for part in field.split.split(text)]
    texts = [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]
    if not field.several and len(texts) > 1:
        if len(set(texts)) > 1:
            raise RowError(f"{field.name}: expected one value (or split: true in the recipe)", "; ".join(texts))
        texts = texts[:1]
    return texts or [""]


def _value(field: Field, text: str, known: Mapping[str, str], lookups: Lookups) -> str:
    if text and field.pattern is not None:
        match = field.pattern.search(text)
        group = "value" if "value" in field.pattern.groupindex else min(field.pattern.groups, 1)
        text = " ".join((match[group] or "").split()) if match else ""
    if text and field.lookup is not None:
        text = _looked_up(field, text, known, lookups)
    if not text:
        return _default(field, known)
    return _read(field, text) if field.date or field.number or field.page else text


def _read(field: Field, text: str) -> str:
    """Read a date, number or page as the recipe says that its column writes them."""
    from graph_loader.imports.written import cells  # noqa: PLC0415 - most fields are texts

    try:
        if field.page:
            page = cells.read_page(text)
            if not isinstance(page, str):
                raise RowError(f"{field.name}: expected a page that can mean only one", text)
            return page
        return cells.read_date(text, field.date) if field.date else cells.read_number(text, field.number)
    except cells.CellError as error:
        reason, _, found = error.message.rpartition(", found ")
        raise RowError(f"{field.name}: {reason or error.message}", text if found else "") from None


def _default(field: Field, known: Mapping[str, str]) -> str:
    return field.default.fill(known) if field.default is not None else ""


def _looked_up(field: Field, text: str, known: Mapping[str, str], lookups: Lookups) -> str:
    lookup = field.lookup
    assert lookup is not None  # noqa: S101 - for the type checker
    if lookup.part:
        table = lookups[lookup.part, lookup.key, lookup.value]
        if text in table:
            return table[text]
        raise RowError(f"{field.name}: expected one of the {len(table)} in {lookup.part}.{lookup.key}", text)
    template = lookup.values.get(text) or lookup.others
    if template is None:
        raise RowError(f"{field.name}: expected one of the recipe's lookup ({', '.join(lookup.values)})"[:200], text)
    return template.fill({**known, "value": text})
