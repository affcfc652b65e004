"""The passages on which claims rest: a place in a source counts once, however many notes, works or voices it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def passage(source: str, locator: str) -> str:
    """Return the id of a place in a source.

    Examples
    --------
    >>> passage("yordanov-2019", "p12")
    'yordanov-2019#p12'
    """
    return f"{source}#{locator}"


def distinct(places: Iterable[tuple[str, str]]) -> list[str]:
    """List passages once each, in the order of their first mention; a place is a source and a locator.

    Examples
    --------
    >>> distinct([("yordanov-2019", "p12"), ("yordanov-2019", "n08"), ("yordanov-2019", "p12")])
    ['yordanov-2019#p12', 'yordanov-2019#n08']
    """
    return list(dict.fromkeys(passage(*place) for place in places))


def sources(*claims: Mapping[str, Any]) -> set[str]:
    """Return the sources that tell any of some claims.

    Examples
    --------
    >>> sources({"evidence": [{"source": "yordanov-2019", "locator": "p12"}]})
    {'yordanov-2019'}
    """
    return {row["source"] for claim in claims for row in claim["evidence"]}


def behind(*claims: Mapping[str, Any]) -> list[str]:
    """List the distinct passages behind claims, in the order of their evidence.

    Examples
    --------
    >>> behind({"evidence": [{"source": "yordanov-2019", "locator": "p12", "reported_by": who} for who in "ab"]})
    ['yordanov-2019#p12']
    """
    return distinct((row["source"], row["locator"]) for claim in claims for row in claim["evidence"])
