"""The Neo4j Browser with our style, guide and saved queries, on the real data.

It is the same beside both versions of Neo4j, and most of the work here is its own: the newer one only has to log it
in and answer for one picture. What the queries find on either is tested in tests/integration.
"""

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest
from neo4j.graph import Node
from neo4j.graph import Path as Chain
from playwright.sync_api import Browser, Page, expect

from graph_loader.database.connection import Target, connect
from graph_loader.database.library import named, of_package
from graph_loader.database.load import load
from graph_loader.database.local.jars import LONG_TERM, RELEASES
from graph_loader.database.local.server import LocalServer
from graph_loader.model.resources import cypher_dir, data_dir
from graph_loader.model.vocabulary import Vocabulary
from tests.neo4j_servers import Database
from tools import browser_files

QUERIES = of_package(data_dir())
GUIDE = browser_files.read_guide(data_dir() / "guide.yaml")
VOCABULARY = Vocabulary.load()
COLOURS = browser_files.VOCABULARY | {label.name: label.colour for label in VOCABULARY.labels.values()}
SLOWLY, USUALLY = 60_000, 5_000
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


@pytest.fixture(scope="session", params=[LONG_TERM])
def archive(request: pytest.FixtureRequest, start_server: Callable[[str], LocalServer]) -> LocalServer:
    """Give a server of each version with the real data alone, and the guide beside it."""
    running = start_server(request.param)
    with connect(target_of(running)) as driver:
        Database(running, target_of(running), driver).clear()
        load(driver, "neo4j", data_dir())
    return running


def target_of(server: LocalServer) -> Target:
    return Target(server.ports.bolt_uri, "neo4j", server.home.password())


@pytest.fixture(scope="module")
def from_outside() -> list[str]:
    """Collect the addresses beyond this machine that answered."""
    return []


@pytest.fixture(scope="module")
def page(archive: LocalServer, browser: Browser, from_outside: list[str]) -> Iterator[Page]:
    """Open the Neo4j Browser and log in, once for all tests."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(SLOWLY)
    expect.set_options(timeout=SLOWLY)
    page.on("response", lambda response: from_outside.append(response.url) if not is_local(response.url) else None)
    page.goto(archive.ports.browser_url)
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", archive.home.password())
    page.click("[data-testid=connect]")
    expect(page.get_by_text("You are connected as user")).to_be_visible(timeout=SLOWLY)
    wait_for_style(page)
    yield page
    expect.set_options(timeout=USUALLY)
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


def clear(page: Page) -> None:
    enter(page, ":clear")
    expect(page.locator("[data-testid=frame]")).to_have_count(0)


def play(page: Page, archive: LocalServer) -> None:
    clear(page)
    enter(page, f":play {archive.ports.guide_url}")
    expect(page.locator("[data-testid=carousel]")).to_be_visible(timeout=SLOWLY)


def drawn(page: Page) -> list[tuple[str, str]]:
    """Return caption and colour of every node of the graph, once the graph stands still."""
    page.wait_for_selector("svg g.node circle.b-outline")
    page.wait_for_function(STANDS_STILL, polling=200)
    nodes = page.locator("svg g.node").evaluate_all(
        "nodes => nodes.map(n => [n.textContent, n.querySelector('circle.b-outline').getAttribute('fill')])"
    )
    return [(" ".join(caption.split()), colour) for caption, colour in nodes]


def look_of(node: Node) -> tuple[str, str]:
    """Return the caption and colour that our style means a node to have."""
    label = next(iter(node.labels - {"Actor"}))
    caption, colour = {
        "Claim": ("summary", "#FFFFFF"),
        "Passage": ("locator", "#EFE6D2"),
        "Annotation": ("kind", "#FFF3A3"),
    }.get(label) or ("name", COLOURS[label])
    return node[caption], colour


@pytest.mark.parametrize("archive", RELEASES, indirect=True)
def test_logging_in_applies_the_style(page: Page, screenshots: Path) -> None:
    page.screenshot(path=screenshots / "neo4j-browser-login.png")
    assert_styled(page, "ties-between")


def test_the_guide_plays_and_every_query_of_it_shows_what_it_finds(
    page: Page, archive: LocalServer, screenshots: Path
) -> None:
    play(page, archive)
    carousel = page.locator("[data-testid=carousel]")
    with connect(target_of(archive)) as driver:
        for number, slide in enumerate(GUIDE["slides"], 1):
            expect(carousel.locator("h3:visible")).to_have_text(slide["title"])
            expect(page.get_by_text(f"{number} / {len(GUIDE['slides'])}", exact=True)).to_be_visible()
            expect(carousel.locator("pre.runnable:visible")).to_have_count(len(slide["queries"]))
            carousel.locator("h3:visible").scroll_into_view_if_needed()
            page.screenshot(path=screenshots / f"neo4j-guide-{number:02}.png")
            for place, query in enumerate(slide["queries"]):
                carousel.locator("pre.runnable:visible").nth(place).click()
                page.click("[data-testid=editor-Run]")
                expect(page.locator("[data-testid=frame]")).to_have_count(2)
                assert_shows(page, driver.execute_query(query["cypher"]).records)
                page.screenshot(path=screenshots / f"neo4j-guide-{number:02}-{place + 1}.png")
                page.locator("[data-testid=frame]").first.locator("[title=Close]").click()
                expect(page.locator("[data-testid=frame]")).to_have_count(1)
            if number < len(GUIDE["slides"]):
                page.click("[data-testid=nextSlide]")


def assert_shows(page: Page, records: list[neo4j.Record]) -> None:
    """Check that the newest frame shows these records: a table of all, or a picture in which no caption is cut."""
    assert records
    frame = page.locator("[data-testid=frame]").first
    chains = [value for record in records for value in record.values() if isinstance(value, Chain)]
    if not chains:
        said = f"streaming {len(records)} records "
        expect(frame.locator("[data-testid=frameStatusbar]")).to_contain_text(said)
        expect(frame.locator("thead th").last).to_have_text(records[0].keys()[-1])
        assert [text for text in frame.locator("thead th").all_text_contents() if text] == records[0].keys()
        return
    nodes = {node.element_id: node for chain in chains for node in chain.nodes}
    assert Counter(drawn(page)) == Counter(map(look_of, nodes.values()))
    ties = {tie.element_id: tie.type for chain in chains for tie in chain.relationships}
    words = [VOCABULARY.types[type_].verb if type_ in VOCABULARY.types else type_ for type_ in ties.values()]
    expect(frame.locator("svg g.relationship", has_text="…")).to_have_count(0)
    assert Counter(frame.locator("svg g.relationship").all_text_contents()) == Counter(words)


def assert_styled(page: Page, name: str) -> None:
    """Check that the picture of a query of the library has the colours of our style alone."""
    query = named(name, QUERIES)
    clear(page)
    enter(page, query.with_values(query.defaults()))
    colours = {colour for _, colour in drawn(page)}
    assert colours <= {label.colour for label in VOCABULARY.labels.values()}


@pytest.mark.parametrize("name", ["influence-chains", "shortest-paths"])
def test_pictures_of_the_library_have_no_unstyled_node(name: str, page: Page, screenshots: Path) -> None:
    assert_styled(page, name)
    page.screenshot(path=screenshots / f"neo4j-browser-{name}.png")


def test_the_saved_queries_are_imported_in_folders(page: Page, screenshots: Path) -> None:
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
