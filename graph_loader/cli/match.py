"""`coldwar match`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.options import JsonOption
from graph_loader.cli.output import console, plain, print_json, print_table, progress
from graph_loader.model.errors import DatasetError, UsageError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.collection.deciding import Decisions
    from graph_loader.collection.matching import Proposal
    from graph_loader.graph.network import ClaimGraph
    from graph_loader.model.claims import Key
    from graph_loader.package.dataset import Dataset

_SHOWN = 5
_KEYS = {"y": "same", "n": "different", "u": "unsure"}


def match(
    packages: Annotated[
        list[Path], typer.Argument(metavar="PACKAGE…", help="Two or more data packages, or a collection.")
    ],
    identities: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where decisions are kept.",
            show_default="the collection's file, else identities.csv here",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the proposals as CSV, to go through them.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="FILE", help="Take the decisions of such a file.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default="asked for")] = "",
    as_json: JsonOption = False,
) -> None:
    """Propose which entities of packages are the same, with grounds, and take decisions.

    In a terminal each pair is shown with what both sides say of it, and asked for: y(es), n(o), u(nsure), l(ater),
    q(uit). Nothing is the same before somebody decides it.

    Example: coldwar match my-package visits --by "A. Historian"
    """
    from graph_loader.collection.collection import read_packages
    from graph_loader.collection.deciding import Decisions, proposals_text
    from graph_loader.package.files import replaced_file, write_text

    if take and (out or as_json):
        raise UsageError("expected --take alone, found it with --out or --json")
    with progress("reading the packages"):
        description, read = read_packages(packages)
    if len(read) == 1:
        raise UsageError("expected two packages or more, found one")
    decisions = Decisions.of(read, identities or description.identities or Path("identities.csv"))
    if take:
        _take(decisions, take, by)
        return
    with progress("comparing names"):
        pairs = _proposals(read, decisions)
    names = {entity.key: entity.name for part in read for entity in part.entities}
    if out:
        with replaced_file(out) as draft:
            write_text(draft, proposals_text(pairs, names))
        typer.echo(f"{counted(len(pairs), 'pair')} in {out}: write same, different or unsure, then --take {out}")
    elif as_json:
        print_json([asdict(pair) | {"names": [names[pair.one], names[pair.other]]} for pair in pairs])
    elif sys.stdin.isatty() and pairs:
        _ask(read, decisions, pairs, by or typer.prompt("Who decides?"))
    else:
        _list(pairs, names)


def _proposals(packages: Sequence[Dataset], decisions: Decisions) -> list[Proposal]:
    from graph_loader.collection.matching import propose

    found = [pair for one, other in combinations(packages, 2) for pair in propose(one, other, decisions.known)]
    return sorted(found, key=lambda pair: (-pair.chance, pair.one, pair.other))


def _list(pairs: Sequence[Proposal], names: Mapping[Key, str]) -> None:
    rows = [
        (f"{pair.chance:.2f}", names[one], one.written, names[other], other.written, "; ".join(pair.grounds))
        for pair in pairs
        for one, other in [(pair.one, pair.other)]
    ]
    print_table(("chance", "one", "id", "other", "id", "grounds"), rows)
    typer.echo(f"{counted(len(pairs), 'pair')} to decide; in a terminal, or with --out and --take", err=True)


def _take(decisions: Decisions, file: Path, by: str) -> None:
    from graph_loader.collection.deciding import read_proposals

    changed = decisions.take(read_proposals(file, by or "unnamed"))
    typer.echo(f"{counted(changed, 'decision')} taken into {decisions.file}")


def _ask(packages: Sequence[Dataset], decisions: Decisions, pairs: Sequence[Proposal], by: str) -> None:
    """Show pair by pair and take what is typed; what was taken stays, whenever one stops."""
    from graph_loader.collection.deciding import decision
    from graph_loader.graph.network import to_networkx

    graphs = {part.name: to_networkx(part) for part in packages}
    screen = console()
    for number, pair in enumerate(pairs, start=1):
        screen.print(f"\n{number} of {len(pairs)} · chance {pair.chance:.2f} · {plain('; '.join(pair.grounds))}")
        for key in (pair.one, pair.other):
            _print_side(key, graphs[key.package])
        answer = typer.prompt("The same? [y/n/u/l/q]", default="l", show_default=False).strip().lower()[:1]
        if answer == "q":
            break
        if answer in _KEYS:
            try:
                decisions.take([decision(pair, _KEYS[answer], by)])
            except DatasetError as error:
                screen.print(plain(str(error.problems[0])), style="yellow")


def _print_side(key: Key, graph: ClaimGraph) -> None:
    from graph_loader.graph.dossier import dossier

    found = dossier(graph, key.id)
    screen = console()
    screen.print(plain(f"{found.name} · {found.label} · {key.written}"), style="bold")
    about = [found.description, *(f"{column.replace('_', ' ')}: {fact}" for column, fact in found.facts.items())]
    if found.aliases:
        about.append(f"also: {', '.join(found.aliases)}")
    for line in filter(None, about):
        screen.print(plain(f"  {line}"))
    ties = [tie for family in found.ties.values() for tie in family]
    for tie in ties[:_SHOWN]:
        screen.print(plain(f"  · {tie.date_in_words}: {tie.summary or tie.words} ({'; '.join(tie.citations)})"))
    if len(ties) > _SHOWN:
        screen.print(f"  · and {counted(len(ties) - _SHOWN, 'more claim')}")
