"""`coldwar mentions`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.options import DataOption, JsonOption, the_package
from graph_loader.cli.output import plain, print_csv, print_json


def mentions(
    text: Annotated[
        Path, typer.Argument(metavar="TEXT", help="A text or Word file whose paragraphs begin with [p01], [p02], …")
    ],
    source: Annotated[str, typer.Option("--source", metavar="ID", help="Id of the source that the text is.")],
    data: DataOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="Write to a CSV file, such as a package's mentions.csv; rows of other sources stay.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Count the names of all entities in a numbered text, paragraph by paragraph.

    Numbers are those by which the source is cited: [p01] and [n01], or [44] where it is cited by pages.

    Example: coldwar mentions new-article.txt --source new-article-2020 -o mentions.csv
    """
    from graph_loader.package.dataset import Dataset
    from graph_loader.package.mentions import count_mentions, locator_kind, passages_of, update_mentions
    from graph_loader.package.texts import read_text

    dataset = Dataset.load(the_package(data), tolerated={"orphan"})
    kind = locator_kind(dataset, source)
    read = read_text(text)
    for note in read.notes:
        typer.echo(plain(note), err=True)
    found = count_mentions(dataset, passages_of(read.text, text, kind), source)
    if out is not None:
        update_mentions(out, found, source)
    elif as_json:
        print_json(found.to_dict("records"))
    else:
        print_csv(list(found.columns), found.itertuples(index=False))
