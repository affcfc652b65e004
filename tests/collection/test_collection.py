"""Several packages as one graph: decisions join entities, and taking one back takes back all that came of it."""

import shutil
from pathlib import Path

import networkx as nx
import pytest

from graph_loader import Dataset, to_networkx
from graph_loader.collection.collection import Collection, validate
from graph_loader.graph.network import is_actor
from graph_loader.model.errors import DatasetError
from tests.collection.conftest import Write
from tests.conftest import MINI, Run
from tests.packages import edit, rewrite, set_cell
from tests.two_packages import SAME

PERSON = ("fidel-castro", "castro", "same")


def _graph(path: Path | list[Path]) -> "nx.MultiDiGraph[str]":
    return to_networkx(Dataset.load(path))


def test_without_decisions_nothing_is_one(two: tuple[Path, Path]) -> None:
    graph, alone = _graph(list(two)), _graph(MINI)
    assert graph.number_of_nodes() == 2 * alone.number_of_nodes()
    assert graph.number_of_edges() == 2 * alone.number_of_edges()
    # What bears the id of another thing bears its package before it; other ids stay.
    assert {"salvador-allende", "hand:salvador-allende", "chile", "republic-of-chile"} <= set(graph)
    assert nx.number_weakly_connected_components(graph) == 2 * nx.number_weakly_connected_components(alone)


def test_a_decision_makes_one_entity_with_what_each_package_says(two: tuple[Path, Path], collection: Write) -> None:
    set_cell(two[1], "nodes/states", "republic-of-chile", "name", "Republic of Chile")
    set_cell(two[1], "nodes/states", "republic-of-chile", "founded", "1810-09-18")
    set_cell(two[0], "nodes/states", "chile", "iso3166", "")
    graph = _graph(collection(*SAME))
    chile = graph.nodes["chile"]
    assert "republic-of-chile" not in graph
    # The first package is heard first, and the second where the first is silent; what either says stays.
    assert (chile["name"], chile["founded"], chile["iso3166"]) == ("Chile", "1818-02-12", "CL")
    said = [(it["package"], it["id"], it["name"], it["columns"]["founded"]) for it in chile["members"]]
    assert said == [
        ("coldwar-mini", "chile", "Chile", "1818-02-12"),
        ("hand", "republic-of-chile", "Republic of Chile", "1810-09-18"),
    ]
    assert "Republic of Chile" in {alias["name"] for alias in chile["aliases"]}
    between = graph.get_edge_data("ussr", "chile")
    assert {claim["package"] for claim in between.values()} == {"coldwar-mini", "hand"}
    assert set(between) == {"a02-01", "a03-02", "hand:a02-01", "hand:a03-02"}


def test_a_claim_without_direction_keeps_the_order_of_ends(collection: Write) -> None:
    graph = _graph(collection(*SAME))
    # By the hand's ids its ends stood the other way round.
    assert {"a02-03", "hand:a02-03"} <= set(graph.get_edge_data("chile", "ussr"))


def test_a_decision_taken_back_takes_all_back_that_came_of_it(collection: Write) -> None:
    before = _graph(collection())
    collection(*SAME)
    after = _graph(collection())
    assert nx.utils.graphs_equal(before, after)


@pytest.mark.parametrize(
    ("decisions", "row", "code"),
    [
        ([*SAME, ("chile", "republic-of-chile", "different")], 4, "identity-contradiction"),
        ([("chile", "republic-of-chile", "same"), ("chile", "soviet-union", "same")], 3, "identity-within"),
        ([("chile", "castro", "same")], 2, "identity-kind"),
        ([("chile", "republic-of-chil", "same")], 2, "reference"),
        ([("chile", "republic-of-chile", "maybe")], 2, "enum"),
    ],
)
def test_decisions_that_cannot_stand_are_named_by_their_row(
    decisions: list[tuple[str, str, str]], row: int, code: str, collection: Write
) -> None:
    folder = collection(*decisions)
    with pytest.raises(DatasetError) as caught:
        Dataset.load(folder)
    assert [(problem.file, problem.row, problem.code) for problem in caught.value.problems] == [
        ("identities.csv", row, code)
    ]


def test_a_draft_does_without_a_decision_that_cannot_stand(collection: Write) -> None:
    dataset = Dataset.load(collection(*SAME, ("chile", "castro", "same")), draft=True)
    assert dataset.left_out is not None
    assert dataset.left_out.rows == {"identities.csv": 1}
    assert isinstance(dataset, Collection)
    assert [decision.row for decision in dataset.decisions] == [2, 3]


def test_ends_that_become_one_are_a_problem_of_the_claim(collection: Write, two: tuple[Path, Path]) -> None:
    folder = collection(*SAME)
    with (folder / "identities.csv").open("a") as file:
        file.write("hand,argentina,hand,soviet-union,same,name,me,2024,\n")
    found = {(problem.file, problem.code) for problem in validate(folder)}
    assert found == {("hand/relationships.csv", "identity-loop")}


def test_words_of_one_name_and_two_meanings_are_a_problem_until_they_are_renamed(
    two: tuple[Path, Path], collection: Write
) -> None:
    folder = collection(*SAME)
    text = (two[1] / "vocabulary.yaml").read_text()
    start = text.index("  VISITED:")
    aspect = text.index("aspect: event", start)
    (two[1] / "vocabulary.yaml").write_text(f"{text[:aspect]}aspect: state{text[aspect + 13 :]}")
    with pytest.raises(DatasetError) as caught:
        Dataset.load(folder)
    (problem,) = caught.value.problems
    assert str(problem).startswith("hand/vocabulary.yaml: vocabulary-clash: expected the meaning that VISITED has in")
    for word, aspects in (("STAYED_IN", {"event", "state"}), ("VISITED", {"event"})):
        rename = f"rename:\n  hand:\n    types:\n      VISITED: {word}\n"
        graph = _graph(collection(*SAME, more=rename))
        visits = [claim for *_, key, claim in graph.edges(keys=True, data=True) if key.endswith("a01-01")]
        assert {claim["aspect"] for claim in visits} == aspects
        assert {claim["type"] for claim in visits} == {"VISITED", word}


def test_who_acts_in_a_package_without_theatres_acts_in_the_collection(
    two: tuple[Path, Path], collection: Write
) -> None:
    text = (two[1] / "vocabulary.yaml").read_text()
    start, end = text.index("theatres:\n"), text.index("# Formal alliances")
    (two[1] / "vocabulary.yaml").write_text(f"{text[:start]}theatres: {{}}\n{text[end:]}")
    for table in ("persons", "states", "parties", "organizations"):
        edit(two[1], f"nodes/{table}", lambda rows: [row | {"theatre": ""} for row in rows])
    graph = _graph(collection(*SAME, ("salvador-allende", "salvador-allende", "same")))
    persons = {node: entity for node, entity in graph.nodes(data=True) if entity["label"] == "Person"}
    assert not persons["castro"]["theatre"]
    assert {node for node, entity in persons.items() if not is_actor(entity)} == {"jane-doe", "hand:jane-doe"}
    assert {node for node, entity in persons.items() if entity.get("acts")} == {
        "castro",
        "hand:leonid-brezhnev",
        "salvador-allende",
    }


def test_what_an_annotation_suggests_is_called_as_all_else_is(two: tuple[Path, Path], collection: Write) -> None:
    head = "id,target_id,kind,field,suggested,note,source_id,locator"
    rows = [
        "n1,a01-01,probable-error,to_id,soviet-union,Another.,,",
        "n2,a01-02,probable-error,type,VISITED,Rather.,,",
    ]
    (two[1] / "annotations.csv").write_text("\n".join([head, *rows]) + "\n")
    rename = "rename:\n  hand:\n    types:\n      VISITED: STAYED_IN\n"
    graph = _graph(collection(*SAME, more=rename))
    suggested = {note["suggested"] for *_, claim in graph.edges(data=True) for note in claim["annotations"]}
    assert {"ussr", "STAYED_IN"} <= suggested


def test_a_collection_is_no_package_of_another_nor_of_itself(collection: Write, coldwar: Run) -> None:
    folder = collection(more="  - .\n")
    outcome = coldwar("validate", str(folder))
    assert outcome.returncode == 1
    assert outcome.stdout.startswith("collection.yaml: package: expected data packages, found the collection")
    beside = coldwar("show", "Chile", "--data", str(MINI), "--data", str(folder))
    assert "expected data packages, found the collection" in beside.stderr


def test_packages_of_one_name_cannot_be_told_apart(coldwar: Run) -> None:
    outcome = coldwar("show", "Chile", "--data", str(MINI), "--data", str(MINI))
    assert outcome.returncode == 1
    assert "expected packages of different names, found coldwar-mini 2 times" in outcome.stderr


def test_a_package_that_breaks_a_rule_is_named(two: tuple[Path, Path], collection: Write, coldwar: Run) -> None:
    set_cell(two[1], "nodes/states", "cuba", "theatre", "havanna")
    outcome = coldwar("validate", str(collection()))
    assert outcome.returncode == 1
    assert outcome.stdout.startswith("hand/nodes/states.csv:3:theatre: vocabulary: expected one of")


def test_the_commands_take_a_collection(
    two: tuple[Path, Path], collection: Write, coldwar: Run, tmp_path: Path
) -> None:
    set_cell(two[1], "nodes/states", "republic-of-chile", "name", "Republic of Chile")
    folder = str(collection(*SAME, PERSON))
    assert coldwar("validate", folder).returncode == 0
    shown = coldwar("show", "Republic of Chile", "--data", folder).stdout
    assert shown.startswith("Chile\n")
    assert "hand:republic-of-chile: Republic of Chile\n" in shown  # of all else it says the same
    assert "Mini 2001, ¶1 (hand:a01-01, hand)" in shown
    assert coldwar("path", "Fidel Castro", "Chile", "--data", folder).returncode == 0
    assert coldwar("build", "--data", folder, "--out", str(tmp_path / "out")).returncode == 0
    page = tmp_path / "page.html"
    assert coldwar("view", "--data", folder, "--out", str(page)).returncode == 0
    assert page.exists()
    refused = coldwar("sources", "export", "--data", folder, "--out", str(tmp_path / "x.bib"))
    assert refused.stderr == "coldwar: expected one data package, found a collection\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: both", "nam: both", "unknown key 'nam', did you mean 'name'?"),
        ("packages:\n", "packages: none\ntitle:\n", "packages: expected a list of folders, found 'none'"),
        (
            "  - hand",
            "  - hand\n  - gone",
            "datapackage.json: package: expected a data package, found no datapackage.json",
        ),
        ("name: both", "name: [both", "expected YAML"),
        ("name: both", "rename: {han: {}}", "rename: expected a package, found 'han', did you mean 'hand'?"),
    ],
)
def test_a_description_that_says_nothing_is_one_clear_line(
    old: str, new: str, message: str, collection: Write, coldwar: Run
) -> None:
    folder = collection()
    rewrite(folder, "collection.yaml", old, new)
    outcome = coldwar("validate", str(folder))
    assert outcome.returncode == 1
    assert message in outcome.stdout


def test_pages_bear_the_name_of_all_and_name_the_licence_of_each(tmp_path: Path) -> None:
    accra = shutil.copytree(MINI.with_name("accra"), tmp_path / "accra")
    other = shutil.copytree(MINI, tmp_path / "mini")
    rewrite(accra, "study.yaml", "years:", "licence: CC0\nyears:")
    accra_title, mini_title = (Dataset.load(folder).title for folder in (accra, MINI))
    (other / "study.yaml").write_text('title: {en: Mini, es: Menudo}\nlicence: "Public domain"\n')
    study = Dataset.load([accra, other]).study
    assert study
    assert study.title == {
        "en": "Two shores that never were · Mini",
        "es": "Dos orillas que nunca existieron · Menudo",
    }
    assert study.lead == {}  # it is about the first alone
    assert study.licence["es"] == f"{accra_title}: CC0 · {mini_title}: Public domain"
    (tmp_path / "collection.yaml").write_text("title: Both\npackages: [accra, mini]\n")
    study = Dataset.load(tmp_path).study
    assert study
    assert study.title == {"en": "Both"}


def test_what_is_left_without_a_package_keeps_ids_and_words(two: tuple[Path, Path], collection: Write) -> None:
    rewrite(two[1], "vocabulary.yaml", "  VISITED:", "  WENT_TO:")
    edit(
        two[1],
        "relationships",
        lambda rows: [row | {"type": row["type"].replace("VISITED", "WENT_TO")} for row in rows],
    )
    whole = Dataset.load(collection(*SAME, more="rename: {hand: {types: {WENT_TO: VISITED}}}\n"))
    assert isinstance(whole, Collection)
    left = whole.without("coldwar-mini")
    kept = [claim for claim in whole.claims if claim.origin and claim.origin.package == "hand"]
    assert [(claim.id, claim.ends, claim.type, claim.interval) for claim in left.claims] == [
        (claim.id, claim.ends, claim.type, claim.interval) for claim in kept
    ]
    assert {entity.id for entity in left.entities} <= {entity.id for entity in whole.entities}
    assert "chile" in {entity.id for entity in left.entities}  # by the id of the package that went


def test_a_draft_without_the_package_that_has_the_faults_is_none(two: tuple[Path, Path], collection: Write) -> None:
    set_cell(two[1], "nodes/states", "cuba", "theatre", "havanna")
    whole = Dataset.load(collection(*SAME), draft=True)
    assert isinstance(whole, Collection)
    assert whole.left_out
    assert whole.without("hand").left_out is None
    assert whole.without("coldwar-mini").left_out


def test_entities_that_decisions_put_into_themselves_are_a_problem(two: tuple[Path, Path], collection: Write) -> None:
    set_cell(two[0], "nodes/organizations", "kgb", "parent_id", "eastern-bloc")
    set_cell(two[1], "nodes/organizations", "eastern-bloc", "parent_id", "kgb")
    folder = collection(("kgb", "kgb", "same"), ("eastern-bloc", "eastern-bloc", "same"))
    assert "circle" in {problem.code for problem in validate(folder)}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            "rename: {hand: {types: {VISITED: FROM}}}\n",
            "a name that the model does not use itself, found 'FROM'",
        ),
        ("rename: {hand: {types: {VISITED: A__B}}}\n", "expected a name in UPPER_SNAKE_CASE, found 'A__B'"),
        ("rename: {hand: {types: {VISITD: STAYED_IN}}}\n", "expected one that hand has, found 'VISITD', did you mean"),
        ("identities: identites.csv\n", "no-decisions: identities: expected a file, found no 'identites.csv'"),
    ],
)
def test_what_a_description_says_of_nothing_is_told(more: str, message: str, collection: Write, coldwar: Run) -> None:
    assert message in coldwar("validate", str(collection(*SAME, more=more))).stdout


@pytest.mark.parametrize("folder", ["~nobody-of-that-name/x", "'a\\0b'"])
def test_a_folder_that_cannot_be_is_one_line(folder: str, tmp_path: Path, coldwar: Run) -> None:
    (tmp_path / "collection.yaml").write_text(f'packages: ["{folder}"]\n')
    outcome = coldwar("show", "Chile", "--data", str(tmp_path))
    assert outcome.returncode == 1
    assert "packages: expected a folder, found" in outcome.stderr
    assert "unexpected" not in outcome.stderr
