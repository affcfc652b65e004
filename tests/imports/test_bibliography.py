"""Bibliographies in and out: nothing is lost without a word or merged, and other programs read what is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy

from graph_loader.imports.bibliographies import bibliography
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate

ROOT = Path(__file__).parents[2]
DATA, MINI = ROOT / "data", ROOT / "tests" / "fixtures" / "mini"

BIBTEX = r"""
@string{cwh = "Cold War History"}
@comment{jabref-meta: grouping}
@article{Harmer:2011,
  author = {Harmer, Tanya and von der Hei{\ss}e, J{\"o}rg and {Ministerio de Relaciones Exteriores} and others},
  title = "Brazil's {Cold War}, 1970--1975: 100% of {\'A}lvarez \& Sons",
  journal = cwh # " 21", year = 2012, month = sep, day = 3, volume = 12, number = {4}, pages = {659--681},
  doi = {https://doi.org/10.1080/14682745.2011.641953}, url = {http://x.org/a_b?c=1%20d&e=~f},
  abstract = {Long text
    over lines.}, langid = {english}
}
@book{kornbluh2013, editor = {Kornbluh, Peter}, title = {The Pinochet File}, year = {c. 2003}, publisher = {New Press},
  address = {New York}, isbn = {978-1-59558-912-5}, edition = 2}
@phdthesis{o'brien, author = {O'Brien, Thomas}, title = {The Allende Years}, school = {UCL}, year = {[1999]}}
@unpublished{cable1, title = {Telegram}, date = {1973-09-12}, library = {PA AA}, note = {MfAA C 3338}}
@unpublished{cable2, title = {Telegram}, date = {1973-09-13}, library = {PA AA}, note = {MfAA C 3338}}
@incollection{part, author = {Roe, Ann}, title = {A Part}, crossref = {kornbluh2013}, date = {2003-05}}
@book{chile, author = {Collier, Simon}, title = {A History of Chile}, year = 1996}
@book{KORNBLUH2013, author = {Other, A.}, title = {Another}, year = 1990}
"""
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABCD",
        "citation-key": "harmerBrazil2012",
        "type": "article-journal",
        "title": "Brazil’s <i>Cold War</i> &amp; others",
        "container-title": "Cold War History",
        "author": [{"family": "Beethoven", "given": "L.", "non-dropping-particle": "van"}, {"literal": "Ministry"}],
        "issued": {"date-parts": [["2012", 11]]},
        "accessed": {"date-parts": [[2020, 1, 2]]},
        "page": "659-681",
        "language": "en-GB",
        "translator": [{"family": "Roe", "given": "R."}],
    },
    {"id": 17, "type": "thesis", "title": "A thesis", "issued": {"date-parts": [[1970], [1973]]}},
    {"id": "q", "type": "book", "title": "Circa", "issued": {"date-parts": [[1970]], "circa": True}},
    {"id": "r", "type": "book", "title": "Season", "issued": {"date-parts": [[1970]], "season": 1}},
]
RIS = """TY  - JOUR
AU  - Harmer, Tanya
AU  - Smith, John, Jr.
TI  - Brazil
TI  - A second title
T2  - Cold War History
DA  - 2012/11/03/
SP  - 659
EP  - 681
UR  - http://a.org/x;y
SN  - 1468-2745
XX  - odd
ER  - \r

TY  - EDBOOK
A2  - Doe, Jane
T1  - Volume
Y1  - 1990
ER  - """


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


def taken(package: Path, name: str, text: str) -> tuple[dict[str, dict[str, str]], bibliography.Outcome]:
    """Import a text, and return the sources that are new by their ids."""
    file = package.parent / name
    file.write_text(text, encoding="utf-8", newline="")
    draft = Draft.open(package)
    before = {row["id"] for row in draft.rows["sources"]}
    outcome = bibliography.add(draft, bibliography.read(file), name)
    draft.save("sources")
    assert [problem for problem in validate(package) if problem.severity != "note"] == []
    return {row["id"]: row for row in Draft.open(package).rows["sources"] if row["id"] not in before}, outcome


def has(row: dict[str, str], **cells: str) -> None:
    assert {column: row[column] for column in cells} == cells


def test_bibtex_is_decoded_and_what_has_no_column_is_named(package: Path) -> None:
    rows, outcome = taken(package, "a.bib", BIBTEX)
    has(
        rows["harmer-2011"],
        name="Harmer et al. 2012",
        author="Harmer, Tanya; von der Heiße, Jörg; Ministerio de Relaciones Exteriores; et al.",
        title="Brazil's Cold War, 1970–1975: 100% of Álvarez & Sons",
        container="Cold War History 21",
        date="2012-09-03",
        pages="659–681",
        doi="10.1080/14682745.2011.641953",
        url="http://x.org/a_b?c=1%20d&e=~f",
        language="en",
        locator_kind="page",
        coverage="selective",
    )
    has(
        rows["kornbluh2013"], author="Kornbluh, Peter (ed.)", date="2003~", reference="New York; ISBN 978-1-59558-912-5"
    )
    has(rows["obrien"], kind="other", publisher="UCL", date="")
    has(rows["cable1"], kind="archival-document", archive="PA AA", reference="MfAA C 3338", locator_kind="text")
    has(rows["part"], kind="chapter", part_of="kornbluh2013")
    assert rows.keys() >= {"cable2", "chile-2"}, "two telegrams are two, and an id is not taken from a state"
    assert {row["entity_id"]: row["value"] for row in Draft.open(package).rows["identifiers"]} == {
        "harmer-2011": "Harmer:2011",
        "obrien": "o'brien",
        "chile-2": "chile",
    }
    assert outcome.left_out == {
        "abstract": ["Harmer:2011"],
        "date": ["o'brien"],
        "edition": ["kornbluh2013"],
        "entry type": ["o'brien"],
    }
    (skipped,) = outcome.skipped
    assert skipped.reason == "kornbluh2013 has the same key, but another title: 'The Pinochet File'"


def test_csl_json_of_zotero(package: Path) -> None:
    rows, outcome = taken(package, "a.json", json.dumps(CSL))
    has(
        rows["harmerbrazil2012"],
        title="Brazil’s Cold War & others",
        author="van Beethoven, L.; Ministry",
        date="2012-11",
        pages="659–681",
        reference="Consulted 2020-01-02",
        language="en",
    )
    has(rows["a-thesis-1970"], date="1970/1973", kind="other")
    has(rows["q"], date="1970~")
    has(rows["r"], date="")
    assert outcome.left_out == {"date": ["r"], "translator": ["harmerBrazil2012"], "type": ["17"]}


def test_ris_with_what_others_leave_out(package: Path) -> None:
    rows, outcome = taken(package, "a.ris", RIS)
    has(
        rows["harmer-and-smith-jr-2012"],
        author="Harmer, Tanya; Smith Jr., John",
        date="2012-11-03",
        container="Cold War History",
        pages="659–681",
        url="http://a.org/x;y",
    )
    has(rows["doe-1990"], author="Doe, Jane (ed.)", kind="book", title="Volume")
    assert set(outcome.left_out) == {"XX", "further title", "issn"}


@pytest.mark.parametrize(
    ("name", "text"), [("a.bib", BIBTEX), ("a.json", json.dumps(CSL)), ("a.ris", RIS)], ids=["bibtex", "csl", "ris"]
)
def test_an_import_that_is_run_twice_changes_nothing(package: Path, name: str, text: str) -> None:
    taken(package, name, text)
    rows, outcome = taken(package, name, text)
    assert (rows, outcome.added) == ({}, [])


def test_a_work_under_another_key_is_known_by_doi_or_title_and_year(package: Path) -> None:
    taken(package, "a.bib", BIBTEX)
    again = r"""@misc{other1, title = {x}, doi = {10.1080/14682745.2011.641953}}
        @book{other2, title = {The {PINOCHET} File.}, year = 2003}
        @book{other3, title = {The Pinochet File}, year = 2004}
        @book{other4, title = {The Pinochet File}, year = 2003, volume = 2, author = {Roe, R.}}"""
    rows, outcome = taken(package, "b.bib", again)
    assert [skipped.reason for skipped in outcome.skipped] == [
        "harmer-2011 has the same DOI",
        "kornbluh2013 has the same title and year",
    ]
    assert sorted(rows) == ["other3", "other4"]


@pytest.mark.parametrize("suffix", [".bib", ".json", ".ris"])
def test_our_sources_go_out_and_come_back(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"sources{suffix}"
    draft = Draft.open(DATA)
    text, left = bibliography.write(draft, file)
    file.write_text(text, encoding="utf-8")
    assert left == ["locator_kind", "coverage"]
    assert bibliography.add(draft, bibliography.read(file), "x").added == []
    sources = {row["id"]: row for row in draft.rows["sources"]}
    for rows in draft.rows.values():
        rows.clear()
    assert bibliography.add(draft, bibliography.read(file), "x").left_out == {}
    for row in draft.rows["sources"]:
        within = {} if suffix == ".bib" else {"part_of": sources[row["id"]]["part_of"]}
        if within.get("part_of"):  # these formats know a container by its title only
            within["container"] = ""
        assert row | within | {"locator_kind": "", "coverage": ""} == sources[row["id"]] | {
            "locator_kind": "",
            "coverage": "",
        }


def test_other_programs_read_what_is_written(tmp_path: Path) -> None:
    draft = Draft.open(DATA)
    number = len(draft.rows["sources"])
    made = {suffix: bibliography.write(draft, Path(f"x{suffix}"))[0] for suffix in bibliography.FORMATS}
    library = bibtexparser.parse_string(made[".bib"])
    assert (len(library.entries), library.failed_blocks) == (number, [])
    assert library.entries_dict["yordanov-2019"].fields_dict["pages"].value == "56--87"
    references = rispy.loads(made[".ris"])
    assert len(references) == number
    assert next(each for each in references if each["id"] == "varas-1987")["secondary_authors"] == ["Varas, Augusto"]
    items = json.loads(made[".json"])
    jsonschema.validate(items, _csl_schema())
    assert len(items) == number


def _csl_schema() -> dict[str, Any]:
    """Return what CSL-JSON 1.0 says of the types and variables that we write."""
    name = {"family given literal": {"type": "string"}}
    names = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {part: form for parts, form in name.items() for part in parts.split()},
            "additionalProperties": False,
        },
    }
    parts = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
    date = {
        "type": "object",
        "properties": {
            "date-parts": {"type": "array", "items": parts, "minItems": 1, "maxItems": 2},
            "circa": {"type": "boolean"},
            "raw": {"type": "string"},
        },
        "additionalProperties": False,
    }
    texts = (
        "id genre citation-label annote title container-title volume issue page publisher DOI archive note language URL"
    )
    types = ["article-journal", "article-newspaper", "book", "chapter", "manuscript", "webpage", "document"]
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                **{text: {"type": "string", "minLength": 1} for text in texts.split()},
                "type": {"enum": types},
                "author": names,
                "editor": names,
                "issued": date,
            },
            "additionalProperties": False,
        },
    }


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            b"@article{a, title={x}, year=1970}\n@article{b, title={x, year=1970}\n@book{c, title={y}}",
            "line 2: expected",
        ),
        (b"TY  - JOUR\nTI  - x\n", "line 1: expected an end (ER) to every reference"),
        (b"caf\xe9 @book{a,title={b}}", "expected UTF-8"),
        (b"[" * 100_000, "expected JSON"),
        (b"[1, 2]", "expected CSL-JSON"),
        (b"[]", "expected references, found none"),
        (b"", "expected BibTeX, CSL-JSON or RIS"),
        (b"hello", "expected BibTeX, CSL-JSON or RIS"),
        (None, "expected a bibliography, found No such file"),
    ],
    ids=lambda each: repr(each)[:40],
)
def test_what_cannot_be_read_is_one_line_and_writes_nothing(
    coldwar: Any, package: Path, content: bytes | None, found: str
) -> None:
    file = package.parent / "library.bib"
    if content is not None:
        file.write_bytes(content)
    before = {path: path.read_bytes() for path in package.rglob("*.csv")}
    run = coldwar("sources", "import", file, "--into", package)
    assert run.returncode == 1
    assert found in run.stderr
    assert run.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in package.rglob("*.csv")} == before


def test_the_command_says_what_it_would_do_and_does_it(coldwar: Any, package: Path) -> None:
    file = package.parent / "library.bib"
    file.write_text(BIBTEX, encoding="utf-8")
    before = (package / "nodes" / "sources.csv").read_bytes()
    dry = coldwar("sources", "import", file, "--into", package, "--dry-run")
    assert "7 sources would be added, nothing was written, 1 skipped" in dry.stdout
    assert (package / "nodes" / "sources.csv").read_bytes() == before
    run = coldwar("sources", "import", file, "--into", package, "--json")
    assert [each["id"] for each in json.loads(run.stdout)["added"]][:2] == ["harmer-2011", "kornbluh2013"]
    out = package.parent / "out.bib"
    assert coldwar("sources", "export", "-o", out, "--data", package).returncode == 0
    assert "@article{Harmer:2011," in out.read_text(encoding="utf-8"), "keys come back as they were"
    wrong = coldwar("sources", "export", "-o", package.parent / "out.docx", "--data", package)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
