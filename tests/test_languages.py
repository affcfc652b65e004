"""The words of every language; a new one is checked as docs/adding-a-language.md says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from graph_loader.model import study
from tools import languages

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "adding-a-language.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", languages.others())
def test_nothing_is_missing(code: str) -> None:
    assert list(languages.faults(code)) == []


def test_every_language_that_has_words_is_used() -> None:
    assert sorted(study.LANGUAGES) == sorted([languages.PLAIN, *languages.others()])


def copied(root: Path, code: str) -> dict[str, Path]:
    """Make a language of the English words, as the page tells."""
    made = {}
    for pattern in languages.FILES:
        assert f"graph_loader/{pattern.format('en')}" in PAGE
        for name in ("en", code):
            made[name + pattern[-5:]] = target = root / pattern.format(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text((languages.ROOT / pattern.format("en")).read_text(encoding="utf-8"), encoding="utf-8")
    return made


def test_a_made_up_language_is_checked(tmp_path: Path) -> None:
    files = copied(tmp_path, "xx")
    assert list(languages.faults("xx", tmp_path)) == []
    words = json.loads((tmp_path / "views/text/xx.json").read_text(encoding="utf-8"))
    del words["page"]["skip"]
    words["page"]["more"] = "more"
    words["search"]["label"] = " "
    words["summary"]["shown"] = "{node} shown"
    (tmp_path / "views/text/xx.json").write_text(json.dumps(words), encoding="utf-8")
    findings = yaml.safe_load(files["xx.yaml"].read_text(encoding="utf-8"))
    findings["and"] = "{some} &"
    files["xx.yaml"].write_text(yaml.safe_dump(findings), encoding="utf-8")
    assert sorted(line.split(": ", 1)[1] for line in languages.faults("xx", tmp_path)) == [
        "and: has the placeholders ['{some}'], not ['{last}', '{some}']",
        "page.more: superfluous",
        "page.skip: missing",
        "search.label: empty",
        "summary.shown: has the placeholders ['{node}'], not ['{claims}', '{nodes}']",
    ]
