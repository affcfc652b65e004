"""Time, paths and comparisons as a person uses them, in a real browser with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
PHONE = (390, 844)


@pytest.fixture
def explorer(open_page: OpenPage, sample_page: Path, real_page: Path) -> Callable[..., Page]:
    """Open an explorer in a state: `explorer("real", "v=compare")`."""

    def open_(which: str, state: str = "", **options: object) -> Page:
        page = open_page({"sample": sample_page, "real": real_page}[which], fragment=state, **options)
        page.set_default_timeout(8000)
        return page

    return open_


# Paths


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_how_the_kgb_reached_corvalan_by_influence_alone_in_order_of_time(explorer, size: tuple[int, int]):
    page = explorer("real", size=size)
    if size == PHONE:
        page.locator("#choices").click()
    page.locator("#path > summary").press("Enter")
    page.locator("#path-directed").press("Space")
    page.locator("#path-timed").press("Space")
    page.locator("#path-families > summary").press("Enter")
    page.locator("#path-families").get_by_label("Influence").press("Space")
    page.locator("#path-from").fill("kgb")
    page.locator("#path-from").press("Enter")
    page.locator("#path-to").fill("Corvalán")
    page.locator("#path-to").press("Enter")
    expect(page.locator("#panel-title")).to_have_text("From KGB to Luis Corvalán")
    first = page.locator(".route summary").first
    expect(first).to_contain_text("KGB → Soviet Union → Luis Corvalán")
    expect(first).to_contain_text("1 January 1973 at the earliest")
    assert set(
        page.locator(".route[open] .claim .swatch").evaluate_all("all => all.map((one) => one.style.background)")
    )
    for part in ("path=kgb,luis-corvalan", "way=1", "order=1", "along=influence"):
        assert part in page.url


def test_a_link_to_a_path_brings_back_how_it_was_sought(explorer):
    page = explorer("real", "path=kgb,luis-corvalan&way=1&order=1&along=influence")
    expect(page.locator("#path-directed")).to_be_checked()
    expect(page.locator("#path-timed")).to_be_checked()
    expect(page.locator("#path-families > summary")).to_contain_text("Influence")
    page.locator("#path-directed").uncheck()
    page.go_back()
    expect(page.locator("#path-directed")).to_be_checked()


def test_a_typed_name_that_may_be_several_is_not_guessed(explorer):
    page = explorer("sample")
    page.locator("#path > summary").click()
    page.locator("#path-from").fill("c")
    page.locator("#path-from").press("Enter")
    expect(page.locator("#path-note")).to_have_text("Several bear the name “c”: choose one from the list.")
    page.locator("#path-from").fill("nobody at all")
    page.locator("#path-from").press("Enter")
    expect(page.locator("#path-note")).to_have_text("Nothing bears the name “nobody at all”.")
    assert "path=" not in page.url


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("y=1981-01-01~1982-12-31", "window"),
        ("-family=membership", "filters"),
        ("way=1&path=luis-corvalan,kgb", "direction"),
        ("along=influence", "families"),
        ("path=kgb,ulianova", "never"),
    ],
)
def test_where_there_is_no_path_the_reason_is_told_and_mended(explorer, state: str, reason: str):
    page = explorer("sample", f"path=kgb,luis-corvalan&{state}" if "path=" not in state else state)
    if reason == "never":
        expect(page.locator(".mends [data-reason]")).to_have_attribute("data-reason", "never")
        expect(page.locator(".mends button")).to_have_count(0)
        return
    page.locator(f".mends [data-reason={reason}] button").click()
    expect(page.locator(".route summary").first).to_contain_text("Soviet Union")


# Time

LIVES = """() => Object.fromEntries([...window.coldwar.model.nodes.values()]
  .filter(({ life }) => life).map(({ id, life }) => [id, life]))"""


def test_a_day_is_typed_or_stepped_to_and_a_wrong_one_is_refused(explorer):
    page = explorer("sample")
    page.locator("#day-to").fill("10 September 1973")
    page.locator("#day-to").press("Enter")
    expect(page.locator(".years")).to_contain_text("10 September 1973")
    expect(page).to_have_url(re.compile("y=~1973-09-10"))
    page.locator("#day-to").press("ArrowUp")
    expect(page.locator("#day-to")).to_have_value("1973-09-11")
    page.locator("#slider-to").press("Shift+ArrowLeft")
    expect(page.locator("#day-to")).to_have_value("1973-08-11")
    page.locator("#slider-to").press("Control+ArrowRight")
    expect(page.locator("#day-to")).to_have_value("1973-08-12")
    page.locator("#day-to").fill("11/9/1973")
    page.locator("#day-to").press("Enter")
    expect(page.locator("#day-to-note, #day-from-note")).to_contain_text("is no day")
    expect(page).to_have_url(re.compile("y=~1973-08-12"))


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_a_period_of_the_study_sets_the_window_and_gives_it_up(explorer, size: tuple[int, int]):
    page = explorer("real", size=size)
    if size == PHONE:
        page.get_by_role("button", name="Set years").click()
    period = page.get_by_role("button", name="1964–1969, from: election of Frei")
    assert period.bounding_box()["width"] >= 24
    period.click()
    expect(page).to_have_url(re.compile("y=1964-01-01~1969-12-31"))
    expect(period).to_have_attribute("aria-pressed", "true")
    period.click()
    expect(page).not_to_have_url(re.compile("[#&]y="))


def test_playing_shows_nothing_before_it_existed_or_after_it_ended(explorer):
    page = explorer("real", "v=table&all=1&y=1964-01-01~1964-12-31")
    lives = page.evaluate(LIVES)
    late = {id_ for id_, (first, _) in lives.items() if first and first > "1964-12-31"}
    assert len(late) > 50
    for year in range(1964, 1986):
        page.evaluate("year => { location.hash = `all=1&y=${year}-01-01~${year}-12-31` }", year)
        expect(page.locator("#day-to")).to_have_value(f"{year}-12-31")
        shown = page.evaluate("() => window.coldwar.shown()")
        for id_ in shown:
            first, last = lives.get(id_, (None, None))
            assert not (first and first > f"{year}-12-31"), (year, id_)
            assert not (last and last < f"{year}-01-01"), (year, id_)


def test_what_did_not_exist_then_is_counted_and_shown_anyway_when_asked(explorer):
    state = "y=1968-01-01~1968-12-31"
    page = explorer("real", state)
    expect(page.locator("#summary")).to_contain_text("left out because what they tie did not exist then")
    before = page.evaluate("() => window.coldwar.shown().length")
    page.locator("#switch-anyway").check()
    expect(page.locator("#summary")).not_to_contain_text("did not exist then")
    assert page.evaluate("() => window.coldwar.shown().length") > before
    expect(page).to_have_url(re.compile("anyway=1"))


# Compare

ALLENDE = "a=theatre.santiago,y.1970-11-04~1973-09-10"
JUNTA = "b=theatre.santiago,y.1973-09-12~1976-12-31"


def numbers(page: Page, row: str) -> list[int]:
    return [int(text.replace(",", "")) for text in page.locator(f"[data-row={row}] td").all_inner_texts()]


def fill(page: Page, field: str, text: str) -> None:
    page.locator(field).fill(text)
    page.locator(field).press("ArrowDown")
    page.locator(field).press("Enter")


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_eastern_europe_and_santiago_before_and_after_the_coup_by_keyboard_alone(explorer, size: tuple[int, int]):
    page = explorer("real", size=size)
    page.locator("#tab-network").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#tab-compare")).to_be_focused()
    fill(page, "#compare-partner", "eastern europe")
    for side, days in (("a", ("1970-11-04", "10 September 1973")), ("b", ("12 September 1973", "1976"))):
        fill(page, f"#compare-{side}", "santiago")
        for end, day in zip(("from", "to"), days, strict=True):
            page.locator(f"#compare-{side}-{end}").fill(day)
            page.locator(f"#compare-{side}-{end}").press("Enter")
    expect(page).to_have_url(re.compile(re.escape(f"{ALLENDE}&{JUNTA}&with=theatre.eastern-europe")))
    boxes = [page.locator(f"figure[data-side={side}] .canvas").bounding_box() for side in "ab"]
    first, second = (box for box in boxes if box)
    assert (first["y"] == second["y"]) is (size != PHONE)
    assert (first["x"] == second["x"]) is (size == PHONE)
    caption = page.locator("figure[data-side=a] figcaption")
    expect(caption).to_contain_text("4 November 1970 – 10 September 1973 (possible)")
    claims, ties, nodes = (numbers(page, row) for row in ("claims", "ties", "nodes"))
    for in_a, only_a, both, only_b, in_b in (claims, ties, nodes):
        assert (in_a, in_b) == (only_a + both, only_b + both)
    assert min(claims) > 0
    expect(caption).to_contain_text(f"{nodes[0]} nodes and {claims[0]} claims shown")
    expect(page.locator("#summary")).to_contain_text(f"{sum(nodes[1:4])} nodes and {sum(claims[1:4])} claims shown")
    assert page.locator("[data-difference=ties] [data-where=a] tr").count() == ties[1] + 1
    expect(page.locator("#slider")).to_be_hidden()
    # The days around the coup itself are on neither side.
    shown = page.locator("[data-difference=ties] tbody button.link").first
    shown.press("Enter")
    expect(page.locator("#panel-title")).to_have_text(shown.inner_text())


def test_both_pictures_are_looked_at_as_one_and_the_link_keeps_where(explorer):
    page = explorer("real", f"v=compare&{ALLENDE}&{JUNTA}")
    cameras = "() => window.coldwar.compared().map((camera) => camera.map((one) => Math.round(one * 1000)))"
    one, other = page.evaluate(cameras)
    assert one == other
    page.locator("figure[data-side=b] .canvas").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    near, same = page.evaluate(cameras)
    assert near == same != one
    box = page.locator("figure[data-side=a] .canvas").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 90, steps=4)
    page.mouse.up()
    dragged, too = page.evaluate(cameras)
    assert dragged == too != near
    expect(page).to_have_url(re.compile(re.escape(f"ccam={dragged[0] / 1000},")))
    page.reload()
    page.wait_for_function("() => window.coldwar.compared().length")
    assert page.evaluate(cameras)[0] == pytest.approx(dragged, abs=2)


def test_an_example_fills_in_both_sides_and_they_can_be_swapped_and_cleared(explorer):
    page = explorer("real", "v=compare&lang=es")
    expect(page.locator("#view-compare")).to_contain_text("Parta de un ejemplo")
    assert page.locator("figure:visible").count() == 0
    page.locator("#compare-example").select_option("1964–1969 frente a 1970–1972")
    before = numbers(page, "claims")
    page.get_by_role("button", name="Intercambiar A y B").click()
    assert numbers(page, "claims") == before[::-1]
    page.go_back()
    expect(page.locator("#compare-a-from")).to_have_value("1964-01-01")
    page.get_by_role("button", name="Borrar ambos").click()
    expect(page.locator("#slider")).to_be_visible()


def test_two_sources_are_compared_and_what_only_one_says_is_told(explorer):
    page = explorer("sample", "v=compare")
    page.locator("#compare-a-source").select_option("Yordanov 2019")
    page.locator("#compare-b-source").select_option("Forbidden Tango 2013")
    assert numbers(page, "claims") == [8, 8, 0, 7, 7]
    page.locator("[data-facet=family] input[value=trade]").uncheck()
    assert numbers(page, "claims")[4] == 6
    expect(page.locator("#view-compare")).to_contain_text("On both sides: left out, Families of ties: Trade")


def test_a_comparison_prints_as_drawings_with_its_words_and_tables(explorer):
    page = explorer("real", f"v=compare&{ALLENDE}&{JUNTA}&with=theatre.eastern-europe", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("figure .printed svg")).to_have_count(2)
    expect(page.locator(".compare-form")).to_be_hidden()
    expect(page.locator("[data-row=claims]")).to_be_visible()
    drawing = page.locator("figure[data-side=a] .printed svg")
    assert "#1f5fa8" in drawing.inner_html()
    box = drawing.bounding_box()
    assert min(box["width"], box["height"]) > 200
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator("figure .printed svg")).to_have_count(0)


def test_a_link_to_what_the_data_do_not_know_compares_what_is_left(explorer):
    page = explorer("sample", "v=compare&a=theatre.atlantis,y.1970-01-01~1973-12-31&b=node.nobody,source.none,y.9~1")
    expect(page.locator("figure[data-side=a] figcaption")).to_contain_text("All ties · 1970–1973")
    expect(page.locator("figure[data-side=b] figcaption")).to_contain_text("All ties · All years · all sources")
