"""The places that evidence names, in the words of every language: the page says them and works out none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_loader.graph import wording
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import locators
from graph_loader.model.study import LANGUAGES

Row = dict[str, Any]


class Places:
    """Places in words, each once; evidence points at them by their number.

    Attributes
    ----------
    rows : list of dict
        What each is called by language, and in the short form of citations.
    """

    def __init__(self, graph: ClaimGraph) -> None:
        self.rows: list[dict[str, str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._known: dict[tuple[str, ...], int] = {}
        self._graph = graph

    def marked(self, row: Mapping[str, Any]) -> Row:
        """Return a row of evidence with the number of its place, and that of the place in the work that it cites."""
        marked = dict(row)
        if row.get("locator"):
            named = str(row.get("source")), str(row["locator"]), str(row.get("footnote", ""))
            if named not in self._known:
                self._known[named] = self._number(*named)
            marked["at"] = self._known[named]
        if row.get("cites") and row.get("cites_locator"):
            marked["cites_at"] = self._cited(str(row["cites"]), str(row["cites_locator"]))
        return marked

    def _number(self, source: str, locator: str, note: str) -> int:
        kind = wording.kind_of(self._graph, source)
        number = note.removeprefix("n").lstrip("0") if not locators.is_note(locator) else ""
        said = {form: _said(kind, locator, number, form) for form in LANGUAGES}
        return self._kept(said | {locators.SHORT: _said(kind, locator, note, locators.SHORT)})

    def _cited(self, work: str, locator: str) -> int:
        kind = wording.kind_of(self._graph, work)
        said = {
            form: locators.in_words(kind, locator, form) if kind and kind != locators.PARAGRAPH else locator
            for form in LANGUAGES
        }
        return self._kept(said | {locators.SHORT: wording.cited_place(kind, locator)})

    def _kept(self, said: dict[str, str]) -> int:
        key = tuple(said.values())
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(said)
        return self._numbers[key]


def _said(kind: str | None, locator: str, note: str, form: str) -> str:
    place = locators.in_words(kind, locator, form)
    return f"{place}, {locators.footnote(note, form)}" if note else place
