"""The graph in other programs' formats, read back."""

import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
import rustworkx as rx

from graph_loader import exports
from graph_loader.graph.network import PACKAGE_ATTRIBUTES, ClaimGraph, to_networkx
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.package.dataset import Dataset

READERS: dict[str, Callable[[Path], nx.MultiDiGraph]] = {
    "gexf": nx.read_gexf,
    "graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
    "json": lambda path: nx.node_link_graph(json.loads(path.read_text(encoding="utf-8"))),
}
FLAT = ["gexf", "graphml"]


def round_trip(graph: ClaimGraph, format_: str, folder: Path) -> nx.MultiDiGraph:
    path = folder / f"graph.{format_}"
    exports.write(graph, format_, path)
    return READERS[format_](path)


def edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str]]:
    return sorted((from_, to, claim.get("id", key)) for from_, to, key, claim in graph.edges(keys=True, data=True))


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_all_entities_and_claims_come_back(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    again = round_trip(graph, format_, tmp_path)
    assert set(again) == set(graph)
    assert edges(again) == sorted(graph.edges(keys=True))


def test_json_loses_nothing(graph: ClaimGraph, tmp_path: Path) -> None:
    again = round_trip(graph, "json", tmp_path)
    for name in PACKAGE_ATTRIBUTES:
        del graph.graph[name]
    assert nx.utils.graphs_equal(again, graph)


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_a_denied_claim_says_so_in_every_format(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    graph.edges["argentina", "ussr", "a04-04"]["polarity"] = "denied"
    again = round_trip(graph, format_, tmp_path)
    told = {claim.get("id", key): claim.get("polarity") for _, _, key, claim in again.edges(keys=True, data=True)}
    assert {id_ for id_, polarity in told.items() if polarity} == {"a04-04"}
    assert told["a04-04"] == "denied"


@pytest.mark.parametrize("format_", FLAT)
def test_labels_are_what_a_reader_sees(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    again = round_trip(graph, format_, tmp_path)
    assert (again.nodes["ussr"]["label"], again.nodes["ussr"]["entity"]) == ("Soviet Union", "State")
    assert again.nodes["ussr"]["aliases"] == "Moscow | СССР"
    credit = next(claim for *_, claim in again.edges(data=True) if claim.get("id") == "a02-01")
    assert (credit["label"], credit["tie"]) == ("granted credit to", "GRANTED_CREDIT_TO")
    assert (credit["amount"], credit["passages"], credit["symmetric"]) == (80000000.0, 1, False)
    assert credit["citations"] == "Mini 2001, ¶2, fn 2 [citing Doe 1999, p. 12]"
    assert (credit["start"], credit["end"]) == ("1972-01-01", "1972-12-31")


@pytest.mark.parametrize("format_", FLAT)
def test_unknown_values_are_absent(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    again = round_trip(graph, format_, tmp_path)
    seat = next(claim for *_, claim in again.edges(data=True) if claim.get("id") == "a05-03")
    assert not {"date", "start", "end", "amount", "role"} & set(seat)
    assert "None" not in (tmp_path / f"graph.{format_}").read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FLAT)
def test_characters_that_xml_forbids_are_taken_out(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    graph.nodes["kgb"]["name"] = 'K\x00G\x1bB <&> "¶" \U0001f600\ufffe'
    assert round_trip(graph, format_, tmp_path).nodes["kgb"]["label"] == 'KGB <&> "¶" \U0001f600'


def test_gephi_gets_a_timeline_and_colours_but_no_day_of_writing(graph: ClaimGraph, tmp_path: Path) -> None:
    exports.write(graph, "gexf", tmp_path / "graph.gexf")
    root = ET.parse(tmp_path / "graph.gexf").getroot()
    names = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    timeline = root.find("g:graph", names)
    assert timeline is not None
    assert timeline.get("name") is None
    # Gephi 0.10 adds up parallel edges of one kind; read there, all claims arrive (see docs/contract.md).
    assert all(edge.get("kind") == edge.get("id") for edge in root.iterfind(".//g:edge", names))
    assert {edge.get("type") for edge in root.iterfind(".//g:edge", names)} <= {None, "directed"}
    assert (timeline.get("mode"), timeline.get("timeformat")) == ("dynamic", "date")
    edge = next(edge for edge in root.iterfind(".//g:edge", names) if edge.get("id") == "a02-01")
    assert (edge.get("start"), edge.get("end")) == ("1972-01-01", "1972-12-31")
    assert len(root.findall(".//g:node/viz:color", names)) == len(graph)
    assert "lastmodified" not in (tmp_path / "graph.gexf").read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_an_empty_package_is_an_empty_file_of_the_format(empty: Path, format_: str, tmp_path: Path) -> None:
    assert len(round_trip(to_networkx(Dataset.load(empty)), format_, tmp_path)) == 0


def test_an_unknown_format_is_refused(graph: ClaimGraph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a format of gexf, graphml, json, found 'xlsx'"):
        exports.write(graph, "xlsx", tmp_path / "graph.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_rustworkx_reads_the_graphml(graph: ClaimGraph, tmp_path: Path) -> None:
    exports.write(graph, "graphml", tmp_path / "graph.graphml")
    (again,) = rx.read_graphml(str(tmp_path / "graph.graphml"))
    assert {claim["symmetric"] for claim in again.edges()} == {True, False}
    assert again.num_edges() == graph.number_of_edges()


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_attributes_of_other_programs_become_text_and_numbers(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    graph.nodes["kgb"].update(day=date(1954, 3, 13), tags={"b", "a"}, cost=Decimal("1.5"), most=math.inf)
    kgb = round_trip(graph, format_, tmp_path).nodes["kgb"]
    assert (kgb["day"], kgb["cost"], kgb["most"]) == ("1954-03-13", 1.5, "inf")
    assert kgb["tags"] == (["a", "b"] if format_ == "json" else "a | b")


@pytest.mark.parametrize("format_", exports.FORMATS)
def test_an_attribute_without_plain_form_is_named(graph: ClaimGraph, format_: str, tmp_path: Path) -> None:
    graph.nodes["kgb"]["file"] = object()
    with pytest.raises(ColdWarError, match="attribute 'file' of 'kgb': expected text or a number, found object"):
        exports.write(graph, format_, tmp_path / "graph")
