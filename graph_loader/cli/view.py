"""`coldwar view`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.drafts import read_dataset
from graph_loader.cli.options import BetweenOption, DataOption, DraftOption, FamilyOption, check_families
from graph_loader.cli.output import progress


def view(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="HTML file to write.")] = Path("view.html"),
    preset: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="First view: all, a preset of the package's study or a family, a theatre or a source; "
            "an unknown name is answered with those that there are. Without it, what the study shows first.",
        ),
    ] = None,
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only what surrounds this entity, whole, under any name, alias or spelling; may be repeated.",
        ),
    ] = None,
    steps: Annotated[
        int, typer.Option(metavar="N", min=1, max=3, help="How many ties away what surrounds an entity may be.")
    ] = 1,
    path: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="A B",
            help="Only what lies on the shortest connections of two entities, or on one a step longer, whole.",
        ),
    ] = None,
    family: FamilyOption = None,
    between: BetweenOption = None,
    language: Annotated[str, typer.Option(help="Language of the page: en or es.")] = "en",
    data: DataOption = None,
    draft: DraftOption = False,
) -> None:
    """Write one interactive page of the network, which needs no server and no network to open.

    With --focus or --path the page holds that part alone, with every claim among the entities in it, and says so.
    Otherwise it holds everything; of more than 250,000 claims, an overview.

    Example: coldwar view --focus "Luis Corvalán" --family influence --between 1970 1977 -o corvalan.html
    """
    with progress("loading the libraries") as say:
        from graph_loader import analysis, views
        from graph_loader.graph.network import to_networkx
        from graph_loader.graph.parts import part
        from graph_loader.package.names import NameIndex

        say("reading and checking the data")
        dataset = read_dataset(data, draft=draft)
        check_families(family or [], dataset.vocabulary.families)
        names = NameIndex(dataset)
        whom = list(dict.fromkeys(names.resolve(name).id for name in focus or ()))
        ends = (names.resolve(path[0]).id, names.resolve(path[1]).id) if path else None
        graph = to_networkx(dataset)
        shown = graph
        if whom or ends:
            shown = part(graph, focus=whom, steps=steps, path=ends, families=family or (), between=between)
        say("ranking the actors")
        measures = analysis.measures(graph)
        say("writing the page")
        page = views.explorer(
            shown,
            preset=preset,
            families=family or (),
            between=between,
            measures=measures,
            language=language,
        )
        page.write(out)
    typer.echo(f"Open {out} in a browser.")
