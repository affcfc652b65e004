"""Where the explorer shows what a question counts, as near as its filters can say."""

from __future__ import annotations

from collections.abc import Iterable

from graph_loader.graph.network import ClaimGraph, is_affirmed
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Projection, Question
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary

_MET = ("Event", "Agreement")
_SIGNED = ("State", "Party")
_VIEWS = {"mixing": "matrix", "coverage": "timeline", "footing": "table"}


def view_of(graph: ClaimGraph, question: Question, own: str) -> str:
    """Return the state of the explorer, as in its address.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph; without a vocabulary nothing is hidden.
    question : Question
        A question of its study.
    own : str
        What the answer itself chooses: a node, a focus or years.

    Returns
    -------
    str
    """
    vocabulary = graph.graph.get("vocabulary")
    choice = _reached(graph, question)
    if vocabulary:
        choice |= _shown(graph, question, vocabulary)
    if "-family" in choice and not all(is_affirmed(claim) for *_, claim in graph.edges(data=True)):
        choice["-polarity"] = "denied"
    choice.setdefault("v", _VIEWS.get(question.kind, ""))
    return "&".join([*(f"{key}={value}" for key, value in choice.items() if value), *filter(None, [own])])


def _reached(graph: ClaimGraph, question: Question) -> dict[str, str]:
    """Show influence on a group in the column of its theatres, or around its members."""
    if question.kind != "influence-on":
        return {}
    target = study_of(graph).groups[question.parameters["target"]]
    if target.theatres:
        return {"v": "matrix", "around": ",".join(target.theatres)}
    known = [node for node in target.ids if node in graph]
    return {"focus": ",".join(known), "sel": f"node,{known[0]}"} if known else {}


def _shown(graph: ClaimGraph, question: Question, vocabulary: Vocabulary) -> dict[str, str]:
    """Say what is left out: families without a type that is kept, single types of the others, kinds of node."""
    study = study_of(graph)
    projection = study.projections.get(question.parameters.get("projection", ""))
    if question.kind == "influence-on":
        projection = Projection("", tuple(question.parameters["families"]))
    if question.kind == "balance":
        signed = {type_.family for type_ in vocabulary.types.values() if type_.goldstein is not None}
        return _hidden(vocabulary, signed, (), _SIGNED)
    if projection is None:
        return {}
    together = study.roles.get("presence", frozenset()) | study.roles.get("accession", frozenset())
    kinds = (*ACTOR_LABELS, *(_MET if projection.presence else ()))
    return _hidden(vocabulary, projection.families, together if projection.presence else (), kinds)


def _hidden(
    vocabulary: Vocabulary, families: Iterable[str], more: Iterable[str], kinds: Iterable[str]
) -> dict[str, str]:
    families, more, kinds = set(families), set(more), set(kinds)
    types = vocabulary.types.values()
    kept = {type_.name for type_ in types if type_.family in families or type_.name in more}
    shown = {vocabulary.types[name].family for name in kept}
    return {
        "-kind": ",".join(kind for kind in vocabulary.labels if kind not in kinds),
        "-family": ",".join(family for family in vocabulary.families if family not in shown),
        "-type": ",".join(type_.name for type_ in types if type_.family in shown and type_.name not in kept),
    }
