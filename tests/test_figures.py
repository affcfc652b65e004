"""What every figure owes its reader: grey shades, labels, the caveat of its table, the same bytes each time."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib.colors
import networkx as nx
import pandas as pd
import pytest
from matplotlib.figure import Figure

from graph_loader.analysis import caveats, change, contrast_tables, findings, mixing, overview, provenance, readings
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.sensible import study_of
from graph_loader.model.study import Contrast, Side
from graph_loader.plots import diagrams, figures, notebook

Draw = Callable[[ClaimGraph], Figure]


def _contacts(graph: ClaimGraph) -> Figure:
    network = readings.simple_network(graph, readings.projection_of(graph, "contact"))
    return diagrams.circle(network, caveats.COVERAGE, title="Contacts")


def _families(graph: ClaimGraph) -> Figure:
    table = overview.composition(graph).query("dimension == 'family'")
    return figures.bars(table, "value", "count", group="of", title="Claims by family")


def _partners(graph: ClaimGraph) -> Figure:
    sides = tuple(Side({}, group=name) for name in ("santiago", "buenos-aires"))
    study = replace(study_of(graph), contrasts={"two": Contrast("two", {}, "moscow", sides)})
    return figures.partners(contrast_tables.partners(nx.MultiDiGraph(graph, study=study)))


def _years(graph: ClaimGraph) -> Figure:
    table = change.years(graph)
    return figures.curves(table, sorted(set(table["family"])))


DRAWN: dict[str, Draw] = {
    "bars": _families,
    "circle": _contacts,
    "curves": _years,
    "degrees": lambda graph: figures.degrees(overview.degrees(graph)),
    "matrix": lambda graph: figures.matrix(mixing.mixing(graph), "diplomacy"),
    "paragraphs": lambda graph: diagrams.paragraphs(provenance.paragraphs(graph)),
    "partners": _partners,
    "survival": lambda graph: diagrams.survival(findings.findings(graph, 1, ["coverage"])),
    "turnover": lambda graph: diagrams.turnover(change.periods(graph)),
}


@pytest.fixture(params=DRAWN)
def draw(request: pytest.FixtureRequest) -> Draw:
    return DRAWN[request.param]


def _svg(figure: Figure, folder: Path) -> str:
    notebook.show(figure, "figure", folder / "build" / "figures")
    return (folder / "build" / "figures" / "figure.svg").read_text(encoding="utf-8")


def test_a_figure_is_readable_in_grey_says_what_it_cannot_carry_and_has_the_same_bytes_each_time(
    draw: Draw, graph: ClaimGraph, tmp_path: Path
) -> None:
    figure = draw(graph)
    assert figure.axes[0].get_title(loc="left")
    assert figure.get_supxlabel()
    first, second = (_svg(drawn, tmp_path / name) for name, drawn in (("one", figure), ("other", draw(graph))))
    assert first == second
    assert "<dc:date>" not in first
    colours = set(re.findall(r"#[0-9a-f]{6}\b", first))
    assert colours
    assert {colour for colour in colours if len(set(matplotlib.colors.to_rgb(colour))) > 1} == set()


def test_figures_are_saved_where_a_build_may_follow(graph: ClaimGraph, tmp_path: Path) -> None:
    _svg(_families(graph), tmp_path)
    assert (tmp_path / "build" / ".coldwar-output").exists()


def test_bars_stand_in_the_order_of_their_length() -> None:
    table = pd.DataFrame({"family": ["trade", "contact"], "claims": [1, 5], "source": ["one", "one"]})
    axes = figures.bars(table, "family", "claims", group="source", title="Claims").axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Contact", "Trade"]


def test_numbers_are_written_whole_and_grouped() -> None:
    table = pd.DataFrame({"family": ["aid", "trade"], "amount": [98_500_000.0, 0.5], "source": ["one", "one"]})
    axes = figures.bars(table, "family", "amount", group="source", title="Amounts").axes[0]
    assert {"98,500,000", "0.5"} <= {text.get_text() for text in axes.texts}


def test_tables_group_what_cannot_be_a_year() -> None:
    table = pd.DataFrame(
        {"year": [1973, 1980], "tons": [1_250_000, 7], "amount": [98_500_000.0, None], "p": [0.04567, 1]}
    )
    page = notebook.Reading(table)._repr_html_()
    assert re.findall("<td>(.*?)</td>", page) == ["1973", "1,250,000", "98,500,000", "0.046", "1980", "7", "–", "1"]


def _cell(status: str, claims: int) -> dict[str, object]:
    ends = {"from_theatre": "moscow", "to_theatre": "santiago"}
    return {"period": "all", "family": "trade", **ends, "claims": claims, "status": status}


@pytest.mark.parametrize(("status", "hatched"), [("tie", False), ("no tie", False), ("not covered", True)])
def test_a_cell_is_hatched_only_where_no_source_speaks_of_both(status: str, hatched: bool) -> None:
    axes = figures.matrix(pd.DataFrame([_cell(status, 0)]), "trade").axes[0]
    assert [bool(patch.get_hatch()) for patch in axes.patches] == [hatched]
    assert (axes.get_legend() is not None) == hatched


def test_a_cell_names_its_count() -> None:
    axes = figures.matrix(pd.DataFrame([_cell("tie", 7)]), "trade").axes[0]
    assert "7" in {text.get_text() for text in axes.texts}


def test_names_around_the_circle_are_never_upside_down() -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((str(number), {"theatre": "moscow"}) for number in range(12))
    axes = diagrams.circle(network, "", title="Contacts").axes[0]
    turned = [text.get_rotation() for text in axes.texts if text.get_text().isdigit()]
    assert len(turned) == 12
    assert all(angle <= 90 or angle >= 270 for angle in turned)


def test_every_table_is_read_with_names_in_the_place_of_ids(graph: ClaimGraph) -> None:
    one, other = sorted(graph)[:2]
    table = pd.DataFrame({"start": [one], "path": [f"{one} > {other}"], "note": ["<b>"]})
    read = notebook.read(graph, table, "start path note")
    names = [graph.nodes[node]["name"] for node in (one, other)]
    assert read.table["path"].tolist() == [" → ".join(names)]
    assert "<b>" not in read._repr_html_()


def test_each_source_stands_beside_the_others(graph: ClaimGraph) -> None:
    table = notebook.each_source(graph, overview.composition)
    claims = table.query("dimension == 'family'").groupby("source")["count"].sum()
    for source, count in claims.items():
        told = [tie for *_, tie in graph.edges(data=True) if source in {piece["source"] for piece in tie["evidence"]}]
        assert count == len(told)
    assert len(claims) > 0
