"""Every failure that the package expects, each with a message of one clear line.

The command line prints the message and exits with the class's `exit_status`; anything that is not a
`ColdWarError` is a defect of ours.
"""

from __future__ import annotations

from collections.abc import Iterable


class ColdWarError(Exception):
    """An expected failure.

    Parameters
    ----------
    message : str
        One line for the user: what was expected, what was found.

    Examples
    --------
    >>> str(ColdWarError("no data package in 'texts'"))
    "no data package in 'texts'"
    """

    exit_status = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(ColdWarError):
    """A command was given options that do not fit together."""

    exit_status = 2


class DatasetError(ColdWarError):
    """The data package breaks its rules.

    Parameters
    ----------
    problems : iterable of object
        The problems found; the text of each is one line, ``file:row:column: code: …``.

    Examples
    --------
    >>> error = DatasetError(["aliases.csv:3:kind: enum: expected one of …, found 'nick'"])
    >>> str(error)
    'the data package has 1 problem'
    >>> error.problems
    ("aliases.csv:3:kind: enum: expected one of …, found 'nick'",)
    """

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        count = sum(getattr(problem, "times", 1) for problem in self.problems)
        super().__init__(f"the data package has {count} problem{'' if count == 1 else 's'}")


class UnknownNameError(ColdWarError):
    """No entity bears this name.

    Parameters
    ----------
    name : str
        What was asked for.
    suggestions : iterable of str
        The most similar names, best first; may be empty.

    Examples
    --------
    >>> str(UnknownNameError("Corvalen", ["Luis Corvalán"]))
    "nothing is called 'Corvalen'; did you mean Luis Corvalán?"
    >>> str(UnknownNameError("Qwert"))
    "nothing is called 'Qwert'"
    """

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"nothing is called {name!r}{hint}")


class AmbiguousNameError(ColdWarError):
    """Several entities bear this name.

    Parameters
    ----------
    name : str
        What was asked for.
    suggestions : iterable of str
        A spelling for each candidate that is unmistakable.

    Examples
    --------
    >>> str(AmbiguousNameError("PC", ["pcch", "pca"]))
    "'PC' may be any of pcch, pca"
    """

    def __init__(self, name: str, suggestions: Iterable[str]) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        super().__init__(f"{name!r} may be any of {', '.join(self.suggestions)}")
