"""How long work tells whoever started it what goes on."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], None]


def silent(text: str) -> None:
    """Take a line about the progress and say nothing.

    Examples
    --------
    >>> silent("loading")
    """
