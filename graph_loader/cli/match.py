"""`coldwar match`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph_loader.cli.options import JsonOption
from graph_loader.cli.output import console, plain, print_json, print_table, progress
from graph_loader.model.errors import ColdWarError, DatasetError, UsageError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.collection.deciding import Decisions
    from graph_loader.collection.description import Description
    from graph_loader.collection.matching import Proposal
    from graph_loader.graph.network import ClaimGraph
    from graph_loader.graph.told import Tie
    from graph_loader.model.claims import Key
    from graph_loader.package.dataset import Dataset

_SHOWN = 5
_KEYS = {"y": "same", "n": "different", "u": "unsure"}


@dataclass(frozen=True)
class _Matter:
    """What is to be decided: proposals, what each side is called, and how one looks on the screen."""

    decisions: Decisions
    pairs: list[Proposal]
    names: Mapping[Key, str]
    show: Callable[[Key], None]


def match(
    packages: Annotated[
        list[Path], typer.Argument(metavar="PACKAGE…", help="Two or more data packages, or a collection.")
    ],
    claims: Annotated[
        bool, typer.Option("--claims", help="Propose claims that may tell one fact, when it is decided who is who.")
    ] = False,
    identities: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where decisions on who is who are kept.",
            show_default="the collection's file, else identities.csv here",
        ),
    ] = None,
    facts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where decisions on claims are kept.",
            show_default="the collection's file, else facts.csv here",
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
    """Propose which entities of packages are the same, or which claims tell one fact, and take decisions.

    In a terminal each pair is shown with its grounds and with what both sides say, and asked for: y(es), n(o),
    u(nsure), l(ater), q(uit). Nothing is the same before somebody decides it.

    Example: coldwar match my-package visits --by "A. Historian"
    """
    from graph_loader.collection.collection import read_packages
    from graph_loader.collection.deciding import proposals_text
    from graph_loader.package.files import replaced_file, write_text

    if take and (out or as_json):
        raise UsageError("expected --take alone, found it with --out or --json")
    if out and as_json:
        raise UsageError("expected --out or --json, found both")
    if facts and not claims:
        raise UsageError("expected --facts with --claims, found it alone")
    with progress("reading the packages"):
        description, read = read_packages(packages)
    if len(read) == 1:
        raise UsageError("expected two packages or more, found one")
    described = replace(
        description,
        identities=identities or description.identities or Path("identities.csv"),
        facts=facts or description.facts or Path("facts.csv"),
    )
    with progress("comparing claims" if claims else "comparing names"):
        matter = (_of_claims if claims else _of_entities)(described, read, propose=not take)
    if take:
        _take(matter.decisions, take, by)
    elif out:
        _expect_free(out, matter.decisions)
        with replaced_file(out) as draft:
            write_text(draft, proposals_text(matter.pairs, matter.names))
        typer.echo(f"{counted(len(matter.pairs), 'pair')} in {out}: write same, different or unsure, then --take {out}")
    elif as_json:
        print_json([asdict(it) | {"names": [matter.names[it.one], matter.names[it.other]]} for it in matter.pairs])
    elif sys.stdin.isatty() and matter.pairs:
        _ask(matter, by or typer.prompt("Who decides?"))
    else:
        _list(matter)


def _of_entities(description: Description, packages: Sequence[Dataset], *, propose: bool) -> _Matter:
    from graph_loader.collection import matching
    from graph_loader.collection.deciding import Decisions
    from graph_loader.graph.network import to_networkx

    decisions = Decisions.of(packages, description.identities or Path())
    couples = combinations(packages if propose else (), 2)
    found = [pair for one, other in couples for pair in matching.propose(one, other, decisions.known)]
    pairs = sorted(found, key=lambda pair: (-pair.chance, pair.one, pair.other))
    names = {entity.key: entity.name for part in packages for entity in part.entities}
    graph = cache(lambda package: to_networkx(next(part for part in packages if part.name == package)))
    return _Matter(decisions, pairs, names, lambda key: _print_entity(key, graph(key.package)))


def _of_claims(description: Description, packages: Sequence[Dataset], *, propose: bool) -> _Matter:
    from graph_loader.collection.collection import Collection
    from graph_loader.collection.deciding import Decisions
    from graph_loader.collection.identities import FACTS, SAME
    from graph_loader.collection.telling import propose_facts
    from graph_loader.graph.dossier import tie
    from graph_loader.graph.network import to_networkx

    whole = Collection.joined(description, packages)
    if all(each.decision != SAME for each in whole.decisions):
        raise ColdWarError("expected two that are decided to be the same, found none: first match without --claims")
    decisions = Decisions.on(whole.told_of, description.facts or Path(), FACTS)
    graph = to_networkx(whole)
    edges = graph.edges(keys=True, data=True)
    ties = {whole.origins[key]: tie(graph, from_, to, claim) for from_, to, key, claim in edges}
    names = {key: f"{it.date_in_words}: {it.words}. {it.summary}".strip() for key, it in ties.items()}
    pairs = propose_facts(whole) if propose else []
    return _Matter(decisions, pairs, names, lambda key: _print_claim(key, ties[key]))


def _list(matter: _Matter) -> None:
    rows = [
        (f"{it.chance:.2f}", matter.names[one], one.written, matter.names[other], other.written, "; ".join(it.grounds))
        for it in matter.pairs
        for one, other in [(it.one, it.other)]
    ]
    print_table(("chance", "one", "id", "other", "id", "grounds"), rows)
    typer.echo(f"{counted(len(matter.pairs), 'pair')} to decide; in a terminal, or with --out and --take", err=True)


def _expect_free(out: Path, decisions: Decisions) -> None:
    """Refuse to write proposals over decisions: those that are kept, or a list of which some were not taken."""
    from graph_loader.collection.deciding import read_proposals

    if out.exists() and decisions.file.exists() and out.samefile(decisions.file):
        raise UsageError(f"expected another file than that of the decisions, found --out {out}")
    if not out.exists():
        return
    try:
        left = decisions.not_taken(read_proposals(out, ""))
    except ColdWarError:
        raise ColdWarError(f"{out}: expected a new file or a list that match wrote, found something else") from None
    if left:
        raise ColdWarError(f"{out}: {counted(left, 'decision')} in it not taken yet: --take {out} first")


def _take(decisions: Decisions, file: Path, by: str) -> None:
    from graph_loader.collection.deciding import read_proposals

    found = read_proposals(file, by)
    if not all(each.decided_by for each in found):
        if not sys.stdin.isatty():
            raise UsageError("expected --by, the name of who decides, found none")
        found = read_proposals(file, typer.prompt("Who decides?"))
    changed = decisions.take(found, file.name)
    typer.echo(f"{counted(changed, 'decision')} taken into {decisions.file}")


def _ask(matter: _Matter, by: str) -> None:
    """Show pair by pair and take what is typed; what was taken stays, whenever one stops."""
    from graph_loader.collection.deciding import decision

    screen = console()
    for number, pair in enumerate(matter.pairs, start=1):
        whole = f"{number} of {len(matter.pairs)}"
        screen.print(f"\n{whole} · chance {pair.chance:.2f} · {plain('; '.join(pair.grounds))}")
        for key in (pair.one, pair.other):
            matter.show(key)
        answer = typer.prompt("The same? [y/n/u/l/q]", default="l", show_default=False).strip().lower()[:1]
        if answer == "q":
            break
        if answer in _KEYS:
            try:
                matter.decisions.take([decision(pair, _KEYS[answer], by)])
            except DatasetError as error:
                screen.print(plain(str(error.problems[0])), style="yellow")


def _print_claim(key: Key, told: Tie) -> None:
    from graph_loader.cli.ties import print_tie

    screen = console()
    screen.print(plain(key.written), style="bold")
    print_tie(screen, told)


def _print_entity(key: Key, graph: ClaimGraph) -> None:
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
