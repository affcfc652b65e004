"""The explorer in headless Chromium, without a graphics card, next to other pages of the same graph.

Usage: python -m benchmarks.views [NODES,CLAIMS …] [--beside NAME=FILE …]
Measures the real data, then generated graphs (5000,20000 and 20000,100000 unless other sizes are given; `real` alone
takes the real data only), each as our explorer, PyVis's own page, cytoscape.js and sigma.js (see rivals.py); then pages
that are there already, such as an explorer of an earlier edition. Prints each page as it is measured and puts the
tables of these three into docs/benchmarks.md when they are. What has not begun after eleven minutes is left out. Times
are medians; the load of the machine stands beside them, since what else it does is in them too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pyvis.network import Network

from benchmarks import comparisons, rivals
from benchmarks.comparisons import Comparison
from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset
from graph_loader.views import explorer
from tests.views.sample import generated
from tools import chromium

SIZES = ("5000,20000", "20000,100000")
WANTED_OF = ("real", *SIZES)
# PyVis's page lays the graph out in the browser and may never come to rest: it gets this long.
PATIENCE_MS = 45_000
LIMIT_S = 660
DRAG_S = 3
DRAGS = 5
TURNS = 3
# What is measured, and what was wanted of our page: of our data, of 5,000 and of 20,000 nodes; of frames that many at
# least, of all else at most.
MEASURES: Mapping[str, tuple[float | None, float | None, float | None]] = {
    "page written, s": (None, None, 30),
    "page, MB": (None, None, 20),
    "first picture, ms": (800, 2000, 5000),
    "filter, ms": (50, 100, 500),
    "filter, all drawn, ms": (50, None, None),
    "slider step, ms": (50, 100, None),
    "search, ms": (50, None, None),
    "opening the panel, ms": (50, None, None),
    "pan, frames a second": (None, 30, 15),
    "zoom, frames a second": (None, None, None),
    "whole again, ms": (300, 300, 300),
    "memory, MB": (None, None, None),
    "load of the machine": (None, None, None),
}
COMPARED = ("first picture, ms", "filter, ms", "slider step, ms", "search, ms", "pan, frames a second")
Figures = dict[str, float]
# As on a machine without a graphics card: the processor puts pages together, and only WebGL is SwiftShader's. With
# --use-angle=swiftshader all goes through SwiftShader, and an empty page comes to eight frames a second.
ARGUMENTS = ["--enable-precise-memory-info", "--enable-unsafe-swiftshader"]
SEARCHES = ("b", "ba", "bam", "so", "sov", "chil", "arg", "ko", "lu", "z")
NAMES = ("Argentina", "Chile", "KGB", "Soviet Union", "Poland")
YEARS = range(1985, 1965, -1)

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
# The latest is seen, if in a picture of many marks only the weightiest of it.
LATEST = "!window.coldwar?.isLatest || window.coldwar.isLatest()"
FIRST_PICTURE = f"""() => new Promise((done) => {{
  const drawn = () => document.querySelector('canvas') && document.querySelector('#summary')?.textContent && ({WHOLE});
  const painted = () => setTimeout(() => done(performance.now()));
  const wait = () => (drawn() ? requestAnimationFrame(painted) : setTimeout(wait, 5));
  wait();
}})"""
# When what an act changed is seen, and when it is drawn whole.
RESPONSE = f"""(act) => new Promise((done) => {{
  const start = performance.now();
  let seen = null;
  new Function(act)();
  const painted = (tell) => requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)));
  const wait = () => {{
    if (seen === null && ({LATEST})) (seen = 0), painted((time) => (seen = time));
    if ({WHOLE}) painted((time) => done([seen || time, time]));
    else requestAnimationFrame(wait);
  }};
  wait();
}})"""
# Of pages that do not say when they are whole: the last frame, after which none came for so long.
QUIET_MS = 350
RIVAL = """([act, quiet]) => new Promise((done) => {
  const start = performance.now();
  let last = start;
  let count = window.painted;
  if (act) new Function(act)();
  const wait = () => {
    const now = performance.now();
    if (window.painted !== count) [count, last] = [window.painted, now];
    if (now - last > quiet) done(Math.max(0, last - start));
    else requestAnimationFrame(wait);
  };
  requestAnimationFrame(wait);
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
ALL_YEARS = "const s = document.getElementById('slider-to'); s.value = s.max; s.dispatchEvent(new Event('input'))"
FILTER = "document.querySelector('[data-facet=kind] input').click()"
SEARCH = "const s = document.getElementById('search'); s.value = '%s'; s.dispatchEvent(new Event('input'))"
CLOSE = "document.querySelector('#panel:not([hidden]) .close')?.click()"
ENTER = "document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'}))"


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare what a reader does most with the same in other pages, and write all that was measured."""
    measured = _measure(["real", "5000,20000"] if large else ["real"])
    for title, columns in measured.items():
        for rival, figures in columns.items():
            for what in COMPARED if rival != "explorer" else ():
                if what in figures and (theirs := figures[what]):
                    name, _, unit = what.partition(", ")
                    yield Comparison(
                        f"page: {name}", title, unit, (columns["explorer"][what],), (theirs,), rival, "frames" in what
                    )


def main(*arguments: str) -> None:
    """Measure everything and print it."""
    cut = arguments.index("--beside") if "--beside" in arguments else len(arguments)
    _measure(arguments[:cut] or ("real", *SIZES), arguments[cut + 1 :])


def _measure(sizes: Sequence[str], beside: Sequence[str] = ()) -> dict[str, dict[str, Figures]]:
    """Return the figures of each graph's pages, by title and page; write their tables as they come."""
    start = time.perf_counter()
    found: dict[str, dict[str, Figures]] = {}
    executable = chromium.find()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        for size in sizes:
            graph = to_networkx(Dataset.load()) if size == "real" else generated(*map(int, size.split(",")))
            name = "real data" if size == "real" else "made-up data"
            title = f"{name}, {graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} claims"
            columns = found.setdefault(title, {})
            for page, measure_page in pages(browser, graph, Path(folder)):
                if time.perf_counter() - start > LIMIT_S:
                    print(f"{title}: {page}: left out, {LIMIT_S // 60} minutes are over", flush=True)
                    continue
                columns[page] = measure_page()
                told = ", ".join(f"{what} {value:.1f}" for what, value in columns[page].items())
                print(f"{title}: {page}: {told or 'nothing to be measured'}", flush=True)
            if size in WANTED_OF:
                told = f"{comparisons.machine()} {rivals.versions()}."
                comparisons.write(f"views {size}", f"{told}\n\n{table(title, columns, WANTED_OF.index(size))}")
        for text in beside:
            name, file = text.split("=", 1)
            print(f"{name}: {ours(browser, Path(file))}", flush=True)
        browser.close()
    return found


def table(title: str, columns: Mapping[str, Figures], size: int) -> str:
    """Put the figures of a graph's pages side by side; behind each of another page, how many times better ours is."""
    rows = [f"| {title} | wanted | {' | '.join(columns)} |", f"|---|---|{'---:|' * len(columns)}"]
    best = columns.get("explorer", {})
    for what, wanted in MEASURES.items():
        more = "frames" in what
        limit = wanted[size]
        cells = ["" if limit is None else f"{'≥' if more else '≤'} {limit:g}"]
        for page, figures in columns.items():
            value, own = figures.get(what), best.get(what)
            cell = "–" if value is None else f"{value:.1f}" if value < 10 else f"{value:,.0f}"
            if page != "explorer" and value and own and "load" not in what:
                cell += f" ({own / value if more else value / own:.1f} ×)"
            cells.append(cell)
        rows.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(rows)


def pages(browser: Browser, graph: nx.MultiDiGraph[Any], folder: Path) -> Iterator[tuple[str, Callable[[], Figures]]]:
    """Give each page of a graph by its name, with what writes and measures it."""
    path = folder / "page.html"
    yield "explorer", lambda: measured(lambda: explorer(graph).write(path), path, lambda: ours(browser, path))
    yield "PyVis", lambda: measured(lambda: theirs(graph, path), path, lambda: pyvis(browser, path))
    data = ""
    for name in rivals.LIBRARIES:
        data = data or rivals.data_of(graph)
        write_page = partial(rivals.write, name, data, path)
        yield name, partial(measured, write_page, path, partial(rival, browser, path))


def measured(write_page: Callable[[], object], path: Path, measure: Callable[[], Figures]) -> Figures:
    """Write a page and measure it."""
    start = time.perf_counter()
    write_page()
    took = time.perf_counter() - start
    figures = {
        "page written, s": took,
        "page, MB": path.stat().st_size / 1e6,
        "load of the machine": os.getloadavg()[0],
    }
    return figures | measure()


def ours(browser: Browser, path: Path) -> Figures:
    """Open the explorer and do what a reader does: filter, drag the slider, search, open the evidence, look about."""
    page = opened(browser, path)
    picture = page.evaluate(FIRST_PICTURE)
    respond = partial(page.evaluate, RESPONSE)
    filtered = [respond(FILTER) for _ in range(10)]
    slid = [respond(SLIDER % year) for year in YEARS]  # before a panel is open, which each step would fill anew
    respond(ALL_YEARS)
    opening = [(respond(CLOSE), respond(SEARCH % name), respond(ENTER))[-1] for name in NAMES]
    figures = {
        "first picture, ms": picture,
        "filter, ms": median(seen for seen, _ in filtered),
        "filter, all drawn, ms": median(whole for _, whole in filtered),
        "slider step, ms": median(seen for seen, _ in slid),
        "search, ms": median(respond(SEARCH % text)[0] for text in SEARCHES),
        "opening the panel, ms": median(seen for seen, _ in opening),
    }
    page.reload()
    page.evaluate(FIRST_PICTURE)
    page.evaluate(COUNT)
    figures |= looking_about(page, lambda: page.evaluate(RESPONSE, "")[1])
    page.context.close()
    return figures


def rival(browser: Browser, path: Path) -> Figures:
    """Do the same with a page of benchmarks/pages."""
    page = opened(browser, path)
    try:
        page.wait_for_function("() => window.first", timeout=PATIENCE_MS)
        respond = lambda act: page.evaluate(RIVAL, [act, QUIET_MS])  # noqa: E731 - as in ours
        respond("")
        figures = {
            "first picture, ms": page.evaluate("window.first"),
            "filter, ms": median(respond("bench.filter()") for _ in range(6)),
            "slider step, ms": median(respond(f"bench.slider({year})") for year in YEARS[:6]),
            "search, ms": median(respond(f"bench.search('{text}')") for text in SEARCHES[:6]),
            "opening the panel, ms": median(respond(f"bench.panel('{name}')") for name in NAMES),
        }
        page.evaluate("bench.slider(9999); bench.search('\\n')")
        respond("")
        return figures | looking_about(page, lambda: respond(""))
    except PlaywrightError as error:
        print(f"{path.name}: {error.message.splitlines()[0]}", flush=True)
        return {}
    finally:
        page.context.close()


def looking_about(page: Page, settle: Callable[[], float]) -> Figures:
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
    for act in [drag] * DRAGS + [turn] * TURNS:
        before, start = page.evaluate("window.painted"), time.perf_counter()
        act()
        speeds.append((page.evaluate("window.painted") - before) / (time.perf_counter() - start))
        waits.append(settle())
    return {
        "pan, frames a second": median(speeds[:DRAGS]),
        "zoom, frames a second": median(speeds[DRAGS:]),
        "whole again, ms": median(waits),
        "memory, MB": page.evaluate("performance.memory.usedJSHeapSize") / 1e6,
    }


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


def pyvis(browser: Browser, path: Path) -> Figures:
    """Return when PyVis's page shows its first picture after the layout, if it does, and how it moves."""
    page = opened(browser, path)
    try:
        page.evaluate(HOOK)
        page.wait_for_function("() => window.settled", timeout=PATIENCE_MS)
        page.evaluate("network.setOptions({physics: false})")
        page.evaluate(COUNT)
        looked = looking_about(page, lambda: page.evaluate(RIVAL, ["", QUIET_MS]))
        return {"first picture, ms": page.evaluate("window.settled")} | looked
    except PlaywrightError:
        return {}
    finally:
        page.context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
