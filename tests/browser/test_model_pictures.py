"""The pictures of docs/neo4j-model.md can be read on a phone: no text meets another or leaves its box or the paper."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, OpenPage
from tools import model_pictures

BOXES = """
names => Array.from(document.querySelectorAll(names), each => {
  const box = each.getBoundingClientRect();
  return [each.textContent.trim(), box.left, box.top, box.right, box.bottom];
})
"""
SMALLEST = 10  # pixels that a line takes; letters are smaller

Box = tuple[str, float, float, float, float]


def meet(one: Box, other: Box) -> bool:
    return one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", model_pictures.NAMES)
def test_every_text_of_the_picture_can_be_read(name: str, scheme: str, open_page: OpenPage, tmp_path: Path) -> None:
    svg, file = model_pictures.pictures()[name].decode(), tmp_path / "page.html"
    file.write_text(f"<!doctype html><meta charset='utf-8'><body>{svg}", encoding="utf-8")
    page = open_page(file, size=PHONE, color_scheme=scheme)
    page.add_style_tag(content="svg { width: 100%; height: auto; }")
    texts, (paper, *_) = page.evaluate(BOXES, "svg text"), page.evaluate(BOXES, "svg .paper")
    assert len(texts) > 15
    assert [(one[0], other[0]) for one, other in combinations(texts, 2) if meet(one, other)] == []
    for text in texts:
        assert paper[1] < text[1] < text[3] < paper[3], text
        assert text[4] - text[2] > SMALLEST, text
    # A group is as wide as what it holds: no wider than its box, unless its text sticks out.
    groups, boxes = page.evaluate(BOXES, "svg g:has(> rect)"), page.evaluate(BOXES, "svg g > rect")
    for group, box in zip(groups, boxes, strict=True):
        assert group[3] - group[1] <= box[3] - box[1] + 0.5, group
