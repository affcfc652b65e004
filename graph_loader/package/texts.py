"""Reads the running texts that people have: plain text in any of the usual encodings, and Word's files.

What cannot be read to the letter is refused: a text that loses its accents loses its names.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from graph_loader.model.errors import ColdWarError
from graph_loader.package.encodings import wide
from graph_loader.package.reading import LARGEST_FILE
from graph_loader.package.word import read_word

_AS_TEXT = "save it as plain text (.txt) in UTF-8"
_OTHERS = {
    b"%PDF": f"a PDF: open it, copy its text into an editor, number the paragraphs and {_AS_TEXT}",
    b"{\\rtf": f"a file in Rich Text Format: open it in a word processor and {_AS_TEXT}",
    b"\xd0\xcf\x11\xe0": f"an old Word file (.doc): open it in a word processor and {_AS_TEXT}",
    b"\x1f\x8b": "a gzip archive: unpack it",
    b"<!DOCTYPE": f"a web page: open it, copy its text into an editor and {_AS_TEXT}",
    b"<html": f"a web page: open it, copy its text into an editor and {_AS_TEXT}",
    b"<?xml": f"XML: {_AS_TEXT}",
}
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Soft hyphens, zero-width signs and marks of direction, which would part a name.
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FOREIGN_SHARE = 0.1


class Text(NamedTuple):
    """A text in composed characters, lines parted by LF and words by single spaces, and what is to be said of it."""

    text: str
    notes: tuple[str, ...] = ()


def read_text(path: Path) -> Text:
    """Read a text.

    Raises
    ------
    ColdWarError
        Where it cannot be read to the letter; the message says what to do.
    """
    try:
        if not path.is_file():
            raise ColdWarError(f"{path}: expected a text, found {'a folder' if path.is_dir() else 'no such file'}")
        if path.stat().st_size > LARGEST_FILE:
            raise ColdWarError(f"{path}: expected a text of at most {LARGEST_FILE // 2**20} MB, found a larger file")
        content = path.read_bytes()
    except OSError as error:
        raise ColdWarError(f"{path}: cannot be read: {error.strerror}") from None
    if content.startswith(b"PK\x03\x04"):
        text, notes = read_word(path)
        return Text(_tidy(text), notes)
    if other := next((what for start, what in _OTHERS.items() if content.lower().startswith(start.lower())), ""):
        raise ColdWarError(f"{path}: expected a text, found {other}")
    text, note = _decoded(content, path)
    return Text(_tidy(text), (note,) if note else ())


def _decoded(content: bytes, path: Path) -> tuple[str, str]:
    """Decode a text, and say where its encoding was not told."""
    encoding, note = _encoding(content), ""
    text = _try(content, encoding)
    if text is None:
        text, note = _try(content, "cp1252"), f"{path}: read as Windows-1252, since it is no UTF-8"
        if text is None or _is_foreign(text):
            raise ColdWarError(f"{path}: expected UTF-8, UTF-16 or Windows-1252, found another encoding: {_AS_TEXT}")
    if "\0" in text or "\ufffd" in text:
        raise ColdWarError(f"{path}: expected a text, found signs that no text has: {_AS_TEXT}")
    return text, note


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return wide(content) or "utf-8"


def _is_foreign(text: str) -> bool:
    """Tell whether words are mostly made of letters with accents, as another code page looks in Windows-1252."""
    words = _WORD.findall(text)
    foreign = sum(sum(not letter.isascii() for letter in word) * 2 > len(word) for word in words)
    return foreign > len(words) * _FOREIGN_SHARE


def _tidy(text: str) -> str:
    """Write a text as names are written in the data: composed, without ligatures and unseen signs."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).translate(_UNSEEN))
    return _SPACES.sub(" ", text.translate(_LIGATURES))
