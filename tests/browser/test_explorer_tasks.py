"""The twelve tasks of a historian, on the project's own data; what is found is reckoned from the data.

Done whole elsewhere: 2 a path by influence in order of time, 3 before and after a day and 7 playing the years
(test_explorer_compare.py), 9 links, back and forward, presets (test_explorer_states.py, test_explorer_focus.py),
11 `coldwar view` (tests/views).
"""

from __future__ import annotations

import io
import json
import math
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from graph_loader import exports
from graph_loader.graph.network import ClaimGraph
from graph_loader.views.lives import life
from tests.browser.conftest import DESKTOP, PHONE, OpenPage, opener

VIEWS = ("Network", "Map", "Timeline", "Matrix", "Table", "Doubt")


@pytest.fixture(scope="module")
def graph(real_graph: ClaimGraph) -> ClaimGraph:
    return real_graph


@pytest.fixture
def task_page(open_page: OpenPage, real_page: Path) -> Callable[..., Page]:
    return opener(open_page, real_page)


def saved(page: Page, name: str) -> Path:
    if not page.locator(f"[data-format={name}]").is_visible():
        page.locator("#export summary").click()
    with page.expect_download() as found:
        page.locator(f"[data-format={name}]").click()
    return Path(found.value.path())


def download(page: Page, name: str) -> str:
    return saved(page, name).read_text(encoding="utf-8-sig")


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


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_6_two_persons_and_what_they_share(task_page: Callable[..., Page], graph: ClaimGraph, size: tuple[int, int]):
    two = ["luis-corvalan", "leonid-brezhnev"]
    ties = nx.Graph(graph.to_undirected())
    shared = set(ties[two[0]]) & set(ties[two[1]])
    said = {
        c["id"] for from_, to, c in graph.edges(data=True) if {from_, to} & set(two) and {from_, to} <= shared | {*two}
    }
    assert shared
    page = task_page("undated=1&denied=1", size=size)

    def find(name: str) -> None:
        if size == PHONE:
            page.locator("#choices").press("Enter")
        page.locator("#search").fill(name)
        page.locator("#search").press("Enter")
        expect(page.locator("#panel-title")).to_be_focused()

    find("corvalán")
    page.get_by_role("button", name="Neighbourhood").press("Enter")
    find("brezhnev")
    page.get_by_role("button", name="In common with Luis Corvalán").press("Enter")
    expect(page.locator("#strip")).to_contain_text("What Luis Corvalán and Leonid Brezhnev have in common")
    expect(page.locator("#panel")).to_be_hidden()
    assert set(page.evaluate("window.coldwar.shown()")) == shared | {*two}
    assert set(pd.read_csv(io.StringIO(download(page, "claims")))["id"]) == said


def test_8_a_claim_is_cited_and_every_view_is_saved(task_page: Callable[..., Page], graph: ClaimGraph):
    page = task_page("sel=tie,ussr,chile", device_scale_factor=1)
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text } }")
    cited = page.locator("#panel .claim").first
    claim = cited.get_attribute("data-claim") or ""
    cited.get_by_role("button", name="Chicago").first.press("Enter")
    assert f"claim {claim} (" in page.evaluate("window.copied")
    cited.get_by_role("button", name="BibTeX").first.press("Enter")
    assert re.fullmatch(r"@[a-z]+\{[\w-]+,\n(?:  [a-z]+ = \{.*\},?\n)+\}", page.evaluate("window.copied"))
    page.keyboard.press("Escape")
    page.locator("#search").fill("grain")
    page.get_by_role("option").filter(has_text="Show only").click()
    for view in (*VIEWS, "Compare"):
        page.get_by_role("tab", name=view).press("Enter")
        svg = ET.fromstring(download(page, "svg"))
        words = " ".join("".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text"))
        assert "Only claims that say “grain”" in words, view
        with Image.open(saved(page, "png")) as png:
            assert png.size == (2 * round(float(svg.get("width", 0))), 2 * round(float(svg.get("height", 0)))), view
            seen = png.convert("RGB").resize((400, 400), Image.Resampling.NEAREST)
            assert len(seen.getcolors(400 * 400) or []) > 20, view


def test_8_the_exports_are_what_other_tools_read(task_page: Callable[..., Page], graph: ClaimGraph, tmp_path: Path):
    page = task_page("all=1&undated=1&denied=1")
    claims = pd.read_csv(io.StringIO(download(page, "claims")))
    nodes = pd.read_csv(io.StringIO(download(page, "nodes")))
    gexf = download(page, "gexf")
    network = nx.read_gexf(io.BytesIO(gexf.encode()))
    every = {claim["id"]: (from_, to) for from_, to, claim in graph.edges(data=True)}
    assert set(claims["id"]) == set(every)
    assert set(nodes["id"]) >= {end for ends in every.values() for end in ends}
    assert sorted(network.edges()) == sorted(every.values())
    assert set(network) == set(nodes["id"])
    assert gephi_issues(gexf) == []
    # The same graph as the command writes it.
    exports.write(graph, "graphml", tmp_path / "graph.graphml")
    exports.write(graph, "json", tmp_path / "graph.json")
    exports.write(graph, "gexf", tmp_path / "graph.gexf")
    read = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))
    for other in (nx.read_graphml(tmp_path / "graph.graphml"), nx.node_link_graph(read, edges="edges")):
        assert sorted(other.edges()) == sorted(every.values())
    assert gephi_issues((tmp_path / "graph.gexf").read_text(encoding="utf-8")) == []


GEXF = "{http://gexf.net/1.3}"
# What Gephi's importer parses the values of a column with.
PARSERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "long": int,
    "integer": int,
    "double": float,
    "float": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def gephi_issues(text: str) -> list[str]:
    """What Gephi's importer of GEXF (0.10) would report or leave out."""
    root = ET.fromstring(text)
    (frame,) = root.iter(f"{GEXF}graph")
    issues = [] if (root.get("version"), frame.get("timeformat")) == ("1.3", "date") else ["version or format of time"]
    columns: dict[tuple[str, str], Callable[[str], Any]] = {}
    for table in root.iter(f"{GEXF}attributes"):
        titles = [column.get("title", "").lower() for column in table]
        issues += [f"column {title} twice" for title in set(titles) if titles.count(title) > 1]
        columns |= {(table.get("class", ""), column.get("id", "")): PARSERS[column.get("type", "")] for column in table}
    nodes = [node.get("id") for node in root.iter(f"{GEXF}node")]
    edges = list(root.iter(f"{GEXF}edge"))
    kinds = Counter((edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges)
    issues += [f"parallel edges of one kind would be added up: {kind}" for kind, number in kinds.items() if number > 1]
    for of, ids in (("node", nodes), ("edge", [edge.get("id") for edge in edges])):
        issues += [f"{of} {id_!r} twice or empty" for id_, number in Counter(ids).items() if number > 1 or not id_]
        for element in root.iter(f"{GEXF}{of}"):
            for value in element.iter(f"{GEXF}attvalue"):
                columns[of, value.get("for", "")](value.get("value", ""))
    for edge in edges:
        issues += [
            f"{edge.get('id')}: no node {end}" for end in ("source", "target") if edge.get(end) not in set(nodes)
        ]
        days = [date.fromisoformat(edge.attrib[end]) for end in ("start", "end") if end in edge.attrib]
        issues += [f"{edge.get('id')}: ends before it starts"] if days != sorted(days) else []
    for mark in root.iter():
        if mark.tag.endswith("}color"):
            issues += [str(mark.attrib) for band in "rgb" if not 0 <= int(mark.attrib[band]) <= 255]
        elif mark.tag.endswith(("}position", "}size")):
            issues += [str(mark.attrib) for number in mark.attrib.values() if not math.isfinite(float(number))]
    return issues


def test_10_on_a_phone_in_the_dark_in_spanish_and_on_paper(task_page: Callable[..., Page]):
    page = task_page(size=PHONE, has_touch=True, color_scheme="dark")
    page.locator("#language").select_option("es")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#choices").tap()
    page.locator("#search").fill("brasil")
    page.locator(".results [role=option]").first.tap()
    expect(page.locator("#panel-title")).to_have_text("Brasil")
    expect(page.locator("#panel .kicker")).to_contain_text("Estado")
    page.locator("#panel .close").tap()
    page.get_by_role("tab", name="Tabla").tap()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.locator(".printed:visible")).to_contain_text("afirmaciones")
    printed = page.locator("#view-table tbody tr:not(.gap)").count()
    assert f"{printed} afirmaciones" in page.locator("#summary").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


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
