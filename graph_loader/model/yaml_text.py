"""Parses YAML; imports the library only then, for a package that was read before needs none."""

from __future__ import annotations

from typing import Any

DEEPEST = 20
"""Lists and keys within one another."""


def parse(text: str) -> Any:
    r"""Return what a YAML text says, with plain types alone.

    Raises
    ------
    ValueError
        If it is no YAML, or could grow without bound.

    Examples
    --------
    >>> parse("years: [1964, 1973]")
    {'years': [1964, 1973]}
    >>> parse("a: &long [1, 2]\nb: *long")
    Traceback (most recent call last):
    ValueError: a reference (*name) where every value is to be written out
    """
    import yaml  # noqa: PLC0415 - see above

    try:
        _check_shape(text)
        return yaml.load(text, Loader=safe_loader())  # noqa: S506 - it is safe
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def safe_loader() -> Any:
    """Return what reads plain types alone: in C, where the library was built with it."""
    import yaml  # noqa: PLC0415 - see above

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _check_shape(text: str) -> None:
    """Refuse YAML that could grow without bound or says a thing twice: references, nests without end, keys."""
    import yaml  # noqa: PLC0415 - see above

    within: list[_Keys | None] = []
    for event in yaml.parse(text, Loader=safe_loader()):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("a reference (*name) where every value is to be written out")  # noqa: TRY004 - no type
        if isinstance(event, yaml.CollectionEndEvent):
            within.pop()
        elif isinstance(event, yaml.NodeEvent) and within and (keys := within[-1]):
            keys.take(getattr(event, "value", None), event.start_mark.line + 1 if event.start_mark else 0)
        if isinstance(event, yaml.CollectionStartEvent):
            within.append(_Keys() if isinstance(event, yaml.MappingStartEvent) else None)
        if len(within) > DEEPEST:
            raise ValueError(f"lists or keys within each other, more than {DEEPEST} deep")


class _Keys:
    """The keys of a mapping, which stand once: the last of two would silently win."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._is_key = True

    def take(self, text: str | None, line: int) -> None:
        """Take the next key or value."""
        if self._is_key and text is not None:
            if text in self._known:
                raise ValueError(f"line {line}: the key {text!r} stands there twice")
            self._known.add(text)
        self._is_key = not self._is_key
