"""A new data package: what its maker says of it, a vocabulary to start from, and tables that wait for rows."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from graph_loader.model.errors import UsageError
from graph_loader.model.problems import quoted
from graph_loader.model.resources import data_dir
from graph_loader.model.study import FILE as STUDY
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.model.vocabulary_file import FILE as VOCABULARY
from graph_loader.model.vocabulary_file import RESERVED_IDS, SLUG
from graph_loader.package.descriptor import DESCRIPTOR, contract, read_descriptor
from graph_loader.package.editing import csv_text, resources_of
from graph_loader.package.files import new_folder, write_text
from graph_loader.package.names import slug

FIRST_VERSION = "0.1.0"
_TABLES = ("persons", "states", "organizations", "sources", "relationships", "evidence")
_TEMPLATES = Path(__file__).with_name("templates")
_EXAMPLE = _TEMPLATES / "example"
_LONGEST = 200
_LAST_YEAR = 9999
_SECTION = re.compile(r"^theatres:.*\n(?:[ \t].*\n)*", re.MULTILINE)
_CREATIVE_COMMONS = "https://creativecommons.org"
_OPEN_DATA_COMMONS = "https://opendatacommons.org/licenses"

LICENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "CC-BY-4.0": ("Creative Commons Attribution 4.0", f"{_CREATIVE_COMMONS}/licenses/by/4.0/"),
        "CC-BY-SA-4.0": ("Creative Commons Attribution Share-Alike 4.0", f"{_CREATIVE_COMMONS}/licenses/by-sa/4.0/"),
        "CC-BY-NC-4.0": ("Creative Commons Attribution Non-Commercial 4.0", f"{_CREATIVE_COMMONS}/licenses/by-nc/4.0/"),
        "CC-BY-NC-SA-4.0": (
            "Creative Commons Attribution Non-Commercial Share-Alike 4.0",
            f"{_CREATIVE_COMMONS}/licenses/by-nc-sa/4.0/",
        ),
        "CC-BY-ND-4.0": ("Creative Commons Attribution No Derivatives 4.0", f"{_CREATIVE_COMMONS}/licenses/by-nd/4.0/"),
        "CC0-1.0": ("Creative Commons Zero 1.0", f"{_CREATIVE_COMMONS}/publicdomain/zero/1.0/"),
        "ODbL-1.0": ("Open Database License 1.0", f"{_OPEN_DATA_COMMONS}/odbl/1-0/"),
        "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", f"{_OPEN_DATA_COMMONS}/by/1-0/"),
        "PDDL-1.0": ("Open Data Commons Public Domain Dedication 1.0", f"{_OPEN_DATA_COMMONS}/pddl/1-0/"),
    }
)
"""Licences of data by their SPDX ids, with title and address."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new package is to be.

    Attributes
    ----------
    title : str
    persons : tuple of str
        Who makes it.
    licence : str
        An SPDX id of `LICENCES`, or a web address.
    theatres : mapping of str to str, optional
        Their names by id; None for those of the vocabulary.
    years : tuple of int, optional
        The first and the last year of the study.
    whole : bool
        Whether to start from the vocabulary of the installation instead of a small general one.
    example : bool
        Whether to fill it with invented content.
    """

    title: str
    persons: tuple[str, ...]
    licence: str
    theatres: Mapping[str, str] | None = None
    years: tuple[int, int] | None = None
    whole: bool = False
    example: bool = False


def example() -> Plan:
    """Return the plan of a tiny package of invented content."""
    return Plan("Two shores, an invented example", ("Nobody in particular",), "CC0-1.0", example=True)


def create(folder: Path, plan: Plan) -> str:
    """Write a new data package, all of it or nothing, and return its name.

    Raises
    ------
    UsageError
        If the plan says something that cannot be.
    ColdWarError
        If the folder holds files.
    """
    texts = _texts(folder, plan)
    with new_folder(folder) as fresh:
        for file, text in texts.items():
            write_text(fresh / file, text)
    return str(json.loads(texts[DESCRIPTOR])["name"])


def one_line(text: str, what: str) -> str:
    """Return a text for people without spaces at its ends.

    Raises
    ------
    UsageError
        If it is empty, too long or more than a line.
    """
    text = " ".join(text.split(" ")).strip()
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise UsageError(f"{what}: expected one line of up to {_LONGEST} characters, found {quoted(text)}")
    return text


def licence_of(text: str) -> dict[str, str]:
    """Return a licence as a descriptor names it.

    Raises
    ------
    UsageError
        If it is neither an SPDX id that is known here nor a web address.

    Examples
    --------
    >>> licence_of("cc0-1.0")["name"], licence_of("https://example.org/terms")
    ('CC0-1.0', {'path': 'https://example.org/terms'})
    """
    text = text.strip()
    if re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        return {"path": text}
    for name, (title, path) in LICENCES.items():
        if name.lower() == text.lower().replace(" ", "-"):
            return {"name": name, "title": title, "path": path}
    raise UsageError(f"--licence: expected {', '.join(LICENCES)} or a web address, found {quoted(text)}")


def theatres_of(texts: Iterable[str]) -> dict[str, str] | None:
    """Return theatres by their ids, as ``id=Name`` tells them; none for ``none``, None where nothing is told.

    Raises
    ------
    UsageError
        If one is told otherwise, or twice.

    Examples
    --------
    >>> theatres_of(["north=The North"]), theatres_of(["none"]), theatres_of([])
    ({'north': 'The North'}, {}, None)
    """
    told = [text.strip() for text in texts]
    if not told:
        return None
    found: dict[str, str] = {}
    for text in told if told != ["none"] else ():
        id_, equals, name = text.partition("=")
        id_ = id_.strip()
        if not equals or not SLUG.fullmatch(id_) or id_ in RESERVED_IDS or id_ in found:
            expected = "a new id in lower-case-with-hyphens and a name, as in north=The North"
            raise UsageError(f"--theatre: expected {expected}, found {quoted(text)}")
        found[id_] = one_line(name, "--theatre")
    return found


def _texts(folder: Path, plan: Plan) -> dict[str, str]:
    """Return the files of the package by their names."""
    tables = (
        {path.relative_to(_EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in _EXAMPLE.rglob("*.csv")}
        if plan.example
        else {contract().tables[name].file: csv_text(contract().tables[name].columns, []) for name in _TABLES}
    )
    title = one_line(plan.title, "--title")
    shown = shlex.quote(str(folder))
    return {
        DESCRIPTOR: _descriptor(folder, plan, title, tables),
        VOCABULARY: _vocabulary(plan),
        STUDY: _study(plan, title),
        "README.md": (_TEMPLATES / "README.md").read_text(encoding="utf-8").format(title=title, folder=shown),
        **tables,
    }


def _descriptor(folder: Path, plan: Plan, title: str, tables: Iterable[str]) -> str:
    ours = read_descriptor(data_dir())
    files = set(tables)
    document = {
        "$schema": ours["$schema"],
        "name": _name(title, folder, str(ours["name"])),
        "title": title,
        "version": FIRST_VERSION,
        "format": ours["format"],
        "licenses": [licence_of(plan.licence)],
        "contributors": [
            {"title": one_line(person, "--person"), "roles": ["creator"]} for person in dict.fromkeys(plan.persons)
        ],
        "resources": resources_of(name for name, table in contract().tables.items() if table.file in files),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _name(title: str, folder: Path, taken: str) -> str:
    """Make the package's name of its title, or of its folder where the title has no Latin letters."""
    for text in (title, folder.resolve().name):
        name = slug(text, _LONGEST)
        if re.search("[a-z]", name) and name != taken:
            return name
    raise UsageError(f"--title: expected Latin letters in it or in the folder's name, and not {taken}, found {title!r}")


def _vocabulary(plan: Plan) -> str:
    text = ((data_dir() if plan.whole else _TEMPLATES) / VOCABULARY).read_text(encoding="utf-8")
    if plan.theatres is None:
        return text
    colours = [theatre.colour for theatre in Vocabulary.load().theatres.values()]
    if len(plan.theatres) > len(colours):
        raise UsageError(f"--theatre: expected at most {len(colours)}, found {len(plan.theatres)}")
    section = "".join(
        f"  {id_}: {{name: {_scalar(name)}, colour: {_scalar(colour)}}}\n"
        for (id_, name), colour in zip(plan.theatres.items(), colours, strict=False)
    )
    made = f"theatres:\n{section}" if section else "theatres: {}\n"
    return _SECTION.sub(lambda _: made, text, count=1)


def _scalar(text: str) -> str:
    """Write a text as YAML: quoted as in JSON, which YAML reads alike."""
    return json.dumps(text, ensure_ascii=False)


def _study(plan: Plan, title: str) -> str:
    licence = licence_of(plan.licence)
    lines = [
        "# What belongs to this study: its title, and as you like years, periods, groups and questions.",
        "# What is left out is made of the data: periods by decade, and every question that they allow.",
        f"title: {_scalar(title)}",
        f"licence: {_scalar('Data: ' + licence.get('title', licence['path']))}",
    ]
    if plan.years:
        first, last = plan.years
        if not 1 <= first <= last <= _LAST_YEAR:
            raise UsageError(f"--years: expected the first and the last year, found {first} {last}")
        lines.append(f"years: [{first}, {last}]")
    return "\n".join(lines) + "\n"
