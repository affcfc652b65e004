"""Claims of one fact on the page: together in the evidence, where they disagree in words, each counted for itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from graph_loader import Dataset, to_networkx
from graph_loader.views import explorer
from tests.browser.conftest import OpenPage
from tests.conftest import MINI
from tests.packages import set_cell

HEAD = "package_a,id_a,package_b,id_b,decision,grounds,decided_by,decided_on,source_id"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a collection of the mini package and a copy by another hand, who dates two claims otherwise."""
    folder = tmp_path_factory.mktemp("facts")
    for name in ("coldwar-mini", "hand"):
        shutil.copytree(MINI, folder / name)
    file = folder / "hand" / "datapackage.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"name": "hand", "title": "By <b>another</b> hand"}))
    set_cell(folder / "hand", "relationships", "a02-01", "date", "1972-05")
    set_cell(folder / "hand", "relationships", "a02-01", "amount", "70000000")
    (folder / "collection.yaml").write_text("packages: [coldwar-mini, hand]\n")
    ids = [entity.id for entity in Dataset.load(MINI).entities]
    for name, same in (("identities", ids), ("facts", ["a02-01", "a03-02"])):
        rows = [f"coldwar-mini,{id_},hand,{id_},same,name,me,2024," for id_ in same]
        (folder / f"{name}.csv").write_text("\n".join([HEAD, *rows]) + "\n")
    graph = to_networkx(Dataset.load(folder))
    for language in ("en", "es"):
        explorer(graph, focus="chile", language=language).write(folder / f"{language}.html")
    return folder


def _fact(page: Page, id_: str) -> Locator:
    return page.locator(f"#panel .fact[data-fact='{id_}']")


def test_what_two_packages_tell_of_one_fact_stands_together(
    open_page: OpenPage, folder: Path, screenshots: Path
) -> None:
    page = open_page(folder / "en.html")
    claims = sum("chile" in claim.ends for claim in Dataset.load(folder).claims)
    expect(page.locator("#panel dt", has_text="Ties").locator("+ dd")).to_have_text(f"{claims} claims")
    credit = _fact(page, "a02-01")
    expect(credit.locator(".fact-head")).to_contain_text("The same fact, as told by")
    expect(credit.locator(".fact-head")).to_contain_text("By <b>another</b> hand")
    expect(credit.locator(".claim .badge-package")).to_have_text(["coldwar-mini", "hand"])
    differing = credit.locator(".differing")
    expect(differing.locator("dt")).to_have_text(["date", "amount"])
    expect(differing.locator("dd").first).to_have_text("coldwar-mini: perhaps 1972hand: May 1972")
    expect(credit).to_contain_text("Wherever claims are counted, these are 2.")
    credit.scroll_into_view_if_needed()
    page.screenshot(path=screenshots / "facts-en.png")


def test_a_claim_that_the_filters_hide_is_named_and_can_be_opened(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "en.html")
    page.locator("[data-facet=package] input[value=hand]").uncheck()
    credit = _fact(page, "a02-01")
    expect(credit.locator(".claim")).to_have_count(1)
    expect(credit).to_contain_text("Told too, but not in this list:")
    credit.get_by_role("button", name="May 1972: Soviet Union").click()
    expect(page.locator("#panel-title")).to_have_text("Claim hand:a02-01")
    page.get_by_role("button", name="Lift the filters that hide it").click()
    expect(page.locator("#panel .claim .badge-package")).to_have_text("hand")
    expect(_fact(page, "a02-01")).to_contain_text("perhaps 1972")


def test_a_package_is_found_by_its_title_and_becomes_what_is_shown(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "es.html", "sel=claim,a03-02")
    expect(_fact(page, "a03-02")).to_contain_text("Coinciden en tipo, fecha, cantidad y polaridad.")
    page.locator("#search").fill("ANOTHER hand")
    group = page.locator("#search-results [aria-labelledby=search-results-packages]")
    claims = len(Dataset.load(folder / "hand").claims)
    expect(group.get_by_role("option")).to_contain_text(f"{claims} afirmaciones")
    group.get_by_role("option", name="Mostrar solo lo que dice «By <b>another</b> hand»").click()
    expect(page.locator("[data-facet=package] input[value=coldwar-mini]")).not_to_be_checked()
    expect(page.locator("[data-facet=package] input[value=hand]")).to_be_checked()
    expect(page.locator("#summary")).to_contain_text(f"{claims} afirmaciones")
