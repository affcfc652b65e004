"""Walking the network with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]
PHONE = (390, 844)
MARKS = {"matrix": "td button", "timeline": "button[data-place][tabindex='0']", "map": "svg [tabindex='0']"}


def press(page: Page, *keys: str) -> Locator:
    """Press keys; return what was said last."""
    for key in keys:
        page.keyboard.press(key)
    return page.locator("#walked")


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_from_tie_to_tie_into_the_evidence_and_back(open_page: OpenPage, sample_page: Path, size: tuple[int, int]):
    page = open_page(sample_page, size=size)
    page.locator("#canvas").focus()
    expect(press(page, "Enter")).to_have_text(re.compile(r"^Soviet Union \(State\), \d+ ties; 1 of \d+\.$"))
    page.keyboard.press("Escape")
    expect(page.locator("#walked")).to_be_empty()
    expect(press(page, "n", "n")).to_have_text(re.compile(r"; 2 of \d+\.$"))
    tie = press(page, "t").inner_text()
    assert re.search(r"\d{4}: .+ (with|in|to|of) .+; tie 1 of \d+\.$", tie), tie
    second = press(page, "t").inner_text()
    assert "tie 2 of" in second
    expect(press(page, "Shift+T")).to_have_text(tie)
    expect(press(page, "t", "o")).to_have_text(re.compile(r" ties?; \d+ of \d+\.$"))
    expect(press(page, "b")).to_have_text(second)
    press(page, "Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page).to_have_url(re.compile("sel=tie"))
    press(page, "Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#canvas")).to_be_focused()
    expect(press(page, "Escape")).to_be_empty()
    expect(page).not_to_have_url(re.compile("cam=|sel="))


def test_the_walk_is_marked_and_keeps_to_what_is_shown(open_page: OpenPage, sample_page: Path):
    page = open_page(sample_page, fragment="focus=kgb")
    page.locator("#canvas").focus()
    page.wait_for_function("window.coldwar.isWhole()")
    before = page.locator("#canvas").screenshot()
    expect(press(page, "n", "t")).to_have_text(re.compile(r"; tie 1 of \d\.$"))
    page.wait_for_function("window.coldwar.isWhole()")
    assert page.locator("#canvas").screenshot() != before
    shown = int(re.findall(r"\d+", page.locator("#summary").inner_text())[0])
    page.keyboard.press("n")
    expect(page.locator("#walked")).to_have_text(re.compile(rf" of {shown}\.$"))
    page.get_by_role("button", name="Show all").click()
    everything = int(re.findall(r"\d+", page.locator("#summary").inner_text())[0])
    assert everything > shown
    expect(page.locator("#walked")).to_have_text(re.compile(rf" of {everything}\.$"))


def test_the_keys_are_shown_and_closed_where_one_was(open_page: OpenPage, sample_page: Path):
    page = open_page(sample_page, fragment="lang=es&sel=node,kgb")
    page.locator("#canvas").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Teclas de la red")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#canvas")).to_be_focused()


SAID = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"


@pytest.mark.parametrize("view", ["matrix", "timeline", "map"])
def test_escape_goes_back_to_the_mark_that_was_opened(open_page: OpenPage, sample_page: Path, view: str):
    page = open_page(sample_page, fragment=f"v={view}")
    mark = page.locator(f"#view-{view}").locator(MARKS[view]).first
    mark.focus()
    name = page.evaluate(SAID)
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.locator("#panel .close").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate(SAID) == name


@pytest.mark.parametrize("size", [(1400, 900), PHONE])
def test_the_walk_goes_through_closed_theatres(open_page: OpenPage, sample_page: Path, size: tuple[int, int]):
    page = open_page(sample_page, "p=all&shut=moscow,santiago&undated=1&denied=1", size=size)
    inside = page.evaluate(
        "window.coldwar.shown().filter((id) => window.coldwar.model.nodes.get(id).region === 'moscow')"
    )
    page.locator("#canvas").focus()
    said = []
    for _ in range(30):
        said.append(press(page, "n").inner_text())
        if said.count(said[0]) > 1:
            break
    marks = [words for words in said if ", closed: " in words]
    assert {words.split(",")[0] for words in marks} == {"Moscow", "Santiago"}
    assert not any(words.startswith("Soviet Union (") for words in said)
    moscow = re.compile(
        rf"^Moscow, closed: {len(inside)} nodes?, among them Soviet Union\b.*; \d+ claims? within, \d+ ties?; "
    )
    while not moscow.match(page.locator("#walked").inner_text()):
        page.keyboard.press("n")
    for _ in range(9):
        if "Moscow – Santiago" in (tie := press(page, "t").inner_text()) or "Santiago – Moscow" in tie:
            break
    assert re.search(r"(Moscow – Santiago|Santiago – Moscow): .*; tie \d of \d+\.$", tie), tie
    press(page, "Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page).to_have_url(re.compile("sel=both,region%2F(moscow|santiago),region%2F"))
    press(page, "Escape")
    expect(press(page, "o")).to_have_text(re.compile("^Santiago, closed: "))
    expect(press(page, "b", "Shift+T", "t")).to_contain_text("; tie ")
    while not moscow.match(page.locator("#walked").inner_text()):
        page.keyboard.press("n")
    expect(press(page, "Enter")).to_have_text(re.compile(r"^Soviet Union \(State\), "))
    expect(page).to_have_url(re.compile("shut=santiago"))
    expect(page.locator("#canvas")).to_be_focused()
