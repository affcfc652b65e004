"""A problem of the data package: where it is, what was expected, what was found, what may be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from graph_loader.model.errors import ColdWarError

Severity = Literal["unreadable", "fault", "note"]
"""Three degrees.

``unreadable``: what stands there cannot be told, and nothing that rests on it can be done. ``fault``: a rule is broken;
a draft does without the row, a release wants none. ``note``: allowed, and worth a look.
"""

_UNREADABLE = frozenset(
    {
        "column-clash",
        "descriptor",
        "duplicate-column",
        "empty-file",
        "encoding",
        "fact-contradiction",
        "fact-within",
        "file-too-large",
        "identity-contradiction",
        "identity-loop",
        "identity-within",
        "missing-column",
        "missing-file",
        "not-a-file",
        "not-csv",
        "nul-byte",
        "package",
        "quoting",
        "separator",
        "unreadable",
        "vocabulary-clash",
    }
)
_NOTES = frozenset(
    {
        "about-required",
        "ambiguous-number",
        "amount-required",
        "cause-after-effect",
        "distant-date",
        "fact-ends",
        "fact-package",
        "identifier-scheme",
        "identifier-shared",
        "identity-package",
        "lifetime",
        "no-decisions",
        "query-default",
        "reported-by",
        "similar-claim",
        "stray-file",
        "uncited",
        "summary-names",
        "summary-year",
        "unused",
    }
)
"""Codes by degree; every other code is a fault."""

OF_FORM = frozenset(
    {
        "blank-row",
        "byte-order-mark",
        "column-order",
        "encoding",
        "final-newline",
        "line-ending",
        "normalization",
        "order",
        "separator",
        "space",
    }
)
"""Codes of what is wrong with the form of a file alone."""

TIDY = "coldwar tidy PACKAGE mends the form of files, and touches nothing that they say"

HARMLESS = frozenset(
    {
        "blank-row",
        "byte-order-mark",
        "column-order",
        "extra-column",
        "final-newline",
        "line-ending",
        "order",
        "orphan",
        "passage-gap",
        "passage-note",
        "study",
    }
)
"""Codes of faults for which no row is left out: the form of a file, or something that is still to come."""

SHOWN = 50
"""Problems of one kind in one column that are printed; the others are counted."""
MOST = 10_000
"""Problems of one kind in one column that a program is told; the others are counted."""

_LONGEST = 60
_LIKENESS = 75
_HINTS = 20


class FileError(ColdWarError):
    """A file without which nothing of a data package can be read is missing or broken.

    Parameters
    ----------
    file : str
        The file within the package.
    detail : str
        What was expected and what was found.
    """

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}")
        self.file = file
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or that deserves a look, in the data package.

    Attributes
    ----------
    file : str
        The file within the package.
    row : int or None
        Line on which the record begins, as an editor counts; the header is 1. None for the whole file.
    column : str
        The column, or empty for the whole row.
    code : str
        The rule that is broken.
    message : str
        What was expected and what was found.
    times : int
        How many problems of its kind it stands for: itself, and those behind it that are not listed.
    severity : {'unreadable', 'fault', 'note'}
        The degree of all problems with this code.

    Examples
    --------
    >>> print(Problem("aliases.csv", 3, "kind", "enum", "expected 'title' or 'acronym', found 'titel'"))
    aliases.csv:3:kind: enum: expected 'title' or 'acronym', found 'titel'
    """

    file: str
    row: int | None
    column: str
    code: str
    message: str
    times: int = 1
    severity: Severity = field(init=False)

    def __post_init__(self) -> None:
        degree = "unreadable" if self.code in _UNREADABLE else "note" if self.code in _NOTES else "fault"
        object.__setattr__(self, "severity", degree)

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(str(self.row))
            place += [self.column] if self.column else []
        return f"{':'.join(place)}: {self.code}: {self.message}"


def quoted(text: str) -> str:
    r"""Put a text from the data into quotes, on one line and not too long.

    Examples
    --------
    >>> print(quoted("one\ntwo"))
    'one\ntwo'
    """
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """Suggest the choice that is most like a text, ready to be put behind a message.

    Examples
    --------
    >>> did_you_mean("salvador-alende", ["salvador-allende", "ussr"])
    ", did you mean 'salvador-allende'?"
    >>> did_you_mean("xyz", ["ussr"])
    ''
    """
    return hints(choices)(text)


def hints(choices: Iterable[str]) -> Callable[[str], str]:
    """Return a `did_you_mean` for many texts: after the first twenty it keeps still, for nobody reads more."""
    listed: list[str] = []
    given = 0

    def hint(text: str) -> str:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where something is wrong

        nonlocal given
        given += 1
        if given > _HINTS:
            return ""
        if not listed:
            listed.extend(sorted(choices))
        best = process.extractOne(text[:_LONGEST], listed, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return f", did you mean {quoted(best[0])}?" if best else ""

    return hint


def limited(problems: Iterable[Problem], most: int = MOST) -> list[Problem]:
    """Keep so many problems of one kind in one column, and one more that stands for those behind.

    Examples
    --------
    >>> problems = (Problem("aliases.csv", row, "kind", "enum", "…") for row in range(2, 9))
    >>> [(problem.row, problem.times) for problem in limited(problems, 2)]
    [(2, 1), (3, 1), (4, 5)]
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    kept: list[Problem] = []
    beyond: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        kind = (problem.file, problem.column, problem.code)
        counts[kind] += 1
        if counts[kind] <= most:
            kept.append(problem)
        else:
            beyond.setdefault(kind, problem)
    return [*kept, *(replace(problem, times=counts[kind] - most) for kind, problem in beyond.items())]


def listed(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem, for the first fifty of one kind in one column, then how many more there are."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for problem in problems:
        kind = (problem.file, problem.column, problem.code, problem.severity)
        counts[kind] += problem.times
        if counts[kind] <= SHOWN:
            yield str(problem) if problem.severity == "fault" else f"{problem} ({problem.severity})"
    for (file, column, code, severity), count in counts.items():
        if count > SHOWN:
            place = f"{file}: {column}" if column else file
            yield f"{place}: {code}: … and {count - SHOWN:,} more like the {SHOWN} above ({severity})"
