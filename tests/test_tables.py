"""The tables that `coldwar build` writes, read as a spreadsheet would."""

from pathlib import Path

import pandas as pd
import pytest

from graph_loader.analysis.mixing import mixing
from graph_loader.exports import tables
from graph_loader.exports.flat import flat
from graph_loader.graph import dossier
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.package.dataset import Dataset

NAMES = ["actors", "nodes", "passages", "relationships"]


@pytest.fixture(scope="module")
def written(mini: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables")
    tables.write_tables(to_networkx(mini), mini, out)
    return out


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def test_there_are_four_tables(written: Path) -> None:
    assert sorted(path.stem for path in written.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_files_are_utf8_with_lf_and_no_word_for_unknown(written: Path, name: str) -> None:
    content = (written / f"{name}.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not {"nan", "None", "NaN", "<NA>"} & set(read(written, name).to_numpy().ravel())


def test_nodes_are_sorted_and_described(written: Path, graph: ClaimGraph) -> None:
    nodes = read(written, "nodes").set_index("id")
    assert list(nodes.index) == sorted(graph)
    assert nodes.loc["ussr", ["claims_from", "claims_to", "neighbours"]].tolist() == ["3", "4", "4"]
    assert nodes.loc["kgb", "dates"] == "founded 13 March 1954, dissolved 3 December 1991"
    assert nodes.loc["chilean-coup-1973", "dates"] == "11 September 1973"
    assert nodes.loc["ussr", "aliases"] == "Moscow | СССР"


def test_claims_are_sorted_and_put_into_words(written: Path) -> None:
    claims = read(written, "relationships").set_index("id")
    assert list(claims.index) == sorted(claims.index)
    credit = claims.loc["a02-01"]
    assert (credit["from_name"], credit["to_name"], credit["to_theatre"]) == ("Soviet Union", "Chile", "santiago")
    assert (credit["amount"], credit["amount_max"], credit["unit"]) == ("80000000", "100000000", "USD")
    assert credit["date_in_words"] == "perhaps 1972"
    assert credit["reported_by"] == "Leonid Brezhnev"
    assert credit["citations"] == "Mini 2001, ¶2, fn 2 [citing Doe 1999, p. 12]"
    assert claims.loc["a04-01", "amount"] == "22500000.5"
    assert claims.loc["a01-01", "passages"] == "2"


def test_strength_counts_claims_and_degree_neighbours(written: Path, mini: Dataset) -> None:
    actors = pd.read_csv(written / "actors.csv").set_index("id")
    ussr = actors.loc["ussr"]
    assert (ussr["degree"], ussr["strength"]) == (3, 6)
    assert ussr[["strength_out", "strength_in", "strength_mutual"]].tolist() == [2, 2, 2]
    sides = actors[["strength_out", "strength_in", "strength_mutual"]].sum(axis=1)
    families = actors[list(mini.vocabulary.families)].sum(axis=1)
    assert actors["strength"].tolist() == sides.tolist() == families.tolist()
    assert actors["strength"].is_monotonic_decreasing
    assert "jane-doe" not in actors.index


def frame(table: tables.Table) -> pd.DataFrame:
    return pd.DataFrame(table.rows, columns=table.columns)


def test_a_tie_to_oneself_gives_no_strength(graph: ClaimGraph) -> None:
    graph.add_edge("ussr", "ussr", "loop", **graph.edges["ussr", "chile", "a02-01"])
    assert frame(tables.actors(graph)).set_index("id").loc["ussr", ["degree", "strength"]].tolist() == [3, 6]


def test_theatres_are_counted_by_family_and_period_in_the_analysis(graph: ClaimGraph) -> None:
    keys = ["from_theatre", "to_theatre", "family", "period"]
    theatres = mixing(graph).set_index(keys)[["possible", "claims"]]
    assert theatres.loc[("moscow", "santiago", "trade", "1970–1979")].tolist() == [1, 1]
    repression = theatres.loc[("santiago", "santiago", "conflict", "1980–1985")]
    assert repression.tolist() == [1, 0], "it may have happened then, or earlier"
    assert (theatres["claims"] <= theatres["possible"]).all()


def test_every_passage_shows_what_rests_on_it(written: Path, mini: Dataset) -> None:
    passages = read(written, "passages").set_index("locator")
    assert len(passages) == len(mini.passages)
    assert passages.loc["p03", ["citation", "claims"]].tolist() == ["Mini 2001, ¶3", "4"]
    assert passages.loc["p06", ["claims", "note"]].tolist() == ["0", "Outlook without a claim."]


def test_tables_of_an_empty_package_have_their_headers(empty: Path, tmp_path: Path) -> None:
    dataset = Dataset.load(empty)
    tables.write_tables(to_networkx(dataset), dataset, tmp_path)
    for name in NAMES:
        table = read(tmp_path, name)
        assert len(table) == 0
        assert len(table.columns) > 5


def test_a_place_in_a_source_counts_once_however_many_notes_and_voices_it_names(graph: ClaimGraph) -> None:
    claim = graph.edges["ussr", "chile", "a02-01"]
    (piece,) = claim["evidence"]
    claim["evidence"] = [piece, piece | {"footnote": "9"}, piece | {"reported_by": "kgb"}, piece | {"locator": "n02"}]
    relationships = frame(tables.relationships(graph)).set_index("id")
    assert relationships.loc["a02-01", "passages"] == 2
    assert flat(graph).edges["ussr", "chile", "a02-01"]["passages"] == 2
    assert dossier.dossier(graph, "chile").ties["trade"][0].passages == ["mini-2001#p02", "mini-2001#n02"]


def test_the_table_of_claims_tells_polarity(graph: ClaimGraph) -> None:
    graph.edges["argentina", "ussr", "a04-04"]["polarity"] = "denied"
    told = frame(tables.relationships(graph)).set_index("id")["polarity"]
    assert told.dropna().to_dict() == {"a04-04": "denied"}
