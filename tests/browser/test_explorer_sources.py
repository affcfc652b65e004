"""The page on sources of every kind, light and on a phone: places in words, ids that lead elsewhere, own columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph_loader import Dataset, to_networkx
from graph_loader.views import explorer
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.own_sources import PLACES, make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    graph = to_networkx(Dataset.load(make(folder / "package")))
    for language in ("en", "es"):
        explorer(graph, focus="fidel-castro", language=language).write(folder / f"{language}.html")
    return folder


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_panel_words_places_and_links_ids(
    open_page: OpenPage, folder: Path, screenshots: Path, language: str
) -> None:
    size, column = (DESKTOP, 1) if language == "en" else (PHONE, 2)
    page = open_page(folder / f"{language}.html", size=size)
    panel = page.locator("#panel-content")
    for place in PLACES.values():
        expect(panel.locator("cite").filter(has_text=place[column])).to_have_count(1)
    links = panel.locator(".identifier a")
    expect(links).to_have_text(["97104893", "Q11256"])
    expect(links.last).to_have_attribute("href", "https://www.wikidata.org/wiki/Q11256")
    expect(links.last).to_have_attribute("rel", "noopener noreferrer")
    expect(panel.locator(".identifier").first).to_have_text("house-file x <i> 7")
    for title, value in (("Rank & file", "<b>Comandante</b>"), ("Year joined", "1956"), ("Archive box", "7")):
        expect(panel.locator("dt", has_text=title).locator("+ dd")).to_have_text(value)
    for place, name in ((".identifier", "ids"), (".evidence cite:has-text('44–46')", "places")):
        panel.locator(place).first.scroll_into_view_if_needed()
        page.screenshot(path=screenshots / f"own-{name}-{language}.png")
