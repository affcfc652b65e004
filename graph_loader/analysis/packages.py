"""What only several packages tell together: who is tied to two states, and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from graph_loader.analysis import caveats
from graph_loader.analysis.table import tidy
from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph, by_id, is_affirmed
from graph_loader.model import dates

_TIED = "person one claims_one packages_one other claims_other packages_other path"
_COMPARED = ("type", "date", "role", "place_id", "about_id", "amount", "unit", "standing", "polarity", "summary")


class _Told(NamedTuple):
    start: str
    claim: str
    package: str


def by_package(graph: ClaimGraph) -> pd.DataFrame:
    """Count the claims and entities of each package of a collection, and the entities that another has too.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of a collection.

    Returns
    -------
    pandas.DataFrame
        `package`, `title`, `claims`, `entities`, `shared`, in the order of the collection.
    """
    having = [{member["package"] for member in entity.get("members") or []} for _, entity in graph.nodes(data=True)]
    entities = Counter(package for packages in having for package in packages)
    shared = Counter(package for packages in having if len(packages) > 1 for package in packages)
    claims = Counter(claim["package"] for *_, claim in graph.edges(data=True))
    rows = [
        {"package": name, "title": title, "claims": claims[name], "entities": entities[name], "shared": shared[name]}
        for name, title in graph.graph["packages"].items()
    ]
    return tidy(rows, "package title claims entities shared", title="The packages", caveats=[])


def tied_to_both(
    graph: ClaimGraph, states: Collection[str], family: str, *, only_together: bool = False
) -> pd.DataFrame:
    """List the persons who are tied to two of some states, neither of which is their own.

    A state is met in itself and in all that belongs to it by its `state_id`: persons, bodies, places.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of a collection; denied claims tie nobody.
    states : collection of str
        Their ids.
    family : str
        Of the ties.
    only_together : bool
        Whether to keep only those of whom no package tells both.

    Returns
    -------
    pandas.DataFrame
        One row for each person and pair of states; `claims_…` counts the claims that tie the two, `packages_…` holds
        the titles of those that tell them, `path` holds the ids of the earliest claim on either side.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from(["ruritania", "sylvania"], label="State")
    >>> graph.add_node("envoy", label="Person")
    >>> for state, package in (("ruritania", "a"), ("sylvania", "b")):
    ...     _ = graph.add_edge("envoy", state, f"{package}1", family="contact", package=package, start="1970-01-01")
    >>> found = tied_to_both(graph, ("ruritania", "sylvania"), "contact")
    >>> found[["person", "packages_one", "packages_other", "path"]].values.tolist()
    [['envoy', 'a', 'b', 'a1 > b1']]
    """
    ties: defaultdict[str, defaultdict[str, list[_Told]]] = defaultdict(lambda: defaultdict(list))
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        if claim["family"] != family or not is_affirmed(claim):
            continue
        for person, met in ((from_, to), (to, from_)):
            state = _state(graph, met)
            if (
                graph.nodes[person]["label"] == "Person"
                and state
                and state in states
                and state != _state(graph, person)
            ):
                ties[person][state].append(_Told(claim.get("start") or "9", key, claim["package"]))
    rows = [
        _row(graph, person, pair, met)
        for person, met in sorted(ties.items())
        for pair in combinations([state for state in states if state in met], 2)
        if not (only_together and set.intersection(*({told.package for told in met[state]} for state in pair)))
    ]
    return tidy(rows, _TIED, title="Who is tied to two states", caveats=[caveats.COVERAGE])


def _state(graph: ClaimGraph, node: str) -> str | None:
    entity = graph.nodes[node]
    return node if entity["label"] == "State" else entity.get("state_id")


def _row(graph: ClaimGraph, person: str, pair: tuple[str, ...], met: dict[str, list[_Told]]) -> dict[str, Any]:
    row: dict[str, Any] = {"person": person, "path": " > ".join(min(met[state]).claim for state in pair)}
    for which, state in zip(("one", "other"), pair, strict=True):
        packages = sorted({_title(graph, told.package) for told in met[state]})
        row |= {which: state, f"claims_{which}": len(met[state]), f"packages_{which}": ", ".join(packages)}
    return row


def _title(graph: ClaimGraph, package: str) -> str:
    """Return the title of a package, which no source bears as its id."""
    return str(graph.graph.get("packages", {}).get(package, package))


def said(graph: ClaimGraph, claims: Iterable[str]) -> pd.DataFrame:
    """List claims with who says so.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of a collection.
    claims : iterable of str
        Their ids, in the order in which they are wanted.

    Returns
    -------
    pandas.DataFrame
        `claim`, `date` in words, `says`, `package` by its title, `evidence`, the places where it stands, and
        `suggested`, what annotations would have instead.
    """
    known = by_id(graph)
    rows = [
        {
            "claim": id_,
            "date": dates.in_words(dates.parse(known[id_]["date"] or ""), known[id_]["aspect"]),
            "says": known[id_]["summary"],
            "package": _title(graph, known[id_]["package"]),
            "evidence": "; ".join(wording.citation(graph, piece) for piece in known[id_]["evidence"]),
            "suggested": "; ".join(
                f"{note['field']}: {note['suggested']}" for note in known[id_]["annotations"] if note["suggested"]
            ),
        }
        for id_ in claims
    ]
    return tidy(rows, "claim date says package evidence suggested", title="Who says so", caveats=[])


def side_by_side(graph: ClaimGraph, claims: Sequence[str]) -> pd.DataFrame:
    """Set claims beside each other, column by column; those in which all are silent are left out.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        The claim graph of a collection.
    claims : sequence of str
        Their ids.

    Returns
    -------
    pandas.DataFrame
        `column`, one more for each claim, named for its package, and `same`, whether they say the same. Where two are
        of one package, all are named by their ids.
    """
    known = by_id(graph)
    packages = [known[id_]["package"] for id_ in claims]
    names = packages if len(set(packages)) == len(claims) else list(claims)
    rows = []
    for column in _COMPARED:
        cells = [known[id_].get(column) for id_ in claims]
        if any(cell is not None for cell in cells):
            written = dict(zip(names, cells, strict=True))
            rows.append({"column": column, **written, "same": "yes" if len(set(cells)) == 1 else "no"})
    return tidy(rows, f"column {' '.join(names)} same", title="Claims beside each other", caveats=[])
