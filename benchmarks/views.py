"""Measure the explorer in headless Chromium next to PyVis's own page of the same graph.

Usage: python -m benchmarks.views [NODES CLAIMS]
Prints a Markdown table for docs/benchmarks.md: the real data, then a generated graph. The best of several times
says what the page costs, the median also what else the machine was doing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset
from graph_loader.views import explorer
from tests.views.sample import generated
from tools import chromium

# PyVis's page lays the graph out in the browser and may never come to rest: it gets this long.
PATIENCE_MS = 60_000
FIRST_PICTURE = """() => new Promise((done) => {
  const drawn = () => document.querySelector('canvas') && document.querySelector('#summary')?.textContent;
  const painted = () => setTimeout(() => done(performance.now()));
  const wait = () => (drawn() ? requestAnimationFrame(painted) : setTimeout(wait, 5));
  wait();
})"""
RESPONSE = """(act) => new Promise((done) => {
  const start = performance.now();
  new Function(act)();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
# PyVis's page shows nothing until its layout has come to rest or used up its iterations.
HOOK = """() => {
  const wait = () => {
    if (!window.network) return setTimeout(wait, 5);
    const done = () => network.once('afterDrawing', () => (window.settled ??= performance.now()));
    network.once('stabilizationIterationsDone', done);
  };
  wait();
}"""
SLIDER = "const s = document.getElementById('slider-to'); s.value = %d; s.dispatchEvent(new Event('input'))"
FILTER = "document.querySelector('[data-facet=kind] input').click()"


def main(nodes: int = 5000, claims: int = 20_000) -> None:
    """Print the table."""
    graphs = {"real data": to_networkx(Dataset.load()), "generated": generated(nodes, claims)}
    print(
        "| graph | page | written in s | MB | first picture ms | filter ms (best, median) | slider ms (best, median) |"
    )
    print("|---|---|---|---|---|---|---|")
    executable = chromium.find()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable)
        for name, graph in graphs.items():
            title = f"{name}, {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} claims"
            for row in rows(browser, graph, Path(folder)):
                print(f"| {title} | {' | '.join(row)} |")
        browser.close()


def rows(browser: Browser, graph: nx.MultiDiGraph[Any], folder: Path) -> Iterator[list[str]]:
    """Measure both pages of a graph."""
    start = time.perf_counter()
    explorer(graph).write(folder / "ours.html")
    took = time.perf_counter() - start
    yield ["explorer", f"{took:.1f}", size(folder / "ours.html"), *ours(browser, folder / "ours.html")]
    start = time.perf_counter()
    theirs(graph, folder / "pyvis.html")
    took = time.perf_counter() - start
    yield [
        "PyVis, its own",
        f"{took:.1f}",
        size(folder / "pyvis.html"),
        first(browser, folder / "pyvis.html"),
        "–",
        "–",
    ]


def size(path: Path) -> str:
    """Return a file's size in megabytes."""
    return f"{path.stat().st_size / 1e6:.1f}"


def ours(browser: Browser, path: Path) -> list[str]:
    """Open the explorer, click a filter and drag the slider over twenty years."""
    page = opened(browser, path)
    picture = page.evaluate(FIRST_PICTURE)
    filtering = [page.evaluate(RESPONSE, FILTER) for _ in range(10)]
    sliding = [page.evaluate(RESPONSE, SLIDER % year) for year in range(1985, 1965, -1)]
    page.context.close()
    return [f"{picture:.0f}", *(f"{min(times):.0f}, {statistics.median(times):.0f}" for times in (filtering, sliding))]


def opened(browser: Browser, path: Path) -> Page:
    """Open a file with the network off; `new Function` needs the page's policy out of the way."""
    page = browser.new_context(offline=True, viewport={"width": 1400, "height": 900}, bypass_csp=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(path.as_uri(), wait_until="commit")
    return page


def theirs(graph: nx.MultiDiGraph[Any], path: Path) -> None:
    """Write PyVis's own page; its lists are filled directly, since its add_edge takes hours for 20,000 edges."""
    network = Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        network.nodes.append({"id": node, "label": data.get("name", node), "shape": "dot"})
    network.edges.extend({"from": source, "to": target, "arrows": "to"} for source, target in graph.edges())
    path.write_text(network.generate_html(), encoding="utf-8")


def first(browser: Browser, path: Path) -> str:
    """Return when PyVis's page shows its first picture after the layout, or that it does not."""
    page = opened(browser, path)
    try:
        page.evaluate(HOOK)
        page.wait_for_function("() => window.settled", timeout=PATIENCE_MS)
        return f"{page.evaluate('window.settled'):.0f}"
    except Exception:  # noqa: BLE001 - playwright raises several kinds when a page hangs
        return f"none in {PATIENCE_MS // 1000} s"
    finally:
        page.context.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
