"""The twelve tasks of a historian, on the project's own data; what is found is reckoned from the data.

Done whole elsewhere: 2 a path by influence in order of time, 3 before and after a day and 7 playing the years
(test_explorer_compare.py), 9 links, back and forward, presets (test_explorer_states.py, test_explorer_focus.py),
10 phone, dark, paper, Spanish (test_explorer_access.py, test_explorer_print.py, test_explorer_output.py),
11 `coldwar view` (tests/views).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from graph_loader import to_networkx
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.dataset import Dataset
from graph_loader.views import explorer
from graph_loader.views.lives import life
from tests.browser.conftest import OpenPage, opener

PHONE = (390, 844)
VIEWS = ("Network", "Map", "Timeline", "Matrix", "Table", "Doubt")


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return to_networkx(Dataset.load())


@pytest.fixture(scope="module")
def file(graph: ClaimGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasks") / "network.html"
    explorer(graph).write(path)
    return path


@pytest.fixture
def task_page(open_page: OpenPage, file: Path) -> Callable[..., Page]:
    return opener(open_page, file)


def download(page: Page, name: str) -> str:
    if not page.locator(f"[data-format={name}]").is_visible():
        page.locator("#export summary").click()
    with page.expect_download() as found:
        page.locator(f"[data-format={name}]").click()
    return found.value.path().read_text(encoding="utf-8-sig")


def test_1_who_tied_moscow_to_santiago_before_1970(task_page: Callable[..., Page], graph: ClaimGraph):
    theatre = graph.nodes(data="theatre")

    def first_day(from_: str, to: str, claim: Mapping[str, Any]) -> str:
        """What is tied must have existed; what has no known beginning may be of any day."""
        founded = (life(graph.nodes[end])[0] for end in (from_, to))
        return max(filter(None, (claim["start"], claim["possible_start"], *founded)), default="")

    wanted = [
        claim
        for from_, to, claim in graph.edges(data=True)
        if (theatre[from_], theatre[to]) == ("moscow", "santiago")
        and claim["date"]
        and first_day(from_, to, claim) <= "1969-12-31"
    ]
    assert wanted
    page = task_page()
    page.locator("#day-to").fill("1969")
    page.locator("#day-to").press("Enter")
    page.get_by_role("tab", name="Matrix").press("Enter")
    cell = page.locator("#view-matrix button[aria-label^='Moscow → Santiago:']").first
    expect(cell).to_have_accessible_name(re.compile(rf"^Moscow → Santiago: {len(wanted)}( \(|$)"))
    cell.press("Enter")
    for claim in wanted:
        expect(page.locator("#panel")).to_contain_text(claim["summary"])


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_4_all_that_is_said_of_the_grain_trade_with_amounts(
    task_page: Callable[..., Page], graph: ClaimGraph, size: tuple[int, int]
):
    said = [claim for *_, claim in graph.edges(data=True) if "grain" in (claim["summary"] or "").lower()]
    page = task_page(size=size)
    if size == PHONE:
        page.locator("#choices").click()
    page.locator("#search").fill("grain")
    page.get_by_role("option").filter(has_text="Show only").click()
    if size == PHONE:
        page.keyboard.press("Escape")
    page.get_by_role("tab", name="Table").click()
    rows = pd.read_csv(io.StringIO(download(page, "claims")))
    assert {claim["id"] for claim in said} <= set(rows["id"])
    amounts = {claim["id"]: claim["amount"] for claim in said if claim["amount"] is not None}
    assert rows.set_index("id")["amount"].dropna().loc[list(amounts)].to_dict() == amounts


def test_5_all_that_is_doubtful_or_contradictory(task_page: Callable[..., Page], graph: ClaimGraph):
    page = task_page("-doubt=none")
    shown = set(pd.read_csv(io.StringIO(download(page, "claims")))["id"])
    doubts = {"contradiction", "probable-error"}
    noted = {c["id"] for *_, c in graph.edges(data=True) if doubts & {note["kind"] for note in c["annotations"]}}
    assert noted
    assert noted <= shown


def test_8_the_exports_are_what_other_tools_read(task_page: Callable[..., Page], graph: ClaimGraph):
    page = task_page("all=1&undated=1&denied=1")
    claims = pd.read_csv(io.StringIO(download(page, "claims")))
    nodes = pd.read_csv(io.StringIO(download(page, "nodes")))
    network = nx.read_gexf(io.BytesIO(download(page, "gexf").encode()))
    every = {claim["id"]: (from_, to) for from_, to, claim in graph.edges(data=True)}
    assert set(claims["id"]) == set(every)
    assert set(nodes["id"]) >= {end for ends in every.values() for end in ends}
    assert sorted(network.edges()) == sorted(every.values())
    assert set(network) == set(nodes["id"])


def test_12_every_view_counts_the_same_under_filters(task_page: Callable[..., Page]):
    page = task_page("q=grain&y=1970-01-01~1985-12-31&-family=assessment&undated=1")
    told = page.locator("#summary").inner_text()
    number = len(pd.read_csv(io.StringIO(download(page, "claims"))))
    assert number > 1
    page.keyboard.press("Escape")
    for view in VIEWS:
        page.get_by_role("tab", name=view).click()
        expect(page.locator("#summary")).to_have_text(told)
    assert f"{number} claims shown" in told
    page.get_by_role("tab", name="Table").click()
    expect(page.locator("#view-table caption")).to_contain_text(str(number))
