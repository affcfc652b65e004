"""Map and matrix as a person uses them: what is picked there limits every view, and nothing is out of account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, opener


@pytest.fixture
def page_of(open_page: OpenPage, sample_page: Path) -> Callable[..., Page]:
    return opener(open_page, sample_page)


def test_a_cell_is_read_first_and_then_limits_every_view_by_keyboard(page_of: Callable[..., Page]) -> None:
    page = page_of("v=matrix")
    page.get_by_role("button", name="Moscow → Santiago: 4").press("Enter")
    expect(page.locator("#summary")).to_contain_text("15 claims shown")
    only = page.get_by_role("button", name="Show only these claims")
    only.press("Enter")
    expect(only).to_be_focused()
    expect(only).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#strip")).to_contain_text("Only these 4 claims: Moscow → Santiago")
    expect(page.locator("#summary")).to_contain_text("4 claims shown")
    page.wait_for_function("() => location.hash.includes('only=cell,region%2Fmoscow,region%2Fsantiago')")
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#view-table caption")).to_contain_text("4")
    page.go_back()
    page.go_back()
    expect(page.locator("#summary")).to_contain_text("15 claims shown")


def test_a_link_restores_what_was_picked_and_the_chip_lifts_it(page_of: Callable[..., Page]) -> None:
    page = page_of("v=table&only=cell,region%2Fmoscow,region%2Fsantiago", size=PHONE)
    expect(page.locator("#summary")).to_contain_text("4 claims shown")
    page.locator("#strip").get_by_role("button", name="All claims").click()
    expect(page.locator("#summary")).to_contain_text("15 claims shown")
    page = page_of("only=cell,region%2Fatlantis,region%2Fsantiago")
    expect(page.locator("#summary")).to_contain_text("15 claims shown")


def test_each_grid_accounts_for_every_claim_and_opens_those_without_a_cell(page_of: Callable[..., Page]) -> None:
    page = page_of("v=matrix")
    titles = ["Theatre by theatre", "Bloc by bloc", "Kind by kind", "State by state"]
    expect(page.locator("#view-matrix caption")).to_have_text(titles)
    for section in page.locator("#view-matrix section").all():
        with_cell = sum(int(text.strip("×?")) for text in section.locator("td button").all_inner_texts())
        assert section.locator(".account").inner_text().startswith(f"{with_cell} of 15 claims")
        for lines in ("tbody tr", "thead th + th"):
            assert section.locator(lines).count() > 0
        assert all(row.locator("button").count() for row in section.locator("tbody tr").all())
        rest = section.locator(".account button")
        if with_cell < 15:
            rest.click()
            expect(page.locator("#panel .kicker").first).to_have_text(f"{15 - with_cell} claims")


def test_what_is_selected_elsewhere_is_marked_in_the_matrix(page_of: Callable[..., Page]) -> None:
    page = page_of("sel=cell,state%2Fussr,state%2Fchile")
    page.get_by_role("tab", name="Matrix").click()
    marked = page.locator("#view-matrix td.marked button")
    expect(marked.first).to_have_accessible_name("Moscow → Santiago: 4")
    expect(marked.last).to_have_accessible_name("Soviet Union → Chile: 4")
    expect(marked.first).to_be_in_viewport()
