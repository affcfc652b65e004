"""The guide for the new Browser, as asciidoctor renders it."""

import json
import random
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_loader.model.resources import cypher_dir, data_dir
from tests.conftest import ROOT
from tools import asciidoc, browser_files

pytestmark = pytest.mark.xdist_group("npm")

# What AsciiDoc, HTML or Cypher might take for more than text.
SIGNS = (ROOT / "tests" / "fixtures" / "hostile_markup.txt").read_text(encoding="utf-8").split()
INERT = {"body", "div", "h1", "h2", "p", "em", "strong", "code", "pre"}
SPACES = ["", "", " ", "\t", "\n", "\n\n", " +\n"]

Render = Callable[[str], ET.Element]


@pytest.fixture
def rendered(node_modules: Path) -> Render:
    """Render AsciiDoc; a warning fails the test."""

    def render(text: str) -> ET.Element:
        command = [Path(sys.executable).with_name("node"), "tests/js/asciidoc.js"]
        run = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True)
        answer = json.loads(run.stdout)
        assert answer["messages"] == []
        return ET.fromstring(f"<body>{answer['html']}</body>")

    return render


def text_of(element: ET.Element) -> str:
    """Return the text without what printing makes of apostrophes."""
    return "".join(element.itertext()).replace("’", "'").replace("\u200b", "").strip()


def plain(text: str) -> str:
    """Return a text as a page shows it."""
    return " ".join(text.split()).replace("’", "'")


def read(text: str) -> str:
    """Return a paragraph of a guide as a reader sees it, without the marks of what is bold or code."""
    return asciidoc.MARKED.sub(lambda match: match["bold"] or match["code"], plain(text)).strip()


def assert_shows(page: ET.Element, guide: dict[str, Any]) -> None:
    """Check that a page is the guide's title, its slides and their whole queries, and nothing else."""
    assert [text_of(title) for title in page.iter("h1")] == [plain(guide["title"])]
    slides = page.findall("./div[@class='sect1']")
    for slide, source in zip(slides, guide["slides"], strict=True):
        assert [text_of(title) for title in slide.iter("h2")] == [plain(source["title"])]
        shown = [text_of(paragraph) for paragraph in slide.iter("p")]
        captions = [plain(query["caption"]) for query in source["queries"]]
        assert shown == [plain(source["lead"]), *map(read, source["text"]), *captions]
        blocks = slide.findall(".//pre[@class='highlight']/code[@data-lang='cypher']")
        assert [block.text for block in blocks] == [query["cypher"] for query in source["queries"]]
    assert {element.tag for element in page.iter()} <= INERT


def test_the_stored_guide_is_shown_whole(rendered: Render) -> None:
    page = rendered((cypher_dir() / "guide" / "guide.adoc").read_text(encoding="utf-8"))
    assert_shows(page, browser_files.read_guide(data_dir() / "guide.yaml"))
    assert {element.text for element in page.iter("code")} >= {"stated", "1973~", "1970/.."}


def hostile(number: int) -> list[str]:
    """Return texts of signs and spaces, the same every time."""
    choose = random.Random(number)
    return [
        "".join(choose.choice(SIGNS) + choose.choice(SPACES) for _ in range(choose.randint(1, 9))) for _ in range(1200)
    ]


def test_hostile_text_of_a_guide_is_inert_in_both_forms(rendered: Render, tmp_path: Path) -> None:
    texts, words = hostile(1), hostile(2)
    slides = [
        {
            "title": texts[at],
            "lead": texts[at + 1],
            "text": texts[at + 2 : at + 5],
            "queries": [{"caption": texts[at + 5], "query": "influence-by", "parameters": {"actor": words[at]}}],
        }
        for at in range(0, len(texts), 6)
    ]
    file = tmp_path / "guide.yaml"
    file.write_text(yaml.safe_dump({"title": "Title: <b>{x}</b> *", "slides": slides}), encoding="utf-8")
    guide = browser_files.read_guide(file)
    written = {name: content.decode() for name, content in browser_files.guide_files(guide).items()}
    assert_shows(rendered(written["guide.adoc"]), guide)
    html = written["guide.html"].replace("<!DOCTYPE html>", "").replace('<meta charset="utf-8">', "")
    shown = ET.fromstring(html).findall("./body/article/carousel/slide")
    for slide, source in zip(shown, guide["slides"], strict=True):
        assert text_of(slide.find(".//h3")) == source["title"].replace("’", "'").strip()
        assert [pre.text for pre in slide.iter("pre")] == [query["cypher"] for query in source["queries"]]
        assert {element.tag for element in slide.iter()} <= {*INERT, "slide", "h3", "h5", "figure"}
