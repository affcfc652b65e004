"""The pages for readers with a screen reader, a keyboard alone, little contrast or a dislike of motion."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph_loader.views import write_views
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.views.sample import sample

ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What the dark look may break; all else is the same page as in the light one."""
STATES = {
    "network": "",
    "node": "sel=node,argentina",
    "path": "path=kgb,luis-corvalan",
    "focus": "focus=argentina",
    "map": "v=map&arcs=1",
    "timeline": "v=timeline&sel=claim,y01-02",
    "matrix": "v=matrix&sel=cell,region/moscow,region/santiago",
    "table": "v=table",
    "doubt": "v=doubt&sug=1&sel=suggested",
    "compare": "v=compare&a=source.yordanov-2019,theatre.santiago&b=y.1973-01-01~1980-12-31",
    "spanish": "lang=es&sel=node,ussr",
}

VIEWS = ("network", "map", "timeline", "matrix", "table", "doubt", "compare")
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))"

# What can be clicked or touched, and is less than 24 pixels wide or high; marks within a drawing apart.
SMALL = """() => [...document.querySelectorAll('button, a, select, summary, input')].flatMap((one) => {
  const target = (one.matches('[type=checkbox], [type=radio]') && one.closest('label')) || one;
  const { width, height } = target.getBoundingClientRect();
  if (!width || !height || one.matches('[type=range]') || one.closest('svg')) return [];
  const told = `${one.localName} ${one.className} ${one.textContent.trim()}: ${width} x ${height}`;
  return width < 24 || height < 23.9 ? [told] : [];
})"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((one) => one.getClientRects().length).map((one) => Number(one.localName[1]))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("views")
    finding = {"title": "A finding", "text": "It holds.", "view_hash": "sel=node,kgb", "view_note": "Wider."}
    write_views(sample(), None, out, findings={"en": [finding], "es": [finding]})
    return out


def violations(page: Page, rules: dict[str, Any] = ALL) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "async (options) => (await axe.run(document, options)).violations",
        {"runOnly": rules, "resultTypes": ["violations"]},
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(
    ("size", "colours", "rules"),
    [(DESKTOP, "light", ALL), (PHONE, "light", ALL), (DESKTOP, "dark", OF_COLOURS), (PHONE, "dark", OF_COLOURS)],
)
def test_every_view_meets_wcag_with_whatever_is_open(
    open_page: OpenPage, folder: Path, size: tuple[int, int], colours: str, rules: dict[str, Any]
):
    """On one page, since to open it takes longer than to look."""
    page = open_page(folder / "network.html", color_scheme=colours, bypass_csp=True, size=size)
    page.set_default_timeout(8000)
    found: dict[str, list[str]] = {}

    def look(what: str) -> None:
        page.wait_for_function(SETTLED)
        if wrong := violations(page, rules):
            found[what] = wrong

    panels = {f"{view} with the panel": f"v={view}&sel=node,argentina" for view in VIEWS}
    for state, fragment in (STATES if size == DESKTOP else {}).items() | panels.items():
        page.evaluate("hash => (location.hash = hash)", fragment or "p=all")
        look(state)
    page.evaluate("hash => (location.hash = hash)", "p=all&v=timeline")
    if size == PHONE:
        page.get_by_role("button", name="Set years").click()
        look("years")
        page.locator("#choices").click()
        look("choices")
    page.locator("#search").fill("arg")
    expect(page.locator(".results [role=option]").first).to_be_visible()
    look("search list")
    page.locator("#search").fill("nobody at all")
    look("nothing found")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Network").click()
    for opener in ("#tools summary", "#tools button:text('Notes')", "[aria-label='Keys of the network']"):
        page.locator(opener).first.click()
        look(opener)
        page.keyboard.press("Escape")
    page.evaluate("() => (location.hash = 'p=all&sel=node,argentina')")
    page.locator("#canvas").focus()
    page.keyboard.press("m")
    expect(page.locator(".node-menu")).to_be_visible()
    look("menu of a node")
    assert found == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "index.es.html"])
def test_the_gallery_meets_wcag(open_page: OpenPage, folder: Path, name: str, colours: str):
    assert violations(open_page(folder / name, color_scheme=colours, bypass_csp=True)) == []


def test_the_keyboard_alone_reaches_everything_and_never_gets_stuck(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html", fragment="sel=node,argentina")
    reached = []
    for _ in range(250):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.slice(0, 20)"))
        if reached.count(reached[0]) > 1:
            break
    for stop in ("tab-network", "language", "search", "preset", "canvas", "slider-from", "slider-to"):
        assert stop in reached, stop
    assert any("Chicago" in stop for stop in reached)


def test_the_keyboard_moves_and_zooms_the_picture(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html")
    page.locator("#canvas").focus()
    before = page.evaluate("window.coldwar.place('ussr')")
    page.keyboard.press("ArrowRight")
    moved = page.evaluate("window.coldwar.place('ussr')")
    assert moved["x"] < before["x"]
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("cam="))
    page.keyboard.press("0")
    assert page.evaluate("window.coldwar.place('ussr')")["x"] == pytest.approx(before["x"], abs=1)


def test_choosing_a_name_moves_the_focus_to_the_evidence_and_escape_back(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html")
    page.locator("#search").fill("kgb")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#search")).to_be_focused()


def test_changes_are_announced(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html")
    assert page.locator("#summary").get_attribute("aria-live") == "polite"


def test_nothing_moves_for_those_who_asked_for_stillness(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html", reduced_motion="reduce", fragment="sel=node,kgb")
    moving = "[...document.querySelectorAll('*')].some((e) => getComputedStyle(e).transitionDuration !== '0s')"
    assert page.evaluate(moving) is False


@pytest.mark.parametrize("size", [(1400, 900), (390, 844), (320, 640)])
def test_everything_is_large_enough_to_be_hit_and_nothing_lies_beside_the_page_and_headings_go_down_by_steps(
    open_page: OpenPage, folder: Path, size: tuple[int, int]
):
    page = open_page(folder / "network.html", size=size)
    found = {}
    for state, fragment in STATES.items():
        page.evaluate("hash => (location.hash = hash || 'p=all')", fragment)
        page.wait_for_function(SETTLED)
        found[state] = page.evaluate(SMALL), page.evaluate("document.documentElement.scrollWidth - innerWidth")
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1, state
        assert all(below - above <= 1 for above, below in pairwise(levels)), (state, levels)
    # A narrow page is what one sees who enlarges a wide one to four times its size.
    assert {state: what for state, what in found.items() if what[0] or what[1] > 0} == {}


def test_opening_a_cell_far_down_keeps_focus_and_place(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html", fragment="v=matrix", size=(1400, 420))
    cell = page.get_by_role("button", name="Soviet Union → Chile: 4")
    cell.scroll_into_view_if_needed()
    before = page.locator("#view-matrix").evaluate("view => view.scrollTop")
    assert before > 0
    cell.press("Enter")
    expect(page.get_by_role("button", name="Soviet Union → Chile: 4")).to_be_focused()
    assert page.locator("#view-matrix").evaluate("view => view.scrollTop") == before


def test_arrow_keys_walk_over_the_map_and_enter_opens(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html", fragment="v=map")
    assert page.locator("#view-map svg [tabindex='0']").count() == 1
    page.locator("#view-map svg [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name


def test_growing_a_neighbourhood_keeps_the_focus_on_the_steps(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html", fragment="focus=juan-peron")
    page.get_by_role("button", name="2 steps").press("Enter")
    expect(page.get_by_role("button", name="2 steps")).to_be_focused()
