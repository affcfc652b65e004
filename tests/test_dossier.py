"""The dossier of an entity: everything said about it, in words and in order."""

from graph_loader.cli.output import console
from graph_loader.cli.ties import print_tie
from graph_loader.graph.dossier import dossier, tie
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.told import Tie


def ids(ties: list[Tie]) -> list[str]:
    return [each.id for each in ties]


def one(graph: ClaimGraph, from_: str, to: str, claim: str) -> Tie:
    return tie(graph, from_, to, graph.edges[from_, to, claim])


def test_a_denied_tie_says_so(graph: ClaimGraph) -> None:
    graph.edges["argentina", "ussr", "a04-04"]["polarity"] = "denied"
    ties = [tie for family in dossier(graph, "argentina").ties.values() for tie in family]
    assert {tie.id: tie.polarity for tie in ties if tie.polarity} == {"a04-04": "denied"}
    (told,) = (tie for tie in ties if tie.polarity)
    with (screen := console()).capture() as printed:
        print_tie(screen, told)
    assert "denied: the source says that this was not so" in " ".join(printed.get().split())


def test_it_says_who_someone_is(graph: ClaimGraph) -> None:
    brezhnev = dossier(graph, "leonid-brezhnev")
    assert (brezhnev.label, brezhnev.name) == ("Person", "Leonid Brezhnev")
    assert brezhnev.description == "General secretary of the Soviet party."
    assert brezhnev.aliases == ["Brezhnyev (misspelling)"]
    assert brezhnev.facts["state"] == "Soviet Union"
    assert brezhnev.facts["born"] == "19 December 1906"


def test_unknown_facts_are_left_out(graph: ClaimGraph) -> None:
    assert set(dossier(graph, "jane-doe").facts) == {"born"}


def test_ties_stand_by_family_in_the_order_of_the_vocabulary(graph: ClaimGraph) -> None:
    assert {family: ids(ties) for family, ties in dossier(graph, "salvador-allende").ties.items()} == {
        "contact": ["a01-02", "a01-03"],
        "membership": ["a05-01"],
        "assessment": ["a02-02"],
        "participation": ["a05-02"],
    }
    assert list(dossier(graph, "ussr").ties) == ["diplomacy", "trade", "membership"]


def test_ties_stand_in_order_of_date_and_undated_ones_last(graph: ClaimGraph) -> None:
    assert ids(dossier(graph, "ussr").ties["trade"]) == ["a04-04", "a02-01", "a04-01"]
    for claim in graph["argentina"]["ussr"].values():
        claim.update(dict.fromkeys(["date", "start", "end_earliest", "end"]))
    assert ids(dossier(graph, "ussr").ties["trade"]) == ["a02-01", "a04-01", "a04-04"]


def test_a_date_with_an_open_start_stands_where_it_ends(graph: ClaimGraph) -> None:
    assert ids(dossier(graph, "leonid-brezhnev").ties["assessment"]) == ["a02-02", "an01-01"]


def test_ties_of_others_that_concern_it_are_told(graph: ClaimGraph) -> None:
    assert ids(dossier(graph, "leonid-brezhnev").concerned) == ["a02-01"], "it rests on his word"
    assert ids(dossier(graph, "grain").concerned) == ["a04-01"], "it is about grain"
    assert ids(dossier(graph, "moscow-city").concerned) == ["a04-02", "a04-03"], "they happened in Moscow"
    assert ids(dossier(graph, "chile").concerned) == [], "its own ties are not told twice"


def test_a_tie_says_who_did_what_when_and_on_whose_word(graph: ClaimGraph) -> None:
    credit = one(graph, "ussr", "chile", "a02-01")
    assert credit.words == "Soviet Union granted credit to Chile"
    assert credit.date_in_words == "perhaps 1972"
    assert credit.amount == "80,000,000 to 100,000,000 USD"
    assert (credit.standing, credit.reported_by) == ("reported", ["Leonid Brezhnev"])
    assert credit.citations == ["Mini 2001, ¶2, fn 2 [citing Doe 1999, p. 12]"]


def test_states_last_and_events_fall_between(graph: ClaimGraph) -> None:
    office = one(graph, "salvador-allende", "chile", "a05-01")
    assert office.date_in_words == "from 3 November 1970 to 11 September 1973"
    visit = one(graph, "fidel-castro", "chile", "a01-01")
    assert visit.date_in_words == "between 10 November and 4 December 1971"


def test_third_parties_and_places_are_named(graph: ClaimGraph) -> None:
    assert one(graph, "ussr", "chile", "a03-02").about == "Chilean coup of 1973"
    assert one(graph, "fidel-castro", "salvador-allende", "a01-02").place == "Santiago de Chile"
    assert one(graph, "fidel-castro", "salvador-allende", "a01-03").place is None


def test_annotations_are_marked(graph: ClaimGraph) -> None:
    meeting = one(graph, "fidel-castro", "salvador-allende", "a01-03")
    assert meeting.annotations == [
        "contradiction (date; suggested: 1972-06): Another work puts the second meeting half a year earlier."
    ]
    agreement = dossier(graph, "grain-agreement-1980")
    assert agreement.annotations == ["ambiguity (place_id): The text does not say where it was signed."]


def test_one_passage_is_cited_once_however_many_voices_it_passes_on(graph: ClaimGraph) -> None:
    from_, to, claim, attributes = next(iter(graph.edges(keys=True, data=True)))
    piece = attributes["evidence"][0]
    attributes["evidence"] = [{**piece, "reported_by": voice} for voice in ("jane-doe", "leonid-brezhnev")]
    assert len(one(graph, from_, to, claim).citations) == 1
