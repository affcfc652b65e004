"""Each question on a small case whose answer one can see."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest

from graph_loader.analysis import (
    balance,
    change,
    contrast_tables,
    contrasts,
    go_betweens,
    influence_in_time,
    influence_paths,
    mixing,
    overview,
    provenance,
    readings,
    resample,
)
from graph_loader.analysis.table import records
from graph_loader.graph import variants
from graph_loader.graph.network import ClaimGraph
from tests.analysis.conftest import STUDY

JUNTAS = STUDY.contrasts["juntas"]
SIDES = ("soviet-bloc", "southern-cone")

Add = Callable[..., ClaimGraph]


@pytest.fixture
def world() -> ClaimGraph:
    """Four states, a party and the two juntas, without a claim."""
    graph: ClaimGraph = nx.MultiDiGraph(passages={"yordanov-2019": ["p01", "p02"]}, study=STUDY)
    states = {"ussr": "moscow", "gdr": "eastern-europe", "chile": "santiago", "argentina": "buenos-aires"}
    for state, theatre in states.items():
        bloc = "warsaw-pact" if theatre in ("moscow", "eastern-europe") else "rio-pact"
        graph.add_node(state, label="State", name=state.upper(), theatre=theatre, bloc=bloc)
    graph.add_node("cpsu", label="Party", name="CPSU", theatre="moscow", state_id="ussr")
    graph.add_node("pcch", label="Party", name="PCCh", theatre="santiago", state_id="chile")
    graph.add_node("sed", label="Party", name="SED", theatre="eastern-europe", state_id="gdr")
    for junta, state in (("chilean-junta-1973", "chile"), ("argentine-junta-1976", "argentina")):
        theatre = states[state]
        graph.add_node(
            junta, label="Organization", name=junta, theatre=theatre, state_id=state, parent_id=None, kind="government"
        )
    return graph


def test_the_sed_goes_between_moscow_and_the_chilean_communists(world: ClaimGraph, add: Add) -> None:
    add(world, "cpsu", "sed", "y01-01")
    add(world, "sed", "pcch", "y02-01")
    rows = records(go_betweens.go_betweens_of(world, "coded", "contact", SIDES, draws=10))
    assert [(row["between"], row["id"], row["pairs"], row["share"]) for row in rows] == [
        ("Soviet bloc and Southern Cone", "sed", 1, 1.0),
        ("moscow and santiago", "sed", 1, 1.0),
    ]


def test_a_direct_tie_needs_no_go_between(world: ClaimGraph, add: Add) -> None:
    for number, (one, other) in enumerate([("cpsu", "sed"), ("sed", "pcch"), ("cpsu", "pcch")]):
        add(world, one, other, f"y0{number}-01")
    assert go_betweens.go_betweens_of(world, "coded", "contact", SIDES, draws=10).empty


def test_a_pair_with_two_go_betweens_counts_with_each(world: ClaimGraph, add: Add) -> None:
    for number, broker in enumerate(("cuba", "usa")):
        add(world, "cpsu", broker, f"y01-0{2 * number}")
        add(world, broker, "pcch", f"y01-0{2 * number + 1}")
    rows = records(go_betweens.go_betweens_of(world, "coded", "contact", SIDES, draws=10))
    shares = {row["id"]: row["share"] for row in rows if row["between"] == "Soviet bloc and Southern Cone"}
    assert shares == {"cuba": 0.5, "usa": 0.5}


def test_influence_runs_directly_or_through_eastern_europe(world: ClaimGraph, add: Add) -> None:
    add(world, "cpsu", "sed", "y01-01", family="influence")
    add(world, "sed", "pcch", "y02-01", family="influence")
    (row,) = records(influence_paths.shortest(world).query("projection == 'influence'"))
    assert (row["path"], row["via"], row["steps"]) == ("cpsu > sed > pcch", "eastern-europe", 2)
    add(world, "cpsu", "pcch", "y03-01", family="influence")
    assert records(influence_paths.shortest(world))[0]["via"] == "direct"


def test_the_minimum_cut_counts_claims(world: ClaimGraph, add: Add) -> None:
    add(world, "cpsu", "sed", "y01-01", family="influence")
    add(world, "cpsu", "sed", "y01-02", family="influence")
    add(world, "sed", "pcch", "y02-01", family="influence")
    (row,) = records(influence_paths.cuts(world))
    assert (row["claims"], row["cut"]) == (1.0, "sed > pcch")


@pytest.mark.parametrize(
    ("first", "second", "readings"),
    [
        ("1970", "1972", {"possible": 2, "certain": 2}),
        ("1972", "1970", {"possible": 0, "certain": 0}),
        ("1970/1973", "1972", {"possible": 2, "certain": 0}),
        ("1971", "1971", {"possible": 2, "certain": 0}),
    ],
)
def test_a_path_respects_time(world: ClaimGraph, add: Add, first: str, second: str, readings: dict[str, int]) -> None:
    add(world, "cpsu", "sed", "y01-01", family="influence", date=first)
    add(world, "sed", "pcch", "y02-01", family="influence", date=second)
    assert {row["reading"]: row["steps"] for row in records(influence_in_time.in_time(world))} == readings


def test_undated_influence_is_left_out_and_its_share_stated(world: ClaimGraph, add: Add) -> None:
    add(world, "cpsu", "sed", "y01-01", family="influence")
    add(world, "sed", "pcch", "y02-01", family="influence", year=None)
    for row in records(influence_in_time.in_time(world)):
        assert (row["steps"], row["undated_share"]) == (0, 0.5)


def test_imprecise_dates_share_their_weight_and_show_what_they_leave_open(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", date="1970/1973")
    shown = {row["year"]: row for row in records(change.years(world)) if row["family"] == "all"}
    assert [shown[year]["expected"] for year in range(1969, 1975)] == [0, 0.25, 0.25, 0.25, 0.25, 0]
    assert (shown[1970]["earliest"], shown[1970]["latest"], shown[1973]["latest"]) == (1, 0, 1)
    assert (shown[1971]["certain"], shown[1971]["possible"]) == (0, 1)


def test_a_state_holds_in_every_year_of_its_date(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", date="1970/1972", aspect="state")
    shown = {row["year"]: row["expected"] for row in records(change.years(world)) if row["family"] == "all"}
    assert [shown[year] for year in range(1969, 1974)] == [0, 1, 1, 1, 0]


def test_actors_arrive_and_depart(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", year=1966)
    add(world, "ussr", "argentina", "t01-01", year=1974)
    rows = {row["period"]: row for row in records(change.periods(world)) if row["reading"] == "certain"}
    assert (rows["1964–1969"]["arrivals"], rows["1964–1969"]["departures"]) == (2, 1)
    assert (rows["1973–1975"]["arrivals"], rows["1973–1975"]["departures"]) == (1, 2)


def test_no_tie_is_not_the_same_as_not_covered(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01")
    add(world, "ussr", "argentina", "t01-01", source="forbidden-tango-2013")
    cells = {
        (row["from_theatre"], row["to_theatre"]): row["status"]
        for row in records(mixing.mixing(world))
        if row["period"] == "all"
    }
    assert cells["moscow", "santiago"] == "tie"
    assert cells["santiago", "moscow"] == "no tie"
    assert cells["santiago", "buenos-aires"] == "not covered"


def test_signs_are_not_netted_across_a_change_of_regime(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", date="1972-05", goldstein=7.0)
    add(world, "ussr", "chile", "y02-01", date="1974-05", goldstein=-7.0)
    rows = records(balance.friends_and_foes(world).query("reading == 'certain'"))
    assert [(row["era"], row["sign"]) for row in rows] == [("1970-11/1973-05", 1), ("1973-09/1976-03", -1)]


def test_an_unsigned_claim_is_not_a_zero(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", date="1972-05", goldstein=None)
    add(world, "ussr", "chile", "y02-01", date="1972-06", goldstein=-2.0)
    (row, _) = records(balance.friends_and_foes(world))
    assert (row["sign"], row["unsigned"], row["goldstein"]) == (-1, 1, -2.0)


def test_parties_are_friends_and_foes_of_their_own(world: ClaimGraph, add: Add) -> None:
    add(world, "chile", "pcch", "y01-01", date="1974-05", goldstein=-5.0)
    assert records(balance.friends_and_foes(world))[0]["one"] == "chile"


def test_the_campaign_and_the_restraint_are_set_side_by_side(world: ClaimGraph, add: Add) -> None:
    add(
        world, "ussr", "chilean-junta-1973", "t24-01", year=1974, type="CAMPAIGNED_AGAINST", family="conflict",
        goldstein=-2.0, source="forbidden-tango-2013",
    )  # fmt: skip
    add(
        world, "ussr", "argentine-junta-1976", "t24-02", year=1977, type="REFRAINED_FROM_OPPOSING",
        family="diplomacy", goldstein=None, source="forbidden-tango-2013",
    )  # fmt: skip
    add(world, "ussr", "pcch", "y30-01", year=1975, type="AIDED", family="influence", goldstein=7.0)
    cells = {
        (row["source"], row["side"], row["part"], row["measure"]): row
        for row in records(contrast_tables.contrast(world))
        if row["partner"] == "moscow"
    }
    tango = "forbidden-tango-2013"
    assert cells[tango, "chilean-junta-1973", "regime", "campaign"]["share"] == 1
    assert cells[tango, "argentine-junta-1976", "regime", "restraint"]["claims"] == 1
    assert cells["yordanov-2019", "chilean-junta-1973", "others", "friendly"]["claims"] == 1
    assert cells["yordanov-2019", "argentine-junta-1976", "regime", "all"]["status"] == "not covered"
    assert [row["type"] for row in records(contrast_tables.measured(world))] == [
        "CAMPAIGNED_AGAINST",
        "REFRAINED_FROM_OPPOSING",
    ]


def test_what_happened_before_a_junta_is_not_its_own(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", year=1971)
    assert list(contrasts.acts(world, JUNTAS)) == []


def test_a_veto_against_others_is_no_hostility_to_the_junta(world: ClaimGraph, add: Add) -> None:
    world.add_node("un-resolution", label="Agreement", name="UN resolution")
    add(world, "ussr", "un-resolution", "t30-02", year=1977, goldstein=-4.0, about_id="argentine-junta-1976")
    (act,) = contrasts.acts(world, JUNTAS)
    assert (act.part, act.sign) == ("regime", "unsigned")


def test_what_was_over_before_the_coup_is_not_the_junta_s(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y20-06", date="1973-01/1973-08", goldstein=-4.0)
    add(world, "ussr", "chile", "y20-07", date="1973-09", goldstein=-4.0)
    assert [act.claim for act in contrasts.acts(world, JUNTAS)] == ["y20-07"]


def test_a_claim_with_the_next_government_has_no_sign_for_the_junta(world: ClaimGraph, add: Add) -> None:
    world.add_node(
        "alfonsin-government", label="Organization", kind="government", theatre="buenos-aires", state_id="argentina"
    )
    about = {"about_id": "argentine-junta-1976", "goldstein": 1.0}
    add(world, "ussr", "alfonsin-government", "t44-04", date="1983?/", **about)
    (act,) = contrasts.acts(world, JUNTAS)
    assert (act.part, act.direct, act.sign) == ("regime", False, "unsigned")


def test_letting_a_resolution_pass_is_no_restraint_towards_whom_it_concerns(world: ClaimGraph, add: Add) -> None:
    world.add_node("un-resolution", label="Agreement", name="UN resolution")
    add(
        world, "ussr", "un-resolution", "t39-04", date="1982-04-03", type="REFRAINED_FROM_OPPOSING",
        about_id="argentine-junta-1976",
    )  # fmt: skip
    assert contrast_tables.measured(world).empty


def test_what_goes_on_counts_to_the_end_and_what_ends_somewhere_does_not(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "argentina", "t16-02", date="1987/..", aspect="state")
    add(world, "ussr", "chile", "y01-01", date="1987/", aspect="state")
    shown = {row["year"]: row["expected"] for row in records(change.years(world)) if row["family"] == "all"}
    assert [shown[year] for year in range(1986, 1992)] == [0, 2, 1, 1, 1, 1]


def test_a_claim_about_another_government_is_not_the_junta_s(world: ClaimGraph, add: Add) -> None:
    world.add_node("allende-government", label="Organization", kind="government", theatre="santiago", state_id="chile")
    add(world, "ussr", "allende-government", "y31-09", year=1973)
    assert list(contrasts.acts(world, JUNTAS)) == []


def test_a_state_of_the_bloc_of_which_nothing_is_said_is_not_covered(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "argentine-junta-1976", "t24-02", year=1977, source="forbidden-tango-2013")
    status = {(row["side"], row["state"]): row["status"] for row in records(contrast_tables.partners(world))}
    assert status["argentine-junta-1976", "gdr"] == "not covered"
    assert status["chilean-junta-1973", "ussr"] == "not covered"


def test_sources_are_told_apart_by_what_they_alone_carry(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", locator="p01")
    add(world, "ussr", "argentina", "t01-01", source="forbidden-tango-2013", locator="p07")
    rows = {row["source"]: row for row in records(provenance.sources(world))}
    assert (rows["yordanov-2019"]["actors"], rows["yordanov-2019"]["sole_actors"]) == (2, 1)
    assert (rows["yordanov-2019"]["paragraphs"], rows["yordanov-2019"]["silent_paragraphs"]) == (2, 1)


def test_a_voice_that_speaks_of_others_is_named(world: ClaimGraph, add: Add) -> None:
    add(world, "chile", "argentina", "y01-01", reported_by="ussr", standing="reported")
    (row,) = records(provenance.voices(world))
    assert (row["id"], row["of_theatre"], row["own"]) == ("ussr", "santiago", False)


def test_a_tie_of_one_paragraph_is_listed(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", locator="p01")
    add(world, "ussr", "argentina", "y02-01", locator="p01")
    add(world, "ussr", "argentina", "y02-02", locator="p02")
    (row,) = records(provenance.single_footing(world))
    assert (row["one"], row["other"], row["locator"]) == ("chile", "ussr", "p01")


def test_leaving_out_a_source_leaves_what_the_other_says(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01")
    add(world, "ussr", "argentina", "t01-01", source="forbidden-tango-2013")
    add(world, "ussr", "argentina", "t02-01", source="forbidden-tango-2013", standing="reported")
    assert {key for *_, key in variants.without_source(world, "yordanov-2019").edges(keys=True)} == {"t01-01", "t02-01"}
    assert {key for *_, key in variants.without_reported(world).edges(keys=True)} == {"y01-01", "t01-01"}


def test_a_suggested_date_moves_the_claim(world: ClaimGraph, add: Add) -> None:
    note = {"id": "a1", "kind": "probable-error", "field": "date", "suggested": "1986-10", "note": "In fact 1986."}
    add(world, "ussr", "argentina", "t48-01", date="1984-10", annotations=[note])
    (row,) = records(provenance.corrections(world))
    assert (row["said"], row["suggested"]) == ("1984-10", "1986-10")
    (tie,) = (tie for *_, tie in variants.as_suggested(world).edges(data=True))
    assert (tie["date"], tie["end"]) == ("1986-10", "1986-10-31")


def test_a_suggestion_in_words_stays_a_remark(world: ClaimGraph, add: Add) -> None:
    note = {"id": "a1", "kind": "vague-date", "field": "date", "suggested": "a little later", "note": ""}
    add(world, "ussr", "argentina", "t48-01", date="1984", annotations=[note])
    (tie,) = (tie for *_, tie in variants.as_suggested(world).edges(data=True))
    assert tie["date"] == "1984"


def test_what_one_source_alone_says_is_called_single_sourced(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01")
    add(world, "ussr", "argentina", "t01-01", source="forbidden-tango-2013")
    single = {
        (row["dimension"], row["value"]): row["single_sourced"]
        for row in records(overview.composition(world))
        if row["of"] == "claims"
    }
    assert single["theatre", "santiago"] is True
    assert single["theatre", "moscow"] is False


def test_a_share_has_the_interval_of_its_paragraphs(world: ClaimGraph, add: Add) -> None:
    for number in range(10):
        add(world, "ussr", "chile", f"y{number:02}-01", locator=f"p{number:02}")
    share = resample.ratio(world, ["y00-01", "y01-01"], [f"y{number:02}-01" for number in range(10)])
    assert share is not None
    assert 0 <= share.low < share.value == 0.2 < share.high < 0.6
    assert resample.ratio(world, [], []) is None


def test_what_a_source_denies_ties_nobody_and_what_was_strained_has_no_sign(world: ClaimGraph, add: Add) -> None:
    add(world, "ussr", "chile", "y01-01", year=1974, goldstein=7.0)
    add(world, "gdr", "chile", "y01-02", year=1974, goldstein=None, polarity="denied")
    add(world, "ussr", "argentina", "t01-01", year=1974, goldstein=None, polarity="strained")
    network = readings.simple_network(world, STUDY.projections["contact"])
    assert set(network.edges) == {("chile", "ussr"), ("argentina", "ussr")}
    cells = {(row["from_theatre"], row["to_theatre"]): row for row in records(mixing.mixing(world))}
    assert ("eastern-europe", "santiago") not in {ends for ends, row in cells.items() if row["possible"]}
    assert [act.claim for act in contrasts.acts(world, JUNTAS)] == ["y01-01"]
    pairs = records(balance.friends_and_foes(world).query("reading == 'certain'"))
    assert {(row["one"], row["other"]): row["sign"] for row in pairs} == {
        ("chile", "ussr"): 1, ("argentina", "ussr"): 0,
    }  # fmt: skip
