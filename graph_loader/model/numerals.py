"""Numbers for people: whole, and grouped where they are long."""

from __future__ import annotations

import math


def figure(value: float) -> str:
    """Write a number with all the digits before its point, grouped by thousands, and up to four after it.

    Examples
    --------
    >>> figure(98500000.0), figure(36.6), figure(2500), figure(0.00012)
    ('98,500,000', '36.6', '2,500', '0.00012')
    """
    if not math.isfinite(value) or 0 < abs(value) < 1:
        return f"{value:g}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")
