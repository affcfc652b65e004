"""Reads text whatever program saved it: UTF-8, UTF-16, UTF-32, and Windows-1252 where nothing else can be meant."""

from __future__ import annotations

import codecs
import re

_MARKS = (  # UTF-32's mark begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (codecs.BOM_UTF8, "utf-8", ""),
)
_OTHERS = (("cp1252", "Windows-1252"), ("cp1250", "Windows-1250"), ("mac_roman", "Macintosh"))
_FAIR_SHARE = 0.4
_SHARED = "áéíóúýäëöüâîôçßÁÉÍÓÚÝÄËÖÜÂÎÔÇ"
"""Letters that Windows-1250 has in the same places."""
_SIGNS = "–—‘’“”„…«»°§\u00a0"
_CERTAIN = frozenset(_SHARED + "ñÑ" + _SIGNS)
_DOUBTFUL = re.compile(
    r"ñ(?![aeiouáéíóú])|Ñ(?![AEIOUÁÉÍÓÚ])"  # before a consonant it may be Polish ń
    r"|\b[çî](?![aeiou])"  # Á and Ó of a Macintosh
    rf"|[{_SHARED}ñÑ]{{3,}}"  # words of such letters are Cyrillic or Greek
    r"|[a-zñáéíóúäöüç][ÁÉÍÓÚÝÄËÖÜÂÎÔÇÑ]|[A-Za-z][\u00a0«»°§…„“”‘][a-zA-Z]|[a-z][–—][a-z]"  # of a Macintosh or of DOS
    r"|(?<!\b[OoDdLlNnSsJjCcMmTt])(?<!\bqu)’(?=[a-zA-Z])(?!s\b)"
)


def decoded(content: bytes) -> tuple[str, str]:
    r"""Return a text without its mark, and what its encoding is called where it is not UTF-8.

    Raises
    ------
    UnicodeError
        If it is neither Unicode nor Windows-1252 for certain; the text says what it might be.

    Examples
    --------
    >>> decoded("Peña".encode("cp1252")), decoded("\ufeffPeña".encode("utf-16-le"))
    (('Peña', 'Windows-1252'), ('Peña', 'UTF-16'))
    """
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding), name
    if len(content) % 2 == 0 and (name := wide(content)):
        return content.decode(name), "UTF-16"
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        text = _windows(content, error)
    return text, "Windows-1252"


def wide(content: bytes) -> str:
    """Return which UTF-16 without a mark has every other byte of the beginning NUL; empty for other texts.

    Examples
    --------
    >>> wide("Peña".encode("utf-16-le")), wide("Peña".encode("utf-8"))
    ('utf-16-le', '')
    """
    line = content[:64]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if line[first::2].count(0) > len(line) * _FAIR_SHARE:
            return encoding
    return ""


def _windows(content: bytes, error: UnicodeDecodeError) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or _mixed(content):
        line = content.count(b"\n", 0, error.start) + 1
        raise UnicodeError(f"line {line}: expected UTF-8, found more than one encoding, or another one") from None
    odd = next((place for place, sign in enumerate(text) if not sign.isascii() and sign not in _CERTAIN), -1)
    if odd < 0 and (doubt := _DOUBTFUL.search(text)):
        odd = next(place for place in range(*doubt.span()) if not text[place].isascii())
    if odd >= 0:
        word = next(each for each in re.finditer(r'[^\s,;"]+', text) if each.end() > odd)
        readings = (
            f"{content[slice(*word.span())].decode(code, errors='replace')!r} in {name}" for code, name in _OTHERS
        )
        line = text.count("\n", 0, odd) + 1
        raise UnicodeError(f"line {line}: expected UTF-8, found what may be {', '.join(readings)}: save it as UTF-8")
    return text


def _mixed(content: bytes) -> bool:
    """Tell whether some letters of a text that is not UTF-8 are in UTF-8."""
    return re.search(rb"[\xc3\xc4\xc5\xd0\xd1][\x80-\xbf]|\xe2\x80[\x80-\xbf]", content) is not None
