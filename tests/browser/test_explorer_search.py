"""Every claim can be found: by any word that is said of it, and in a table of any size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer as page_of
from tests.views.sample import generated, sample


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "large.html"
    page_of(generated(300, 5000)).write(path)
    return path


def _counts(page: Page) -> dict[str, int]:
    rows = page.locator("#search-results .group")
    return {text.rsplit(" ", 1)[0]: int(text.rsplit(" ", 1)[1].replace(",", "")) for text in rows.all_inner_texts()}


def test_a_word_finds_claims_and_becomes_a_filter_of_every_view(open_page: Callable[..., Page], sample_page: Path):
    page = open_page(sample_page)
    page.locator("#search").fill("GRÁIN")  # in any spelling
    expect(page.locator("#search-results")).to_be_visible()
    found = 2  # both signatures of the grain agreement
    assert _counts(page) == {"Actors, events, places": 1, "Claims": found}
    page.get_by_role("option", name=f"Show only the {found} claims").click()
    expect(page.locator("#strip")).to_contain_text("Only claims that say “GRÁIN”")
    expect(page.locator("#summary")).to_contain_text(f"{found} claim")
    for view in ("Table", "Timeline", "Matrix", "Map"):
        page.get_by_role("tab", name=view).click()
        expect(page.locator("#summary")).to_contain_text(f"{found} claim")
    link = page.url
    page.get_by_role("button", name="All claims").click()
    expect(page.locator("#summary")).to_contain_text("15 claims")
    again = open_page(sample_page, link.split("#")[1])
    expect(again.locator("#summary")).to_contain_text(f"{found} claim")


def test_the_keyboard_alone_walks_through_the_groups_and_opens_a_claim(
    open_page: Callable[..., Page], sample_page: Path
):
    page = open_page(sample_page)
    page.locator("#search").focus()
    page.keyboard.type("grain")
    options = page.locator("#search-results [role=option]")
    for number in range(options.count()):
        page.keyboard.press("ArrowDown")
        expect(options.nth(number)).to_have_attribute("aria-selected", "true")
        if options.nth(number).locator("xpath=..").get_attribute("aria-labelledby") == "search-results-claims":
            break
    page.keyboard.press("Enter")
    assert page.locator("#panel .claim").count() == 1
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page.locator("#search-results")).to_be_hidden()


def test_every_hit_of_a_group_can_be_walked_to_by_keyboard(open_page: Callable[..., Page], large: Path):
    page = open_page(large)
    page.locator("#search").focus()
    page.keyboard.type("ma")
    group = page.locator("#search-results [aria-labelledby=search-results-entities]")
    found = _counts(page)["Actors, events, places"]
    listed = group.get_by_role("option")
    assert found > listed.count()
    for _ in range(listed.count()):
        page.keyboard.press("ArrowDown")
    expect(listed.last).to_have_attribute("aria-selected", "true")
    expect(listed.last).to_have_text(f"Show all {found}")
    first_hidden = listed.count() - 1
    page.keyboard.press("Enter")
    expect(listed).to_have_count(found)
    expect(listed.nth(first_hidden)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#search")).to_be_focused()
    name = listed.nth(first_hidden).locator("span").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text(name)


def test_what_the_filters_hide_is_found_and_counted(open_page: Callable[..., Page], sample_page: Path):
    page = open_page(
        sample_page, "-family=trade,influence,diplomacy,contact,membership,conflict,assessment,participation,location"
    )
    page.locator("#search").fill("grain")
    expect(page.locator("#search-results .all small")).to_contain_text("hidden by the filters")


def test_a_table_of_any_size_makes_the_rows_in_sight_and_sorts(open_page: Callable[..., Page], large: Path):
    page = open_page(large, "v=table")
    rows = page.locator(".grid tbody tr:not(.gap)")
    assert page.locator(".grid").get_attribute("aria-rowcount") == "5001"
    assert rows.count() < 200
    page.locator("#view-table").evaluate("view => { view.scrollTop = view.scrollHeight; }")
    expect(page.locator('tr[aria-rowindex="5001"]')).to_be_in_viewport()
    page.locator("#view-table").evaluate("view => { view.scrollTop = 0; }")
    page.locator("thead").get_by_role("button", name="From").focus()
    page.keyboard.press("Enter")
    expect(page.locator("thead th", has_text="From")).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    expect(page.locator("thead th", has_text="From")).to_have_attribute("aria-sort", "descending")
    shown = page.locator(".grid tbody tr:not(.gap) td.of-from").all_inner_texts()
    collated = page.evaluate(
        "names => [...names].sort(new Intl.Collator(undefined, { numeric: true }).compare).reverse()", shown
    )
    assert shown == collated
    page.wait_for_function("() => location.hash.includes('t=claims,from,down')")


def test_a_claim_of_the_table_has_a_link_of_its_own(open_page: Callable[..., Page], sample_page: Path):
    page = open_page(sample_page, "v=table")
    page.locator(".grid tbody a").first.click()
    page.wait_for_function("() => location.hash.includes('sel=claim,')")
    assert page.locator("#panel .claim").count() == 1


def test_names_are_in_the_language_of_the_page_where_the_data_have_them(open_page: Callable[..., Page], tmp_path: Path):
    graph = sample()
    title = {"name": "Unión Soviética", "kind": "title", "language": "es", "script": "Latn"}
    graph.nodes["ussr"]["aliases"] = [*(graph.nodes["ussr"].get("aliases") or []), title]
    # A body's title may be what it called itself, which is no translation of its name.
    graph.nodes["kgb"]["aliases"] = [{**title, "name": "Espada y Escudo"}]
    page_of(graph).write(tmp_path / "es.html")
    page = open_page(tmp_path / "es.html", "lang=es&sel=node,ussr")
    expect(page.locator("#panel-title")).to_have_text("Unión Soviética")
    page.locator("#search").fill("union sov")
    expect(page.locator("#search-results [role=option]").first).to_contain_text("Unión Soviética")
    page.locator("#search").fill("espada y escudo")
    expect(page.locator("#search-results [role=option]").first).to_contain_text(graph.nodes["kgb"]["name"])
    page.get_by_label("Idioma").select_option("en")
    expect(page.locator("#panel-title")).to_have_text("Soviet Union")


def test_undated_claims_come_last_whichever_way_dates_are_sorted(open_page: Callable[..., Page], sample_page: Path):
    for way in ("", ",down"):
        page = open_page(sample_page, f"v=table&t=claims,date{way}")
        dates = page.locator(".grid tbody .of-date").all_inner_texts()
        undated = [number for number, text in enumerate(dates) if not any(sign.isdigit() for sign in text)]
        assert undated, dates
        assert undated == list(range(len(dates) - len(undated), len(dates)))


# A clock that runs fast and a page that has no time for itself until `held` is let go: the index stays half made.
SLOW = """() => {
  let now = 0;
  const [later, held] = [window.setTimeout, []];
  performance.now = () => (now += 1000);
  window.setTimeout = (act, wait) => (wait === undefined && held ? held.push(act) : later(act, wait));
  window.letGo = () => {
    window.setTimeout = later;
    for (const act of held) act();
  };
}"""


def test_before_all_is_read_nothing_is_said_not_to_be_found_nor_counted(open_page: Callable[..., Page], large: Path):
    quick = open_page(large)
    quick.locator("#search").fill("grain")
    expect(quick.locator("#search-results")).to_contain_text("Show only")
    page = open_page(large)
    page.evaluate(SLOW)
    page.locator("#search").fill("grain")
    results = page.locator("#search-results")
    expect(results).to_contain_text("still being read")
    assert set(_counts(page)) == {"Actors, events, places"}
    page.locator("#search").fill("nobody says this")
    expect(results).to_have_text("The claims are still being read…")
    page.locator("#search").fill("grain")
    page.keyboard.press("ArrowDown")
    marked = results.locator("[aria-selected=true]").inner_text()
    page.evaluate("window.letGo()")
    expect(results).not_to_contain_text("still being read")
    assert _counts(page) == _counts(quick)
    assert results.locator("[aria-selected=true]").inner_text() == marked
    page.locator("#search").fill("nobody says this")
    expect(results).to_have_text("Nothing is called so or says so")
