"""What a claim carries in Neo4j: the same on its tie and on its node, so that both answer alike."""

from __future__ import annotations

from graph_loader.database.elements import Relationship, link
from graph_loader.database.properties import Properties, known
from graph_loader.database.streams import Row
from graph_loader.model import dates, passages
from graph_loader.model.vocabulary import RelationshipType

_CELLS = {
    "summary": "summary",
    "standing": "standing",
    "polarity": "polarity",
    "role": "role",
    "about_id": "aboutId",
    "place_id": "placeId",
    "amount": "amount",
    "amount_max": "amountMax",
    "unit": "unit",
}
"""Columns of a claim and the properties that tell them."""
_AMOUNTS = ("amount", "amount_max")


class Kinds:
    """What claims of one type, date and polarity have in common, made once for all of them.

    Parameters
    ----------
    unknown_years : int, optional
        For how many years an event without a known end may have taken place, by the study.
    """

    def __init__(self, unknown_years: int | None) -> None:
        self._unknown_years = unknown_years
        self._types: dict[tuple[str, str], Properties] = {}
        self._dates: dict[tuple[str, str], Properties] = {}

    def of_type(self, type_: RelationshipType, polarity: str) -> Properties:
        """Return what a type says."""
        key = type_.name, polarity
        if key not in self._types:
            said: Properties = {
                "family": type_.family,
                "aspect": type_.aspect,
                "symmetric": type_.symmetric,
                "cameo": type_.cameo,
                "goldstein": type_.goldstein_when(polarity),
            }
            self._types[key] = known(said)
        return self._types[key]

    def dated(self, claim: Row, type_: RelationshipType) -> Properties:
        """Return what a date says: as it is written, and as days."""
        key = claim.cells["date"], type_.aspect
        if key not in self._dates:
            interval = claim.interval("date")
            first, last = dates.possible_days(interval, type_.aspect, self._unknown_years)
            said = days(interval)
            said["possibleStart"] = first if first != interval.start else None
            said["possibleEnd"] = last if last != interval.end else None
            self._dates[key] = known(said)
        return self._dates[key]


def properties(claim: Row, evidence: list[Row], type_: RelationshipType, kinds: Kinds) -> Properties:
    """Return the properties of a claim."""
    cells = claim.cells
    said = {"id": cells["id"], **kinds.of_type(type_, cells.get("polarity", "")), **kinds.dated(claim, type_)}
    for column, name in _CELLS.items():
        if cell := cells.get(column):
            said[name] = claim.value(column, "number") if column in _AMOUNTS else cell
    if evidence:
        said["passages"] = places = list(dict.fromkeys(map(passage, evidence)))
        said["passageCount"] = len(places)
    else:
        said["passageCount"] = 0
    return said


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
