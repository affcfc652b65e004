"""What a claim carries in Neo4j: the same on its tie and on its node, so that both answer alike."""

from __future__ import annotations

from graph_loader.database.elements import Relationship, link
from graph_loader.database.properties import Properties, known
from graph_loader.database.streams import Row
from graph_loader.model import dates, passages
from graph_loader.model.vocabulary import RelationshipType


def properties(claim: Row, evidence: list[Row], type_: RelationshipType, unknown_years: int | None) -> Properties:
    """Return the properties of a claim."""
    cells = claim.cells
    interval = claim.interval("date")
    possible = dates.possible_days(interval, type_.aspect, unknown_years)
    places = passages.distinct((row.cells["source_id"], row.cells["locator"]) for row in evidence)
    return known(
        {
            "id": cells["id"],
            "family": type_.family,
            "aspect": type_.aspect,
            "symmetric": type_.symmetric,
            "cameo": type_.cameo,
            "goldstein": type_.goldstein_when(cells.get("polarity")),
            **days(interval),
            "possibleStart": possible[0] if possible[0] != interval.start else None,
            "possibleEnd": possible[1] if possible[1] != interval.end else None,
            "summary": cells["summary"],
            "standing": cells["standing"],
            "polarity": cells.get("polarity"),
            "role": cells["role"],
            "aboutId": cells["about_id"],
            "placeId": cells["place_id"],
            "amount": claim.value("amount", "number"),
            "amountMax": claim.value("amount_max", "number"),
            "unit": cells["unit"],
            "passages": places,
            "passageCount": len(places),
        }
    )


def days(interval: dates.DateInterval) -> Properties:
    """Return a date: as it is written, and as days."""
    return {
        "edtf": interval.edtf,
        "start": interval.start,
        "startLatest": interval.start_latest,
        "endEarliest": interval.end_earliest,
        "end": interval.end,
        "dateCertainty": interval.certainty,
    }


def stated_in(claim: str, evidence: list[Row]) -> list[Relationship]:
    """Return where a claim is stated; a place may have several notes and voices."""
    stated = {}
    for row in evidence:
        cells, place = row.cells, passage(row)
        key = f"{claim}|{place}|{cells['footnote']}|{cells['reported_by']}"
        said = known({"footnote": cells["footnote"], "reportedBy": cells["reported_by"]})
        stated[key] = link("STATED_IN", key, ("Claim", claim), ("Passage", place), said)
    return list(stated.values())


def passage(row: Row) -> str:
    """Return the id of the passage that a row names."""
    return passages.passage(row.cells["source_id"], row.cells["locator"])
