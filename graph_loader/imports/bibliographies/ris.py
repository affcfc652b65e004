"""RIS, which EndNote, Zotero and library catalogues export; read and written with rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph_loader.imports.bibliographies.works import (
    Fields,
    Name,
    Work,
    edtf,
    kind_of,
    names_of,
    one_line,
    work_of,
    written,
    year,
)
from graph_loader.model.errors import ColdWarError

_KIND = {
    **dict.fromkeys(("JOUR", "JFULL", "EJOUR", "MGZN", "ABST"), "article"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CONF"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "CPAPER", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("MANSCPT", "PCOMM"), "archival-document"),
    **dict.fromkeys(("ELEC", "BLOG"), "web"),
    "NEWS": "newspaper",
    "GEN": "other",
}
_TYPE = {
    "article": "JOUR",
    "newspaper": "NEWS",
    "chapter": "CHAP",
    "archival-document": "MANSCPT",
    "web": "ELEC",
} | dict.fromkeys(("book", "memoir", "document-collection"), "BOOK")
_JOINED = ("notes", "keywords")
_AUTHORS = ("authors", "first_authors")
_EDITED = ("BOOK", "EBOOK", "EDBOOK", "CONF")


def read(text: str) -> list[Work]:
    """Return the works of a RIS file.

    Raises
    ------
    ColdWarError
        If a reference cannot be read, or has no end.
    """
    import rispy  # noqa: PLC0415 - of the extra "imports"

    lines = text.splitlines()
    begun = [number for number, line in enumerate(lines, start=1) if re.match(r"TY {1,2}- ", line + " ")]
    ended = [number for number, line in enumerate(lines, start=1) if re.match(r"ER {1,2}-", line)]
    if len(begun) != len(ended):
        line = begun[min(len(ended), len(begun) - 1)]
        found = f"{len(begun)} begun and {len(ended)} ended"
        raise ColdWarError(f"line {line}: expected an end (ER) to every reference, found {found}")
    try:
        references = rispy.loads("\n".join(lines), enforce_list_tags=False, delimiter_tags_mapping={})
    except (KeyError, TypeError, rispy.parser.ParseError) as error:
        raise ColdWarError(f"expected RIS, found a reference that cannot be read: {one_line(error)}") from None
    return [_work(each) for each in references]


def _work(reference: Mapping[str, Any]) -> Work:
    raw = dict(reference)
    type_ = one_line(raw.pop("type_of_reference", ""))
    unknown = raw.pop("unknown_tag", {})
    key = _joined(raw.pop("id", ""))
    people = next((names for role in _AUTHORS if (names := _people(raw.pop(role, [])))), [])
    edited = not people and type_ in _EDITED and bool(raw.get("secondary_authors"))
    if edited:
        people = _people(raw.pop("secondary_authors"))
    values = {**raw, **unknown}
    fields = Fields({name: _joined(value) if name in _JOINED else _first(value) for name, value in values.items()})
    for name, value in values.items():
        if name not in _JOINED and (further := _joined(value[1:] if isinstance(value, list) else "")):
            fields.give_back(f"further {name}", further)
    cells = {
        "kind": kind_of(fields, type_, _KIND, "type_of_work", "type_of_reference"),
        "name": fields.take("label"),
        "description": fields.take("research_notes"),
        "title": fields.take("title", "primary_title"),
        "author": written(people, edited=edited),
        "date": _date(fields),
        "container": fields.take("secondary_title", "journal_name", "alternate_title3"),
        "volume": fields.take("volume"),
        "issue": fields.take("number"),
        "pages": "–".join(filter(None, (fields.take("start_page"), fields.take("end_page")))),
        "publisher": fields.take("publisher"),
        "doi": fields.take("doi"),
        "archive": fields.take("name_of_database"),
        "reference": _reference(fields),
        "language": fields.take("language"),
        "url": fields.take("urls"),
    }
    return work_of(key, fields, cells)


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, list) else str(value)


def _joined(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _people(names: object) -> list[Name]:
    """Return names as "Surname, Given, Suffix"; one without a comma is that of a body."""
    found = []
    for name in names if isinstance(names, list) else [names]:
        surname, *given = (one_line(part) for part in str(name).split(",", 2))
        suffix = f" {given[1]}" if len(given) > 1 else ""
        found.append(Name(surname + suffix, given[0] if given else ""))
    return [name for name in found if name.surname]


def _date(fields: Fields) -> str:
    """Return the most exact date: year/month/day/other, of which the rest may be EDTF."""
    said = {name: fields.take(name) for name in ("date", "year", "publication_year")}
    best = max((_edtf(text) for text in said.values()), key=len, default="")
    for name, text in said.items():
        if text and not (_edtf(text) and best.startswith(_edtf(text)[:4])):
            fields.give_back(name, text)
    return best


def _edtf(text: str) -> str:
    parts = [part.strip() for part in text.split("/", 3)]
    other = parts[3] if len(parts) > 3 else ""  # noqa: PLR2004
    if other and (told := edtf(other)) and year(told) == parts[0]:
        return told
    return edtf("-".join(filter(None, parts[:3]))) if not other else ""


def _reference(fields: Fields) -> str:
    isbn, consulted = fields.take("issn"), _edtf(fields.take("access_date"))
    parts = (
        fields.take("AV", "call_number"),
        fields.take("place_published"),
        isbn and f"ISBN {isbn}" if re.fullmatch(r"(?:97[89])?[0-9X]{10}", re.sub(r"\D(?<!X)", "", isbn)) else "",
        fields.take("notes"),
        consulted and f"Consulted {consulted}",
    )
    if isbn and f"ISBN {isbn}" not in parts:
        fields.give_back("issn", isbn)
    return "; ".join(filter(None, parts))


def write(rows: Sequence[tuple[str, Mapping[str, str], str]]) -> str:
    """Return rows of sources.csv as RIS, each with its key; what contains it gives its title."""
    import rispy  # noqa: PLC0415 - of the extra "imports"

    titles = {key: row["title"] or row["name"] for key, row, _ in rows}
    references = []
    for key, row, within in rows:
        names, edited = names_of(row["author"])
        type_ = _TYPE.get(row["kind"], "GEN")
        first, _, last = row["pages"].partition("–")
        found: dict[str, Any] = {
            "type_of_reference": type_,
            "id": key,
            "label": row["name"],
            "title": row["title"],
            "secondary_authors" if edited else "authors": [
                f"{name.surname}, {name.given}" if name.given else name.surname for name in names
            ],
            "year": year(row["date"]),
            "date": _slashed(row["date"]),
            "secondary_title": row["container"] or titles.get(within, ""),
            "volume": row["volume"],
            "number": row["issue"],
            "start_page": first,
            "end_page": last,
            "publisher": row["publisher"],
            "doi": row["doi"],
            "name_of_database": row["archive"],
            "notes": [row["reference"]] if row["reference"] else [],
            "research_notes": row["description"],
            "language": row["language"],
            "urls": [row["url"]] if row["url"] else [],
            "type_of_work": row["kind"] if _KIND[type_] != row["kind"] else "",
        }
        references.append({name: value for name, value in found.items() if value})
    return str(rispy.dumps(references))


def _slashed(date: str) -> str:
    """Return a date as year/month/day/other; EDTF that says more stands at the end."""
    if not date or date == year(date):
        return ""
    plain = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", date)
    return f"{plain[1]}/{plain[2]}/{plain[3] or ''}/" if plain else f"{year(date)}///{date}"
