"""The periods into which tables cut the Cold War, at its turning points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_loader.model import dates


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
        window = date(self.first, 1, 1), date(self.last, 12, 31)
        return dates.in_window(dates.parse(claim["date"] or ""), claim["aspect"], *window, reading)
