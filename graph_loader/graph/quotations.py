"""Summaries taken out of a graph, and put back into the texts that were made of it.

No figure rests on what a summary says. So what is worked out of a graph without them holds for every wording, and is
kept: a reworded claim is no new calculation.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping

from graph_loader.graph.network import ClaimGraph, revised

_PLACE = "\ue000{key}:{id_}\ue001"


def digest(graph: ClaimGraph) -> str:
    """Return what entities and claims say, but for the summaries, as one figure."""
    said = hashlib.sha256()
    for node, entity in graph.nodes(data=True):
        said.update(_written(node, entity))
    for from_, to, _, claim in graph.edges(keys=True, data=True):
        said.update(_written(from_, to, {**claim, "summary": ""}))
    return said.hexdigest()


def without_summaries(graph: ClaimGraph, key: str) -> ClaimGraph:
    """Return the graph with the place of each summary in its stead; no text can hold one, if `key` is its digest."""
    return revised(graph, lambda from_, to, claim: (from_, to, {**claim, "summary": _place(key, claim["id"])}))


def summaries(graph: ClaimGraph) -> dict[str, str]:
    """Return what each claim's summary says, by its id."""
    return {claim["id"]: claim["summary"] for *_, claim in graph.edges(data=True)}


def filled(text: str, suffix: str, key: str, said: Mapping[str, str]) -> str:
    r"""Put summaries into their places in a CSV file or a page of Markdown.

    Examples
    --------
    >>> filled(f"claim,summary\ny1,{_place('d', 'y1')}\n", ".csv", "d", {"y1": "It met, and parted."})
    'claim,summary\ny1,"It met, and parted."\n'
    """
    form = _FORMS.get(suffix)
    if form is None:
        return text
    pattern = re.escape(_place(key, "\n")).replace(re.escape("\n"), "([^\ue001]*)")
    return re.sub(pattern, lambda match: form(said[match[1]]), text)


def in_markdown(text: str) -> str:
    """Return a text on one line, with the signs that Markdown would read taken as they are."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _in_csv(text: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow([text, ""])
    return stream.getvalue().removesuffix(",")


_FORMS: dict[str, Callable[[str], str]] = {".csv": _in_csv, ".md": in_markdown}


def _place(key: str, id_: str) -> str:
    return _PLACE.format(key=key, id_=id_)


def _written(*parts: object) -> bytes:
    return json.dumps(parts, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
