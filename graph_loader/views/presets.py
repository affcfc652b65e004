"""Named start states of the explorer: the same page, another first view."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from graph_loader.views.payload import Row, Scene

#: Families that a preset shows; all others start switched off.
_FAMILIES = {
    "contact": ("contact",),
    "influence": ("influence",),
    "diplomacy": ("diplomacy", "trade"),
}
#: Chile from the coup, Argentina until the return to civilian rule.
_JUNTAS = "around=santiago,buenos-aires&y=1973-09-11~1983-12-10"


def presets(made: Scene) -> list[Row]:
    """List the presets of a scene: all, by family, by theatre, the two juntas, by source.

    Parameters
    ----------
    made : Scene
        The data of the page.

    Returns
    -------
    list of dict
        ``id``, ``group``, ``state`` (as in the page's address) and, for theatres and sources, ``name``.
    """
    families = sorted(made.look["family"])
    found = [{"id": "all", "group": "all", "state": ""}]
    for name, shown in _FAMILIES.items():
        hidden = ",".join(family for family in families if family not in shown)
        found.append({"id": name, "group": "family", "state": f"p={name}&-family={hidden}"})
    regions = {region.theatre for region in made.layout.regions}
    for theatre, look in made.look["theatre"].items():
        if theatre in regions:
            state = f"p={theatre}&around={theatre}"
            found.append({"id": theatre, "group": "theatre", "name": look["name"], "state": state})
    if {"santiago", "buenos-aires"} <= regions:
        found.append({"id": "juntas", "group": "all", "state": f"p=juntas&{_JUNTAS}"})
    return found + _by_source(made)


def _by_source(made: Scene) -> list[Row]:
    names = {node["id"]: node["name"] for node in made.nodes}
    sources = sorted({row["source"] for claim in made.claims for row in claim["evidence"]})
    if len(sources) == 1:
        return []
    return [
        {
            "id": source,
            "group": "source",
            "name": names.get(source, source),
            "state": f"p={quote(source)}&-source={','.join(quote(other) for other in sources if other != source)}",
        }
        for source in sources
    ]
