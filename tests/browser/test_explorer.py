"""The explorer as a person uses it, in a real browser with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer as make_explorer
from graph_loader.views import write_views
from tests.browser.conftest import go
from tests.views.sample import sample

OpenPage = Callable[..., Page]
PHONE = (390, 844)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gallery and explorer of the hand-made graph."""
    out = tmp_path_factory.mktemp("views")
    write_views(sample(), None, out)
    return out


@pytest.fixture
def explorer(open_page: OpenPage, folder: Path) -> Callable[..., Page]:
    """Open the explorer in a state: `explorer("v=map")`."""

    def open_(state: str = "", **options: object) -> Page:
        page = open_page(folder / "network.html", fragment=state, **options)
        page.set_default_timeout(8000)
        expect(page.locator("#summary")).not_to_be_empty()
        return page

    return open_


def summary(page: Page) -> str:
    return page.locator("#summary").inner_text()


def panel(page: Page) -> str:
    """All that the panel says: what is not laid out yet (`content-visibility`) is no inner text."""
    return page.locator("#panel-content").text_content()


def canvas_place(page: Page, node: str) -> tuple[float, float]:
    """Where a node is on the screen, from the same positions and camera that the page draws with."""
    box = page.locator("#canvas").bounding_box()
    place = page.evaluate("node => window.coldwar.place(node)", node)
    return box["x"] + place["x"], box["y"] + place["y"]


# Network and panel


LABELS = """() => {
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const half = this.measureText(text).width / 2;
    window.written.push({ text, left: x - half, right: x + half, y });
    return write.call(this, text, x, y);
  };
}"""


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ({"betweenness": 0.0, "betweenness_rank": None}, "between no two"),
        (
            {"betweenness": 0.1, "betweenness_rank": 2, "betweenness_rank_last": 2, "betweenness_rank_low": 1,
             "betweenness_rank_high": 7},
            "rank 2 of 9; 1 to 7 in 95 % of the resamplings",
        ),
        (
            {"betweenness": 0.1, "betweenness_rank": 2, "betweenness_rank_last": 3, "betweenness_rank_low": 1,
             "betweenness_rank_high": 7},
            "rank 2–3 (shared) of 9; 1 to 7 in 95 % of the resamplings",
        ),
    ],
)  # fmt: skip
def test_a_rank_is_shown_with_its_ties_and_its_stability(open_page, tmp_path: Path, measures: dict, said: str):
    made = make_explorer(sample(), measures={"kgb": measures | {"actors": 9}})
    (tmp_path / "page.html").write_text(made.html, encoding="utf-8")
    page = open_page(tmp_path / "page.html", fragment="sel=node,kgb")
    expect(page.locator("#panel dd").filter(has_text=re.compile(f"^{re.escape(said)}$"))).to_be_visible()


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_no_name_on_the_canvas_is_cut_off(explorer, size: tuple[int, int]):
    page = explorer(size=size)
    page.evaluate(LABELS)
    for state in ("", "focus=pcch", "sel=node,pcch", "path=ussr,pcch", "cam=0,0,1.4"):
        go(page, state)
        page.wait_for_function("() => window.coldwar.isWhole()")
        page.evaluate("() => { window.written.length = 0 }")
        page.locator("#canvas").press("ArrowLeft" if state.startswith("cam=") else "0")
        page.wait_for_function("() => window.written.length")
        box = page.locator("#canvas").bounding_box()
        for label in page.evaluate("() => window.written"):
            assert label["left"] >= 0, label
            assert label["right"] <= box["width"], label
            assert 0 < label["y"] < box["height"], label


def test_on_a_phone_the_evidence_leaves_the_chosen_node_in_sight(explorer):
    page = explorer("sel=node,pcch", size=PHONE)
    assert canvas_place(page, "pcch")[1] < page.locator("#panel").bounding_box()["y"]


def test_the_first_picture_shows_all_that_is_tied(explorer):
    assert summary(explorer()) == "12 nodes and 15 claims shown."


def test_a_click_on_a_node_opens_who_it_is_and_its_ties_by_family(explorer):
    page = explorer()
    page.mouse.click(*canvas_place(page, "luis-corvalan"))
    expect(page.locator("#panel-title")).to_have_text("Luis Corvalán")
    text = panel(page)
    assert "14 September 1916" in text
    assert [heading.split()[0] for heading in page.locator("#panel h3").all_inner_texts()] == [
        "Contact",
        "Membership",
        "Location",
    ]


def test_a_click_on_an_edge_opens_all_its_claims(explorer):
    page = explorer()
    (x1, y1), (x2, y2) = canvas_place(page, "ussr"), canvas_place(page, "pcch")
    page.mouse.click(x1 + (x2 - x1) * 0.42, y1 + (y2 - y1) * 0.42)
    expect(page.locator("#panel-title")).to_have_text("Soviet Union – Communist Party of Chile")
    text = panel(page)
    assert "between November 1970 and September 1973" in text
    assert "400,000 USD" in text
    assert "Yordanov 2019, paragraph 1, note 14" in text


def test_the_mouse_over_a_tie_shows_that_it_can_be_opened(explorer):
    page = explorer()
    (x1, y1), (x2, y2) = canvas_place(page, "ussr"), canvas_place(page, "pcch")
    page.mouse.move(x1 + (x2 - x1) * 0.42, y1 + (y2 - y1) * 0.42)
    expect(page.locator("#canvas")).to_have_css("cursor", "pointer")


def test_a_dragged_node_takes_its_ties_along(explorer):
    page = explorer("-family=location")
    x, y = canvas_place(page, "juan-peron")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert canvas_place(page, "juan-peron") == pytest.approx((x + 60, y + 40), abs=20)


def test_a_claim_shows_standing_reporter_annotation_and_third_party(explorer):
    page = explorer("sel=node,argentina")
    text = panel(page)
    assert "reported by Olga Ulianova" in text
    assert "note 8" in text
    assert "suggested reading: 1946-06-05" in text
    assert "disputed" in text
    page.goto(page.url.split("#")[0] + "#sel=tie,poland,ussr")
    expect(page.locator("#panel dd").filter(has_text="Chile")).to_be_visible()


def test_a_citation_can_be_copied_in_two_styles(explorer):
    page = explorer("sel=tie,pcch,ussr")
    page.evaluate(
        "() => document.addEventListener('copy', () => (window.copied = String(document.activeElement.value)))"
    )
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy the citation (Chicago)").first.click()
    expect(page.locator(".toast")).to_have_text("Citation copied")
    assert "Yordanov, Radoslav A. “Warsaw Pact Countries’" in page.evaluate("window.copied")
    page.get_by_role("button", name="Copy the citation (BibTeX)").first.click()
    assert page.evaluate("window.copied").startswith("@article{yordanov-2019,")


def test_names_in_a_claim_lead_on_and_back_leads_back(explorer):
    page = explorer("sel=node,luis-corvalan")
    page.locator("#panel .claims").get_by_role("button", name="Leonid Brezhnev").click()
    expect(page.locator("#panel-title")).to_have_text("Leonid Brezhnev")
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#panel-title")).to_have_text("Luis Corvalán")
    page.get_by_role("button", name="Forward").click()
    expect(page.locator("#panel-title")).to_have_text("Leonid Brezhnev")


# Search


def test_any_spelling_finds_its_node_with_the_keyboard_alone(explorer):
    page = explorer()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for typed, found in (
        ("lodz", "Łódź"),
        ("USSR", "Soviet Union"),
        ("БРЕЖНЕВ", "Leonid Brezhnev"),
        ("pcch", "Communist Party of Chile"),
    ):
        page.locator("#search").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(typed)
        expect(page.locator("#search-results [role=option]").first).to_contain_text(found)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#panel-title")).to_have_text(found)


def test_a_name_that_nothing_bears_is_said_to_be_unknown(explorer):
    page = explorer()
    page.locator("#search").fill("zzzz")
    expect(page.get_by_role("listbox")).to_contain_text("Nothing is called so or says so")


# Filters and time


def test_unticking_a_legend_entry_takes_its_nodes_out_and_counts_follow(explorer):
    page = explorer()
    page.get_by_role("checkbox", name="Person").uncheck()
    assert summary(page) == "7 nodes and 10 claims shown."
    assert page.locator("[data-facet=family] li").filter(has_text="Contact").locator(".number").inner_text() == "0"
    page.locator("[data-facet=kind] [data-bulk=all]").click()
    assert summary(page) == "12 nodes and 15 claims shown."


def test_every_facet_filters(explorer):
    page = explorer()
    everything = summary(page)
    for facet in ("theatre", "kind", "family", "type", "bloc", "standing", "source"):
        group = page.locator(f"[data-facet={facet}]")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.get_by_role("checkbox").first.uncheck()
        assert summary(page) != everything
        expect(page).to_have_url(re.compile(f"-{facet}="))
        group.get_by_role("checkbox").first.check()
        assert summary(page) == everything


def test_the_year_handles_narrow_the_claims_and_undated_ones_are_counted(explorer):
    page = explorer()
    page.locator("#slider-from").focus()
    page.locator("#slider-from").evaluate(
        "(slider) => { slider.value = 1970; slider.dispatchEvent(new Event('input')) }"
    )
    page.locator("#slider-to").evaluate("(slider) => { slider.value = 1973; slider.dispatchEvent(new Event('input')) }")
    assert summary(page) == "9 nodes and 8 claims shown; 1 claim without a date left out."
    assert page.locator("output.years").inner_text() == "1970–1973"
    page.get_by_role("button", name="certain", exact=True).click()
    assert summary(page) == "6 nodes and 5 claims shown; 1 claim without a date left out."
    expect(page).to_have_url(re.compile("y=1970-01-01~1973-12-31&r=certain"))


def test_each_handle_carries_its_year_and_the_flags_do_not_cover_each_other(explorer):
    page = explorer()
    flags = page.locator(".flag")
    assert flags.all_inner_texts() == ["from 1946", "to 1991"]
    assert page.locator("output.years").inner_text() == "1946–1991, all years"
    for years, texts in (
        ("1973-01-01~1973-12-31", ["from 1973", "to 1973"]),
        ("1988-01-01~", ["from 1988", "to 1991"]),
    ):
        go(page, f"y={years}")
        assert page.locator(".flag").all_inner_texts() == texts
        first, last = (page.locator(".flag").nth(place).bounding_box() for place in (0, 1))
        assert first["x"] + first["width"] <= last["x"] + 1
        assert last["x"] + last["width"] <= 1400
    expect(page.locator(".tick", has_text="1991")).to_be_hidden()
    expect(page.locator(".tick", has_text="1946")).to_be_visible()


def test_a_window_that_is_not_of_whole_years_is_told_by_its_days(explorer):
    page = explorer("y=1973-09-11~1983-12-10")
    assert page.locator("output.years").inner_text() == "11 September 1973 – 10 December 1983"
    assert page.locator("#slider-from").get_attribute("aria-valuetext") == "11 September 1973"
    page = explorer("y=1973-09-11~1983-12-10&lang=es")
    assert page.locator("output.years").inner_text() == "11 de septiembre de 1973 – 10 de diciembre de 1983"


def test_the_timeline_of_a_window_far_from_the_data_has_an_axis(explorer):
    page = explorer("v=timeline&y=9000-01-01~")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    written = page.locator("#view-timeline svg.timeline text")
    years = {text.text_content(): float(text.get_attribute("x")) for text in written.all()}
    assert years["9000"] < years["9001"]
    assert "1973" not in years


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_what_the_map_leaves_out_is_told_beside_it(explorer, size):
    page = explorer("v=map", size=size)
    drawn, told = (page.locator(part).bounding_box() for part in ("svg.map", ".view > .account"))
    assert drawn["y"] + drawn["height"] <= told["y"]


def test_the_keyboard_moves_the_handles(explorer):
    page = explorer()
    page.locator("#slider-to").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert page.locator("output.years").inner_text() == "1946–1988"


def test_play_moves_the_window_on_and_can_be_stopped(explorer):
    page = explorer("y=1970-01-01~1971-12-31")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("output.years")).to_have_text("1971–1972")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_unconnected_nodes_are_shown_on_demand(explorer):
    page = explorer("-family=location,participation")
    hidden = summary(page)
    page.get_by_role("checkbox", name="Hide the unconnected").uncheck()
    assert summary(page) != hidden


def test_a_preset_sets_the_filters(explorer):
    page = explorer()
    page.locator("#preset").select_option("contact")
    assert summary(page) == "2 nodes and 1 claim shown."
    page.locator("#preset").select_option(label="Buenos Aires")
    assert summary(page) == "5 nodes and 5 claims shown."
    page.get_by_role("button", name="Reset").click()
    assert summary(page) == "12 nodes and 15 claims shown."


# Paths and focus


def test_a_path_is_found_between_two_names_and_every_step_has_its_evidence(explorer):
    page = explorer()
    page.locator("#path > summary").click()
    for field, name in (("#path-from", "kgb"), ("#path-to", "corvalan")):
        page.locator(field).fill(name)
        page.locator(field).press("ArrowDown")
        page.locator(field).press("Enter")
    expect(page.locator("#panel-title")).to_have_text("From KGB to Luis Corvalán")
    assert (
        page.locator(".route summary")
        .first.inner_text()
        .startswith("KGB – Soviet Union – Communist Party of Chile – Luis Corvalán")
    )
    assert page.locator(".route[open] .steps > li").count() == 3
    assert page.locator(".route[open] .evidence cite").count() >= 3
    assert "path=kgb,luis-corvalan" in page.url


def test_paths_keep_to_the_filters(explorer):
    page = explorer("path=kgb,luis-corvalan&-family=membership")
    assert "Nothing connects the two" in panel(page)


def test_a_neighbourhood_grows_by_steps_and_ends_with_show_all(explorer):
    page = explorer("sel=node,juan-peron")
    page.get_by_role("button", name="Neighbourhood").click()
    assert summary(page) == "2 nodes and 1 claim shown."
    page.get_by_role("button", name="2 steps").click()
    assert summary(page) == "5 nodes and 7 claims shown."
    page.get_by_role("button", name="Show all").click()
    assert summary(page) == "12 nodes and 15 claims shown."


def test_two_nodes_show_what_they_have_in_common(explorer):
    page = explorer("focus=argentina&sel=node,ussr")
    page.get_by_role("button", name="In common with Argentina").click()
    expect(page.locator("#strip")).to_contain_text("Argentina and Soviet Union have in common")
    assert summary(page) == "4 nodes and 6 claims shown."


def test_two_nodes_without_a_common_neighbour_say_so(explorer):
    page = explorer("focus=juan-peron,luis-corvalan")
    expect(page.locator("#strip")).to_contain_text("Juan Perón and Luis Corvalán have no neighbour in common")
    assert summary(page) == "2 nodes and 0 claims shown."


# The other views


def test_the_table_lists_what_is_visible(explorer):
    page = explorer("v=table&-family=location")
    assert page.locator("#view-table tbody tr").count() == 14
    page.get_by_role("button", name="Nodes 11").click()
    assert page.locator("#view-table tbody tr").count() == 11
    page.locator("#view-table").get_by_role("button", name="KGB").first.click()
    expect(page.locator("#panel-title")).to_have_text("KGB")


def test_a_cell_of_the_matrix_opens_its_claims(explorer):
    page = explorer("v=matrix")
    page.get_by_role("button", name="Moscow → Santiago: 4").click()
    assert page.locator("#panel .claim").count() == 4
    expect(page.locator("#panel-title")).to_have_text("Moscow → Santiago")
    page.get_by_role("button", name="Soviet Union → Chile: 4").click()
    expect(page.locator("#panel-title")).to_have_text("Soviet Union → Chile")


def test_a_mark_of_the_timeline_opens_its_claim_and_arrows_walk(explorer):
    page = explorer("v=timeline")
    assert page.locator("#view-timeline .mark[data-claim]").count() == 14
    # Two events and a life.
    assert page.locator("#view-timeline .mark[data-node]").count() == 2 + 1
    page.mouse.click(*page.evaluate("Object.values(window.coldwar.mark('y01-02'))"))
    assert "400,000 USD" in panel(page)
    page.locator('.mark[data-claim="y01-02"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "400,000 USD" not in panel(page)


def test_the_map_draws_places_and_theatres_and_opens_their_claims(explorer):
    page = explorer("v=map")
    # Places come first; the lines of theatres when they are asked for, and those of what is chosen.
    lines = page.locator("#view-map .ties > *")
    first = lines.locator("title").all_text_contents()
    page.get_by_role("button", name=re.compile("^Buenos Aires: ")).press("Enter")
    more = [name for name in lines.locator("title").all_text_contents() if name not in first]
    assert more
    assert all("Buenos Aires" in name for name in more)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Draw the lines? of theatres")).click()
    expect(page).to_have_url(re.compile("arcs=1"))
    assert page.locator("#view-map .land").get_attribute("d").count("M") > 50
    page.get_by_role("button", name=re.compile("^Buenos Aires → Moscow: ")).press("Enter")
    assert page.locator("#panel .claim").count() == 2
    page.locator("#slider-to").evaluate("(slider) => { slider.value = 1950; slider.dispatchEvent(new Event('input')) }")
    assert page.get_by_role("button", name="Buenos Aires → Moscow: 1 claim").count() == 1


def test_tabs_follow_the_arrow_keys(explorer):
    page = explorer()
    page.get_by_role("tab", name="Network").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Map")).to_be_focused()
    expect(page.locator("#view-map")).to_be_visible()
    expect(page.locator("#view-network")).to_be_hidden()


# Sharing and saving


def test_a_link_opens_the_very_same_view(explorer):
    page = explorer("-family=trade&y=1970-01-01~1980-12-31&sel=node,ussr&v=table&o=1")
    other = explorer(page.url.split("#")[1])
    assert summary(other) == summary(page)
    assert panel(other) == panel(page)


def saved(page: Page, format_: str) -> bytes:
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-format={format_}]").click()
    return Path(download.value.path()).read_bytes()


def test_what_is_shown_can_be_saved(explorer):
    page = explorer("-family=location")
    for format_, start, holds in (
        ("svg", b"<svg xmlns=", "Łódź|Luis Corvalán"),
        ("nodes", b"\xef\xbb\xbfid,label,name", "kgb,Organization,KGB,moscow"),
        ("claims", b"\xef\xbb\xbfid,type,family", "yordanov-2019#p01"),
        ("gexf", b"<?xml", 'source="ussr" target="pcch"'),
    ):
        content = saved(page, format_)
        assert content.startswith(start)
        assert re.search(holds, content.decode("utf-8"))
        assert "LOCATED_IN" not in content.decode("utf-8")
    # The picture is a PNG of twice the size.
    content = saved(page, "png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == 2 * 1136


def test_the_link_button_copies_the_view_as_it_is_now(explorer):
    page = explorer("v=map")
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', {value: {writeText: (t) => (window.copied = t)}})"
    )
    page.locator("#view-map").get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.locator(".toast")).to_have_text("Link copied")
    assert re.search(r"network\.html#v=map&map=-?[\d.]+,-?[\d.]+,1\.333$", page.evaluate("window.copied"))


# Languages and looks


def test_spanish_is_a_choice_away_and_original_names_too(explorer):
    page = explorer("sel=tie,leonid-brezhnev,luis-corvalan")
    page.locator("#language").select_option("es")
    assert page.locator("html").get_attribute("lang") == "es"
    assert "enero de 1977" in panel(page)
    assert summary(page) == "Se muestran 12 nodos y 15 afirmaciones."
    page.get_by_role("checkbox", name="Nombres en escritura original").check()
    assert "Леонид Брежнев" in panel(page)


def test_dark_follows_the_system_and_can_be_changed(explorer):
    page = explorer(color_scheme="dark")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Light").click()
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_on_a_phone_picture_choices_and_evidence_do_not_get_in_each_others_way(explorer):
    page = explorer(size=PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Search and filters").tap()
    page.locator("#search").fill("kgb")
    page.locator("#search-results [role=option]").first.tap()
    expect(page.locator("#side")).to_be_hidden()
    expect(page.locator("#panel-title")).to_be_in_viewport()
    page.get_by_role("button", name="Close").tap()
    expect(page.locator("#panel")).to_be_hidden()


def test_the_gallery_leads_into_the_explorer(open_page, folder):
    page = open_page(folder / "index.html")
    page.get_by_role("link", name="Two juntas, 1973–1983").click()
    expect(page.locator("#summary")).to_contain_text("shown")
    assert page.locator("#preset").input_value() == "juntas"
    assert page.locator("output.years").inner_text() == "11 September 1973 – 10 December 1983"
