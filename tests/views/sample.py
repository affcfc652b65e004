"""Graphs for the tests of the views: one small and hand-made, one generated, one hostile."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import random
import re
from dataclasses import replace
from typing import Any

import networkx as nx

from graph_loader.model import dates, resources
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()
SAID = read_study(resources.data_dir())
assert SAID
#: Ours, but that everything is shown at first sight.
STUDY = replace(SAID, shown_first=())

NODES: dict[str, dict[str, Any]] = {
    "ussr": {
        "label": "State",
        "name": "Soviet Union",
        "theatre": "moscow",
        "bloc": "warsaw-pact",
        "description": "The leading state of the eastern bloc.",
        "aliases": [{"name": "USSR", "kind": "acronym"}, {"name": "Moscow", "kind": "metonym"}],
    },
    "chile": {"label": "State", "name": "Chile", "theatre": "santiago", "bloc": "rio-pact"},
    "argentina": {"label": "State", "name": "Argentina", "theatre": "buenos-aires", "bloc": "rio-pact"},
    "poland": {"label": "State", "name": "Poland", "theatre": "eastern-europe", "bloc": "warsaw-pact"},
    "pcch": {
        "label": "Party",
        "name": "Communist Party of Chile",
        "theatre": "santiago",
        "state_id": "chile",
        "acronym": "PCCh",
        "name_original": "Partido Comunista de Chile",
    },
    "luis-corvalan": {
        "label": "Person",
        "name": "Luis Corvalán",
        "theatre": "santiago",
        "state_id": "chile",
        "born": "1916-09-14",
        "died": "2010-07-21",
        "description": "General secretary of the party.",
    },
    "leonid-brezhnev": {
        "label": "Person",
        "name": "Leonid Brezhnev",
        "theatre": "moscow",
        "state_id": "ussr",
        "name_original": "Леонид Брежнев",
    },
    "juan-peron": {"label": "Person", "name": "Juan Perón", "theatre": "buenos-aires", "state_id": "argentina"},
    "kgb": {"label": "Organization", "name": "KGB", "theatre": "moscow", "kind": "intelligence-service"},
    "lodz": {
        "label": "Place",
        "name": "Łódź",
        "kind": "city",
        "longitude": 19.46,
        "latitude": 51.77,
        "state_id": "poland",
    },
    "grain-agreement": {"label": "Agreement", "name": "Grain agreement", "kind": "trade", "date": "1980-07-10"},
    "coup-chile-1973": {
        "label": "Event",
        "name": "Coup in Chile",
        "kind": "coup",
        "date": "1973-09-11",
        "place_id": "santiago-city",
    },
    "santiago-city": {
        "label": "Place",
        "name": "Santiago",
        "kind": "city",
        "longitude": -70.65,
        "latitude": -33.45,
        "state_id": "chile",
    },
    "detente": {"label": "Topic", "name": "Détente", "kind": "doctrine"},
    "yordanov-2019": {
        "label": "Source",
        "name": "Yordanov 2019",
        "kind": "article",
        "author": "Yordanov, Radoslav A.",
        "title": "Warsaw Pact Countries’ Involvement in Chile",
        "date": "2019",
        "url": "https://doi.org/10.1162/jcws_a_00893",
    },
    "tango-2013": {"label": "Source", "name": "Forbidden Tango 2013", "kind": "article", "date": "2013"},
    "ulianova": {"label": "Person", "name": "Olga Ulianova"},
}

CLAIMS: list[dict[str, Any]] = [
    {"id": "y01-01", "type": "SUPPORTED", "from": "ussr", "to": "pcch", "date": "1964/1973",
     "summary": "Moscow backed the party with words and money."},
    {"id": "y01-02", "type": "AIDED", "from": "ussr", "to": "pcch", "date": "1970-11/1973-09", "amount": 400000,
     "unit": "USD", "summary": "The party received annual payments."},
    {"id": "y01-03", "type": "LED", "from": "luis-corvalan", "to": "pcch", "date": "1958/1990",
     "role": "general secretary"},
    {"id": "y02-01", "type": "MET_WITH", "from": "leonid-brezhnev", "to": "luis-corvalan", "date": "1977-01",
     "place_id": "lodz"},
    {"id": "y02-02", "type": "SURVEILLED", "from": "kgb", "to": "argentina", "date": "197X", "standing": "reported",
     "evidence": [{"source": "yordanov-2019", "locator": "n08", "reported_by": "ulianova"}]},
    {"id": "y02-03", "type": "PART_OF", "from": "kgb", "to": "ussr", "date": "1954/1991"},
    {"id": "y03-01", "type": "ASSESSED", "from": "leonid-brezhnev", "to": "coup-chile-1973", "date": "1973-09/.."},
    {"id": "y03-02", "type": "PRESSURED", "from": "ussr", "to": "poland", "date": "1973?", "about_id": "chile"},
    {"id": "t01-01", "type": "SIGNED", "from": "ussr", "to": "grain-agreement", "date": "1980-07-10"},
    {"id": "t01-02", "type": "SIGNED", "from": "argentina", "to": "grain-agreement", "date": "1980-07-10"},
    {"id": "t01-03", "type": "LED", "from": "juan-peron", "to": "argentina", "date": "1946/1955"},
    {"id": "t02-01", "type": "ESTABLISHED_RELATIONS_WITH", "from": "argentina", "to": "ussr", "date": "1946-06-06",
     "annotations": [{"id": "a1", "kind": "contradiction", "field": "date", "suggested": "1946-06-05",
                      "note": "The other account has the day before."}]},
    {"id": "t02-02", "type": "PURSUED", "from": "ussr", "to": "detente", "date": ""},
    {"id": "t02-03", "type": "EXPORTED_TO", "from": "argentina", "to": "ussr", "date": "1980/", "standing": "disputed"},
    {"id": "t02-04", "type": "LOCATED_IN", "from": "luis-corvalan", "to": "santiago-city", "date": "../1973"},
]  # fmt: skip


POLAR: list[dict[str, Any]] = [
    {"id": "t03-01", "type": "COOPERATED_WITH", "from": "argentina", "to": "poland", "date": "1976/1983",
     "polarity": "denied"},
    {"id": "t03-02", "type": "TRADED_WITH", "from": "chile", "to": "poland", "date": "1980", "polarity": "strained"},
]  # fmt: skip


def sample() -> nx.MultiDiGraph[Any]:
    """Return a small graph in which every kind of thing occurs once."""
    return graph_of(NODES, CLAIMS)


def polar() -> nx.MultiDiGraph[Any]:
    """Return the sample with a denied and a strained claim more."""
    return graph_of(NODES, CLAIMS + POLAR)


def graph_of(nodes: dict[str, dict[str, Any]], claims: list[dict[str, Any]]) -> nx.MultiDiGraph[Any]:
    """Build a graph with the attributes of docs/architecture.md."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(name="sample", version="1.0.0", vocabulary=VOCABULARY, study=STUDY)
    for node, attributes in nodes.items():
        graph.add_node(node, **({"aliases": [], "annotations": [], "description": None} | attributes))
    for claim in claims:
        graph.add_edge(claim["from"], claim["to"], key=claim["id"], **_attributes(claim))
    return graph


def _attributes(claim: dict[str, Any]) -> dict[str, Any]:
    kind = VOCABULARY.types[claim["type"]]
    interval = dates.parse(claim["date"])
    bounds = {name: getattr(interval, name) for name in ("start", "start_latest", "end_earliest", "end")}
    return {
        "family": kind.family,
        "aspect": kind.aspect,
        "symmetric": kind.symmetric,
        "standing": "stated",
        "summary": f"{claim['from']} and {claim['to']}.",
        "evidence": [{"source": _source(claim["id"]), "locator": f"p{claim['id'][1:3]}", "footnote": "14"}],
        "annotations": [],
        **{name: day.isoformat() if day else None for name, day in bounds.items()},
        **{key: value or None for key, value in claim.items() if key not in ("from", "to")},
    }


def _source(claim: str) -> str:
    return "yordanov-2019" if claim.startswith("y") else "tango-2013"


def generated(nodes: int = 600, claims: int = 1000, seed: int = 1) -> nx.MultiDiGraph[Any]:
    """Return a graph of a given size with hubs, theatres and dates like those of the real one."""
    chance = random.Random(seed)
    theatres = list(VOCABULARY.theatres)
    shares = [20, 22, 24, 18, 8, 3, 5, 4, 6]
    labels = (
        ["Person"] * 8
        + ["Organization"] * 5
        + ["Event"] * 4
        + ["State", "Party", "Party", "Agreement", "Place", "Topic"]
    )
    table = dict(NODES)
    for number in range(nodes - len(table)):
        label = chance.choice(labels)
        row: dict[str, Any] = {"label": label, "name": f"{_word(chance)} {_word(chance)}"}
        if label not in ("Agreement", "Topic"):
            row["theatre"] = chance.choices(theatres, shares)[0]
        table[f"node-{number:05}"] = row
    actors = [node for node, row in table.items() if row["label"] in ("Person", "State", "Party", "Organization")]
    others = [node for node, row in table.items() if row["label"] != "Source"]
    weights = list(itertools.accumulate(1 / (rank + 1) ** 0.75 for rank in range(len(actors))))
    types = [name for name, kind in VOCABULARY.types.items() if "Person" in kind.from_labels]
    rows = list(CLAIMS)
    for number in range(claims - len(rows)):
        source = chance.choices(actors, cum_weights=weights)[0]
        near = chance.random() < 0.55
        target = source
        while target == source:
            target = chance.choices(actors, cum_weights=weights)[0] if near else chance.choice(others)
        rows.append({
            "id": f"{chance.choice('yt')}{number % 60:02}-{number:06}",
            "type": chance.choice(types),
            "from": source,
            "to": target,
            "date": _date(chance),
            "standing": chance.choices(["stated", "reported", "inferred", "disputed"], [80, 10, 7, 3])[0],
            "summary": f"{table[source]['name']} had to do with {table[target]['name']} in some way that matters.",
        })  # fmt: skip
    return graph_of(table, rows)


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    ).title()


def _date(chance: random.Random) -> str:
    year = min(1991, max(1917, round(chance.gauss(1971, 8))))
    month = f"{year}-{chance.randint(1, 12):02}"
    last = min(1991, year + chance.randint(1, 6))
    return chance.choice(
        [
            str(year),
            month,
            f"{month}-{chance.randint(1, 28):02}",
            f"{year}~",
            f"{year}/{last}",
            f"{year}/..",
            f"{year}/",
            "",
        ]
    )


HOSTILE = {
    "script": "<script>document.title='hacked'</script>",
    "closing": "</script><img src=x onerror=\"document.title='hacked'\">",
    "quotes": "\"double\" 'single' `tick` \\ ${x} {{ y }} {% z %}",
    "link": '<a href="https://example.invalid">href</a>',
    "direction": "\u202eright-to-left\u202c\u200f and \u2066isolate\u2069",
    "long": "x" * 10_000,
    "emoji": "👩‍🚀 🇨🇱 ☭",
    "separators": "line\u2028paragraph\u2029nul-free\ttab\nnewline",
    "proto": "__proto__",
    "half": "lone \ud83d surrogate",
}


def hostile() -> nx.MultiDiGraph[Any]:
    """Return a graph whose texts, ids included, try to be more than text."""
    ids = {name: name if name in ("long", "half") else text for name, text in HOSTILE.items()}
    nodes = {
        ids[name]: {
            "label": "Person",
            "name": text,
            "description": text,
            "theatre": "santiago",
            "aliases": [{"name": text, "kind": "title"}],
        }
        for name, text in HOSTILE.items()
    }
    source = {"label": "Source", "name": HOSTILE["closing"], "title": HOSTILE["script"], "author": HOSTILE["quotes"]}
    nodes["yordanov-2019"] = source | {"url": "javascript:alert(1)"}
    claims = [
        {
            "id": f"y01-{number:02}",
            "type": "MET_WITH",
            "from": "long",
            "to": other,
            "date": "1973",
            "summary": HOSTILE["closing"],
            "role": HOSTILE["link"],
            "annotations": [{"id": "a", "kind": "context", "note": HOSTILE["script"]}],
        }
        for number, other in enumerate(key for key in nodes if key not in ("long", "yordanov-2019"))
    ]
    return graph_of(nodes, claims)


def data_of(page: str) -> dict[str, Any]:
    """Return the data that a page carries, its tables as rows."""
    block = re.search(r'<script type="text/plain" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(block[1])))
    return data | {name: _rows(data[name]) for name in ("nodes", "claims", "drawn")}


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    columns = {name: _values(column) for name, column in table["columns"].items()}
    return [
        {name: values[place] for name, values in columns.items() if values[place] is not None}
        for place in range(table["length"])
    ]


def _values(column: dict[str, Any]) -> list[Any]:
    if "values" in column:
        return list(column["values"])
    if "of" in column:
        return [column["of"][place] for place in column["at"]]
    rows = iter(_rows(column["rows"]))
    return [None if count is None else [next(rows) for _ in range(count)] for count in column["counts"]]
