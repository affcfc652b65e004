"""The tables that `coldwar build` writes: what the graph holds, in words and figures, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph_loader.graph import dossier, projections, wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import dates, identifiers, locators
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import write_text

_SEPARATOR = " | "
_LIFETIMES = (("born", "died"), ("founded", "dissolved"))


class Table(NamedTuple):
    """The names of columns, and rows with a cell for each, None for unknown."""

    columns: list[str]
    rows: list[list[Any]]


def write_tables(graph: ClaimGraph, dataset: Dataset, out: Path) -> None:
    """Write all tables as CSV files: UTF-8, LF, a header, empty cells for unknown."""
    tables = {
        "nodes": nodes(graph),
        "relationships": relationships(graph),
        "actors": actors(graph),
        "passages": passages(graph, dataset),
    }
    for name, table in tables.items():
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
        write_text(out / f"{name}.csv", stream.getvalue())


def nodes(graph: ClaimGraph) -> Table:
    """List all entities by id, with dates in words and how many claims and neighbours each has."""
    return _table(
        [_entity(graph, node) for node in sorted(graph)],
        "id label kind name description theatre state_id dates aliases identifiers claims_from claims_to neighbours "
        "annotations",
        _own(graph, lambda label: label != "Claim"),
    )


def _entity(graph: ClaimGraph, node: str) -> dict[str, Any]:
    entity = graph.nodes[node]
    return entity | {
        "id": node,
        "dates": _lifetime(entity),
        "aliases": _SEPARATOR.join(alias["name"] for alias in entity["aliases"]),
        "identifiers": _SEPARATOR.join(identifiers.written(**each) for each in entity["identifiers"]),
        "claims_from": graph.out_degree(node),
        "claims_to": graph.in_degree(node),
        "neighbours": len({*graph.successors(node), *graph.predecessors(node)} - {node}),
        "annotations": _annotations(entity),
    }


def relationships(graph: ClaimGraph) -> Table:
    """List all claims by id, with names, the date in words, and who says it where."""
    return _table(
        sorted(_claims(graph), key=lambda row: row["id"]),
        "id type family aspect symmetric from_id from_name from_label from_theatre to_id to_name to_label to_theatre "
        "date date_in_words start start_latest end_earliest end date_certainty about_id about place_id place role "
        "amount amount_max unit cameo goldstein summary standing polarity reported_by passages citations annotations",
        _own(graph, lambda label: label == "Claim"),
    )


def _claims(graph: ClaimGraph) -> Iterator[dict[str, Any]]:
    for from_, to, claim in graph.edges(data=True):
        words = dossier.tie(graph, from_, to, claim)
        yield {
            **claim,
            **_end("from", from_, graph.nodes[from_]),
            **_end("to", to, graph.nodes[to]),
            "date_in_words": words.date_in_words,
            "about": words.about,
            "place": words.place,
            "amount": _number(claim["amount"]),
            "amount_max": _number(claim["amount_max"]),
            "goldstein": _number(claim["goldstein"]),
            "reported_by": _SEPARATOR.join(words.reported_by),
            "passages": len(words.passages),
            "citations": _SEPARATOR.join(words.citations),
            "annotations": _SEPARATOR.join(words.annotations),
        }


def _end(side: str, node: str, entity: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{side}_id": node,
        f"{side}_name": entity["name"],
        f"{side}_label": entity["label"],
        f"{side}_theatre": entity.get("theatre"),
    }


def actors(graph: ClaimGraph) -> Table:
    """Measure each actor among actors: degree counts neighbours, strength counts claims."""
    among = projections.actors(graph)
    families = graph.graph["vocabulary"].families
    rows = []
    for node, entity in among.nodes(data=True):
        ties = [(side, claim) for side, claim in _sides(among, node)]
        by_side = Counter("mutual" if claim["symmetric"] else side for side, claim in ties)
        by_family = Counter(claim["family"] for _, claim in ties)
        rows.append(
            {"id": node, "name": entity["name"], "label": entity["label"], "theatre": entity["theatre"]}
            | {"degree": len({*among.successors(node), *among.predecessors(node)} - {node}), "strength": len(ties)}
            | {f"strength_{side}": by_side[side] for side in ("out", "in", "mutual")}
            | {family: by_family[family] for family in families}
        )
    rows.sort(key=lambda row: (-row["strength"], -row["degree"], row["id"]))
    columns = "id name label theatre degree strength strength_out strength_in strength_mutual"
    return _table(rows, " ".join([columns, *families]))


def _sides(graph: ClaimGraph, node: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for _, to, claim in graph.out_edges(node, data=True):
        if to != node:
            yield "out", claim
    for from_, _, claim in graph.in_edges(node, data=True):
        if from_ != node:
            yield "in", claim


def passages(graph: ClaimGraph, dataset: Dataset) -> Table:
    """List the passages of the coded texts with how many claims rest on each and how many names it mentions."""
    content = dataset.content
    cited = {(*_place(each.cells), each.cells["relationship_id"]) for each in content.records("evidence")}
    claims = Counter((source, locator) for source, locator, _ in cited)
    mentions: Counter[tuple[str, str]] = Counter()
    for each in content.records("mentions"):
        mentions[_place(each.cells)] += int(each.cells["count"])
    noted = {_place(each.cells): each.cells["note"] for each in content.records("passages")}
    rows = [
        {
            "source_id": place[0],
            "locator": place[1],
            "citation": f"{wording.name(graph, place[0])}, {wording.place(graph, *place)}",
            "claims": claims[place],
            "mentions": mentions[place],
            "note": noted.get(place),
        }
        for place in _places(dataset)
    ]
    return _table(rows, "source_id locator citation claims mentions note")


def _place(cells: Mapping[str, str]) -> tuple[str, str]:
    return cells["source_id"], cells["locator"]


def _places(dataset: Dataset) -> list[tuple[str, str]]:
    """List the places that the package lists, cites or counts names in, in the order of the texts."""
    places = {(source, place) for source, found in dataset.locators.items() for place in found}
    places |= {_place(record.cells) for record in dataset.content.records("mentions")}
    return sorted(places, key=lambda place: (place[0], locators.rank(place[1])))


def _lifetime(entity: dict[str, Any]) -> str | None:
    if entity.get("date"):
        return dates.in_words(dates.parse(entity["date"]))
    facts = [
        f"{word} {dates.in_words(dates.parse(entity[word]))}"
        for words in _LIFETIMES
        for word in words
        if entity.get(word)
    ]
    return ", ".join(facts) or None


def _annotations(element: dict[str, Any]) -> str:
    return _SEPARATOR.join(dossier.annotation_in_words(each) for each in element["annotations"])


def _number(value: float | None) -> float | int | None:
    """Write whole numbers without a decimal point."""
    return value if value is None or not value.is_integer() else int(value)


def _own(graph: ClaimGraph, wanted: Callable[[str], bool]) -> list[str]:
    """List the columns that the package added, once each, under their own names."""
    found = [own for label, own in graph.graph.get("own_columns", {}).items() if wanted(label)]
    return list(dict.fromkeys(column for own in found for column in own))


def _table(rows: list[dict[str, Any]], columns: str, further: Sequence[str] = ()) -> Table:
    """Make a table of rows; columns that they do not have are empty, others are left out."""
    names = list(dict.fromkeys([*columns.split(), *further]))
    return Table(names, [[row.get(name) for name in names] for row in rows])
