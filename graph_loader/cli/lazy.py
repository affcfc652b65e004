"""Commands that are imported when they are run, not when they are listed."""

from __future__ import annotations

import importlib
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from graph_loader.model.errors import UsageError

_PACKAGE = "graph_loader.cli"


class Entry(NamedTuple):
    """Where a command is: ``module:attribute`` in `graph_loader.cli`, and its line in the list of commands."""

    target: str
    help: str

    @property
    def module(self) -> str:
        """The full name of the module that holds the command."""
        return f"{_PACKAGE}.{self.target.partition(':')[0]}"

    def load(self, name: str) -> Any:
        """Import the module and return its function or Typer application as a command called `name`."""
        found = getattr(importlib.import_module(self.module), self.target.partition(":")[2])
        if not isinstance(found, typer.Typer):
            app = typer.Typer(add_completion=False)
            app.command(name)(found)
            found = app
        found.rich_markup_mode = None
        command = get_command(found)
        command.name = name
        _refuse_repetition(command)
        return command


def _refuse_repetition(command: Any) -> None:
    """Make a command, and those of its group, refuse an option that has one value and is given two."""
    for inner in getattr(command, "commands", {}).values():
        _refuse_repetition(inner)
    parse_args = command.parse_args

    def parse(ctx: Any, args: list[str]) -> Any:
        given = list(args)
        rest = parse_args(ctx, args)  # first, for it has the better message about a wrong option
        _, _, order = command.make_parser(ctx).parse_args(args=given)
        for param in order:
            if param.param_type_name == "option" and not (param.multiple or param.is_flag) and order.count(param) > 1:
                raise UsageError(f"expected {max(param.opts, key=len)} once, found it {order.count(param)} times")
        return rest

    command.parse_args = parse


class LazyGroup(TyperGroup):
    """A group that lists its `entries` by their one-line help and imports only the one that is run."""

    entries: ClassVar[dict[str, Entry]] = {}

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        for name, entry in self.entries.items():
            self.add_command(TyperCommand(name, short_help=entry.help), name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Replace the listed stand-in by the command itself, with all its options."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, self.entries[str(name)].load(str(name)), rest
