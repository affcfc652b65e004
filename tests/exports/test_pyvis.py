"""The graph as a PyVis network, and as one page of it."""

from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyvis.network import Network
from typer.testing import CliRunner

from graph_loader.cli import app
from graph_loader.exports import pyvis
from graph_loader.exports.pyvis import to_pyvis, write, write_theatres
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.projections import theatre_network

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
HOSTILE = "<a href='https://example.invalid' onmouseover=alert(1)>Łódź</a></script><script>alert(2)</script>"


def edge_of(network: Network, claim: str) -> dict[str, Any]:
    found: dict[str, Any] = next(edge for edge in network.edges if edge["id"] == claim)
    return found


def crowded(graph: ClaimGraph, claims: int, pair: tuple[str, str] = ("ussr", "chile")) -> ClaimGraph:
    """Add copies of a claim between two nodes, half of them the other way round."""
    original = graph.get_edge_data("ussr", "chile")["a02-01"]
    for number in range(claims):
        from_, to = pair if number % 2 else pair[::-1]
        graph.add_edge(from_, to, f"x{number:05}", **(original | {"id": f"x{number:05}"}))
    return graph


def test_nodes_and_edges_are_the_entities_and_claims(graph: ClaimGraph) -> None:
    network = to_pyvis(graph)
    assert sorted(network.get_nodes()) == sorted(graph)
    ties = [(edge["from"], edge["to"], edge["id"]) for edge in network.edges]
    assert sorted(ties) == sorted(graph.edges(keys=True))


def test_colours_and_shapes_are_the_vocabularys(graph: ClaimGraph) -> None:
    vocabulary = graph.graph["vocabulary"]
    by_theatre, by_label = to_pyvis(graph).get_node("kgb"), to_pyvis(graph, colour="label").get_node("kgb")
    assert by_theatre["color"] == vocabulary.theatres["moscow"].colour
    assert by_label["color"] == vocabulary.labels["Organization"].colour
    assert by_theatre["shape"] == by_label["shape"] == vocabulary.labels["Organization"].shape
    assert edge_of(to_pyvis(graph), "a02-01")["color"] == vocabulary.families["trade"].colour


def test_a_node_takes_the_theatre_of_what_it_belongs_to(graph: ClaimGraph) -> None:
    graph.nodes["kgb"].update(theatre=None, state_id="chile")
    assert to_pyvis(graph).get_node("kgb")["color"] == graph.graph["vocabulary"].theatres["santiago"].colour


def test_only_directed_ties_have_an_arrow(graph: ClaimGraph) -> None:
    arrows = {edge["id"]: edge.get("arrows") for edge in to_pyvis(graph).edges}
    assert arrows == {claim["id"]: None if claim["symmetric"] else "to" for *_, claim in graph.edges(data=True)}
    assert set(arrows.values()) == {None, "to"}


def test_denied_and_strained_ties_are_drawn_and_told_apart(graph: ClaimGraph) -> None:
    graph.edges["ussr", "chile", "a02-01"]["polarity"] = "denied"
    graph.edges["chile", "ussr", "a02-03"]["polarity"] = "strained"
    network = to_pyvis(graph)
    dashes = [edge_of(network, claim)["dashes"] for claim in ("a02-01", "a02-03", "a04-04")]
    assert all(one not in dashes[:place] for place, one in enumerate(dashes))
    assert "the source says that this was not so" in edge_of(network, "a02-01")["title"]
    assert "it was so, but poor" in edge_of(network, "a02-03")["title"]


def test_the_legend_explains_every_line_that_is_not_whole(graph: ClaimGraph) -> None:
    for *_, claim in graph.edges(data=True):
        claim["standing"] = "stated"
    assert not {name for _, _, name in to_pyvis(graph).templateEnv.globals["legend"]} & {"reported", "disputed"}
    graph.edges["ussr", "chile", "a02-01"]["standing"] = "disputed"
    graph.edges["chile", "ussr", "a02-03"].update(standing="reported", polarity="denied")
    legend = {name: sign for sign, _, name in to_pyvis(graph).templateEnv.globals["legend"]}
    assert legend["disputed"] != legend["denied: the source says that this was not so"]
    graph.edges["chile", "ussr", "a02-03"]["polarity"] = None
    assert "reported or disputed" in to_pyvis(graph).generate_html()


def test_a_title_tells_the_claim_with_its_evidence(graph: ClaimGraph) -> None:
    assert edge_of(to_pyvis(graph), "a02-01")["title"].splitlines() == [
        "Soviet Union granted credit to Chile · perhaps 1972",
        "80,000,000 to 100,000,000 USD · reported by Leonid Brezhnev",
        "In 1972 the Soviet Union lent Chile between 80 and 100 million dollars.",
        "Mini 2001, ¶2, fn 2 [citing Doe 1999, p. 12]",
        "(a02-01)",
    ]


def test_a_tie_of_a_node_to_itself_counts_once(graph: ClaimGraph) -> None:
    graph.add_node("alone", **graph.nodes["kgb"])
    crowded(graph, 2, ("alone", "alone"))
    network = to_pyvis(graph)
    assert "claims here: 2" in network.get_node("alone")["title"]
    assert edge_of(network, "x00000")["selfReference"] != edge_of(network, "x00001")["selfReference"]


@pytest.mark.parametrize("claims", [1, 2, 3, 40])
def test_parallel_claims_are_fanned_out_to_both_sides(graph: ClaimGraph, claims: int) -> None:
    crowded(graph, claims, ("kgb", "cuba"))
    between = [edge for edge in to_pyvis(graph).edges if {edge["from"], edge["to"]} == {"kgb", "cuba"}]
    bends = []
    for edge in between:
        curve = edge.get("smooth", {"type": "curvedCW", "roundness": 0})
        way = 1 if (curve["type"] == "curvedCW") == (edge["from"] < edge["to"]) else -1
        bends.append(way * curve["roundness"])
    assert len(set(bends)) == len(between) == claims
    assert sum(bends) == pytest.approx(0, abs=1e-4)
    assert max(bends) <= 0.6


def test_physics_is_off_and_every_node_has_its_place(graph: ClaimGraph) -> None:
    network = to_pyvis(graph)
    assert network.options.physics.enabled is False
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(graph)


def test_twenty_thousand_edges_are_filled_in_without_comparing_them(
    graph: ClaimGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    for method in ("add_edge", "add_node", "get_nodes", "get_edges"):
        monkeypatch.setattr(Network, method, lambda *_, name=method, **__: calls.update([name]))
    assert to_pyvis(crowded(graph, 20_000)).num_edges() == graph.number_of_edges()
    assert not calls


def test_the_page_is_ascii_and_links_nothing(graph: ClaimGraph) -> None:
    graph.nodes["kgb"]["name"] = HOSTILE
    page = to_pyvis(graph, heading=HOSTILE).generate_html()
    assert page.isascii()
    assert page.count("&lt;a href=") == 2  # the title of the page and its one heading
    markup = page.replace(page[page.index("<script>") : page.rindex("</script>")], "")
    assert page.count("</script>") == 2
    assert not any(link in markup for link in ("<link", "src=", "<a ", "<img"))


def test_the_same_graph_in_another_order_is_the_same_page(graph: ClaimGraph, tmp_path: Path) -> None:
    shuffled: ClaimGraph = nx.MultiDiGraph(**graph.graph)
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for from_, to, key in reversed(list(graph.edges(keys=True))):
        shuffled.add_edge(from_, to, key, **graph.edges[from_, to, key])
    write(to_pyvis(graph), tmp_path / "one.html")
    write(to_pyvis(shuffled), tmp_path / "other.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_a_notebook_shows_it_and_pyvis_goes_on_working(
    graph: ClaimGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    network = to_pyvis(graph, height="400px")
    network.add_node("guest", label="Guest", color="#ff0000")
    network.add_edge("guest", "kgb")
    network.toggle_physics(True)
    network.show_buttons(filter_=["physics"])
    frame = network.show("network.html")
    assert (frame.src, frame.height) == ("network.html", "400px")
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]  # no folder of scripts beside it
    page = (tmp_path / "network.html").read_text(encoding="ascii")
    assert '"id": "guest"' in page
    assert 'id="config"' in page
    assert page == network.generate_html()


def test_what_cannot_be_written_leaves_the_old_page(graph: ClaimGraph, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    network = to_pyvis(graph)
    network.nodes[0]["x"] = object()
    with pytest.raises(TypeError):
        write(network, tmp_path / "page.html")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("page.html", "old")]


def test_each_theatre_with_ties_of_a_family_gets_a_page(graph: ClaimGraph, tmp_path: Path) -> None:
    written = write_theatres(graph, tmp_path, ["contact", "location"])
    expected = {
        ("contact", graph.nodes[end]["theatre"])
        for from_, to, claim in graph.edges(data=True)
        if claim["family"] == "contact"
        for end in (from_, to)
        if graph.nodes[from_]["label"] in ("Person", "State") and graph.nodes[to]["label"] in ("Person", "State")
    }
    assert {(page.family, page.theatre) for page in written} == expected
    assert {path.name for path in tmp_path.iterdir()} == {f"{family}-{theatre}.html" for family, theatre in expected}


def test_a_page_of_very_many_claims_shows_the_most_tied_actors_and_says_so(
    graph: ClaimGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = theatre_network(graph, "santiago", "contact")
    monkeypatch.setattr(pyvis, "MOST_CLAIMS", 2)
    most = pyvis.most_tied(whole, 2)
    assert 0 < most.number_of_edges() <= 2 < whole.number_of_edges()
    left = max(whole.degree(node) for node in whole if node not in most)
    assert left <= min(whole.degree(node) for node in most)
    (page,) = (page for page in write_theatres(graph, tmp_path, ["contact"]) if page.theatre == "santiago")
    assert f"({len(most)} actors with most claims, of {len(whole)})" in page.path.read_text("utf-8")


def test_the_command_writes_the_whole_network(
    tmp_path: Path, graph: ClaimGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(app, ["export", "pyvis", "--data", str(MINI)])
    assert outcome.output == "coldwar.html\n"
    page = Path("coldwar.html").read_text(encoding="utf-8")
    assert page == to_pyvis(graph, heading=graph.graph["name"]).generate_html()
