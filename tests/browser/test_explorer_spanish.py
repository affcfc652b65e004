"""On the Spanish page nothing is English but the data's own words, which here are made unreadable beforehand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph_loader import to_networkx
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.dataset import Dataset
from graph_loader.views import explorer
from tests.browser.conftest import OpenPage

NODE_WORDS = (
    *("name", "description", "name_original", "acronym", "orientation", "kind", "coverage"),
    *("title", "author", "container", "publisher", "archive", "reference", "url", "language"),
)
CLAIM_WORDS = ("summary", "role", "unit")
STATES = {
    "network": "p=first",
    "everything": "all=1&c=betweenness&s=first&denied=1",
    "roles": "c=role&s=degree&o=1",
    "person": "sel=node,salvador-allende",
    "state": "sel=node,ussr&focus=ussr&steps=2",
    "source": "sel=node,yordanov-2019",
    "two": "focus=luis-corvalan,leonid-brezhnev",
    "path": "path=kgb,luis-corvalan&order=1&way=1&denied=1",
    "no path": "path=kgb,luis-corvalan&y=1920-01-01~1921-01-01",
    "edited": "focus=ussr&gone=kgb&add=chile&q=grain&only=cell,region/moscow,region/santiago",
    "undated": "sel=undated&undated=1&y=1970-01-01~1971-06-15",
    "suggested": "sel=suggested&sug=1&v=doubt",
    "closed": "shut=moscow,santiago&around=moscow",
    "map": "v=map&arcs=1&sel=end,spot/",
    "timeline": "v=timeline&sel=node,ussr",
    "matrix": "v=matrix&sel=cell,region/moscow,region/santiago",
    "table": "v=table",
    "nodes": "v=table&t=nodes",
    "doubt": "v=doubt",
    "compare": "v=compare&a=y.1973-01-01~1973-09-11&b=y.1973-09-12~1975-12-31",
    "sources": "v=compare&a=source.yordanov-2019,theatre.santiago&b=source.forbidden-tango-2013&with=theatre.moscow",
    "nothing": "y=1700-01-01~1700-02-01&-family=contact&sel=node,nadie",
}
# The texts and labels of the page and what it would print, but for what is marked as of another language.
TEXTS = """() => {
  dispatchEvent(new Event('beforeprint'));
  for (const one of document.querySelectorAll('details')) one.open = true;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest('script, style, noscript, [lang=en], #language')) found.push(data);
  }
  for (const one of document.body.querySelectorAll('[aria-label], [title], [placeholder], [data-name]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'data-name'])
      if (one.hasAttribute(name) && !one.closest('[lang=en]')) found.push(one.getAttribute(name));
  found.push(document.title);
  dispatchEvent(new Event('afterprint'));
  return [...new Set(found.map((text) => text.trim()))].filter(Boolean);
}"""


def unreadable(text: str) -> str:
    return re.sub(r"[^\W\d_]", "ñ", text)


def masked(graph: ClaimGraph) -> ClaimGraph:
    """Return the graph with every word of its own made unreadable."""

    def mask(row: dict[str, Any], columns: tuple[str, ...]) -> None:
        row.update({column: unreadable(row[column]) for column in columns if row.get(column)})
        for note in row["annotations"]:
            note["note"] = unreadable(note["note"])
            if note["field"] in CLAIM_WORDS + NODE_WORDS:
                note["suggested"] = unreadable(note["suggested"] or "")

    graph.graph["name"] = unreadable(graph.graph["name"])
    for _, node in graph.nodes(data=True):
        mask(node, NODE_WORDS)
        for alias in node["aliases"]:
            alias["name"] = unreadable(alias["name"])
    for *_, claim in graph.edges(data=True):
        mask(claim, CLAIM_WORDS)
    return graph


def leaves(texts: Any) -> Iterator[str]:
    if isinstance(texts, str):
        yield texts
    else:
        for part in texts.values() if isinstance(texts, dict) else texts:
            yield from leaves(part)


def words(text: str) -> set[str]:
    """The words of a text, but for placeholders and what is cut off."""
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}|\w+…", " ", text).lower()))


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return masked(to_networkx(Dataset.load()))


@pytest.fixture(scope="module")
def file(graph: ClaimGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spanish") / "network.html"
    explorer(graph).write(path)
    return path


@pytest.fixture(scope="module")
def english(file: Path, graph: ClaimGraph) -> set[str]:
    """Words that the English page has and the Spanish one has not."""
    texts = re.search(
        r'<script type="application/json" id="texts">(.*?)</script>', file.read_text(encoding="utf-8"), re.DOTALL
    )
    assert texts
    known = {code: set().union(*map(words, leaves(told))) for code, told in json.loads(texts[1]).items()}
    vocabulary = graph.graph["vocabulary"]
    parts = (vocabulary.theatres, vocabulary.families, vocabulary.blocs)
    return known["en"].union(*(words(entry.name) for part in parts for entry in part.values())) - known["es"]


def left(page: Page, english: set[str]) -> list[str]:
    return sorted(
        {
            f"{' '.join(sorted(found))} in {text[:90]!r}"
            for text in page.evaluate(TEXTS)
            if (found := words(text) & english)
        }
    )


def test_no_english_is_left_in_any_view_panel_menu_or_dialog(open_page: OpenPage, file: Path, english: set[str]):
    assert {"the", "claims", "contact", "moscow"} <= english
    page = open_page(file, "lang=es")
    page.set_default_timeout(8000)
    found = {}
    for state, fragment in STATES.items():
        page.evaluate("hash => (location.hash = hash)", f"lang=es&{'' if fragment[:2] == 'p=' else 'p=all&'}{fragment}")
        expect(page.locator("#summary")).not_to_be_empty()
        found[state] = left(page, english)
    page.evaluate("() => (location.hash = 'lang=es&p=all&sel=node,salvador-allende')")
    page.locator("#panel [data-noted]").first.click()
    page.locator("#notes-open").click()
    found["notes"] = left(page, english)
    page.keyboard.press("Escape")
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    found["keys"] = left(page, english)
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    found["menu"] = left(page, english)
    page.keyboard.press("Escape")
    for key in ("n", "t"):
        page.keyboard.press(key)
        found[f"walk {key}"] = left(page, english)
    for text in ("ñ", "qqq"):
        page.locator("#search").fill(text)
        found[f"search {text}"] = left(page, english)
    assert {state: texts for state, texts in found.items() if texts} == {}
