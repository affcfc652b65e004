"""Two copies of a package merged: what agrees is taken, what only one changed is taken, the rest is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_loader.coders.choices import Answer, Place, Question
from graph_loader.coders.copies import DECISIONS, Copy, Row
from graph_loader.coders.matching import CLAIMS, Matched
from graph_loader.model.claims import coders

LOG_COLUMNS = ("table", "id", "column", "first", "second", "kept", "decision", "grounds", "decided_by")


@dataclass
class Merge:
    """What came of two copies.

    Attributes
    ----------
    rows : dict of str to list of dict
        The rows of every table.
    files : dict of str to bytes
        The other files.
    asked : list of Question
        All that was to be decided.
    questions : list of Question
        What of it is still to be decided; while there is any, `rows` holds the first copy's side of it.
    log : list of dict
        Every cell and row of either copy that the merged package does not have as it was, and why; by LOG_COLUMNS.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    log: list[dict[str, str]] = field(default_factory=list)


def merge(first: Copy, second: Copy, matched: Matched, base: Copy | None, answers: Mapping[Place, Answer]) -> Merge:
    """Merge two copies.

    Parameters
    ----------
    first, second : Copy
    matched : Matched
        Which rows of the second are rows of the first under another id, and which need a new one.
    base : Copy or None
        What both were made from. What one of them left as it was there is taken from the other; without it, all in
        which they differ is asked for.
    answers : mapping of Place to Answer
    """
    return _Merging(first, second.renamed(matched.ids), base, answers, matched).run()


class _Merging:
    """One merge under way."""

    def __init__(
        self, first: Copy, second: Copy, base: Copy | None, answers: Mapping[Place, Answer], matched: Matched
    ) -> None:
        self.first, self.second, self.base, self.answers = first, second, base, answers
        self.matched = matched
        self.needed: set[str] = set()
        self.found = Merge(log=[_renaming(old, new, matched, answers) for old, new in sorted(matched.ids.items())])
        for question in matched.questions:
            self._ask(question)

    def run(self) -> Merge:
        claims = list(self._table(CLAIMS))
        self.needed = {id_ for row in claims for id_ in self.first.ids_in(CLAIMS, row)}
        for table in self.first.tables:
            self.found.rows[table] = claims if table == CLAIMS else list(self._table(table))
        self._drop_what_lost_its_ground()
        for file in sorted({*self.first.files, *self.second.files}):
            self._file(file)
        return self.found

    def _ask(self, question: Question) -> Answer | None:
        self.found.asked.append(question)
        answer = self.answers.get(question.place)
        if answer is None:
            self.found.questions.append(question)
        return answer

    def _table(self, table: str) -> Iterator[Row]:
        ours, theirs = self.first.by_key(table), self.second.by_key(table)
        old = self.base.by_key(table) if self.base else {}
        for key in dict.fromkeys([*ours, *theirs]):
            one, other, was = ours.get(key), theirs.get(key), old.get(key)
            if one is not None and other is not None:
                yield self._both(table, key, one, other, was)
            else:
                row = self._one(table, key, one, other, was)
                if row is not None:
                    yield row

    def _both(self, table: str, key: str, one: Row, other: Row, was: Row | None) -> Row:
        """Return a row that both have, cell by cell; a decision is one thing with its grounds."""
        if table in DECISIONS and one != other:
            return self._decision(table, key, one, other, was)
        row = {}
        for column in self.first.columns(table):
            a, b = one.get(column, ""), other.get(column, "")
            row[column] = a
            if a != b:
                place = Place("cell", table, key, column)
                row[column], why = self._cell(place, a, b, None if was is None else was.get(column, ""))
                self._note(place, (a, b), row[column], why)
        return row

    def _decision(self, table: str, key: str, one: Row, other: Row, was: Row | None) -> Row:
        place = Place("cell", table, key, "decision")
        sides = one["decision"], other["decision"]
        if was in (one, other):
            row, why = (other, "only the second changed it") if was == one else (one, "only the first changed it")
            said = Answer("", why)
        elif sides[0] == sides[1]:
            row, said = one, Answer("", "both decided it so")
        else:
            answer = self._ask(Question(place, *sides, f"{one['grounds']} / {other['grounds']}"))
            row, said = (other if answer and answer.choice == "second" else one), answer or Answer("")
        for column in self.first.columns(table):
            if one[column] != other[column]:
                self._note(place._replace(column=column), (one[column], other[column]), row[column], said)
        return dict(row)

    def _cell(self, place: Place, a: str, b: str, before: str | None) -> tuple[str, Answer]:
        """Return which of two cells holds, and why."""
        if before == a:
            return b, Answer("", "only the second changed it")
        if before == b:
            return a, Answer("", "only the first changed it")
        if place.column == "coder":
            return "; ".join(dict.fromkeys([*coders(a), *coders(b)])), Answer("", "both coded it")
        if place.column == "summary" and (place.table, place.id) in self.matched.own_words:
            return a or b, Answer("", "one claim in each coder's words")
        answer = self._ask(Question(place, a, b, self.first.told(place.table, place.id)))
        return (b if answer and answer.choice == "second" else a), answer or Answer("")

    def _one(self, table: str, key: str, one: Row | None, other: Row | None, was: Row | None) -> Row | None:
        """Return a row that one of them has, if it stays."""
        row = dict(one or other or {})
        if was is not None and row == was:
            if key in self.needed:  # the other's new claims speak of it
                return row
            self._gone(table, key, (one, other), Answer("", "the other removed it"))
            return None
        if was is None and (self.base or table != CLAIMS or key in self.matched.apart):
            return row
        why = "only one has it" if was is None else "one changed it, the other removed it"
        shown = [copy.told(table, key) if there else "" for copy, there in ((self.first, one), (self.second, other))]
        answer = self._ask(Question(Place("claim", table, key), shown[0], shown[1], why))
        if answer and answer.choice == "drop":
            self._gone(table, key, (one, other), answer)
            return None
        return row

    def _gone(self, table: str, key: str, sides: tuple[Row | None, Row | None], why: Answer) -> None:
        first, second = ("" if row is None else json.dumps(row, ensure_ascii=False) for row in sides)
        self._note(Place("", table, key), (first, second), "", why)

    def _note(self, place: Place, sides: tuple[str, str], kept: str, why: Answer) -> None:
        cells = (place.table, place.id, place.column, *sides, kept, why.choice, why.grounds, why.by)
        self.found.log.append(dict(zip(LOG_COLUMNS, cells, strict=True)))

    def _drop_what_lost_its_ground(self) -> None:
        """Leave out rows that name what is no longer there, and entities that nobody needs any more."""
        gone = {line["id"] for line in self.found.log if not line["column"] and line["table"] in self.first.with_ids}
        needed_before = {*self.first.named(), *self.second.named()}
        while True:
            for table, rows in self.found.rows.items():
                lost = [row for row in rows if not gone.isdisjoint(self.first.ids_in(table, row, needed=True))]
                self._drop(table, lost, "what it is about was dropped")
                self._empty(table, gone)
            idle = needed_before - set(self.first.named(self.found.rows))
            gone = set()
            for table in self.first.entity_tables:
                lost = [row for row in self.found.rows[table] if row["id"] in idle]
                self._drop(table, lost, "no claim speaks of it any more")
                gone |= {row["id"] for row in lost}
            if not gone:
                return

    def _drop(self, table: str, lost: Sequence[Row], why: str) -> None:
        if not lost:
            return
        ours, theirs = self.first.by_key(table), self.second.by_key(table)
        places = {id(row) for row in lost}
        self.found.rows[table] = [row for row in self.found.rows[table] if id(row) not in places]
        for row in lost:
            key = self.first.key(table, row)
            self._gone(table, key, (ours.get(key), theirs.get(key)), Answer("", why))

    def _empty(self, table: str, gone: set[str]) -> None:
        """Empty the cells that may be empty and name what is no longer there."""
        for row in self.found.rows[table]:
            for column in self.first.references(table):
                if row.get(column) in gone:
                    place, cell = Place("", table, self.first.key(table, row), column), row[column]
                    row[column] = ""
                    self._note(place, (cell, cell), "", Answer("", "what it names was dropped"))

    def _file(self, name: str) -> None:
        a, b = self.first.files.get(name), self.second.files.get(name)
        was = self.base.files.get(name) if self.base else None
        taken = a
        if a != b:
            why: Answer | None
            if b is None or b == was:
                why = Answer("", "only the first changed it")
            elif a is None or a == was:
                taken, why = b, Answer("", "only the second changed it")
            else:
                why = self._ask(Question(Place("file", name, ""), _head(a), _head(b), "two versions of a file"))
                taken = b if why and why.choice == "second" else a
            self._note(Place("file", name, ""), (_text(a), _text(b)), "", why or Answer(""))
        if taken is not None:
            self.found.files[name] = taken


def _renaming(old: str, new: str, matched: Matched, answers: Mapping[Place, Answer]) -> dict[str, str]:
    place = matched.places.get(old)
    said = (answers.get(place) if place else None) or Answer("", matched.why[old])
    cells = (matched.tables[old], new, "id", new, old, new, said.choice, said.grounds, said.by)
    return dict(zip(LOG_COLUMNS, cells, strict=True))


def _head(content: bytes | None) -> str:
    return _text(content)[:500]


def _text(content: bytes | None) -> str:
    return "" if content is None else content.decode("utf-8", "replace")
