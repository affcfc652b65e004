"""Who is meant by a name: certain where a spelling is the same, else offered with a reason and never merged unasked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from graph_loader.imports.reading.tables import rows
from graph_loader.model.errors import ColdWarError
from graph_loader.model.identifiers import CITEKEY
from graph_loader.model.problems import quoted
from graph_loader.package.editing import Draft, csv_text
from graph_loader.package.names import bears, fold

DECISIONS = "recipes/decisions.csv"
"""The file within a package that keeps who was said to be meant; no table of the package."""

_COLUMNS = ("name", "label", "decision", "entity_id", "decided_by")
_SAME, _NEW = "same", "new"
_METONYM = "metonym"
_MOST = 5
_ALIKE = 80
_SHORTEST = 4
_COMMON = 60
_TITLES = frozenset(
    re.findall(
        "[a-z]+",
        "president dr prof professor mr mrs ms miss sir lord lady general gen colonel col major marshal admiral "
        "captain ambassador amb secretary minister chancellor premier king queen prince princess senator governor "
        "comrade se he excellency excelencia his her the prime foreign under deputy vice chairman director presidente "
        "senor sr senora sra don dona embajador ministro canciller herr frau prasident kanzler botschafter genosse "
        "monsieur madame m mme ambassadeur ministre",
    )
)

Decisions = Mapping[tuple[str, str], str]


class Candidate(NamedTuple):
    """An entity that may be meant, and why."""

    id: str
    name: str
    reason: str


class Found(NamedTuple):
    """What a name means.

    Attributes
    ----------
    id : str
        The entity; empty where none is certain.
    candidates : tuple of Candidate
        Who else may be meant, the likeliest first.
    how : str
        ``decided``, ``exact``, ``alias``, ``folded``, ``key``; ``several`` where more than one bears it; ``new``.
    """

    id: str
    candidates: tuple[Candidate, ...]
    how: str


class _Entity(NamedTuple):
    label: str
    name: str


class Names:
    """The names of a package's entities.

    Parameters
    ----------
    draft : Draft
    decisions : mapping of (str, str) to str
        The id that a name of a label means, or empty for a new one.

    Examples
    --------
    >>> names = Names(Draft.open("tests/fixtures/mini"), {})
    >>> names.find("Fidel Castro", ["Person"]).how, names.find("FIDEL CASTRO", ["Person"]).id
    ('exact', 'fidel-castro')
    >>> names.find("Castro, F.", ["Person"]).candidates
    (Candidate(id='fidel-castro', name='Fidel Castro', reason='the initials fit'),)
    """

    def __init__(self, draft: Draft, decisions: Decisions) -> None:
        self._entities: dict[str, _Entity] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)
        self._folded: defaultdict[str, set[str]] = defaultdict(set)
        self._metonyms: defaultdict[str, set[str]] = defaultdict(set)
        self._spelt: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        self._sorted: defaultdict[str, set[str]] = defaultdict(set)
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: defaultdict[str, set[str]] = defaultdict(set)
        self._read(draft)
        self._read_keys(draft)
        for (name, _), id_ in decisions.items():
            if id_ and id_ not in self._entities:
                raise ColdWarError(
                    f"{DECISIONS}: {quoted(name)} is to be {quoted(id_)}, which the package does not have"
                )
        self._decisions = decisions

    def _read(self, draft: Draft) -> None:
        for table in draft.tables.values():
            for row in draft.rows[table.name] if table.label else ():
                id_ = row["id"]
                self._entities[id_] = _Entity(table.label, row["name"])
                self._names[row["name"]].add(id_)
                for spelling in (row["name"], row.get("name_original", ""), row.get("acronym", "")):
                    self._spell(spelling, id_)
                if title := fold(row.get("title", "")):
                    self._titles[title].add(id_)
        for row in draft.rows["aliases"]:
            if row["entity_id"] in self._entities:
                if row.get("kind") == _METONYM:
                    self._metonyms[fold(row["name"])].add(row["entity_id"])
                else:
                    self._spell(row["name"], row["entity_id"])

    def _read_keys(self, draft: Draft) -> None:
        for row in draft.rows["sources"]:
            self._keys[row["id"].casefold()].add(row["id"])
        for row in draft.rows["identifiers"]:
            if row["scheme"] == CITEKEY and row["entity_id"] in self._entities:
                self._keys[row["value"].casefold()].add(row["entity_id"])

    def _spell(self, spelling: str, id_: str) -> None:
        key = fold(spelling)
        if not key:
            return
        self._aliases[spelling].add(id_)
        self._folded[key].add(id_)
        self._spelt[id_].add(key)
        self._sorted[_in_order(key)].add(id_)
        for word in key.split():
            self._words[word].add(id_)
            for neighbour in near_spellings(word):
                self._near[neighbour].add(id_)

    def find(self, name: str, labels: Sequence[str]) -> Found:
        """Return who is meant by a name among the entities of some labels."""
        for label in labels:
            if (decided := self._decisions.get((name, label))) is not None:
                return Found(decided, (), "decided" if decided else _NEW)
        spelt = ((self._names, name, "exact"), (self._aliases, name, "alias"), (self._folded, fold(name), "folded"))
        for index, key, how in (*spelt, (self._keys, name.casefold(), "key")):
            ids = self._wanted(index.get(key, ()), labels)
            if len(ids) == 1:
                return Found(ids[0], (), how)
            if ids:
                listed = tuple(self._candidate(id_, "bears the same name") for id_ in ids[:_MOST])
                return Found("", listed, "several")
        return Found("", tuple(self._similar(name, labels)), _NEW)

    def _wanted(self, ids: Iterable[str], labels: Sequence[str]) -> list[str]:
        return sorted(id_ for id_ in ids if self._entities[id_].label in labels)

    def _candidate(self, id_: str, reason: str) -> Candidate:
        return Candidate(id_, self._entities[id_].name, reason)

    def _similar(self, name: str, labels: Sequence[str]) -> list[Candidate]:
        """Return the likeliest entities, each once with its best reason."""
        found: dict[str, str] = {}
        for ids, reason in self._reasons(name, labels):
            for id_ in ids:
                found.setdefault(id_, reason)
        return [self._candidate(id_, reason) for id_, reason in list(found.items())[:_MOST]]

    def _reasons(self, name: str, labels: Sequence[str]) -> Iterator[tuple[list[str], str]]:
        key = fold(name)
        title, bare = _without_title(key)
        yield self._wanted(self._titles.get(key, ()), labels), "it is its title"
        near = self._wanted(self._neighbours_of(bare), labels)
        yield self._wanted(self._metonyms.get(key, ()), labels), "it is a metonym of it"
        if title:
            yield self._wanted(self._folded.get(bare, ()), labels), f"the same name without {quoted(title)}"
        yield self._wanted(self._sorted.get(_in_order(bare), ()), labels), "the same words in another order"
        words = bare.split()
        persons = [id_ for id_ in near if self._entities[id_].label == "Person" and self._shares(id_, words)]
        dotted = [word for word in fold(name.replace(".", " ")).split() if word not in title.split()]
        yield [id_ for id_ in persons if any(_fits(dotted, each) for each in self._spelt[id_])], "the initials fit"
        if len(words) == 1:
            last = [id_ for id_ in persons if any(each.split()[-1] == bare for each in self._spelt[id_])]
            yield last, "the last name is the same" + (f", after the title {quoted(title)}" if title else "")
        elif words:
            yield (
                [id_ for id_ in near if any(_within(words, each.split()) for each in self._spelt[id_])],
                ("one name holds all words of the other"),
            )
        yield from self._alike(bare, near)

    def _shares(self, id_: str, words: list[str]) -> bool:
        return any(len(word) > 1 and id_ in self._words.get(word, ()) for word in words)

    def _neighbours_of(self, key: str) -> set[str]:
        """Return entities that share a word with a name, or nearly, by its rarer words."""
        groups = []
        for word in key.split():
            same, alike = self._words.get(word, set()), set[str]()
            for neighbour in near_spellings(word):
                alike |= self._near.get(neighbour, set())
            groups.append(same | alike)
        groups = sorted(filter(None, groups), key=len)
        return set().union(*(group for place, group in enumerate(groups) if not place or len(group) <= _COMMON))

    def _alike(self, key: str, near: list[str]) -> Iterator[tuple[list[str], str]]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing bears the name

        spellings = {spelling: id_ for id_ in near for spelling in sorted(self._spelt[id_])}
        best = process.extract(key, list(spellings), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
        for spelling, score, _ in sorted(best, key=lambda one: (-one[1], one[0])):
            yield [spellings[spelling]], f"spelled alike ({score:.0f} of 100)"


def near_spellings(word: str) -> Iterator[str]:
    """Yield a word with any one of its letters left out, which words that differ in one letter share."""
    if len(word) >= _SHORTEST:
        for place in range(len(word)):
            yield f"{word[:place]}*{word[place + 1 :]}"
            yield word[:place] + word[place + 1 :]
        yield word


def _in_order(key: str) -> str:
    return " ".join(sorted(key.split()))


def _without_title(key: str) -> tuple[str, str]:
    """Part a folded name into the titles before it and the rest.

    Examples
    --------
    >>> _without_title("president nixon"), _without_title("se el embajador"), _without_title("dr")
    (('president', 'nixon'), ('se', 'el embajador'), ('', 'dr'))
    """
    words = key.split()
    count = next((place for place, word in enumerate(words) if word not in _TITLES), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _fits(words: list[str], name: str) -> bool:
    """Whether one is the other with initials for given names, either way round."""
    parts = name.split()
    return bears(words, name, parts[-1]) or (
        bool(words) and any(bears(parts, " ".join(words), last) for last in {words[0], words[-1]})
    )


def _within(words: list[str], others: list[str]) -> bool:
    """Whether all words of the shorter, two or more, are in the longer."""
    shorter, longer = sorted((set(words), set(others)), key=len)
    return len(shorter) > 1 and shorter < longer


def read_decisions(folder: Path) -> dict[tuple[str, str], str]:
    """Return who was said to be meant by names with their labels: an id, or empty for a new one.

    Raises
    ------
    ColdWarError
        If the file says something else.
    """
    return {(row["name"], row["label"]): row["entity_id"] for row in _decided(folder)}


def _decided(folder: Path) -> list[dict[str, str]]:
    path = folder / DECISIONS
    if not path.exists():
        return []
    found = []
    for number, row in rows(path):
        where = f"{DECISIONS}:{number}"
        if missing := [column for column in _COLUMNS if column not in row]:
            raise ColdWarError(f"{DECISIONS}: expected the columns {', '.join(_COLUMNS)}, found no {missing[0]}")
        if row["decision"] not in {_SAME, _NEW} or (row["decision"] == _SAME) != bool(row["entity_id"]):
            raise ColdWarError(
                f"{where}: expected the decision {_SAME!r} with an entity_id or {_NEW!r} without one, "
                f"found {quoted(row['decision'])} with {quoted(row['entity_id'])}"
            )
        found.append({column: row[column] for column in _COLUMNS})
    return found


def decisions_text(folder: Path, decisions: Decisions, decided_by: str) -> str:
    """Return the file of decisions with new ones and who or what made them; earlier ones keep theirs."""
    kept = {(row["name"], row["label"]): row for row in _decided(folder)}
    for (name, label), id_ in decisions.items():
        if (name, label) not in kept or kept[name, label]["entity_id"] != id_:
            cells = (name, label, _SAME if id_ else _NEW, id_, decided_by)
            kept[name, label] = dict(zip(_COLUMNS, cells, strict=True))
    return csv_text(_COLUMNS, [kept[key] for key in sorted(kept)])
