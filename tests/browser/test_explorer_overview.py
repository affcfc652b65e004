"""A network too large to be read: what its overview shows, that its figures are whole, and the ways to the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from graph_loader.graph.parts import part
from graph_loader.model.numerals import figure
from graph_loader.views import explorer as page_of
from graph_loader.views import overview as overviews
from tests.browser.conftest import PHONE, OpenPage, place
from tests.browser.test_explorer_access import violations
from tests.views.sample import generated

WHOLE = "window.coldwar.isWhole()"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[Any]:
    return generated(2600, 4500)


@pytest.fixture(scope="module")
def bare(graph: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """The same without theatres."""
    made = graph.copy()
    for _, row in made.nodes(data=True):
        row.pop("theatre", None)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, graph: nx.MultiDiGraph[Any], bare: nx.MultiDiGraph[Any]) -> Path:
    out = tmp_path_factory.mktemp("overview")
    page_of(graph).write(out / "large.html")
    page_of(bare).write(out / "bare.html")
    page_of(part(graph, focus=["kgb"])).write(out / "part.html")
    page_of(overviews.overview(graph)).write(out / "held.html")
    return out


@pytest.fixture
def explorer(open_page: OpenPage, folder: Path) -> Callable[..., Page]:
    def open_(state: str = "", file: str = "large.html", **options: Any) -> Page:
        page = open_page(folder / file, fragment=state, bypass_csp=True, reduced_motion="reduce", **options)
        page.set_default_timeout(20000)
        page.wait_for_function(WHOLE)
        return page

    return open_


def sentence(graph: nx.MultiDiGraph[Any]) -> str:
    """What the page says of its overview, worked out with NetworkX."""
    chosen, each, actors = overviews.most_tied(graph)
    among = graph.subgraph(chosen).number_of_edges()
    claims = figure(graph.number_of_edges(), "en")
    nodes = figure(sum(1 for _, degree in graph.degree if degree), "en")
    return (
        f"{nodes} nodes and {claims} claims. Shown: the {len(chosen)} most tied of {figure(actors, 'en')} actors "
        f"(by claims), at most {each} of each theatre; {figure(among, 'en')} of {claims} claims between them, "
        "and all in the marks of the theatres."
    )


def hidden_of(graph: nx.MultiDiGraph[Any], theatre: str) -> list[str]:
    """Actors of a theatre that the overview leaves in its mark."""
    chosen, *_ = overviews.most_tied(graph)
    named = (node for node, row in graph.nodes(data=True) if row.get("theatre") == theatre and row["label"] == "State")
    return sorted(node for node in named if node not in chosen and graph.degree(node))[:2]


def test_the_overview_says_its_rule_and_every_count_is_of_all(explorer, graph):
    page = explorer()
    expect(page.locator("#summary")).to_have_text(sentence(graph))
    counted = page.locator("#keys [data-family] .number").all_inner_texts()
    assert sum(int(number.replace(",", "")) for number in counted) == graph.number_of_edges()
    assert len(page.evaluate("window.coldwar.shown()")) == sum(1 for _, degree in graph.degree if degree)
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#view-table")).to_contain_text(figure(graph.number_of_edges(), "en"))


def test_who_is_found_and_picked_comes_in_with_its_ties_and_a_link_brings_it_back(explorer, graph):
    one, other = hidden_of(graph, "moscow")
    page = explorer()
    assert place(page, one) == place(page, other)
    page.locator("#search").fill(graph.nodes[one]["name"])
    page.get_by_role("option", name=graph.nodes[one]["name"]).first.click()
    expect(page.locator("#summary")).to_contain_text(f"Picked besides: {graph.nodes[one]['name']}.")
    page.wait_for_function(WHOLE)
    assert place(page, one) != place(page, other)
    there = explorer(page.url.partition("#")[2])
    expect(there.locator("#panel-title")).to_have_text(graph.nodes[one]["name"])
    expect(there.locator("#summary")).to_contain_text("Picked besides")
    assert place(there, one) != place(there, other)


def test_one_click_shows_everything_and_one_goes_back_and_a_theatre_opens_by_its_mark(explorer, graph):
    one, other = hidden_of(graph, "moscow")
    page = explorer()
    page.get_by_role("button", name="Show everything").first.click()
    expect(page).to_have_url(re.compile("whole=1"))
    expect(page.locator("#summary")).to_have_text(re.compile(r"^[\d,]+ nodes and 4,500 claims shown\.$"))
    page.wait_for_function(WHOLE)
    assert place(page, one) != place(page, other)
    page.get_by_role("button", name="Show the overview").click()
    expect(page.locator("#summary")).to_have_text(sentence(graph))
    page.wait_for_function(WHOLE)
    page.mouse.click(*place(page, one))
    expect(page).to_have_url(re.compile("open=moscow"))
    expect(page.locator("#summary")).to_contain_text("Shown whole: Moscow.")
    page.wait_for_function(WHOLE)
    assert place(page, one) != place(page, other)


def test_what_a_filter_leaves_is_shown_whole_once_it_can_be_read(explorer):
    page = explorer("y=1950-01-01~1950-12-31")
    expect(page.locator("#summary")).to_contain_text("claims shown")
    expect(page.get_by_role("button", name="Show everything")).to_have_count(1)


def test_a_large_network_without_theatres_shows_the_most_tied_of_all(explorer, bare):
    page = explorer(file="bare.html")
    expect(page.locator("#summary")).to_contain_text(
        re.compile(r"Shown: the 60 most tied of [\d,]+ actors \(by claims\)")
    )


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("part.html", "This page holds only a part of the package, whole in itself: what is at most 1 step from KGB."),
        ("held.html", "This page holds only an overview of the package: the 54"),
    ],
)
def test_a_page_of_a_part_says_so_in_both_languages_and_in_what_is_saved(explorer, file, said):
    page = explorer(file=file)
    expect(page.locator("#part")).to_contain_text(said)
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator("[data-format=svg]").click()
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)", Path(download.value.path()).read_text(encoding="utf-8")))
    assert said[:40] in drawn
    expect(explorer("lang=es", file=file).locator("#part")).to_contain_text("Esta página contiene solo un")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("file", ["large.html", "part.html"])
def test_axe_finds_nothing_in_an_overview_and_in_a_part(explorer, file, dark):
    page = explorer(file=file, size=PHONE, color_scheme="dark" if dark else "light")
    assert violations(page) == []
