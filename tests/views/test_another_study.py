"""A package of another study: its pages have its own words, and none of the study that comes with the software."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_loader.graph.layout import arrange
from graph_loader.model.errors import ColdWarError
from graph_loader.model.study import Preset, Study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.views import bundle, explorer, write_views
from graph_loader.views.payload import scene
from graph_loader.views.presets import presets
from tests.views.sample import data_of

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
OURS = re.compile(
    r"moscow|moscú|santiago|buenos|havana|chile|junta|yordanov|tango|1917|1991|1973|artic?le|artículo", re.IGNORECASE
)
VOCABULARY = """
theatres:
  accra: {name: Accra, names: {es: Acra}, colour: "#670000", centre: [-0.2, 5.6]}
  cairo: {name: Cairo, names: {es: El Cairo}, colour: "#2C0151", centre: [31.2, 30.0]}
  delhi: {name: Delhi, colour: "#0D3439", centre: [77.2, 28.6]}
blocs:
  league: {name: League, names: {es: Liga}}
labels:
  Person: {plural: Persons, colour: "#3B8DE1", shape: dot}
  State: {plural: States, colour: "#540000", shape: square}
  Party: {plural: Parties, colour: "#7D485E", shape: triangle}
  Organization: {plural: Organizations, colour: "#58550D", shape: diamond}
  Source: {plural: Sources, colour: "#2F2451", shape: box}
families:
  talks: {name: Talks, names: {es: Conversaciones}, colour: "#0A31FA", description: Words}
  goods: {name: Goods, names: {es: Bienes}, colour: "#AA2502", description: Things}
types:
  SPOKE_TO: {names: {es: habló con}, family: talks, description: Spoke, from: [Actor], to: [Actor], aspect: event}
  SOLD_TO: {family: goods, description: Sold, from: [Actor], to: [Actor], aspect: event}
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> nx.MultiDiGraph[Any]:
    """Three states in three theatres, two claims, no study."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copy(MINI / "cameo-goldstein.csv", folder)
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph(
        name="non-aligned", title="Neutral ties", version="2.0.0", vocabulary=Vocabulary.load(folder)
    )
    for state, theatre in (("ghana", "accra"), ("egypt", "cairo"), ("india", "delhi")):
        made.add_node(state, label="State", name=state.title(), theatre=theatre, bloc="league")
    made.add_node("doe-2001", label="Source", name="Doe 2001")
    evidence = [{"source": "doe-2001", "locator": "p1"}]
    made.add_edge("ghana", "egypt", "x1", type="SPOKE_TO", date="1955-04", evidence=evidence)
    made.add_edge("egypt", "india", "x2", type="SOLD_TO", date="1998", evidence=evidence)
    return made


def with_study(graph: nx.MultiDiGraph[Any], study: Study) -> nx.MultiDiGraph[Any]:
    made = graph.copy()
    made.graph["study"] = study
    return made


def strings(value: Any) -> list[str]:
    """Return every text of a document, keys too."""
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in (key, *strings(each))]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [str(value)] if isinstance(value, str) else []


def said_by(page: str) -> list[str]:
    """Return the texts of a page: those it shows, and those of the data and words that it carries."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    told = [json.loads(block) for block in blocks]
    if 'id="data"' in page:
        told.append(data_of(page))
    return [shown, *(text for block in told for text in strings(block))]


def test_nothing_on_its_pages_speaks_of_ours(graph, tmp_path: Path):
    write_views(graph, None, tmp_path)
    for name in ("index.html", "index.es.html", "network.html"):
        page = (tmp_path / name).read_text("utf-8")
        assert [text for text in said_by(page) if OURS.search(text)] == [], name


def test_no_script_or_style_of_the_pages_speaks_of_ours():
    code = re.compile(r"moscow|santiago|buenos|havana|junta|allende|yordanov|1917|1991|1973", re.IGNORECASE)
    sources = [
        bundle.script("app"),
        bundle.asset("explorer.css"),
        bundle.asset("gallery.css"),
    ]
    assert [code.findall(source) for source in sources] == [[], [], []]


def test_it_is_titled_by_its_package_and_names_things_in_the_language_of_the_page(graph, tmp_path: Path):
    write_views(graph, None, tmp_path)
    english, spanish = ((tmp_path / name).read_text("utf-8") for name in ("index.html", "index.es.html"))
    for page in (english, spanish):
        assert "<h1>Neutral ties</h1>" in page
    for name in ("Acra", "El Cairo", "Delhi", "Conversaciones"):
        assert f'<span class="name">{name}</span>' in spanish
    for name in ("Accra", "Cairo", "Delhi", "Talks"):
        assert f'<span class="name">{name}</span>' in english
    assert "sources used: 1" in english


def test_the_study_gives_title_lead_licence_and_caveats_in_the_language_of_the_page(graph, tmp_path: Path):
    study = Study(
        title={"en": "Third ways", "es": "Terceras vías"},
        lead={"en": "Who spoke to whom"},
        licence={"en": "Free.", "es": "Libre."},
        caveats=({"en": "Few letters survive.", "es": "Quedan pocas cartas."},),
    )
    write_views(with_study(graph, study), None, tmp_path)
    english, spanish = ((tmp_path / name).read_text("utf-8") for name in ("index.html", "index.es.html"))
    for text in ("<h1>Third ways</h1>", "Who spoke to whom: 2 claims about 3 actors", "Free.", "Few letters survive."):
        assert text in english
    for text in ("<h1>Terceras vías</h1>", "Who spoke to whom: 2 afirmaciones", "Libre.", "Quedan pocas cartas."):
        assert text in spanish
    assert explorer(with_study(graph, study), language="es").html.count("<title>Terceras vías</title>") == 1


def test_its_presets_are_those_for_which_it_has_data(graph):
    assert [preset.id for preset in presets(scene(graph))] == ["all", "goods", "talks", "accra", "cairo", "delhi"]
    said = [
        Preset("north", {}, theatres=("cairo", "oslo")),
        Preset("war", {}, families=("talks", "war")),
        Preset("early", {"es": "Antes"}, theatres=("cairo",), last=date(1960, 12, 31)),
        Preset("none", {}, theatres=("delhi",), last=date(1960, 12, 31)),
        Preset("cairo", {}, families=("talks",)),
    ]
    made = scene(with_study(graph, Study(presets={each.id: each for each in said})))
    found = {preset.id: preset for preset in presets(made)}
    assert list(found) == ["all", "early", "cairo", "accra", "theatre-cairo", "delhi"]
    assert [claim["id"] for claim in found["early"].claims(made)] == ["x1"]
    assert found["early"].choices(made) == {"p": "early", "around": "cairo", "y": "~1960-12-31"}
    assert [claim["id"] for claim in found["theatre-cairo"].claims(made)] == ["x1", "x2"]


def test_an_unknown_preset_is_refused_with_those_of_the_package(graph):
    with pytest.raises(ColdWarError, match=r"expected a preset of all, goods, talks, accra, cairo, delhi, found 'x'"):
        explorer(graph, preset="x")


def test_the_years_of_the_page_are_those_of_the_study_or_of_the_data(graph):
    assert data_of(explorer(graph).html)["years"] == [1955, 1998]
    assert data_of(explorer(with_study(graph, Study(first_year=1950, last_year=1999))).html)["years"] == [1950, 1999]


def test_theatres_lie_where_the_study_says_and_the_others_in_the_gaps():
    nodes = nx.MultiDiGraph([(name, "hub") for name in "abcd"])
    theatres = {name: name for name in "abcd"}
    places = {
        region.theatre: (region.x, region.y)
        for region in arrange(nodes, theatres, directions={"a": (1.0, 0.0), "b": (0.0, 1.0)}).regions
    }
    assert places["a"][0] > abs(places["a"][1])
    assert places["b"][1] > abs(places["b"][0])
    # The widest gap runs from the south over the west and the north to the east; then its two halves are alike.
    assert places["c"][0] < 0
    assert places["c"][1] < 0
    assert len(set(places.values())) == 4
