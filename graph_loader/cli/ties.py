"""A tie as `coldwar show` and `coldwar path` print it: what, when, on whose word and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding

from graph_loader.cli.output import plain
from graph_loader.graph.told import POLARITY

if TYPE_CHECKING:
    from rich.console import Console

    from graph_loader.graph.told import Tie

_STATED, _REPORTED = "stated", "reported"


def print_tie(screen: Console, tie: Tie) -> None:
    """Print one tie: its words and date, then indented its summary and evidence."""
    place = tie.place if tie.place and tie.place not in tie.words else None
    details = [tie.role, tie.amount, tie.about and f"about {tie.about}", place and f"at {place}"]
    marks = "".join(f" · {detail}" for detail in details if detail)
    screen.print(Padding(plain(f"{tie.date_in_words}: {tie.words}{marks}"), (0, 0, 0, 2), expand=False))
    if tie.polarity:
        _print_indented(screen, POLARITY[tie.polarity], "bold")
    _print_indented(screen, tie.summary)
    if voice := _voice(tie):
        _print_indented(screen, voice, "magenta")
    for citation in tie.citations:
        whose = f"{tie.id}, {tie.package}" if tie.package else tie.id
        _print_indented(screen, f"{citation} ({whose})", "dim")
    for other in tie.same_fact:
        _print_indented(screen, f"the same fact: {other}")
    for annotation in tie.annotations:
        _print_indented(screen, f"! {annotation}", "yellow")


def _voice(tie: Tie) -> str:
    """Say how firmly a tie is claimed and on whose word; nothing where the author simply tells it."""
    if not tie.reported_by:
        return "" if tie.standing == _STATED else tie.standing
    firmness = "" if tie.standing in (_STATED, _REPORTED) else f"{tie.standing}, "
    return f"{firmness}reported by {', '.join(tie.reported_by)}"


def _print_indented(screen: Console, text: str, style: str = "none") -> None:
    screen.print(Padding(plain(text), (0, 0, 0, 6), expand=False), style=style)
