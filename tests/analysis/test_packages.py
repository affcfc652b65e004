"""What only several packages tell together, in two that share four entities."""

from pathlib import Path

import pytest

from graph_loader import Dataset, to_networkx
from graph_loader.analysis import packages
from graph_loader.graph.network import ClaimGraph
from tests.packages import drop, set_cell
from tests.two_packages import describe, make_two

SAME = [
    (one, other, "same")
    for one, other in {
        "chile": "republic-of-chile",
        "fidel-castro": "castro",
        "leonid-brezhnev": "leonid-brezhnev",
        "salvador-allende": "salvador-allende",
    }.items()
]
STATES = ("ussr", "chile")
HAND = "By another hand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection in which one package alone has Castro in Chile, and the other alone with a Soviet leader."""
    mini, hand = make_two(tmp_path)
    set_cell(mini, "relationships", "a01-01", "to_id", "ussr")
    for claim in ("a01-02", "a01-03"):
        set_cell(mini, "relationships", claim, "to_id", "leonid-brezhnev")
        drop(hand, "relationships", id=claim)
        drop(hand, "evidence", relationship_id=claim)
    drop(hand, "annotations", target_id="a01-03")
    return describe(tmp_path, SAME)


def _graph(folder: Path) -> ClaimGraph:
    return to_networkx(Dataset.load(folder))


def test_a_person_of_whom_each_package_tells_one_side_is_found_by_both(folder: Path) -> None:
    graph = _graph(folder)
    found = packages.tied_to_both(graph, STATES, "contact", only_together=True)
    (row,) = found.to_dict("records")
    assert (row["person"], row["claims_one"], row["claims_other"]) == ("fidel-castro", 3, 1)
    assert (row["packages_one"], row["packages_other"]) == (graph.graph["packages"]["coldwar-mini"], HAND)
    assert row["path"] == "a01-02 > hand:a01-01"
    assert set(packages.tied_to_both(graph, STATES, "contact")["person"]) == {"fidel-castro"}


def test_one_package_that_tells_both_sides_needs_no_other(folder: Path) -> None:
    set_cell(folder / "mini", "relationships", "a01-01", "to_id", "chile")
    graph = _graph(folder)
    assert packages.tied_to_both(graph, STATES, "contact", only_together=True).empty


def test_claims_are_told_with_who_says_so_and_what_is_noted_against_them(folder: Path) -> None:
    told = packages.said(_graph(folder), ["a01-03", "hand:a01-01"]).to_dict("records")
    assert [(row["date"], row["package"] == HAND, row["evidence"]) for row in told] == [
        ("about December 1972", False, "Mini 2001, ¶1"),
        ("between 10 November and 4 December 1971", True, "Mini 2001, ¶1; Mini 2001, ¶3"),
    ]
    assert [row["suggested"] for row in told] == ["date: 1972-06", ""]


def test_claims_of_one_fact_stand_column_by_column(folder: Path) -> None:
    set_cell(folder / "hand", "relationships", "a05-01", "date", "1970-11-04/1973-09-11")
    table = packages.side_by_side(_graph(folder), ["a05-01", "hand:a05-01"])
    assert list(table.columns) == ["column", "coldwar-mini", "hand", "same"]
    differing = table[table["same"] == "no"]
    assert differing.values.tolist() == [["date", "1970-11-03/1973-09-11", "1970-11-04/1973-09-11", "no"]]


def test_claims_of_one_package_stand_under_their_ids(folder: Path) -> None:
    set_cell(folder / "hand", "relationships", "a05-01", "date", "1970-11-04/1973-09-11")
    claims = ["hand:a05-01", "a05-01", "hand:a01-01"]
    table = packages.side_by_side(_graph(folder), claims).set_index("column")
    assert list(table.columns) == [*claims, "same"]
    dates = ["1970-11-04/1973-09-11", "1970-11-03/1973-09-11", "1971-11-10/1971-12-04"]
    assert table.loc["date"].tolist() == [*dates, "no"]


def test_what_is_shared_is_counted_in_each_package(folder: Path) -> None:
    graph = _graph(folder)
    counted = packages.by_package(graph).set_index("package")
    assert counted["shared"].tolist() == [4, 4]
    assert counted["claims"].sum() == graph.number_of_edges()
    assert counted["entities"].sum() == graph.number_of_nodes() + 4
