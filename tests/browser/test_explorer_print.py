"""The explorer on paper, and what its lists and counts say."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer, write_views
from tests.browser.conftest import go
from tests.views.sample import generated, sample

VIEWS = ("network", "map", "timeline", "matrix", "table")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("print") / "large.html"
    explorer(generated(120, 700)).write(page)
    return page


def test_every_row_of_the_table_is_printed_under_a_repeated_heading(open_page, large: Path):
    page = open_page(large, "v=table")
    claims = page.locator("#view-table tbody tr:not(.gap)")
    assert claims.count() < 150  # those in sight, and some beyond
    page.evaluate(
        "addEventListener('beforeprint', () => (window.printed = document.querySelectorAll('.grid tbody tr').length))"
    )
    paper = page.pdf()
    assert page.evaluate("window.printed") == 700
    assert claims.count() < 150
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") > 10
    page.emulate_media(media="print")
    assert (
        page.locator("#view-table thead").first.evaluate("it => getComputedStyle(it).display") == "table-header-group"
    )


def test_a_view_is_printed_whole_on_light_paper(open_page, large: Path):
    page = open_page(large, color_scheme="dark")
    for view in VIEWS:
        go(page, f"v={view}")
        expect(page.locator(f"#view-{view}")).to_be_visible()
        page.emulate_media(media="print")
        _printed_whole(page, view)
        page.emulate_media(media="screen")


def _printed_whole(page: Page, view: str):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("html").get_attribute("data-theme") == "light"
    assert page.locator(f"#view-{view}").evaluate("it => getComputedStyle(it).overflow") == "visible"
    assert page.locator("#tools, #side, #canvas, .track").evaluate_all(
        "all => all.every(it => getComputedStyle(it).display === 'none')"
    )
    if view in ("network", "map", "timeline"):
        # Width to height is that of the drawing: not stretched to the page.
        ratios = page.locator(f"#view-{view} svg").first.evaluate(
            "it => [it.clientWidth / it.clientHeight, it.viewBox.baseVal.width / it.viewBox.baseVal.height]"
        )
        assert ratios[0] == pytest.approx(ratios[1], rel=0.02)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_table_shows_the_standing_and_counts_what_the_filters_leave(open_page, sample_page: Path):
    page = open_page(sample_page, "v=table")
    assert page.locator("#view-table .badge-disputed").count() == 1
    page.get_by_role("button", name="Nodes").click()
    rows = "rows => Object.fromEntries(rows.map(row => [row.cells[0].textContent, Number(row.cells[3].textContent)]))"
    nodes = page.locator("#view-table tbody tr")
    every = nodes.evaluate_all(rows)
    page.goto(page.url.split("#")[0] + "#v=table&t=nodes&-family=membership,influence")
    page.reload()
    left = nodes.evaluate_all(rows)
    assert every["Soviet Union"] > left["Soviet Union"] > 0


def test_a_window_outside_the_data_has_its_own_years(open_page, sample_page: Path):
    page = open_page(sample_page, "y=2003-01-01~2005-12-31")
    assert page.locator("output.years").inner_text() == "2003–2005"


def test_the_explorer_leads_back_to_its_gallery(open_page, tmp_path: Path):
    write_views(sample(), None, tmp_path)
    page = open_page(tmp_path / "network.html", "lang=es")
    page.get_by_role("link", name="Galería").click()
    assert page.url.endswith("index.es.html")
