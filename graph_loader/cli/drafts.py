"""Reading a data package as a release or, with ``--draft``, as a draft: what both say, for all commands alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from graph_loader.model.errors import DatasetError
from graph_loader.model.numerals import counted

if TYPE_CHECKING:
    from graph_loader.package.dataset import Dataset
    from graph_loader.package.leaving_out import LeftOut


def read_dataset(data: Sequence[Path] | None, *, draft: bool) -> Dataset:
    """Read and check a data package, or several; say what a draft leaves out."""
    from graph_loader.package.dataset import Dataset

    with pointing_to_drafts():
        dataset = Dataset.load(data, draft=draft)
    say_left_out(dataset.left_out)
    return dataset


@contextmanager
def pointing_to_drafts() -> Iterator[None]:
    """Say of a package whose rules are broken, but which can be read, that it can be had as a draft."""
    try:
        yield
    except DatasetError as error:
        if error.problems and all(getattr(problem, "severity", "") == "fault" for problem in error.problems):
            error.message += "; --draft works on the rest"
        raise


def say_left_out(left_out: LeftOut | None) -> None:
    """Say of a draft what it leaves out."""
    if left_out is not None:
        say_draft(left_out.count)


def say_draft(count: int) -> None:
    """Say in one line on standard error that this is a draft, and how many rows it does without."""
    typer.echo(f"draft: {counted(count, 'row')} left out; `coldwar validate` lists what is wrong", err=True)
