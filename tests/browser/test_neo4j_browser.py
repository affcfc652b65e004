"""The Neo4j Browser with our style, guide and saved queries, on the real data."""

import base64
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph_loader.cli.serving import server as web_server
from graph_loader.database.connection import Target, connect
from graph_loader.database.library import named, of_package
from graph_loader.database.load import load
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.server import LocalServer
from graph_loader.model.resources import cypher_dir, data_dir
from graph_loader.model.vocabulary import Vocabulary
from tests.neo4j_servers import server_home, start_server
from tools import browser_files

__all__ = ["server_home", "start_server"]

QUERIES = of_package(data_dir())
GUIDE = browser_files.read_guide(data_dir() / "guide.yaml")
SLOWLY = 60_000
# Where every node stands is the same as a moment ago.
STANDS_STILL = """() => {
  const before = window.placesOfNodes;
  window.placesOfNodes = [...document.querySelectorAll("svg g.node")].map(n => n.getAttribute("transform")).join();
  return window.placesOfNodes !== "" && window.placesOfNodes === before;
}"""
DROP = """bytes => {
  const file = new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], "favourites.zip");
  const data = new DataTransfer();
  data.items.add(file);
  const target = document.querySelector("[data-testid=main]");
  target.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data}));
}"""


@pytest.fixture(scope="session")
def archive(start_server: Callable[..., LocalServer]) -> Iterator[LocalServer]:
    """Give a server with the real data and the guide beside it, which keeps its port from first to last."""
    with web_server(Path("build"), 0) as guide:
        threading.Thread(target=guide.serve_forever, daemon=True).start()
        running = start_server(LONG_TERM, guide.server_port)
        with connect(Target(running.ports.bolt_uri, "neo4j", running.home.password())) as driver:
            load(driver, "neo4j", data_dir())
        yield running
        guide.shutdown()


@pytest.fixture
def from_outside() -> list[str]:
    """Collect the addresses beyond this machine that answered."""
    return []


@pytest.fixture
def page(archive: LocalServer, browser: Browser, from_outside: list[str]) -> Iterator[Page]:
    """Open the Neo4j Browser and log in."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SLOWLY)
    page.on("response", lambda response: from_outside.append(response.url) if not is_local(response.url) else None)
    page.goto(archive.ports.browser_url)
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", archive.home.password())
    page.click("[data-testid=connect]")
    expect(page.get_by_text("You are connected as user")).to_be_visible(timeout=SLOWLY)
    yield page
    context.close()


def is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def enter(page: Page, text: str) -> None:
    """Run a command or query in the editor."""
    page.click("[data-testid=activeEditor] .monaco-editor")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def wait_for_style(page: Page) -> None:
    expect(page.locator("[data-testid=frameContents]", has_text="node.Actor")).to_be_visible(timeout=SLOWLY)


def play(page: Page, archive: LocalServer) -> None:
    wait_for_style(page)
    enter(page, ":clear")
    expect(page.locator("[data-testid=frame]")).to_have_count(0)
    enter(page, f":play {archive.ports.guide_url}")
    expect(page.locator("[data-testid=carousel]")).to_be_visible(timeout=SLOWLY)


def drawn(page: Page) -> dict[str, str]:
    """Return the colour of every node of the graph by its caption, once the graph stands still."""
    page.wait_for_selector("svg g.node circle.b-outline")
    page.wait_for_function(STANDS_STILL, polling=200)
    nodes = page.locator("svg g.node").evaluate_all(
        "nodes => nodes.map(n => [n.textContent.trim(), n.querySelector('circle.b-outline').getAttribute('fill')])"
    )
    return dict(nodes)


def test_logging_in_applies_the_style(page: Page, screenshots: Path) -> None:
    wait_for_style(page)
    page.screenshot(path=screenshots / "neo4j-browser-login.png")


def test_the_guide_plays_from_the_first_slide_to_the_last(page: Page, archive: LocalServer, screenshots: Path) -> None:
    play(page, archive)
    carousel = page.locator("[data-testid=carousel]")
    for number, slide in enumerate(GUIDE["slides"], 1):
        expect(carousel.locator("h3:visible")).to_have_text(slide["title"])
        expect(page.get_by_text(f"{number} / {len(GUIDE['slides'])}", exact=True)).to_be_visible()
        expect(carousel.locator("pre.runnable:visible")).to_have_count(len(slide["queries"]))
        carousel.locator("h3:visible").scroll_into_view_if_needed()
        page.screenshot(path=screenshots / f"neo4j-guide-{number:02}.png")
        if number < len(GUIDE["slides"]):
            page.click("[data-testid=nextSlide]")


def test_a_query_of_a_slide_runs_and_shows_the_graph_in_our_colours(
    page: Page, archive: LocalServer, screenshots: Path
) -> None:
    play(page, archive)
    page.click("[data-testid=nextSlide]")
    expect(page.locator("h3:visible")).to_have_text(GUIDE["slides"][1]["title"])
    page.click("[data-testid=nextSlide]")
    expect(page.locator("h3:visible")).to_have_text("Moscow")
    page.locator("pre.runnable:visible").first.click()
    page.click("[data-testid=editor-Run]")
    colours = drawn(page)
    labels = Vocabulary.load().labels
    assert colours["Soviet Union"] == colours["Chile"] == labels["State"].colour
    assert colours["KGB"] == labels["Organization"].colour
    assert set(colours.values()) <= {label.colour for label in labels.values()}
    page.screenshot(path=screenshots / "neo4j-browser-graph.png")


@pytest.mark.parametrize("name", ["claim-and-its-evidence", "neighbourhood", "shortest-paths"])
def test_pictures_of_the_library_have_no_unstyled_node(name: str, page: Page, screenshots: Path) -> None:
    wait_for_style(page)
    query = named(name, QUERIES)
    enter(page, ":clear")
    enter(page, query.with_values(query.defaults()))
    colours = drawn(page)
    assert len(colours) > 3
    assert "#A5ABB6" not in colours.values()
    page.screenshot(path=screenshots / f"neo4j-browser-{name}.png")


def test_the_saved_queries_are_imported_in_folders(page: Page, screenshots: Path) -> None:
    wait_for_style(page)
    page.evaluate(DROP, base64.b64encode((cypher_dir() / "favourites.zip").read_bytes()).decode())
    page.click("[data-testid=navigationFavorites]")
    for theme in {query.theme for query in QUERIES.values()}:
        expect(page.get_by_text(f"Cold War - {theme}")).to_be_visible(timeout=SLOWLY)
    page.get_by_text("Cold War - influence").click()
    expect(page.get_by_text(named("influence-by").title).first).to_be_visible()
    page.screenshot(path=screenshots / "neo4j-browser-favourites.png")


def test_nothing_comes_from_outside_this_machine(page: Page, archive: LocalServer, from_outside: list[str]) -> None:
    play(page, archive)
    page.wait_for_load_state("networkidle")
    assert from_outside == []
