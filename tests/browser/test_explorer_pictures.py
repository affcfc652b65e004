"""Every preset and view of the real data draws a picture; `build/screenshots` keeps them for people to look at."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset
from graph_loader.views import write_views
from tests.views.sample import data_of

OpenPage = Callable[..., Page]
PHONE = (390, 844)
ROOT = Path(__file__).parents[2]
STATES = {
    "path": "path=kgb,luis-corvalan",
    "node": "sel=node,pcch",
    "neighbourhood": "focus=pcch&sel=node,pcch",
    "map": "v=map&arcs=1",
    "timeline": "v=timeline",
    "matrix": "v=matrix",
    "table": "v=table",
    "spanish": "lang=es&sel=tie,chile,ussr",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real")
    dataset = Dataset.load()
    write_views(to_networkx(dataset), dataset, out)
    return out


def picture(page: Page, file: Path) -> int:
    """Keep a screenshot; return how many colours it holds, which are few where nothing was drawn."""
    content = page.screenshot(path=file)
    return len(Image.open(io.BytesIO(content)).convert("RGB").getcolors(1 << 24) or [])


def test_the_picture_of_the_readme_shows_these_data(open_page: OpenPage, folder: Path):
    page = open_page(folder / "network.html")
    expect(page.locator("#summary")).not_to_be_empty()
    with Image.open(ROOT / "docs" / "images" / "explorer.png") as readme:
        assert readme.info["Description"] == page.locator("#summary").inner_text(), "make docs"


def test_every_view_draws_something(open_page: OpenPage, folder: Path, screenshots: Path):
    page = open_page(folder / "network.html")
    for name, state in STATES.items():
        page.evaluate("hash => (location.hash = hash)", state)
        page.wait_for_function("() => window.coldwar.isWhole()")
        assert picture(page, screenshots / f"{name}.png") > 60, name


def test_every_preset_draws_something_and_shows_less_than_everything(
    open_page: OpenPage, folder: Path, screenshots: Path
):
    page = open_page(folder / "network.html")
    page.locator("#preset").select_option("all")  # the first sight is that of the study's families
    everything = page.locator("#summary").inner_text()
    presets = data_of(page.content())["presets"]
    assert {"all", "juntas", "contact", "influence", "diplomacy", "moscow", "santiago"} <= {p["id"] for p in presets}
    for preset in presets:
        page.locator("#preset").select_option(preset["id"])
        assert (page.locator("#summary").inner_text() == everything) is (preset["id"] == "all"), preset["id"]
        assert picture(page, screenshots / f"preset-{preset['id']}.png") > 60


def test_on_a_phone_too(open_page: OpenPage, folder: Path, screenshots: Path):
    page = open_page(folder / "network.html", size=PHONE)
    for state in ("", "sel=node,salvador-allende", "v=map", "v=timeline"):
        page.evaluate("hash => (location.hash = hash)", state)
        page.wait_for_function("() => window.coldwar.isWhole()")
        name = state.replace("=", "-").replace(",", "-") or "network"
        assert picture(page, screenshots / f"phone-{name}.png") > 40, name


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_gallery_shows_its_thumbnails(open_page: OpenPage, folder: Path, screenshots: Path, colours: str):
    page = open_page(folder / "index.html", color_scheme=colours)
    assert page.locator(".views svg").count() >= 10
    assert picture(page, screenshots / f"gallery-{colours}.png") > 60
