"""The explorer where there is little room: on a phone, and enlarged to twice its size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

# What a window of 1280 x 900 shows at 200 %.
ENLARGED = (640, 450)
VIEWS = {
    "network": "",
    "map": "v=map",
    "timeline": "v=timeline",
    "matrix": "v=matrix",
    "table": "v=table",
    "doubt": "v=doubt",
    "compare": "v=compare&a=y.1973-01-01~1973-09-11&b=y.1973-09-12~1975-12-31",
}
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true))))"

# Controls that another one lies over, or that reach out of the page; what scrolls by itself may hold some out of sight.
HIDDEN = """() => {
  const holdsMore = (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  const scrolls = (one) => one !== document.body
    && ((holdsMore(one) && /auto|scroll/.test(getComputedStyle(one).overflow)) || scrolls(one.parentElement));
  return [...document.querySelectorAll('button, summary, select, input:not([type=range]), a')].flatMap((one) => {
    const { left, top, right, bottom, width, height } = one.getBoundingClientRect();
    const isSeen = one.checkVisibility() && width && height && !one.closest('svg, .skip, .unseen');
    if (!isSeen || scrolls(one.parentElement)) return [];
    const isInside = left > -1 && top > -1 && right < innerWidth + 1 && bottom < innerHeight + 1;
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return isInside && over && (one.contains(over) || over.contains(one)) ? [] : [one.outerHTML];
  });
}"""

# Words that are broken within, and marks that take more than one line.
BROKEN = """(table) => {
  const words = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    for (const { index, 0: word } of data.matchAll(parentElement.closest('.badge') ? /.+/g : /[^\\s\\-–/]+/g)) {
      range.setStart(words.currentNode, index);
      range.setEnd(words.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
    }
  }
  return found;
}"""


def every_view(page: Page, look: Callable[[str], Any]) -> dict[str, Any]:
    """What is seen in each view."""
    seen = {}
    for view, state in VIEWS.items():
        page.evaluate("hash => (location.hash = hash)", f"p=all&{state}")
        expect(page.locator(f"#view-{view}")).to_be_visible()
        page.wait_for_function(SETTLED)
        seen[view] = look(view)
    return seen


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [PHONE, ENLARGED], ids=["phone", "enlarged"])
def test_the_view_has_most_of_the_screen_and_nothing_is_covered_or_cut(
    open_page: OpenPage, real_page: Path, size: tuple[int, int], language: str
):
    page = open_page(real_page, f"lang={language}", size=size, device_scale_factor=2)

    def look(view: str) -> tuple[bool, list[str], int]:
        box = page.locator(f"#view-{view}").bounding_box()
        assert box
        beside = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return box["height"] > 0.55 * size[1], page.evaluate(HIDDEN), beside

    assert every_view(page, look) == dict.fromkeys(VIEWS, (True, [], 0))


def test_the_years_are_set_where_they_are_asked_for(open_page: OpenPage, real_page: Path):
    page = open_page(real_page, "v=timeline", size=PHONE, has_touch=True)
    expect(page.locator("#day-from")).to_be_hidden()
    expect(page.locator(".years")).to_be_visible()
    page.get_by_role("button", name="Set years").tap()
    page.locator("#day-from").fill("1970")
    page.locator("#day-from").press("Enter")
    page.get_by_role("button", name="Set years").tap()
    expect(page.locator("#day-from")).to_be_hidden()
    expect(page.locator(".years")).to_have_text("1970–1993")
    how = page.get_by_text("How to read the timeline")
    how.tap()
    expect(page.locator("#view-timeline").get_by_text("a thin line how long")).to_be_visible()
    assert page.locator(".chronicle").bounding_box()["height"] > 250  # type: ignore[index]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("rows", ["claims", "nodes"])
def test_no_word_and_no_mark_of_the_table_is_broken(
    open_page: OpenPage, real_page: Path, rows: str, size: tuple[int, int]
):
    page = open_page(real_page, f"v=table&t={rows}&all=1&-doubt=none", size=size)
    page.wait_for_function(SETTLED)
    table = page.locator("#view-table table")
    assert rows == "nodes" or table.locator(".badge").count() > 20
    assert table.evaluate(BROKEN) == []
