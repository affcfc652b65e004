"""The claims of an import: each is checked against the vocabulary, and one that is there already stays as it is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from graph_loader.imports.checks import cell_fault, span
from graph_loader.imports.nodes import Nodes
from graph_loader.imports.recipe import Claim, Node
from graph_loader.imports.values import RowError
from graph_loader.model.errors import ColdWarError
from graph_loader.model.numerals import counted
from graph_loader.model.problems import did_you_mean
from graph_loader.model.vocabulary import RelationshipType, Vocabulary
from graph_loader.package.editing import Draft, Row
from graph_loader.package.names import fold, slug

_SAME = ("type", "from_id", "to_id", "about_id", "date", "place_id", "role", "amount", "amount_max", "unit")
_PLACES = ("Place", "State")
_DIGITS = 12


class Claims:
    """The claims of a package, and those that an import adds.

    Attributes
    ----------
    added : list of dict
        The new claims.
    evidence : int
        New places that bear on a claim which was there or came in before.
    same, kept : int
        Claims that were there already, alike and with other content; both stay as they are.
    repeated : int
        Claims that say again what another of this import says.
    """

    def __init__(self, draft: Draft, vocabulary: Vocabulary, nodes: Nodes, recipe: str) -> None:
        self._draft, self._nodes, self._recipe = draft, nodes, slug(recipe)
        self._types = vocabulary.types
        self._spelt = {fold(name.replace("_", " ")): name for name in vocabulary.types}
        self._verbs = {fold(type_.verb): name for name, type_ in vocabulary.types.items()}
        self._by_id = {row["id"]: row for row in draft.rows["relationships"]}
        self._before = frozenset(self._by_id)
        self._others = draft.ids() - self._before
        self._by_content: dict[tuple[str, ...], Row] = {}
        for row in draft.rows["relationships"]:
            self._by_content.setdefault(self._content(row), row)
        self._evidence = {(row["relationship_id"], row["source_id"], row["locator"]) for row in draft.rows["evidence"]}
        self._fields = {each.name: each for each in draft.tables["relationships"].fields}
        self.added: list[Row] = []
        self.evidence = self.same = self.kept = self.repeated = 0
        self.lacking: defaultdict[str, int] = defaultdict(int)

    def lacks(self, name: str) -> bool:
        """Whether the vocabulary has no such type; it is counted."""
        lacking = bool(name) and self.type_of(name) is None
        if lacking:
            self.lacking[name] += 1
        return lacking

    def type_of(self, name: str) -> RelationshipType | None:
        """Return the type that is written so, in whatever way the vocabulary knows."""
        key = fold(name.replace("_", " "))
        return self._types.get(name) or self._types.get(self._spelt.get(key, "") or self._verbs.get(key, ""))

    def add(self, claim: Claim, values: Mapping[str, str], nodes: Mapping[str, Node], where: str) -> None:
        """Add a claim of a row.

        Raises
        ------
        RowError
            If the row does not make a sound claim.
        """
        name = claim.type.fill(values)
        type_ = self.type_of(name)
        if type_ is None:
            raise RowError(
                "type: expected a type of the vocabulary" if name else "type: expected a type, found none", name
            )
        ends = {key: self._nodes.find(nodes[node], values, nodes) for key, node in claim.nodes.items()}
        source = self._nodes.find(nodes[claim.source], values, nodes)
        if not source:
            raise RowError("source: expected a source, found none")
        row = self._row(claim, type_, ends, values, where)
        self._check(type_, row)
        locator = claim.locator.fill(values)
        if not locator:
            raise RowError("locator: expected a place in the source, found none")
        self._nodes.check_locator(source, locator)
        voice = ends.get("reported_by", "")
        if row["standing"] == "reported" and not voice:
            raise RowError("reported_by: expected who is passed on for a reported claim, found none")
        written = [claim.type.fill(values), *(self._written(nodes[each], values) for each in claim.nodes.values())]
        written += [row[column] for column in (*_SAME[4:], "polarity", "standing")]
        written += [locator, self._written(nodes[claim.source], values)]
        row["id"] = slug(claim.id.fill(values)) if claim.id else self._own_id(written)
        if not row["id"] or row["id"] in self._others or row["id"] in self._nodes.labels:
            raise RowError("id: expected an id that nothing else has", row["id"] or "none")
        self._place(row, source, locator, voice)

    @staticmethod
    def _written(node: Node, values: Mapping[str, str]) -> str:
        """Return how a row names a node, whoever that turns out to be."""
        marks = [each.fill(values) for each in node.identifiers.values()]
        return "|".join(
            [node.called.fill(values) if node.called else "", node.id.fill(values) if node.id else "", *marks]
        )

    def _own_id(self, written: list[str]) -> str:
        digest = hashlib.sha256("\x1f".join(written).encode()).hexdigest()
        return f"{self._recipe}-{digest[:_DIGITS]}"

    def _row(
        self, claim: Claim, type_: RelationshipType, ends: Mapping[str, str], values: Mapping[str, str], where: str
    ) -> Row:
        row: Row = dict.fromkeys(self._draft.tables["relationships"].columns, "")
        for column, cell in claim.cells.items():
            row[column] = span(cell.fill(values, lenient=True)) if column == "date" else cell.fill(values)
        row |= {f"{key}_id": id_ for key, id_ in ends.items() if key != "reported_by"}
        row |= {"type": type_.name, "standing": row["standing"] or "stated", "provenance": where}
        if not row["amount"]:
            row["unit"] = ""
        for key in ("from", "to"):
            if not row[f"{key}_id"]:
                raise RowError(f"{claim.nodes[key]}: expected a name, found none")
        if type_.symmetric and row["from_id"] > row["to_id"]:
            row["from_id"], row["to_id"] = row["to_id"], row["from_id"]
        if not row["summary"]:
            first, last = (self._nodes.rows[ends[key]]["name"] for key in ("from", "to"))
            row["summary"] = " ".join(filter(None, (first, type_.verb, last, row["date"]))) + "."
        return row

    def _check(self, type_: RelationshipType, row: Row) -> None:
        for column, admitted in (("from_id", type_.from_labels), ("to_id", type_.to_labels), ("place_id", _PLACES)):
            label = self._nodes.labels[row[column]] if row[column] else ""
            if label and label not in admitted:
                raise RowError(
                    f"{column}: expected one of {', '.join(admitted)} for {type_.name}", f"{label} {row[column]}"
                )
        if row["from_id"] == row["to_id"]:
            raise RowError("to_id: expected two entities, found one twice", row["to_id"])
        if not row["role"] and self._nodes.labels[row["from_id"]] in type_.role_required:
            raise RowError(f"role: expected a role for {type_.name}, found none")
        if row["role"] and type_.roles and row["role"] not in type_.roles:
            raise RowError(f"role: expected one of {', '.join(type_.roles)}", row["role"])
        if row["amount"] and not row["unit"]:
            raise RowError("unit: expected the unit of an amount, found none", row["amount"])
        for column, field in self._fields.items():
            if column != "id" and (fault := cell_fault(field, row[column])):
                raise RowError(f"{column}: {fault}", row[column])
        if row["amount_max"] and float(row["amount_max"]) < float(row["amount"] or "inf"):
            raise RowError("amount_max: expected at least the amount", row["amount_max"])

    def _content(self, row: Row) -> tuple[str, ...]:
        ends = [row["from_id"], row["to_id"]]
        type_ = self._types.get(row["type"])
        ends = sorted(ends) if type_ and type_.symmetric else ends
        return (row["type"], *ends, *(row[column] for column in _SAME[3:]))

    def _place(self, row: Row, source: str, locator: str, voice: str) -> None:
        """Put a claim where it belongs: beside one of its id or content, or as a new one."""
        there = self._by_id.get(row["id"])
        if there is None and (row["date"] or row["about_id"]):
            there = self._by_content.get(self._content(row))
            if there is not None and there["polarity"] != row["polarity"]:
                raise RowError("polarity: expected what the package says of this fact", f"{there['id']}")
        if there is None:
            self._by_id[row["id"]] = row
            self._by_content.setdefault(self._content(row), row)
            self._draft.rows["relationships"].append(row)
            self.added.append(row)
            for column in ("from_id", "to_id", "about_id", "place_id"):
                self._nodes.use(row[column])
            self._support(row["id"], source, locator, voice)
            return
        is_alike = all(there[column] == row[column] for column in (*_SAME, "polarity", "standing", "summary"))
        is_there = (there["id"], source, locator) in self._evidence
        if there["id"] not in self._before:
            if self._content(there) != self._content(row):
                raise RowError("id: expected an id that no other claim of this import has", row["id"])
            self.repeated += 1
        elif is_alike:
            self.same += 1
        else:
            self.kept += 1
        if not is_there and self._content(there) == self._content(row):
            self.evidence += 1
            self._support(there["id"], source, locator, voice)

    def _support(self, claim: str, source: str, locator: str, voice: str) -> None:
        self._nodes.cite(source, locator)
        self._nodes.use(voice)
        self._evidence.add((claim, source, locator))
        row = dict.fromkeys(self._draft.tables["evidence"].columns, "")
        row |= {"relationship_id": claim, "source_id": source, "locator": locator, "reported_by": voice}
        self._draft.rows["evidence"].append(row)


def lacking(types: Mapping[str, int], vocabulary: Vocabulary, recipe: str) -> ColdWarError:
    """Return the failure for types that a vocabulary lacks."""
    named = ", ".join(
        f"{name} ({counted(count, 'row')}){did_you_mean(name, vocabulary.types)}" if count else name
        for name, count in types.items()
    )
    return ColdWarError(
        f"the vocabulary of the package lacks the types {named}: add them to vocabulary.yaml, or name its own types "
        f"in the recipe {recipe} (lookup)"
    )
