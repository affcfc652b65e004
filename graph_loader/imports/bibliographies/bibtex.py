"""BibTeX and biblatex, read and written with bibtexparser."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from graph_loader.imports.bibliographies.works import (
    Fields,
    Name,
    Work,
    kinds,
    names_of,
    one_line,
    work_of,
    written,
    year,
)
from graph_loader.model.errors import ColdWarError

_KIND = {
    **dict.fromkeys(("article", "suppperiodical"), "article"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "booklet", "reference"), "book"),
    **dict.fromkeys(("inbook", "incollection", "inproceedings", "conference", "bookinbook", "inreference"), "chapter"),
    **dict.fromkeys(("online", "electronic", "www", "webpage"), "web"),
    **dict.fromkeys(("letter", "archival"), "archival-document"),
    "misc": "other",
}
_TYPE = {"article": "article", "newspaper": "article", "chapter": "incollection", "web": "online"} | dict.fromkeys(
    ("book", "memoir", "document-collection"), "book"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VERBATIM = frozenset({"url", "doi", "crossref", "file", "eprint"})
_COMMAND = re.compile(r"\\(?![%&#_$])|(?<!\\)\$")
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def read(text: str) -> list[Work]:
    """Return the works of a BibTeX file.

    Raises
    ------
    ColdWarError
        If an entry cannot be read.
    """
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - of the extra "imports"
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # what it cannot read is said below
    library = parse_string(text)
    works = []
    for block in library.blocks:
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(entry, Entry):
            strings = {name.lower(): text.value for name, text in library.strings_dict.items()}
            values = [
                (one.key, _resolved(one.value, strings) if one.enclosing == "no-enclosing" else one.value)
                for one in entry.fields
            ]
            works.append(_work(entry.entry_type.lower(), entry.key, values))
        elif block in library.failed_blocks:
            line = (block.start_line or 0) + 1
            raise ColdWarError(f"line {line}: expected a BibTeX entry, found {_told(getattr(block, 'error', ''))}")
    return works


def _resolved(value: object, strings: Mapping[str, object]) -> str:
    """Return what an expression of names and texts stands for: `jcws # " 21"`."""
    parts = re.findall(r'"[^"]*"|\{[^{}]*\}|[^\s#"{}]+', str(value))
    return "".join(part[1:-1] if part[0] in '"{' else str(strings.get(part.lower(), part)) for part in parts)


def _told(error: object) -> str:
    words = one_line(error)
    return f"one that cannot be read: {words[:120]}" if words else "one that cannot be read"


def _work(type_: str, key: str, entry: Sequence[tuple[str, object]]) -> Work:
    raw = {name.lower(): str(value) for name, value in entry}
    people = {role: _people(raw.pop(role, "")) for role in ("author", "editor") if raw.get(role)}
    fields = Fields({name: _verbatim(value) if name in _VERBATIM else decoded(value) for name, value in raw.items()})
    if found := re.fullmatch(r"\\url\{(.+)\}", raw.get("howpublished", "").strip()):
        fields.take("howpublished")
        if not raw.get("url"):
            fields.give_back("url", found[1])
    if "author" in people and "editor" in people:
        fields.give_back("editor", written(people.pop("editor")))
    (role, names), *_ = [*people.items(), ("author", [])]
    cells = {
        "kind": _kind(type_, raw, fields),
        "name": fields.take("label"),
        "description": fields.take("annotation", "annote"),
        "title": ": ".join(filter(None, (fields.take("title"), fields.take("subtitle")))),
        "author": written(names, edited=role == "editor"),
        "date": _date(fields),
        "container": fields.take("journaltitle", "journal", "booktitle", "maintitle"),
        "volume": fields.take("volume"),
        "issue": fields.take("number", "issue"),
        "pages": fields.take("pages"),
        "publisher": fields.take("publisher", "institution", "school", "organization"),
        "doi": fields.take("doi"),
        "archive": fields.take("archive", "library"),
        "reference": _reference(fields),
        "part_of": fields.take("crossref"),
        "language": fields.take("langid", "language"),
        "url": fields.take("url"),
    }
    return work_of(key, fields, cells)


def _kind(type_: str, raw: Mapping[str, str], fields: Fields) -> str:
    if raw.get("type") in kinds():
        return fields.take("type")
    if raw.get("entrysubtype") == "newspaper":
        fields.take("entrysubtype")
        return "newspaper"
    if type_ in ("misc", "unpublished", "manuscript") and (raw.get("archive") or raw.get("library")):
        return "archival-document"
    if type_ not in _KIND:
        fields.give_back("entry type", type_)
    return _KIND.get(type_, "other")


def _date(fields: Fields) -> str:
    date, when, month, day = (fields.take(name) for name in ("date", "year", "month", "day"))
    if date:
        if when and when != year(date):
            fields.give_back("year", when)
        return date
    number = month if month.isdecimal() else str(_MONTHS.index(month[:3].lower()) + 1) if month else ""
    return "-".join(filter(None, [when, number, day if number else ""]))


def _reference(fields: Fields) -> str:
    """Return what tells where a work is kept, what it bears and when it was read, as `reference` has it."""
    isbn, consulted = fields.take("isbn"), fields.take("urldate")
    parts = (
        fields.take("archivelocation", "callnumber"),
        fields.take("address", "location"),
        isbn and f"ISBN {isbn}",
        fields.take("howpublished"),
        fields.take("note"),
        consulted and f"Consulted {consulted}",
    )
    return "; ".join(filter(None, parts))


def _people(text: str) -> list[Name]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    found = []
    for name in split_multiple_persons_names(" ".join(text.split())):
        if name.lower() == "others":
            found.append(Name("et al."))
        elif name.startswith("{") and _closing(name) == len(name) - 1:
            found.append(Name(decoded(name)))
        else:
            parts = parse_single_name_into_parts(name, strict=False)
            surname = " ".join([*parts.von, *parts.last, *parts.jr])
            found.append(Name(decoded(surname), decoded(" ".join(parts.first))))
    return found


def _closing(text: str) -> int:
    """Return where the brace that a text begins with is closed."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place
    return -1


def decoded(text: str) -> str:
    r"""Return a text without LaTeX: accents and signs as they are meant.

    Signs that LaTeX would take for commands, and that people write all the same, stay.

    Examples
    --------
    >>> decoded(r"M{\"u}ller \& {\'A}lvarez, 100% of {NATO}, 5--7")
    'Müller & Álvarez, 100% of NATO, 5–7'
    """
    if not _COMMAND.search(text):  # the common case, a hundred times quicker
        for signs, meant in _SIGNS:
            text = text.replace(signs, meant)
        return one_line(re.sub(r"\\([%&#_$])", r"\1", re.sub("[{}]", "", text)))
    safe = re.sub(r"(?<!\\)([%&#])", r"\\\1", text)
    if len(re.findall(r"(?<!\\)\$", safe)) % 2:
        safe = re.sub(r"(?<!\\)\$", r"\\$", safe)
    return one_line(_converter().latex_to_text(safe))


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - comes with bibtexparser

    return LatexNodes2Text(keep_comments=True, math_mode="text")


def _verbatim(text: str) -> str:
    return re.sub(r"\\([%&#_~{}])", r"\1", text.strip("{}"))


def write(rows: Sequence[tuple[str, Mapping[str, str], str]]) -> str:
    """Return rows of sources.csv as BibTeX: each with its key, and the key of what contains it.

    What is contained stands before its container, as BibTeX wants it.
    """
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415 - of the extra "imports"
    from bibtexparser.library import Library  # noqa: PLC0415
    from bibtexparser.model import Entry, Field  # noqa: PLC0415

    library = Library()
    for key, row, within in sorted(rows, key=lambda each: not each[2]):
        names, edited = names_of(row["author"])
        type_ = _TYPE.get(row["kind"], "misc")
        found = {
            "editor" if edited else "author": " and ".join(map(_name, names)),
            "title": _escaped(row["title"]),
            "year": year(row["date"]),
            "date": row["date"] if row["date"] != year(row["date"]) else "",
            "journal" if type_ == "article" else "booktitle": _escaped(row["container"]),
            "volume": _escaped(row["volume"]),
            "number": _escaped(row["issue"]),
            "pages": _escaped(row["pages"]).replace("–", "--"),
            "publisher": _escaped(row["publisher"]),
            "doi": row["doi"],
            "archive": _escaped(row["archive"]),
            "note": _escaped(row["reference"]),
            "crossref": within,
            "language": row["language"],
            "url": row["url"],
            "type": row["kind"] if _KIND.get(type_, "other") != row["kind"] else "",
            "label": _escaped(row["name"]),
            "annotation": _escaped(row["description"]),
        }
        library.add(Entry(type_, key, [Field(name, value) for name, value in found.items() if value]))
    return str(write_string(library))


def _name(name: Name) -> str:
    if name.surname == "et al.":
        return "others"
    surname = _escaped(name.surname)
    return f"{surname}, {_escaped(name.given)}" if name.given else f"{{{surname}}}"


def _escaped(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: _TEX.get(sign[0], f"\\{sign[0]}"), text)
