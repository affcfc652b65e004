"""The explorer page: what it carries, what it forbids, and that it is the same every time."""

import html
import re
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from graph_loader.model.errors import ColdWarError
from graph_loader.views import explorer
from graph_loader.views.bundle import content_hash
from tests.views.sample import data_of, generated, hostile, sample

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


def test_the_page_carries_every_claim_with_its_evidence():
    data = data_of(explorer(sample()).html)
    claims = {claim["id"]: claim for claim in data["claims"]}
    assert len(claims) == 15
    (row,) = claims["y02-02"]["evidence"]
    assert row == {"source": "yordanov-2019", "locator": "n08", "reported_by": "ulianova", "at": row["at"]}
    assert data["places"][row["at"]] == {"en": "note 8", "es": "nota 8", "short": "n. 8"}
    assert claims["t02-01"]["annotations"][0]["suggested"] == "1946-06-05"
    assert claims["y01-02"]["start"] == "1970-11-01"


def test_works_cited_and_historians_are_known_but_not_drawn():
    data = data_of(explorer(sample()).html)
    known = {node["id"]: node for node in data["nodes"]}
    drawn = {node["id"] for node in data["drawn"]}
    assert {"yordanov-2019", "ulianova"} <= set(known)
    assert not {"yordanov-2019", "ulianova"} & drawn


def test_places_events_and_parties_take_region_bloc_and_place_from_what_they_belong_to():
    known = {node["id"]: node for node in data_of(explorer(sample()).html)["nodes"]}
    assert known["coup-chile-1973"]["region"] == "santiago"
    assert known["coup-chile-1973"]["spot"] == "santiago-city"
    assert (known["pcch"]["side"], known["pcch"]["state"]) == ("rio-pact", "chile")
    assert "region" not in known["detente"]


@pytest.mark.parametrize("graph", [sample, hostile])
def test_the_policy_names_exactly_the_inline_scripts_and_styles(graph):
    page = explorer(graph()).html
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert policy.startswith("default-src 'none'; ")
    assert {content_hash(text) for _, text in INLINE.findall(page)} == set(re.findall(r"'sha256-[^']*'", policy))
    assert "unsafe" not in policy
    assert "http:" not in policy


def test_nothing_in_the_markup_points_outside():
    page = explorer(sample()).html
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', markup) == []


def test_hostile_texts_stay_inside_the_data():
    page = explorer(hostile(), title="</title><script>alert(1)</script>").html
    assert "</title><script>" not in page
    assert "hacked'</script>" not in page
    names = {node["name"] for node in data_of(page)["nodes"]}
    assert "<script>document.title='hacked'</script>" in names
    page.encode("utf-8")


def test_the_same_graph_gives_the_same_bytes_whatever_the_order_of_its_nodes():
    graph = sample()
    turned: nx.MultiDiGraph = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert explorer(graph).html == explorer(turned).html


def test_any_graph_with_the_attributes_will_do():
    graph = nx.MultiDiGraph()
    graph.add_edge(1, 2, type="MET_WITH", date="1973", evidence=[])
    graph.add_edge(1, 2, type="WROTE_TO", date="some day")
    data = data_of(explorer(graph).html)
    assert [node["id"] for node in data["nodes"]] == ["1", "2"]
    assert {claim["type"]: claim.get("start") for claim in data["claims"]} == {
        "MET_WITH": "1973-01-01",
        "WROTE_TO": None,
    }
    assert explorer(nx.MultiDiGraph()).html


def test_the_first_view_follows_the_arguments():
    page = explorer(sample(), preset="moscow", focus="pcch", families=["influence"], between=(1970, 1973))
    parts = dict(part.split("=") for part in data_of(page.html)["start"].split("&"))
    assert parts["around"] == "moscow"
    assert parts["focus"] == "pcch"
    assert parts["y"] == "1970-01-01~1973-12-31"
    assert "influence" not in parts["-family"].split(",")
    assert "contact" in parts["-family"].split(",")


@pytest.mark.parametrize(
    "wrong",
    [{"preset": "mars"}, {"focus": "nobody"}, {"language": "xx"}, {"between": (1980, 1970)}, {"between": ("x", 1)}],
)
def test_wrong_arguments_are_refused_in_a_line(wrong):
    with pytest.raises(ColdWarError) as caught:
        explorer(sample(), **wrong)
    assert "\n" not in str(caught.value)


def test_measures_reach_the_node():
    page = explorer(sample(), measures={"kgb": {"betweenness_rank": 3, "brokerage_role": None}})
    known = {node["id"]: node for node in data_of(page.html)["nodes"]}
    assert known["kgb"]["measures"] == {"betweenness_rank": 3}


def test_in_a_notebook_the_page_is_framed_without_rights():
    frame = explorer(sample())._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts allow-downloads"' in frame


def test_a_page_of_a_thousand_claims_stays_under_three_megabytes():
    assert len(explorer(generated(600, 1000)).html.encode()) < 3_000_000


def test_the_page_of_the_real_data_stays_under_three_megabytes(real):
    assert len(explorer(real).html.encode()) < 3_000_000


def test_an_undirected_graph_with_attributes_of_other_programs_makes_a_page():
    graph = nx.Graph()
    graph.add_node("ussr", founded_on=date(1922, 12, 30), tags={"b", "a"}, cost=Decimal(3), most=float("inf"))
    graph.add_edge("ussr", "chile", weight=2)
    made = data_of(explorer(graph).html)
    row = next(node for node in made["nodes"] if node["id"] == "ussr")
    assert (row["founded_on"], row["tags"], row["cost"], row["most"]) == ("1922-12-30", ["a", "b"], 3, "inf")
    assert [claim["symmetric"] for claim in made["claims"]] == [True]
