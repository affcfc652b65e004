"""Parses YAML; imports the library only then, for a package that was read before needs none."""

from __future__ import annotations

from typing import Any


def parse(text: str) -> Any:
    """Return what a YAML text says, with plain types alone.

    Raises
    ------
    ValueError
        If it is no YAML.

    Examples
    --------
    >>> parse("years: [1964, 1973]")
    {'years': [1964, 1973]}
    """
    import yaml  # noqa: PLC0415 - see above

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe loaders
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
