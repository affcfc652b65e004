"""The tables of several packages as one: entities that are the same are one row, all else keeps its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from graph_loader.collection import words
from graph_loader.model.claims import Key, Member
from graph_loader.model.problems import Problem
from graph_loader.model.study import LANGUAGES, PLAIN, Study, Texts, in_language
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.content import Content
from graph_loader.package.descriptor import DESCRIPTOR, KIND, Field, Table, contract
from graph_loader.package.raw import RawTable, Record

Call: TypeAlias = "Callable[[str, str], str]"


@dataclass(slots=True)
class Joined:
    """Several packages as one.

    Attributes
    ----------
    content : Content
        Its ids are those of the first package that has them; another thing of that id bears its package before it,
        ``visits:oslo``.
    ids : dict of Key to str
        What each entity, claim and annotation is called here.
    members : dict of str to tuple of Member
        What each package says of an entity, by its id here.
    origins : dict of str to Key
        From where a claim or an annotation is, by its id here.
    problems : list of Problem
        Where the packages do not fit together.
    """

    content: Content
    ids: dict[Key, str] = field(default_factory=dict)
    members: dict[str, tuple[Member, ...]] = field(default_factory=dict)
    origins: dict[str, Key] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def join(
    parts: Sequence[Content],
    same: Iterable[tuple[Key, ...]],
    renamed: Mapping[str, words.Renaming],
    title: str = "",
    name: str = "",
    *,
    whole: tuple[Mapping[Key, str], Vocabulary] | None = None,
) -> Joined:
    """Join packages, the first before the others where only one can be heard.

    Ids and vocabulary may be those of a whole of which these are a part.
    """
    vocabulary, problems = words.joined(((part.name, part.vocabulary) for part in parts), renamed)
    vocabulary = whole[1] if whole else vocabulary
    ids = dict(whole[0]) if whole else _ids(parts, same)
    callers = [(part, _caller(part, ids, renamed.get(part.name, {}))) for part in parts]
    tables = {}
    members: dict[str, list[Member]] = {}
    for table_name in contract().tables:
        table, slips = _table([part.tables[table_name].table for part in parts], [part.name for part in parts])
        problems += slips
        rows = [row for part, call in callers for row in _rows(part, table, call)]
        for key, cells in rows if table.label else ():
            columns = {name: cell for name, cell in cells.items() if cell and name not in ("id", "name")}
            members.setdefault(cells["id"], []).append(Member(key, table.label, cells["name"], columns))
        if table_name == "relationships":
            _order_ends((cells for _, cells in rows), vocabulary)
        tables[table_name] = _raw(table, (cells for _, cells in rows))
    content = Content(
        name or "+".join(part.name for part in parts),
        " + ".join(f"{part.name} {part.version}" for part in parts),
        vocabulary,
        tables,
        title=title or " · ".join(part.title or part.name for part in parts),
        study=_study(parts, title),
    )
    content.labels.update({ids[Key(part.name, id_)]: label for part in parts for id_, label in part.labels.items()})
    origins = {ids[key]: key for part in parts for key in _said(part)}
    made = Joined(content, ids, {id_: tuple(said) for id_, said in members.items()}, origins, problems)
    _note_names(made)
    made.problems += _of_loops(made, parts)
    return made


def _said(part: Content) -> Iterator[Key]:
    return (Key(part.name, id_) for name in ("relationships", "annotations") for id_ in part.values(name, "id"))


def _study(parts: Sequence[Content], title: str) -> Study | None:
    """Return the study of the first package, whose ids are the same here, under the name and the licences of all.

    Its lead is about the first package alone.
    """
    first = parts[0].study
    if first is None:
        return None
    called = {PLAIN: title} if title else _joined(parts, lambda study: study.title, "{said}", " · ")
    return replace(
        first, title=called, lead={}, licence=_joined(parts, lambda study: study.licence, "{title}: {said}", " · ")
    )


def _joined(parts: Iterable[Content], text: Callable[[Study], Texts], form: str, between: str) -> Texts:
    """Return what the studies of packages say, one after the other, in each language."""
    found = {}
    for language in LANGUAGES:
        said = [
            form.format(title=part.title or part.name, said=words)
            for part in parts
            if part.study and (words := in_language(text(part.study), language))
        ]
        if said:
            found[language] = between.join(said)
    return found


def _ids(parts: Sequence[Content], same: Iterable[tuple[Key, ...]]) -> dict[Key, str]:
    """Return what everything that has an id is called here: by its own id, if nothing before it is called so."""
    sets = {key: members for members in same for key in members}
    order = {part.name: place for place, part in enumerate(parts)}
    found: dict[Key, str] = {}
    taken: set[str] = set()
    for part in parts:
        own = (*part.labels, *part.values("relationships", "id"), *part.values("annotations", "id"))
        for key in (Key(part.name, id_) for id_ in sorted(own)):
            if key in found:
                continue
            members = sorted(sets.get(key, (key,)), key=lambda each: (order[each.package], each.id))
            id_ = key.id if key.id not in taken else key.written
            taken.add(id_)
            found |= dict.fromkeys(members, id_)
    return found


def _table(tables: Sequence[Table], names: Sequence[str]) -> tuple[Table, list[Problem]]:
    """Return the description of a table with the kinds and columns that any package added to it."""
    fields: dict[str, Field] = {}
    problems = []
    for table, package in zip(tables, names, strict=True):
        for each in table.fields:
            there = fields.setdefault(each.name, each)
            if there.type != each.type:
                message = (
                    f"expected {table.name}.{each.name} as {there.type}, as packages before have it, found {each.type}"
                )
                problems.append(Problem(f"{package}/{DESCRIPTOR}", None, "", "column-clash", message))
            elif each.name == KIND and there.enum != each.enum:
                fields[KIND] = replace(there, enum=tuple(dict.fromkeys((*there.enum, *each.enum))))
    return replace(tables[0], fields=tuple(fields.values())), problems


def _caller(part: Content, ids: Mapping[Key, str], renamed: words.Renaming) -> Call:
    """Return what tells how a cell of a column is called in the collection: an id, a word, or as it stands."""
    fields = [each for raw in part.tables.values() for each in raw.table.fields if not each.own]
    foreign = {
        column
        for raw in part.tables.values()
        for key in raw.table.foreign_keys
        if key.table_fields == ("id",)
        for column in key.fields
    }
    naming = {each.name for each in fields if each.name == "id" or each.references or each.name in foreign}
    sections = {each.name: renamed.get(each.vocabulary, {}) for each in fields if each.vocabulary}

    def call(column: str, cell: str) -> str:
        return ids.get(Key(part.name, cell), cell) if column in naming else sections.get(column, {}).get(cell, cell)

    return call


def _rows(part: Content, table: Table, call: Call) -> Iterator[tuple[Key, dict[str, str]]]:
    """Yield the rows of a table of one package with the ids and words of all, each with what it is known by there."""
    own = {each.name for each in table.own}
    empty = dict.fromkeys(table.columns, "")
    for record in part.records(table.name):
        said = empty | record.cells
        cells = {column: cell if column in own else call(column, cell) for column, cell in said.items()}
        if cells.get("suggested"):
            cells["suggested"] = call(said["field"], said["suggested"])
        yield Key(part.name, record.cells.get("id", "")), cells


def _order_ends(claims: Iterable[dict[str, str]], vocabulary: Vocabulary) -> None:
    """Put the lesser id of a claim without direction first, as everywhere."""
    for cells in claims:
        if vocabulary.types[cells["type"]].symmetric and cells["from_id"] > cells["to_id"]:
            cells["from_id"], cells["to_id"] = cells["to_id"], cells["from_id"]


def _raw(table: Table, rows: Iterable[dict[str, str]]) -> RawTable:
    """Return a table in the order of its key; rows of one key are one, and the first package is heard first."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for cells in rows:
        key = tuple(cells[column] for column in table.primary_key)
        there = found.setdefault(key, cells)
        if there is not cells:
            there.update({column: cell for column, cell in cells.items() if not there[column]})
    return RawTable.of(table, (Record(row, cells) for row, (_, cells) in enumerate(sorted(found.items()), start=2)))


def _note_names(made: Joined) -> None:
    """Make an entity known under the name that each package gives it."""
    raw = made.content.tables["aliases"]
    records = list(raw.records)
    known = set(raw.pairs("entity_id", "name"))
    for id_, said in made.members.items():
        for member in said:
            if member.name != said[0].name and (id_, member.name) not in known:
                known.add((id_, member.name))
                cells = {"entity_id": id_, "name": member.name, "kind": f"name in {member.key.package}"}
                records.append(Record(0, dict.fromkeys(raw.table.columns, "") | cells))
    records.sort(key=lambda record: (record.cells["entity_id"], record.cells["name"]))
    made.content.tables["aliases"] = RawTable.of(raw.table, records)


def _of_loops(made: Joined, parts: Sequence[Content]) -> Iterator[Problem]:
    """Find claims whose two ends have become one: then an identity is wrong, or the claim is."""
    for part in parts:
        for record in part.records("relationships"):
            ends = [record.cells[column] for column in ("from_id", "to_id")]
            if ends[0] != ends[1] and len({made.ids[Key(part.name, end)] for end in ends}) == 1:
                message = f"expected two ends, found {ends[0]} and {ends[1]} decided to be the same"
                file = f"{part.name}/{part.tables['relationships'].table.file}"
                yield Problem(file, record.row, "to_id", "identity-loop", message)
