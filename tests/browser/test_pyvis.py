"""PyVis pages in a real browser without a network (`open_page` fails at any request or error)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph_loader.exports.pyvis import to_pyvis, write
from graph_loader.graph.network import ClaimGraph
from tests.browser.conftest import DESKTOP, PHONE

HOSTILE = "<img src='https://example.invalid/x' onerror=\"document.title='hacked'\"> href </script>"


@pytest.fixture
def opened(open_page: Callable[..., Page], graph: ClaimGraph, tmp_path: Path) -> Callable[..., Page]:
    """Write the page of the graph, with a hostile name and a parallel claim, and open it."""
    graph.nodes["kgb"]["name"] = HOSTILE
    claim = graph.get_edge_data("ussr", "chile")["a02-01"]
    graph.add_edge("chile", "ussr", "x01-01", **(claim | {"id": "x01-01", "summary": HOSTILE}))

    def open_(size: tuple[int, int] = DESKTOP) -> Page:
        write(to_pyvis(graph, heading=HOSTILE), tmp_path / "page.html")
        page = open_page(tmp_path / "page.html", size=size)
        page.wait_for_function("Object.keys(network.body.edges).length > 0")
        return page

    return open_


def pixel(page: Page, node: str) -> Any:
    return page.evaluate("id => network.canvasToDOM(network.getPosition(id))", node)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_everything_is_drawn_where_we_placed_it(
    opened: Callable[..., Page], graph: ClaimGraph, size: tuple[int, int], screenshots: Path
) -> None:
    page = opened(size)
    assert sorted(page.evaluate("nodes.getIds()")) == sorted(graph)
    assert sorted(page.evaluate("edges.getIds()")) == sorted(key for *_, key in graph.edges(keys=True))
    places = {node["id"]: {"x": node["x"], "y": node["y"]} for node in to_pyvis(graph).nodes}
    assert page.evaluate("network.getPositions()") == places
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.screenshot(path=screenshots / f"pyvis-{size[0]}.png")


def test_no_two_parallel_ties_lie_on_each_other(opened: Callable[..., Page]) -> None:
    middles = opened().evaluate(
        """() => Object.values(network.body.edges)
             .filter(({fromId, toId}) => [fromId, toId].sort().join() === "chile,ussr")
             .map(({edgeType}) => edgeType.getPoint(0.5))
             .map(({x, y}) => `${Math.round(x)} ${Math.round(y)}`)"""
    )
    assert len(middles) == len(set(middles)) > 2


def test_a_hostile_name_is_text_under_the_pointer_and_after_a_click(opened: Callable[..., Page]) -> None:
    page = opened()
    spot, canvas = pixel(page, "kgb"), page.locator("#mynetwork canvas")
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
    tooltip = page.locator(".vis-tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text(HOSTILE)
    canvas.click(position=spot)
    expect(page.locator("#told")).to_contain_text(HOSTILE)
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0
    assert page.title() == HOSTILE
