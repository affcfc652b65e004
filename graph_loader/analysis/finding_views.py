"""Where the explorer shows what a finding counts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph_loader.graph.network import ClaimGraph
from graph_loader.model.vocabulary import Vocabulary


@cache
def choices() -> dict[str, dict[str, Any]]:
    """Read what each finding's view is limited to, by the question's title."""
    text = (files("graph_loader.analysis") / "templates" / "views.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def view_of(graph: ClaimGraph, title: str, own: str) -> tuple[str, str]:
    """Return the state of the explorer, as in its address, and in what it differs from the figure.

    `own` is what the answer itself chooses: a node, a focus or years.
    """
    choice = choices()[title]
    vocabulary = graph.graph.get("vocabulary")
    hidden = _hidden(choice, vocabulary) if vocabulary else {}
    parts = {"v": choice.get("view", ""), "around": ",".join(choice.get("around", ())), **hidden}
    return "&".join([*(f"{key}={value}" for key, value in parts.items() if value), *filter(None, [own])]), choice[
        "note"
    ]


def _hidden(choice: dict[str, Any], vocabulary: Vocabulary) -> dict[str, str]:
    """Say what is left out: families without a type that is kept, single types of the others, kinds."""
    families, kinds = choice.get("families", vocabulary.families), choice.get("kinds", vocabulary.labels)
    types = vocabulary.types.values()
    kept = {type_.name for type_ in types if type_.family in families or type_.name in choice.get("types", ())}
    shown = {vocabulary.types[name].family for name in kept}
    return {
        "-kind": ",".join(kind for kind in vocabulary.labels if kind not in kinds),
        "-family": ",".join(family for family in vocabulary.families if family not in shown),
        "-type": ",".join(type_.name for type_ in types if type_.family in shown and type_.name not in kept),
    }
