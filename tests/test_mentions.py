"""Mentions: every name of every entity, counted paragraph by paragraph."""

from __future__ import annotations

import copy
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pytest

from graph_loader.model.errors import ColdWarError
from graph_loader.package import undo
from graph_loader.package.dataset import Dataset
from graph_loader.package.mentions import Matcher, count_mentions, merge_mentions, read_passages

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "fixtures" / "mini"
CITIES = {"moscow": "Moscow", "santiago": "Santiago"}


@pytest.fixture
def cold_war(mini: Dataset) -> Dataset:
    """The mini package with a few names that are hard to tell apart."""
    nodes = {label: table.iloc[0:0] for label, table in mini.nodes.items()}
    nodes["Source"] = mini.nodes["Source"]
    nodes["State"] = _rows(mini.nodes["State"], {"ussr": "Soviet Union", "chile": "Chile"})
    nodes["Place"] = _rows(mini.nodes["Place"], CITIES)
    nodes["Person"] = _rows(mini.nodes["Person"], {"juan-peron": "Juan Perón", "isabel-peron": "Isabel Perón"})
    nodes["Organization"] = _rows(
        mini.nodes["Organization"], {"kgb": "KGB", "junta-a": "Junta A", "junta-b": "Junta B"}
    )
    source = str(mini.nodes["Source"]["id"].iloc[0])
    aliases = [
        ("ussr", "Moscow", "metonym", ""),
        ("chile", "Santiago", "metonym", ""),
        ("juan-peron", "Perón", "short-name", ""),
        ("junta-a", "the junta", "short-name", source),
        ("junta-b", "the junta", "short-name", "another"),
        ("junta-a", "the generals", "short-name", ""),
        ("junta-b", "the generals", "short-name", ""),
    ]
    table = pd.DataFrame(
        [dict(zip(mini.aliases.columns, (*alias[:3], "en", "Latn", alias[3]), strict=True)) for alias in aliases]
    )
    changed = copy.copy(mini)
    vars(changed).update(nodes=nodes, aliases=table)
    return changed


def _rows(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([{**dict.fromkeys(table.columns, ""), "id": i, "name": name} for i, name in names.items()])


def _count(dataset: Dataset, text: str) -> dict[str, int]:
    return dict(Matcher(dataset, str(dataset.nodes["Source"]["id"].iloc[0])).count(text))


def test_the_longest_name_wins_and_none_is_found_inside_another(cold_war: Dataset) -> None:
    assert _count(cold_war, "Isabel Perón succeeded Perón.") == {"isabel-peron": 1, "juan-peron": 1}


def test_names_are_whole_words_but_a_note_number_may_stick_to_them(cold_war: Dataset) -> None:
    assert _count(cold_war, "KGB12 and the KGB's KGBist, Chilean") == {"kgb": 2}


def test_a_name_with_capitals_matches_only_in_its_own_case(cold_war: Dataset) -> None:
    assert _count(cold_war, "kgb, The junta") == {"junta-a": 1}


def test_a_capital_is_a_place_after_a_locative_preposition_and_else_its_state(cold_war: Dataset) -> None:
    assert _count(cold_war, "Moscow sent an envoy to Santiago.") == {"ussr": 1, "santiago": 1}
    assert _count(cold_war, "In Moscow's view") == {"ussr": 1}


def test_an_alias_taken_from_this_source_decides_between_two_entities(cold_war: Dataset) -> None:
    assert _count(cold_war, "the junta and the generals") == {"junta-a": 1}


def test_the_table_is_sorted_and_names_the_passages(cold_war: Dataset) -> None:
    source = str(cold_war.nodes["Source"]["id"].iloc[0])
    found = count_mentions(cold_war, {"p02": "KGB", "p01": "KGB, KGB, Chile"}, source)
    assert found.to_dict("split")["data"] == [
        [source, "p01", "chile", 1],
        [source, "p01", "kgb", 2],
        [source, "p02", "kgb", 1],
    ]


def test_an_unknown_source_is_one_line(cold_war: Dataset) -> None:
    with pytest.raises(ColdWarError, match="no source 'nobody-1999'"):
        count_mentions(cold_war, {}, "nobody-1999")


def test_a_numbered_text_is_read_by_its_numbers(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("## Heading\n\n[p01] One.\n\n[n01] Ibid.\n", encoding="utf-8")
    assert read_passages(text) == {"p01": "One.", "n01": "Ibid."}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"# only\n# headings", "found none"),
        (b"no numbers", r":1: expected numbers in brackets before the text, a paragraph \(p12\)"),
        (b"[p01] a\n[p01] b", "twice"),
        (b"[p01] a\n[p2] b", r":2: expected a paragraph \(p12\) or a note \(n08\) in brackets, found '\[p2\] b'"),
        (b"[p01] \x81", "found another encoding: save it as plain text"),
        ("[p01] Москва и Сантьяго".encode("cp1251"), "found another encoding: save it as plain text"),
        (b"[p01] a\0b", "signs that no text has"),
        (b"%PDF-1.7 ...", "found a PDF: open it, copy its text"),
        (b"{\\rtf1 ...", "Rich Text Format"),
        (b"\xd0\xcf\x11\xe0...", r"an old Word file \(\.doc\)"),
        (b"<!doctype html><p>", "a web page"),
        (b"PK\x03\x04 broken", "expected a Word file that can be read"),
    ],
)
def test_a_text_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes(content)
    with pytest.raises(ColdWarError, match=message):
        read_passages(text)


def test_a_missing_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ColdWarError, match="found no such file"):
        read_passages(tmp_path / "missing.txt")


def test_the_mentions_of_the_package_are_those_of_the_texts(untestable: Callable[[str], NoReturn]) -> None:
    texts = sorted((ROOT.parent / "shared" / "sources").glob("*.txt"))
    if not texts:
        untestable("mentions.csv against the articles, which are copyrighted and not in the repository")
    dataset = Dataset.load()
    counted = [count_mentions(dataset, read_passages(text), text.stem) for text in texts]
    pd.testing.assert_frame_equal(pd.concat(counted, ignore_index=True), dataset.mentions, check_dtype=False)


def test_a_new_entity_that_nothing_refers_to_yet_can_be_counted(
    tmp_path: Path, coldwar: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    package, text = tmp_path / "package", tmp_path / "text.txt"
    shutil.copytree(MINI, package)
    with (package / "nodes" / "topics.csv").open("a", encoding="utf-8") as topics:
        topics.write("zinc,Zinc,A metal.,commodity\n")
    text.write_text("[p01] Zinc and more zinc, Zinc.\n", encoding="utf-8")
    source = str(Dataset.load(MINI).nodes["Source"]["id"].iloc[0])
    outcome = coldwar("mentions", str(text), "--source", source, "--data", str(package))
    assert (outcome.returncode, outcome.stdout.splitlines()[-1]) == (0, f"{source},p01,zinc,2")


def test_lines_of_a_wrapped_paragraph_are_joined(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("# Heading\n[p01] The KGB\nmet Fidel\n\n## Next\n[p02] End.\n", encoding="utf-8")
    assert read_passages(text) == {"p01": "The KGB met Fidel", "p02": "End."}


def test_text_of_no_passage_is_refused_with_its_line(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("[p01] One.\n\nThe KGB again.\n", encoding="utf-8")
    with pytest.raises(ColdWarError, match=r"text\.txt:3: "):
        read_passages(text)


def test_the_rows_of_other_sources_stay_in_the_table(tmp_path: Path) -> None:
    table = tmp_path / "mentions.csv"
    table.write_text("source_id,locator,entity_id,count\na-1,p01,chile,2\nb-2,p01,kgb,9\nc-3,p01,cuba,1\n")
    found = pd.DataFrame([("b-2", "p02", "ussr", 4)], columns=["source_id", "locator", "entity_id", "count"])
    merged = merge_mentions(table, found, "b-2")
    assert merged.astype(str).values.tolist() == [
        ["a-1", "p01", "chile", "2"],
        ["b-2", "p02", "ussr", "4"],
        ["c-3", "p01", "cuba", "1"],
    ]


def test_another_table_is_not_written_over(tmp_path: Path) -> None:
    table = tmp_path / "persons.csv"
    table.write_text("id,name\na,b\n")
    with pytest.raises(ColdWarError, match="expected a table with the columns"):
        merge_mentions(table, pd.DataFrame(), "b-2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_texts_of_every_editor_are_read_alike(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = tmp_path / "text.txt"
    lines = ["# Kapitel", "[p01] Luis Corvalán met", "Perón.", "", "[n01] Ibid."]
    text.write_bytes(line_end.join(lines).encode(encoding))
    assert read_passages(text) == {"p01": "Luis Corvalán met Perón.", "n01": "Ibid."}


def test_what_would_part_a_name_unseen_is_undone(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    decomposed = unicodedata.normalize("NFD", "Corvalán")
    text.write_text(
        f"[p01] Luis\u00a0{decomposed},\u2009Of\ufb01ce, Sal\u00advador Al-\nlende, the Soviet-\nArgentine pact\n",
        encoding="utf-8",
    )
    assert read_passages(text) == {"p01": "Luis Corvalán, Office, Salvador Allende, the Soviet-Argentine pact"}


def test_a_source_that_is_cited_by_pages_has_pages_in_its_text(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("[44] The [p01] stays.\n[p02] is text here? No.\n", encoding="utf-8")
    with pytest.raises(ColdWarError, match=r":2: expected a page \(44"):
        read_passages(text, "page")
    text.write_text("[44] The KGB.\n[xii–xiv] [sic] Chile.\n", encoding="utf-8")
    assert read_passages(text, "page") == {"44": "The KGB.", "xii–xiv": "[sic] Chile."}


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, body: str, prologue: str = "", **parts: str) -> Path:
    """Write a Word file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{prologue}<w:document xmlns:w="{WORD}">{body}</w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:notes xmlns:w="{WORD}">{content}</w:notes>')
    return path


def test_a_word_file_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    body = (
        "<w:body><w:p><w:r><w:t>[p01] The K</w:t></w:r><w:r><w:t>GB</w:t><w:tab/><w:t>met</w:t><w:br/><w:t>Fidel"
        "</w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del></w:p><w:p/><w:p><w:r><w:t>[p02] &lt;b&gt;"
        "</w:t></w:r></w:p></w:body>"
    )
    assert read_passages(word(tmp_path / "one.docx", body)) == {"p01": "The KGB met Fidel", "p02": "<b>"}


def test_a_paragraph_of_word_without_a_number_is_refused(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>[p01] One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p>"
    with pytest.raises(ColdWarError, match=r"found text: 'Two\.'"):
        read_passages(word(tmp_path / "one.docx", body))


@pytest.mark.parametrize(
    ("prologue", "body", "message"),
    [
        ('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "<w:p><w:t>&e;</w:t></w:p>", "a document type"),
        ("", "<w:p>", "expected a Word file that can be read, found mismatched tag"),
        ("", "<w:p><w:t>" + "x" * (64 * 2**20) + "</w:t></w:p>", "at most 64 MB, found a larger one"),
    ],
    ids=["entity", "torn", "bomb"],
)
def test_a_word_file_that_means_harm_is_one_line(tmp_path: Path, prologue: str, body: str, message: str) -> None:
    with pytest.raises(ColdWarError, match=message):
        read_passages(word(tmp_path / "one.docx", body, prologue))


def test_what_is_not_read_or_only_taken_for_granted_is_said(
    tmp_path: Path, coldwar: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    text = word(tmp_path / "one.docx", "<w:p><w:t>[p01] Chile.</w:t></w:p>", footnotes="<w:p><w:t>Ibid.</w:t></w:p>")
    outcome = coldwar("mentions", text, "--source", "mini-2001", "--data", MINI)
    assert outcome.stdout.splitlines()[1:] == ["mini-2001,p01,chile,1"]
    assert "its footnotes (1 paragraphs) are not read" in outcome.stderr
    plain = tmp_path / "one.txt"
    plain.write_bytes("[p01] Chile y Perón.".encode("cp1252"))
    assert "read as Windows-1252" in coldwar("mentions", plain, "--source", "mini-2001", "--data", MINI).stderr


def test_the_table_of_a_package_is_changed_for_one_source_and_can_be_taken_back(
    tmp_path: Path, coldwar: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    package, text = tmp_path / "package", tmp_path / "text.txt"
    shutil.copytree(MINI, package)
    table = package / "mentions.csv"
    table.write_text(f"{table.read_text(encoding='utf-8')}zoe-1999,p01,chile,3\n", encoding="utf-8")
    before = table.read_bytes()
    text.write_text("[p01] Chile and Chile.\n", encoding="utf-8")
    asked = ("mentions", text, "--source", "mini-2001", "--data", MINI, "-o", table)
    assert coldwar(*asked).returncode == 0
    assert table.read_text(encoding="utf-8").splitlines()[1:] == ["mini-2001,p01,chile,2", "zoe-1999,p01,chile,3"]
    after = table.read_bytes()
    assert coldwar(*asked).returncode == 0
    assert table.read_bytes() == after
    assert undo.undo(package) == "mentions of mini-2001"
    assert table.read_bytes() == before
