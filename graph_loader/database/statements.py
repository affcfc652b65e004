"""Cypher statements from the files under ``cypher/``, with the names of labels and types put in.

Values travel as parameters. Names cannot, so a statement holds a placeholder in backticks, which keeps it valid
Cypher, and a name that is put in has to look like one.

A statement that asks by key names the index of that key. Left to itself, Neo4j may read an index through for every row
where it takes it to be empty, as it does for some seconds after much was written. All plans look as good as each other
to it then, and which it takes differs from one start of the server to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph_loader.model.errors import ColdWarError
from graph_loader.model.resources import cypher_dir

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def statement(name: str, **names: str) -> str:
    """Return the statement of a file under ``cypher/load/``.

    Examples
    --------
    >>> statement("bring-over-nodes", LABEL=any_of(["State", "Party"])).splitlines()[1]
    'MATCH (n:`State`|`Party`)'
    """
    text = _read(name)
    for placeholder, replacement in names.items():
        text = text.replace(f"`{placeholder}`", replacement)
    return text


def all_of(names: Iterable[str]) -> str:
    """Return the label expression that asks for every one of the names.

    Examples
    --------
    >>> all_of(["Person", "Actor"])
    '`Person`:`Actor`'
    """
    return ":".join(map(_quoted, names))


def any_of(names: Iterable[str]) -> str:
    """Return the expression that asks for one of several labels or relationship types.

    Examples
    --------
    >>> any_of(["VISITED", "MET_WITH"])
    '`VISITED`|`MET_WITH`'
    """
    return "|".join(map(_quoted, names))


def schema(types: Iterable[str]) -> dict[str, str]:
    """Return the statements of ``cypher/schema.cypher`` by the name of what they create.

    Examples
    --------
    >>> [name for name in schema(["VISITED"]) if "VISITED" in name]
    ['VISITED_key', 'VISITED_start']
    """
    text = (cypher_dir() / "schema.cypher").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("//"))
    statements = [each.strip() for each in "\n".join(lines).split(";") if each.strip()]
    found: dict[str, str] = {}
    for each in statements:
        variants = [each] if "`TYPE`" not in each else [_for_type(each, type_) for type_ in types]
        found |= {_created(variant): variant for variant in variants}
    return found


def _for_type(text: str, type_: str) -> str:
    return text.replace("TYPE", _quoted(type_)[1:-1])


def _created(text: str) -> str:
    match = re.match(r"CREATE (?:CONSTRAINT|INDEX|FULLTEXT INDEX) `?(\w+)", text)
    if not match:
        raise ColdWarError(f"schema.cypher: expected a named constraint or index, found {text[:60]!r}")
    return match[1]


def _quoted(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ColdWarError(f"expected a label or relationship type of letters, digits and underscores, found {name!r}")
    return f"`{name}`"


@cache
def _read(name: str) -> str:
    return (cypher_dir() / "load" / f"{name}.cypher").read_text(encoding="utf-8")
