"""The query library on the real data: every query answers, looks up by index, and agrees with NetworkX and pandas."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

import nbformat
import networkx as nx
import pandas as pd
import pytest
from neo4j.exceptions import ClientError

from graph_loader.analysis.contrasts import acts
from graph_loader.database import schema
from graph_loader.database.connection import Target, connect
from graph_loader.database.explain import explain
from graph_loader.database.library import Query, named, of_package
from graph_loader.database.load import load
from graph_loader.database.local.server import LocalServer
from graph_loader.database.parameters import Meaning, values
from graph_loader.database.properties import camel_case
from graph_loader.database.queries import run
from graph_loader.graph import connections, dossier, projections
from graph_loader.graph.network import ClaimGraph, by_id, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, identifiers
from graph_loader.model.periods import falls
from graph_loader.model.resources import data_dir
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from graph_loader.package.dataset import Dataset
from tests.conftest import ROOT, Run
from tests.neo4j_servers import ON_ONE_VERSION, Database
from tests.test_notebooks import outputs
from tools import browser_files
from tools.notebooks import environment_of, execute

FORBIDDEN = ("AllNodesScan", "AllRelationshipsScan", "CartesianProduct")
ENTITIES = {"actor", "entity", "event", "person", "place", "source", "state", "topic"}
MANY = 100_000
# Every form of date that differs in order, within the years that queries ask for by default.
DATES = ("1973-11", "", "../1973", "1973/..", "/1973-10-15", "1973-10-15/", "1973-10-15", "1973", "1973-10/1973-11")
# What stands before the date in the order of some queries.
GROUPS = {
    "claims-in-window": ("certain",),
    "cooperation-of": ("partner",),
    "envoys-and-offices": ("person",),
    "influence-by": ("target",),
    "influence-on": ("source",),
    "offices-at-a-date": ("person",),
    "solidarity": ("tie",),
    "statistics": ("indicator", "subject"),
    "who-reported-what": ("voice",),
}
# With the dates of claims replaced.
REDATE = """
    UNWIND $bounds AS each
    MATCH (claim:Claim {id: each.id})-[:FROM]->()-[r {id: each.id}]->()
    SET r += each, claim += each
"""
QUERIES = of_package(data_dir())

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def answered() -> dict[str, list[Any]]:
    """Keep the rows of every query from the version that is asked first."""
    return {}


@pytest.fixture(scope="module")
def archive(server: LocalServer) -> Iterator[Database]:
    """Give the database of a server with the real data."""
    target = Target(server.ports.bolt_uri, "neo4j", server.home.password())
    with connect(target) as driver:
        database = Database(server, target, driver)
        database.clear()
        # What came and went before leaves the planner counting on empty indexes; the load has to tell it what came.
        with driver.session(database="neo4j") as session:
            schema.ensure(session, Vocabulary.load(data_dir()).types)
        database.run("CALL db.prepareForReplanning()")
        load(driver, "neo4j", data_dir())
        yield database


@pytest.fixture(scope="module")
def data() -> Dataset:
    return Dataset.load()


@pytest.fixture(scope="module")
def claims(data: Dataset) -> pd.DataFrame:
    """The claims with label, theatre and name of both sides."""
    nodes = pd.concat([table.assign(label=label) for label, table in data.nodes.items()]).set_index("id")
    nodes["theatre"] = nodes["theatre"].fillna("")
    sides = nodes[["label", "theatre", "name"]]
    return data.relationships.join(sides.add_prefix("from_"), on="from_id").join(sides.add_prefix("to_"), on="to_id")


@pytest.fixture(scope="module")
def network(data: Dataset) -> ClaimGraph:
    return to_networkx(data)


@pytest.fixture(scope="module")
def actors(network: ClaimGraph) -> ClaimGraph:
    return projections.actors(network)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning(data_dir())


@pytest.fixture
def ask(archive: Database, meaning: Meaning) -> Ask:
    """Run a named query with parameters as a person types them."""

    def ask_(name: str, **given: str) -> list[dict[str, Any]]:
        query = named(name, QUERIES)
        answer = run(archive.driver, "neo4j", query, values(query.parameters, given, meaning))
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    return ask_


def named_pair(graph: ClaimGraph, one: str, other: str) -> tuple[str, str]:
    return graph.nodes[one]["name"], graph.nodes[other]["name"]


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_every_query_gives_rows_under_its_columns(
    query: Query, archive: Database, answered: dict[str, list[Any]]
) -> None:
    answer = run(archive.driver, "neo4j", query, query.defaults())
    assert answer.columns == list(query.columns)
    assert answer.rows
    rows = sorted(answer.rows, key=repr)
    assert answered.setdefault(query.name, rows) == rows


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_every_query_looks_up_by_an_index_scans_no_whole_graph_and_has_words_for_each_step(
    query: Query, archive: Database
) -> None:
    # With the values with which it was run: what was planned once is not planned again.
    steps = explain(archive.driver, "neo4j", query, query.defaults()).steps
    plan = [step.operator for step in steps]
    assert [operator for operator in plan if operator == "ProduceResults"]
    assert not [operator for operator in plan if operator.endswith(FORBIDDEN)]
    if ENTITIES & {parameter.type for parameter in query.parameters}:
        assert [operator for operator in plan if "IndexSeek" in operator]
        assert not [operator for operator in plan if "Scan" in operator]
    assert [step.operator for step in steps if not step.does] == []


def test_every_query_of_the_guide_gives_rows(archive: Database) -> None:
    guide = browser_files.read_guide(data_dir() / "guide.yaml")
    empty = [
        entry["caption"] for slide in guide["slides"] for entry in slide["queries"] if not archive.run(entry["cypher"])
    ]
    assert empty == []


@ON_ONE_VERSION
def test_committed_answers_of_the_last_notebook_are_those_of_the_server(archive: Database, tmp_path: Path) -> None:
    path = ROOT / "notebooks" / "07_neo4j.ipynb"
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    done = execute(copy, environment_of(archive.target))
    assert outputs(nbformat.read(path, 4)) == outputs(done), "run `make notebooks` and commit the outputs"
    tables = [cell for cell in done.cells if "notebook.ask" in cell.source]
    assert tables
    assert all("<table" in cell.outputs[0]["data"]["text/html"] for cell in tables)


def test_a_query_cannot_write(archive: Database) -> None:
    writing = replace(named("contacts-of"), text="CREATE (n:Person)")
    with pytest.raises(ClientError, match=r"(?i)access mode"):
        run(archive.driver, "neo4j", writing, {})


def test_the_command_prints_tables_json_and_csv(archive: Database, coldwar: Run) -> None:
    arguments = ("query", "contacts-of", "--param", "actor=Corvalán, Luis")
    table, json_, csv = (
        coldwar(*arguments, *option, env=archive.environment) for option in ((), ("--json",), ("--csv",))
    )
    assert "Contacts of an actor" in table.stdout
    answer = json.loads(json_.stdout)
    assert answer["parameters"] == {"actor": "luis-corvalan"}
    assert csv.stdout.splitlines()[0] == ",".join(answer["rows"][0])
    assert len(csv.stdout.splitlines()) == len(answer["rows"]) + 1


@ON_ONE_VERSION
@pytest.mark.parametrize("actor", ["luis-corvalan", "ussr", "clodomiro-almeyda"])
def test_contacts_of_an_actor_are_those_of_the_contact_network(actor: str, ask: Ask, network: ClaimGraph) -> None:
    contacts = projections.actor_network(network, "contact")[actor]
    expected = {network.nodes[other]["name"]: edge["claims"] for other, edge in contacts.items()}
    assert {row["contact"]: row["ids"] for row in ask("contacts-of", actor=actor)} == expected


@ON_ONE_VERSION
def test_contact_pairs_are_the_weights_of_the_contact_network(ask: Ask, network: ClaimGraph) -> None:
    edges = projections.actor_network(network, "contact").edges(data=True)
    expected = {named_pair(network, *sorted((one, other))): edge["weight"] for one, other, edge in edges}
    found = {(row["actor"], row["contact"]): row["claims"] for row in ask("contact-pairs", limit=str(MANY))}
    assert found == expected


@ON_ONE_VERSION
def test_contacts_between_theatres_are_the_filtered_claims(ask: Ask, claims: pd.DataFrame) -> None:
    pairs = claims[["from_theatre", "to_theatre"]].apply(set, axis=1)
    expected = claims[(claims["family"] == "contact") & (pairs == {"eastern-europe", "santiago"})]
    found = ask("contacts-between-theatres", theatre="eastern-europe", other="santiago")
    assert sorted(row["id"] for row in found) == sorted(expected["id"])


@ON_ONE_VERSION
@pytest.mark.parametrize("window", [("1970-11", "1973-09"), ("1917", "1991"), ("1973-09-12", "1973-12")])
def test_visits_are_those_that_may_fall_into_the_years(window: tuple[str, str], ask: Ask, network: ClaimGraph) -> None:
    low, high = dates.parse(window[0]).start, dates.parse(window[1]).end
    expected = [id_ for id_, claim in by_id(network).items() if claim["type"] == "VISITED" and falls(claim, low, high)]
    assert sorted({row["id"] for row in ask("visits", **{"from": window[0], "to": window[1]})}) == sorted(expected)


@ON_ONE_VERSION
def test_visits_with_an_open_end_are_kept(ask: Ask) -> None:
    assert {"y40-16", "y40-17"} <= {row["id"] for row in ask("visits")}


@ON_ONE_VERSION
def test_two_regimes_are_the_claims_of_the_finding(ask: Ask, network: ClaimGraph) -> None:
    (contrast,) = study_of(network).contrasts.values()
    expected = {(act.side.id, act.partner, act.claim) for act in acts(network, contrast) if act.part == "regime"}
    rows = ask("two-regimes")
    assert sorted(id_ for row in rows for id_ in row["ids"]) == sorted(claim for _, _, claim in expected)
    for junta, column in (("chilean-junta-1973", "towards_one"), ("argentine-junta-1976", "towards_other")):
        found = Counter[str]()
        for row in rows:
            found[row["partner"]] += row[column]
        assert found == Counter(partner for id_, partner, _ in expected if id_ == junta)


@ON_ONE_VERSION
@pytest.mark.parametrize("actor", ["ussr", "kgb", "chile"])
def test_influence_goes_along_the_edges_of_its_family(actor: str, ask: Ask, network: ClaimGraph) -> None:
    influence = projections.family(network, "influence")
    assert {row["id"] for row in ask("influence-by", actor=actor)} == {
        key for *_, key in influence.out_edges(actor, keys=True)
    }
    into = {key for one, _, key in influence.in_edges(actor, keys=True)}
    assert {row["id"] for row in ask("influence-on", actor=actor)} == into


@ON_ONE_VERSION
def test_influence_between_theatres_is_a_cross_table(ask: Ask, claims: pd.DataFrame) -> None:
    between = claims[(claims["family"] == "influence") & (claims["from_theatre"] != "") & (claims["to_theatre"] != "")]
    between = between[between["from_label"].isin(ACTOR_LABELS) & between["to_label"].isin(ACTOR_LABELS)]
    expected = between.groupby(["from_theatre", "to_theatre"])["standing"].agg(
        ["size", lambda s: (s == "reported").sum()]
    )
    found = {(row["from"], row["to"]): (row["claims"], row["reported"]) for row in ask("influence-between-theatres")}
    assert found == {pair: tuple(counts) for pair, *counts in expected.itertuples()}


@ON_ONE_VERSION
def test_ties_between_theatres_are_a_cross_table(ask: Ask, claims: pd.DataFrame) -> None:
    between = claims[(claims["from_theatre"] != "") & (claims["to_theatre"] != "")]
    between = between[between["from_label"].isin(ACTOR_LABELS) & between["to_label"].isin(ACTOR_LABELS)]
    groups = between.groupby(["from_theatre", "to_theatre"])
    expected = groups.agg(claims=("id", "size"), actors=("from_id", "nunique"), targets=("to_id", "nunique"))
    found = {(row["from"], row["to"]): (row["claims"], row["actors"], row["targets"]) for row in ask("theatre-matrix")}
    assert found == {pair: tuple(counts) for pair, *counts in expected.itertuples()}


@ON_ONE_VERSION
@pytest.mark.parametrize(
    ("theatre", "other", "family"), [("moscow", "santiago", "influence"), ("eastern-europe", "santiago", "diplomacy")]
)
def test_the_picture_of_two_theatres_has_every_claim_between_them(
    theatre: str, other: str, family: str, ask: Ask, claims: pd.DataFrame
) -> None:
    actors_of = claims[claims["from_label"].isin(ACTOR_LABELS) & claims["to_label"].isin(ACTOR_LABELS)]
    theatres = pd.Series(zip(actors_of["from_theatre"], actors_of["to_theatre"], strict=True), index=actors_of.index)
    between = actors_of[theatres.isin([(theatre, other), (other, theatre)]) & (actors_of["family"] == family)]
    found = ask("theatre-network", theatre=theatre, other=other, family=family)
    assert [(row["tie"], row["summary"]) for row in found] == [
        (claim.type, claim.summary) for claim in between.sort_values("id").itertuples()
    ]
    assert len(found) > 10


@ON_ONE_VERSION
def test_signs_of_pairs_are_counted_as_in_pandas(ask: Ask, actors: ClaimGraph) -> None:
    edges = pd.DataFrame(
        [(*sorted((one, other)), edge["goldstein"]) for one, other, edge in actors.edges(data=True) if one != other],
        columns=["one", "other", "goldstein"],
    )
    values_ = edges["goldstein"].astype(float)
    signs = edges.assign(friendly=values_ > 0, hostile=values_ < 0, unsigned=values_.isna()).groupby(["one", "other"])
    counts = signs[["friendly", "hostile", "unsigned"]].sum()
    counts = counts[counts["friendly"] + counts["hostile"] >= 4]
    found = {
        (row["actor"], row["other"]): (row["friendly"], row["hostile"], row["unsigned"])
        for row in ask("sign-of-a-pair", least="4")
    }
    assert found == {named_pair(actors, *pair): tuple(numbers) for pair, *numbers in counts.itertuples()}


@ON_ONE_VERSION
def test_parties_of_agreements_are_the_signatures(ask: Ask, data: Dataset, claims: pd.DataFrame) -> None:
    signed = claims[claims["type"] == "SIGNED"].groupby("to_name")["from_name"].agg(set).to_dict()
    expected = {name: signed.get(name, set()) for name in data.nodes["Agreement"]["name"]}
    assert {row["agreement"]: set(row["parties"]) for row in ask("agreements")} == expected


@ON_ONE_VERSION
def test_credits_have_the_amounts_of_the_table(ask: Ask, claims: pd.DataFrame) -> None:
    credits_ = claims[claims["type"] == "GRANTED_CREDIT_TO"]
    expected = {
        id_: (lender, borrower, None if pd.isna(amount) else amount, unit or None)
        for id_, lender, borrower, amount, unit in zip(
            *(credits_[column] for column in ("id", "from_name", "to_name", "amount", "unit")), strict=True
        )
    }
    found = {row["id"]: (row["lender"], row["borrower"], row["amount"], row["unit"]) for row in ask("credits")}
    assert found == expected


@ON_ONE_VERSION
@pytest.mark.parametrize(
    "window",
    [("1973-09", "1973-12"), ("1970-11-03", "1973-09-11"), ("1976", "1983"), ("1917", "1964"), ("1973", "1973")],
)
def test_both_readings_of_a_window_are_those_of_the_package(
    window: tuple[str, str], ask: Ask, network: ClaimGraph
) -> None:
    low, high = dates.parse(window[0]).start, dates.parse(window[1]).end
    expected = {
        id_: falls(claim, low, high, "certain") for id_, claim in by_id(network).items() if falls(claim, low, high)
    }
    found = {row["id"]: row["certain"] for row in ask("claims-in-window", **{"from": window[0], "to": window[1]})}
    assert found == expected
    assert {True, False} <= set(expected.values())


@ON_ONE_VERSION
def test_claims_by_year_are_counted_as_in_pandas(ask: Ask, claims: pd.DataFrame) -> None:
    dated = claims[claims["start"] != ""]
    years = dated["start"].str[:4].astype(int)
    expected = years.value_counts().to_dict()
    within = years[years.astype(str) == dated["end"].str[:4]].value_counts().to_dict()
    found = ask("claims-by-year")
    assert {row["year"]: row["claims"] for row in found} == expected
    assert {row["year"]: row["within_the_year"] for row in found if row["within_the_year"]} == within


@ON_ONE_VERSION
@pytest.mark.parametrize(("actor", "day"), [("ussr", "1973-09-11"), ("east-european-states", "1971-01-01")])
def test_before_across_and_after_a_day_are_all_claims(
    actor: str, day: str, ask: Ask, claims: pd.DataFrame, network: ClaimGraph
) -> None:
    edges = by_id(network)
    santiago = claims[
        ((claims["from_id"] == actor) & (claims["to_theatre"] == "santiago") & claims["to_label"].isin(ACTOR_LABELS))
        | (
            (claims["to_id"] == actor)
            & (claims["from_theatre"] == "santiago")
            & claims["from_label"].isin(ACTOR_LABELS)
        )
    ]
    found = ask("before-and-after", actor=actor, day=day)
    assert {row["family"] for row in found} == set(santiago["family"])
    for row in found:
        family = santiago[santiago["family"] == row["family"]]
        undated = family["date"] == ""
        rows = [edges[id_] for id_ in family["id"]]
        start, end = (
            pd.Series([row[f"possible_{side}"] or row[side] or "" for row in rows], index=family.index)
            for side in ("start", "end")
        )
        before, after = (end != "") & (end < day), start >= day
        assert (row["before"], row["after"], row["undated"]) == (before.sum(), after.sum(), undated.sum())
        assert row["across"] == len(family) - row["before"] - row["after"] - row["undated"]


def partners(actors: ClaimGraph, theatre: str) -> dict[str, set[str]]:
    """Return for every actor its partners in a theatre."""
    graph = nx.Graph(actors)
    return {
        actor: {other for other in graph[actor] if other != actor and graph.nodes[other]["theatre"] == theatre}
        for actor in graph
    }


def is_collective(entity: dict[str, Any]) -> bool:
    return entity.get("kind") == "collective"


@ON_ONE_VERSION
def test_go_betweens_have_partners_on_both_sides(ask: Ask, actors: ClaimGraph) -> None:
    one, other = partners(actors, "moscow"), partners(actors, "buenos-aires")
    expected = {
        entity["name"]: (len(one[actor]), len(other[actor]))
        for actor, entity in actors.nodes(data=True)
        if one[actor] and other[actor] and not is_collective(entity)
    }
    found = {row["actor"]: (row["partners"], row["other_partners"]) for row in ask("go-betweens")}
    assert found == expected


@ON_ONE_VERSION
def test_brokered_pairs_have_no_tie_of_their_own(ask: Ask, actors: ClaimGraph) -> None:
    graph = nx.Graph(actors)
    one, other = partners(actors, "moscow"), partners(actors, "santiago")
    expected = {}
    for broker, entity in actors.nodes(data=True):
        pairs = [(a, b) for a in one[broker] for b in other[broker] if not graph.has_edge(a, b)]
        if pairs and not is_collective(entity):
            expected[entity["name"]] = len(pairs)
    assert {row["broker"]: row["pairs"] for row in ask("brokered-pairs", limit=str(MANY))} == expected


@ON_ONE_VERSION
def test_the_most_tied_actors_have_the_highest_degree(ask: Ask, actors: ClaimGraph) -> None:
    graph = projections.weighted(actors)
    expected = {
        graph.nodes[actor]["name"]: (degree, graph.degree(actor, weight="weight"))
        for actor, degree in graph.degree
        if degree
    }
    found = ask("most-tied-actors", limit=str(MANY))
    assert {row["actor"]: (row["partners"], row["claims"]) for row in found} == expected
    assert all(first["partners"] >= second["partners"] for first, second in pairwise(found))


@ON_ONE_VERSION
def test_reach_counts_the_theatres_of_the_neighbours(ask: Ask, actors: ClaimGraph) -> None:
    graph = nx.Graph(actors)
    expected = {}
    for actor, entity in graph.nodes(data=True):
        abroad = [graph.nodes[other]["theatre"] for other in graph[actor]]
        theatres = {theatre for theatre in abroad if theatre and theatre != entity["theatre"]}
        if entity["theatre"] and theatres and not is_collective(entity):
            expected[entity["name"]] = sorted(theatres)
    found = {row["actor"]: row["names"] for row in ask("reach-across-theatres", limit=str(MANY))}
    assert found == expected


@ON_ONE_VERSION
@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ("kgb", "raul-alfonsin"),
        ("luis-corvalan", "juan-peron"),
        ("bulgaria", "carlos-menem"),
        # A collective, and a place: as ends they may be of any kind.
        ("eastern-bloc", "juan-peron"),
        ("moscow", "augusto-pinochet"),
    ],
)
def test_shortest_connections_are_those_of_python_in_its_order(
    start: str, goal: str, ask: Ask, network: ClaimGraph
) -> None:
    expected = connections.find(network, start, goal, limit=25)
    found = ask("shortest-paths", **{"from": start, "to": goal})
    assert [row["chain"][1:] for row in found] == [[step.to_name for step in chain.steps] for chain in expected]
    assert [(row["weakest"], row["passages"]) for row in found] == [chain.strength for chain in expected]
    assert [row["ties"] for row in found] == [len(chain.steps) for chain in expected]
    claims = [{tie.id for step in chain.steps for tie in step.ties} for chain in expected]
    assert [set(row["claims"]) for row in found] == claims


@ON_ONE_VERSION
def test_common_partners_are_the_common_neighbours(ask: Ask, actors: ClaimGraph) -> None:
    graph = nx.Graph(actors)
    expected = {graph.nodes[node]["name"] for node in nx.common_neighbors(graph, "ussr", "salvador-allende")}
    found = ask("common-partners", one="USSR", other="Salvador Allende")
    assert {row["partner"] for row in found} == expected


@ON_ONE_VERSION
@pytest.mark.parametrize(("start", "goal"), [("kgb", "allende-government"), ("cuba", "luis-corvalan")])
def test_chains_of_influence_are_the_simple_paths(start: str, goal: str, ask: Ask, actors: ClaimGraph) -> None:
    graph = projections.family(actors, "influence")
    paths = nx.all_simple_edge_paths(graph, start, goal, cutoff=3)
    expected = {tuple(key for *_, key in path) for path in paths}
    assert {tuple(row["claims"]) for row in ask("influence-chains", **{"from": start, "to": goal})} == expected


@ON_ONE_VERSION
def test_standing_and_dates_by_family_are_cross_tables(ask: Ask, claims: pd.DataFrame) -> None:
    standing = pd.crosstab(claims["family"], claims["standing"])
    found = ask("standing-by-family")
    kinds = ("stated", "reported", "inferred", "disputed")
    assert {row["family"]: [row[kind] for kind in kinds] for row in found} == {
        family: [standing.loc[family].get(kind, 0) for kind in kinds] for family in standing.index
    }
    undated = (claims["date"] == "").groupby(claims["family"]).sum().to_dict()
    assert {row["family"]: row["undated"] for row in ask("undated-claims")} == undated


@ON_ONE_VERSION
def test_voices_are_those_of_the_evidence(ask: Ask, data: Dataset, network: ClaimGraph) -> None:
    reported = data.evidence[data.evidence["reported_by"] != ""]
    counts = reported.groupby("reported_by")["relationship_id"].nunique().to_dict()
    expected = {network.nodes[voice]["name"]: count for voice, count in counts.items()}
    assert {row["voice"]: row["claims"] for row in ask("voices")} == expected


@ON_ONE_VERSION
def test_cited_works_are_those_of_the_evidence(ask: Ask, data: Dataset, network: ClaimGraph) -> None:
    cited = data.evidence[data.evidence["cites"] != ""]
    counts = cited.groupby("cites")["relationship_id"].nunique().to_dict()
    expected = {network.nodes[work]["name"]: count for work, count in counts.items()}
    assert {row["work"]: row["claims"] for row in ask("cited-works")} == expected


@ON_ONE_VERSION
def test_a_passage_yields_the_claims_of_its_evidence(ask: Ask, data: Dataset) -> None:
    rows = data.evidence[(data.evidence["source_id"] == "yordanov-2019") & (data.evidence["locator"] == "p18")]
    found = ask("claims-in-a-passage", source="Yordanov 2019", locator="p18")
    assert {row["claim"] for row in found} == set(rows["relationship_id"])


@ON_ONE_VERSION
def test_pairs_in_both_sources_are_those_of_the_evidence(ask: Ask, data: Dataset, claims: pd.DataFrame) -> None:
    between = claims[claims["from_label"].isin(ACTOR_LABELS) & claims["to_label"].isin(ACTOR_LABELS)]
    between = between[between["from_id"] != between["to_id"]]
    pairs = between[["from_name", "to_name"]].apply(frozenset, axis=1)
    places = data.evidence.merge(between.assign(pair=pairs)[["id", "pair"]], left_on="relationship_id", right_on="id")
    sources = places.groupby("pair")["source_id"].nunique()
    expected = set(sources[sources > 1].index)
    assert {frozenset((row["actor"], row["other"])) for row in ask("in-both-sources")} == expected


@ON_ONE_VERSION
def test_every_name_in_another_script_or_transliteration_is_found(ask: Ask, data: Dataset) -> None:
    aliases = data.aliases[data.aliases["kind"].isin(["original-script", "transliteration"])]
    assert len(aliases) > 50
    lost = [
        name
        for name, id_ in zip(aliases["name"], aliases["entity_id"], strict=True)
        if id_ not in {row["id"] for row in ask("find", words=name)}
    ]
    assert lost == []


@ON_ONE_VERSION
@pytest.mark.parametrize("words", ["AND", 'NOT "x', "a:b*", "(z", "/x/"])
def test_the_signs_of_lucene_are_no_query(words: str, ask: Ask) -> None:
    assert isinstance(ask("find", words=words), list)


@ON_ONE_VERSION
def test_mentions_and_claims_of_actors_are_counted_as_in_pandas(
    ask: Ask, data: Dataset, claims: pd.DataFrame, network: ClaimGraph
) -> None:
    mentions = data.mentions.groupby("entity_id")["count"].sum()
    expected = {
        network.nodes[id_]["name"]: (count, int(((claims["from_id"] == id_) | (claims["to_id"] == id_)).sum()))
        for id_, count in mentions.items()
        if network.nodes[id_]["label"] in ACTOR_LABELS
    }
    found = ask("mentioned-and-tied", limit=str(MANY))
    assert {row["actor"]: (row["mentions"], row["claims"]) for row in found} == expected


@ON_ONE_VERSION
def test_ids_of_others_are_those_of_the_table(ask: Ask, data: Dataset) -> None:
    told = {row["entity"]: (row["identifiers"], row["links"]) for row in ask("known-elsewhere")}
    assert told == {
        entity.name: (
            [identifiers.written(each.scheme, each.value) for each in entity.identifiers],
            [link for each in entity.identifiers if (link := identifiers.link(each.scheme, each.value))],
        )
        for entity in data.entities
        if entity.identifiers
    }


@ON_ONE_VERSION
def test_untied_entities_are_isolated_nodes(ask: Ask, network: ClaimGraph) -> None:
    isolated = {node for node, degree in network.degree if not degree and network.nodes[node]["label"] != "Source"}
    assert {row["id"] for row in ask("untied-entities")} == isolated


@ON_ONE_VERSION
def test_types_of_tie_are_those_of_the_vocabulary_counted_as_in_pandas(ask: Ask, data: Dataset) -> None:
    claims, types = data.relationships["type"].value_counts(), data.vocabulary.types
    found = {row["type"]: (row["sign"], row["claims"]) for row in ask("types-of-tie")}
    assert found == {name: (type_.goldstein, claims.get(name, 0)) for name, type_ in types.items()}


@ON_ONE_VERSION
def test_what_is_loaded_is_the_package(ask: Ask, data: Dataset) -> None:
    found = ask("what-is-loaded")
    counts = {row["label"]: row["nodes"] for row in found}
    expected = {label: len(table) for label, table in data.nodes.items()}
    expected |= {"Claim": len(data.relationships), "Passage": len(data.passages), "Annotation": len(data.annotations)}
    assert counts == expected
    assert {row["state"] for row in found} == {"complete"}


def groups(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> list[list[str]]:
    """Return the ids of the rows, apart for each value of the columns."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row["id"])
    return list(found.values())


def first_between_theatres(graph: ClaimGraph, place: dict[str, int]) -> set[str]:
    """Return the first dated claim between the actors of each two theatres."""
    first: dict[frozenset[str], str] = {}
    for one, other, claim in graph.edges(keys=True):
        sides = [graph.nodes[side] for side in (one, other)]
        theatres = frozenset(side["theatre"] for side in sides if side["label"] in ACTOR_LABELS and side["theatre"])
        if len(theatres) == 2 and graph.edges[one, other, claim]["date"] is not None:
            first[theatres] = min(claim, first.get(theatres, claim), key=place.__getitem__)
    return set(first.values())


@ON_ONE_VERSION
def test_claims_are_listed_in_the_order_of_python(archive: Database, network: ClaimGraph) -> None:
    graph, bounds = network.copy(), []
    for (*_, id_, claim), date in zip(graph.edges(keys=True, data=True), cycle(DATES), strict=False):
        interval = dates.parse(date)
        days = {name: getattr(interval, name) for name in ("start", "start_latest", "end_earliest", "end")}
        claim.update({name: day and day.isoformat() for name, day in days.items()}, date=date or None)
        properties = {camel_case(name): day for name, day in days.items()}
        bounds.append({"id": id_, "edtf": date or None, **properties})
    place = {tie.id: number for number, tie in enumerate(dossier.in_order(graph, graph.edges(keys=True)))}
    with archive.driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run(REDATE, bounds=bounds).consume()
        for query in QUERIES.values():
            if not {"id", "date"} <= set(query.columns):
                continue
            lists = groups(
                transaction.run(query.text, query.bound(query.defaults())).data(), GROUPS.get(query.name, ())
            )
            assert max(map(len, lists)) > 1, query.name
            assert lists == [sorted(ids, key=place.__getitem__) for ids in lists], query.name
            if query.name == "first-contacts":
                assert set(lists[0]) == first_between_theatres(graph, place)
        transaction.rollback()
