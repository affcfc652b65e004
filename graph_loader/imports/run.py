"""Runs a recipe over files: their rows become entities, sources, claims and evidence of a package.

What the package holds is never changed, only added to; a row that cannot be imported is counted with its reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph_loader.imports import values as row_values
from graph_loader.imports.claims import Claims, lacking
from graph_loader.imports.matching import Candidate, Names
from graph_loader.imports.nodes import Nodes
from graph_loader.imports.recipe import Claim, Node, Part, Recipe
from graph_loader.imports.values import RowError, Values
from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import did_you_mean, quoted
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.editing import Draft, Row

Decisions = Mapping[tuple[str, str], str]


@dataclass
class Report:
    """What an import brought, and what it could not bring.

    Attributes
    ----------
    rows : int
        Rows that were read.
    claims : list of dict
        The new claims.
    evidence, same, kept, repeated : int
        Further places for claims, claims that were there already, alike or otherwise, and those said twice.
    added, met : dict of str to list of str
        Ids of nodes that came in and of those that were there, by label.
    refused : dict of str to list of (str, str)
        Where a row was left out and what it has, by reason.
    silent : dict of str to int
        Rows that make no claim, by part.
    unused : dict of str to list of str
        Nodes that no claim refers to, which are left out, by label.
    unread : set of str
        Columns of which the recipe makes nothing.
    similar : dict of (str, str) to tuple of Candidate
        New names with their labels, and the names of the package that are like them.
    several : dict of (str, str) to tuple of Candidate
        Names that several in the package bear: their rows are left out.
    """

    rows: int = 0
    claims: list[Row] = field(default_factory=list)
    evidence: int = 0
    same: int = 0
    kept: int = 0
    repeated: int = 0
    added: dict[str, list[str]] = field(default_factory=dict)
    met: dict[str, list[str]] = field(default_factory=dict)
    refused: defaultdict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    silent: Counter[str] = field(default_factory=Counter)
    unused: dict[str, list[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    similar: dict[tuple[str, str], tuple[Candidate, ...]] = field(default_factory=dict)
    several: dict[tuple[str, str], tuple[Candidate, ...]] = field(default_factory=dict)


def run(recipe: Recipe, files: Sequence[Path], draft: Draft, decisions: Decisions) -> Report:
    """Import files into a draft by a recipe.

    Parameters
    ----------
    recipe : Recipe
    files : sequence of pathlib.Path
    draft : Draft
        The package; its rows are added to, nothing is written.
    decisions : mapping of (str, str) to str
        Who is meant by a name of a label, where somebody decided.

    Returns
    -------
    Report

    Raises
    ------
    FileError
        If a file cannot be read.
    ColdWarError
        If the vocabulary lacks types, or no file has rows for the recipe.
    """
    vocabulary = Vocabulary.load(draft.folder)
    _check_columns(recipe, draft)
    import_ = _Import(recipe, files, draft, vocabulary, decisions)
    import_.check_types(vocabulary)
    for part in recipe.parts:
        import_.read(part)
    return import_.finish(vocabulary)


def _check_columns(recipe: Recipe, draft: Draft) -> None:
    """Refuse a recipe that fills columns which the package does not have."""
    tables = {table.label: table for table in draft.tables.values() if table.label}
    for part in recipe.parts:
        filled = [(tables[node.labels[0]], {*node.columns, *node.references}) for node in part.nodes.values()]
        filled += [(draft.tables["relationships"], set(claim.cells)) for claim in part.claims]
        for table, columns in filled:
            for column in sorted(columns.difference(table.columns)):
                found = f"found {quoted(column)}{did_you_mean(column, table.columns)}"
                raise ColdWarError(f"recipe {recipe.name}: expected columns of {table.file}, {found}")


class _Import:
    """One run of a recipe."""

    def __init__(
        self, recipe: Recipe, files: Sequence[Path], draft: Draft, vocabulary: Vocabulary, decisions: Decisions
    ) -> None:
        self._recipe, self._files = recipe, files
        self._called = _called(files)
        self._nodes = Nodes(draft, Names(draft, decisions))
        self._claims = Claims(draft, vocabulary, self._nodes, recipe.name)
        self._report = Report()
        self._lookups: dict[tuple[str, str, str], dict[str, str]] = {}
        for part in recipe.parts:
            for each in part.fields:
                if each.lookup and each.lookup.part:
                    self._lookups[each.lookup.part, each.lookup.key, each.lookup.value] = {}

    def check_types(self, vocabulary: Vocabulary) -> None:
        """Refuse a recipe that itself names types which the vocabulary lacks."""
        stated = [each.type.fill({}) for part in self._recipe.parts for each in part.claims if not each.type.fields]
        if missing := {name: 0 for name in stated if self._claims.type_of(name) is None}:
            raise lacking(missing, vocabulary, self._recipe.name)

    def read(self, part: Part) -> None:
        """Import all rows of a part."""
        tables = [(key[1:], table) for key, table in self._lookups.items() if key[0] == part.name]
        fields = [(claim, _fields_of(claim, part.nodes)) for claim in part.claims]
        for file in self._files:
            called = self._called[file]
            for number, raw in row_values.read(file, part, self._report.unread):
                self._report.rows += 1
                place = f"{called}:{number}"
                always = {"row": str(number), "file": called, "stem": Path(called).stem}
                try:
                    known = row_values.values(part.fields, raw, always, self._lookups)
                except RowError as fault:
                    self._refuse(fault, place)
                    continue
                for (key, value), table in tables:
                    table.setdefault(known.texts[key][0], known.texts[value][0])
                self._row(part, fields, known, place)

    def _row(self, part: Part, claims: list[tuple[Claim, list[str]]], known: Values, place: str) -> None:
        if not claims:
            self._list(part, known, place)
            return
        meant = False
        for claim, fields in claims:
            for taken in known.taken(fields):
                if any(not taken[name] for name in claim.when):
                    continue
                meant = True
                if self._claims.lacks(claim.type.fill(taken)):
                    continue
                try:
                    self._claims.add(claim, taken, part.nodes, f"{self._recipe.name}:{place}")
                except RowError as fault:
                    self._refuse(fault, place)
        if not meant:
            self._report.silent[part.name] += 1

    def _list(self, part: Part, known: Values, place: str) -> None:
        """Know the entities of a list; they come in when something refers to them."""
        for node in part.nodes.values():
            for taken in known.taken(_fields_of_node(node, part.nodes)):
                try:
                    self._nodes.find(node, taken, part.nodes)
                except RowError as fault:
                    self._refuse(fault, place)

    def _refuse(self, fault: RowError, place: str) -> None:
        self._report.refused[fault.reason].append((place, fault.found))

    def finish(self, vocabulary: Vocabulary) -> Report:
        """Say what came of it."""
        report, claims, nodes = self._report, self._claims, self._nodes
        if claims.lacking:
            raise lacking(claims.lacking, vocabulary, self._recipe.name)
        if not report.rows:
            names = ", ".join(list(self._called.values())[:3]) + (", …" if len(self._called) > 3 else "")  # noqa: PLR2004
            raise ColdWarError(f"expected rows for the recipe {self._recipe.name}, found none in {names}")
        nodes.settle()
        report.claims, report.evidence = claims.added, claims.evidence
        report.same, report.kept, report.repeated = claims.same, claims.kept, claims.repeated
        report.added = dict(nodes.added)
        report.met = {label: sorted(ids) for label, ids in nodes.met.items()}
        report.unused = nodes.unused
        report.several = nodes.several
        came = {(nodes.rows[id_]["name"], label) for label, ids in nodes.added.items() for id_ in ids}
        report.similar = {key: found for key, found in nodes.similar.items() if key in came}
        return report


def _called(files: Sequence[Path]) -> dict[Path, str]:
    """Return what files are called in provenance: by their names, with their folders where two have one name."""
    names = Counter(file.name for file in files)
    called = {file: file.name if names[file.name] == 1 else "/".join(file.parts[-2:]) for file in files}
    return {
        file: "".join("_" if sign == ":" or not sign.isprintable() else sign for sign in name)
        for file, name in called.items()
    }


def _fields_of(claim: Claim, nodes: Mapping[str, Node]) -> list[str]:
    """Return the fields that a claim uses, itself and by its entities."""
    templates = [claim.type, claim.locator, *claim.cells.values(), *filter(None, [claim.id])]
    fields = [name for template in templates for name in template.fields]
    for name in (*claim.nodes.values(), claim.source):
        fields += _fields_of_node(nodes[name], nodes)
    return list(dict.fromkeys([*fields, *claim.when]))


def _fields_of_node(node: Node, nodes: Mapping[str, Node]) -> list[str]:
    templates = [node.called, node.id, node.description]
    templates += [*node.columns.values(), *node.identifiers.values(), *node.aliases.values()]
    fields = [name for template in templates if template for name in template.fields]
    for other in node.references.values():
        fields += _fields_of_node(nodes[other], nodes)
    return list(dict.fromkeys(fields))
