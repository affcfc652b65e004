"""Measure the explorer in headless Chromium, without a graphics card, next to other pages of the same graph.

Usage: python -m benchmarks.views [NODES,CLAIMS …] [--beside NAME=FILE …]
Prints a Markdown table for docs/benchmarks.md: the real data, then generated graphs (5000,20000 and 20000,100000 unless
other sizes are given), each as our explorer and as PyVis's own page; then pages that are there already, such as an
explorer of an earlier edition. Times are the best and the median of several; the load of the machine stands beside
them, since what else it does is in them too.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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

SIZES = ("5000,20000", "20000,100000")
# PyVis's page lays the graph out in the browser and may never come to rest: it gets this long.
PATIENCE_MS = 60_000
DRAG_S = 3
DRAGS = 5
HEAD = "graph | page | load | written s | MB | first picture ms | filter ms | slider ms | search ms | panel ms | pan fps | zoom fps | whole again ms | memory MB"  # noqa: E501

# A frame is painted when the canvas that is seen is cleared in it, however often.
COUNT = """() => {
  window.painted = 0;
  let fresh = true;
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (fresh && this.canvas.isConnected) {
      window.painted += 1;
      fresh = false;
      requestAnimationFrame(() => (fresh = true));
    }
    return clear.apply(this, box);
  };
}"""
WHOLE = "window.coldwar && (!window.coldwar.isWhole || window.coldwar.isWhole())"
FIRST_PICTURE = f"""() => new Promise((done) => {{
  const drawn = () => document.querySelector('canvas') && document.querySelector('#summary')?.textContent && ({WHOLE});
  const painted = () => setTimeout(() => done(performance.now()));
  const wait = () => (drawn() ? requestAnimationFrame(painted) : setTimeout(wait, 5));
  wait();
}})"""
RESPONSE = f"""(act) => new Promise((done) => {{
  const start = performance.now();
  new Function(act)();
  const wait = () => (({WHOLE}) ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : requestAnimationFrame(wait));
  wait();
}})"""  # noqa: E501
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
SEARCH = "const s = document.getElementById('search'); s.value = '%s'; s.dispatchEvent(new Event('input'))"
PANEL = (
    "location.hash = ''; const s = document.getElementById('search'); s.value = '%s'; "
    "s.dispatchEvent(new Event('input')); s.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))"
)


def main(*arguments: str) -> None:
    """Print the table."""
    cut = arguments.index("--beside") if "--beside" in arguments else len(arguments)
    beside = [Path(text.split("=", 1)[1]) for text in arguments[cut + 1 :]]
    names = [text.split("=", 1)[0] for text in arguments[cut + 1 :]]
    graphs: dict[str, Callable[[], nx.MultiDiGraph[Any]]] = {"real data": lambda: to_networkx(Dataset.load())}
    for size in arguments[:cut] or SIZES:
        graphs[size] = lambda size=size: generated(*map(int, size.split(",")))  # type: ignore[misc]
    print(f"| {HEAD} |")
    print(f"|{'---|' * (HEAD.count('|') + 1)}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--enable-precise-memory-info"])
        for name, make in graphs.items():
            graph = make()
            title = f"{name}, {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} claims"
            for row in rows(browser, graph, Path(folder)):
                print(f"| {title} | {' | '.join(row)} |", flush=True)
        for name, path in zip(names, beside, strict=True):
            print(
                f"| {name} | explorer | {load()} | – | {size_of(path)} | {' | '.join(ours(browser, path))} |",
                flush=True,
            )
        browser.close()


def rows(browser: Browser, graph: nx.MultiDiGraph[Any], folder: Path) -> Iterator[list[str]]:
    """Measure both pages of a graph."""
    start = time.perf_counter()
    explorer(graph).write(folder / "ours.html")
    took = time.perf_counter() - start
    yield ["explorer", load(), f"{took:.1f}", size_of(folder / "ours.html"), *ours(browser, folder / "ours.html")]
    start = time.perf_counter()
    theirs(graph, folder / "pyvis.html")
    took = time.perf_counter() - start
    measured = pyvis(browser, folder / "pyvis.html")
    yield ["PyVis, its own", load(), f"{took:.1f}", size_of(folder / "pyvis.html"), *measured]


def load() -> str:
    """Return how many programs wanted to run in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def size_of(path: Path) -> str:
    """Return a file's size in megabytes."""
    return f"{path.stat().st_size / 1e6:.1f}"


def ours(browser: Browser, path: Path) -> list[str]:
    """Open the explorer and do what a reader does: filter, drag the slider, search, open the evidence, look about."""
    page = opened(browser, path)
    picture = page.evaluate(FIRST_PICTURE)
    times = [
        [page.evaluate(RESPONSE, FILTER) for _ in range(10)],
        [page.evaluate(RESPONSE, SLIDER % year) for year in range(1985, 1965, -1)],
        [
            page.evaluate(RESPONSE, SEARCH % text)
            for text in ("b", "ba", "bam", "so", "sov", "chil", "arg", "ko", "lu", "z")
        ],
        [page.evaluate(RESPONSE, PANEL % name) for name in ("Argentina", "Chile", "KGB", "Soviet Union", "Poland")],
    ]
    page.evaluate(RESPONSE, "document.querySelector('#panel .close').click()")
    page.reload()
    page.evaluate(FIRST_PICTURE)
    page.evaluate(COUNT)
    looked = looking_about(page)
    memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    page.context.close()
    return [
        f"{picture:.0f}",
        *(f"{min(one):.0f}, {statistics.median(one):.0f}" for one in times),
        *looked,
        f"{memory:.0f}",
    ]


def looking_about(page: Page) -> list[str]:
    """Return the painted frames per second of dragging and of turning the wheel, and when all is drawn again."""
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.06

    def drag() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        until = time.perf_counter() + DRAG_S
        step = 0
        while time.perf_counter() < until:
            step += 1
            page.mouse.move(x + 150 * (step % 40 - 20) / 20, y + 4 * (step % 20))
        page.mouse.move(x, y)
        page.mouse.up()

    def turn() -> None:
        until = time.perf_counter() + DRAG_S
        step = 0
        while time.perf_counter() < until:
            step += 1
            page.mouse.wheel(0, -40 if step % 20 < 10 else 40)

    speeds, waits = [], []
    for act in [drag] * DRAGS + [turn] * DRAGS:
        before, start = page.evaluate("window.painted"), time.perf_counter()
        act()
        speeds.append((page.evaluate("window.painted") - before) / (time.perf_counter() - start))
        waits.append(page.evaluate(RESPONSE, ""))
    pan, zoom = statistics.median(speeds[:DRAGS]), statistics.median(speeds[DRAGS:])
    return [f"{pan:.0f}", f"{zoom:.0f}", f"{statistics.median(waits):.0f}"]


def opened(browser: Browser, path: Path) -> Page:
    """Open a file with the network off; `new Function` needs the page's policy out of the way."""
    page = browser.new_context(offline=True, viewport={"width": 1400, "height": 900}, bypass_csp=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(path.resolve().as_uri(), wait_until="commit")
    return page


def theirs(graph: nx.MultiDiGraph[Any], path: Path) -> None:
    """Write PyVis's own page; its lists are filled directly, since its add_edge takes hours for 20,000 edges."""
    network = Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        network.nodes.append({"id": node, "label": data.get("name", node), "shape": "dot"})
    network.edges.extend({"from": source, "to": target, "arrows": "to"} for source, target in graph.edges())
    path.write_text(network.generate_html(), encoding="utf-8")


def pyvis(browser: Browser, path: Path) -> list[str]:
    """Return when PyVis's page shows its first picture after the layout, or that it does not, and how it moves."""
    page = opened(browser, path)
    try:
        page.evaluate(HOOK)
        page.wait_for_function("() => window.settled", timeout=PATIENCE_MS)
        page.evaluate("network.setOptions({physics: false})")
        page.evaluate(COUNT)
        looked = looking_about(page)
        memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        return [f"{page.evaluate('window.settled'):.0f}", *"––––", *looked, f"{memory:.0f}"]
    except Exception:  # noqa: BLE001 - playwright raises several kinds when a page hangs
        return [f"none in {PATIENCE_MS // 1000} s", *"––––––––"]
    finally:
        page.context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
