"""The periods into which tables cut the Cold War, at its turning points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_loader.model import dates


def falls(claim: Mapping[str, Any], from_: date | None, to: date | None, reading: dates.Reading = "possible") -> bool:
    """Tell whether a claim of the graph falls into a window of time; see `dates.in_window`.

    An event whose end or start is unknown is possible as long as its study says, in `possible_start` or `possible_end`.

    Examples
    --------
    >>> coup = {"date": "1973-09/", "aspect": "event", "possible_end": "1978-09-30"}
    >>> falls(coup, date(1978, 1, 1), None), falls(coup, date(1979, 1, 1), None)
    (True, False)
    """
    if reading == "possible":
        days = possible_days(claim)
        return days is not None and days[0] <= (to or date.max) and (from_ or date.min) <= days[1]
    return dates.in_window(dates.parse(claim.get("date") or ""), claim["aspect"], from_, to, reading)


def possible_days(claim: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and last day on which a claim of the graph is possible; None without a date.

    Examples
    --------
    >>> first, last = possible_days({"date": "1973-09/", "possible_end": "1978-09-30"})
    >>> first.isoformat(), last.isoformat()
    ('1973-09-01', '1978-09-30')
    """
    interval = dates.parse(claim.get("date") or "")
    if not interval.edtf:
        return None
    first, last = claim.get("possible_start"), claim.get("possible_end")
    return (
        date.fromisoformat(first) if first else interval.start or date.min,
        date.fromisoformat(last) if last else interval.end or date.max,
    )


@dataclass(frozen=True, slots=True)
class Period:
    """Years from the first to the last, both included, and the event that begins them, by language."""

    first: int
    last: int
    begins: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"

    def holds(self, claim: dict[str, Any], reading: dates.Reading = "possible") -> bool:
        """Tell whether a claim may have fallen, or must have fallen, into the period.

        Examples
        --------
        >>> Period(1970, 1972).holds({"date": "1972/1973", "aspect": "event"}, "certain")
        False
        """
        return falls(claim, date(self.first, 1, 1), date(self.last, 12, 31), reading)
