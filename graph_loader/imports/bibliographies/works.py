"""Works of a bibliography as rows of sources.csv: what the three formats of bibliographies have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from graph_loader.model import dates
from graph_loader.package.descriptor import KIND, contract
from graph_loader.package.names import slug
from graph_loader.package.schema_rules import LONGEST_CELL

_CIRCA = re.compile(r"(?:c\.|ca\.?|circa)\s*(\d{4})", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})\s*(?:--?|–)\s*(\d{4})")
_PART = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\S+/\S+)", re.IGNORECASE)
_EDITED = re.compile(r"\s*\(eds?\.\)\s*$")
_LANGUAGES = {
    "english": "en",
    "american": "en",
    "british": "en",
    "spanish": "es",
    "spanisch": "es",
    "german": "de",
    "ngerman": "de",
    "french": "fr",
    "russian": "ru",
    "polish": "pl",
    "czech": "cs",
    "portuguese": "pt",
    "italian": "it",
    "hungarian": "hu",
    "bulgarian": "bg",
    "romanian": "ro",
}


@cache
def kinds() -> frozenset[str]:
    """Return the kinds of sources; a bibliography that knows fewer types says these beside its own."""
    (kind,) = (column for column in contract().tables["sources"].fields if column.name == KIND)
    return frozenset(kind.enum)


class Name(NamedTuple):
    """A person by surname and given names, or a body, which has a surname only."""

    surname: str
    given: str = ""


@dataclass(slots=True)
class Work:
    """A work of a bibliography.

    Attributes
    ----------
    key : str
        What the bibliography calls it; empty where it does not.
    cells : dict of str to str
        What it says, by the columns of sources.csv; `part_of` is the key of another work.
    left : dict of str to str
        What has no column, or no value that one could hold, by the names of the format.
    """

    key: str
    cells: dict[str, str]
    left: dict[str, str] = field(default_factory=dict)


class Fields:
    """The fields of a work; those that nobody takes are left."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = {name: text for name, value in values.items() if (text := one_line(value))}

    def take(self, *names: str) -> str:
        """Return the first that is filled, and count it as used."""
        for name in names:
            if value := self._values.pop(name, ""):
                return value
        return ""

    def give_back(self, name: str, value: str) -> None:
        """Count a value as left after all."""
        self._values[name] = value

    @property
    def left(self) -> dict[str, str]:
        """Those that nobody took."""
        return dict(self._values)


def kind_of(fields: Fields, type_: str, known: Mapping[str, str], own: str, named: str) -> str:
    """Return the kind of a work: that which its field `own` says itself, else that of its type.

    A type that is not known is left, under its name in the format.
    """
    said = fields.take(own)
    if said in kinds():
        return said
    if said:
        fields.give_back(own, said)
    if type_ not in known:
        fields.give_back(named, type_)
    return known.get(type_, "other")


def one_line(text: object) -> str:
    """Return a value as a cell holds it: one line, composed, without signs that steer."""
    composed = unicodedata.normalize("NFC", str(text))
    if not composed.isprintable():
        composed = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in composed)
    return " ".join(composed.split())


def work_of(key: str, fields: Fields, cells: Mapping[str, str]) -> Work:
    """Make a work of what was taken from its fields; what no column can hold goes back to them."""
    kept = {}
    for column, value in cells.items():
        held = _held(column, one_line(value))
        if held and len(held) <= LONGEST_CELL and not held.startswith(("=", "+", "@")):
            kept[column] = held
        elif value:
            fields.give_back(column, value)
    return Work(one_line(key), kept, fields.left)


def _held(column: str, value: str) -> str:
    """Return a value as its column has it; empty where the column cannot hold it."""
    match column:
        case "doi":
            found = _DOI.fullmatch(value)
            return found[1] if found else ""
        case "url":
            return value if re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value) else ""
        case "language":
            return _language(value)
        case "date":
            return edtf(value)
        case "pages":
            return re.sub(r"(?<=\w)\s*(?:--|-|–)\s*(?=\w)", "–", value)
    return value


def _language(text: str) -> str:
    known = _LANGUAGES.get(text.lower())
    code = re.match(r"([a-z]{2,3})(?:[-_][A-Za-z]+)*$", text.lower())
    return known or (code[1] if code else "")


def edtf(text: str) -> str:
    """Return a date as EDTF; empty where it is not understood.

    Examples
    --------
    >>> edtf("1973-9-11"), edtf("1970--1973"), edtf("ca. 1970"), edtf("Spring 1973"), edtf("1970-73")
    ('1973-09-11', '1970/1973', '1970~', '', '')
    """
    if circa := _CIRCA.fullmatch(text):
        text = f"{circa[1]}~"
    elif span := _SPAN.fullmatch(text):
        text = f"{span[1]}/{span[2]}"
    elif part := _PART.fullmatch(text):
        text = "-".join([part[1], *(number.zfill(2) for number in part.groups()[1:] if number)])
    try:
        dates.parse(text)
    except dates.DateError:
        return ""
    return text


def year(date: str) -> str:
    """Return the year of an EDTF date that begins with one."""
    found = re.match(r"\d{4}", date)
    return found[0] if found else ""


def written(names: Iterable[Name], *, edited: bool = False) -> str:
    """Return names as sources.csv has them: a comma after a surname, none in a body, semicolons between.

    Examples
    --------
    >>> written([Name("Funari", "Pedro"), Name("Ministry, Foreign")], edited=True)
    'Funari, Pedro; Ministry – Foreign (eds.)'
    """
    plain = [f"{_plain(surname)}, {_plain(given)}" if given else _plain(surname) for surname, given in names]
    mark = f" ({'eds' if len(plain) > 1 else 'ed'}.)" if edited else ""
    return "; ".join(plain) + mark if plain else ""


def _plain(name: str) -> str:
    return re.sub(r"\s*[,;]\s*", " – ", one_line(name))


def names_of(cell: str) -> tuple[list[Name], bool]:
    """Return the names of a cell, and whether they edited the work."""
    edited = _EDITED.search(cell) is not None
    parts = [one.split(", ", 1) for one in _EDITED.sub("", cell).split("; ") if one]
    return [Name(*part) for part in parts], edited


def id_of(text: str) -> str:
    """Return a text as an id; empty where no letter of it is left.

    Examples
    --------
    >>> id_of("Müller:2001"), id_of("Союз 1922")
    ('muller-2001', '')
    """
    found = slug(text)
    return found if re.search("[a-z]", found) else ""


def short_name(cells: Mapping[str, str]) -> str:
    """Return a short citation: surnames and year, or the title where nobody signed.

    Examples
    --------
    >>> short_name({"author": "Vacs, Aldo C.", "date": "1984-05"}), short_name({"title": "Amtorg"})
    ('Vacs 1984', 'Amtorg')
    """
    names, _ = names_of(cells.get("author", ""))
    surnames = [name.surname for name in names]
    most = 3
    listed = [", ".join(surnames[:-1]), surnames[-1]] if len(surnames) > 1 else surnames
    who = f"{surnames[0]} et al." if len(surnames) > most else " and ".join(listed)
    title = cells.get("title", "")
    longest = 60
    brief = title if len(title) <= longest else f"{title[:longest].rsplit(' ', 1)[0]}…"
    when = year(cells.get("date", ""))
    if when:
        return f"{who or brief} {when}".strip()
    return ", ".join(filter(None, [who, brief]))
