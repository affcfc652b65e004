"""Focus, edits of the picture, families at first sight, closed theatres and measures, as a person meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer as page_of
from graph_loader.views import write_views
from tests.browser.conftest import DESKTOP, PHONE, OpenPage, place
from tests.views.sample import graph_of, sample

WHOLE = "window.coldwar.isWhole()"
ALL = "12 nodes and 15 claims shown."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("focus")
    measures = {"ussr": {"degree": 4, "betweenness": 0.5}, "chile": {"degree": 1, "betweenness": 0.0}}
    page_of(sample(), measures=measures).write(out / "network.html")
    hub = graph_of(
        {name: {"label": "State", "name": name, "theatre": "moscow"} for name in ["hub", *map(str, range(90))]},
        [
            {"id": f"y01-{number:02}", "type": "MET_WITH", "from": "hub", "to": str(number), "date": "1970"}
            for number in range(90)
        ],
    )
    page_of(hub).write(out / "large.html")
    first = sample()
    first.graph["study"] = replace(first.graph["study"], shown_first=("contact", "influence", "gossip"))
    write_views(first, None, out / "first")
    return out


@pytest.fixture
def explorer(open_page: OpenPage, folder: Path) -> Callable[..., Page]:
    """Open a page in a state, once its picture is whole."""

    def open_(state: str = "", file: str = "network.html", **options: Any) -> Page:
        page = open_page(folder / file, fragment=state, bypass_csp=True, reduced_motion="reduce", **options)
        page.set_default_timeout(15000)
        page.wait_for_function(WHOLE)
        return page

    return open_


def shows(page: Page, text: str) -> None:
    expect(page.locator("#summary")).to_have_text(text)


def in_hash(page: Page, part: str) -> None:
    expect(page).to_have_url(re.compile(rf"[#&]{part}(&|$)"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_in_focus_fills_the_canvas(explorer, size: tuple[int, int]):
    page = explorer("focus=ussr", size=size)
    near = ["ussr", "pcch", "kgb", "poland", "grain-agreement", "argentina", "detente"]
    spots = [page.evaluate("node => Object.values(window.coldwar.place(node))", node) for node in near]
    box: Any = page.locator("#canvas").bounding_box()
    for axis, side in enumerate(("width", "height")):
        places = [spot[axis] for spot in spots]
        assert min(places) > 0
        assert max(places) < box[side]
    filled = [
        (max(spot[axis] for spot in spots) - min(spot[axis] for spot in spots)) / box[side]
        for axis, side in enumerate(("width", "height"))
    ]
    assert max(filled) > 0.5, filled


def test_a_node_is_hidden_by_the_pointers_menu_counted_and_brought_back(explorer):
    page = explorer()
    page.mouse.click(*place(page, "ussr"), button="right")
    menu = page.get_by_role("menu", name="Soviet Union")
    menu.get_by_role("menuitem", name="Hide").click()
    expect(menu).to_have_count(0)
    expect(page.locator("#summary")).not_to_have_text(ALL)
    fewer = page.locator("#summary").inner_text()
    expect(page.locator("#strip")).to_contain_text("1 node hidden by hand")
    in_hash(page, "gone=ussr")
    page.get_by_role("tab", name="Table").click()
    shows(page, fewer)
    page.reload()
    shows(page, fewer)
    page.get_by_role("button", name="Bring back Soviet Union").click()
    shows(page, ALL)
    page.go_back()
    shows(page, fewer)


def test_edits_are_undone_by_button_and_by_key_and_back_undoes_them_too(explorer):
    page = explorer("sel=node,kgb")
    undo = page.get_by_role("button", name="Undo the last change to the picture")
    expect(undo).to_be_disabled()
    page.locator("#panel").get_by_role("button", name="Hide").click()
    expect(page.locator("#summary")).not_to_have_text(ALL)
    page.keyboard.press("Control+z")
    shows(page, ALL)
    page.mouse.click(*place(page, "poland"), button="right")
    page.get_by_role("menuitem", name="Hide").click()
    undo.click()
    shows(page, ALL)
    page.mouse.click(*place(page, "poland"), button="right")
    page.get_by_role("menuitem", name="Hide").click()
    page.go_back()
    shows(page, ALL)
    expect(undo).to_be_disabled()


def test_what_was_dragged_stays_there_in_the_link(explorer):
    page = explorer("-family=location")
    x, y = place(page, "juan-peron")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"at=juan-peron,-?\d+,-?\d+"))
    page.wait_for_function(WHOLE)
    dragged = place(page, "juan-peron")
    assert dragged == pytest.approx((x + 60, y + 40), abs=3)
    page.reload()
    page.wait_for_function(WHOLE)
    assert place(page, "juan-peron") == pytest.approx(dragged, abs=2)
    page.mouse.click(*place(page, "juan-peron"), button="right")
    page.get_by_role("menuitem", name="Unpin").click()
    page.wait_for_function(WHOLE)
    assert place(page, "juan-peron") == pytest.approx((x, y), abs=3)


def test_the_keyboard_alone_adds_neighbours_pins_hides_and_undoes(explorer):
    page = explorer("focus=juan-peron&sel=node,argentina")
    shows(page, "2 nodes and 1 claim shown.")
    page.locator("#canvas").focus()
    page.keyboard.press("e")
    in_hash(page, "add=argentina")
    shows(page, "5 nodes and 7 claims shown.")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile(r"pin=argentina,-?\d+,-?\d+"))
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem", name="Neighbourhood")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Hide")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.locator("#canvas")).to_be_focused()
    for left in ("5 nodes and 7 claims shown.", "2 nodes and 1 claim shown."):
        page.keyboard.press("Control+z")
        shows(page, left)


def test_the_study_says_what_is_seen_first_and_the_rest_is_one_click_away_with_its_count(explorer):
    page = explorer(file="first/network.html")
    expect(page.locator("#preset")).to_have_value("first")
    keys = page.locator("#keys button")
    on = [key.get_attribute("data-family") for key in keys.all() if key.get_attribute("aria-pressed") == "true"]
    assert on == ["contact", "influence"]
    expect(keys.first).to_be_in_viewport()
    before = int(re.search(r"(\d+) claim", page.locator("#summary").inner_text())[1])
    trade = page.locator("#keys [data-family=diplomacy]")
    more = int(trade.locator(".number").inner_text())
    trade.click()
    expect(page.locator("#summary")).to_contain_text(f"{before + more} claims")
    page.locator("#preset").select_option("all")
    shows(page, ALL)
    page.reload()
    shows(page, ALL)


def test_the_gallerys_view_of_everything_shows_everything(open_page: OpenPage, folder: Path):
    page = open_page(folder / "first" / "index.html")
    page.get_by_role("link", name="Everything").first.click()
    shows(page, ALL)
    page = open_page(folder / "first" / "index.es.html")
    page.locator("a.enter").click()
    expect(page.locator("#preset")).to_have_value("first")


def test_a_theatre_closes_in_its_menu_and_opens_by_its_mark_and_by_keyboard(explorer):
    page = explorer()
    near = place(page, "leonid-brezhnev")
    page.mouse.click(*near, button="right")
    page.keyboard.press("Escape")
    page.locator("#looks summary").click()
    page.locator("#looks").get_by_role("checkbox", name="Moscow").check()
    in_hash(page, "shut=moscow")
    shows(page, ALL)
    page.wait_for_function(WHOLE)
    assert place(page, "ussr") == place(page, "kgb")
    page.mouse.click(*place(page, "ussr"))
    expect(page).not_to_have_url(re.compile("shut="))
    page.wait_for_function(WHOLE)
    assert place(page, "ussr") != place(page, "kgb")
    page.locator("#looks").get_by_role("checkbox", name="Moscow").press("Space")
    in_hash(page, "shut=moscow")
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(re.compile("shut="))


def test_colour_and_size_by_measure_say_what_from_where_to_where_and_who_has_no_value(explorer):
    page = explorer()
    assert page.locator("#look-colour option").all_inner_texts() == [
        "none: shapes tell the kinds",
        "theatre",
        "actors tied to",
        "betweenness",
        "first year",
    ]
    page.get_by_label("Colour of the nodes").select_option("degree")
    page.get_by_label("Size of the nodes").select_option("first")
    keys = page.locator("#keys .measures")
    expect(keys.locator("[data-look=colour]")).to_contain_text("actors tied to")
    expect(keys.locator("[data-look=colour]")).to_contain_text("11 nodes without a value")
    expect(keys.locator("[data-look=size]")).to_contain_text("1946")
    in_hash(page, "c=degree")
    page.reload()
    expect(page.get_by_label("Size of the nodes")).to_have_value("first")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_is_selected_is_in_sight_wherever_one_had_looked(explorer, size: tuple[int, int]):
    page = explorer("sel=tie,argentina,juan-peron&cam=-4000,-4000,2", size=size)
    page.locator("#panel .claims").get_by_role("button", name="Juan Perón").first.click()
    page.wait_for_function(WHOLE)
    x, y = place(page, "juan-peron")
    box: Any = page.locator("#canvas").bounding_box()
    bottom = box["y"] + box["height"] if size == DESKTOP else page.locator("#panel").bounding_box()["y"]
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < bottom


def test_a_hubs_panel_makes_the_rest_of_its_claims_when_they_are_reached(explorer):
    page = explorer("sel=node,hub", "large.html")
    claims = page.locator("#panel .claim")
    expect(claims).to_have_count(10)
    more = page.locator("#panel .more")
    expect(more).to_have_text("80 more")
    for count in (50, 90):
        page.locator("#panel .claim").last.scroll_into_view_if_needed()
        expect(claims).to_have_count(count)
    expect(more).to_have_count(0)
    # Drawn anew, it keeps its length.
    page.get_by_label("Colour of the nodes").select_option("theatre")
    expect(claims).to_have_count(90)
