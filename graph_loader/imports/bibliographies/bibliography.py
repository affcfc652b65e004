"""Bibliographies in and out: BibTeX, CSL-JSON and RIS as rows of sources.csv, and these as any of the three.

Nothing is merged: a work that the package has already is skipped, with the reason. Nothing is lost without a word: what
has no column is listed.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from graph_loader.imports.bibliographies.works import Work, id_of, short_name, year
from graph_loader.model import extras
from graph_loader.model.errors import ColdWarError
from graph_loader.model.identifiers import CITEKEY
from graph_loader.package.editing import Draft, Row
from graph_loader.package.names import fold

FORMATS = {".bib": "bibtex", ".json": "csl", ".ris": "ris"}
"""Modules of this room by the ends of file names."""
UNSAID = ("locator_kind", "coverage")
"""Columns that no bibliography has a field for."""
LARGEST = 64 * 2**20
_BY_PAGE = frozenset({"article", "book", "chapter", "document-collection", "newspaper", "memoir"})
_APART = ("container", "date", "archive", "reference", "pages")


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was added: its id, its key in the bibliography, its name and its title."""

    id: str
    key: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A work that was not added, and why."""

    key: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What became of a bibliography: sources added, works skipped, and the keys of works by what was left out."""

    added: list[Added] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)


def read(file: Path) -> list[Work]:
    """Return the works of a bibliography in any of the three formats, which its content tells.

    Raises
    ------
    ColdWarError
        If there is no such file, or no bibliography in it.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ColdWarError(f"{file}: expected a bibliography of at most {LARGEST // 2**20} MB, found a larger file")
        content = file.read_bytes()
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as error:
        raise ColdWarError(f"{file}: expected a bibliography, found {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ColdWarError(f"{file}: expected UTF-8, found another encoding: save or export it as UTF-8") from None
    try:
        works: list[Work] = _library(_format(text)).read(text)
    except ColdWarError as error:
        raise ColdWarError(f"{file}: {error}") from None
    if not works:
        raise ColdWarError(f"{file}: expected references, found none")
    return works


def _format(text: str) -> str:
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return "csl"
    if re.search(r"^TY {1,2}-", start, re.MULTILINE):
        return "ris"
    if re.search(r"@\s*\w+\s*[{(]", start):
        return "bibtex"
    raise ColdWarError("expected BibTeX, CSL-JSON or RIS, found none of them")


def _library(name: str) -> ModuleType:
    if needed := {"bibtex": "bibtexparser", "ris": "rispy"}.get(name):
        extras.imported(needed, "imports", "bibliographies need")
    return importlib.import_module(f"{__package__}.{name}")


def add(draft: Draft, works: Iterable[Work], origin: str) -> Outcome:
    """Add works to the sources of a package that is open for work; nothing is written yet.

    Parameters
    ----------
    draft : Draft
    works : iterable of Work
    origin : str
        What they come from, for the descriptions of sources that have none.

    Returns
    -------
    Outcome
    """
    outcome, known, parents = Outcome(), _Known(draft), dict[str, str]()
    left: defaultdict[str, list[str]] = defaultdict(list)
    new: list[tuple[Work, Row]] = []
    for work in works:
        name = work.key or short_name(work.cells) or "a work without key and title"
        if reason := known.reason(work):
            outcome.skipped.append(Skipped(name, reason))
            continue
        row = _row(draft, work, known, origin)
        known.enter(row, work.key)
        new.append((work, row))
        parents[work.key] = row["id"]
        outcome.added.append(Added(row["id"], work.key, row["name"], row["title"]))
        for unsaid in work.left:
            left[unsaid].append(name)
    for work, row in new:
        if within := work.cells.get("part_of"):
            row["part_of"] = parents.get(within) or known.id_of(within)
            if not row["part_of"]:
                left["crossref"].append(work.key)
    draft.rows["sources"] += [row for _, row in new]
    rows = draft.rows["identifiers"]
    rows += [
        {"entity_id": row["id"], "scheme": CITEKEY, "value": work.key, "source_id": ""}
        for work, row in new
        if work.key and work.key != row["id"]
    ]
    rows.sort(key=lambda row: (row["entity_id"], row["scheme"], row["value"]))
    outcome.left_out = dict(sorted(left.items()))
    return outcome


def _row(draft: Draft, work: Work, known: _Known, origin: str) -> Row:
    cells = work.cells
    name = cells.get("name") or known.new_name(short_name({"title": work.key or "Untitled"} | cells))
    row = dict.fromkeys(draft.tables["sources"].columns, "") | cells
    row |= {"id": known.new_id(id_of(work.key) or id_of(name) or "source"), "name": name, "part_of": ""}
    row["description"] = cells.get("description") or _description(cells, origin)
    return row | {"locator_kind": "page" if cells["kind"] in _BY_PAGE else "text", "coverage": "selective"}


def _description(cells: Mapping[str, str], origin: str) -> str:
    kind = cells["kind"].replace("-", " ") if cells["kind"] != "other" else "work"
    container = f" in {cells['container']}" if cells.get("container") else ""
    when = f" of {year(cells.get('date', ''))}" if year(cells.get("date", "")) else ""
    return f"{kind.capitalize()}{when}{container}, from {origin}."[:300]


class _Known:
    """The sources that a package has, by all that tells one from another."""

    def __init__(self, draft: Draft) -> None:
        self._ids = draft.ids()
        self._names: set[str] = set()
        self._rows: dict[str, Row] = {}
        self._keys: dict[str, str] = {}
        self._dois: dict[str, str] = {}
        self._titles: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        keys = {row["entity_id"]: row["value"] for row in draft.rows["identifiers"] if row["scheme"] == CITEKEY}
        for row in draft.rows["sources"]:
            self.enter(row, keys.get(row["id"], row["id"]))

    def enter(self, row: Row, key: str) -> None:
        """Take note of a source."""
        self._ids.add(row["id"])
        self._names.add(row["name"])
        self._rows[row["id"]] = row
        if key:
            self._keys.setdefault(key.casefold(), row["id"])
        if row["doi"]:
            self._dois.setdefault(row["doi"].casefold(), row["id"])
        self._titles[_title(row)].append(row["id"])

    def id_of(self, key: str) -> str:
        """Return the source that bears a key; empty where there is none."""
        return self._keys.get(key.casefold(), "")

    def reason(self, work: Work) -> str:
        """Say why a work is there already; empty where it is not."""
        cells = work.cells
        if found := self._dois.get(cells.get("doi", "").casefold()):
            return f"{found} has the same DOI"
        if work.key and (found := self.id_of(work.key)):
            title = self._rows[found]["title"]
            differs = fold(title) != fold(cells.get("title", ""))
            return f"{found} has the same key" + (f", but another title: {title!r}" if differs else "")
        named = _title(cells)
        dated = named[1] or not work.key  # undated works without a key have no more to tell them by
        alike = self._titles[named] if named[0] and dated else []
        found = next((id_ for id_ in alike if not _differ(self._rows[id_], cells)), "")
        return f"{found} has the same title and year" if found else ""

    def new_id(self, wanted: str) -> str:
        """Return an id that nothing has, as like what is wanted as can be."""
        number, id_ = 1, wanted
        while id_ in self._ids:
            number += 1
            id_ = f"{wanted}-{number}"
        return id_

    def new_name(self, wanted: str) -> str:
        """Return a name that no source has, with a letter if need be."""
        name, letter = wanted, "a"
        while name in self._names:
            letter = chr(ord(letter) + 1) if letter < "z" else letter + "a"
            name = f"{wanted}{letter}" if wanted[-1:].isdecimal() else f"{wanted} ({letter})"
        return name


def _title(cells: Mapping[str, str]) -> tuple[str, str]:
    return fold(cells.get("title", "")), year(cells.get("date", ""))


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two works of the same title and year are plainly not one: other volumes, other authors, other days."""
    columns = ["volume", "issue"]
    if one["kind"] not in ("article", "book", "memoir") or other["kind"] not in ("article", "book", "memoir"):
        columns += _APART
    pairs = [(one.get(column, ""), other.get(column, "")) for column in columns]
    pairs.append((one["author"].partition(",")[0], other.get("author", "").partition(",")[0]))
    return any(a and b and fold(a) != fold(b) for a, b in pairs)


def write(draft: Draft, file: Path) -> tuple[str, list[str]]:
    """Return the sources of a package as a bibliography in the format of a file's name, and the columns left out.

    Raises
    ------
    ColdWarError
        If the name tells no format.
    """
    format_ = FORMATS.get(file.suffix.lower())
    if format_ is None:
        found = repr(file.suffix) if file.suffix else "no such end"
        raise ColdWarError(f"{file}: expected a name that ends in {', '.join(FORMATS)}, found {found}")
    keys = {row["entity_id"]: row["value"] for row in draft.rows["identifiers"] if row["scheme"] == CITEKEY}
    sources = draft.rows["sources"]
    rows = [(keys.get(row["id"], row["id"]), row, keys.get(row["part_of"], row["part_of"])) for row in sources]
    unsaid = [*UNSAID, *(own.name for own in draft.tables["sources"].own)]
    left = [column for column in unsaid if any(row.get(column) for row in sources)]
    return str(_library(format_).write(rows)), left
