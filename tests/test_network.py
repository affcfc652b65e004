"""The data package as a graph: what docs/contract.md promises of nodes and edges."""

import math
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.model.periods import falls
from graph_loader.package.dataset import Dataset
from tests.conftest import MINI

CLAIM = {
    "id", "type", "family", "aspect", "symmetric", "cameo", "goldstein", "date", "start", "start_latest",
    "end_earliest", "end", "date_certainty", "about_id", "place_id", "role", "amount", "amount_max", "unit", "summary",
    "standing", "polarity", "provenance", "possible_start", "possible_end", "evidence", "annotations",
}  # fmt: skip


def test_every_entity_is_a_node_and_every_claim_an_edge(mini: Dataset, graph: ClaimGraph) -> None:
    assert set(graph) == {node for table in mini.nodes.values() for node in table["id"]}
    claims = mini.relationships
    assert list(graph.edges(keys=True)) != []
    assert set(graph.edges(keys=True)) == set(zip(claims["from_id"], claims["to_id"], claims["id"], strict=True))


def test_parallel_claims_stay_apart(graph: ClaimGraph) -> None:
    assert set(graph["fidel-castro"]["salvador-allende"]) == {"a01-02", "a01-03"}


def test_claims_carry_what_the_contract_says(graph: ClaimGraph) -> None:
    assert all(set(claim) == CLAIM for *_, claim in graph.edges(data=True))
    credit = graph.edges["ussr", "chile", "a02-01"]
    assert credit["evidence"] == [
        {
            "source": "mini-2001",
            "locator": "p02",
            "footnote": "2",
            "cites": "doe-1999",
            "cites_locator": "12",
            "reported_by": "leonid-brezhnev",
        }
    ]
    assert (credit["start"], credit["end"], credit["date_certainty"]) == ("1972-01-01", "1972-12-31", "uncertain")
    assert (credit["family"], credit["goldstein"], credit["symmetric"]) == ("trade", 7.4, False)


def test_nodes_carry_their_columns_and_names(graph: ClaimGraph) -> None:
    ussr = graph.nodes["ussr"]
    assert (ussr["label"], ussr["name"], ussr["bloc"]) == ("State", "Soviet Union", "warsaw-pact")
    assert {"name": "СССР", "kind": "acronym", "language": "ru", "script": "Cyrl"} in ussr["aliases"]
    assert "id" not in ussr


def test_annotations_stand_at_what_they_are_about(graph: ClaimGraph) -> None:
    meeting = graph.edges["fidel-castro", "salvador-allende", "a01-03"]["annotations"]
    assert [(each["id"], each["kind"], each["suggested"]) for each in meeting] == [
        ("a01-03-date", "contradiction", "1972-06")
    ]
    assert graph.nodes["grain-agreement-1980"]["annotations"][0]["field"] == "place_id"


def test_unknown_values_are_none(graph: ClaimGraph) -> None:
    attributes = [entity for _, entity in graph.nodes(data=True)] + [claim for *_, claim in graph.edges(data=True)]
    found = list(values(attributes))
    assert None in found
    assert "" not in found
    assert not [value for value in found if isinstance(value, float) and math.isnan(value)]


def values(nested: Any) -> Iterator[Any]:
    if isinstance(nested, list):
        for element in nested:
            yield from values(element)
    elif isinstance(nested, dict):
        yield from values(list(nested.values()))
    else:
        yield nested


def test_the_graph_knows_its_package(mini: Dataset, graph: ClaimGraph) -> None:
    assert (graph.graph["name"], graph.graph["version"]) == (mini.name, mini.version)
    assert graph.graph["passages"] == {"mini-2001": ["n01", "p01", "p02", "p03", "p04", "p05", "p06"]}
    assert graph.graph["vocabulary"] is mini.vocabulary


def test_an_empty_package_is_an_empty_graph(empty: Path) -> None:
    graph = to_networkx(Dataset.load(empty))
    assert (len(graph), graph.size(), graph.graph["passages"]) == (0, 0, {})


def test_polarity_and_the_other_side_of_an_annotation_come_into_the_graph(tmp_path: Path) -> None:
    package = shutil.copytree(MINI, tmp_path / "package")
    for file, column, id_, value in (
        ("relationships.csv", "polarity", "a04-04", "denied"),
        ("annotations.csv", "other_id", "a01-03-date", "a01-02"),
    ):
        header, *rows = (package / file).read_text(encoding="utf-8").splitlines()
        rows = [f"{row},{value if row.startswith(f'{id_},') else ''}" for row in rows]
        (package / file).write_text("\n".join([f"{header},{column}", *rows, ""]), encoding="utf-8")
    dataset = Dataset.load(package)
    assert [claim.id for claim in dataset.claims if claim.polarity == "denied"] == ["a04-04"]
    graph = to_networkx(dataset)
    assert graph.edges["argentina", "ussr", "a04-04"]["polarity"] == "denied"
    meeting = graph.edges["fidel-castro", "salvador-allende", "a01-03"]
    assert (meeting["polarity"], meeting["annotations"][0]["other_id"]) == (None, "a01-02")


def test_an_event_with_an_unknown_side_is_possible_as_long_as_the_study_says(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    claims_file = folder / "relationships.csv"
    text = claims_file.read_text(encoding="utf-8")
    text = text.replace("chile,1971-11-10/1971-12-04,", "chile,1971-11/,")
    claims_file.write_text(text.replace("allende,1971-11,", "allende,/1971-11,"), encoding="utf-8")
    (folder / "study.yaml").write_text("unknown_years: 2\n")
    claims = {key: claim for *_, key, claim in to_networkx(Dataset.load(folder)).edges(keys=True, data=True)}
    bounds = [(claims[id_]["possible_start"], claims[id_]["possible_end"]) for id_ in ("a01-01", "a01-02", "a01-03")]
    assert bounds == [(None, "1973-11-30"), ("1969-11-01", None), (None, None)]
    year = date(1974, 1, 1), date(1974, 12, 31)
    assert [falls(claims[id_], *year) for id_ in ("a01-01", "a01-02")] == [False, False]
    assert falls(claims["a01-01"], date(1973, 1, 1), None)
