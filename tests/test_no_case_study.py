"""The code knows no study: no id, theatre or turning-point year of the data stands in it as a literal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_loader.model.resources import data_dir
from graph_loader.model.study_file import read_study
from graph_loader.package.dataset import Dataset

ROOT = Path(__file__).parent.parent
SHORT = 4
CODE = ROOT / "graph_loader"
QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`\n]*)`|>([^<>\n]*)<|\b([0-9]{4})\b")
FILES = sorted(
    [
        *CODE.rglob("*.py"),
        *(CODE / "views" / "static").rglob("*.js"),
        *(CODE / "views" / "templates").iterdir(),
        *(CODE / "views" / "text").iterdir(),
        *(CODE / "analysis" / "text").iterdir(),
        *(CODE / "analysis" / "templates").iterdir(),
        *(ROOT / "cypher" / "queries").rglob("*.cypher"),
    ]
)
SEEDS = {  # of random numbers, which happen to be years too
    "graph_loader/analysis/permute.py": {"1945"},
    "graph_loader/analysis/resample.py": {"1917"},
    "graph_loader/graph/layout.py": {"1917"},
}


def study_words() -> set[str]:
    """Return every id and theatre of the data, and the years at which its periods and eras turn."""
    data, study = Dataset.load(), read_study(data_dir())
    assert study
    years = {str(period.first) for period in study.periods} | {str(first.year) for first, _ in study.eras}
    ids = {id_ for table in data.nodes.values() for id_ in table["id"]}
    return ids | set(data.relationships["id"]) | set(data.vocabulary.theatres) | years


def literals(file: Path) -> Iterator[str]:
    """Give the literals of a file, without the docstrings and comments of Python."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        for match in QUOTED.finditer(text):
            yield next(group for group in match.groups() if group is not None).strip()
        return
    tree = ast.parse(text)
    # A text that stands alone is a docstring, of whatever it follows.
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in alone and type(node.value) in (str, int):
            yield str(node.value)


WORDS = study_words()
NAMES = {name for table in Dataset.load().nodes.values() for name in table["name"] if len(name) > SHORT}


def test_the_words_are_those_of_the_study() -> None:
    assert {"ussr", "moscow", "t34-04", "1973", "1976"} <= WORDS


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_literal_is_a_word_of_the_study(file: Path) -> None:
    found = set(literals(file))
    assert sorted(found & WORDS - SEEDS.get(str(file.relative_to(ROOT)), set())) == []
    assert sorted({name for name in NAMES if any(name in text for text in found)}) == []
