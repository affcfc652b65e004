"""The page of a collection: who says so stands at every claim, and a package can be left out or set against another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader import Dataset, to_networkx
from graph_loader.views import explorer
from tests.browser.conftest import DESKTOP, PHONE, OpenPage, go, opener
from tests.packages import set_cell
from tests.two_packages import describe, make_two

TITLE = "By another hand"
SAME = [("chile", "republic-of-chile", "same"), ("ussr", "soviet-union", "same")]
TIE = "sel=tie,chile,ussr"
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of two packages that share two states, of one of which they say different things."""
    folder = tmp_path_factory.mktemp("packages")
    _, hand = make_two(folder)
    set_cell(hand, "nodes/states", "republic-of-chile", "name", "Republic of <i>Chile</i>")
    set_cell(hand, "nodes/states", "republic-of-chile", "founded", "1810-09-18")
    set_cell(hand, "relationships", "a02-01", "date", "1971")
    path = folder / "network.html"
    explorer(to_networkx(Dataset.load(describe(folder, SAME)))).write(path)
    return path


@pytest.fixture
def open_at(open_page: OpenPage, file: Path) -> Callable[..., Page]:
    """Open the page in a state."""
    return opener(open_page, file)


def choices(page: Page, size: tuple[int, int]) -> None:
    """Show the filters, which a phone keeps behind a button."""
    if size == PHONE:
        page.locator("#choices").press("Enter")


@SIZES
def test_a_package_left_out_is_left_out_of_every_view_and_of_the_link(
    open_at: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_at(f"v=table&{TIE}", size=size)
    both = page.evaluate("() => window.coldwar.shown().length")
    rows = page.locator("#panel-content .claim")
    expect(rows).to_have_count(6)
    choices(page, size)
    facet = page.locator("[data-facet=package]")
    expect(facet.locator("li")).to_have_text([re.compile(r"^.+18$"), f"{TITLE}18"])
    box = facet.get_by_label(TITLE)
    box.focus()
    box.press("Space")
    expect(box).not_to_be_checked()
    expect(page.locator("#summary")).to_contain_text("18 claims shown")
    page.wait_for_function("() => location.hash.includes('-package=hand')")
    if size == PHONE:
        page.keyboard.press("Escape")
    expect(rows).to_have_count(3)
    expect(page.locator(".badge-package")).to_have_text(["coldwar-mini"] * 3)
    linked = open_at("v=table&-package=hand", size=size)
    expect(linked.locator("#summary")).to_contain_text("18 claims shown")
    expect(linked.locator("#view-table")).not_to_contain_text(TITLE)
    for view in ("matrix", "map", "timeline"):
        expect(go(linked, f"v={view}&-package=hand").locator(f"#view-{view}")).to_be_visible()
        expect(linked.locator("#summary")).to_contain_text("18 claims shown")
    assert linked.locator(".mark[data-claim^='hand:']").count() == 0
    assert linked.locator(".mark[data-claim='a02-01']").count() == 1
    assert page.evaluate("() => window.coldwar.shown().length") < both


@SIZES
def test_who_says_so_stands_at_each_claim_and_what_each_says_of_an_entity(
    open_at: Callable[..., Page], screenshots: Path, size: tuple[int, int]
) -> None:
    page = open_at(TIE, size=size)
    claims = page.locator("#panel-content .claim")
    for claim, package, year in (("a02-01", "coldwar-mini", "1972"), ("hand:a02-01", "hand", "1971")):
        told = claims.and_(page.locator(f"[data-claim='{claim}']"))
        expect(told.locator(".badge-package")).to_have_text(package)
        expect(told.locator(".claim-date")).to_contain_text(year)
    expect(page.locator("[data-claim='hand:a02-01'] .badge-package")).to_have_attribute("title", TITLE)
    go(page, "sel=node,chile")
    said = page.locator("details.members")
    expect(said.locator("summary")).to_have_text("What each package says")
    expect(said.locator("dt")).to_have_text(["coldwar-mini", "hand"])
    # Where the second says what the first says, it need not say it again; and a name is no markup.
    expect(said.locator("dd").first).to_have_text("Chile chile")
    expect(said.locator("dd").last).to_contain_text("Republic of <i>Chile</i> republic-of-chile")
    expect(said.locator(".otherwise")).to_have_text([re.compile("18 September 1810")])
    said.scroll_into_view_if_needed()
    page.screenshot(path=screenshots / f"packages-panel-{size[0]}.png")
    said.locator("summary").press("Enter")
    expect(said.locator("dd").first).to_be_hidden()
    expect(go(page, "sel=node,cuba").locator("#panel-title")).to_have_text("Cuba")
    expect(page.locator("details.members")).to_have_count(0)


@SIZES
def test_two_packages_are_set_against_each_other_by_keyboard(
    open_at: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_at("v=compare", size=size)
    names = page.locator("#compare-a-package option").all_inner_texts()
    assert (names[0], names[2]) == ("all packages", TITLE)
    for side, name in (("a", names[1]), ("b", names[2])):
        picked = page.locator(f"#compare-{side}-package")
        picked.focus()
        page.keyboard.type(name[:9])
        expect(picked.locator("option:checked")).to_have_text(name)
    page.wait_for_function("() => location.hash.includes('a=package.coldwar-mini&b=package.hand')")
    numbers = [page.locator(f"[data-row={row}] td").all_inner_texts() for row in ("claims", "nodes")]
    assert numbers[0] == ["18", "18", "0", "18", "18"]
    in_a, only_a, both, only_b, in_b = map(int, numbers[1])
    assert (both, in_a, in_b) == (2, only_a + 2, only_b + 2)
    expect(page.locator("figure[data-side=b] figcaption")).to_contain_text(TITLE)
    page.reload()
    expect(page.locator("#compare-b-package option:checked")).to_have_text(TITLE)
