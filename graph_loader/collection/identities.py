"""Decisions on what is one in several packages, entities or claims: their file, its rules, the sets that come of it."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

from graph_loader.model.claims import Key
from graph_loader.model.problems import Problem, did_you_mean, hints, quoted
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.content import Content
from graph_loader.package.descriptor import Table, table_of
from graph_loader.package.raw import RawTable
from graph_loader.package.reading import read_table
from graph_loader.package.schema_rules import check_column

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
Labels = Mapping[Key, str]
"""What two that are the same have in common: the label of every entity, or what every claim ties."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What decisions are about.

    Attributes
    ----------
    file : str
        Where they stand.
    one, alike : str
        What one is called, and two that can be the same.
    code, unlike : str
        How codes of problems begin, and the code for two that cannot be the same.
    """

    file: str
    one: str
    alike: str
    code: str
    unlike: str


IDENTITIES = Subject("identities.csv", "an entity", "two entities of one kind", "identity", "identity-kind")
FACTS = Subject("facts.csv", "a claim", "two claims on the same entities, else the row rests", "fact", "fact-ends")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: two entities or claims, whether they are one, by what that was decided, by whom and when."""

    row: int
    one: Key
    other: Key
    decision: str
    grounds: str
    decided_by: str
    decided_on: str
    source_id: str = ""

    @property
    def pair(self) -> frozenset[Key]:
        """The two, in no order."""
        return frozenset((self.one, self.other))


@cache
def contract() -> Table:
    """Return the description of a file of decisions."""
    return table_of(json.loads(Path(__file__).with_name("decisions.json").read_text(encoding="utf-8")))


def read_decisions(
    file: Path, labels: Labels, subject: Subject = IDENTITIES
) -> tuple[tuple[Decision, ...], list[Problem]]:
    """Read decisions and say all that is wrong with them.

    Parameters
    ----------
    file : pathlib.Path
        One that is not there holds no decision.
    labels : mapping of Key to str
        The label of every entity of the packages, or what every claim ties.
    subject : Subject
        Whether they are on entities or on claims.

    Returns
    -------
    tuple of Decision
        Those of sound rows that do not rest.
    list of Problem
    """
    if not file.exists():
        return (), []
    table = contract()
    raw = read_table(file.parent, replace(table, file=file.name))
    problems = [*raw.problems, *(check_cells(raw) if raw.is_whole else ())]
    lost = {problem.row for problem in problems}
    decisions = [
        Decision(
            record.row,
            Key(record.cells["package_a"], record.cells["id_a"]),
            Key(record.cells["package_b"], record.cells["id_b"]),
            **{name: record.cells[name] for name in ("decision", "grounds", "decided_by", "decided_on", "source_id")},
        )
        for record in (raw.records if raw.is_whole else ())
        if record.row not in lost
    ]
    packages = {key.package for key in labels}
    known = [each for each in decisions if packages.issuperset((each.one.package, each.other.package))]
    problems += _of_strangers(raw.table.file, decisions, packages, subject)
    problems += check(known, labels, raw.table.file, subject)
    lost = {problem.row for problem in problems if problem.severity != "note" or problem.code == subject.unlike}
    return tuple(each for each in known if each.row not in lost), problems


def check_cells(raw: RawTable) -> Iterator[Problem]:
    """Say what is wrong with the cells of decisions."""
    content = Content("", "", Vocabulary({}, {}, {}, {}, {}, {}), {raw.table.name: raw})
    return (problem for field in raw.table.fields for problem in check_column(content, raw, field))


def _of_strangers(
    file: str, decisions: Iterable[Decision], packages: Container[str], subject: Subject
) -> Iterator[Problem]:
    """Note decisions on packages that are not here: they rest until those come."""
    for each in decisions:
        for key, column in ((each.one, "package_a"), (each.other, "package_b")):
            if key.package not in packages:
                message = f"expected a package of the collection, found {quoted(key.package)}: the row rests"
                yield Problem(file, each.row, column, f"{subject.code}-package", message)


def check(
    decisions: Sequence[Decision], labels: Labels, file: str = IDENTITIES.file, subject: Subject = IDENTITIES
) -> list[Problem]:
    """Say what is wrong with decisions: what is not there, not alike, or decided against another decision.

    Examples
    --------
    >>> labels = {Key("a", "ussr"): "State", Key("b", "soviet-union"): "State", Key("b", "russia"): "State"}
    >>> ussr, union, russia = labels
    >>> rows = [(ussr, union, "same"), (ussr, russia, "same"), (russia, union, "different")]
    >>> decisions = [Decision(n, *row, "name", "me", "2024") for n, row in enumerate(rows, start=2)]
    >>> [(problem.row, problem.code) for problem in check(decisions, labels)]
    [(4, 'identity-contradiction')]
    """
    problems = list(check_each(decisions, labels, file, subject))
    lost = {problem.row for problem in problems}
    sound = [each for each in decisions if each.row not in lost]
    return [*problems, *_of_pairs(sound, file, subject), *_of_sets(sound, file, subject)]


def check_each(decisions: Iterable[Decision], labels: Labels, file: str, subject: Subject) -> Iterator[Problem]:
    """Say what is wrong with decisions, each for itself."""
    hinting = {
        package: hints(key.id for key in labels if key.package == package)
        for package in {key.package for key in labels}
    }
    for each in decisions:
        for key, side in ((each.one, "a"), (each.other, "b")):
            if key.package not in hinting:
                hint = did_you_mean(key.package, hinting)
                message = f"expected a package of {', '.join(sorted(hinting))}, found {quoted(key.package)}{hint}"
                yield Problem(file, each.row, f"package_{side}", "reference", message)
            elif key not in labels:
                hint = hinting[key.package](key.id)
                message = f"expected {subject.one} of {key.package}, found {quoted(key.id)}{hint}"
                yield Problem(file, each.row, f"id_{side}", "reference", message)
        if each.one == each.other:
            message = f"expected two, found {each.one.written} twice"
            yield Problem(file, each.row, "id_b", f"{subject.code}-self", message)
        elif each.decision == SAME and len(found := {labels[key] for key in each.pair if key in labels}) > 1:
            message = f"expected {subject.alike}, found {' and '.join(sorted(found))}"
            yield Problem(file, each.row, "decision", subject.unlike, message)


def _of_pairs(decisions: Iterable[Decision], file: str, subject: Subject) -> Iterator[Problem]:
    """Find pairs that are decided twice, and not alike."""
    first: dict[frozenset[Key], Decision] = {}
    for each in decisions:
        before = first.setdefault(each.pair, each)
        if before.decision != each.decision:
            message = (
                f"expected one decision on a pair, found {each.decision} here and {before.decision} in row {before.row}"
            )
            yield Problem(file, each.row, "decision", f"{subject.code}-contradiction", message)


def _of_sets(decisions: Sequence[Decision], file: str, subject: Subject) -> Iterator[Problem]:
    """Find what is the same by a chain of decisions, and different by another; and two of one package in a set."""
    direct = {each.pair: each for each in decisions}
    neighbours = _neighbours(decisions)
    for each in decisions:
        if each.decision == DIFFERENT and (chain := _chain(each.one, each.other, neighbours)) and len(chain) > 1:
            rows = ", ".join(str(step.row) for step in chain)
            message = f"expected two that nothing makes one, found them the same by rows {rows}"
            yield Problem(file, each.row, "decision", f"{subject.code}-contradiction", message)
    for members in sets(decisions):
        for one, other in combinations(members, 2):
            if one.package == other.package and direct.get(frozenset((one, other))) is None:
                chain = _chain(one, other, neighbours)
                rows = ", ".join(str(step.row) for step in chain)
                message = (
                    f"expected a decision on {one.written} and {other.id}, found them the same only by rows {rows}"
                )
                yield Problem(file, chain[-1].row, "decision", f"{subject.code}-within", message)


def _neighbours(decisions: Iterable[Decision]) -> Mapping[Key, list[tuple[Key, Decision]]]:
    found: defaultdict[Key, list[tuple[Key, Decision]]] = defaultdict(list)
    for each in decisions:
        if each.decision == SAME:
            found[each.one].append((each.other, each))
            found[each.other].append((each.one, each))
    return found


def _chain(one: Key, other: Key, neighbours: Mapping[Key, list[tuple[Key, Decision]]]) -> list[Decision]:
    """Return the fewest decisions that make two the same; none where nothing does."""
    steps: dict[Key, list[Decision]] = {one: []}
    waiting = deque([one])
    while waiting:
        here = waiting.popleft()
        for there, decision in neighbours.get(here, ()):
            if there not in steps:
                steps[there] = [*steps[here], decision]
                waiting.append(there)
    return steps.get(other, [])


def sets(decisions: Iterable[Decision]) -> list[tuple[Key, ...]]:
    """Return the sets of ids that stand for one entity or fact each, sorted; what is alone is left out.

    Examples
    --------
    >>> one, other, third = Key("a", "ussr"), Key("b", "soviet-union"), Key("c", "ussr")
    >>> pairs = [(one, other), (other, third)]
    >>> decisions = [Decision(row, *pair, "same", "name", "me", "2024") for row, pair in enumerate(pairs, start=2)]
    >>> [[f"{key.package}:{key.id}" for key in members] for members in sets(decisions)]
    [['a:ussr', 'b:soviet-union', 'c:ussr']]
    """
    neighbours = _neighbours(decisions)
    found, seen = [], set()
    for start in neighbours:
        if start in seen:
            continue
        members, waiting = {start}, [start]
        while waiting:
            fresh = {there for there, _ in neighbours[waiting.pop()]} - members
            members |= fresh
            waiting += fresh
        seen |= members
        found.append(tuple(sorted(members)))
    return sorted(found)
