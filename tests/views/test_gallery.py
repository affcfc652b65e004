"""The gallery: figures, views, findings, in two languages."""

import re
from pathlib import Path

import pytest

from graph_loader.views import explorer, gallery, thumbnails, write_views
from graph_loader.views.explorer import words_of
from graph_loader.views.gallery import figures, leading_actors
from graph_loader.views.payload import Scene, scene
from graph_loader.views.presets import presets
from tests.views.sample import data_of, hostile, polar, sample

STATIC = Path(explorer.__code__.co_filename).parent / "static"
FINDING = {"title": "A <b>finding</b>", "text": "It holds & lasts.", "view_hash": "sel=node,kgb", "view_note": "Wider."}


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    written = write_views(sample(), None, tmp_path, findings={"en": [FINDING], "es": [FINDING]})
    return {path.name: path.read_text(encoding="utf-8") for path in written}


def test_it_is_there_in_english_and_spanish_beside_the_explorer(pages):
    assert set(pages) == {"network.html", "index.html", "index.es.html"}
    assert '<html lang="es">' in pages["index.es.html"]
    assert "Los actores más vinculados" in pages["index.es.html"]


def test_it_lists_the_other_pages_of_networks(pages, tmp_path: Path):
    assert "<details>" not in pages["index.html"]
    write_views(sample(), None, tmp_path, networks=[("contact", "eastern-europe", "pyvis/contact-eastern-europe.html")])
    for page, name in (("index.html", "Eastern Europe: Contact"), ("index.es.html", "Europa del Este: Contacto")):
        assert f'<a href="pyvis/contact-eastern-europe.html">{name}</a>' in (tmp_path / page).read_text("utf-8")


def test_figures_add_up():
    made = scene(sample())
    by_title = {
        figure["title"]: {row["name"]: row["number"] for row in figure["rows"]}
        for figure in figures(made, words_of(made)["en"])
    }
    assert sum(by_title["Nodes by kind"].values()) == 17
    assert sum(by_title["Claims by family"].values()) == 15
    assert sum(by_title["Claims by decade of their first day"].values()) == 15
    assert by_title["Claims by source"] == {"Yordanov 2019": 8, "Forbidden Tango 2013": 7}
    assert by_title["Nodes by kind"]["Works cited"] == 2


def test_numbers_are_grouped_as_the_language_of_the_page_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    row = {"title": "Claims", "rows": [{"name": "trade", "number": 12345, "share": 100}]}
    monkeypatch.setattr(gallery, "figures", lambda *_: [row])
    gallery.write_views(sample(), None, tmp_path)
    assert ">12,345<" in (tmp_path / "index.html").read_text("utf-8")
    assert ">12.345<" in (tmp_path / "index.es.html").read_text("utf-8")


def picture(made: Scene) -> str:
    return next(thumbnails.drawn(made, [made.claims]))


def test_pictures_of_very_many_pairs_show_those_with_most_claims_and_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = scene(sample())
    assert "Of more than" not in gallery._gallery(made, gallery._views(made), "", [], [], language="en")
    monkeypatch.setattr(thumbnails, "MOST_PAIRS", 3)
    assert len(re.findall("M", "".join(re.findall('<path d="([^"]+)" stroke', picture(made))))) <= 6
    assert "Of more than 3 pairs of nodes" in gallery._gallery(made, gallery._views(made), "", [], [], language="en")
    assert "De más de 3 pares de nodos" in gallery._gallery(made, gallery._views(made), "", [], [], language="es")


def test_one_claim_is_one_claim(tmp_path: Path):
    graph = sample()
    graph.remove_edges_from(list(graph.edges(keys=True))[1:])
    gallery.write_views(graph, None, tmp_path)
    for page, text in (("index.html", "1 claim"), ("index.es.html", "1 afirmación")):
        written = (tmp_path / page).read_text("utf-8")
        assert f"{text} {'about' if page == 'index.html' else 'sobre'} " in written
        assert f">{text}<" in written


def test_the_leading_actors_are_actors_of_their_theatre_in_order():
    made = scene(sample())
    groups = {
        group["theatre"]: [actor["id"] for actor in group["actors"]]
        for group in leading_actors(made, words_of(made)["en"])
    }
    assert groups["Moscow"] == ["ussr", "kgb", "leonid-brezhnev"]
    assert "santiago-city" not in groups["Santiago"]


def test_every_view_links_to_its_state_and_has_a_picture(pages):
    made = scene(sample())
    links = re.findall(r'<li><a href="network\.html(?:#([^"]*))?"><svg', pages["index.html"])
    assert len(links) == len(presets(made))
    assert "p=juntas&amp;around=santiago,buenos-aires&amp;y=1973-09-11~1983-12-10" in links


def test_findings_are_text_with_a_link_to_the_view_that_shows_them(pages):
    assert "A &lt;b&gt;finding&lt;/b&gt;" in pages["index.html"]
    assert 'href="network.html#sel=node,kgb"' in pages["index.html"]
    assert "Wider." in pages["index.html"]
    assert 'href="network.html#sel=node,kgb&amp;lang=es"' in pages["index.es.html"]


def test_the_explorer_leads_back_where_there_is_a_gallery(pages):
    assert data_of(pages["network.html"])["galleries"] == {"en": "index.html", "es": "index.es.html"}
    assert data_of(explorer(sample()).html)["galleries"] == {}


def test_an_unknown_first_day_is_no_missing_date():
    graph = sample()
    graph.add_edge("ussr", "kgb", "y99-01", type="SUPPORTED", date="/1975", evidence=[])
    graph.add_edge("ussr", "kgb", "y99-02", type="SUPPORTED", evidence=[])
    known, rows = (
        next(
            {row["name"]: row["number"] for row in figure["rows"]}
            for figure in figures(made, words_of(made)["en"])
            if "decade" in figure["title"]
        )
        for made in (scene(sample()), scene(graph))
    )
    assert rows["first day unknown"] == known.get("first day unknown", 0) + 1
    assert rows["undated"] == known.get("undated", 0) + 1


def test_it_needs_no_script_and_allows_none(pages):
    assert "<script" not in pages["index.html"]
    assert "script-src &#39;none&#39;" in pages["index.html"]


def test_hostile_names_stay_text(tmp_path: Path):
    write_views(hostile(), None, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page


def test_a_small_picture_draws_denied_ties_dotted():
    dotted = [picture(made).count("stroke-dasharray") for made in (scene(sample()), scene(polar()))]
    assert dotted == [0, 1]


def test_a_small_picture_has_the_colours_of_the_explorer():
    appearance = (STATIC / "look" / "appearance.js").read_text(encoding="utf-8")
    plain = re.search(r'PLAIN = "(#\w+)"', appearance)
    paper = re.search(r'LIGHT = {.*?paper: "(#\w+)"', appearance)
    assert plain
    assert paper
    made = scene(sample())
    families = {family["colour"] for family in made.look["family"].values()}
    used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', picture(made)))
    assert plain[1] in used <= families | {plain[1], paper[1]}
