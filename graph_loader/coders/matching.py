"""Which rows of a second copy are rows of the first under another id, and which share an id by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_loader.coders.choices import Answer, Place, Question
from graph_loader.coders.copies import Copy
from graph_loader.coders.pairing import Pair, paired
from graph_loader.coders.readings import Coded, Reading, equal_names
from graph_loader.model.passages import passage

CLAIMS = "relationships"
_NUMBER = re.compile(r"^(.*?)(\d+)$")


@dataclass
class Matched:
    """New ids of rows of the second copy, and what is to be decided about them.

    Attributes
    ----------
    ids : dict of str to str
        By the id in the second copy, the id in the merged package.
    tables, why : dict of str to str
        Of each of them, its table and the reason.
    places : dict of str to Place
        The question on which it rests, where it rests on one.
    questions : list of Question
    own_words : set of tuple of str
        Table and id of claims that both coders wrote: their summaries are each one's own.
    apart : set of str
        Ids of claims that are decided to be two, so that both stay.
    """

    ids: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    own_words: set[tuple[str, str]] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)

    def add(self, table: str, old: str, new: str, why: str, place: Place | None = None) -> None:
        """Give a row of the second copy another id."""
        self.ids[old], self.tables[old], self.why[old] = new, table, why
        if place:
            self.places[old] = place


def matched(first: Copy, second: Copy, base: Copy | None, answers: Mapping[Place, Answer]) -> Matched:
    """Match the rows that both copies added; what stands in `base` is known by its id."""
    work = _Matching(first, second, set(_ids(base)) if base else set(), answers)
    work.entities()
    work.claims()
    work.others()
    return work.found


class _Matching:
    """One matching under way; `old` are the ids that both copies had before."""

    def __init__(self, first: Copy, second: Copy, old: set[str], answers: Mapping[Place, Answer]) -> None:
        self.first, self.second, self.old, self.answers = first, second, old, answers
        self.found = Matched()
        self.open = False
        self.labels = tuple(name for name, table in first.tables.items() if table.label)
        self.taken = {*_ids(first), *_ids(second)}

    def _ask(self, table: str, one: str, other: str, about: str) -> tuple[Place, Answer | None]:
        place = Place("pair", table, f"{one}|{other}")
        told = self.first.told(table, one), self.second.told(table, other)
        self.found.questions.append(Question(place, *told, about))
        answer = self.answers.get(place)
        self.open = self.open or answer is None
        return place, answer

    def entities(self) -> None:
        """Ask of entities of one name under two ids, and of two names under one id, whether they are one."""
        readings = [self._reading(copy) for copy in (self.first, self.second)]
        for other, one in sorted(equal_names(*readings).items()):
            if not self.old & {other, one}:
                table = next(name for name in self.labels if one in self.first.by_key(name))
                place, answer = self._ask(table, one, other, "one entity under two ids?")
                if _is_same(answer):
                    self.found.add(table, other, one, "one entity under two ids", place)
        for table in self.labels:
            ours, theirs = self.first.by_key(table), self.second.by_key(table)
            for key in sorted((ours.keys() & theirs.keys()) - self.old):
                if ours[key].get("name") != theirs[key].get("name"):
                    place, answer = self._ask(table, key, key, "one entity, or an id used twice?")
                    if answer and not _is_same(answer):
                        self.found.add(table, key, self._free(key), "the first has another entity of this id", place)

    def claims(self) -> None:
        """Pair the claims that both added; those of one id that are no pair need two ids."""
        ours, theirs = self._reading(self.first), self._reading(self.second.renamed(self.found.ids))
        partners = {}
        waiting = self.open
        if waiting:
            self.found.apart |= {claim.id for reading in (ours, theirs) for claim in reading.claims}
        for pair in paired(ours, theirs):
            one, other = pair.first.id, pair.second.id
            same, place, why = True, None, "both coded it"
            if not (_is_plain(pair) or (one == other and pair.strict)):
                # Who is who comes first: the pairs of claims depend on it.
                place, answer = (None, None) if waiting else self._ask(CLAIMS, one, other, "one claim, or two?")
                same, why = _is_same(answer), "one claim under two ids"
                if not same:  # decided to be two, or not decided yet: nobody is asked whether to keep either
                    self.found.apart |= {one, other}
            if same:
                partners[other] = one
                self.found.own_words.add((CLAIMS, one))
                if one != other:
                    self.found.add(CLAIMS, other, one, why, place)
        known = {claim.id for claim in ours.claims}
        for claim in theirs.claims:
            if claim.id in known and claim.id not in partners:
                new = self._free(claim.id)
                self.found.add(CLAIMS, claim.id, new, "the first has another claim of this id")
                if claim.id in self.found.apart:
                    self.found.apart.add(new)

    def others(self) -> None:
        """Tell annotations of one id apart that are about different things."""
        for table in sorted(self.first.with_ids - {CLAIMS} - set(self.labels)):
            ours = self.first.by_key(table)
            for key, row in self.second.by_key(table).items():
                target = row.get("target_id", "")
                if (
                    key in ours
                    and key not in self.old
                    and ours[key].get("target_id") != self.found.ids.get(target, target)
                ):
                    self.found.add(table, key, self._free(key), "the first has another row of this id")

    def _reading(self, copy: Copy) -> Reading:
        """Return the claims that a copy added as a reading."""
        passages: dict[str, set[str]] = {}
        for row in copy.rows["evidence"]:
            passages.setdefault(row["relationship_id"], set()).add(passage(row["source_id"], row["locator"]))
        claims = tuple(
            Coded(row["id"], row, frozenset(passages.get(row["id"], ())))
            for row in copy.rows[CLAIMS]
            if row["id"] not in self.old
        )
        entities = [(row["id"], row.get("name", ""), name) for name in self.labels for row in copy.rows[name]]
        return Reading(
            name=copy.name,
            claims=claims,
            passages=frozenset[str]().union(*(claim.passages for claim in claims)),
            names={key: name for key, name, _ in entities},
            labels={key: table for key, _, table in entities},
            symmetric=frozenset(),
        )

    def _free(self, key: str) -> str:
        """Return an id that nobody has, with the next free number: t02-04 for t02-03, oslo-2 for oslo."""
        found = _NUMBER.match(key)
        head, number, width = (found[1], int(found[2]), len(found[2])) if found else (f"{key}-", 1, 1)
        while (made := f"{head}{(number := number + 1):0{width}}") in self.taken:
            pass
        self.taken.add(made)
        return made


def _is_same(answer: Answer | None) -> bool:
    return answer is not None and answer.choice == "same"


def _is_plain(pair: Pair) -> bool:
    """Whether two claims say the very same, but for their ids and words."""
    apart = {"id", "summary", "provenance", "coder"}
    one, other = ({column: cell for column, cell in each.cells.items() if column not in apart} for each in pair[:2])
    return one == other


def _ids(copy: Copy) -> Iterator[str]:
    return (row["id"] for table in copy.with_ids for row in copy.rows[table])
