"""Rows of XML: the elements that an XPath finds, and what XPaths find within each of them.

Nothing is fetched and nothing expanded: a file that declares entities is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from graph_loader.imports.recipe import Rows
from graph_loader.model import extras
from graph_loader.model.errors import ColdWarError
from graph_loader.model.problems import FileError, quoted
from graph_loader.model.vocabulary_file import first_line

LARGEST = 500_000_000
"""Bytes of a file."""
_STREAMED = re.compile(r"//(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)")
_WITHIN = re.compile(r"(?!/)(?!.*(?:\.\.|::))")
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True}

Found = dict[str, tuple[str, ...]]


def rows(path: Path, form: Rows, places: Mapping[str, str]) -> Iterator[tuple[int, Found]]:
    """Yield the rows of an XML file: the number of the element and the texts found at each place within it.

    Parameters
    ----------
    path : pathlib.Path
    form : Rows
        Where the rows are, with the namespaces of the XPaths.
    places : mapping of str to str
        XPaths by the names of fields, relative to the row's element.

    Raises
    ------
    FileError
        If the file is no XML, declares entities, or is too large.
    ColdWarError
        If an XPath cannot be read.
    """
    etree = extras.imported("lxml.etree", "imports", "reading XML needs")
    look = {name: _Place(etree, place, form.namespaces) for name, place in places.items()}
    try:
        if path.stat().st_size > LARGEST:
            raise FileError(path.name, f"expected at most {LARGEST // 10**6} MB of XML, found more")
        simple = _STREAMED.fullmatch(form.each)
        if simple and (not simple[1] or simple[1] in form.namespaces) and all(map(_WITHIN.match, places.values())):
            found = _streamed(etree, path, form.namespaces.get(simple[1] or "", ""), simple[2])
        else:
            found = _whole(etree, path, _Place(etree, form.each, form.namespaces))
        for number, element in enumerate(found, start=1):
            yield number, {name: place.texts(element) for name, place in look.items()}
    except OSError as error:
        raise FileError(path.name, f"expected a readable file, found {error.strerror or error}") from None
    except etree.LxmlError as error:
        raise FileError(path.name, f"expected XML, found {first_line(error)}") from None


class _Place:
    """An XPath of a recipe."""

    def __init__(self, etree: ModuleType, place: str, namespaces: Mapping[str, str]) -> None:
        self._etree, self._place = etree, place
        try:
            self._find = etree.XPath(place, namespaces=dict(namespaces) or None, regexp=False)
        except (etree.XPathError, TypeError, ValueError) as error:
            raise self._fault(error) from None

    def _fault(self, error: Exception) -> ColdWarError:
        return ColdWarError(f"expected an XPath, found {quoted(self._place)}: {first_line(error)}")

    def find(self, element: Any) -> Any:
        """Return what it finds from an element: nodes, a text, a number or a truth."""
        try:
            return self._find(element)
        except self._etree.XPathError as error:
            raise self._fault(error) from None

    def texts(self, element: Any) -> tuple[str, ...]:
        """Return the texts of what it finds."""
        found = self.find(element)
        return tuple(map(_text, found)) if isinstance(found, list) else (_text(found),)


def _text(found: Any) -> str:
    if isinstance(found, float):
        return f"{found:g}"
    if isinstance(found, bool):
        return str(found).lower()
    return str(found) if isinstance(found, str) else "".join(found.itertext())


def _whole(etree: ModuleType, path: Path, each: _Place) -> Iterator[Any]:
    tree = etree.parse(path, etree.XMLParser(**_SAFE))
    _refuse_entities(tree, path)
    found = each.find(tree)
    if not isinstance(found, list) or any(isinstance(one, str) for one in found):
        raise ColdWarError("expected rows.each to find elements, found texts or numbers")
    yield from found


def _streamed(etree: ModuleType, path: Path, space: str, name: str) -> Iterator[Any]:
    """Yield elements as they are read, and forget those that lie behind."""
    tag = f"{{{space}}}{name}" if space else name
    is_known = False
    with path.open("rb") as stream:
        for _, element in etree.iterparse(stream, events=("end",), tag=tag, **_SAFE):
            if not is_known:
                _refuse_entities(element.getroottree(), path)
                is_known = True
            yield element
            if next(element.iterancestors(tag), None) is None:
                element.clear(keep_tail=True)
                while element.getprevious() is not None:
                    del element.getparent()[0]


def _refuse_entities(tree: Any, path: Path) -> None:
    declared = tree.docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):
        raise FileError(path.name, "expected XML without entities of its own, found a DOCTYPE that declares some")
