"""Which source, paragraph, cited work and voice carries which part of the network."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.readings import covered_by, simple_network, widest
from graph_loader.analysis.table import tidy
from graph_loader.graph.network import ClaimGraph, is_selective
from graph_loader.graph.projections import is_actor
from graph_loader.graph.variants import as_suggested
from graph_loader.model import locators
from graph_loader.model.passages import behind
from graph_loader.model.passages import sources as sources_of

CAVEATS = (caveats.ATTENTION,)


def sources(graph: ClaimGraph) -> pd.DataFrame:
    """Tell what each source carries, and what it alone carries.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `source, claims, sole_claims, actors, sole_actors, paragraphs, silent_paragraphs, reported, inferred,
        undated, cited_works`. A silent paragraph yields no claim; of a source that was coded selectively nobody knows
        how many there are, and both numbers are unknown.
    """
    carried: defaultdict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    places: defaultdict[str, set[str]] = defaultdict(set)
    works: defaultdict[str, set[str]] = defaultdict(set)
    for _, _, claim, tie, piece in _pieces(graph):
        carried[piece["source"]][claim] = tie
        places[piece["source"]].add(piece["locator"])
        works[piece["source"]].update(filter(None, [piece.get("cites")]))
    actors = {node: found for node, found in covered_by(graph).items() if node in graph and is_actor(graph.nodes[node])}
    passages = graph.graph.get("passages", {})
    rows = []
    for source, claims in sorted(carried.items()):
        read = set(passages.get(source, ())) | places[source]
        standing = Counter(tie["standing"] for tie in claims.values())
        rows.append(
            {
                "source": source,
                "claims": len(claims),
                "sole_claims": sum(sources_of(tie) == {source} for tie in claims.values()),
                "actors": sum(source in found for found in actors.values()),
                "sole_actors": sum(found == {source} for found in actors.values()),
                "paragraphs": None if is_selective(graph, source) else len(read),
                "silent_paragraphs": None if is_selective(graph, source) else len(read - places[source]),
                "reported": standing["reported"],
                "inferred": standing["inferred"],
                "undated": sum(not tie.get("date") for tie in claims.values()),
                "cited_works": len(works[source]),
            }
        )
    return tidy(
        rows,
        "source claims sole_claims actors sole_actors paragraphs silent_paragraphs "
        "reported inferred undated cited_works",
        title="What each source carries",
        caveats=CAVEATS,
    )


def _pieces(graph: ClaimGraph) -> Iterator[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    for from_, to, claim, tie in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
        for piece in tie["evidence"]:
            yield from_, to, claim, tie, piece


def paragraphs(graph: ClaimGraph) -> pd.DataFrame:
    """Count what every paragraph and note carries.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `source, locator, claims, sole_claims, actors, families`, in the order of the texts; paragraphs without a
        claim have 0, where the source lists them.
    """
    claims: defaultdict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    actors: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source, places in graph.graph.get("passages", {}).items():
        claims.update({(source, locator): {} for locator in places})
    for from_, to, claim, tie, piece in _pieces(graph):
        place = piece["source"], piece["locator"]
        claims[place][claim] = tie
        actors[place].update(node for node in (from_, to) if is_actor(graph.nodes[node]))
    rows = (
        {
            "source": place[0],
            "locator": place[1],
            "claims": len(found),
            "sole_claims": sum(len(behind(tie)) == 1 for tie in found.values()),
            "actors": len(actors[place]),
            "families": " ".join(sorted({tie["family"] for tie in found.values()})),
        }
        for place, found in sorted(claims.items(), key=lambda item: (item[0][0], locators.rank(item[0][1])))
    )
    return tidy(
        rows, "source locator claims sole_claims actors families", title="What each paragraph carries", caveats=CAVEATS
    )


def cited_works(graph: ClaimGraph) -> pd.DataFrame:
    """Count the claims that rest on each work cited by the sources.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `id, name, kind, source, claims, sole_claims, families`, the most used first; `sole_claims` cite nothing else.
    """
    claims: defaultdict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for _, _, claim, tie, piece in _pieces(graph):
        if piece.get("cites"):
            claims[piece["cites"], piece["source"]][claim] = tie
    rows: list[dict[str, Any]] = [
        {
            "id": work,
            "name": graph.nodes[work].get("name") if work in graph else None,
            "kind": graph.nodes[work].get("kind") if work in graph else None,
            "source": source,
            "claims": len(found),
            "sole_claims": sum({piece.get("cites") for piece in tie["evidence"]} == {work} for tie in found.values()),
            "families": " ".join(sorted({tie["family"] for tie in found.values()})),
        }
        for (work, source), found in claims.items()
    ]
    rows.sort(key=lambda row: (-row["claims"], row["id"], row["source"]))
    return tidy(
        rows, "id name kind source claims sole_claims families", title="Works on which claims rest", caveats=CAVEATS
    )


def voices(graph: ClaimGraph) -> pd.DataFrame:
    """Tell who speaks for whom: whose reports the sources pass on, and of which theatre's acts.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `id, name, theatre, of_theatre, claims, own`: the claims that a voice reports about the acts of a theatre,
        and whether it is its own.
    """
    spoken: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for from_, _, claim, _, piece in _pieces(graph):
        if piece.get("reported_by"):
            spoken[piece["reported_by"], graph.nodes[from_].get("theatre") or "none"].add(claim)
    rows = []
    for (voice, theatre), claims in sorted(spoken.items(), key=lambda item: (-len(item[1]), item[0])):
        entity = graph.nodes[voice] if voice in graph else {}
        rows.append(
            {
                "id": voice,
                "name": entity.get("name"),
                "theatre": entity.get("theatre"),
                "of_theatre": theatre,
                "claims": len(claims),
                "own": entity.get("theatre") == theatre,
            }
        )
    return tidy(rows, "id name theatre of_theatre claims own", title="Who speaks for whom", caveats=CAVEATS)


def single_footing(graph: ClaimGraph) -> pd.DataFrame:
    """List the ties between actors that rest on one paragraph, and those that rest on one footnote in it.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `one, other, claims, source, locator, footnote, cites`: ties of the projection `all` with all their evidence
        in one place; `footnote` is None where it carries none or several.
    """
    evidence = {claim: tie["evidence"] for *_, claim, tie in graph.edges(keys=True, data=True)}
    rows = []
    for one, other, tie in simple_network(graph, widest(graph)).edges(data=True):
        pieces = [piece for claim in tie["claims"] for piece in evidence[claim]]
        places = {(piece["source"], piece["locator"]) for piece in pieces}
        if len(places) != 1:
            continue
        notes, works = ({piece.get(key) for piece in pieces} for key in ("footnote", "cites"))
        (source, locator) = places.pop()
        rows.append(
            {
                "one": min(one, other),
                "other": max(one, other),
                "claims": " ".join(tie["claims"]),
                "source": source,
                "locator": locator,
                "footnote": notes.pop() if len(notes) == 1 else None,
                "cites": works.pop() if len(works) == 1 else None,
            }
        )
    rows.sort(key=lambda row: (row["one"], row["other"]))
    return tidy(
        rows, "one other claims source locator footnote cites", title="Ties that rest on one paragraph", caveats=CAVEATS
    )


def corrections(graph: ClaimGraph) -> pd.DataFrame:
    """Set what the sources say beside what the annotations suggest.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph.

    Returns
    -------
    pandas.DataFrame
        `id, target, kind, field, said, suggested, unusable, note`, of claims and entities; `unusable` says why a
        suggestion cannot be followed.
    """
    targets: list[tuple[str, dict[str, Any]]] = [(node, entity) for node, entity in graph.nodes(data=True)]
    for from_, to, claim, tie in graph.edges(keys=True, data=True):
        targets.append((claim, {**tie, "from_id": from_, "to_id": to}))
    unusable = as_suggested(graph).graph["unusable"]
    rows = [
        {
            "id": note.get("id"),
            "target": target,
            "kind": note.get("kind"),
            "field": note.get("field"),
            "said": attributes.get(note["field"]) if note.get("field") else None,
            "suggested": note.get("suggested"),
            "unusable": unusable.get(note.get("id")),
            "note": note.get("note"),
        }
        for target, attributes in targets
        for note in attributes.get("annotations") or ()
    ]
    rows.sort(key=lambda row: (str(row["target"]), str(row["id"])))
    return tidy(
        rows,
        "id target kind field said suggested unusable note",
        title="As said and as suggested",
        caveats=[caveats.ATTENTION],
    )
