"""The timeline as a person uses it: with the pointer, with the keyboard alone, on a phone, by its link."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer
from tests.browser.conftest import DESKTOP, PHONE
from tests.views.sample import CLAIMS, NODES, graph_of

TimelinePage = Callable[..., Page]
CLAIM = "y01-02"
# A short mark, so that all of it is seen wherever it lies.
MOMENT = "grain-agreement"


@pytest.fixture
def timeline(open_page: Callable[..., Page], sample_page: Path) -> TimelinePage:
    return lambda fragment="v=timeline", **options: open_page(sample_page, fragment, **options)


def spot(page: Page, mark: str) -> tuple[float, float]:
    x, y = page.evaluate("id => Object.values(window.coldwar.mark(id))", mark)
    return x, y


def is_in_sight(page: Page, mark: str) -> bool:
    box = page.locator(".chronicle").bounding_box()
    assert box
    x, y = spot(page, mark)
    return box["x"] <= x <= box["x"] + box["width"] and box["y"] + 40 <= y <= box["y"] + box["height"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_wheel_and_pull_move_it_and_the_link_restores_that(timeline: TimelinePage, size: tuple[int, int]) -> None:
    page = timeline(size=size)
    x, y = spot(page, MOMENT)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -900)
    page.wait_for_function("() => location.hash.includes('tl=')")
    assert spot(page, MOMENT)[0] == pytest.approx(x, abs=12)
    before = page.evaluate("location.hash")
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    moved = spot(page, MOMENT)
    assert moved[0] == pytest.approx(x + 60, abs=12)
    page.wait_for_function("hash => location.hash !== hash", arg=before)
    page.reload()
    expect(page.locator(".chronicle")).to_be_visible()
    assert spot(page, MOMENT) == pytest.approx(moved, abs=4)
    page.locator("#view-timeline .zoom button").last.click()
    page.wait_for_function("() => !location.hash.includes('tl=')")


def test_the_keyboard_alone_moves_it_walks_the_marks_and_opens_one(timeline: TimelinePage) -> None:
    page = timeline()
    page.locator(".chronicle canvas").focus()
    for key in ("+", "+", "+", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_function("() => location.hash.includes('tl=')")
    page.keyboard.press("Tab")
    seen = []
    for _ in range(page.locator(".mark").count()):
        focused = page.locator(".mark:focus")
        mark = focused.get_attribute("data-claim") or focused.get_attribute("data-node")
        assert mark
        assert is_in_sight(page, mark), mark
        expect(page.locator(".said")).to_have_text(focused.inner_text())
        seen.append(mark)
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == 17
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".mark:focus")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_selected_elsewhere_is_in_sight_here(timeline: TimelinePage, size: tuple[int, int]) -> None:
    page = timeline(f"v=table&sel=claim,{CLAIM}&tl=1990,0,300", size=size)
    page.get_by_role("tab", name="Timeline").click()
    assert is_in_sight(page, CLAIM)


def test_without_dates_it_says_so(open_page: Callable[..., Page], tmp_path: Path) -> None:
    explorer(graph_of(NODES, [claim for claim in CLAIMS if not claim.get("date")])).write(tmp_path / "page.html")
    page = open_page(tmp_path / "page.html", "v=timeline&tl=1970,0,3")
    expect(page.locator("#view-timeline > .hint")).to_have_text(
        "Nothing that is shown has a date. 1 claim without a date left out."
    )
    expect(page.locator(".chronicle")).to_be_hidden()
