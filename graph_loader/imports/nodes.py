"""The entities and sources that rows name: those of the package, those of earlier rows, and new ones.

A new one comes into the package only when something refers to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_loader.imports.checks import cell_fault, span
from graph_loader.imports.matching import Candidate, Names
from graph_loader.imports.recipe import Node
from graph_loader.imports.values import RowError
from graph_loader.model import locators
from graph_loader.package.descriptor import KIND, OTHER, Table
from graph_loader.package.editing import Draft, Row
from graph_loader.package.names import fold, slug


@dataclass
class _New:
    """A node that is not in the package yet, and what it refers to."""

    table: str
    row: Row
    refers: tuple[str, ...]


@dataclass
class _Open:
    """A new source whose locators are still to be seen, and the kinds that they may be of."""

    kinds: tuple[str, ...]
    locators: list[str] = field(default_factory=list)


class Nodes:
    """Who and what a package and an import know.

    Attributes
    ----------
    added : dict of str to list of str
        Ids of the nodes that came in, by label.
    met : dict of str to set of str
        Ids of the nodes that were there, by label.
    similar : dict of (str, str) to tuple of Candidate
        Names of new ones, with their label, that are like names which the package has.
    several : dict of (str, str) to tuple of Candidate
        Names that several in the package bear.
    """

    def __init__(self, draft: Draft, names: Names) -> None:
        self._draft, self._names = draft, names
        self._tables: dict[str, Table] = {table.label: table for table in draft.tables.values() if table.label}
        self.rows: dict[str, Row] = {}
        self.labels: dict[str, str] = {}
        for label, table in self._tables.items():
            for row in draft.rows[table.name]:
                self.rows[row["id"]], self.labels[row["id"]] = row, label
        self._before = frozenset(self.rows)
        self._taken = set(draft.ids())
        self._spellings: defaultdict[str, set[str]] = defaultdict(set)
        for row in draft.rows["aliases"]:
            self._spellings[row["entity_id"]].add(row["name"])
        self._identified: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._identifiers = {(row["entity_id"], row["scheme"], row["value"]) for row in draft.rows["identifiers"]}
        for id_, scheme, value in self._identifiers:
            self._identified[scheme, value].add(id_)
        self._keys: dict[tuple[str, ...], str] = {}
        self._new: dict[str, _New] = {}
        self._open: dict[str, _Open] = {}
        self._passages = {(row["source_id"], row["locator"]) for row in draft.rows["passages"]}
        self._extras: defaultdict[str, list[tuple[str, Row]]] = defaultdict(list)
        self.added: defaultdict[str, list[str]] = defaultdict(list)
        self.met: defaultdict[str, set[str]] = defaultdict(set)
        self.similar: dict[tuple[str, str], tuple[Candidate, ...]] = {}
        self.several: dict[tuple[str, str], tuple[Candidate, ...]] = {}

    def find(self, node: Node, values: Mapping[str, str], nodes: Mapping[str, Node]) -> str:
        """Return the id of what a row names, empty where it names nothing.

        Raises
        ------
        RowError
            If it cannot be told who is meant, or a cell is not what its column admits.
        """
        name = node.called.fill(values) if node.called else ""
        marks = {scheme: value for scheme, each in node.identifiers.items() if (value := each.fill(values))}
        if not name and not marks:
            return ""
        refers = {column: self.find(nodes[other], values, nodes) for column, other in node.references.items()}
        dated = {each.name for each in self._tables[node.labels[0]].fields if each.is_date}
        cells = {
            column: span(each.fill(values, lenient=True)) if column in dated else each.fill(values)
            for column, each in node.columns.items()
        } | refers
        wanted = slug(node.id.fill(values)) if node.id else ""
        id_ = self._known(node, name, marks, wanted, cells) or self._create(node, name, wanted, cells, values)
        self._remember(id_, node, name, marks, values)
        return id_

    def _known(self, node: Node, name: str, marks: Mapping[str, str], wanted: str, cells: Row) -> str:
        for scheme, value in marks.items():
            if found := self._identified.get((scheme, value)):
                if len(found) > 1:
                    raise RowError(
                        f"{node.name}: expected one entity with this {scheme}", f"{value}: {', '.join(sorted(found))}"
                    )
                return self._admitted(node, *found)
        if not name:
            raise RowError(f"{node.name}: expected an entity with these identifiers", ", ".join(marks.values()))
        key = self._key(node, name, wanted, cells)
        if key in self._keys:
            return self._keys[key]
        found_id = ""
        if wanted in self.rows and self.labels[wanted] in node.labels:
            same = node.match == "id" or fold(self.rows[wanted]["name"]) == fold(name)
            found_id = wanted if same and self._agrees(node, wanted, cells) else ""
        if not found_id and node.match == "name":
            found_id = self._by_name(node, name, cells)
        if found_id:
            self._keys[key] = found_id
        return found_id

    @staticmethod
    def _key(node: Node, name: str, wanted: str, cells: Row) -> tuple[str, ...]:
        return (
            node.labels[0],
            wanted,
            "" if wanted and node.match == "id" else fold(name) or name,
            *(cells[each] for each in node.agree),
        )

    def _by_name(self, node: Node, name: str, cells: Row) -> str:
        found = self._names.find(name, node.labels)
        if found.how == "several":
            agreeing = [each.id for each in found.candidates if self._agrees(node, each.id, cells)]
            if len(agreeing) == 1:
                return agreeing[0]
            if agreeing:
                self.several[name, node.labels[0]] = tuple(each for each in found.candidates if each.id in agreeing)
                listed = ", ".join(sorted(agreeing))
                raise RowError(f"{node.name}: expected a name of one entity", f"{name}: any of {listed}")
            return ""
        if found.id:
            return found.id if self._agrees(node, found.id, cells) else ""
        if found.candidates:
            self.similar[name, node.labels[0]] = found.candidates
        return ""

    def _agrees(self, node: Node, id_: str, cells: Row) -> bool:
        row = self.rows.get(id_, {})
        return all(not row.get(column) or not cells[column] or row[column] == cells[column] for column in node.agree)

    def _admitted(self, node: Node, id_: str) -> str:
        if self.labels.get(id_) not in node.labels:
            raise RowError(
                f"{node.name}: expected one of {', '.join(node.labels)}", f"the {self.labels.get(id_, 'claim')} {id_}"
            )
        return id_

    @staticmethod
    def _label(node: Node, values: Mapping[str, str]) -> str:
        """Return what a new one is: as its row says, else the first that the recipe names."""
        said = node.new.fill(values) if node.new else ""
        if not said:
            return node.labels[0]
        spelt = {fold(label): label for label in node.labels}
        if fold(said) not in spelt:
            raise RowError(f"{node.name}: expected one of {', '.join(node.labels)}", said)
        return spelt[fold(said)]

    def _create(self, node: Node, name: str, wanted: str, cells: Row, values: Mapping[str, str]) -> str:
        label = self._label(node, values)
        table = self._tables[label]
        base = wanted or slug(name) or label.lower()
        id_, number = base, 1
        while id_ in self._taken:
            number += 1
            id_ = f"{base}-{number}"
        description = node.description.fill(values) if node.description else ""
        row: Row = dict.fromkeys(table.columns, "")
        row |= {"id": id_, "name": name, "description": description or f"{label} named in {values['file']}"}
        row |= {column: cell for column, cell in cells.items() if column in row}
        if any(each.name == KIND and each.required and OTHER in each.enum for each in table.fields):
            row[KIND] = row[KIND] or OTHER
        for each in table.fields:
            if each.name != "id" and (fault := cell_fault(each, row[each.name])):
                raise RowError(f"{node.name}.{each.name}: {fault}", row[each.name])
        if label == "Source":
            row["coverage"] = row["coverage"] or "selective"
            self._open[id_] = _Open(node.locator_kinds or ("text",))
        refers = tuple(filter(None, (cells[column] for column in node.references)))
        self._taken.add(id_)
        self._new[id_] = _New(table.name, row, refers)
        self.rows[id_], self.labels[id_] = row, label
        self._keys[self._key(node, name, wanted, cells)] = id_
        return id_

    def _remember(self, id_: str, node: Node, name: str, marks: Mapping[str, str], values: Mapping[str, str]) -> None:
        """Keep the identifiers and aliases that a row gives to a node until something refers to it."""
        for scheme, value in marks.items():
            if (id_, scheme, value) not in self._identifiers:
                self._add(id_, "identifiers", {"scheme": scheme, "value": value})
                self._identifiers.add((id_, scheme, value))
                self._identified[scheme, value].add(id_)
        for kind, template in node.aliases.items():
            alias = template.fill(values)
            if alias and alias not in (name, self.rows[id_]["name"]) and alias not in self._spellings[id_]:
                self._add(id_, "aliases", {"name": alias, "kind": kind})
                self._spellings[id_].add(alias)

    def _add(self, id_: str, table: str, cells: Row) -> None:
        for column in self._draft.tables[table].fields:
            if column.name in cells and (fault := cell_fault(column, cells[column.name])):
                raise RowError(f"{table}.{column.name}: {fault}", cells[column.name])
        blank = dict.fromkeys(self._draft.tables[table].columns, "")
        self._extras[id_].append((table, blank | cells | {"entity_id": id_}))

    def use(self, id_: str) -> None:
        """Take a node into the package, with all that it refers to: something refers to it now."""
        new = self._new.pop(id_, None)
        if new is not None:
            self._draft.rows[new.table].append(new.row)
            self.added[self.labels[id_]].append(id_)
            for other in new.refers:
                self.use(other)
        elif id_ in self._before:
            self.met[self.labels[id_]].add(id_)
        for table, row in self._extras.pop(id_, ()):
            self._draft.rows[table].append(row)

    def check_locator(self, source: str, locator: str) -> None:
        """Refuse a locator that is not of its source's kind."""
        kinds = self._open[source].kinds if source in self._open else (self.rows[source]["locator_kind"],)
        if fault := locators.fault(kinds[0] if len(kinds) == 1 else "text", locator):
            raise RowError(f"locator: expected {fault}", locator)

    def cite(self, source: str, locator: str) -> None:
        """Take a source into the package, and its passage where it is one that lists all of them."""
        self.use(source)
        if source in self._open:
            self._open[source].locators.append(locator)
        if self.rows[source]["coverage"] != "selective" and (source, locator) not in self._passages:
            self._passages.add((source, locator))
            self._draft.rows["passages"].append({"source_id": source, "locator": locator, "note": ""})

    def settle(self) -> None:
        """Say of every new source of which kind its locators are: the first that fits them all."""
        for id_, source in self._open.items():
            fitting = (kind for kind in source.kinds if not any(locators.fault(kind, each) for each in source.locators))
            self.rows[id_]["locator_kind"] = next(fitting, "text")

    @property
    def unused(self) -> dict[str, list[str]]:
        """Ids of new nodes that nothing refers to, by label."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in self._new:
            found[self.labels[id_]].append(id_)
        return dict(found)
