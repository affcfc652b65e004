"""Sources of every kind, ids of others and columns of one's own, from the package to pages, tables and files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from graph_loader import Dataset, exports, to_networkx
from graph_loader.analysis import provenance
from graph_loader.database.elements import Node
from graph_loader.database.rows import PackageRows
from graph_loader.exports import tables
from graph_loader.graph.dossier import dossier
from graph_loader.graph.network import ClaimGraph
from graph_loader.model import locators
from graph_loader.model.study import LANGUAGES
from graph_loader.package.validation import validate
from graph_loader.plots import diagrams
from graph_loader.views import explorer
from tests.own_sources import PLACES, make
from tests.packages import edit
from tests.views.sample import data_of
from tests.views.test_javascript import elements_of, node


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("own") / "package")


@pytest.fixture(scope="module")
def graph(package: Path) -> ClaimGraph:
    return to_networkx(Dataset.load(package))


def test_every_language_has_every_word_for_a_place() -> None:
    assert locators.WORDS.keys() == {locators.SHORT, *LANGUAGES}
    assert len({frozenset(words) for words in locators.WORDS.values()}) == 1


@pytest.mark.parametrize("kind", PLACES)
def test_each_kind_of_locator_has_its_words_on_the_page_and_in_citations(graph: ClaimGraph, kind: str) -> None:
    data = data_of(explorer(graph).html)
    (claim,) = (each for each in data["claims"] if each["id"] == "a01-01")
    (row,) = (each for each in claim["evidence"] if each["source"] == f"by-{kind}")
    _, english, spanish = PLACES[kind]
    note = kind == "page"
    said = data["places"][row["at"]]
    assert said["en"] == english + ", note 3" * note
    assert said["es"] == spanish + ", nota 3" * note
    citation = f"Source by {kind}, {english}" + ", fn 3" * note
    assert citation in [each for tie in dossier(graph, "chile").ties["contact"] for each in tie.citations]


def test_paragraphs_and_notes_are_worded_as_before(graph: ClaimGraph) -> None:
    data = data_of(explorer(graph).html)
    said = {place["short"]: (place["en"], place["es"]) for place in data["places"]}
    assert said["¶3"] == ("paragraph 3", "párrafo 3")
    assert said["n. 1"] == ("note 1", "nota 1")


def test_nobody_counts_the_paragraphs_of_a_source_coded_selectively(graph: ClaimGraph, package: Path) -> None:
    told = provenance.sources(graph).set_index("source")
    assert told.loc["by-page", ["paragraphs", "silent_paragraphs"]].isna().all()
    assert list(told.loc["mini-2001", ["paragraphs", "silent_paragraphs"]]) == [7, 1]
    places = provenance.paragraphs(graph)
    assert set(places.loc[places["claims"] == 0, "source"]) == {"mini-2001"}
    assert len(diagrams.paragraphs(places).axes) == 1, "only what is coded whole is drawn"
    passages = tables.passages(graph, Dataset.load(package))
    table = pd.DataFrame(passages.rows, columns=passages.columns).set_index("source_id")
    assert table.loc["by-folio", "citation"] == "Source by folio, fol. 12r"
    assert table.loc["by-folio", "claims"] == 1


def test_ids_and_own_columns_reach_tables_and_files(graph: ClaimGraph, package: Path, tmp_path: Path) -> None:
    ids = "house-file:x <i> 7 | viaf:97104893 | wikidata:Q11256"
    tables.write_tables(graph, Dataset.load(package), tmp_path)
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        castro = next(row for row in csv.DictReader(stream) if row["id"] == "fidel-castro")
    assert (castro["identifiers"], castro["rank"], castro["year_joined"]) == (ids, "<b>Comandante</b>", "1956")
    with (tmp_path / "relationships.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["box"] for row in csv.DictReader(stream) if row["box"]] == ["7"]
    exports.write(graph, "graphml", tmp_path / "x.graphml")
    read: Any = nx.read_graphml(tmp_path / "x.graphml")
    assert (read.nodes["fidel-castro"]["identifiers"], read.nodes["fidel-castro"]["year_joined"]) == (ids, 1956)
    exports.write(graph, "json", tmp_path / "x.json")
    document = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    (castro,) = (each for each in document["nodes"] if each["id"] == "fidel-castro")
    assert castro["identifiers"][1] == {"scheme": "viaf", "value": "97104893"}


def test_page_and_command_save_the_same_gexf_of_them(graph: ClaimGraph, tmp_path: Path) -> None:
    asked = {"gexf": True, "data": data_of(explorer(graph).html), "states": ["all=1"]}
    (tmp_path / "input.json").write_text(json.dumps(asked), "utf-8")
    (tmp_path / "page.gexf").write_text(
        json.loads(node("tests/js/shown.js", tmp_path / "input.json").stdout)[0], "utf-8"
    )
    exports.write(graph, "gexf", tmp_path / "command.gexf")
    page, command = (elements_of(tmp_path / f"{name}.gexf") for name in ("page", "command"))
    for told in (*page.values(), *command.values()):
        for column in ("year_joined", "box"):  # the page has one type for all numbers
            if f"{column}:long" in told:
                told[f"{column}:double"] = float(told.pop(f"{column}:long"))
        told.pop("networkx_key:string", None)
    assert page == {key: told for key, told in command.items() if key in page}
    assert "fol. 12r" in page["edge a01-01"]["citations:string"]


def test_neo4j_gets_them(package: Path) -> None:
    nodes = {each.id: each.properties for each in PackageRows.read(package).elements() if isinstance(each, Node)}
    assert nodes["fidel-castro"]["identifiers"] == ["house-file:x <i> 7", "viaf:97104893", "wikidata:Q11256"]
    assert nodes["fidel-castro"]["yearJoined"] == 1956
    assert nodes["by-document#d8"]["citation"] == "Source by document, doc. 8"
    assert nodes["mini-2001#p03"]["citation"] == "Mini 2001, ¶3"


def test_ids_are_checked(tmp_path: Path) -> None:
    package = make(tmp_path / "package")
    more = [
        {"entity_id": "fidel-castro", "scheme": "wikidta", "value": "Q1", "source_id": ""},
        {"entity_id": "leonid-brezhnev", "scheme": "viaf", "value": "97104893", "source_id": ""},
        {"entity_id": "leonid-brezhnev", "scheme": "wikidata", "value": "11256", "source_id": ""},
        {"entity_id": "nobody", "scheme": "viaf", "value": "99", "source_id": ""},
    ]
    edit(package, "identifiers", lambda rows: sorted(rows + more, key=lambda row: row["entity_id"]))
    assert [(each.code, each.severity) for each in validate(package)] == [
        ("identifier-scheme", "note"),
        ("identifier-scheme", "note"),
        ("identifier-shared", "note"),
        ("identifier", "fault"),
        ("reference", "fault"),
    ]
    assert any("did you mean 'wikidata'?" in str(each) for each in validate(package))


def test_a_source_that_nothing_cites_yet_is_no_error(tmp_path: Path) -> None:
    package = make(tmp_path / "package")
    edit(package, "evidence", lambda rows: [row for row in rows if row["source_id"] != "by-folio"])
    assert [(each.code, each.severity) for each in validate(package) if each.code in ("orphan", "uncited")] == [
        ("uncited", "note")
    ]
