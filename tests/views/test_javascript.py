"""The JavaScript: its own unit tests, its linter, and the same filter results as Python."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader import exports
from graph_loader.analysis import question_views
from graph_loader.analysis.questions import ASK
from graph_loader.graph.sensible import study_of
from graph_loader.model import dates
from graph_loader.model.errors import AmbiguousNameError, UnknownNameError
from graph_loader.package.dataset import Dataset
from graph_loader.package.names import NameIndex
from graph_loader.views import explorer
from graph_loader.views.bundle import script
from graph_loader.views.payload import scene
from graph_loader.views.presets import presets
from tests.views.sample import data_of, generated, polar, sample

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WINDOWS = [
    ("1970-01-01", "1973-12-31"),
    ("1973-09-11", "1983-12-10"),
    (None, "1950-06-30"),
    ("1973-09-11", "1973-09-11"),
]


def node(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "node", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, **options)


def test_the_pure_modules_pass_their_unit_tests():
    run = node("--test", *sorted((ROOT / "tests" / "js").glob("*.test.js")))
    assert run.returncode == 0, run.stdout[-4000:]


@pytest.mark.xdist_group("npm")
def test_the_modules_pass_the_linter(node_modules: Path):
    run = node(node_modules / "eslint" / "bin" / "eslint.js", "graph_loader/views/static", "tests/js")
    assert run.returncode == 0, run.stdout


def test_the_joined_modules_are_one_valid_script(tmp_path: Path):
    (tmp_path / "app.js").write_text(script(), encoding="utf-8")
    run = node("--check", tmp_path / "app.js")
    assert run.returncode == 0, run.stderr


def shown_in_javascript(graph: nx.MultiDiGraph[Any], states: list[str], tmp_path: Path) -> list[list[str]]:
    """Return the ids of the claims that the page's own modules show in each state."""
    data = data_of(explorer(graph).html)
    (tmp_path / "input.json").write_text(json.dumps({"data": data, "states": states}), encoding="utf-8")
    run = node("tests/js/shown.js", tmp_path / "input.json")
    assert run.returncode == 0, run.stderr
    found: list[list[str]] = json.loads(run.stdout)
    return found


@pytest.fixture(params=["sample", "generated", "real"])
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph[Any]:
    makers = {
        "sample": sample,
        "generated": lambda: generated(300, 800),
        "real": lambda: request.getfixturevalue("real"),
    }
    made: nx.MultiDiGraph[Any] = makers[request.param]()
    return made


def test_both_languages_see_the_same_claims_in_every_window_and_preset(graph, tmp_path: Path):
    cases = [(*window, reading) for window in WINDOWS for reading in ("possible", "certain")]
    states = [f"all=1&anyway=1&y={first or ''}~{last or ''}&r={reading}" for first, last, reading in cases]
    made = scene(graph)
    states += ["&".join(f"{key}={value}" for key, value in preset.choices(made).items()) for preset in presets(made)]
    shown = shown_in_javascript(graph, states, tmp_path)
    for preset, found in zip(presets(made), shown[len(cases) :], strict=True):
        assert found == sorted(claim["id"] for claim in preset.claims(made)), preset.id
    narrowed = {claim["id"] for claim in made.claims if "possible" in claim}
    for case, found in zip(cases, shown[: len(cases)], strict=True):
        first, last = (date.fromisoformat(day) if day else None for day in case[:2])
        expected = {
            key
            for _, _, key, claim in graph.edges(keys=True, data=True)
            if dates.in_window(dates.parse(claim["date"] or ""), claim["aspect"], first, last, case[2])
        }
        # Nothing more than the dates allow; less only where an end had not begun, or was no more.
        assert set(found) <= expected, case
        assert {key for key in expected if key not in narrowed} <= set(found), case


def test_both_languages_put_dates_into_the_same_words(graph, tmp_path: Path):
    cases = sorted({(claim["date"] or "", claim["aspect"]) for _, _, claim in graph.edges(data=True)})
    (tmp_path / "input.json").write_text(json.dumps({"dates": cases}), encoding="utf-8")
    run = node("tests/js/shown.js", tmp_path / "input.json")
    assert json.loads(run.stdout) == [dates.in_words(dates.parse(text), aspect) for text, aspect in cases]


#: Those whose note says that claims are missing, or that take long to answer, are left out.
SHOWN_WHOLE = ("broker", "influence-on", "mixing", "coverage", "footing")


def test_the_view_of_a_finding_shows_the_claims_behind_its_figure(real: nx.MultiDiGraph[Any], tmp_path: Path):
    asked = {question.kind: question for question in reversed(study_of(real).questions.values())}
    answers = {kind: ASK[kind](real, asked[kind], 1) for kind in SHOWN_WHOLE}
    states = [question_views.view_of(real, asked[kind], answer.view) for kind, answer in answers.items()]
    for (kind, answer), state, shown in zip(
        answers.items(), states, shown_in_javascript(real, states, tmp_path), strict=True
    ):
        assert set(answer.claims) - set(shown) == set(), (kind, state)
        # The filter is that of the figure, not the whole graph again.
        assert len(shown) < real.number_of_edges(), kind


def test_the_view_of_a_finding_hides_denied_ties_where_there_are_any():
    for graph, there in ((sample(), False), (polar(), True)):
        question = next(each for each in study_of(graph).questions.values() if each.kind == "balance")
        assert ("-polarity=denied" in question_views.view_of(graph, question, "").split("&")) is there


def test_the_page_finds_whom_the_command_finds(real: nx.MultiDiGraph[Any], tmp_path: Path):
    """Take every name of the data in turn and write it in one of the ways in which people write names."""
    written = sorted({name for _, data in real.nodes(data=True) for name in _names(data)})
    ways = itertools.cycle(WAYS)
    searches = list(dict.fromkeys(next(ways)(name) for name in written))
    assert len(searches) > 1000
    (tmp_path / "input.json").write_text(
        json.dumps({"data": data_of(explorer(real).html), "searches": searches}), encoding="utf-8"
    )
    run = node("tests/js/shown.js", tmp_path / "input.json")
    index = NameIndex(Dataset.load())
    assert dict(zip(searches, json.loads(run.stdout), strict=True)) == {
        search: _borne_by(index, search) for search in searches
    }


def _names(data: dict[str, Any]) -> list[str]:
    aliases = [alias["name"] for alias in data["aliases"]]
    return [name for name in (data["name"], data.get("name_original"), data.get("acronym"), *aliases) if name]


def _last_name_first(name: str) -> str:
    *given, last = name.split()
    return f"{last}, {' '.join(given)}" if given else last


def _initials(name: str) -> str:
    *given, last = name.split()
    return f"{last}, {''.join(f'{part[0]}.' for part in given)}" if given else last


#: Ways to write a name.
WAYS: list[Callable[[str], str]] = [
    str,
    str.upper,
    lambda name: name.replace("'", "’"),
    lambda name: f"“{name}”",
    lambda name: name.replace("-", "–"),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: f"{name}.",
    lambda name: ".".join(name) if name.isupper() and name.isalpha() else name,
    lambda name: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name),
    _last_name_first,
    lambda name: f"{_last_name_first(name)} X.",
    _initials,
    lambda name: f"{name[0]}. {name.split()[-1]}",
    lambda name: name.split()[-1],
]


def _borne_by(index: NameIndex, text: str) -> list[str]:
    try:
        return [index.resolve(text).id]
    except AmbiguousNameError as error:
        return sorted(error.suggestions)
    except UnknownNameError:
        return []


def elements_of(path: Path) -> dict[str, dict[str, Any]]:
    """Return what a GEXF file says of each node and edge: attributes by title, days, ends, colour."""
    names = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    graph = ET.parse(path).getroot().find("g:graph", names)
    assert graph is not None
    assert (graph.get("defaultedgetype"), graph.get("mode"), graph.get("timeformat")) == ("directed", "dynamic", "date")
    assert graph.get("name") is None
    titles = {
        (kind, each.get("id")): (each.get("title"), each.get("type"))
        for kind in ("node", "edge")
        for each in graph.iterfind(f"g:attributes[@class='{kind}']/g:attribute", names)
    }
    found: dict[str, dict[str, Any]] = {}
    for kind in ("node", "edge"):
        for element in graph.iterfind(f"g:{kind}s/g:{kind}", names):
            colour = element.find("viz:color", names)
            told: dict[str, Any] = dict(element.attrib)
            if kind == "node":
                assert colour is not None
                told["colour"] = tuple(colour.get(band) for band in "rgb")
            for value in element.iterfind("g:attvalues/g:attvalue", names):
                title, type_ = titles[kind, value.get("for")]
                text = value.get("value")
                told[f"{title}:{type_}"] = float(text or "") if type_ == "double" else (text or "").lower()
            found[f"{kind} {element.get('id')}"] = told
    return found


def test_page_and_command_save_the_same_gexf(request: pytest.FixtureRequest, tmp_path: Path):
    graph = request.getfixturevalue("real")
    data = data_of(explorer(graph).html)
    (tmp_path / "input.json").write_text(json.dumps({"gexf": True, "data": data, "states": ["all=1"]}), "utf-8")
    run = node("tests/js/shown.js", tmp_path / "input.json")
    assert run.returncode == 0, run.stderr
    (tmp_path / "page.gexf").write_text(json.loads(run.stdout)[0], encoding="utf-8")
    exports.write(graph, "gexf", tmp_path / "command.gexf")
    page, command = (elements_of(tmp_path / f"{name}.gexf") for name in ("page", "command"))
    for told in command.values():
        told.pop("networkx_key:string", None)  # NetworkX's own copy of the id
    assert sum(key.startswith("edge") for key in page) == graph.number_of_edges()
    assert page == {key: told for key, told in command.items() if key in page}
    # NetworkX refuses a file that mixes directed and undirected edges.
    assert set(nx.read_gexf(tmp_path / "page.gexf").edges(keys=True)) == set(graph.edges(keys=True))


def test_the_libraries_of_pages_are_those_of_the_lock_file(node_modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import vendored  # type: ignore[import-not-found]  # noqa: PLC0415

    for name in vendored.LIBRARIES:
        for file, text in vendored.vendored(name, node_modules).items():
            assert (vendored.VENDOR / file).read_text(encoding="utf-8") == text, "run python tools/vendored.py"
