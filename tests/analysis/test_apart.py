"""A second process gives the same findings as this one."""

from __future__ import annotations

import pytest

from graph_loader.analysis import apart
from graph_loader.analysis.findings import answered
from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset


def test_a_process_apart_finds_the_same(mini: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = to_networkx(mini)
    monkeypatch.setattr(apart, "ENOUGH", 0)
    with monkeypatch.context() as here:
        here.setattr(apart, "answered", lambda _: pytest.fail("worked out here"))
        with apart.findings_apart(graph) as result:
            found = result()
    assert found == answered(graph)


def test_without_a_second_process_the_first_does_the_work(mini: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = to_networkx(mini)
    monkeypatch.setattr(apart, "ENOUGH", 0)
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with apart.findings_apart(graph) as result:
        assert result() == answered(graph)


def test_an_error_meanwhile_ends_the_second_process(mini: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ENOUGH", 0)
    started = []
    popen = apart.subprocess.Popen
    monkeypatch.setattr(
        apart.subprocess, "Popen", lambda *args, **how: started.append(popen(*args, **how)) or started[0]
    )
    with pytest.raises(ValueError, match="a table"), apart.findings_apart(to_networkx(mini)):
        raise ValueError("a table")
    assert started[0].returncode is not None
