"""A second, invented study goes all the way without a change of code, and nothing of ours stands on its pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph_loader import analysis
from graph_loader.build import build
from graph_loader.graph.network import ClaimGraph
from graph_loader.package.dataset import Dataset
from tests.conftest import Run

ACCRA = Path(__file__).parent / "fixtures" / "accra"
WORD = re.compile(r"\w{5,}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ClaimGraph]:
    out = tmp_path_factory.mktemp("accra") / "build"
    return out, build(out, ACCRA)


def test_nothing_of_ours_stands_in_what_it_writes(built: tuple[Path, ClaimGraph]) -> None:
    out, graph = built
    ours = Dataset.load()
    names = {entity.name for entity in ours.entities if WORD.search(entity.name)}
    ids = {entity.id for entity in ours.entities if "-" in entity.id} | {*ours.vocabulary.theatres}
    theirs = {str(name) for _, name in graph.nodes(data="name")} | {*graph}
    words = {word for word in names | ids if word not in theirs}
    assert len(words) > 500
    for path in [path for path in out.rglob("*") if path.suffix in {".html", ".json", ".md", ".csv", ".gexf"}]:
        text = path.read_text(encoding="utf-8")
        found = [word for word in words if word in text]
        assert [word for word in found if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)] == [], path


def test_its_questions_are_answered_or_say_why_not(built: tuple[Path, ClaimGraph]) -> None:
    out, graph = built
    told = json.loads((out / "analysis" / "findings.json").read_text(encoding="utf-8"))
    answered, silent = ({each["title"] for each in told[key]} for key in ("findings", "unanswered"))
    assert answered | silent == {question.texts["title"]["en"] for question in graph.graph["study"].questions.values()}
    assert "Shore and Plain" in answered
    assert all(each["why"].endswith(".") for each in told["unanswered"])
    spanish = (out / "index.es.html").read_text(encoding="utf-8")
    for title in (
        "Dos orillas que nunca existieron",
        "Orilla y Llanura",
        "En qué poco descansa",
        "Quién unió las orillas",
    ):
        assert title in spanish


def test_the_sides_of_its_contrast_are_groups(built: tuple[Path, ClaimGraph]) -> None:
    _, graph = built
    rows = analysis.ANALYSES["contrast-totals"](graph).query("measure == 'barter' and part == 'regime'")
    # By hand: Akoria, of the Shore by its bloc, with Veltmark (v02-10); the Harbour Board is in no bloc.
    assert rows.set_index("side")["claims"].to_dict() == {"shore": 1, "plain": 0}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "Veltmark"], "Veltmark"),
        (["path", "Veltmark", "Unity Front"], "Unity Front"),
        (["analyse", "periods"], "1962–1976"),
    ],
)
def test_its_claims_are_shown(coldwar: Run, arguments: list[str], told: str) -> None:
    shown = coldwar(*arguments, "--data", ACCRA)
    assert shown.returncode == 0, shown.stderr
    assert told in shown.stdout
