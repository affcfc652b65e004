"""Positions: regions for theatres, no overlaps, the same every time."""

import math
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest

from graph_loader.graph.layout import arrange, node_size
from graph_loader.views.payload import scene
from tests.views.sample import generated


def inside(layout, theatre, x, y):
    region = next(region for region in layout.regions if region.theatre == theatre)
    return ((x - region.x) / region.rx) ** 2 + ((y - region.y) / region.ry) ** 2 <= 1.02


def test_every_node_lies_in_the_region_of_its_theatre_and_no_other_does():
    made = scene(generated(400, 700))
    for node in made.nodes:
        if not node["drawn"]:
            continue
        x, y = made.layout.positions[node["id"]]
        homes = [region.theatre for region in made.layout.regions if inside(made.layout, region.theatre, x, y)]
        assert homes == ([node["region"]] if "region" in node else [])


def test_moscow_is_north_east_of_santiago_in_every_graph():
    for graph in (generated(100, 200), generated(200, 300, seed=2), generated(500, 900, seed=3)):
        place = {region.theatre: (region.x, region.y) for region in scene(graph).layout.regions}
        assert place["moscow"][0] > place["santiago"][0]
        assert place["moscow"][1] < place["santiago"][1]
        assert place["washington"][0] < place["moscow"][0]


def test_no_two_nodes_overlap():
    made = scene(generated(300, 500))
    size = {node["id"]: node_size(node["degree"]) for node in made.nodes}
    for (one, a), (other, b) in combinations(made.layout.positions.items(), 2):
        assert math.dist(a, b) >= size[one] + size[other] - 1, (one, other)


def test_regions_do_not_overlap():
    regions = scene(generated(500, 900)).layout.regions
    for a, b in combinations(regions, 2):
        flat = math.hypot((a.x - b.x) / (a.rx + b.rx), (a.y - b.y) / (a.ry + b.ry))
        assert flat >= 1, (a.theatre, b.theatre)


def test_the_same_graph_gives_the_same_places_whatever_the_hash_seed():
    code = (
        "from graph_loader.views.payload import scene; from tests.views.sample import generated;"
        "print(sorted(scene(generated(120, 200)).layout.positions.items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_tiny_graphs_have_a_layout_too(nodes):
    graph = nx.empty_graph([f"n{number}" for number in range(nodes)], create_using=nx.MultiDiGraph)
    layout = arrange(graph, {})
    assert len(set(layout.positions.values())) == nodes


def test_nodes_without_a_theatre_on_one_spot_are_parted():
    graph = nx.MultiDiGraph([("hub", f"n{number}") for number in range(30)])
    layout = arrange(graph, {"hub": "moscow"})
    assert len(set(layout.positions.values())) == 31
