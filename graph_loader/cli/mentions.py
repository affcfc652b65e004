"""`coldwar mentions`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_loader.cli.options import DataOption, JsonOption
from graph_loader.cli.output import print_csv, print_json


def mentions(
    text: Annotated[
        Path, typer.Argument(metavar="TEXT", help="A UTF-8 text whose paragraphs begin with [p01], [p02], …")
    ],
    source: Annotated[str, typer.Option("--source", metavar="ID", help="Id of the source that the text is.")],
    data: DataOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to a CSV file; rows of other sources stay."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Count the names of all entities in a numbered text, paragraph by paragraph.

    Example: coldwar mentions new-article.txt --source new-article-2020 -o mentions.csv
    """
    from graph_loader.package.dataset import Dataset
    from graph_loader.package.files import write_text
    from graph_loader.package.mentions import count_mentions, merge_mentions, read_passages

    found = count_mentions(Dataset.load(data, tolerated={"orphan"}), read_passages(text), source)
    if out is not None:
        merged = merge_mentions(out, found, source)
        write_text(out, merged.to_csv(index=False, lineterminator="\n"))
    elif as_json:
        print_json(found.to_dict("records"))
    else:
        print_csv(list(found.columns), found.itertuples(index=False))
