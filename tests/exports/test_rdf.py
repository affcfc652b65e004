"""Data packages as RDF: every table read back from the files, and what else stands there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from rdflib import DC, DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from graph_loader.exports import rdf
from graph_loader.exports.rdf.names import CW, VOID
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import DESCRIPTOR
from graph_loader.package.validation import validate
from tests.conftest import MINI, ROOT, Run
from tests.odd_package import BASE, ODD, make_odd
from tests.packages import rewrite, set_cell
from tests.rdf_tables import READERS, plain, rows
from tests.two_packages import SAME, describe, make_two

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD
ACCRA = ROOT / "tests" / "fixtures" / "accra"
E = Namespace(f"{BASE}entity/")
URN = Namespace("urn:coldwar:coldwar-mini/")


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dataset]:
    odd = make_odd(tmp_path_factory.mktemp("odd") / "package")
    two = tmp_path_factory.mktemp("two")
    make_two(two)
    return {
        "ours": Dataset.load(),
        "accra": Dataset.load(ACCRA),
        "mini": Dataset.load(MINI),
        "odd": Dataset.load(odd),
        "both": Dataset.load(describe(two, SAME)),
    }


@pytest.fixture(scope="module")
def written(datasets: dict[str, Dataset], tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder = tmp_path_factory.mktemp("rdf")
    files = {(name, suffix): folder / f"{name}{suffix}" for name, suffix in product(datasets, rdf.SUFFIXES)}
    for (name, _), path in files.items():
        rdf.write(datasets[name], path)
    return files


# For our data rdflib takes ten seconds, Oxigraph one.
@pytest.mark.parametrize("suffix", rdf.SUFFIXES)
@pytest.mark.parametrize(
    ("name", "reader"), [("ours", "oxigraph"), *product(["accra", "mini", "odd", "both"], READERS)]
)
def test_every_table_comes_back(
    datasets: dict[str, Dataset], written: dict[tuple[str, str], Path], name: str, suffix: str, reader: str
) -> None:
    content = datasets[name].content
    said = READERS[reader](written[name, suffix])
    for table, raw in content.tables.items():
        if table == "passages":  # the package need not list those of a source that is coded in part
            cited = {(row.cells["source_id"], row.cells["locator"]) for row in content.records("evidence")}
            unlisted = cited - {(row["source_id"], row["locator"]) for row in plain(content, table)}
            listed = [row for row in rows(said, raw.table) if (row["source_id"], row["locator"]) not in unlisted]
            assert listed == plain(content, table)
        elif table != "cameo-goldstein":
            assert rows(said, raw.table) == plain(content, table), table


@pytest.fixture(scope="module")
def mini_graph(mini: Dataset) -> Graph:
    return rdf.graph(mini)


@pytest.fixture(scope="module")
def odd_graph(datasets: dict[str, Dataset]) -> Graph:
    return rdf.graph(datasets["odd"])


def test_both_formats_say_the_same(written: dict[tuple[str, str], Path]) -> None:
    turtle, json_ld = (READERS["oxigraph"](written["ours", suffix]) for suffix in rdf.SUFFIXES)
    assert turtle.keys() == json_ld.keys()
    for subject, pairs in turtle.items():
        assert {each: sorted(values) for each, values in pairs.items()} == {
            each: sorted(values) for each, values in json_ld[subject].items()
        }


@pytest.mark.parametrize("suffix", rdf.SUFFIXES)
def test_the_same_package_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{seed}{suffix}" for seed in "12"]
    code = (
        "import sys; from pathlib import Path; from graph_loader import Dataset; from graph_loader.exports import rdf; "
    )
    code += "rdf.write(Dataset.load(sys.argv[1]), Path(sys.argv[2]))"
    for file in files:
        environment = os.environ | {"PYTHONHASHSEED": file.stem, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code, str(MINI), str(file)], check=True, env=environment)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"\r" not in files[0].read_bytes()


def test_everything_has_an_address(odd_graph: Graph) -> None:
    assert not [node for triple in odd_graph for node in triple if isinstance(node, BNode)]


def test_no_claim_is_asserted(mini_graph: Graph) -> None:
    types = set(mini_graph.objects(None, RDF.predicate))
    assert URN["type/VISITED"] in types
    assert not types & set(mini_graph.predicates())


def test_a_claim_that_is_not_denied_says_so(mini: Dataset, mini_graph: Graph) -> None:
    assert set(mini_graph.objects(None, CW.polarity)) == {CW.affirmed}
    assert len([*mini_graph.subjects(CW.polarity)]) == len(mini.claims)


@pytest.mark.parametrize(
    ("id_", "days"),
    [
        ("a02-03", ["1970-11-01", "1970-11-30", "1973-09-01", "1973-09-30", "certain"]),
        ("a03-01", ["1973-09-11", "1973-09-11", None, None, "certain"]),
        ("a01-03", ["1972-12-01", "1972-12-31", "1972-12-01", "1972-12-31", "approximate"]),
        ("a05-03", [None, None, None, None, None]),
    ],
)
def test_a_date_has_the_days_that_it_leaves_certain(mini_graph: Graph, id_: str, days: list[str | None]) -> None:
    found = [mini_graph.value(URN[f"claim/{id_}"], CW[each]) for each in ("start", "startLatest", "endEarliest", "end")]
    found.append(mini_graph.value(URN[f"claim/{id_}"], CW.dateCertainty))
    assert [each and str(each) for each in found] == days


def test_names_are_in_their_languages_and_scripts(mini_graph: Graph, odd_graph: Graph) -> None:
    assert Literal("Fidel", lang="es-Latn") in set(mini_graph.objects(URN["entity/fidel-castro"], SKOS.altLabel))
    assert Literal("Brezhnyev", lang="en-Latn") in set(mini_graph.objects(None, SKOS.hiddenLabel))
    assert Literal("Алжир", lang="und-Hebr") in set(odd_graph.objects(E.chile, SKOS.hiddenLabel))


def test_the_vocabulary_has_all_its_names_and_definitions() -> None:
    dataset = Dataset.load(ACCRA)
    graph = rdf.graph(dataset)
    base = (
        Namespace("urn:coldwar:coldwar-accra/")
        if dataset.name == "coldwar-accra"
        else Namespace(f"urn:coldwar:{dataset.name}/")
    )
    for type_ in dataset.vocabulary.types.values():
        concept = base[f"type/{type_.name}"]
        names = {Literal(type_.verb, lang="en"), *(Literal(name, lang=code) for code, name in type_.names.items())}
        assert set(graph.objects(concept, SKOS.prefLabel)) == names
        assert graph.value(concept, SKOS.definition) == Literal(type_.description)
        assert graph.value(concept, SKOS.broader) == base[f"family/{type_.family}"]
    for theatre in dataset.vocabulary.theatres.values():
        assert len([*graph.objects(base[f"theatre/{theatre.id}"], SKOS.prefLabel)]) == len({"en", *theatre.names})


def test_only_the_uri_of_the_thing_itself_is_the_same(odd_graph: Graph) -> None:
    assert set(odd_graph.objects(None, OWL.sameAs)) == {
        URIRef("http://www.wikidata.org/entity/Q298"),
        URIRef("https://doi.org/10.1000/%3Ca%3E%28b%29"),
    }
    assert [*odd_graph.objects(E.chile, RDFS.seeAlso)] == [URIRef("https://sws.geonames.org/3895114/")]
    assert [*odd_graph.subject_objects(SKOS.exactMatch)] == [
        (E.kgb, URIRef("http://id.loc.gov/authorities/names/n79065033"))
    ]


def test_the_package_is_told_as_far_as_its_descriptor_can_be_read(odd_graph: Graph) -> None:
    package = URIRef(f"{BASE}package")
    assert odd_graph.value(package, DCTERMS.title) == Literal(" ".join(f"{ODD}? Zeile".split()))
    assert [*odd_graph.objects(package, DC.rights)] == [Literal("All rights reserved")]
    assert (package, DCTERMS.license, None) not in odd_graph
    assert odd_graph.value(package, VOID.uriSpace) == Literal(BASE)
    assert odd_graph.value(URIRef(f"{BASE}column/states.area"), RDFS.comment) == Literal(
        'Line one. Line two ends so: \\"'
    )


def test_the_licence_has_its_address(mini_graph: Graph) -> None:
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert mini_graph.value(URN.package, DCTERMS.license) == licence


@pytest.mark.parametrize(
    "base",
    ["example.org/x/", "https://example.org/x", "https://e x/", "ftp://a.b/", "urn:x/", "javascript:a/", 7, "", []],
)
def test_a_base_that_is_none_is_refused(base: object, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(MINI, package)
    rewrite(package, DESCRIPTOR, '"version"', f'"baseUri": {json.dumps(base)}, "version"')
    (problem,) = validate(package)
    assert str(problem).startswith(
        "datapackage.json: descriptor: expected a baseUri such as https://example.org/cold-war/"
    )


@pytest.mark.parametrize("base", ["https://example.org/x/", "https://example.org/x#", "urn:example:x:"])
def test_the_descriptor_names_the_base(base: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(MINI, package)
    rewrite(package, DESCRIPTOR, '"version"', f'"baseUri": {json.dumps(base)}, "version"')
    dataset = Dataset.load(package)
    raw = dataset.content.tables["evidence"]
    for suffix, reader in product(rdf.SUFFIXES, READERS.values()):
        rdf.write(dataset, tmp_path / f"named{suffix}")
        said = reader(tmp_path / f"named{suffix}")
        assert f"{base}entity/chile" in said
        assert rows(said, raw.table) == plain(dataset.content, "evidence")


def test_an_empty_package_has_no_claim(empty: Path, tmp_path: Path) -> None:
    for suffix in rdf.SUFFIXES:
        rdf.write(Dataset.load(empty), tmp_path / f"empty{suffix}")
        assert (None, RDF.type, CW.Claim) not in Graph().parse(tmp_path / f"empty{suffix}")


def test_a_draft_says_what_it_leaves_out(coldwar: Run, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(MINI, package)
    set_cell(package, "relationships", "a01-02", "date", "someday")
    refused = coldwar("export", "rdf", "--data", package, "--out", tmp_path / "draft.ttl")
    assert (refused.returncode, [*tmp_path.glob("*.ttl")]) == (1, [])
    done = coldwar("export", "rdf", "--draft", "--data", package, "--out", tmp_path / "draft.ttl")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'draft.ttl'}\n")
    graph = Graph().parse(tmp_path / "draft.ttl")
    assert graph.value(URN.package, CW.leftOut) == Literal(2)
    assert (URN["claim/a01-02"], None, None) not in graph
    assert (URN["claim/a01-01"], RDF.type, CW.Claim) in graph


@pytest.mark.parametrize("name", ["graph.rdf", "graph.json", "graph"])
def test_another_suffix_is_refused_before_anything_is_read(coldwar: Run, name: str, tmp_path: Path) -> None:
    run = coldwar("export", "rdf", "--data", tmp_path / "nothing", "--out", tmp_path / name)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"coldwar: expected a file ending in .ttl or .jsonld, found {name!r}\n"


def test_without_the_extra_one_line_names_it(coldwar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    run = coldwar("export", "rdf", "--data", MINI, "--out", tmp_path / "graph.ttl")
    assert (run.returncode, run.stdout, [*tmp_path.iterdir()]) == (1, "", [])
    assert run.stderr == 'coldwar: RDF needs an extra: pip install "coldwar-graph[rdf]"\n'


def test_what_is_of_several_packages_tells_its_address_in_each(datasets: dict[str, Dataset]) -> None:
    graph = rdf.graph(datasets["both"])
    both, mini, hand = (Namespace(f"urn:coldwar:{name}/") for name in ("both", "coldwar-mini", "hand"))
    assert set(graph.objects(both.package, DCTERMS.hasPart)) == {mini.package, hand.package}
    assert {mini["entity/chile"], hand["entity/republic-of-chile"]} <= set(
        graph.objects(both["entity/chile"], OWL.sameAs)
    )
    claim = both["claim/hand%3Aa01-01"]
    assert list(graph.objects(claim, CW.origin)) == [hand.package]
    assert hand["claim/a01-01"] in graph.objects(claim, OWL.sameAs)
    assert len(set(graph.subjects(CW.origin, hand.package))) == len(set(graph.subjects(CW.origin, mini.package))) > 0
