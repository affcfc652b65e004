"""The questions of analysts and the findings of a study in Cypher: what Python answers, in both studies."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pandas as pd
import pytest
import yaml

from graph_loader.analysis import centrality, go_betweens, provenance, theatres
from graph_loader.analysis.answers import Answer
from graph_loader.analysis.communities import main_sources
from graph_loader.analysis.contrasts import acts
from graph_loader.analysis.phrases import Share
from graph_loader.analysis.questions import ASK
from graph_loader.analysis.readings import projection_of, simple_network
from graph_loader.database.connection import Target, connect
from graph_loader.database.library import library, named, of_package
from graph_loader.database.load import load
from graph_loader.database.local.jars import NEWEST
from graph_loader.database.local.server import LocalServer
from graph_loader.database.parameters import Meaning, values
from graph_loader.database.queries import run
from graph_loader.database.study_values import typed
from graph_loader.graph.network import ClaimGraph, by_id, is_actor, is_affirmed, to_networkx
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates, identifiers, passages
from graph_loader.model.periods import falls
from graph_loader.model.resources import data_dir
from graph_loader.model.study import KINDS, Question
from graph_loader.package.dataset import Dataset
from tests.neo4j_servers import Database
from tests.test_second_study import ACCRA

OURS = data_dir()
FOLDERS = {"ours": OURS, "second": ACCRA}
READINGS = yaml.safe_load((Path(__file__).parent.parent / "fixtures" / "both_readings.yaml").read_text("utf-8"))
ALWAYS, NEVER = "0001-01-01", "9999-12-31"

Rows = list[dict[str, Any]]


class Asked(NamedTuple):
    """A package: its claims in memory, and how to put a named query to the database that holds them."""

    folder: Path
    data: Dataset
    graph: ClaimGraph
    ask: Callable[..., Rows]
    database: Database

    @property
    def ours(self) -> bool:
        """Whether it is the package whose defaults the study names."""
        return self.folder == OURS

    def name(self, node: str) -> str:
        """Return what an entity is called."""
        return str(self.graph.nodes[node]["name"])


@pytest.fixture(scope="module")
def server(start_server: Callable[[str], LocalServer]) -> LocalServer:
    """Give the newer version; that every query answers on both is tested in test_queries.py."""
    return start_server(NEWEST)


@pytest.fixture(scope="module")
def both(server: LocalServer) -> Iterator[Database]:
    """Give the database of a server with both studies side by side."""
    target = Target(server.ports.bolt_uri, "neo4j", server.home.password())
    with connect(target) as driver:
        database = Database(server, target, driver)
        database.clear()
        for folder in FOLDERS.values():
            load(driver, "neo4j", folder)
        yield database


@pytest.fixture(scope="module", params=FOLDERS)
def package(request: pytest.FixtureRequest, both: Database) -> Asked:
    folder = FOLDERS[request.param]
    queries, meaning = of_package(folder), Meaning(folder)

    def ask(name_: str, **given: str) -> Rows:
        query = named(name_, queries)
        answer = run(both.driver, "neo4j", query, values(query.parameters, given, meaning))
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    return Asked(folder, meaning.dataset, to_networkx(meaning.dataset), ask, both)


def possible(claim: dict[str, Any]) -> tuple[str, str]:
    """Return the first and last day on which a claim may have been, in ISO form."""
    return (
        claim["possible_start"] or claim["start"] or ALWAYS,
        claim["possible_end"] or claim["end"] or NEVER,
    )


# Both readings of a claim.


@pytest.mark.parametrize("entry", READINGS, ids=lambda entry: entry["question"])
def test_ties_and_claims_answer_alike(entry: dict[str, str], package: Asked) -> None:
    given = {"from": date(1961, 1, 1), "to": date(1973, 9, 30), "package": package.data.name}
    ties, claims = (package.database.run(entry[reading], **given) for reading in ("ties", "claims"))
    assert sorted(map(repr, ties)) == sorted(map(repr, claims))
    assert ties or not package.ours


def test_a_dozen_questions_are_asked_both_ways() -> None:
    assert len(READINGS) >= 12
    assert all("Claim" in entry["claims"] and "Claim" not in entry["ties"] for entry in READINGS)


# In order of time.


def steps(package: Asked, projection: str) -> "nx.MultiDiGraph[str]":
    """Return the dated ties that are steps, each in the directions in which it may be gone."""
    chosen = study_of(package.graph).projections[projection]
    ways: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for one, other, key, claim in package.graph.edges(keys=True, data=True):
        between = one != other and all(is_actor(package.graph.nodes[end]) for end in (one, other))
        if between and claim["family"] in chosen.families and claim["date"] and is_affirmed(claim):
            ways.add_edge(one, other, key)
            if claim["symmetric"] or not chosen.directed:
                ways.add_edge(other, one, key)
    return ways


def chains(package: Asked, projection: str, start: str, length: int = 3) -> Iterator[tuple[str, list[str]]]:
    """Yield every chain of ties from an actor, as its last actor and its claims, whatever its dates."""
    ways = steps(package, projection)
    if start in ways:
        for goal in set(ways) - {start}:
            for path in nx.all_simple_edge_paths(ways, start, goal, cutoff=length):
                yield goal, [key for *_, key in path]


def arrival(package: Asked, chain: list[str], day: str = ALWAYS) -> str | None:
    """Go along a chain by the earliest day that each step allows; None where one comes too early."""
    claims = by_id(package.graph)
    for claim in chain:
        first, last = possible(claims[claim])
        if last < day:
            return None
        day = max(day, first)
    return day


def departure(package: Asked, chain: list[str], day: str) -> str | None:
    """Go back along a chain by the latest day that each step allows."""
    claims = by_id(package.graph)
    for claim in reversed(chain):
        first, last = possible(claims[claim])
        if first > day:
            return None
        day = min(day, last)
    return day


PATHS = {
    "ours": [("ussr", "pcch", "influence"), ("kgb", "allende-government", "influence"), ("cuba", "pcch", "contact")],
    "second": [("ama-quell", "tor-venn", "encounters"), ("veltmark", "belvane", "all")],
}


def paths_of(package: Asked) -> list[tuple[str, str, str]]:
    return PATHS["ours" if package.ours else "second"]


def test_paths_in_order_of_time_are_those_of_python(package: Asked) -> None:
    lengths = []
    for start, goal, projection in paths_of(package):
        rows = package.ask("dated-paths", **{"from": start, "to": goal}, projection=projection, limit="10000")
        expected = {
            tuple(chain): day
            for end, chain in chains(package, projection, start)
            if end == goal and (day := arrival(package, chain))
        }
        assert {tuple(row["claims"]): row["arrival"] or ALWAYS for row in rows} == expected
        lengths += [row["ties"] for row in rows]
        assert [row["arrival"] or ALWAYS for row in rows] == sorted(row["arrival"] or ALWAYS for row in rows)
    assert max(lengths) > 1


@pytest.mark.parametrize("package", ["second"], indirect=True)
def test_ties_of_a_projection_without_directions_are_gone_both_ways(package: Asked) -> None:
    for start, goal in (("veltmark", "unity-front"), ("unity-front", "veltmark")):
        rows = package.ask("dated-paths", **{"from": start, "to": goal}, projection="all", steps="1")
        assert [row["claims"] for row in rows] == [["v03-07"]]


@pytest.mark.parametrize("day", ["1960", "1973-09-11"])
def test_whom_an_actor_can_have_reached_and_who_can_have_reached_it(day: str, package: Asked) -> None:
    for start, goal, projection in paths_of(package):
        first, last = dates.parse(day).start, dates.parse(day).end
        assert first
        assert last
        forwards: dict[str, list[str]] = defaultdict(list)
        backwards: dict[str, list[str]] = defaultdict(list)
        for end, chain in chains(package, projection, start):
            if found := arrival(package, chain, first.isoformat()):
                forwards[package.name(end)].append(found)
        for origin in steps(package, projection):
            for end, chain in chains(package, projection, origin):
                if end == goal and (found := departure(package, chain, last.isoformat())):
                    backwards[package.name(origin)].append(found)
        rows = package.ask("reached-in-time", actor=start, projection=projection, **{"from": day})
        assert {row["reached"]: (row["arrival"], row["chains"]) for row in rows} == {
            name: (min(days), len(days)) for name, days in forwards.items()
        }
        rows = package.ask("reaching-in-time", actor=goal, projection=projection, to=day)
        assert {row["origin"]: (row["departure"], row["chains"]) for row in rows} == {
            name: (max(days), len(days)) for name, days in backwards.items()
        }


def test_who_stands_between_two_theatres_in_order_of_time(package: Asked) -> None:
    one, other, projection = ("moscow", "santiago", "influence") if package.ours else ("far-north", "gold-shore", "all")
    ways, nodes = steps(package, projection), package.graph.nodes
    expected: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for start, middle, first in ways.edges(keys=True):
        for _, goal, second in ways.out_edges(middle, keys=True):
            theatres_ = nodes[start]["theatre"], nodes[goal]["theatre"]
            single = goal != start and nodes[middle].get("kind") != "collective"
            if theatres_ == (one, other) and single and arrival(package, [first, second]):
                expected[package.name(middle)].add((first, second))
    rows = package.ask("between-theatres-in-time", theatre=one, other=other, projection=projection)
    assert rows
    assert {row["reached"]: row["chains"] for row in rows} == {name: len(found) for name, found in expected.items()}
    claims = by_id(package.graph)
    for row in rows:
        found = expected[row["reached"]]
        assert row["claims"] == sorted({claim for chain in found for claim in chain})
        assert (row["arrival"] or ALWAYS) == min(possible(claims[first])[0] for first, _ in found)
        assert (row["departure"] or NEVER) == max(possible(claims[second])[1] for _, second in found)


SPANS = [("1973-09", "1973-09", "1974", "1974"), ("1961", "1961", "1955", "1970"), ("1980", "1990", "1983", "1984")]


@pytest.mark.parametrize("spans", SPANS)
def test_possible_in_one_span_and_certain_in_another(spans: tuple[str, str, str, str], package: Asked) -> None:
    days = [dates.parse(text) for text in spans]
    first, second = (days[0].start, days[1].end), (days[2].start, days[3].end)
    expected = {
        id_: falls(claim, *first, "certain")
        for id_, claim in by_id(package.graph).items()
        if falls(claim, *first) and falls(claim, *second, "certain")
    }
    given = dict(zip(("from", "to", "certain_from", "certain_to"), spans, strict=True))
    found = {row["id"]: row["certain_before"] for row in package.ask("possible-then-certain", **given)}
    assert found == expected
    assert expected or not package.ours


def test_both_spans_must_end_after_they_start(package: Asked) -> None:
    given = {"from": "1973", "to": "1974", "certain_from": "1975", "certain_to": "1974"}
    with pytest.raises(Exception, match="--param certain_from: expected a day that is not after 'certain_to'"):
        package.ask("possible-then-certain", **given)


def test_polarity_over_time_is_counted_as_in_python(package: Asked) -> None:
    study, claims = study_of(package.graph), by_id(package.graph).values()
    rows = {row["year"]: row for row in package.ask("polarity-over-time")}
    assert sum(row["denied"] + row["strained"] for row in rows.values()) or not package.ours
    for year in range(study.first_year, study.last_year + 1):
        span = date(year, 1, 1), date(year, 12, 31)
        found = {
            prefix + polarity: sum(
                (claim["polarity"] or "affirmed") == polarity and falls(claim, *span, reading) for claim in claims
            )
            for prefix, reading in (("", "possible"), ("certain_", "certain"))
            for polarity in ("affirmed", "strained", "denied")
        }
        row = rows.get(year, dict.fromkeys(found, 0))
        assert {name: row[name] for name in found} == found, year


# Amounts, voices, sources.


def amounts(
    package: Asked, wanted: Callable[[dict[str, Any]], bool]
) -> dict[tuple[Any, ...], tuple[int, float, float]]:
    """Add up amounts by years, type, unit and ends."""
    sums: dict[tuple[Any, ...], list[tuple[float, float]]] = defaultdict(list)
    for one, other, claim in package.graph.edges(data=True):
        if claim["amount"] is not None and is_affirmed(claim) and wanted(claim):
            years = (int(claim[end][:4]) if claim[end] else None for end in ("start", "end"))
            most = claim["amount"] if claim["amount_max"] is None else claim["amount_max"]
            key = (*years, claim["type"], claim["unit"], package.name(one), package.name(other))
            sums[key].append((claim["amount"], most))
    return {key: (len(each), sum(low for low, _ in each), sum(high for _, high in each)) for key, each in sums.items()}


def test_amounts_by_year_keep_units_apart(package: Asked) -> None:
    families = {claim["family"] for claim in by_id(package.graph).values()}
    for family in sorted(families):
        rows = package.ask("amounts-by-year", family=family)
        expected = Counter[tuple[Any, ...]]()
        for key, (_, low, _) in amounts(package, lambda claim, family=family: claim["family"] == family).items():
            expected[key[:4]] += low
        assert {(row["year"], row["to_year"], row["tie"], row["unit"]): row["least"] for row in rows} == expected


def test_credit_in_a_unit_by_year_and_from_whom(package: Asked) -> None:
    known = {(claim["type"], claim["unit"]) for claim in by_id(package.graph).values() if claim["unit"]}
    assert known or not package.ours
    for type_, unit in sorted(known):
        rows = package.ask("amounts-from-whom", tie=type_, unit=unit)
        found = {
            (row["year"], row["to_year"], type_, unit, row["giver"], row["receiver"]): (
                row["claims"],
                row["least"],
                row["most"],
            )
            for row in rows
        }
        assert found == amounts(package, lambda claim, of=(type_, unit): (claim["type"], claim["unit"]) == of)


def test_who_reported_what_is_the_evidence(package: Asked) -> None:
    expected = defaultdict(set)
    for row in package.data.evidence.to_dict("records"):
        if row["reported_by"]:
            place = passages.passage(row["source_id"], row["locator"])
            expected[package.name(row["reported_by"]), row["relationship_id"]].add(place)
    rows = package.ask("who-reported-what")
    assert {(row["voice"], row["id"]): set(row["passages"]) for row in rows} == expected
    assert expected


def contradictions(package: Asked) -> list[tuple[str, str, str]]:
    table = package.data.annotations
    noted = table[(table["kind"] == "contradiction") & (table["other_id"] != "")]
    return list(noted[["id", "target_id", "other_id"]].itertuples(index=False, name=None))


def test_contradictions_have_both_sides_and_their_passages(package: Asked) -> None:
    claims = by_id(package.graph)

    def side(id_: str) -> tuple[str, list[str]]:
        return (claims[id_]["summary"], passages.behind(claims[id_])) if id_ in claims else (package.name(id_), [])

    expected = {key: (side(one), side(other)) for key, one, other in contradictions(package)}
    rows = package.ask("both-sides")
    found = {
        row["annotation"]: ((row["one"], row["one_passages"]), (row["other"], row["other_passages"])) for row in rows
    }
    assert found == expected
    assert expected or not package.ours


def test_what_one_source_says_that_another_contradicts(package: Asked) -> None:
    claims = by_id(package.graph)
    found: set[tuple[str, str]] = {(one, other) for _, one, other in contradictions(package)}
    for one, other, first, denied in package.graph.edges(keys=True, data=True):
        for second, claim in package.graph.get_edge_data(one, other).items():
            (low, high), (from_, to) = possible(denied), possible(claim)
            against = not is_affirmed(denied) and is_affirmed(claim) and claim["type"] == denied["type"]
            if against and low <= to and from_ <= high:
                found.add((first, second))
    told = {id_: passages.sources(claim) for id_, claim in claims.items()}
    expected = Counter[tuple[str, str]]()
    for pair in found:
        for one, other in (pair, pair[::-1]):
            if one in told and other in told:
                for source in told[one]:
                    expected.update((source, against) for against in told[other] - {source})
    rows = package.ask("sources-against-each-other")
    names = {package.name(source): source for source in {each for sources in told.values() for each in sources}}
    assert len(rows) == len(names) * (len(names) - 1)
    for row in rows:
        pair = names[row["source"]], names[row["other"]]
        assert row["noted"] + row["denied"] == len(row["says"]) == len(row["against"]) == expected[pair]


@pytest.mark.parametrize("package", ["second"], indirect=True)
def test_sources_that_contradict_each_other_are_told(package: Asked) -> None:
    query = named("sources-against-each-other", of_package(package.folder))
    noted = """
        MATCH (one:Claim {package: $package, id: 'v01-01'})
        MATCH (two:Claim {package: $package, id: 'v02-18'})
        CREATE (one)-[:CONTRADICTS]->(two)
    """
    # Ilse Marrak greeted Tor Venn in 1963 by the Tides, and did not by the Ledger, in the years that are given.
    denied = """
        MATCH (a)<-[:FROM]-(:Claim {package: $package, id: 'v03-03'})-[:TO]->(b)
        MATCH (place:Passage {package: $package, id: 'ledger-1999#p04'})
        CREATE (a)<-[:FROM]-(no:Claim {package: $package, id: $id, type: 'GREETED', polarity: 'denied'})-[:TO]->(b)
        CREATE (no)-[:STATED_IN]->(place)
        SET no.summary = 'She did not.', no.start = date($from), no.end = date($to)
    """
    with package.database.driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run(noted, package=query.package).consume()
        for id_, days in {"w01": ("1960-01-01", "1963-01-01"), "w02": ("1964-01-01", "1970-01-01")}.items():
            transaction.run(denied, {"package": query.package, "id": id_, "from": days[0], "to": days[1]}).consume()
        rows = transaction.run(query.text, query.bound({})).data()
        transaction.rollback()
    assert [(row["source"], row["other"], row["noted"], row["denied"]) for row in rows] == [
        ("Ledger 1999", "Tides 2003", 1, 1),
        ("Tides 2003", "Ledger 1999", 1, 1),
    ]
    assert [sorted(row["claims"]) for row in rows] == [
        ["v01-01 – v02-18", "w01 – v03-03"],
        ["v02-18 – v01-01", "v03-03 – w01"],
    ]


def test_what_one_source_carries_alone_is_the_table_of_the_analysis(package: Asked) -> None:
    columns = ["claims", "sole_claims", "actors", "sole_actors"]
    table = provenance.sources(package.graph).set_index("source")[columns]
    expected = {package.name(str(source)): tuple(row) for source, *row in table.itertuples()}
    rows = package.ask("carried-by-sources")
    assert {row["source"]: tuple(row[column] for column in columns) for row in rows} == expected


def test_what_one_package_carries_alone(package: Asked) -> None:
    label = {entity.id: entity.label for entity in package.data.entities}
    table = package.folder / "identifiers.csv"
    known = pd.read_csv(table, dtype=str).to_dict("records") if table.exists() else []
    identified = {label[row["entity_id"]] + row["entity_id"] for row in known}
    rows = {row["label"]: row for row in package.ask("carried-by-this-package")}
    assert {name: row["entities"] for name, row in rows.items()} == Counter(label.values())
    for name, row in rows.items():
        assert (row["shared"], row["alone"]) == (0, sum(each.startswith(name) for each in identified))
    if not package.ours:
        return
    one = known[0]
    written = identifiers.written(one["scheme"], one["value"])
    query, of = named("carried-by-this-package", of_package(package.folder)), label[one["entity_id"]]
    with package.database.driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run(f"CREATE (:{of} {{id: 'elsewhere', package: 'other', identifiers: [$text]}})", text=written)
        (found,) = (each for each in transaction.run(query.text, query.bound({})).data() if each["label"] == of)
        transaction.rollback()
    assert (found["shared"], found["examples"]) == (1, [package.name(one["entity_id"])])


# At a date, at a place.


@pytest.mark.parametrize("day", ["1958-12-01", "1961-06-01", "1973-09-11", "1985-03-11"])
def test_offices_at_a_date_are_possible_or_certain_as_in_python(day: str, package: Asked) -> None:
    offices, at = study_of(package.graph).roles["office"], date.fromisoformat(day)
    expected = {
        id_: falls(claim, at, at, "certain")
        for one, other, id_, claim in package.graph.edges(keys=True, data=True)
        if claim["type"] in offices and is_affirmed(claim) and falls(claim, at, at)
        if package.graph.nodes[one]["label"] == "Person" and is_actor(package.graph.nodes[other])
    }
    assert {row["id"]: row["certain"] for row in package.ask("offices-at-a-date", day=day)} == expected
    assert expected or not package.ours


@pytest.mark.parametrize("day", ["1966-01-01", "1970-09-01", "1973-09-11"])
def test_envoys_at_a_place_on_a_day(day: str, package: Asked) -> None:
    if not package.ours:
        assert package.ask("envoys-at-a-place", place="port-lume", day=day, envoy="SERVED_IN") == []
        return
    nodes, at = package.graph.nodes, date.fromisoformat(day)
    expected = {}
    for one, other, id_, claim in package.graph.edges(keys=True, data=True):
        here = claim["place_id"] == "santiago" or (not claim["place_id"] and other == "chile")
        posted = claim["family"] == "location" and other == "santiago"
        if not ((claim["type"] == "ACCREDITED_TO" and here) or posted) or not is_affirmed(claim):
            continue
        if not is_actor(nodes[one]) or (nodes[one].get("state_id") or one) == "chile":
            continue
        if not claim["date"]:
            expected[id_] = "undated"
        elif falls(claim, at, at):
            expected[id_] = "certain" if falls(claim, at, at, "certain") else "possible"
    assert {row["claim"]: row["when"] for row in package.ask("envoys-at-a-place", day=day)} == expected
    assert len(expected) > (day < "1973")


def stays(package: Asked) -> Iterator[tuple[str, str, str, tuple[str, str]]]:
    """Yield actor, place, claim and days of everybody's presence somewhere."""
    study, nodes = study_of(package.graph), package.graph.nodes
    families = package.data.vocabulary.families
    for one, other, id_, claim in package.graph.edges(keys=True, data=True):
        if not is_affirmed(claim):
            continue
        dated = claim
        found = {(one, claim["place_id"])}
        if claim["symmetric"]:
            found.add((other, claim["place_id"]))
        if families[claim["family"]].spatial:
            found.add((one, other))
        if claim["type"] in study.roles["presence"] and nodes[other]["label"] == "Event":
            found.add((one, nodes[other]["place_id"]))
        for actor, place in found:
            if not place or nodes[place]["label"] not in ("Place", "State") or not is_actor(nodes[actor]):
                continue
            if claim["date"]:
                yield actor, place, id_, possible(dated)
            elif claim["place_id"] != place and nodes[other]["label"] == "Event" and nodes[other].get("date"):
                interval = dates.parse(nodes[other]["date"])
                bounds = interval.start, interval.end
                yield actor, place, id_, (str(bounds[0] or ALWAYS), str(bounds[1] or NEVER))


def test_who_could_have_met_whom_is_who_was_there_at_the_time(package: Asked) -> None:
    found, nodes = set(stays(package)), package.graph.nodes
    actors = sorted({actor for actor, *_ in found})
    asked = actors if not package.ours else ["salvador-allende", "leonid-brezhnev", "ussr", "eduardo-frei"]
    some = 0
    for actor in asked:
        expected = {
            (package.name(other), package.name(place), own, claim)
            for one, place, own, (first, last) in found
            if one == actor
            for other, there, claim, (from_, to) in found
            if other != actor and there == place and first <= to and from_ <= last
            if nodes[other].get("kind") != "collective"
        }
        rows = package.ask("could-have-met", actor=actor)
        assert {(row["other"], row["place"], row["own"], row["claim"]) for row in rows} == expected
        some += len(expected)
    assert some


# The findings.


def questions(package: Asked) -> list[tuple[ClaimGraph, Question]]:
    """Return the questions of the study; of the small one those too that would be sensible for its data."""
    graphs = [package.graph]
    if not package.ours:
        graphs.append(package.graph.copy())
        graphs[1].graph["study"] = replace(study_of(package.graph), questions={})
    return [(graph, question) for graph in graphs for question in study_of(graph).questions.values()]


def test_every_kind_of_finding_has_a_query_that_is_found_by_its_name() -> None:
    assert {query.finding: query.name for query in library().values() if query.finding} == {
        kind: f"finding-{kind}" for kind in KINDS
    }


def test_a_query_of_a_finding_asks_what_the_study_asks(package: Asked) -> None:
    asked = {question.kind: question for question in reversed(study_of(package.graph).questions.values())}
    for query in of_package(package.folder).values():
        if query.finding in asked:
            said = {each.name: each.default for each in query.parameters if each.name in KINDS[query.finding]}
            given = asked[query.finding].parameters
            assert said == {name: typed(given[name]) for name in said}
            assert query.defaults()


def test_findings_are_counted_in_cypher_as_in_python(package: Asked) -> None:
    told = Counter[str]()
    for graph, question in questions(package):
        query = library()[f"finding-{question.kind}"]
        taken = {each.name for each in query.parameters}
        given = {name: typed(value) for name, value in question.parameters.items() if name in taken}
        answer = ASK[question.kind](graph, question, 1)
        rows = package.ask(query.name, **given)
        if answer is None:
            assert is_silent(question.kind, rows), question.id
            continue
        CHECK[question.kind](package, question, answer, rows)
        told[question.kind] += 1
    assert set(told) >= (set(KINDS) if package.ours else {"broker", "contrast", "coverage", "footing"})


def is_silent(kind: str, rows: Rows) -> bool:
    """Tell whether the rows give no figure either; two kinds count what there is even where no conclusion follows."""
    match kind:
        case "broker":
            return all(row["rank"] is None for row in rows)
        case "balance":
            return all(row["share"] is None for row in rows)
        case "contrast":
            return any(row["share"] is None for row in rows if row["measure"] == "hostile")
        case "communities" | "mixing":
            return True
    return not rows


def near(value: Any) -> Any:
    """Compare with what a table holds, rounded to six digits."""
    return pytest.approx(value, abs=1e-6)


def the_same(claims: set[str], answer: Answer) -> None:
    assert claims == set(answer.claims)


def broker(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    table = centrality.centrality_of(package.graph, "coded", question.parameters["projection"], 1)
    expected = {str(row.name): (row.betweenness, row.degree) for row in table.itertuples()}
    assert {row["actor"]: near((row["betweenness"], row["partners"])) for row in rows} == expected
    assert {row["actors"] for row in rows} == {len(table)}
    assert rows[0]["actor"] == package.name(answer.conclusion)
    assert rows[0]["rank"] == answer.figure
    ranks = {str(row.name): row.betweenness_rank for row in table.itertuples() if row.betweenness}
    assert {row["actor"]: row["rank"] for row in rows if row["rank"]} == ranks
    the_same(set(rows[0]["claims"]), answer)


def go_between(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    projection, *ends = (question.parameters[name] for name in ("projection", "one", "other"))
    table = go_betweens.go_betweens_of(package.graph, "coded", projection, tuple(ends), 1)
    table = table[table["between"] == table["between"].iloc[0]]
    assert [(row["actor"], row["pairs"]) for row in rows] == [
        (row.name, row.pairs) for row in table.itertuples(index=False)
    ]
    assert rows[0]["actor"] == package.name(answer.conclusion)
    assert rows[0]["share"] == near(answer.figure)
    the_same(set(rows[0]["claims"]), answer)


def influence_on(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    del package, question
    assert rows[0]["share"] == near(answer.figure)
    assert answer.conclusion == (rows[0]["theatre"] if answer.case == "alone" else "tied")
    the_same({claim for row in rows for claim in row["ids"]}, answer)
    assert all(row["claims"] == len(row["ids"]) for row in rows)


def mixing(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    table = theatres.grouping_of(package.graph, question.parameters["projection"], question.parameters["by"])
    (whole,) = table[(table["measure"] == "e-i") & (table["group"] == "all")].itertuples()
    assert (rows[0]["ties"], rows[0]["index"]) == (whole.ties, near(answer.figure))
    assert rows[0]["share"] == near((1 + answer.figure) / 2)
    the_same(set(rows[0]["claims"]), answer)


def communities(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    graph, sources = package.graph, main_sources(package.graph)
    network = simple_network(graph, projection_of(graph, question.parameters["projection"]))
    groups = ((theatres.group_of(graph, node, question.parameters["by"]), sources[node]) for node in network)
    assert {(row["group"], row["source"]): row["actors"] for row in rows} == Counter(groups)
    assert sum(row["ties"] for row in rows) == 2 * network.number_of_edges()
    the_same({claim for row in rows for claim in row["claims"]}, answer)


def coverage(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    del question
    first = rows[0]
    assert f"{first['first']}–{first['last']}" == answer.conclusion
    assert first["share"] == near(answer.figure)
    told = {name: fact.value for name, fact in answer.facts.items() if isinstance(fact, Share)}
    assert (first["least"], first["most"]) == near((told["least"], told["most"]))
    assert first["undated"] == answer.facts["undated"]
    the_same(set(first["claims"]), answer)


def in_balance(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    del package, question
    first = rows[0]
    assert [first[name] for name in ("era", "triads", "ties")] == [
        answer.facts[name] for name in ("era", "triads", "ties")
    ]
    assert first["share"] == near(answer.figure)
    the_same(set(first["claims"]), answer)


def contrast(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    asked = study_of(package.graph).contrasts[question.parameters["contrast"]]
    found = [act for act in acts(package.graph, asked) if act.part == "regime"]
    assert rows[0]["share"] == near(answer.figure)
    for row in rows:
        mine = [act for act in found if act.side.id == row["side"]]
        hostile = row["measure"] == "hostile"
        every = [act for act in mine if act.sign != "unsigned"] if hostile else mine
        counted = [act for act in every if (act.sign == "hostile" if hostile else row["measure"] in act.measures)]
        assert (row["count"], row["of"]) == (len(counted), len(every))
        for direction in ("by_partner", "by_side", "mutual"):
            assert row[direction] == sum(act.direction == direction for act in counted)
            assert row[f"{direction}_of"] == sum(act.direction == direction for act in every)
        behind = every if hostile else counted
        assert row["passages"] == len(passages.behind(*(act.tie for act in behind)))
        assert row["claims"] == [act.claim for act in behind]
    the_same({claim for row in rows for claim in row["claims"]}, answer)


def footing(package: Asked, question: Question, answer: Answer, rows: Rows) -> None:
    del package, question
    (row,) = rows
    single = answer.facts["single"]
    assert (row["single"], row["ties"]) == (single.part, single.whole)
    assert row["share"] == near(answer.figure)
    assert row["several_sources"] == answer.facts["both"]
    the_same(set(row["claims"]), answer)


CHECK: dict[str, Callable[[Asked, Question, Answer, Rows], None]] = {
    "broker": broker,
    "go-between": go_between,
    "influence-on": influence_on,
    "mixing": mixing,
    "communities": communities,
    "coverage": coverage,
    "balance": in_balance,
    "contrast": contrast,
    "footing": footing,
}


@pytest.mark.parametrize("package", ["ours"], indirect=True)
def test_what_the_page_of_findings_says_of_the_contrast_stands_in_the_rows(package: Asked) -> None:
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    hostile = [row for row in package.ask("finding-contrast") if row["measure"] == "hostile"]
    for row in hostile:
        assert re.search(
            rf"{row['count']} of {row['of']} \({row['share']:.0%}\), paragraphs {row['passages']} ".replace("%", " %"),
            page,
        )
