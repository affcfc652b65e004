"""Reads the text of a Word file (.docx): its paragraphs, with a blank line between.

Nothing of it is run, fetched or expanded.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from graph_loader.model.errors import ColdWarError
from graph_loader.package.reading import LARGEST_FILE

_DOCUMENT, _NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_BREAKS = {"p": "\n\n", "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
# What was moved away, and the second rendering of a drawing for old programs, would be counted twice.
_PASSED_OVER = frozenset({"moveFrom", "Fallback"})


def read_word(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a Word file, and what of it was not read.

    Raises
    ------
    ColdWarError
        If it is no such file, or none that can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if _DOCUMENT not in names:
                found = "an OpenDocument file: save it as Word (.docx)" if "content.xml" in names else "another archive"
                raise ColdWarError(f"{path}: expected a text or a Word file (.docx), found {found}")
            text = _Paragraphs(path).read(_content(archive, _DOCUMENT, path))
            apart = [_Paragraphs(path).read(_content(archive, name, path)) for name in _NOTES if name in names]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise ColdWarError(f"{path}: expected a Word file that can be read, found {error}") from None
    notes = sum(bool(line.strip()) for lines in apart for line in lines.splitlines())
    if not notes:
        return text, ()
    return text, (
        f"{path}: its footnotes ({notes} paragraphs) are not read: write each as a paragraph, [n01] and so on",
    )


def _content(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """Return a part of the file, whatever size it claims to have."""
    with archive.open(name) as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ColdWarError(f"{path}: expected a text of at most {LARGEST_FILE // 2**20} MB, found a larger one")
    return content


class _Paragraphs:
    """Collects the text of a part of a Word file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: list[str] = []
        self._hidden = 0
        self._is_text = False

    def read(self, content: bytes) -> str:
        """Return the text of a part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ColdWarError(f"{self._path}: expected a Word file that can be read, found {error}") from None
        return "".join(self._parts)

    def _start(self, name: str, _attributes: object) -> None:
        namespace, _, tag = name.rpartition(" ")
        self._hidden += tag in _PASSED_OVER
        self._is_text = tag == "t" and namespace in _NAMESPACES

    def _end(self, name: str) -> None:
        namespace, _, tag = name.rpartition(" ")
        self._hidden -= tag in _PASSED_OVER
        self._is_text = False
        if namespace in _NAMESPACES and not self._hidden:
            self._parts.append(_BREAKS.get(tag, ""))

    def _characters(self, text: str) -> None:
        if self._is_text and not self._hidden:
            self._parts.append(text)

    def _refuse(self, *_: object) -> None:
        raise ColdWarError(
            f"{self._path}: expected a Word file, found one with a document type, which Word never writes"
        )
