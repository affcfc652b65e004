"""Claims of which the source says that it was not so, or was poor: marked, told and filtered in every view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer
from tests.browser.conftest import go, opener
from tests.views.sample import polar

OpenPage = Callable[..., Page]
DENIED = {"en": "denied: the source says that this was not so", "es": "negado: la fuente dice que no fue así"}
STRAINED = {"en": "strained: it was so, but poor", "es": "deteriorado: fue así, pero pobre"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("polar") / "network.html"
    explorer(polar()).write(path)
    return path


@pytest.fixture
def polar_page(open_page: OpenPage, file: Path) -> Callable[..., Page]:
    return opener(open_page, file)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_panel_and_the_legend_say_it_in_words(polar_page: Callable[..., Page], language: str) -> None:
    page = polar_page(f"sel=tie,argentina,poland&lang={language}")
    expect(page.locator("#panel-content .polarity")).to_have_text(DENIED[language])
    legend = page.locator("[data-facet=polarity] li")
    expect(legend).to_have_count(3)
    expect(legend.nth(1)).to_contain_text(STRAINED[language])
    expect(legend.nth(2)).to_contain_text(DENIED[language])
    expect(legend.locator("svg .sign")).to_have_count(3)


def test_the_filter_is_in_the_address_and_comes_back_from_it(polar_page: Callable[..., Page]) -> None:
    page = polar_page()
    expect(page.locator("#summary")).to_have_text("13 nodes and 17 claims shown.")
    page.locator("[data-facet=polarity] input[value=denied]").uncheck()
    expect(page.locator("#summary")).to_contain_text("16 claims shown.")
    page.wait_for_function("() => location.hash.includes('-polarity=denied')")
    again = polar_page("-polarity=denied")
    expect(again.locator("#summary")).to_contain_text("16 claims shown.")
    expect(again.locator("[data-facet=polarity] input[value=denied]")).not_to_be_checked()


def test_a_denied_tie_is_a_step_only_where_the_switch_says_so(polar_page: Callable[..., Page]) -> None:
    page = polar_page("path=argentina,chile")
    expect(page.locator(".route summary").first).to_contain_text("Argentina – Soviet Union – Poland – Chile")
    page.locator("#path-denied").check()
    expect(page.locator(".route summary").first).to_contain_text("Argentina – Poland – Chile")
    page.wait_for_function("() => location.hash.includes('denied=1')")


def test_table_matrix_timeline_and_map_tell_it(polar_page: Callable[..., Page]) -> None:
    page = polar_page("v=table")
    rows = page.locator("#view-table tbody tr")
    expect(rows.filter(has_text="cooperated with (denied)")).to_have_count(1)
    expect(rows.filter(has_text="traded with (strained)")).to_have_count(1)
    expect(go(page, "v=matrix").get_by_label("Buenos Aires → Eastern Europe: 1 (1 denied)")).to_contain_text("×")
    titles = go(page, "v=timeline").locator(".mark")
    expect(titles.filter(has_text="Argentina cooperated with (denied) Poland")).to_have_count(1)
    tie = go(page, "v=map&arcs=1").get_by_label("Buenos Aires → Eastern Europe: 1 claim (1 denied)")
    strokes = tie.locator(".sign:not(.doubtful)").get_attribute("d") or ""
    assert strokes.count("M") == 2  # a cross


PIXELS = """() => {
  const { x, y } = ["argentina", "poland"].map(window.coldwar.place).reduce((a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }));
  const canvas = document.querySelector("#canvas canvas");
  const ratio = devicePixelRatio;
  const near = canvas.getContext("2d").getImageData((x - 6) * ratio, (y - 6) * ratio, 12 * ratio, 12 * ratio).data;
  let painted = 0;
  for (let at = 3; at < near.length; at += 4) if (near[at] > 60) painted += 1;
  return painted / (near.length / 4);
}"""  # noqa: E501


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cross_stands_amid_a_denied_tie_in_light_and_dark(
    polar_page: Callable[..., Page], screenshots: Path, scheme: str
) -> None:
    page = polar_page("sel=tie,argentina,poland", color_scheme=scheme)
    page.wait_for_function("() => window.coldwar.place('argentina')")
    # Without the cross and its rim of paper, a line fills less than a third of the square.
    page.wait_for_function(f"() => ({PIXELS})() > 0.4")
    page.screenshot(path=str(screenshots / f"polarity-{scheme}.png"))


def test_the_saved_drawing_and_files_carry_it(polar_page: Callable[..., Page]) -> None:
    page = polar_page()
    page.locator("#export summary").click()
    held = {}
    for format_ in ("svg", "claims", "gexf"):
        if not page.locator(f"[data-format={format_}]").is_visible():
            page.locator("#export summary").click()
        with page.expect_download() as download:
            page.locator(f"[data-format={format_}]").click()
        held[format_] = download.value.path().read_text(encoding="utf-8")
    assert DENIED["en"] in held["svg"]
    assert any(row.startswith("t03-01,") and ",denied," in row for row in held["claims"].splitlines())
    assert 'title="polarity"' in held["gexf"]
