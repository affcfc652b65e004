"""The graph without lists, nested values and unknowns, for formats whose attributes are plain text and numbers.

Gephi and its kin call `label` what they print at a node or edge, so there our label is `entity`, our type `tie`.
"""

from __future__ import annotations

import json
import re
from typing import Any

import networkx as nx

from graph_loader.graph import dossier, wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import identifiers, passages
from graph_loader.model.plain import plain_row

_SEPARATOR = " | "
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flat(graph: ClaimGraph) -> ClaimGraph:
    """Return a copy of a graph whose attributes are text, numbers and truth values only.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("kgb", label="Organization", name="KGB", founded=None, annotations=[],
    ...                aliases=[{"name": "КГБ"}, {"name": "the Cheka"}])
    >>> flat(graph).nodes["kgb"]
    {'label': 'KGB', 'entity': 'Organization', 'aliases': 'КГБ | the Cheka'}
    """
    plain: ClaimGraph = nx.MultiDiGraph()
    for node, entity in graph.nodes(data=True):
        plain.add_node(node, **_known(_entity(entity), node))
    for from_, to, key, claim in graph.edges(keys=True, data=True):
        plain.add_edge(from_, to, key, **_known(_claim(graph, claim), key))
    return plain


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    columns = {column: value for column, value in entity.items() if column not in ("label", "name")}
    return {
        "label": entity["name"],
        "entity": entity["label"],
        **columns,
        "aliases": _SEPARATOR.join(alias["name"] for alias in entity["aliases"]),
        "identifiers": _SEPARATOR.join(identifiers.written(**each) for each in entity.get("identifiers", ())),
        "annotations": _annotations(entity),
    }


def _claim(graph: ClaimGraph, claim: dict[str, Any]) -> dict[str, Any]:
    apart = ("type", "evidence", "possible_start", "possible_end")
    columns = {column: value for column, value in claim.items() if column not in apart}
    return {
        "label": wording.verb(graph, claim["type"]),
        "tie": claim["type"],
        **columns,
        "citations": _SEPARATOR.join(wording.citation(graph, piece) for piece in claim["evidence"]),
        "passages": len(passages.behind(claim)),
        "annotations": _annotations(claim),
    }


def _annotations(element: dict[str, Any]) -> str:
    return _SEPARATOR.join(dossier.annotation_in_words(each) for each in element["annotations"])


def _known(attributes: dict[str, Any], owner: str) -> dict[str, Any]:
    cleaned = {column: _text_or_number(value) for column, value in plain_row(attributes, owner).items()}
    return {column: value for column, value in cleaned.items() if value not in (None, "")}


def _text_or_number(value: Any) -> Any:
    if isinstance(value, list):
        value = _SEPARATOR.join(str(each) for each in value)
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    return _NOT_XML.sub("", value) if isinstance(value, str) else value
