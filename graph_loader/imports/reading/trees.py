"""Rows of files that are no tables: JSON, lines of JSON, and graphs (GEXF, GraphML) with an edge a row."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_loader.imports.reading.layout import Row
from graph_loader.imports.written.questions import TableError

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(gexf|graphml)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_GEXF = re.compile(r"http://(?:www\.)?gexf\.net/1\.[0-9](?:draft)?")
_UNDIRECTED = re.compile(r"""\b(defaultedgetype|edgedefault|type)\s*=\s*["']undirected["']""")
_UNSAID = re.compile(r"<graph\b(?![^>]*\b(?:defaultedgetype|edgedefault)\b)")
_EDGE = re.compile(r"""<edge\b[^>]*?\sid\s*=\s*["']([^"']*)["']""")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def graph_format(head: bytes) -> str:
    """Tell from the beginning of an XML file whether it is a graph; ``xml`` for all else."""
    narrow = head.replace(b"\0", b"")
    return match[1].decode().lower() if (match := _ROOT.search(narrow)) else "xml"


def json_rows(text: str, file: str) -> Iterator[Row]:
    """Yield the objects of a list, which is the whole or the only list of objects within.

    Raises
    ------
    TableError
        If it is no JSON, or it holds no such list, or several.
    """
    records = _list_within(_loaded(text, file, 1), file)
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise TableError(f"{file}: expected a list of objects, found {_kind(record)} as number {number}")
        yield number, flat(record)


def line_rows(text: str, file: str) -> Iterator[Row]:
    """Yield the object of each line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            record = _loaded(line, file, number)
            if not isinstance(record, dict):
                raise TableError(f"{file}:{number}: expected an object on each line, found {_kind(record)}")
            yield number, flat(record)


def _loaded(text: str, file: str, line: int) -> Any:
    def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise TableError(f"{file}: expected each name once in an object, found {twice!r} twice")
        return found

    try:
        # Numbers stay as they are written: 1973.0 and 0.10 are texts until a recipe says what they are.
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=distinct)
    except json.JSONDecodeError as error:
        raise TableError(f"{file}:{line + error.lineno - 1}: expected JSON, found: {error.msg}") from None
    except RecursionError:
        raise TableError(f"{file}: expected JSON of a sensible depth, found lists within lists without end") from None


def _list_within(document: Any, file: str) -> list[Any]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        raise TableError(f"{file}: expected a list of objects, found {_kind(document)}")
    lists = {name: value for name, value in document.items() if isinstance(value, list) and any(map(_is_object, value))}
    if not lists:  # one level down, where exports wrap everything in a name
        inner = [value for value in document.values() if isinstance(value, dict)]
        if len(inner) == 1:
            return _list_within(inner[0], file)
        raise TableError(f"{file}: expected a list of objects, found an object without one")
    if len(lists) > 1:
        raise TableError(f"{file}: expected one list of objects, found several: {', '.join(map(repr, lists))}")
    return next(iter(lists.values()))


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text or number", bool: "true or false"}
    return names.get(type(value), "nothing")


def flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return an object as cells: an object within gives columns with a point, a list of texts one cell parted by ``;``.

    Examples
    --------
    >>> flat({"a": "1", "b": {"c": None}, "d": ["x", "y"], "e": True})
    {'a': '1', 'b.c': '', 'd': 'x;y', 'e': 'TRUE'}
    """
    cells: dict[str, str] = {}
    for name, value in record.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            cells |= flat(value, f"{key}.")
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            cells[key] = ";".join(value)
        elif isinstance(value, list):
            cells[key] = json.dumps(value, ensure_ascii=False)
        else:
            cells[key] = _text(value)
    return cells


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).upper() if isinstance(value, bool) else str(value).strip()


def graph_rows(text: str, kind: str, path: Path) -> Iterator[Row]:
    """Yield an edge a row: the names of its ends as Source and Target, then its attributes and those of its ends.

    Raises
    ------
    TableError
        If it is no such graph, or holds entities of its own.
    """
    import networkx as nx  # noqa: PLC0415 - only for graphs

    if _DOCTYPE.search(text):
        raise TableError(f"{path.name}: expected a graph without a document type of its own, found a DOCTYPE")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = _read(nx, text, kind)
    except Exception as error:  # noqa: BLE001 - a broken graph fails in NetworkX with any error
        found = " ".join(str(error).split())[:200] or type(error).__name__
        raise TableError(f"{path.name}: expected {kind.upper()}, found: {found}") from None
    names = {node: _name(node, attributes) for node, attributes in graph.nodes(data=True)}
    for number, (one, other, attributes) in _in_order(text, graph):
        ends = {"Source": names[one], "Target": names[other]}
        own = {str(key): _value(value) for key, value in attributes.items() if str(key) not in ends}
        sides = (("Source", one), ("Target", other))
        about = {
            f"{side} {key}": _value(value)
            for side, node in sides
            for key, value in graph.nodes[node].items()
            if key not in {"label", "name", "viz"}
        }
        yield number, {"Source": ends["Source"], "Target": ends["Target"], **own, **about}


def _in_order(text: str, graph: Any) -> list[tuple[int, tuple[Any, Any, dict[str, Any]]]]:
    """Return the edges with their numbers: as in the file where they have ids, else as they come."""
    places = {id_: number for number, id_ in enumerate(_EDGE.findall(text), start=1)}
    edges = [
        (str(each.get("id", key)), (one, other, each)) for one, other, key, each in graph.edges(keys=True, data=True)
    ]
    if {id_ for id_, _ in edges} == set(places) and len(places) == len(edges):
        return sorted(((places[id_], edge) for id_, edge in edges), key=lambda numbered: numbered[0])
    return [(number, edge) for number, (_, edge) in enumerate(edges, start=1)]


def is_undirected(text: str) -> bool:
    """Tell whether a graph says that its edges have no direction."""
    return _UNDIRECTED.search(text) is not None or _UNSAID.search(text) is not None


def _read(nx: Any, text: str, kind: str) -> Any:
    # Without a direction the ends of an edge would come in any order; as it stands in the file is better.
    content = _UNDIRECTED.sub(r'\1="directed"', _DECLARATION.sub("", text)).strip()
    if kind == "gexf":
        content = _UNSAID.sub('<graph defaultedgetype="directed"', content)
        graph = nx.read_gexf(io.BytesIO(_GEXF.sub("http://www.gexf.net/1.2draft", content).encode()))
        return nx.MultiDiGraph(graph)
    return nx.read_graphml(io.BytesIO(content.encode()), force_multigraph=True)


def _name(node: object, attributes: Mapping[str, Any]) -> str:
    return str(attributes.get("label") or attributes.get("name") or node).strip()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else str(value).strip()
