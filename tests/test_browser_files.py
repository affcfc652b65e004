"""The files of the Neo4j Browser are what their sources say."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from graph_loader.database.library import of_package
from graph_loader.database.rows import PackageRows
from graph_loader.model.resources import cypher_dir, data_dir
from graph_loader.model.vocabulary import ACTOR_LABELS, Vocabulary
from tools import browser_files

FILES = browser_files.files()
QUERIES = of_package(data_dir())
GUIDE = browser_files.read_guide(data_dir() / "guide.yaml")


@pytest.mark.parametrize("name", FILES)
def test_the_stored_files_are_not_stale(name: str) -> None:
    assert (cypher_dir() / name).read_bytes() == FILES[name], "run `make docs`"


def test_every_label_has_a_rule_and_actor_comes_before_those_that_share_it() -> None:
    rules = re.findall(r"^node\.(\w+) \{", FILES["style.grass"].decode(), re.MULTILINE)
    assert set(rules) == {*PackageRows(data_dir()).labels, "Actor", "DataPackage"}
    assert all(rules.index("Actor") < rules.index(label) for label in ACTOR_LABELS)


def test_colours_are_those_of_the_vocabulary() -> None:
    style, vocabulary = FILES["style.grass"].decode(), Vocabulary.load()
    for label in vocabulary.labels.values():
        assert re.search(rf"^node\.{label.name} \{{[^}}]* color: {label.colour};", style, re.MULTILINE)
    for type_ in vocabulary.types.values():
        colour = vocabulary.families[type_.family].colour
        assert re.search(rf"^relationship\.{type_.name} \{{[^}}]* color: {colour};", style, re.MULTILINE)


def test_ties_are_captioned_in_words_of_which_none_ends_its_rule() -> None:
    known = Vocabulary.load().types["MET_WITH"]
    said = {"en": "met with", "other": "x' } node { caption: '{id}"}
    captions = [browser_files._caption(replace(known, names={"en": words})) for words in said.values()]
    assert captions == ["met with", "<type>"]
    assert re.search(
        r"^relationship\.MET_WITH \{[^}]* caption: 'met with';\n\}", FILES["style.grass"].decode(), re.MULTILINE
    )


def test_the_guide_is_a_carousel_of_seven_to_eleven_slides() -> None:
    page = ET.fromstring(
        FILES["guide/guide.html"].decode().replace("<!DOCTYPE html>", "").replace('<meta charset="utf-8">', "")
    )
    slides = page.findall("./body/article[@class='guide']/carousel/slide")
    assert 7 <= len(slides) <= 11
    for slide, source in zip(slides, GUIDE["slides"], strict=True):
        assert slide.findtext(".//h3") == source["title"]
        runnable = [pre.text for pre in slide.iter("pre") if "runnable" in pre.get("class", "")]
        assert runnable == [query["cypher"] for query in source["queries"]] != []


def test_both_forms_of_the_guide_hold_the_same_queries() -> None:
    blocks = re.findall(
        r"^\[source,cypher\]\n----\n(.*?)\n----$", FILES["guide/guide.adoc"].decode(), re.MULTILINE | re.DOTALL
    )
    assert blocks == [query["cypher"] for slide in GUIDE["slides"] for query in slide["queries"]]


def test_no_marks_of_the_source_are_left_in_the_page() -> None:
    page = re.sub(r"<pre.*?</pre>", "", FILES["guide/guide.html"].decode(), flags=re.DOTALL)
    assert "`" not in page
    assert "*" not in page


def test_no_query_of_the_guide_waits_for_a_parameter() -> None:
    assert "$" not in FILES["guide/guide.html"].decode()


def test_every_saved_query_has_its_title_and_runs_as_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(FILES["favourites.zip"])) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}
    assert len(saved) == len(QUERIES)
    for query in QUERIES.values():
        text = saved[f"Cold War - {query.theme}/{query.name}.cypher"]
        assert text.startswith(f"// {query.title}\n")
        assert "$" not in text
