"""CSL-JSON, which Zotero and others export."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph_loader.imports.bibliographies.works import Fields, Name, Work, kind_of, names_of, one_line, work_of, written
from graph_loader.model.errors import ColdWarError

_KIND = {
    **dict.fromkeys(("article-journal", "article-magazine", "article"), "article"),
    **dict.fromkeys(("book", "monograph"), "book"),
    **dict.fromkeys(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"), "chapter"),
    **dict.fromkeys(("manuscript", "personal_communication"), "archival-document"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "web"),
    "article-newspaper": "newspaper",
    "collection": "document-collection",
    "document": "other",
}
_TYPE = {
    "article": "article-journal",
    "newspaper": "article-newspaper",
    "chapter": "chapter",
    "archival-document": "manuscript",
    "web": "webpage",
} | dict.fromkeys(("book", "memoir", "document-collection"), "book")
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sup|sub|span|sc)(?: [^<>]*)?>", re.IGNORECASE)
_ROLES = ("author", "editor")


def read(text: str) -> list[Work]:
    """Return the works of a CSL-JSON file.

    Raises
    ------
    ColdWarError
        If it is another JSON.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ColdWarError(f"expected JSON, found {one_line(error)}") from None
    items = document.get("items", [document]) if isinstance(document, dict) else document
    if not isinstance(items, list) or not all(isinstance(item, dict) and "type" in item for item in items):
        raise ColdWarError("expected CSL-JSON, a list of works with a type each, found another JSON")
    return [_work(item) for item in items]


def _work(item: Mapping[str, Any]) -> Work:
    raw = dict(item)
    key = str(raw.pop("citation-key", "") or raw.get("id", ""))
    raw.pop("id", None)
    people = {role: names for role in _ROLES if (names := _people(raw.pop(role, None)))}
    issued, accessed = _date(raw.pop("issued", None)), _date(raw.pop("accessed", None))
    fields = Fields({name: text for name, value in raw.items() if (text := _text(name, value))})
    if len(people) == len(_ROLES):
        fields.give_back("editor", written(people.pop("editor")))
    (role, names), *_ = [*people.items(), ("author", [])]
    cells = {
        "kind": kind_of(fields, fields.take("type"), _KIND, "genre", "type"),
        "name": fields.take("citation-label"),
        "description": fields.take("annote"),
        "title": fields.take("title"),
        "author": written(names, edited=role == "editor"),
        "date": issued,
        "container": fields.take("container-title"),
        "volume": fields.take("volume"),
        "issue": fields.take("issue", "number"),
        "pages": fields.take("page"),
        "publisher": fields.take("publisher"),
        "doi": fields.take("DOI"),
        "archive": fields.take("archive"),
        "reference": _reference(fields, accessed),
        "language": fields.take("language"),
        "url": fields.take("URL"),
    }
    return work_of(key, fields, cells)


def _text(name: str, value: object) -> str:
    """Return a value as text: dates in EDTF, other people as names, markup left out."""
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return written(_people(value))
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return _date(value) or json.dumps(value, ensure_ascii=False)
    text = "" if value is None else str(value)
    return text if name in ("URL", "DOI") else html.unescape(_MARKUP.sub("", text))


def _reference(fields: Fields, accessed: str) -> str:
    isbn = fields.take("ISBN")
    parts = (
        fields.take("archive_location", "call-number"),
        fields.take("publisher-place", "event-place"),
        isbn and f"ISBN {isbn}",
        fields.take("note"),
        accessed and f"Consulted {accessed}",
    )
    return "; ".join(filter(None, parts))


def _people(names: object) -> list[Name]:
    found = []
    for name in names if isinstance(names, list) else []:
        if not isinstance(name, dict):
            found.append(Name(one_line(name)))
            continue
        part = {each: one_line(value) for each, value in name.items() if value}
        particles = (part.get("non-dropping-particle"), part.get("dropping-particle"))
        surname = " ".join(filter(None, [*particles, part.get("family"), part.get("suffix")]))
        given = part.get("given", "")
        found.append(Name(surname, given) if surname else Name(part.get("literal") or given))
    return [name for name in found if name.surname]


def _date(value: object) -> str:
    """Return a date of CSL in EDTF, or as it stands where it is none."""
    if not isinstance(value, dict):
        return one_line(value or "")
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts or not all(isinstance(one, list) and one for one in parts):
        return one_line(value.get("raw") or value.get("literal") or "")
    ends = ["-".join(str(part).zfill(4 if not place else 2) for place, part in enumerate(one) if part) for one in parts]
    season = str(value.get("season") or "")
    date = "/".join(ends) + ("~" if value.get("circa") and len(ends) == 1 else "")
    return f"{date} (season {season})" if season else date


def write(rows: Sequence[tuple[str, Mapping[str, str], str]]) -> str:
    """Return rows of sources.csv as CSL-JSON, each with its key; what contains it gives its title."""
    titles = {key: row["title"] or row["name"] for key, row, _ in rows}
    items = []
    for key, row, within in rows:
        names, edited = names_of(row["author"])
        type_ = _TYPE.get(row["kind"], "document")
        found: dict[str, Any] = {
            "id": key,
            "type": type_,
            "genre": row["kind"] if _KIND[type_] != row["kind"] else "",
            "citation-label": row["name"],
            "annote": row["description"],
            "title": row["title"],
            "editor" if edited else "author": [_person(name) for name in names],
            "issued": _issued(row["date"]),
            "container-title": row["container"] or titles.get(within, ""),
            "volume": row["volume"],
            "issue": row["issue"],
            "page": row["pages"],
            "publisher": row["publisher"],
            "DOI": row["doi"],
            "archive": row["archive"],
            "note": row["reference"],
            "language": row["language"],
            "URL": row["url"],
        }
        items.append({name: _marked(name, value) for name, value in found.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _marked(name: str, value: Any) -> Any:
    """Write the signs of markup as CSL wants them."""
    if not isinstance(value, str) or name in ("id", "URL", "DOI"):
        return value
    return html.escape(value, quote=False) if re.search(r"[<>]|&#?\w+;", value) else value


def _person(name: Name) -> dict[str, str]:
    return {"family": name.surname, "given": name.given} if name.given else {"literal": name.surname}


def _issued(date: str) -> dict[str, Any]:
    """Return an EDTF date as CSL's parts, or as it stands where they cannot say it."""
    if not date:
        return {}
    ends = date.removesuffix("~").split("/")
    if all(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", end) for end in ends) and ("~" not in date or len(ends) == 1):
        parts = [[int(part) for part in end.split("-")] for end in ends]
        return {"date-parts": parts} | ({"circa": True} if "~" in date else {})
    return {"raw": date}
