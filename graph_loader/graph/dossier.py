"""Everything that the graph says about one entity, in the order in which a historian reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph_loader.graph import facts, wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.told import Dossier, Tie
from graph_loader.model import dates, identifiers, passages

_FACTS_LEFT_OUT = frozenset(
    {"acts", "label", "name", "description", "aliases", "annotations", "identifiers", "members"}
)
_DATES = frozenset({"born", "died", "founded", "dissolved", "date"})


def dossier(graph: ClaimGraph, node: str) -> Dossier:
    """Collect everything that the graph says about one entity.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph with all attributes, as `network.to_networkx` makes it.
    node : str
        Id of the entity.

    Returns
    -------
    Dossier

    Raises
    ------
    KeyError
        If the graph has no such node.

    Examples
    --------
    >>> from graph_loader.package.dataset import Dataset
    >>> from graph_loader.graph.network import to_networkx
    >>> dossier(to_networkx(Dataset.load()), "ussr").label
    'State'
    """
    return replace(
        head(graph, node), ties=_by_family(graph, _own(graph, node)), concerned=in_order(graph, _concerned(graph, node))
    )


def head(graph: ClaimGraph, node: str) -> Dossier:
    """Return what an entity's own row says of it: its dossier without ties."""
    entity = graph.nodes[node]
    return Dossier(
        id=node,
        label=entity["label"],
        name=entity["name"],
        description=entity["description"],
        facts=_facts(graph, entity),
        aliases=[_alias(alias) for alias in entity["aliases"]],
        annotations=[annotation_in_words(each) for each in entity["annotations"]],
        ties={},
        concerned=[],
        members=_members(graph, entity),
    )


def tie(graph: ClaimGraph, from_: str, to: str, claim: dict[str, Any]) -> Tie:
    """Put one claim into words.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that names the entities.
    from_, to : str
        The ends of the claim.
    claim : dict
        Its attributes.

    Returns
    -------
    Tie
    """
    evidence = claim["evidence"]
    return Tie(
        id=claim["id"],
        type=claim["type"],
        family=claim["family"],
        from_id=from_,
        to_id=to,
        words=wording.tie(graph, from_, to, claim["type"]),
        date=claim["date"],
        date_in_words=dates.in_words(dates.parse(claim["date"] or ""), claim["aspect"]),
        role=claim["role"],
        about=claim["about_id"] and wording.name(graph, claim["about_id"]),
        place=claim["place_id"] and wording.name(graph, claim["place_id"]),
        amount=wording.amount(claim),
        summary=claim["summary"],
        standing=claim["standing"],
        polarity=claim.get("polarity"),
        reported_by=sorted({wording.name(graph, piece["reported_by"]) for piece in evidence if piece["reported_by"]}),
        passages=passages.behind(claim),
        citations=list(dict.fromkeys(wording.citation(graph, piece) for piece in evidence)),
        annotations=[annotation_in_words(each) for each in claim["annotations"]],
        package=claim.get("package"),
        same_fact=[_told(graph, (from_, to, claim), other) for other in facts.told_too(graph, from_, to, claim)],
    )


def _told(graph: ClaimGraph, claim: facts.Edge, other: facts.Edge) -> str:
    """Say which other claim tells a fact too, and what it says otherwise."""
    from_, to, said = other
    words = {
        "type": wording.tie(graph, from_, to, said["type"]),
        "from": wording.tie(graph, from_, to, said["type"]),
        "date": dates.in_words(dates.parse(said["date"] or ""), said["aspect"]),
        "amount": wording.amount(said) or "no amount",
        "polarity": said.get("polarity") or "affirmed",
    }
    otherwise = ", ".join(dict.fromkeys(words[name] for name in facts.differing(claim, other)))
    return f"{said['package']}, {said['id']}" + (f": {otherwise}" if otherwise else "")


def in_order(graph: ClaimGraph, edges: Iterable[tuple[str, str, str]]) -> list[Tie]:
    """Put claims into words and in order of date, undated ones last.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The graph that holds the claims.
    edges : iterable of tuple of str
        From, to and id of each.

    Returns
    -------
    list of Tie
        By their first day, or by the end of a date whose start is open; of two that begin together, the one that
        ends first comes first.
    """
    ordered = sorted(edges, key=lambda edge: moment(graph.edges[edge]))
    return [tie(graph, from_, to, graph.edges[from_, to, key]) for from_, to, key in ordered]


def moment(claim: Mapping[str, Any]) -> tuple[bool, str, str, str]:
    """Return by what claims are put in order."""
    start = claim["start"] or claim["end_earliest"] or ""
    return claim["date"] is None, start, claim["end"] or "9999", claim["id"]


def concerned(claim: Mapping[str, Any]) -> set[str]:
    """Return whom a claim is about, where it happened and on whose word it rests."""
    return {claim["about_id"], claim["place_id"], *(piece["reported_by"] for piece in claim["evidence"])} - {None}


def annotation_in_words(annotation: dict[str, Any]) -> str:
    """Put an annotation into one line.

    Examples
    --------
    >>> annotation_in_words(
    ...     {"kind": "probable-error", "field": "date", "suggested": "1953-03-05", "note": "Stalin died in March."}
    ... )
    'probable error (date; suggested: 1953-03-05): Stalin died in March.'
    """
    marks = [annotation["field"], annotation["suggested"] and f"suggested: {annotation['suggested']}"]
    concerned = "; ".join(mark for mark in marks if mark)
    kind = annotation["kind"].replace("-", " ")
    return f"{kind} ({concerned}): {annotation['note']}" if concerned else f"{kind}: {annotation['note']}"


def _alias(alias: dict[str, Any]) -> str:
    kind = str(alias["kind"])
    return f"{alias['name']} ({kind if ' ' in kind else kind.replace('-', ' ')})"  # a package is named as it is


def _members(graph: ClaimGraph, entity: dict[str, Any]) -> dict[str, str]:
    """Say what each of several packages calls an entity, and what it says otherwise than the first."""
    members = entity.get("members") or []
    if len(members) < 2:  # noqa: PLR2004 - several
        return {}
    own = graph.graph.get("own_columns", {}).get(entity["label"], {})
    found = {}
    for it in members:
        others = [
            f"{title.replace('_', ' ')}: {text}"
            for column, cell in it["columns"].items()
            if str(entity.get(column)) != cell
            for title, text in [_fact(graph, own, column, cell)]
        ]
        found[f"{it['package']}:{it['id']}"] = "; ".join((it["name"], *others))
    return found


def _facts(graph: ClaimGraph, entity: dict[str, Any]) -> dict[str, str]:
    facts = {}
    own = graph.graph.get("own_columns", {}).get(entity["label"], {})
    for column, value in entity.items():
        if value is None or column in _FACTS_LEFT_OUT:
            continue
        title, text = _fact(graph, own, column, value)
        facts[title] = text
    if known_as := entity.get("identifiers"):
        facts["identifiers"] = ", ".join(f"{identifiers.name(each['scheme'])} {each['value']}" for each in known_as)
    return facts


def _fact(graph: ClaimGraph, own: Mapping[str, str], column: str, value: Any) -> tuple[str, str]:
    """Return what a column holds as it is read: the column in words, a date in words, a name for an id."""
    if column in _DATES:
        return column, dates.in_words(dates.parse(value))
    if column.endswith("_id") or column == "part_of":
        return column.removesuffix("_id"), wording.name(graph, value)
    return own.get(column, column), str(value)


def _own(graph: ClaimGraph, node: str) -> Iterator[tuple[str, str, str]]:
    yield from graph.out_edges(node, keys=True)
    yield from (edge for edge in graph.in_edges(node, keys=True) if edge[0] != node)


def _concerned(graph: ClaimGraph, node: str) -> Iterator[tuple[str, str, str]]:
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        if node not in (from_, to) and node in concerned(claim):
            yield from_, to, key


def _by_family(graph: ClaimGraph, edges: Iterable[tuple[str, str, str]]) -> dict[str, list[Tie]]:
    families: dict[str, list[Tie]] = {family: [] for family in graph.graph["vocabulary"].families}
    for each in in_order(graph, edges):
        families[each.family].append(each)
    return {family: ties for family, ties in families.items() if ties}
