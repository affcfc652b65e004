"""What is saved and printed is what the page shows: the same marks, legend and caption, and nothing cut."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, opener

SVG = "{http://www.w3.org/2000/svg}"
# Width and height of a sheet within its margins of 12 mm, in pixels of 1/96 inch.
MARGINS = 24 / 25.4
SHEETS = {
    f"{name} {way}": tuple(int(96 * (side - MARGINS)) for side in (sides if way == "upright" else sides[::-1]))
    for name, sides in {"A4": (210 / 25.4, 297 / 25.4), "Letter": (8.5, 11)}.items()
    for way in ("upright", "lying")
}
YEAR = "y=1973-01-01~1973-12-31"
VIEWS = {
    "network": "",
    "map": "arcs=1",
    "timeline": "",
    "matrix": "",
    "table": YEAR,
    "doubt": "",
    "compare": "a=y.1973-01-01~1973-09-11&b=y.1973-09-12~1973-12-31",
}
# What lies beyond the sheet, and what would be cut at its lower edge.
CUT = """([width, height]) => {
  const stage = document.querySelector('.stage');
  const seen = (css) => [...stage.querySelectorAll(css)].filter((one) => one.checkVisibility())
    .map((one) => ({ one, box: one.getBoundingClientRect(), inside: getComputedStyle(one).breakInside }));
  const told = ({ one, box }) => `${one.localName} ${one.getAttribute('class')}: ${box.right} x ${box.height}`;
  const figures = '.printed svg, svg.timeline, .map';
  return {
    beyond: seen(`${figures}, table, p, h2, h3, .claim`).filter(({ box }) => box.right > width + 1).map(told),
    tall: seen(figures).filter(({ box }) => box.height > height).map(told),
    cut: seen(`${figures}, tr, .claim, .pair`).filter(({ inside }) => inside !== 'avoid').map(told),
    heads: seen('thead').filter(({ one }) => getComputedStyle(one).display !== 'table-header-group').map(told),
  };
}"""


@pytest.fixture
def paper_page(open_page: OpenPage, real_page: Path) -> Callable[..., Page]:
    return opener(open_page, real_page)


def saved(page: Page) -> ET.Element:
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator("[data-format=svg]").click()
    return ET.fromstring(download.value.path().read_text(encoding="utf-8"))


def texts(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


def legend(root: ET.Element, page: Page) -> set[str]:
    """The families whose colours a picture explains."""
    names = set(page.locator("#keys [data-family]").all_inner_texts())
    return {name for told in names if (name := re.sub(r"[\s+]*[\d,]+$", "", told).strip()) in texts(root)}


def families(page: Page) -> set[str]:
    told = page.locator("#keys [aria-pressed=true]").all_inner_texts()
    return {re.sub(r"\s*[\d,]+$", "", one) for one in told if not re.search(r"\b0$", one)}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_saved_view_has_the_marks_the_legend_and_the_caption_of_the_page(
    paper_page: Callable[..., Page], colours: str
):
    page = paper_page(f"v=map&arcs=1&{YEAR}&-family=assessment,participation,membership", color_scheme=colours)
    summary = page.locator("#summary").inner_text()
    claims = re.findall(r"(\d+) claims shown", summary)[0]

    root = saved(page)
    assert len(of_class(root, "control")) == page.locator("#view-map .control").count() > 20
    assert legend(root, page) == families(page)
    pictures = {"map": root}

    page.get_by_role("tab", name="Timeline").click()
    pictures["timeline"] = saved(page)
    assert len(of_class(pictures["timeline"], "mark")) == page.locator("#view-timeline .marks .mark").count() > 100
    assert legend(pictures["timeline"], page) == families(page)

    page.get_by_role("tab", name="Matrix").click()
    pictures["matrix"] = saved(page)
    cells = page.locator("#view-matrix td button").evaluate_all("all => all.map((one) => one.firstChild.data)")
    numbers = [text for text in texts(pictures["matrix"]) if re.fullmatch(r"\d+", text)]
    assert sorted(numbers) == sorted(cells)
    assert len(cells) > 50

    page.get_by_role("tab", name="Table").click()
    pictures["table"] = saved(page)
    ids = [text for text in texts(pictures["table"]) if re.fullmatch(r"[a-z]+\d+-\d+", text)]
    assert len(ids) == len(set(ids)) == int(claims)

    for view, picture in pictures.items():
        words = " ".join(texts(picture))
        assert f"{claims} claims of" in words, view
        assert "1973 (possible)" in words, view
        assert "Families of ties: " in words, view


def test_nothing_on_paper_is_cut_or_dark(paper_page: Callable[..., Page]):
    page = paper_page(color_scheme="dark")
    found = {}
    for view, state in VIEWS.items():
        page.set_viewport_size({"width": 1400, "height": 900})
        page.emulate_media(media="screen", color_scheme="dark")
        page.evaluate("hash => (location.hash = hash)", f"p=all&v={view}&{state}")
        expect(page.locator(f"#view-{view}")).to_be_visible()
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for sheet, (width, height) in SHEETS.items():
            page.set_viewport_size({"width": width, "height": height})
            found[view, sheet] = page.evaluate(CUT, [width, height])
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        expect(page.locator(".printed:visible").first).to_contain_text("claims")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert {each: what for each, what in found.items() if any(what.values())} == {}


def test_the_heads_of_a_table_are_repeated_where_buttons_are_not(paper_page: Callable[..., Page]):
    page = paper_page("v=table")
    page.emulate_media(media="print")
    heads = page.locator("#view-table thead th")
    written = heads.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert written[:2] == ['"Date"', '"From"']
    assert heads.locator("button").first.is_hidden()
