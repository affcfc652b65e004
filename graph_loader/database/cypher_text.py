"""What a Cypher text shows without a server: its parameters, and what makes it more than one query to be run.

Strings, comments and names in backticks are told apart from the rest, so that ``$`` and ``;`` in them mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))
    | '(?:\\.|[^'\\])*(?:'|\Z) | "(?:\\.|[^"\\])*(?:"|\Z)
    | \$\s*(?!(?:all|any)\s*\()(?P<parameter>`(?:``|[^`])*`|\w+)  # $any(…) and $all(…) are labels to be worked out
    | \w+ | `(?:``|[^`])*`
    | .
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def parameters(text: str) -> list[str]:
    """Return the names of the parameters that a text uses, in its order.

    Examples
    --------
    >>> parameters("MATCH (n {id: $actor}) WHERE n.name <> '$5' RETURN $`a b`, $actor // $no")
    ['actor', 'a b']
    """
    return list(dict.fromkeys(_name(match) for match in _TOKEN.finditer(text) if match["parameter"]))


def filled(text: str, value: Callable[[str], str]) -> str:
    """Put something in the place of every parameter.

    Examples
    --------
    >>> filled("RETURN $x + '$x'", {"x": "1"}.__getitem__)
    "RETURN 1 + '$x'"
    """
    return _TOKEN.sub(lambda match: value(_name(match)) if match["parameter"] else match[0], text)


def more_than_a_query(text: str) -> str | None:
    """Say what a text is instead of one query that can be run or explained as it stands; None where it is one.

    Examples
    --------
    >>> more_than_a_query("RETURN 1; RETURN 2")
    'several statements (;)'
    >>> more_than_a_query("MATCH (use:Actor) RETURN {use: use}; // done")
    """
    tokens = [match[0] for match in _TOKEN.finditer(text) if not match["blank"]]
    while tokens and tokens[-1] == ";":
        tokens.pop()
    if not tokens:
        return "none"
    if ";" in tokens:
        return "several statements (;)"
    words = [token.upper() for token in _without_options(tokens)]
    if words and words[0] in {"EXPLAIN", "PROFILE"}:
        return f"{words[0]}: --explain shows the plan"
    if any(_is_use(words, place) for place, word in enumerate(words) if word == "USE"):
        return "USE: --database chooses the database"
    return None


def _name(match: re.Match[str]) -> str:
    name = match["parameter"]
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def _without_options(tokens: Sequence[str]) -> Sequence[str]:
    """Leave out ``CYPHER 25 runtime=slotted`` before a query."""
    if tokens[0].upper() != "CYPHER":
        return tokens
    rest = tokens[1:]
    if rest and rest[0].isdigit():
        rest = rest[1:]
    while rest[1:2] == ["="]:
        rest = rest[3:]
    return rest


def _is_use(words: Sequence[str], place: int) -> bool:
    """Tell whether a word ``USE`` is a clause, which begins a query and names a graph, and not a name."""
    before = words[:place]
    if before and before[-1] in {"ALL", "DISTINCT"} and before[-2:-1] == ["UNION"]:
        before = before[:-1]
    begins = not before or before[-1] in {"{", "UNION", "NEXT"}
    return begins and re.match(r"[\w`]", "".join(words[place + 1 : place + 2])) is not None
