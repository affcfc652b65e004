from pathlib import Path

import pytest

from graph_loader.imports.reading import xml_rows
from graph_loader.imports.recipe import Rows
from graph_loader.model.errors import ColdWarError

PLACES = {"name": "t:name", "key": "@id"}
SPACES = {"t": "urn:t"}


def read(folder: Path, text: str | bytes, each: str = "//t:one", places: dict[str, str] | None = None):
    file = folder / "file.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(xml_rows.rows(file, Rows(each=each, namespaces=SPACES), places or PLACES))


SOUND = '<all xmlns="urn:t"><one id="a"><name>Anna <i>Bo</i></name></one><x><one id="b"/></x><!-- <one/> --></all>'


@pytest.mark.parametrize("each", ["//t:one", "//t:all//t:one", "/t:all//*[@id]"])
def test_rows_are_the_elements_of_an_xpath_read_whole_or_in_passing(tmp_path, each):
    assert read(tmp_path, SOUND, each) == [
        (1, {"name": ("Anna Bo",), "key": ("a",)}),
        (2, {"name": (), "key": ("b",)}),
    ]


def test_what_lies_around_a_row_can_be_asked_for(tmp_path):
    found = read(tmp_path, SOUND, places={"around": "local-name(..)", "root": "count(/t:all/*)"})
    assert [each["around"] for _, each in found] == [("all",), ("x",)]
    assert found[0][1]["root"] == ("2",)


def test_encodings_are_those_that_the_file_declares(tmp_path):
    text = '<?xml version="1.0" encoding="windows-1252"?><all xmlns="urn:t"><one id="é"/></all>'
    assert read(tmp_path, text.encode("cp1252"))[0][1]["key"] == ("é",)


BOMB = '<!DOCTYPE all [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE all [<!ENTITY a SYSTEM "{file}">]>'


@pytest.mark.parametrize("each", ["//t:one", "/t:all/t:one"])
@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path, each, declared):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    declared = declared.replace("{file}", (tmp_path / "secret.txt").as_uri())
    with pytest.raises(ColdWarError, match=r"file\.xml: expected XML without entities of its own"):
        read(tmp_path, f'{declared}<all xmlns="urn:t"><one id="x"><name>&a;</name></one></all>', each)


@pytest.mark.parametrize(
    ("text", "each", "message"),
    [
        ("<all><one></all>", "//one", "file.xml: expected XML, found"),
        ("", "//one", "file.xml: expected XML, found"),
        ("Source,Target", "/a/b", "file.xml: expected XML, found"),
        (SOUND, "//t:one[", "expected an XPath, found '//t:one\\['"),
        (SOUND, "//u:one", "expected an XPath, found '//u:one'"),
        (SOUND, "//t:one/@id", "expected rows.each to find elements"),
    ],
)
def test_bad_files_and_xpaths_get_one_line(tmp_path, text, each, message):
    with pytest.raises(ColdWarError, match=message) as caught:
        read(tmp_path, text, each)
    assert "\n" not in str(caught.value)
