"""Days and years that the pages need: when nodes can have existed, when ties may and must have been."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph_loader.model import dates
from graph_loader.model.vocabulary import ACTOR_LABELS

Life = tuple[str | None, str | None]

_BEGINNINGS = ("born", "founded", "date")
_ENDS = ("died", "dissolved", "date")


def life(attributes: Mapping[str, Any]) -> Life:
    """Return the first and last day on which a node can have existed; None where that is open.

    Examples
    --------
    >>> life({"label": "Person", "born": "1913", "died": "1994-08"})
    ('1913-01-01', '1994-08-31')
    >>> life({"label": "State", "founded": ""})
    (None, None)
    """
    return _day(attributes, _BEGINNINGS, "start"), _day(attributes, _ENDS, "end")


def _day(attributes: Mapping[str, Any], fields: tuple[str, ...], bound: str) -> str | None:
    text = next((str(attributes[field]) for field in fields if attributes.get(field)), "")
    try:
        day = getattr(dates.parse(text), bound)
    except dates.DateError:
        return None
    return day.isoformat() if day else None


def possible_days(
    claim: Mapping[str, Any], ends: tuple[Mapping[str, Any], Mapping[str, Any]], *, causal: bool = False
) -> Life:
    """Return the first and last day on which a dated claim can have held, given when its two ends existed.

    Nothing is tied before it began. After its end no actor keeps up a tie or acts, but others may still speak of it or
    feel its effects. The lives narrow only what the claim's date leaves open: what is dated wholly before or after
    them (an election foreseen, a dead man remembered), and what is stated to go on, keeps its date.

    Examples
    --------
    >>> army, election = {"label": "Organization"}, {"label": "Event", "date": "1983-10"}
    >>> possible_days({"type": "WON", "aspect": "event", "date": "/1983-10", "end": "1983-10-31"}, (army, election))
    ('1983-10-01', '1983-10-31')
    """
    first, last = claim.get("start"), claim.get("end")
    state = claim["aspect"] == "state"
    since = max((day for end in ends if (day := life(end)[0])), default=None)
    latest = claim.get("start_latest") if state else last
    if since and (not first or since > first) and (not latest or since <= latest):
        first = since
    until = min((day for end in _bound(claim, ends, causal=causal) if (day := life(end)[1])), default=None)
    earliest = claim.get("end_earliest") if state else first
    if until and (not last or until < last) and (not earliest or until >= earliest):
        last = until
    return first, last


def certain_days(edtf: str) -> Life | None:
    """Return the first and last day on which a state of this date certainly held, None where it holds without end.

    Examples
    --------
    >>> certain_days("1970/1973"), certain_days("1970/..")
    (('1970-12-31', '1973-01-01'), ('1970-12-31', None))
    """
    core = dates.certain_core(dates.parse(edtf))
    if core is None:
        return None
    first, last = core
    return None if first == date.min else first.isoformat(), None if last == date.max else last.isoformat()


def years(edtf: str, aspect: str) -> list[int]:
    """Return the first and last year that a date names; of a state that goes on the first only.

    Examples
    --------
    >>> years("1970/1973", "event"), years("1970/..", "state"), years("1970/..", "event")
    ([1970, 1973], [1970], [1970, 1970])
    """
    interval = dates.parse(edtf)
    first, last = interval.start or interval.end_earliest, interval.end or interval.start_latest
    if first is None or last is None:
        return []
    return [first.year] if aspect == "state" and interval.goes_on else [first.year, last.year]


def _bound(
    claim: Mapping[str, Any], ends: tuple[Mapping[str, Any], Mapping[str, Any]], *, causal: bool
) -> list[Mapping[str, Any]]:
    """Return the ends that the claim cannot outlast; an effect may come after the end of what has it."""
    if str(claim["date"]).endswith("..") or (causal and claim["aspect"] == "event"):
        return []
    both = claim["aspect"] == "state" or claim.get("symmetric")
    return [end for end in (ends if both else ends[:1]) if end.get("label") in ACTOR_LABELS]
