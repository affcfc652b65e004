from pathlib import Path

import pytest

from tests.imports.fresh import errors, fresh, imported, rows

VOLUME = Path(__file__).parents[1] / "fixtures" / "frus" / "frus1950-59v99.xml"


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    package = fresh(tmp_path_factory.mktemp("frus") / "package")
    return package, imported(package, "frus", VOLUME)


def test_senders_addressees_and_participants_are_claims_with_their_document(package):
    folder, report = package
    assert errors(folder) == []
    evidence = {row["relationship_id"]: (row["source_id"], row["locator"]) for row in rows(folder, "evidence.csv")}
    found = {
        (evidence[claim["id"]][1], claim["type"], claim["from_id"], claim["to_id"], claim["date"])
        for claim in report.claims
    }
    conversation = "frus1950-59v99-d3-conversation"
    assert found == {
        ("d1", "COMMUNICATED_WITH", "john-a-sapt-jr", "fritz-tarlenheim", "1957-03-12"),
        ("d2", "COMMUNICATED_WITH", "us-embassy-in-ruritania", "us-department-of-state", "1957-03-13/1957-03-14"),
        ("d3", "PARTICIPATED_IN", "rudolf-rassendyll-vega", conversation, "1958-06-03"),
        ("d3", "PARTICIPATED_IN", "fritz-tarlenheim", conversation, "1958-06-03"),
        ("d5", "COMMUNICATED_WITH", "john-a-sapt-jr", "rudolf-rassendyll-vega", ""),
        ("d5", "COMMUNICATED_WITH", "john-a-sapt-jr", "fritz-tarlenheim", ""),
        ("d8", "COMMUNICATED_WITH", "us-department-of-state", "central-intelligence-agency", "1958-07"),
    }
    assert set(evidence.values()) == {(f"frus1950-59v99-{each}", each) for each in ("d1", "d2", "d3", "d5", "d8")}


def test_documents_are_sources_within_their_volume(package):
    folder, _ = package
    sources = {row["id"]: row for row in rows(folder, "nodes/sources.csv")}
    assert sources["frus1950-59v99"]["kind"] == "document-collection"
    document = sources["frus1950-59v99-d1"]
    assert (document["kind"], document["part_of"], document["locator_kind"]) == (
        "archival-document",
        "frus1950-59v99",
        "document",
    )
    assert document["reference"] == "National Archives, RG 99, Box 1. Secret."


def test_the_lists_of_the_front_matter_say_who_is_who(package):
    folder, report = package
    people = {row["id"]: row for row in rows(folder, "nodes/persons.csv")}
    assert people["rudolf-rassendyll-vega"]["description"] == "leader of the Partido Azul (Blue Party)"
    assert people["john-a-sapt-jr"]["name"] == "John A. Sapt, Jr."
    offices = {row["name"]: row["acronym"] for row in rows(folder, "nodes/organizations.csv")}
    assert offices["Central Intelligence Agency"] == "CIA"
    assert report.unused == {"Person": ["michael-strelsau"], "Organization": ["reference-telegram"]}


def test_what_a_head_does_not_say_for_certain_is_counted_not_guessed(package):
    _, report = package
    assert report.silent == {"documents": 2}  # an editorial note, and a head with two "to"
    assert [place for places in report.refused.values() for place in places] == [("frus1950-59v99.xml:7", "p_XX_9")]
