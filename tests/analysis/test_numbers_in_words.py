"""Of one thing the findings speak as of one, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from graph_loader.analysis.phrases import Fact, Part, fill, texts
from graph_loader.model.study import LANGUAGES

SEVERAL = {
    "en": "claims|actors|ties|triads|years|cases|ones",
    "es": "afirmaciones|actores|vínculos|tríadas|años|casos|otras",
}
ONE = {"en": "claim|actor|tie|triad|year|case", "es": "afirmación|actor|vínculo|tríada|año|caso"}


def _patterns(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for each in part.values():
            yield from _patterns(each)
    elif isinstance(part, str):
        yield part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2])
def test_no_word_of_the_findings_has_the_wrong_number(language: str, number: int) -> None:
    wrong = (SEVERAL if number == 1 else ONE)[language]
    said = []
    for pattern in _patterns(texts(language)):
        fields: dict[str, Fact] = {name: number for _, name, _, _ in Formatter().parse(pattern) if name}
        said.append(fill(pattern, fields, language))
    assert [text for text in said if re.search(rf"\b{number} (signed )?({wrong})\b", text)] == []


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "1 of 1 (100 %) tie between actors (x) rests", "2 of 2 (100 %) ties between actors (x) rest "),
        (
            "es",
            "1 de 1 (100 %) vínculo entre actores (x) se apoya",
            "2 de 2 (100 %) vínculos entre actores (x) se apoyan",
        ),
    ],
)
def test_verbs_follow_what_is_counted(language: str, one: str, two: str) -> None:
    pattern = texts(language)["kinds"]["footing"]["statement"]
    for number, start in ((1, one), (2, two)):
        facts: dict[str, Fact] = {"single": Part(number, number), "alone": number, "both": 0, "projection": "x"}
        assert fill(pattern, facts, language).startswith(start)


def test_what_is_no_number_has_no_forms() -> None:
    with pytest.raises(ValueError, match="expected a number"):
        fill("{who:is|are}", {"who": "Prague"}, "en")
