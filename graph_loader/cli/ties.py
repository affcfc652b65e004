"""A tie as `coldwar show` and `coldwar path` print it: what, when, on whose word and where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from graph_loader.cli.output import plain
from graph_loader.graph.told import POLARITY

if TYPE_CHECKING:
    from rich.console import Console

    from graph_loader.graph.told import Tie

_STATED, _REPORTED = "stated", "reported"
_HEAD, _DETAIL = 2, 6
"""How far the words of a tie are indented, and all that stands below them."""


def print_tie(screen: Console, tie: Tie) -> None:
    """Print one tie: its words and date, then indented its summary and evidence."""
    said, width = Text(), screen.width
    for indent, text, style in _parts(tie):
        for line in _wrapped(plain(text), screen, width - indent):
            said.append(f"{' ' * indent}{line}\n", style)
    # In one piece and as it is: rich lays out a line in the time in which a hundred are written.
    screen.print(said, end="", soft_wrap=True)


def _parts(tie: Tie) -> Iterator[tuple[int, str, str]]:
    """Yield what is told of a tie: indent, text and style."""
    place = tie.place if tie.place and tie.place not in tie.words else None
    details = [tie.role, tie.amount, tie.about and f"about {tie.about}", place and f"at {place}"]
    marks = "".join(f" · {detail}" for detail in details if detail)
    yield _HEAD, f"{tie.date_in_words}: {tie.words}{marks}", ""
    if tie.polarity:
        yield _DETAIL, POLARITY[tie.polarity], "bold"
    yield _DETAIL, tie.summary, ""
    if voice := _voice(tie):
        yield _DETAIL, voice, "magenta"
    for citation in tie.citations:
        whose = f"{tie.id}, {tie.package}" if tie.package else tie.id
        yield _DETAIL, f"{citation} ({whose})", "dim"
    for other in tie.same_fact:
        yield _DETAIL, f"the same fact: {other}", ""
    for annotation in tie.annotations:
        yield _DETAIL, f"! {annotation}", "yellow"


def _voice(tie: Tie) -> str:
    """Say how firmly a tie is claimed and on whose word; nothing where the author simply tells it."""
    if not tie.reported_by:
        return "" if tie.standing == _STATED else tie.standing
    firmness = "" if tie.standing in (_STATED, _REPORTED) else f"{tie.standing}, "
    return f"{firmness}reported by {', '.join(tie.reported_by)}"


def _wrapped(text: str, screen: Console, width: int) -> list[str]:
    """Cut a text into lines of at most so many columns of a terminal."""
    if (len(text) if text.isascii() else cell_len(text)) <= width and "\n" not in text:
        return [text]
    return [line.plain.rstrip() for line in Text(text).wrap(screen, max(width, 1))]
