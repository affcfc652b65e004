"""Templates of recipes: a text with `{fields}`, and `[parts]` that are left out where a field in them is empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PIECE = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}\[\]]*)\}|[{}\[\]]|[^{}\[\]]+")


class TemplateError(ValueError):
    """A template whose brackets do not match."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str


_Part = str | _Field | tuple[str | _Field, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text to be filled with the fields of a row; nothing else in it is evaluated.

    Examples
    --------
    >>> template = Template.read("{who} wrote[ on {day}]")
    >>> template.fill({"who": "Allende", "day": ""}), template.fill({"who": "", "day": "1973"})
    ('Allende wrote', '')
    """

    parts: tuple[_Part, ...]
    fields: tuple[str, ...]
    """The fields that it names."""

    @classmethod
    def read(cls, text: str) -> Template:
        """Read a template.

        Raises
        ------
        TemplateError
            If its brackets do not match.
        """
        parts: list[_Part] = []
        inner: list[str | _Field] | None = None
        for match in _PIECE.finditer(text):
            piece = match[0]
            if piece == "[":
                if inner is not None:
                    raise TemplateError("expected no [ within [ ]")
                inner = []
                continue
            if piece == "]":
                if inner is None:
                    raise TemplateError("expected a [ before ]")
                parts.append(tuple(inner))
                inner = None
                continue
            if piece in ("{", "}"):
                raise TemplateError("expected {field}, with both braces")
            found = _Field(match[1].strip()) if match[1] is not None else _plain(piece)
            (parts if inner is None else inner).append(found)
        if inner is not None:
            raise TemplateError("expected a ] behind [")
        flat = (each for part in parts for each in (part if isinstance(part, tuple) else (part,)))
        return cls(tuple(parts), tuple(dict.fromkeys(each.name for each in flat if isinstance(each, _Field))))

    def fill(self, values: Mapping[str, str], *, lenient: bool = False) -> str:
        """Return the text for a row; empty where a field outside of brackets is, unless that is to be left blank."""
        text = []
        for part in self.parts:
            if isinstance(part, tuple):
                filled = _filled(part, values)
                text.append(filled or "")
            else:
                filled = _filled((part,), values)
                if filled is None and not lenient:
                    return ""
                text.append(filled or "")
        return " ".join("".join(text).split())


def _filled(parts: tuple[str | _Field, ...], values: Mapping[str, str]) -> str | None:
    """Return parts with their fields, None where one is empty."""
    text = [values[part.name] if isinstance(part, _Field) else part for part in parts]
    return (
        None
        if any(not each and isinstance(part, _Field) for part, each in zip(parts, text, strict=True))
        else "".join(text)
    )


def _plain(piece: str) -> str:
    return piece[0] if piece in ("{{", "}}", "[[", "]]") else piece
