"""All that is doubtful: found by a filter, marked in every view, read side by side, and read as suggested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer
from tests.browser.conftest import go, opener
from tests.views.sample import CLAIMS, NODES, POLAR, graph_of

OpenPage = Callable[..., Page]
PHONE = (390, 844)
MET = {"id": "t04-01", "type": "MET_WITH", "from": "juan-peron", "to": "leonid-brezhnev"}
NOTES = [
    {"id": "n1", "kind": "contradiction", "field": "date", "suggested": "1977-01", "note": "Two years apart.",
     "other_id": "y02-01"},
    {"id": "n2", "kind": "probable-error", "field": "weather", "suggested": "rain"},
]  # fmt: skip
DOUBTED = [
    *CLAIMS,
    *POLAR,
    {**MET, "date": "1975-01", "summary": "The two met in January 1975.", "annotations": NOTES},
    {"id": "t04-02", "type": "TRADED_WITH", "from": "chile", "to": "poland", "date": "1980-05", "polarity": "denied"},
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doubt") / "network.html"
    explorer(graph_of(NODES, DOUBTED)).write(path)
    return path


@pytest.fixture
def doubt_page(open_page: OpenPage, file: Path) -> Callable[..., Page]:
    return opener(open_page, file)


def test_the_filter_finds_all_that_is_doubtful_and_is_in_the_link(doubt_page: Callable[..., Page]) -> None:
    page = doubt_page("v=table")
    facet = page.locator("[data-facet=doubt]")
    # Both sides of the contradiction count, and that of the sample whose other side nobody named.
    rows = ["Contradiction3", "Affirmed and denied2", "Probable error1", "no note14"]
    expect(facet.locator("li")).to_have_text(rows)
    facet.get_by_label("no note").uncheck()
    expect(page.locator("#summary")).to_contain_text("5 claims shown.")
    page.wait_for_function("() => location.hash.includes('-doubt=none')")
    expect(doubt_page("v=table&-doubt=none").locator("#summary")).to_contain_text("5 claims shown.")


def test_every_view_marks_it_in_words_and_with_a_sign(doubt_page: Callable[..., Page]) -> None:
    page = doubt_page("v=table")
    row = page.locator("#view-table tr").filter(has_text="The two met in January 1975.")
    expect(row.locator("[data-doubt]")).to_have_text(["Contradiction", "Probable error"])
    cell = go(page, "v=matrix").get_by_label("Santiago → Eastern Europe: 2 (1 denied, 2 doubtful)").first
    expect(cell.locator("sup")).to_have_text("×?")
    bar = go(page, "v=timeline").locator(".mark[data-claim='t04-01']")
    expect(bar).to_contain_text("(contradiction, probable error)")  # its sign: tests/js/timeline.test.js
    arc = go(page, "v=map&arcs=1").get_by_label("Buenos Aires → Moscow: 3 claims (1 disputed, 2 doubtful)")
    assert arc.locator(".doubtful").get_attribute("d")
    panel = go(page, "sel=tie,juan-peron,leonid-brezhnev").locator("#panel-content")
    expect(panel.locator("[data-doubt]")).to_have_text(["Contradiction", "Probable error"])


def test_where_the_sources_disagree_both_sides_stand_beside_each_other(doubt_page: Callable[..., Page]) -> None:
    page = doubt_page()
    page.get_by_role("tab", name="Doubt").click()
    expect(page.locator("#view-doubt .hint").first).to_contain_text("3 of 3 places under the present filters.")
    pair = page.locator(".pair[data-note=n1]")
    expect(pair.locator("h3")).to_have_text("Contradiction: date")
    sides = pair.locator(".one-side")
    for number, parts in enumerate(
        [
            ("The two met in January 1975.", "Forbidden Tango 2013, paragraph 4, note 14"),
            ("leonid-brezhnev and luis-corvalan.", "Yordanov 2019, paragraph 2, note 14"),
        ]
    ):
        for part in parts:
            expect(sides.nth(number)).to_contain_text(part)
    opposed = page.locator(".pair[data-claim='t04-02'] .one-side")
    expect(opposed.nth(0)).to_contain_text("traded with (denied)")
    expect(opposed.nth(1)).to_contain_text("traded with (strained)")
    page.get_by_text("Probable error", exact=False).and_(page.locator("summary")).click()
    expect(page.locator("[data-section=probable-error] .claim")).to_have_count(1)


def test_under_filters_a_side_that_is_left_out_is_said_to_be(doubt_page: Callable[..., Page]) -> None:
    page = doubt_page("v=doubt&y=1975-01-01~1975-12-31", size=PHONE)
    expect(page.locator("#view-doubt .hint").first).to_contain_text("1 of 3 places")
    sides = page.locator(".pair .one-side")
    expect(sides.nth(0)).not_to_contain_text("Left out by the present filters.")
    expect(sides.nth(1)).to_contain_text("Left out by the present filters.")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.emulate_media(media="print")
    expect(sides.nth(1)).to_be_visible()


def test_read_as_suggested_moves_claims_and_says_how_many(doubt_page: Callable[..., Page]) -> None:
    window = "y=1977-01-01~1977-12-31"
    page = doubt_page(window)
    expect(page.locator("#panel")).to_be_hidden()
    before = page.locator("#summary").inner_text()
    switch = page.get_by_label("Read as suggested by the annotations")
    switch.focus()
    page.keyboard.press("Space")
    counted = page.get_by_role("button", name="2 claims read as suggested, 1 suggestion that cannot be followed")
    counted.press("Enter")
    panel = page.locator("#panel-content")
    expect(panel.locator("[data-claim='t04-01'] .claim-date")).to_have_text("January 1977")
    expect(panel.locator("[data-claim='t04-01'] .reading-note")).to_contain_text("The source has date: January 1975.")
    expect(panel).to_contain_text("1 of 2 claims pass the filters.")
    expect(panel).to_contain_text("found 'weather'")
    page.wait_for_function("() => location.hash.includes('sug=1')")
    again = doubt_page(f"{window}&sug=1&v=timeline")
    expect(again.locator(".mark[data-claim='t04-01']")).to_contain_text("January 1977")
    again.get_by_label("Read as suggested by the annotations").uncheck()
    expect(again.locator("#summary")).to_have_text(before)
    expect(again.locator(".mark[data-claim='t04-01']")).to_have_count(0)


def test_undated_claims_open_as_a_list_and_can_be_shown(doubt_page: Callable[..., Page]) -> None:
    page = doubt_page("y=1980-01-01~1980-12-31")
    page.get_by_role("button", name="1 claim without a date left out").press("Enter")
    panel = page.locator("#panel-content")
    expect(panel.locator("#panel-title")).to_have_text("Claims without a date")
    expect(panel.locator(".claim")).to_contain_text(["ussr and detente."])
    before = page.locator("#summary").inner_text()
    panel.get_by_role("button", name="Show them").press("Enter")
    expect(page.locator("#summary")).to_contain_text("1 claim without a date shown too")
    expect(page.locator("#switch-undated")).to_be_checked()
    expect(page.locator("#panel-content .claim")).to_have_count(1)
    page.wait_for_function("() => location.hash.includes('undated=1')")
    page.locator("#switch-undated").uncheck()
    expect(page.locator("#summary")).to_have_text(before)
