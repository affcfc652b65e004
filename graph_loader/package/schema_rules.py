"""The rules that datapackage.json states: cells, keys and references of every table."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from operator import le

from graph_loader.model import dates
from graph_loader.model.numerals import LARGEST_NUMBER
from graph_loader.model.problems import Problem, hints, quoted
from graph_loader.model.vocabulary_file import FILE as VOCABULARY
from graph_loader.package.alike import repeats
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Field, ForeignKey
from graph_loader.package.raw import RawTable

LONGEST_CELL = 4000
"""Characters; a summary is one sentence."""
_FORMULA = ("=", "+", "@")
_SOME = 1000
"""Cells that are looked at together."""

NUMBERS = {
    "number": ("a number such as 12 or -3.5", re.compile(r"-?[0-9]+(\.[0-9]+)?")),
    "integer": ("a whole number", re.compile(r"-?[0-9]+")),
}

Message = tuple[str, str]
"""The code of a rule and what it has to say."""


def check_schema(content: Content) -> Iterator[Problem]:
    """Check every table against its description."""
    for raw in content.tables.values():
        for field in raw.table.fields:
            if field.name in raw.columns:
                yield from check_column(content, raw, field)
        yield from _check_primary_key(raw)
        yield from _check_order(raw)
        for key in raw.table.foreign_keys:
            yield from _check_foreign_key(content, raw, key)


def check_column(content: Content, raw: RawTable, field: Field) -> Iterator[Problem]:
    """Check the cells of a column that the table has."""
    column = raw.cells[field.name]
    all_differ = len(set(column[:_SOME])) == _SOME
    cells = column if all_differ and not field.unique else dict.fromkeys(column)  # what stands again is checked once
    wrong = dict(_wrong(content, field, cells))
    if not wrong and not (field.unique and len(cells) < len(column)):
        return
    seen: dict[str, int] = {}
    for row, cell in zip(raw.lines, column, strict=True):
        if found := wrong.get(cell):
            yield Problem(raw.table.file, row, field.name, *found)
        elif field.unique and cell and seen.setdefault(cell, row) != row:
            message = f"expected a value that no other row has, found {quoted(cell)} of row {seen[cell]}"
            yield Problem(raw.table.file, row, field.name, "unique", message)


def _wrong(content: Content, field: Field, cells: Iterable[str]) -> Iterator[tuple[str, Message]]:
    """Yield what is wrong with the cells of a column, each of them once."""
    check, are_sound = cell_check(content, field), _look(content, field)
    is_number = field.type in NUMBERS
    rest = iter(cells)
    while some := list(islice(rest, _SOME)):
        if "" in some:
            some = list(filter(None, some))
            if field.required:
                yield "", ("required", "expected a value, found an empty cell")
        formed = is_number or _are_formed(some)
        for cell in some if not (formed and are_sound(some)) else ():
            if found := (None if formed else cell_form(cell)) or check(cell):
                yield cell, found
            elif is_number and (doubt := _doubtful(cell, field)):
                yield cell, ("ambiguous-number", doubt)


def _are_formed(cells: list[str]) -> bool:
    """Tell whether nothing keeps any of many texts from being a cell, as far as one look tells."""
    text = "\n".join(["", *cells])
    return (
        text.count("\n") == len(cells)
        and list(map(str.strip, cells)) == cells
        and not any(f"\n{sign}" in text for sign in _FORMULA)
        and max(map(len, cells), default=0) <= LONGEST_CELL
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
        and "".join(cells).isprintable()
    )


def _look(content: Content, field: Field) -> Callable[[list[str]], bool]:
    """Return what sees at one look that many cells are as a field's description asks, or doubts it."""
    is_reference = _reference_check(content, field) is not _anything
    is_text = not (field.is_date or field.type in NUMBERS or field.enum or field.vocabulary or field.format == "uri")
    pattern = re.compile(field.pattern or ".*", re.DOTALL)
    label_of, admitted = content.labels.get, content.labels_of(field.references)

    def are_sound(cells: list[str]) -> bool:
        return (
            is_text
            and (not field.pattern or all(map(pattern.fullmatch, cells)))
            and (not is_reference or admitted.issuperset(map(label_of, cells)))
        )

    return are_sound


def cell_form(cell: str) -> Message | None:
    """Return what keeps a text from being a cell of any column."""
    if cell != cell.strip():
        return "space", f"expected no space at the ends of the cell, found {quoted(cell)}"
    if cell.startswith(_FORMULA):  # a spreadsheet would run it
        return "formula", f"expected text, found what a spreadsheet takes for a formula: {quoted(cell)}"
    if len(cell) > LONGEST_CELL:
        return "cell-too-long", f"expected at most {LONGEST_CELL} characters, found {len(cell)}"
    if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
        return "normalization", f"expected composed characters (NFC), found decomposed ones in {quoted(cell)}"
    if not cell.isprintable() and any(unicodedata.category(character) == "Cc" for character in cell):
        return "control-character", f"expected one line of text, found a control character in {quoted(cell)}"
    return None


def cell_check(content: Content, field: Field) -> Callable[[str], Message | None]:
    """Return the check of a cell that a field's description asks for."""
    if field.is_date:
        return _check_date
    if field.type in NUMBERS:
        return _number_check(field)
    if field.enum:
        return _choice_check("enum", field.enum)
    if field.vocabulary:
        terms = tuple(getattr(content.vocabulary, field.vocabulary))
        return _choice_check("vocabulary", terms) if terms else _term_check(content, field.vocabulary)
    reference = _reference_check(content, field)
    if not field.pattern and field.format != "uri":
        return reference
    pattern = re.compile(field.pattern or ".*", re.DOTALL)

    def check(cell: str) -> Message | None:
        if not pattern.fullmatch(cell):
            return "pattern", f"expected the pattern {field.pattern}, found {quoted(cell)}"
        if field.format == "uri" and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", cell):
            return "format", f"expected a web address, found {quoted(cell)}"
        return reference(cell)

    return check


def _check_date(cell: str) -> Message | None:
    try:
        dates.parse(cell)
    except dates.DateError as error:
        return "date", str(error)
    return None


def number_form(cell: str, kind: str) -> Message | None:
    """Return what keeps a cell from being a number of a kind that every output can hold."""
    expected, pattern = NUMBERS[kind]
    if not pattern.fullmatch(cell):
        readings = " or ".join(_readings(cell))
        return "type", f"expected {expected}, found {quoted(cell)}{f', did you mean {readings}?' if readings else ''}"
    if abs(float(cell)) > LARGEST_NUMBER:
        return "range", f"expected a number of at most {LARGEST_NUMBER:,} either way, found {quoted(cell)}"
    if float(cell) == 0 and (cell.startswith("-") or any(sign in cell for sign in "123456789")):
        return "range", f"expected 0 or a number that can be told from it, found {quoted(cell)}"
    return None


def _readings(cell: str) -> list[str]:
    """Return the numbers, as we write them, that one written by other customs may mean."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in cell).replace("\u2212", "-").removeprefix("+")
    grouped = re.fullmatch(r"-?[0-9]{1,3}(([ .,'’\u00a0\u2009\u202f])[0-9]{3}(\2[0-9]{3})*)([.,][0-9]+)?", plain)
    readings = []
    if re.fullmatch(r"-?[0-9]+,[0-9]+", plain):
        readings.append(plain.replace(",", "."))
    if grouped and grouped[2] != (grouped[4] or "")[:1]:
        readings.append(re.sub(r"[^-0-9.]", "", plain.replace(grouped[2], "").replace(",", ".")))
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?[eE]\+?[0-9]{1,2}", plain):
        readings.append(format(Decimal(plain).to_integral_value(), "f") if Decimal(plain) % 1 == 0 else "")
    if plain != cell and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain):
        readings.append(plain)
    return [reading for reading in readings if reading]


def _doubtful(cell: str, field: Field) -> str:
    """Return what is doubtful about a number: ``23.000`` is 23 here and 23000 in Spanish."""
    if field.type != "number" or not re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", cell):
        return ""
    other = cell.replace(".", "")
    if field.maximum is not None and abs(float(other)) > field.maximum:
        return ""  # no thousands: a degree
    plain = f"{float(cell):g}" if cell.endswith("000") else f"{cell}0"
    return (
        f"expected no sign between thousands, found {quoted(cell)}, read as {float(cell):g}: write {plain} or {other}"
    )


def _number_check(field: Field) -> Callable[[str], Message | None]:
    def check(cell: str) -> Message | None:
        if found := number_form(cell, field.type):
            return found
        if field.minimum is not None and float(cell) < field.minimum:
            return "minimum", f"expected at least {field.minimum:g}, found {quoted(cell)}"
        if field.maximum is not None and float(cell) > field.maximum:
            return "maximum", f"expected at most {field.maximum:g}, found {quoted(cell)}"
        return None

    return check


def _choice_check(code: str, choices: tuple[str, ...]) -> Callable[[str], Message | None]:
    admitted = frozenset(choices)
    hint = hints(choices)
    few = 12

    def check(cell: str) -> Message | None:
        if cell in admitted:
            return None
        listed = ", ".join(choices[:few]) + (", …" if len(choices) > few else "")
        return code, f"expected one of {listed}, found {quoted(cell)}{hint(cell)}"

    return check


def _term_check(content: Content, section: str) -> Callable[[str], Message | None]:
    """Return the check of terms where a vocabulary has none: a broken one is reported itself."""
    if any(problem.file == VOCABULARY for problem in content.problems):
        return _anything
    expected = f"expected an empty cell, since {VOCABULARY} has no {section}"
    return lambda cell: ("vocabulary", f"{expected}, found {quoted(cell)}")


def _reference_check(content: Content, field: Field) -> Callable[[str], Message | None]:
    """Return the check of ids that may stand in several tables."""
    sound = content.is_whole(*(("relationships",) if "Relationship" in field.references else ()), "nodes")
    if not field.references or not sound:
        return _anything
    labels, admitted = content.labels, content.labels_of(field.references)
    kinds = " or ".join(field.references)

    @cache
    def known() -> tuple[set[str], Callable[[str], str]]:
        ids = set().union(*(content.ids(kind) for kind in field.references))
        return ids, hints(ids)

    def check(cell: str) -> Message | None:
        if labels.get(cell) in admitted:
            return None
        ids, hint = known()  # a claim, or the second entity of an id that stands twice
        if cell in ids:
            return None
        found = f"the {labels[cell]} {quoted(cell)}" if cell in labels else quoted(cell)
        return "reference", f"expected an id of kind {kinds}, found {found}{hint(cell)}"

    return check


def _anything(_cell: str) -> Message | None:
    return None


def _check_primary_key(raw: RawTable) -> Iterator[Problem]:
    key = raw.table.primary_key
    if len(key) == 1 or not raw.is_whole:
        return  # a single column is checked as unique
    for place, first in repeats(raw.rows(*key), raw.rows(*key)):
        values = " ".join(cell for name in key if (cell := raw.cells[name][place]))
        message = f"expected {', '.join(key)} to be unique together, found the {quoted(values)}"
        message += f" of row {raw.lines[first]} again"
        yield Problem(raw.table.file, raw.lines[place], key[0], "primary-key", message)


def _check_order(raw: RawTable) -> Iterator[Problem]:
    name = raw.table.primary_key[0]
    cells = raw.cells[name] if name in raw.columns else []
    if all(map(le, cells, islice(cells, 1, None))):
        return
    last, found = "", []
    for row, cell in zip(raw.lines, cells, strict=True):
        if cell < last:
            found.append((row, f"found {quoted(cell)} after {quoted(last)}"))
        last = max(last, cell)
    # one row in the wrong place may leave all others behind it
    more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
    message = f"expected rows sorted by {name}, {found[0][1]}{more}"
    yield Problem(raw.table.file, found[0][0], name, "order", message)


def _check_foreign_key(content: Content, raw: RawTable, key: ForeignKey) -> Iterator[Problem]:
    target = content.tables[key.table]
    if not (raw.is_whole and target.is_whole):
        return
    if len(key.fields) == 1:
        strange = set(raw.cells[key.fields[0]])
        strange.difference_update(target.cells[key.table_fields[0]], target.torn_ids, ("",))
        if not strange:
            return
    known = set(target.rows(*key.table_fields))
    if len(key.fields) == 1:
        known.update((id_,) for id_ in target.torn_ids)
    wrong = set(raw.rows(*key.fields)) - known - {("",) * len(key.fields)}
    if not wrong:
        return
    families: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for value in known:
        families[value[:-1]].append(value[-1])
    hinting = {family: hints(choices) for family, choices in families.items()}
    for row, values in zip(raw.lines, raw.rows(*key.fields), strict=True):
        if values in wrong:
            hint = hinting[values[:-1]](values[-1]) if values[:-1] in hinting else ""
            found = f"found {quoted(' '.join(values))}{hint}"
            message = f"expected {' and '.join(key.table_fields)} of a row of {target.table.file}, {found}"
            yield Problem(raw.table.file, row, key.fields[-1], "foreign-key", message)
