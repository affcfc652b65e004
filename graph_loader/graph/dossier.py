"""Everything that the graph says about one entity, in the order in which a historian reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph_loader.graph import facts, wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import dates, identifiers, passages

_FACTS_LEFT_OUT = frozenset(
    {"acts", "label", "name", "description", "aliases", "annotations", "identifiers", "members"}
)
_DATES = frozenset({"born", "died", "founded", "dissolved", "date"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim in words, with what it rests on.

    Attributes
    ----------
    id, type, family, from_id, to_id : str
        The claim as coded.
    words : str
        Who did what to whom.
    date : str or None
        EDTF; `date_in_words` says the same in English.
    date_in_words : str
    role, about, place, amount : str or None
        Office or capacity, third party or matter, place, and sum, in words.
    summary, standing : str
        What the source says, and how firmly.
    polarity : str or None
        Whether it says so of a tie that was not (``denied``) or was poor (``strained``).
    reported_by : list of str
        Names of those whose word it is.
    passages : list of str
        Where the sources say it, each place once (``source#locator``).
    citations : list of str
        The same in words, with the notes and works named there.
    annotations : list of str
        What is doubtful about it.
    package : str or None
        In a collection, the package that says so.
    same_fact : list of str
        Other claims that are decided to tell the same fact: package, id, and what they say otherwise.
    """

    id: str
    type: str
    family: str
    from_id: str
    to_id: str
    words: str
    date: str | None
    date_in_words: str
    role: str | None
    about: str | None
    place: str | None
    amount: str | None
    summary: str
    standing: str
    polarity: str | None
    reported_by: list[str]
    passages: list[str]
    citations: list[str]
    annotations: list[str]
    package: str | None = None
    same_fact: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All about one entity.

    Attributes
    ----------
    id, label, name : str
    description : str or None
    facts : dict of str to str
        What else its table says, in words, by column; those that its package added by their titles.
    aliases : list of str
        Its other names, each with its kind.
    annotations : list of str
        What is doubtful about the entity itself.
    ties : dict of str to list of Tie
        Its ties by family, in the order of the vocabulary, each family in order of date, undated ones last.
    concerned : list of Tie
        Ties between others that are about it, happened in it, or rest on its word.
    members : dict of str to str
        Of an entity that several packages of a collection have: what each calls it, and where it says otherwise than
        `facts`.
    """

    id: str
    label: str
    name: str
    description: str | None
    facts: dict[str, str]
    aliases: list[str]
    annotations: list[str]
    ties: dict[str, list[Tie]]
    concerned: list[Tie]
    members: dict[str, str]


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
    entity = graph.nodes[node]
    return Dossier(
        id=node,
        label=entity["label"],
        name=entity["name"],
        description=entity["description"],
        facts=_facts(graph, entity),
        aliases=[_alias(alias) for alias in entity["aliases"]],
        annotations=[annotation_in_words(each) for each in entity["annotations"]],
        ties=_by_family(graph, _own(graph, node)),
        concerned=in_order(graph, _concerned(graph, node)),
        members=_members(entity),
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

    def moment(edge: tuple[str, str, str]) -> tuple[bool, str, str, str]:
        claim = graph.edges[edge]
        start = claim["start"] or claim["end_earliest"] or ""
        return claim["date"] is None, start, claim["end"] or "9999", claim["id"]

    return [tie(graph, from_, to, graph.edges[from_, to, key]) for from_, to, key in sorted(edges, key=moment)]


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
    return f"{alias['name']} ({alias['kind'].replace('-', ' ')})"


def _members(entity: dict[str, Any]) -> dict[str, str]:
    """Say what each of several packages calls an entity, and what it says otherwise than the first."""
    members = entity.get("members") or []
    if len(members) < 2:  # noqa: PLR2004 - several
        return {}
    found = {}
    for it in members:
        others = (f"{column} {cell}" for column, cell in it["columns"].items() if str(entity.get(column)) != cell)
        found[f"{it['package']}:{it['id']}"] = "; ".join((it["name"], *others))
    return found


def _facts(graph: ClaimGraph, entity: dict[str, Any]) -> dict[str, str]:
    facts = {}
    own = graph.graph.get("own_columns", {}).get(entity["label"], {})
    for column, value in entity.items():
        if value is None or column in _FACTS_LEFT_OUT:
            continue
        if column in _DATES:
            facts[column] = dates.in_words(dates.parse(value))
        elif column.endswith("_id") or column == "part_of":
            facts[column.removesuffix("_id")] = wording.name(graph, value)
        else:
            facts[own.get(column, column)] = str(value)
    if known_as := entity.get("identifiers"):
        facts["identifiers"] = ", ".join(f"{identifiers.name(each['scheme'])} {each['value']}" for each in known_as)
    return facts


def _own(graph: ClaimGraph, node: str) -> Iterator[tuple[str, str, str]]:
    yield from graph.out_edges(node, keys=True)
    yield from (edge for edge in graph.in_edges(node, keys=True) if edge[0] != node)


def _concerned(graph: ClaimGraph, node: str) -> Iterator[tuple[str, str, str]]:
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        voices = (piece["reported_by"] for piece in claim["evidence"])
        if node not in (from_, to) and node in (claim["about_id"], claim["place_id"], *voices):
            yield from_, to, key


def _by_family(graph: ClaimGraph, edges: Iterable[tuple[str, str, str]]) -> dict[str, list[Tie]]:
    families: dict[str, list[Tie]] = {family: [] for family in graph.graph["vocabulary"].families}
    for each in in_order(graph, edges):
        families[each.family].append(each)
    return {family: ties for family, ties in families.items() if ties}
