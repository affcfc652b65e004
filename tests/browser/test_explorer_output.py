"""What leaves the explorer: pictures, citations, notes, links, paper."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph_loader.imports.bibliographies import csl, ris
from tests.browser.test_explorer_access import violations

VIEWS = ("network", "map", "timeline", "matrix", "table")
CLAIM = "y01-02"


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.path().read_text(encoding="utf-8")


def picture(page: Page) -> str:
    page.locator("#export summary").click()
    return saved(page, "[data-format=svg]")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_saved_as_vectors_with_what_it_shows_in_words(open_page, sample_page: Path, view: str):
    page = open_page(sample_page, f"v={view}&-family=influence", color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    svg = picture(page)
    root = ET.fromstring(svg)
    words = " ".join(" ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))
    for said in ("Families of ties: ", "of 15", {"map": "Moscow", "timeline": "Diplomacy"}.get(view, "Soviet")):
        assert said in words, said
    # Nobody else has this file.
    assert "file:" not in svg
    # Of the page's own dark theme nothing is left.
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark = "".join(f"{int(part):02x}" for part in paper[4:-1].split(",")[:3])
    assert dark not in svg
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator("[data-format=png]").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_selected_evidence_is_in_the_picture_and_on_paper_only_where_asked_for(open_page, sample_page: Path):
    page = open_page(sample_page, f"v=matrix&sel=claim,{CLAIM}")
    summary = page.locator("#panel .claim-summary").text_content()
    assert summary.split()[-1] not in picture(page).split("<text")[-1]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#panel")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#export summary").click()
    page.locator("#appendix").check()
    svg = saved(page, "[data-format=svg]")
    assert summary.split()[-1] in svg.split("<text")[-1] or summary[:20] in svg
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#panel")).to_be_visible()
    assert page.locator(".printed svg:visible").count() == 1


def test_the_sources_are_read_back_from_both_forms(open_page, sample_page: Path):
    page = open_page(sample_page)
    page.locator("#export summary").click()
    data_set, *works = csl.read(saved(page, "[data-format=csl]"))
    page.locator("#export summary").click()
    other_set, *others = ris.read(saved(page, "[data-format=ris]"))
    assert [work.cells for work in works] == [work.cells for work in others]
    assert works
    assert data_set.cells["title"] == other_set.cells["title"]


def test_claims_are_noted_ordered_commented_kept_and_taken_away(open_page, sample_page: Path, tmp_path: Path):
    page = open_page(sample_page, "sel=node,argentina", bypass_csp=True)
    page.locator("#panel").get_by_role("button", name="Note all").click()
    number = page.locator("#panel .claim").count()
    expect(page.locator("#notes-open")).to_have_text(f"Notes ({number})")
    page.locator("#notes-open").press("Enter")
    rows = page.locator("#notes ol li")
    first, second = (rows.nth(place).get_attribute("data-note") for place in (0, 1))
    rows.nth(0).locator("[data-act=down]").press("Enter")
    expect(rows.nth(1)).to_have_attribute("data-note", first)
    assert page.evaluate("document.activeElement.closest('li').dataset.note") == first
    rows.nth(0).locator("textarea").fill("<b>bold?</b>\n# no heading")
    rows.nth(0).locator("textarea").blur()
    assert violations(page) == []
    document = saved(page, "[data-file=html]")
    assert "&lt;b&gt;bold?&lt;/b&gt;" in document
    assert "<b>" not in document
    assert "Bibliography" in document
    assert "\\<b\\>bold?" in saved(page, "[data-file=markdown]")
    assert len(csl.read(saved(page, "[data-file=csl]"))) >= number
    assert len(ris.read(saved(page, "[data-file=ris]"))) >= number
    notes = json.loads(saved(page, "[data-file=json]"))
    assert [note["id"] for note in notes["notes"]][:2] == [second, first]
    page.reload()
    expect(page.locator("#notes-open")).to_have_text(f"Notes ({number})")
    page.locator("#notes-open").click()
    rows.nth(0).locator("[data-act=remove]").click()
    expect(rows).to_have_count(number - 1)
    notes["notes"].append({"id": "gone-1", "comment": "mine", "said": "1970: A met B"})
    for name, text, kept in (
        ("foreign.json", json.dumps(notes | {"data": "another"}), number - 1),
        ("damaged.json", json.dumps(notes)[:-9], number - 1),
        ("whole.json", json.dumps(notes), number + 1),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        page.locator("#notes input[type=file]").set_input_files(tmp_path / name)
        expect(page.locator("#notes .toast")).to_contain_text("read" if name == "whole.json" else "nothing was changed")
        expect(rows).to_have_count(kept)
        page.locator("#notes .toast").evaluate("it => it.remove()")
    expect(page.locator('[data-note="gone-1"]')).to_contain_text("not in this edition")
    page.keyboard.press("Escape")
    expect(page.locator("#notes")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()


def test_notes_outlive_a_browser_that_keeps_nothing(open_page, sample_page: Path):
    page = open_page(sample_page, f"sel=claim,{CLAIM}")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    page.locator("[data-noted]").click()
    expect(page.locator(".toast")).to_contain_text("cannot keep")
    expect(page.locator("#notes-open")).to_have_text("Notes (1)")


def test_a_claim_has_a_link_that_opens_it_and_says_what_hides_it(open_page, sample_page: Path):
    page = open_page(sample_page, "sel=node,argentina&-family=influence")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text } }")
    item = page.locator("#panel .claim").first
    claim = item.get_attribute("data-claim")
    item.locator(".claim-tools button").nth(1).click()
    link = page.evaluate("window.copied")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#panel .claim")).to_have_attribute("data-claim", claim)
    every = "membership,influence,contact,exchange,assistance,conflict"
    hidden = page.evaluate("[...document.querySelectorAll('[data-facet=family] input')].map(it => it.value).join()")
    page.goto("about:blank")
    page.goto(f"{link}&-family={hidden or every}")
    expect(page.locator("#panel .claim")).to_have_count(0)
    page.get_by_role("button", name="Lift the filters").click()
    expect(page.locator("#panel .claim")).to_have_attribute("data-claim", claim)
    page.go_back()
    expect(page.locator("#panel .claim")).to_have_count(0)
