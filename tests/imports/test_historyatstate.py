"""Real files of the Office of the Historian; they lie beside the project and are not part of it."""

from collections import Counter
from pathlib import Path

import pytest

from tests.imports.fresh import errors, fresh, imported, rows

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "historyatstate"
NAMES = ("visits", "travels", "pocom")


@pytest.fixture(scope="module")
def package(tmp_path_factory, untestable):
    if not CORPORA.is_dir():
        untestable("imports of HistoryAtState: ../shared/corpora is not there")
    package = fresh(tmp_path_factory.mktemp("historyatstate") / "package")
    reports = {name: imported(package, name, *_files(name)) for name in NAMES}
    return package, reports


def _files(name):
    return sorted((CORPORA / name).rglob("*.xml"))


def test_they_come_in_whole_and_validate(package):
    folder, reports = package
    assert errors(folder) == []
    assert {name: len(report.claims) for name, report in reports.items()} == {
        "visits": 1772 + 3,  # three visits of two persons
        "travels": 1590 - 1,  # a stop that stands there twice
        "pocom": 977 + 102 - 3,  # nominees who served all the same
    }
    assert reports["travels"].repeated == 1
    assert reports["pocom"].silent == {"chiefs": 3}
    assert not any(report.refused for report in reports.values())


def test_a_second_time_changes_nothing(package):
    folder, _ = package
    before = {file: file.read_bytes() for file in folder.rglob("*.csv")}
    for name in NAMES:
        assert imported(folder, name, *_files(name)).claims == []
    assert {file: file.read_bytes() for file in folder.rglob("*.csv")} == before


def test_oddities_stay_what_they_are(package):
    folder, _ = package
    claims = {row["id"]: row for row in rows(folder, "relationships.csv")}
    states = {row["id"]: row["name"] for row in rows(folder, "nodes/states.csv")}
    people = {row["id"]: row for row in rows(folder, "nodes/persons.csv")}
    # A country of one id and two names, and two ids of one name.
    assert (states["ussr"], states["russia"]) == ("U.S.S.R.", "Russia")
    assert states["china-republic-of"] != states["taiwan"] != states["china"]
    # Names with titles: the title is the role, what is no title stays with the name.
    assert people["hussein-jordan"]["name"] == "Hussein"
    assert {claims[f"visit-{number}"]["role"] for number in ("2351-saud", "113-harold-wilson")} == {
        "King",
        "Prime Minister",
    }
    assert (people["sihanouk-cambodia"]["name"], claims["visit-2376-sihanouk"]["role"]) == (
        "Sihanouk",
        "Premier and Prince",
    )
    # Dates: about, to the month, unknown ends, none at all.
    assert claims["chief-ar-1851-pend-01"]["date"] == "1851-09-12~/1854-03-31"
    assert claims["chief-ao-1992-deja-01"]["date"] == "1992-10/1994-07-14"
    assert claims["chief-cu-brad-01"]["date"] == "/1961-01"
    assert claims["chief-br-2018-popp-01"]["date"] == ""
    # Named, but never in the post.
    assert claims["chief-mx-1824-edwa-01"]["polarity"] == "denied"
    assert Counter(row["polarity"] for row in claims.values())["denied"] == 99
    # Each from its row.
    assert claims["travel-2327"]["provenance"] == "travels:bush-george-h-w.xml:7"
    assert claims["travel-2327"]["place_id"] == "brussels-belgium"
    assert claims["travel-1004"]["place_id"] == ""  # Aswan, Luxor


def test_who_and_what_stands_in_two_lists_is_one(package):
    folder, _ = package
    marks = Counter(row["value"] for row in rows(folder, "identifiers.csv") if row["scheme"] == "historyatstate")
    assert set(marks.values()) == {1}
    assert {"departmenthistory/people/kissinger-henry-a", "countries/chile"} <= set(marks)
