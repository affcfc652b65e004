"""The register of a package: what is told from it is what its graph tells, and never of other data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from graph_loader.graph import register
from graph_loader.graph.living import Living
from graph_loader.graph.network import ClaimGraph, to_networkx
from graph_loader.model.errors import ColdWarError
from graph_loader.model.folders import CACHE
from graph_loader.package import keeping
from graph_loader.package.dataset import Dataset
from tests.conftest import Run
from tests.packages import set_cell

MINI = Path(__file__).parent / "fixtures" / "mini"
WINDOW = ("1970", "1972-06")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "package"))


def both(dataset: Dataset, graph: ClaimGraph) -> tuple[register.Register, Living]:
    file = register.place(dataset.path)
    register.keep(graph, dataset, file)
    kept = register.recall(file)
    assert kept is not None
    return kept, Living(graph, dataset)


@pytest.mark.parametrize(("folder", "step"), [(MINI, 1), (None, 15)])
def test_every_dossier_is_that_of_the_graph(folder: Path | None, step: int) -> None:
    dataset = Dataset.load(folder)
    kept, living = both(dataset, to_networkx(dataset))
    assert dataset.entities
    for entity in dataset.entities[::step]:
        told, expected = kept.dossier(entity.id), living.dossier(entity.id)
        assert told == expected
        assert [*told.ties] == [*expected.ties]


@pytest.mark.parametrize(
    "options",
    [{}, {"families": ("contact", "trade"), "limit": 2}, {"through_everything": True}, {"with_denied": True}],
)
@pytest.mark.parametrize("between", [None, WINDOW])
def test_every_connection_is_that_of_the_graph(options: dict[str, object], between: tuple[str, str] | None) -> None:
    dataset = Dataset.load(MINI)
    graph = to_networkx(dataset)
    next(claim for *_, claim in graph.edges(data=True))["polarity"] = "denied"
    kept, living = both(dataset, graph)
    found = 0
    for start, goal in combinations([entity.id for entity in dataset.entities], 2):
        told = kept.connections(start, goal, between=between, **options)  # type: ignore[arg-type]
        assert told == living.connections(start, goal, between=between, **options)  # type: ignore[arg-type]
        found += bool(told)
    assert found, "something is connected"
    assert kept.undated == living.undated > 0
    with pytest.raises(ColdWarError, match="Chile twice"):
        kept.connections("chile", "chile")


def test_show_and_path_say_the_same_from_the_register(coldwar: Run, package: Path, cache: Path) -> None:
    commands = [("show", "chile"), ("path", "Castro, Fidel", "brezhnyev", "--between", *WINDOW)]
    commands += [(*command, "--json") for command in commands]
    first = []
    for command in commands:
        first.append(coldwar(*command, "--data", str(package)).stdout)
        shutil.rmtree(cache)
    coldwar(*commands[0], "--data", str(package))
    assert len(list((cache / "graph").iterdir())) == 1
    shutil.rmtree(cache / "packages")
    assert [coldwar(*command, "--data", str(package)).stdout for command in commands] == first
    assert not (cache / "packages").exists(), "the register alone is asked"


def test_after_an_edit_show_says_the_new(coldwar: Run, package: Path) -> None:
    coldwar("show", "chile", "--data", str(package))
    set_cell(package, "relationships", "a01-01", "summary", "Fidel Castro saw Chile.")
    assert "Fidel Castro saw Chile." in coldwar("show", "chile", "--data", str(package)).stdout


@pytest.mark.parametrize("place", [0, 100, 5000, -1])
def test_a_damaged_register_is_none(coldwar: Run, package: Path, cache: Path, place: int) -> None:
    said = coldwar("show", "chile", "--data", str(package)).stdout
    (file,) = (cache / "graph").iterdir()
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 1
    for content in (bytes(damaged), whole[:place], b""):
        file.write_bytes(content)
        assert register.recall(file) is None
    assert coldwar("show", "chile", "--data", str(package)).stdout == said
    assert register.recall(file) is not None, "it is made anew"


def test_a_draft_with_faults_and_a_collection_have_none(coldwar: Run, package: Path, cache: Path) -> None:
    accra = MINI.parent / "accra"
    assert "Chile" in coldwar("show", "chile", "--data", str(package), "--data", str(accra)).stdout
    set_cell(package, "relationships", "a01-01", "to_id", "nowhere")
    assert "Chile" in coldwar("show", "chile", "--draft", "--data", str(package)).stdout
    assert not (cache / "graph").exists()


def test_every_module_that_makes_it_is_part_of_its_key(package: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from graph_loader.graph import register;"
        "from graph_loader.graph.network import to_networkx; from graph_loader.package.dataset import Dataset;"
        "dataset = Dataset.load(sys.argv[1]); file = register.place(dataset.path);"
        "register.keep(to_networkx(dataset), dataset, file); assert register.recall(file).dossier('chile');"
        "print(*(getattr(each, '__file__', '') for each in sys.modules.values()))"
    )
    run = subprocess.run([sys.executable, "-c", script, package], capture_output=True, text=True, check=True)
    root = Path(keeping.__file__).parents[1]
    ran = {Path(path) for path in run.stdout.split() if root in Path(path).parents} - {root / "__init__.py"}
    assert root / "graph" / "dossier.py" in ran
    assert ran <= set(keeping._made_from(package, ("model", "package", "graph")))
