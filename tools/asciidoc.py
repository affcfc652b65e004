"""Text as AsciiDoc that says what it says: nothing in it is markup but *bold* and `code`."""

from __future__ import annotations

import re

MARKED = re.compile(r"\*(?P<bold>\S(?:.*?\S)?)\*|`(?P<code>.+?)`")
# Signs that AsciiDoc reads as a mark wherever they stand (the semicolon would join the one that ends a reference),
# and those that are one beside their like, before a word or around a letter: dashes, ellipses, macros, symbols.
_MARKS = re.compile(
    r"[^\w\s,.:()'\"!?%/–—-]|_|(?<=-)-|(?<=\.)\.|(?<=/)/|(?<=\()\(|:(?=\S)|\((?=(?:C|R|TM)\))",
)
# What makes the beginning of a paragraph a list, a title, a rule or an admonition.
_OPENING = re.compile(r"^(?:\w+(?=[.):]\s))?[-.'):]")


def plain(text: object) -> str:
    """Write a text as one line in which nothing is a mark.

    Examples
    --------
    >>> print(plain("2 * 3; include::/etc/passwd[]"))
    2 &#42; 3&#59; include&#58;&#58;/etc/passwd&#91;&#93;
    """
    return _whole(_inert(_line(text)))


def marked(text: object) -> str:
    """Write a text as one line in which *bold* and `code` are so.

    Examples
    --------
    >>> print(marked("A *claim* of `1973~` is a tie."))
    A **claim** of ``1973&#126;`` is a tie.
    """
    line = _line(text)
    parts, end = [], 0
    for found in MARKED.finditer(line):
        mark = "**" if found["bold"] else "``"
        parts += [_inert(line[end : found.start()]), mark, _inert(found["bold"] or found["code"]), mark]
        end = found.end()
    return _whole("".join([*parts, _inert(line[end:])]))


def _line(text: object) -> str:
    return " ".join(str(text).split())


def _whole(line: str) -> str:
    return _OPENING.sub(lambda match: match[0][:-1] + _reference(match[0][-1]), line) or "{empty}"


def _inert(text: str) -> str:
    return _MARKS.sub(lambda match: _reference(match[0]), text)


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"
