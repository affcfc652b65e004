"""`coldwar view` writes one page in the state that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.views.sample import data_of

Run = Callable[..., CompletedProcess[str]]
MINI = Path(__file__).parents[1] / "fixtures" / "mini"


def test_it_writes_a_page_focused_on_a_name_in_any_spelling(coldwar: Run, tmp_path: Path):
    out = tmp_path / "allende.html"
    options = ["--family", "contact", "--between", "1970", "1973", "--language", "es", "-o", out, "--data", MINI]
    run = coldwar("view", "--focus", "allende", *options)
    assert run.returncode == 0, run.stderr
    data = data_of(out.read_text(encoding="utf-8"))
    parts = dict(part.split("=") for part in data["start"].split("&"))
    assert parts["focus"] == "salvador-allende"
    assert parts["y"] == "1970-01-01~1973-12-31"
    assert "contact" not in parts["-family"].split(",")
    assert data["language"] == "es"
    assert data["part"]["claims"] > len(data["claims"]) > 0
    ranked = next(node for node in data["nodes"] if node["id"] == "salvador-allende")["measures"]
    assert ranked["betweenness_rank_low"] <= ranked["betweenness_rank"] <= ranked["betweenness_rank_high"]


def test_nothing_to_show_is_one_clear_line(coldwar: Run, tmp_path: Path):
    for options, said in [
        (("--focus", "allende", "--family", "trade"), "found no tie of trade to show"),
        (("--focus", "nobody at all"), "nothing is called 'nobody at all'"),
        (
            ("--path", "allende", "castro", "--between", "1900", "1901"),
            "nothing connects Salvador Allende and Fidel Castro in this way",
        ),
    ]:
        run = coldwar("view", *options, "-o", tmp_path / "x.html", "--data", MINI)
        assert (run.returncode, run.stderr.splitlines()[-1]) == (1, f"coldwar: {said}")
        assert not (tmp_path / "x.html").exists()


def test_an_unknown_preset_is_refused_with_the_choices(coldwar: Run, tmp_path: Path):
    run = coldwar("view", "--preset", "mars", "-o", tmp_path / "x.html", "--data", MINI)
    assert run.returncode == 1
    assert run.stderr.startswith("coldwar: expected a preset of all")
    assert not (tmp_path / "x.html").exists()


def test_the_same_data_give_the_same_bytes(coldwar: Run, tmp_path: Path):
    for name in ("a.html", "b.html"):
        assert coldwar("view", "-o", tmp_path / name, "--data", MINI).returncode == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
