"""A real browser without a network, which tells when a page asks for one or reports an error."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.package.dataset import Dataset
from graph_loader.package.files import share_folder
from graph_loader.views import explorer
from tests.views.sample import sample
from tools import chromium

ROOT = Path(__file__).parents[2]
LOCAL = ("file:", "data:", "blob:", "about:")
DESKTOP = (1400, 900)
PHONE = (390, 844)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(untestable: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """Headless Chromium; a context of its own may use the network of this machine."""
    executable = chromium.find()
    if executable is None:
        untestable("pages (no Chromium or Chrome)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable)
        yield running
        running.close()


@pytest.fixture(scope="session")
def heard() -> list[str]:
    """What all pages complain of, each time from the start of a test."""
    return []


@pytest.fixture
def complaints(heard: list[str]) -> list[str]:
    """What the opened pages did wrong: addresses that they asked for, and errors that they reported."""
    heard.clear()
    return heard


@pytest.fixture(scope="session")
def idle() -> dict[str, list[Page]]:
    """Empty pages by the options of their context: a page that is used again costs a third of a new one."""
    return {}


@pytest.fixture
def open_page(
    browser: Browser, idle: dict[str, list[Page]], heard: list[str], complaints: list[str]
) -> Iterator[OpenPage]:
    """Open a file with the network off, in an empty page: `open_page(path, fragment="…", size=PHONE)`.

    A test in which any page sent a request away or reported an error fails at its end.
    """
    used = []

    def open_(
        path: Path,
        fragment: str = "",
        size: tuple[int, int] = DESKTOP,
        color_scheme: Any = "light",
        reduced_motion: Any = "no-preference",
        **options: Any,
    ) -> Page:
        pages = idle.setdefault(repr(sorted(options.items())), [])
        page = pages.pop() if pages else new_page(browser, heard, options)
        used.append((page, pages))
        page.set_default_timeout(30_000)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
        page.goto(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        if page.locator("#data").count():
            expect(page.locator("#summary")).not_to_be_empty()
        return page

    yield open_
    for page, pages in used:
        page.evaluate("localStorage.clear()")
        page.goto("about:blank")
        page.mouse.move(-9, -9)
        pages.append(page)
    assert complaints == []


def new_page(browser: Browser, heard: list[str], options: dict[str, Any]) -> Page:
    page = browser.new_context(offline=True, **options).new_page()
    page.on("request", lambda request: None if request.url.startswith(LOCAL) else heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return page


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an explorer of the sample."""
    path = tmp_path_factory.mktemp("sample") / "network.html"
    explorer(sample()).write(path)
    return path


@pytest.fixture(scope="session")
def real_graph() -> ClaimGraph:
    """The graph of the project's data, for tests that change nothing in it."""
    return nx.freeze(to_networkx(Dataset.load()))


@pytest.fixture(scope="session")
def real_page(real_graph: ClaimGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an explorer of the project's data."""
    path = tmp_path_factory.mktemp("real") / "network.html"
    explorer(real_graph).write(path)
    return path


def opener(open_page: OpenPage, file: Path) -> OpenPage:
    """Return what opens a file in a state, with all families: `opener(open_page, file)("v=map")`."""

    def open_(state: str = "", **options: object) -> Page:
        page: Page = open_page(file, fragment=f"p=all&{state}", **options)
        page.set_default_timeout(8000)
        return page

    return open_


def go(page: Page, state: str) -> Page:
    """Follow a link to another state of an open page, with all families."""
    page.evaluate("hash => (location.hash = hash)", f"p=all&{state}")
    return page


def place(page: Page, node: str) -> tuple[float, float]:
    """Where a node is on the screen."""
    box = page.locator("#canvas").bounding_box()
    assert box
    spot = page.evaluate("node => window.coldwar.place(node)", node)
    return box["x"] + spot["x"], box["y"] + spot["y"]


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where pictures for people to look at are kept."""
    folder = ROOT / "build" / "screenshots"
    share_folder(folder.parent)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
