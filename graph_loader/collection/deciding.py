"""Takes decisions on what is one into their file, one by one or from a list that somebody went through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph_loader.collection.identities import (
    DIFFERENT,
    IDENTITIES,
    SAME,
    UNSURE,
    Decision,
    Labels,
    Subject,
    check,
    check_cells,
    check_each,
    contract,
    read_decisions,
)
from graph_loader.collection.matching import Proposal
from graph_loader.imports.reading.tables import rows
from graph_loader.model.claims import Key
from graph_loader.model.errors import ColdWarError, DatasetError
from graph_loader.model.problems import quoted
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import Table
from graph_loader.package.editing import csv_text
from graph_loader.package.files import replaced_file, write_text
from graph_loader.package.raw import RawTable, Record
from graph_loader.package.reading import read_table

CHOICES = (SAME, DIFFERENT, UNSURE)
_SHOWN = ("chance", "name_a", "name_b")


@dataclass
class Decisions:
    """The decisions of a collection in their file; what is taken is written at once.

    Attributes
    ----------
    file : pathlib.Path
    labels : mapping of Key to str
        The label of every entity of the packages, or what every claim ties.
    known : list of Decision
        In the order of the file.
    subject : Subject
        Whether they are on entities or on claims.
    """

    file: Path
    labels: Labels
    known: list[Decision]
    subject: Subject = IDENTITIES

    @classmethod
    def of(cls, packages: Iterable[Dataset], file: Path) -> Decisions:
        """Read the decisions on who is who in packages.

        Raises
        ------
        DatasetError
            If they cannot stand.
        """
        labels = {Key(part.name, id_): it for part in packages for id_, it in part.content.labels.items()}
        return cls.on(labels, file, IDENTITIES)

    @classmethod
    def on(cls, labels: Labels, file: Path, subject: Subject) -> Decisions:
        """Read the decisions on entities or on claims.

        Raises
        ------
        DatasetError
            If they cannot stand.
        """
        known, problems = read_decisions(file, labels, subject)
        if wrong := [problem for problem in problems if problem.severity != "note"]:
            raise DatasetError(wrong)
        return cls(file, labels, list(known), subject)

    def not_taken(self, fresh: Iterable[Decision]) -> int:
        """Count decisions that are not among these."""
        known = {each.pair: each for each in self.known}
        return sum(_said(known.get(each.pair)) != _said(each) for each in fresh)

    def take(self, fresh: Iterable[Decision], listed: str = "") -> int:
        """Add decisions and write them; an earlier one on a pair gives way. Return how many differ from before.

        `listed` is the file in which they stand, with their rows.

        Raises
        ------
        DatasetError
            If they contradict others; nothing is written then.
        """
        before = {each.pair: each for each in self.known}
        changed = {each.pair: each for each in fresh if _said(before.get(each.pair)) != _said(each)}
        kept = [each for each in self.known if each.pair not in changed]
        every = sorted([*kept, *changed.values()], key=lambda each: (each.one, each.other))
        told = self.labels, self.file.name, self.subject
        alone = self.labels, listed or self.file.name, self.subject
        raw = RawTable.of(
            replace(self._table, file=alone[1]), (Record(each.row, _cells(each)) for each in changed.values())
        )
        if problems := [*check_cells(raw), *check_each(changed.values(), *alone)] or check(every, *told):
            raise DatasetError(problems)
        if changed:
            self._write([*changed.values()])
            self.known = every
        return len(changed)

    @property
    def _table(self) -> Table:
        return replace(contract(), file=self.file.name)

    def _write(self, changed: Sequence[Decision]) -> None:
        """Write the file with what changed; decisions on packages that are not here stay as they are."""
        table = self._table
        pairs = {each.pair for each in changed}
        there = read_table(self.file.parent, table).records if self.file.exists() else ()
        rows = [record.cells for record in there if _pair(record.cells) not in pairs]
        rows += [_cells(each) for each in changed]
        rows.sort(key=lambda cells: [cells[column] for column in table.primary_key])
        with replaced_file(self.file) as draft:
            write_text(draft, csv_text(table.columns, rows))


def decision(pair: Proposal, choice: str, by: str, on: str = "") -> Decision:
    """Return the decision on a proposal, on its grounds; today, if no day is given."""
    said = "; ".join(pair.grounds)
    return Decision(0, pair.one, pair.other, choice, said, by, on or date.today().isoformat())  # noqa: DTZ011 - a day


def proposals_text(pairs: Iterable[Proposal], names: Mapping[Key, str]) -> str:
    """Return proposals as a table to go through: a row each, its decision empty."""
    columns = (*_SHOWN, *contract().columns)
    rows = [
        {
            "chance": f"{pair.chance:.2f}",
            "name_a": _safe(names[pair.one]),
            "name_b": _safe(names[pair.other]),
            "package_a": pair.one.package,
            "id_a": pair.one.id,
            "package_b": pair.other.package,
            "id_b": pair.other.id,
            "grounds": "; ".join(pair.grounds),
        }
        for pair in pairs
    ]
    return csv_text(columns, rows)


def read_proposals(path: Path, by: str) -> list[Decision]:
    """Return the decisions in a table of proposals that somebody went through; rows without one are left for later.

    Raises
    ------
    ColdWarError
        If the file is no such table, or a decision is none of the three.
    """
    found = []
    for number, row in rows(path):
        if missing := [name for name in (*contract().primary_key, "decision") if name not in row]:
            raise ColdWarError(f"{path}: expected the columns that `coldwar match --out` writes, found no {missing[0]}")
        choice = (row["decision"] or "").strip()
        if choice and choice not in CHOICES:
            raise ColdWarError(f"{path}:{number}: expected {', '.join(CHOICES)} or nothing, found {quoted(choice)}")
        if choice and not row.get("grounds"):
            raise ColdWarError(f"{path}:{number}: expected the grounds of the decision, found none")
        if choice:
            one, other = (Key(row[f"package_{side}"], row[f"id_{side}"]) for side in "ab")
            pair = Proposal(one, other, 0.0, tuple(filter(None, [row.get("grounds")])))
            on, source = (row.get(name) or "" for name in ("decided_on", "source_id"))
            made = decision(pair, choice, row.get("decided_by") or by, on=on)
            found.append(replace(made, row=number, source_id=source))
    first: dict[frozenset[Key], Decision] = {}
    for each in found:
        before = first.setdefault(each.pair, each)
        if before.decision != each.decision:
            raise ColdWarError(
                f"{path}:{each.row}: expected one decision on a pair, found {each.decision} here and "
                f"{before.decision} in row {before.row}"
            )
    return found


def _said(made: Decision | None) -> tuple[str, str] | None:
    return (made.decision, made.grounds) if made else None


def _pair(cells: Mapping[str, str]) -> frozenset[Key]:
    return frozenset(Key(cells[f"package_{side}"], cells[f"id_{side}"]) for side in "ab")


def _cells(made: Decision) -> dict[str, str]:
    one, other = sorted((made.one, made.other))
    return {
        "package_a": one.package,
        "id_a": one.id,
        "package_b": other.package,
        "id_b": other.id,
        **{name: getattr(made, name) for name in ("decision", "grounds", "decided_by", "decided_on", "source_id")},
    }


def _safe(text: str) -> str:
    """Return a name as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
