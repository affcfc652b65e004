"""Several data packages in one database: each is asked, listed and removed by itself."""

import json
from pathlib import Path
from typing import Any

from graph_loader.database.library import Query, library, of_package
from graph_loader.database.load import load
from graph_loader.database.packages import loaded, unload
from graph_loader.database.parameters import Meaning
from graph_loader.database.queries import run
from graph_loader.database.verify import verify
from graph_loader.package.dataset import Dataset
from tests.conftest import Run
from tests.neo4j_servers import MINI, ON_ONE_VERSION, Database
from tests.packages import set_cell
from tests.test_second_study import ACCRA

pytestmark = ON_ONE_VERSION

# What the study of neither package says, for both: of each type a value that stands for something in one of them.
GIVEN = {
    MINI: {
        "actor": "chile",
        "entity": "chile",
        "group": "santiago",
        "person": "fidel-castro",
        "place": "santiago-city",
        "state": "chile",
        "theatre": "santiago",
        "tie": "LOCATED_IN",
    },
    ACCRA: {
        "actor": "veltmark",
        "entity": "veltmark",
        "group": "north",
        "person": "ama-quell",
        "place": "port-lume",
        "state": "veltmark",
        "theatre": "far-north",
        "tie": "SERVED_IN",
    },
}


NUMBERS = {"least": 0, "first_year": 1900, "last_year": 2000, "span": 4}


def asked(folder: Path, query: Query) -> dict[str, Any]:
    """Return values of a query's parameters that mean something in a package."""
    source, locator = next((key, found[0]) for key, found in Dataset.load(folder).locators.items() if found)
    family, claim = ("contact", "a01-01") if folder == MINI else ("encounter", Dataset.load(folder).claims[0].id)
    other = {
        "source": source,
        "locator": locator,
        "family": family,
        "claim": claim,
        "grouping": "theatre",
        "standing": "stated",
        "unit": "USD",
        "words": "a*",
    }
    meaning = Meaning(folder)
    values: dict[str, Any] = {}
    for parameter in query.parameters:
        match parameter.type:
            case "first day" | "last day":
                text = {"first day": "1900", "last day": "2000"}[parameter.type]
                values[parameter.name] = type(parameter)("day", parameter.type, text).default_value()
            case "number":
                values[parameter.name] = NUMBERS.get(parameter.name, 1000)
            case "actor" | "entity" if parameter.name in {"to", "other"}:
                values[parameter.name] = {MINI: "ussr", ACCRA: "unity-front"}[folder]
            case "families":
                values[parameter.name] = [family]
            case "ties":
                values[parameter.name] = [GIVEN[folder]["tie"]]
            case "days":
                values[parameter.name] = parameter.value("1900; 2000", meaning)
            case "group" | "projection":
                chosen = "all" if parameter.type == "projection" else GIVEN[folder]["group"]
                values[parameter.name] = parameter.value(chosen, meaning)
            case _:
                values[parameter.name] = {**GIVEN[folder], **other}[parameter.type]
    return values


def answers(database: Database, folder: Path) -> dict[str, list[list[Any]]]:
    """Return the rows of every query that asks about a package."""
    found = {}
    for name, query in of_package(folder).items():
        # What is loaded is asked of all; one of the two packages has no contrast.
        if name not in {"what-is-loaded", "two-regimes", "finding-contrast"}:
            rows = run(database.driver, "neo4j", query, asked(folder, query)).rows
            kept = [row[:-1] for row in rows] if name == "find" else rows  # a score weighs all texts that there are
            found[name] = sorted(kept, key=repr)
    return found


def test_each_query_answers_for_the_package_asked_about(database: Database) -> None:
    alone = {}
    for folder in (MINI, ACCRA):
        database.clear()
        load(database.driver, "neo4j", folder)
        alone[folder] = answers(database, folder)
    load(database.driver, "neo4j", MINI)
    for folder in (MINI, ACCRA):
        together = answers(database, folder)
        assert {name: rows for name, rows in together.items() if rows != alone[folder][name]} == {}
    assert sum(bool(rows) for rows in alone[MINI].values()) > len(library()) // 2


def test_packages_are_listed_and_one_is_removed(database: Database, tmp_path: Path, coldwar: Run) -> None:
    for folder in (MINI, ACCRA):
        assert coldwar("load", "--data", folder, env=database.environment | home(tmp_path)).returncode == 0
    environment = database.environment | home(tmp_path)
    listed = json.loads(coldwar("packages", "--json", env=environment).stdout)
    assert [(each["name"], each["state"], each["claims"], each["folder"]) for each in listed] == [
        ("accra-invented", "complete", len(Dataset.load(ACCRA).claims), str(ACCRA)),
        ("coldwar-mini", "complete", len(Dataset.load(MINI).claims), str(MINI)),
    ]
    refused = coldwar("unload", "coldwar-mini", env=environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith("coldwar: this removes coldwar-mini 0.1.0 from bolt://")
    assert refused.stderr.count("\n") == 1
    database.run("MATCH (n:Person {id: 'jane-doe'}) CREATE (:Note {text: 'mine'})-[:ON_HER]->(n)")
    outcome = coldwar("unload", "coldwar-mini", "--yes", env=environment)
    assert outcome.returncode == 0
    assert "kept, no longer ours: jane-doe" in outcome.stdout
    assert [each.name for each in loaded(database.driver, "neo4j")] == ["accra-invented"]
    assert verify(database.driver, "neo4j", ACCRA).is_equal
    (left,) = database.run(
        "MATCH (n) WHERE coalesce(n.package, '') <> 'accra-invented' AND NOT n:DataPackage RETURN collect(n.id) AS ids"
    )
    assert left == {"ids": ["jane-doe"]}
    again = coldwar("unload", "coldwar-mini", "--yes", env=environment)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)


def test_a_query_asks_the_only_package_or_wants_to_know_which(database: Database, tmp_path: Path, coldwar: Run) -> None:
    environment = database.environment | home(tmp_path)
    assert "no data package is loaded" in coldwar("query", "visits", env=environment).stderr
    assert coldwar("load", "--data", ACCRA, env=environment).returncode == 0
    only = json.loads(coldwar("query", "contacts-of", "--json", env=environment).stdout)
    assert only["parameters"] == {"actor": "ama-quell"}
    assert coldwar("load", "--data", MINI, env=environment).returncode == 0
    which = coldwar("query", "contacts-of", env=environment)
    assert which.returncode == 1
    assert which.stderr == (
        "coldwar: expected one of the data packages that are loaded, accra-invented, coldwar-mini: say which\n"
    )
    told = coldwar("query", "contacts-of", "--package", "accra-invented", "--json", env=environment)
    assert json.loads(told.stdout) == only
    other = coldwar("query", "contacts-of", "--package", "coldwar-mini", "-p", "actor=Fidel", "--json", env=environment)
    assert len(json.loads(other.stdout)["rows"]) > 0
    strange = environment | home(tmp_path / "another machine")
    unknown = coldwar("query", "contacts-of", "--package", "accra-invented", env=strange)
    assert unknown.stderr == (
        "coldwar: this machine does not know the folder of accra-invented: name it with --data FOLDER\n"
    )
    assert coldwar("query", "claims-by-year", "--package", "accra-invented", env=strange).returncode == 0


def test_another_package_of_the_same_name_is_not_written_over_unasked(
    database: Database, package: Path, tmp_path: Path, coldwar: Run
) -> None:
    environment = database.environment | home(tmp_path)
    assert coldwar("load", "--data", MINI, env=environment).returncode == 0
    set_cell(package, "nodes/persons", "jane-doe", "description", "Somebody else.")
    outcome = coldwar("load", "--data", package, env=environment)
    assert outcome.returncode == 1
    assert "from another folder, changes 1 and adds 0; --dry-run shows what, --yes agrees" in outcome.stderr
    assert verify(database.driver, "neo4j", MINI).is_equal
    assert coldwar("load", "--data", package, "--yes", env=environment).returncode == 0


def test_an_empty_package_is_loaded_and_a_removal_that_was_broken_off_is_ended(
    database: Database, tmp_path: Path, coldwar: Run
) -> None:
    folder = tmp_path / "new"
    options = ("--title", "Empty so far", "--person", "Anna Muster", "--licence", "CC0-1.0")
    assert coldwar("new", folder, *options).returncode == 0
    environment = database.environment | home(tmp_path)
    assert coldwar("load", "--data", folder, env=environment).returncode == 0
    assert verify(database.driver, "neo4j", folder).is_equal
    database.run("MATCH (p:DataPackage) SET p.state = 'loading'")
    unload(database.driver, "neo4j", "empty-so-far")
    assert database.run("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def home(folder: Path) -> dict[str, str]:
    """Return what keeps the notes of a machine in a folder of the test."""
    return {"COLDWAR_HOME": str(folder / "home"), "COLDWAR_CACHE": str(folder / "cache")}
