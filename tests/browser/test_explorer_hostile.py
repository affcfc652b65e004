"""Texts that try to be more than text, opened in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.views import explorer
from tests.views.sample import HOSTILE, hostile, sample

TITLE = "<script>document.title='hacked'</script> & Co"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    explorer(hostile(), title=TITLE).write(path)
    return path


@pytest.fixture
def page(open_page: Callable[..., Page], file: Path) -> Page:
    opened = open_page(file)
    opened.set_default_timeout(8000)
    expect(opened.locator("#summary")).to_contain_text("shown")
    return opened


def test_no_text_becomes_markup_in_any_view(page: Page):
    for view in ("map", "timeline", "matrix", "table", "network"):
        page.get_by_role("tab", name=view.title()).click()
    assert page.title() == TITLE
    assert page.locator("main img, #panel img, b").count() == 0
    assert page.locator("a[href*='example.invalid'], a[href^='javascript']").count() == 0


def test_a_node_of_any_name_can_be_found_and_read(page: Page):
    page.get_by_role("tab", name="Table").click()
    page.locator(".choice button").nth(1).click()
    for written in (text for name, text in HOSTILE.items() if name != "half"):
        page.locator("#view-table th button").filter(has_text=written[:20].strip()).first.click()
        assert page.locator("#panel-title").evaluate("heading => heading.textContent") == written
        assert page.title() == TITLE


def test_a_name_of_ten_thousand_letters_breaks_no_layout(page: Page):
    page.locator("#search").fill("xxxxxxxx")
    page.locator("#search").press("Enter")
    expect(page.locator("#panel-title")).to_contain_text("xxxx")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    assert page.locator("#panel").evaluate("panel => panel.scrollWidth <= panel.clientWidth + 1")


def test_what_is_saved_is_well_formed(page: Page):
    for format_ in ("svg", "gexf", "claims", "png"):
        page.locator("#export summary").click()
        with page.expect_download() as download:
            page.locator(f"[data-format={format_}]").click()
        content = Path(download.value.path()).read_bytes()
        if format_ in ("svg", "gexf"):
            parse = "text => !new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')"
            assert page.evaluate(parse, content.decode("utf-8"))
            assert b"<script" not in content
        else:
            assert len(content) > 100


def test_a_hostile_address_changes_nothing(open_page: Callable[..., Page], sample_page: Path):
    for state in (
        "sel=node,%3Cscript%3E",
        "focus=nobody&path=a,b",
        "v=<img>&p=<script>&cam=NaN,1,1",
        "-kind=__proto__",
    ):
        page = open_page(sample_page, fragment=state)
        expect(page.locator("#summary")).to_contain_text("shown")


def test_in_a_notebook_frame_the_page_works_without_an_address(open_page: Callable[..., Page], tmp_path: Path):
    (tmp_path / "notebook.html").write_text(f"<!doctype html>{explorer(sample())._repr_html_()}", encoding="utf-8")
    frame = open_page(tmp_path / "notebook.html").frame_locator("iframe")
    expect(frame.locator("#summary")).to_have_text("12 nodes and 15 claims shown.")
    frame.locator("#search").fill("kgb")
    frame.locator("#search").press("Enter")
    expect(frame.locator("#panel-title")).to_have_text("KGB")
