"""Write the reference of the command line from the commands' own help: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from graph_loader.cli import app

HEAD = """# The command line

Made by `make docs` from the help of the commands; do not edit.
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    command = get_command(app)
    context = typer.Context(command, info_name="coldwar", terminal_width=100, **command.context_settings)
    return "\n".join([HEAD, *_sections(context)])


def _sections(context: Any) -> Iterator[str]:
    command = context.command
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, TyperGroup):
        for name in command.list_commands(context):
            _, subcommand, _ = command.resolve_command(context, [name])
            yield from _sections(typer.Context(subcommand, info_name=name, parent=context))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")
