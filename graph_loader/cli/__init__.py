"""The command line `coldwar`: one thin module per command, imported only when its command runs.

Importing pandas, NetworkX or the Neo4j driver takes most of a second, so the commands are named here by text and
`coldwar --help` answers without them.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from graph_loader import __version__
from graph_loader.cli.failures import reported
from graph_loader.cli.lazy import Entry, LazyGroup

COMMANDS: dict[str, Entry] = {
    "new": Entry("new:new", "Begin a data package of your own."),
    "build": Entry("build:build", "Validate the data and write pages, tables and exports."),
    "validate": Entry("validate:validate", "Check a data package and list every problem."),
    "import": Entry("import_:import_", "Import tables, XML and graphs as claims, by a recipe."),
    "tidy": Entry("tidy:tidy", "Bring the files of a data package into form, without touching what they say."),
    "undo": Entry("tidy:undo", "Take back the last change of a data package by a command."),
    "show": Entry("show:show", "Print the dossier of an entity: who it is, its ties, their evidence."),
    "path": Entry("path:path", "Show how two entities are connected, with the evidence of every step."),
    "analyse": Entry("analyse:analyse", "Print one analysis as a table."),
    "view": Entry("view:view", "Write one interactive page of the network."),
    "match": Entry("match:match", "Propose which entities of several packages are the same, and take decisions."),
    "compare": Entry("compare:compare", "Compare what two coders made of the same passages."),
    "merge": Entry("merge:merge", "Merge two coders' copies of a package."),
    "export": Entry("export:export", "Write the graph in another format."),
    "mentions": Entry("mentions:mentions", "Count the names of all entities in a numbered text."),
    "workbook": Entry("workbook:app", "Code in a spreadsheet: write a package as a workbook, and read it back."),
    "sources": Entry("sources:app", "Take sources from a bibliography, or write one."),
    "serve": Entry("serve:serve", "Serve the pages and the Neo4j guide on this machine."),
    "server": Entry("server:app", "Start, stop and inspect the local Neo4j."),
    "load": Entry("database:load", "Load the data package into Neo4j."),
    "unload": Entry("packages:unload", "Remove a data package from Neo4j."),
    "packages": Entry("packages:packages", "List the data packages that Neo4j holds."),
    "verify": Entry("database:verify", "Compare Neo4j with the data package, element by element."),
    "queries": Entry("query:queries", "List the named Cypher queries."),
    "query": Entry("query:query", "Run a named Cypher query."),
    "up": Entry("up:up", "Build, start Neo4j, load and verify: everything at once."),
    "down": Entry("up:down", "Stop what `coldwar up` started."),
}

_SELDOM = 100_000
"""Objects after which Python looks for cycles: most of what a command makes stays until it ends."""


class ColdWarGroup(LazyGroup):
    """The top-level group of commands."""

    entries = COMMANDS


app = typer.Typer(
    name="coldwar",
    cls=ColdWarGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coldwar {__version__}")
        raise typer.Exit


@app.callback()
def coldwar(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A graph database of Cold War relationships, every tie with its source.

    Example: coldwar show "Luis Corvalán"
    """


@reported
def main() -> object:
    """Run the command line and exit with its status: 0 done, 1 failed, 2 wrong usage."""
    gc.set_threshold(_SELDOM)
    return app(standalone_mode=False, prog_name="coldwar")
