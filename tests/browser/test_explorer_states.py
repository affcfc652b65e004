"""What links, Back, overlays and changes of view do to the explorer, in a real browser with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer as page_of
from tests.browser.conftest import place
from tests.views.sample import data_of, sample

OpenPage = Callable[..., Page]
PHONE = (390, 844)
ALL = "12 nodes and 15 claims shown."
FOCUSED = "2 nodes and 1 claim shown."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("states")
    page_of(sample()).write(out / "network.html")
    page_of(sample(), focus="juan-peron").write(out / "focus.html")
    page_of(sample(), preset="juntas").write(out / "juntas.html")
    return out


@pytest.fixture
def explorer(open_page: OpenPage, folder: Path) -> Callable[..., Page]:
    """Open a page in a state: `explorer("v=map")`, `explorer(file="juntas.html")`."""

    def open_(state: str = "", file: str = "network.html", **options: object) -> Page:
        page = open_page(folder / file, fragment=state, **options)
        page.set_default_timeout(8000)
        expect(page.locator("#summary")).not_to_be_empty()
        return page

    return open_


def places(page: Page) -> dict[str, list[float]]:
    """Where all nodes are in the canvas, to the pixel."""
    spots: dict[str, list[float]] = page.evaluate(
        "nodes => Object.fromEntries(nodes.map((id) => [id, Object.values(window.coldwar.place(id))]))",
        [node["id"] for node in data_of(page.content())["drawn"]],
    )
    return {node: pytest.approx(spot, abs=1.5) for node, spot in spots.items()}


def saved(page: Page, format_: str) -> str:
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-format={format_}]").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


# Saved pictures


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_a_saved_picture_of_the_network_holds_everything_shown(explorer, size: tuple[int, int]):
    page = explorer(size=size)  # the other views: test_explorer_output.py
    svg = saved(page, "svg")
    width, height = map(int, re.search(r'<rect width="(\d+)" height="(\d+)"', svg).groups())
    nodes = [tuple(map(float, spot)) for spot in re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", svg)][:12]
    assert all(0 < x < width and 0 < y < height for x, y in nodes), nodes
    left, right = min(x for x, _ in nodes), max(x for x, _ in nodes)
    assert right - left > width / 2
    assert "{" not in svg
    assert "All years" in svg


def test_the_caption_tells_the_window_to_the_day(explorer):
    assert "11 September 1973 – 10 December 1983 (possible)" in saved(explorer(file="juntas.html"), "svg")
    assert "1970–1973 (certain)" in saved(explorer("y=1970-01-01~1973-12-31&r=certain"), "svg")


# Links, Back and Reset


@pytest.mark.parametrize("file", ["focus.html", "juntas.html"])
def test_back_to_the_first_entry_gives_the_start_of_the_page_and_reset_has_a_link_of_its_own(explorer, file: str):
    page = explorer(file=file)
    start = page.locator("#summary").inner_text()
    assert start != ALL
    page.get_by_role("tab", name="Table").click()
    page.go_back()
    expect(page.get_by_role("tab", name="Network")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#summary")).to_have_text(start)
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#summary")).to_have_text(ALL)
    page.reload()
    expect(page.locator("#summary")).to_have_text(ALL)
    page.go_back()
    expect(page.locator("#summary")).to_have_text(start)


def test_a_link_that_names_a_preset_applies_it(explorer):
    page = explorer("p=contact")
    expect(page.locator("#summary")).to_have_text(FOCUSED)
    assert page.locator("#preset").input_value() == "contact"
    page.locator("[data-facet=family] [data-bulk=all]").click()
    expect(page.locator("#summary")).to_have_text(ALL)
    page.reload()
    expect(page.locator("#summary")).to_have_text(ALL)


@pytest.mark.parametrize(
    "state",
    [
        "cam=0,0,1000",
        "cam=1e300,5,3",
        "cam=0,0,1e-9",
        "v=map&map=1e300,5,3",
        "v=map&map=0,0,1e-9",
        "v=timeline&y=0001-01-01~9999-12-31",
        "v=timeline&y=9999-12-31~0001-01-01",
        "path=kgb,luis-corvalan&route=99",
        "focus=nobody,no-one&around=nowhere&lang=xx&p=none",
        "v=map&sel=cell,__proto__,x",
    ],
)
def test_no_link_freezes_the_page_or_leaves_it_empty(explorer, state: str):
    page = explorer(state)
    for view in ("Network", "Map", "Timeline"):
        page.get_by_role("tab", name=view).click()
    page.get_by_role("tab", name="Network").click()
    page.get_by_role("button", name="Show everything").click()
    width, height = (page.locator("#canvas").bounding_box()[side] for side in ("width", "height"))
    for x, y in page.evaluate("['ussr', 'kgb'].map((id) => Object.values(window.coldwar.place(id)))"):
        assert 0 < x < width
        assert 0 < y < height


def test_reset_ends_the_play_of_the_years(explorer):
    page = explorer("y=1970-01-01~1971-12-31")
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_step_on_one_handle_leaves_the_day_of_the_other(explorer):
    page = explorer(file="juntas.html")
    page.locator("#slider-to").press("ArrowLeft")
    expect(page).to_have_url(re.compile("y=1973-09-11~1982-12-31"))


# What lies over the page


def test_on_a_phone_the_choices_close_by_their_buttons_a_touch_beside_them_and_escape(explorer):
    page = explorer(size=PHONE, has_touch=True)
    side = page.locator("#side")
    choices = page.get_by_role("button", name="Search and filters")

    def opened() -> None:
        choices.tap()
        expect(side).to_be_visible()

    opened()
    choices.tap()
    expect(side).to_be_hidden()
    opened()
    page.locator("#side-close").tap()
    expect(side).to_be_hidden()
    opened()
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    expect(choices).to_be_focused()


@pytest.mark.parametrize("opener", ["#choices", "#export summary"])
def test_a_touch_beside_what_is_open_closes_it_and_selects_nothing_beneath(explorer, opener: str):
    page = explorer(size=PHONE, has_touch=True)
    x, y = next(spot for spot in (place(page, node) for node in ("leonid-brezhnev", "kgb", "ussr")) if spot[0] > 320)
    page.locator(opener).tap()
    expect(page.locator("#veil")).to_be_visible()
    page.touchscreen.tap(x, y)
    expect(page.locator("#veil")).to_be_hidden()
    expect(page.locator("#side")).to_be_hidden()
    expect(page.locator("#export[open]")).to_have_count(0)
    expect(page.locator("#panel")).to_be_hidden()
    page.touchscreen.tap(x, y)
    expect(page.locator("#panel")).to_be_visible()


def test_the_menu_closes_when_something_was_saved_by_escape_and_by_a_click_elsewhere(explorer):
    page = explorer()
    menu = page.locator("#export[open]")
    saved(page, "nodes")
    expect(menu).to_have_count(0)
    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator("h1").click(),
        lambda: page.locator("#export summary").click(),
    ):
        page.locator("#export summary").click()
        expect(menu).to_have_count(1)
        leave()
        expect(menu).to_have_count(0)


def test_on_a_phone_a_touch_on_the_empty_map_closes_the_evidence(explorer):
    page = explorer("v=map&sel=node,kgb", size=PHONE, has_touch=True)
    box = page.locator("#view-map").bounding_box()
    page.touchscreen.tap(box["x"] + 8, box["y"] + 8)
    expect(page.locator("#panel")).to_be_hidden()


# The path form


def test_what_stands_in_the_path_form_is_what_is_sought(explorer):
    page = explorer("path=kgb,luis-corvalan")
    page.locator("#path-from").fill("Poland")
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator("#panel-title")).to_have_text("From Poland to Luis Corvalán")
    page.locator("#path-to").fill("Juan Perón")
    page.locator("#path-to").press("Enter")
    expect(page.locator("#panel-title")).to_have_text("From Poland to Juan Perón")


def test_full_names_that_were_not_picked_are_found(explorer):
    page = explorer()
    page.locator("#path > summary").click()
    page.locator("#path-from").fill("KGB")
    page.locator("#path-to").fill("Luis Corvalán")
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator("#panel-title")).to_have_text("From KGB to Luis Corvalán")


def test_a_sentence_says_why_no_path_was_sought(explorer):
    page = explorer()
    page.locator("#path > summary").click()
    for from_, to, why in (
        ("KGB", "", "Give both names"),
        ("KGB", "zzzz", "“zzzz”"),
        ("yyyy", "zzzz", "“yyyy”, “zzzz”"),
        ("KGB", "kgb", "Both ends are KGB"),
    ):
        page.locator("#path-from").fill(from_)
        page.locator("#path-to").fill(to)
        page.get_by_role("button", name="Find paths").click()
        expect(page.locator("#path-note")).to_contain_text(why)
        expect(page.locator("#panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("path=kgb,luis-corvalan&-kind=Person", "Left out by the present filters: Luis Corvalán"),
        ("path=kgb,nobody", "not in the data"),
        ("path=kgb,kgb", "Both ends are KGB"),
    ],
)
def test_a_path_that_a_link_asks_for_in_vain_says_why(explorer, state: str, why: str):
    expect(explorer(state).locator("#panel-content")).to_contain_text(why)


def test_enter_keeps_the_name_that_was_picked_with_the_mouse(explorer):
    page = explorer()
    page.locator("#search").fill("chile")
    options = page.locator("#search-results [role=option]")
    name = options.nth(1).locator("span").inner_text()
    options.nth(1).click()
    expect(page.locator("#panel-title")).to_have_text(name)
    page.locator("#search").press("Enter")
    expect(page.locator("#panel-title")).to_have_text(name)


# From view to view


@pytest.mark.parametrize("state", ["v=map", "v=table", "v=matrix&sel=node,kgb"])
def test_a_page_opened_at_another_view_shows_the_network_as_one_opened_there(explorer, state: str):
    expected = places(explorer(state.replace("v=map", "").replace("v=table", "").replace("v=matrix&", "")))
    page = explorer(state)
    page.get_by_role("tab", name="Network").click()
    assert (
        page.evaluate(
            "ids => Object.fromEntries(ids.map((id) => [id, Object.values(window.coldwar.place(id))]))", list(expected)
        )
        == expected
    )


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
@pytest.mark.parametrize("camera", ["", "&cam=-500,-500,3", "&cam=9000,9000,1"])
def test_what_was_selected_in_the_table_is_in_sight_in_the_network(explorer, size: tuple[int, int], camera: str):
    page = explorer(f"v=table{camera}", size=size)
    page.locator("#view-table").get_by_role("button", name="Juan Perón").first.click()
    page.get_by_role("tab", name="Network").click()
    x, y = place(page, "juan-peron")
    box = page.locator("#canvas").bounding_box()
    bottom = min(box["y"] + box["height"], page.locator("#panel").bounding_box()["y"] if size == PHONE else 1e9)
    assert box["x"] + 20 < x < box["x"] + box["width"] - 20
    assert box["y"] + 20 < y < bottom


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_show_in_the_picture_leads_to_the_network_and_the_node(explorer, size: tuple[int, int]):
    page = explorer("v=timeline&sel=node,kgb&cam=0,0,3", size=size)
    page.get_by_role("button", name="Show in the picture").click()
    expect(page.locator("#view-network")).to_be_visible()
    x, y = place(page, "kgb")
    box = page.locator("#canvas").bounding_box()
    free = (page.locator("#panel").bounding_box()["y"] if size == PHONE else box["y"] + box["height"]) - box["y"]
    assert (x, y) == pytest.approx((box["x"] + box["width"] / 2, box["y"] + free / 2), abs=2)


# Pointing and clicking

NAMED = """() => {
  window.named = null;
  const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (/: \\d+ claims?$/.test(text)) window.named = text;
    return draw.call(this, text, x, y);
  };
}"""


def test_a_click_opens_the_tie_that_the_mouse_is_told(explorer):
    page = explorer()
    page.evaluate(NAMED)
    ties = {tuple(sorted((claim["from"], claim["to"]))) for claim in data_of(page.content())["claims"]}
    told = 0
    for from_, to in sorted(ties):
        (x1, y1), (x2, y2) = place(page, from_), place(page, to)
        for share, off in ((0.37, 0.5), (0.5, 3.49), (0.63, -3.51)):
            page.evaluate("window.named = null")
            page.mouse.move(x1 + (x2 - x1) * share + off, y1 + (y2 - y1) * share - off)
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            named = page.evaluate("window.named")
            page.mouse.down()
            page.mouse.up()
            if named:
                told += 1
                assert page.locator("#panel-title").inner_text() == named.rsplit(":", 1)[0]
            page.keyboard.press("Escape")
            page.wait_for_function("document.getElementById('panel').hidden")
    assert told > 20
