"""Proposes a recipe for a table: what each column is, by its words and its cells; what cannot be known is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph_loader.imports.proposing.asking import Ask, Asker
from graph_loader.imports.proposing.columns import roles_of
from graph_loader.imports.proposing.writing import described, escaped, recipe_text, shape, stated
from graph_loader.imports.reading.layout import Layout, Row
from graph_loader.imports.reading.tables import read
from graph_loader.imports.written import cells
from graph_loader.imports.written.customs import date_custom, number_custom, spoilt_pages, unit_of
from graph_loader.imports.written.questions import CellError, few
from graph_loader.model.errors import UsageError
from graph_loader.model.problems import quoted
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.editing import Draft
from graph_loader.package.names import fold

Field = dict[str, Any]

_ANY = "RELATED_TO"
_MOST_TYPES = 30
_SHOWN = 3
_NEW = "Person"
_ENDS = ("from", "to")
_DATES = ("date", "start", "end")
_MEANINGS = {
    "from": "from whom", "to": "to whom", "date": "the date", "start": "when it began", "end": "when it ended",
    "type": "the type of the tie", "page": "the page", "citation": "the source", "amount": "the amount",
    "unit": "the unit of the amount", "place": "the place", "role": "the role", "summary": "the summary",
}  # fmt: skip


class Proposal(NamedTuple):
    """A recipe as the text of its file, and what was understood, line by line."""

    recipe: str
    understood: tuple[str, ...]


def propose(files: Sequence[Path], draft: Draft, ask: Ask | None, answers: Mapping[str, str] | None = None) -> Proposal:
    """Look at files and propose a recipe for them.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Tables of one form.
    draft : Draft
        The package that they are for.
    ask : callable or None
        Puts a question with its possible answers, none for any text, and returns one; None where nobody can be asked.
    answers : mapping of str to str, optional
        What was said beforehand, by the key of the question.

    Returns
    -------
    Proposal

    Raises
    ------
    UsageError
        If something cannot be known and nobody can be asked.
    TableError
        If a file cannot be read.
    """
    proposer = _Proposer(draft, Asker(ask, answers or {}))
    layout, listed = proposer.look(files)
    return proposer.propose(files, layout, listed)


class _Proposer:
    """One proposal, and what is understood on the way to it."""

    def __init__(self, draft: Draft, asker: Asker) -> None:
        self._draft, self._asker = draft, asker
        self._types = Vocabulary.load(draft.folder).types
        self._spelt = {_spelling(name): name for name in self._types}
        self._spelt |= {fold(text): name for name, each in self._types.items() for text in each.names.values()}
        self._columns: dict[str, list[str]] = {}
        self._roles: dict[str, str] = {}

    def look(self, files: Sequence[Path]) -> tuple[Layout, list[Row]]:
        """Return how the files are laid out, which must be alike, and their rows."""
        first: Layout | None = None
        found: list[Row] = []
        for path in files:
            layout, listed = read(path, self._asker.form())
            while layout.questions:
                question = layout.questions[0]
                self._asker.answers[question.key] = self._asker.settle(question, path.name)
                layout, listed = read(path, self._asker.form())
            if layout.format == "xml":
                raise UsageError(f"{path.name}: no recipe can be proposed for XML: name one with --recipe")
            first = first or layout
            if shape(layout) != shape(first):
                raise UsageError(f"{files[0].name} and {path.name} are laid out differently: import them one by one")
            found += listed
        if first is None:
            raise UsageError("expected a file to import, found none")
        return first, found

    def propose(self, files: Sequence[Path], layout: Layout, listed: list[Row]) -> Proposal:
        """Return the recipe for rows."""
        self._columns = {name: [cells_.get(name, "") for _, cells_ in listed] for name in layout.columns}
        self._roles = roles_of(self._columns)
        self._find_types()
        self._asker.understood += described(files, layout, len(listed))
        self._ask_for_ends()
        fields = self._fields()
        recipe: dict[str, Any] = {
            "title": f"{files[0].stem} (proposed)",
            "rows": stated(layout),
            "fields": fields,
            "entities": self._entities(),
            "source": {"name": "{work}", "locator_kind": ["page", "folio", "document", "timestamp", "text"]},
            "claims": [self._claim(fields)],
        }
        for name, filled in self._columns.items():
            if name != self._roles.get("amount") and (short := cells.zeros_lost(filled)):
                lost = f"{quoted(name)}: {few(short)} may have lost leading zeros in a spreadsheet and stay so"
                self._asker.understood.append(lost)
        self._note_namesakes()
        if unread := [name for name in layout.columns if name not in self._roles.values()]:
            self._asker.understood.append(f"not read: {few(unread)}")
        self._asker.understood += self._first_rows(listed, fields)
        return Proposal(recipe_text(recipe), tuple(self._asker.understood))

    def _note_namesakes(self) -> None:
        """Say which spellings of the table have the same words: they stay apart, for nothing is merged unasked."""
        spellings: dict[tuple[str, ...], dict[str, None]] = {}
        for end in _ENDS:
            for name in filter(None, self._columns[self._roles[end]]):
                spellings.setdefault(tuple(sorted(fold(name).split())), {})[name] = None
        alike = [" and ".join(map(quoted, names)) for names in spellings.values() if len({*map(fold, names)}) > 1]
        if alike:
            more = ", …" if len(alike) > _SHOWN else ""
            self._asker.understood.append(f"kept apart, though they may be one: {'; '.join(alike[:_SHOWN])}{more}")

    def _find_types(self) -> None:
        """Take a column for that of the types, whatever it is called, where most of its texts are types."""
        for column, filled in self._columns.items():
            texts = {_spelling(cell) for cell in filled if cell}
            if column not in self._roles.values() and 2 * len(texts & self._spelt.keys()) > len(texts):
                self._roles.setdefault("type", column)

    def _ask_for_ends(self) -> None:
        for role, what in (("from", "from whom a tie goes"), ("to", "to whom it goes")):
            if role not in self._roles:
                free = [name for name in self._columns if name not in self._roles.values()]
                found = f"which column says {what}, of {few(free)}"
                otherwise = "call the columns Source and Target, or write a recipe (--recipe)"
                self._roles[role] = self._asker.choose(found, free, otherwise)
                for other in [each for each, column in self._roles.items() if column == self._roles[role]]:
                    if other != role:
                        del self._roles[other]

    def _fields(self) -> dict[str, Field]:
        """Return the fields, and say of each column what it is."""
        fields: dict[str, Field] = {}
        for role, column in self._roles.items():
            filled = [cell for cell in self._columns[column] if cell]
            field, note = self._field(role, column, filled)
            fields[_field_name(role)] = {"column": column} | field
            self._asker.understood.append(f"{quoted(column)} is {_MEANINGS[role]}{note}")
        return self._with_source(fields)

    def _field(self, role: str, column: str, filled: list[str]) -> tuple[Field, str]:
        """Return what a recipe says of a column, and what is to be known of it."""
        if role in _ENDS:
            example = f", e.g. {few(list(dict.fromkeys(filled))[:2])}"
            several = any(";" in cell for cell in filled)
            return ({"split": ";"}, f", several names parted by ;{example}") if several else ({}, example)
        if role in _DATES:
            custom = date_custom(self._asker, column, filled)
            return {"date": custom, "default": ""}, f", read as {custom}"
        if role == "amount":
            return self._amount(column, filled)
        if role == "type":
            found = self._type(column, filled)
            changed = [f"{value!r} is {name}" for value, name in found["lookup"].items() if value != name]
            return found, f" ({', '.join(changed[:_SHOWN])}{', …' if len(changed) > _SHOWN else ''})" if changed else ""
        if role == "page":
            return {"page": True, "default": "{whole}"}, spoilt_pages(self._asker, column, filled)
        return {"default": ""}, ""

    def _amount(self, column: str, filled: list[str]) -> tuple[Field, str]:
        unit = self._unit(column, filled)
        said = "" if unit == "{unit}" else f" in {unit}"
        custom = number_custom(self._asker, column, filled)
        return {"number": custom, "default": ""}, f"{said}, with a decimal {custom}"

    def _unit(self, column: str, filled: list[str]) -> str:
        return "{unit}" if "unit" in self._roles else unit_of(self._asker, column, filled)

    def _with_source(self, fields: dict[str, Field]) -> dict[str, Field]:
        """Add the source: what is cited, else the file itself, of which the row is the place."""
        cited = fields.pop("citation", None)
        page = fields.pop("page", None)
        if cited:
            fields["citation"] = cited
            fields["work"] = {"text": "{citation}", "default": "{file}"}
            fields["whole"] = {"text": "{citation}", "lookup": {"*": "no page given"}, "default": "row {row}"}
        else:
            self._asker.understood.append("no column is the source: the file itself is cited")
            fields["work"] = {"text": "{file}"}
            fields["whole"] = {"text": "row {row}"}
        return fields | {"page": page or {"text": "{whole}"}}

    def _type(self, column: str, filled: list[str]) -> dict[str, Any]:
        """Return what the values of a column of types become."""
        values = list(dict.fromkeys(filled))
        lookup = {value: self._spelt[_spelling(value)] for value in values if _spelling(value) in self._spelt}
        unknown = [value for value in values if value not in lookup]
        if unknown and (not self._asker.asks or len(unknown) > _MOST_TYPES):
            raise UsageError(
                f"{quoted(column)}: expected types of the package's vocabulary, found {few(unknown)}: add them to "
                "vocabulary.yaml, or write a recipe with a lookup (--recipe)"
            )
        for value in unknown:
            lookup[value] = self._asker.choose(
                f"{quoted(column)}: which type is {quoted(value)}?", sorted(self._types), ""
            )
        found: Field = {"lookup": {value: escaped(name) for value, name in lookup.items()}}
        return found | ({"default": _ANY} if _ANY in self._types else {})

    def _entities(self) -> dict[str, Field]:
        labels = [table.label for table in self._draft.tables.values() if table.label not in {"", "Source"}]
        labels.sort(key=lambda label: label != _NEW)
        self._asker.understood.append(
            f"names that the package does not have become new ones of kind {_NEW}, as the recipe says"
        )
        entities: dict[str, Field] = {
            _field_name(end): {"label": labels, "name": f"{{{_field_name(end)}}}"} for end in _ENDS
        }
        if "place" in self._roles:
            entities["place"] = {"label": ["Place", "State"], "name": "{place}"}
        return entities

    def _claim(self, fields: Mapping[str, Any]) -> dict[str, str]:
        if "type" in self._roles:
            type_ = "{type}"
        elif _ANY in self._types:
            type_ = _ANY
            self._asker.understood.append(f"no column says of which type the ties are: they become {_ANY}")
        else:
            type_ = self._asker.choose(
                "no column says of which type the ties are",
                sorted(self._types),
                "add one, or write a recipe (--recipe)",
            )
        claim = {"type": type_, "from": "from_name", "to": "to_name", "locator": "{page}"}
        if "place" in self._roles:
            claim["place"] = "place"
        if "start" in self._roles and "end" in self._roles:
            claim["date"] = "{start}/{end}"
        elif dated := next((role for role in ("date", "start", "end") if role in self._roles), ""):
            claim["date"] = {"date": "{date}", "start": "{start}/", "end": "/{end}"}[dated]
        claim |= {role: f"{{{role}}}" for role in ("role", "summary") if role in fields}
        if "amount" in self._roles:
            unit = self._unit(self._roles["amount"], [])
            claim |= {"amount": "{amount}", "unit": unit if unit == "{unit}" else escaped(unit)}
        return claim

    def _first_rows(self, listed: list[Row], fields: Mapping[str, Any]) -> list[str]:
        """Say of the first rows what they are read as."""
        lines = []
        for number, row in listed[:_SHOWN]:
            ends = " → ".join(row.get(self._roles[end], "") for end in _ENDS)
            more = []
            for role, column in self._roles.items():
                text = row.get(column, "")
                if text and role not in _ENDS:
                    more.append(f"{role} {_as_read(role, text, fields.get(role, {}))}")
            lines.append(f"row {number}: {'; '.join([ends, *more])}")
        return lines


def _spelling(text: str) -> str:
    return fold(text.replace("_", " "))


def _field_name(role: str) -> str:
    return f"{role}_name" if role in _ENDS else role


def _as_read(role: str, text: str, field: Mapping[str, Any]) -> str:
    try:
        if role in _DATES:
            return cells.read_date(text, field["date"])
        if role == "amount":
            return cells.read_number(text, field["number"])
        if role == "page" and isinstance(page := cells.read_page(text), str):
            return page
    except CellError:
        return f"{quoted(text)} (not read)"
    return quoted(text)
