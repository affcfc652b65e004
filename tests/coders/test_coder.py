"""Who coded a claim goes with it everywhere; a package that does not say so is as it was."""

import json
import shutil
from pathlib import Path

from graph_loader import Dataset, to_networkx
from graph_loader.coders.copies import Copy
from graph_loader.coders.writing import merged
from graph_loader.exports import tables
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate
from tests.conftest import MINI


def _coded(folder: Path, first: str, others: str) -> Path:
    shutil.copytree(MINI, folder)
    draft = Draft.open(folder)
    for number, row in enumerate(draft.rows["relationships"]):
        row["coder"] = others if number else first
    draft.save("coders")
    file = folder / "datapackage.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["contributors"] = [{"title": "Anna"}, {"title": "Ben"}]
    file.write_text(json.dumps(document), encoding="utf-8")
    return folder


def _faults(folder: Path) -> list[str]:
    return [str(problem) for problem in validate(folder) if problem.severity != "note"]


def test_coders_are_contributors(tmp_path: Path) -> None:
    assert not _faults(_coded(tmp_path / "good", "Anna", "Anna; Ben"))
    assert _faults(_coded(tmp_path / "bad", "Anna; Bn", "Ben")) == [
        "relationships.csv:2:coder: coder: expected a contributor of datapackage.json, found 'Bn', did you mean 'Ben'?"
    ]


def test_the_coder_goes_with_the_claim(tmp_path: Path) -> None:
    dataset = Dataset.load(_coded(tmp_path / "package", "Anna", "Ben"))
    graph = to_networkx(dataset)
    assert {claim["coder"] for *_, claim in graph.edges(data=True)} == {"Anna", "Ben"}
    assert graph.graph["own_columns"]["Claim"] == {"coder": "Coder"}
    table = tables.relationships(graph)
    assert {row[table.columns.index("coder")] for row in table.rows} == {"Anna", "Ben"}
    # One coder says nothing that need be shown by every claim.
    assert "Claim" not in Dataset.load(_coded(tmp_path / "one", "Anna", "Anna")).own_columns


def test_who_names_no_coder_has_none(mini: Dataset) -> None:
    graph = to_networkx(mini)
    assert not any("coder" in claim for *_, claim in graph.edges(data=True))


def test_of_a_claim_that_both_coded_both_are_coders(tmp_path: Path) -> None:
    anna, ben = (Copy.of(_coded(tmp_path / name, name, name)) for name in ("Anna", "Ben"))
    made = merged((anna, ben, None), {})
    assert not made.questions
    assert {row["coder"] for row in made.rows["relationships"]} == {"Anna; Ben"}
