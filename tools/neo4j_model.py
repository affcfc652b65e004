"""Write docs/neo4j-model.md, the model of Neo4j with queries and what they answer: `make docs`.

The page's text is tools/templates/neo4j-model.md, its tables are made from the data and what tools/templates/
neo4j-model.yaml says of them. A block that begins with ```cypher rows=3 index=Claim_key is run: its first three rows
and the index that finds them stand under it; with `beside` it is run with the test package beside ours.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import neo4j

from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import ServerError
from graph_loader.database.library import Query
from graph_loader.database.load import load
from graph_loader.database.local import server
from graph_loader.database.local.home import USER
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.ports import free_port
from graph_loader.database.queries import Answer, run
from graph_loader.database.rows import PackageRows
from graph_loader.model import resources
from tools import model_tables

TEMPLATES = Path(__file__).parent / "templates"
BESIDE = Path(__file__).parent.parent / "tests" / "fixtures" / "mini"
BLOCK = re.compile(r"^```cypher (?P<options>[^\n]+)\n(?P<cypher>.*?)^```\n", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"<!-- answer -->\n.*?<!-- /answer -->\n", re.DOTALL)


class Block(NamedTuple):
    """A query of the page."""

    cypher: str
    rows: int
    indexes: tuple[str, ...]
    beside: bool

    @classmethod
    def of(cls, match: re.Match[str]) -> Block:
        """Read the line that opens it."""
        options = dict(option.partition("=")[::2] for option in match["options"].split())
        indexes = tuple(filter(None, options.get("index", "").split(",")))
        return cls(match["cypher"], int(options["rows"]), indexes, "beside" in options)


def blocks() -> list[Block]:
    """Return every query of the page that is run."""
    return [Block.of(match) for match in BLOCK.finditer(_template())]


def page(answers: list[Answer] | None = None) -> str:
    """Return the page; without answers, what stands in it beside them."""
    rows = PackageRows.read(resources.data_dir())
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False)
    said = iter(answers or ())

    def shown(match: re.Match[str]) -> str:
        block = Block.of(match)
        answer = "\n".join(_answer(next(said), block)) if answers else ""
        return f"```cypher\n{block.cypher}```\n\n<!-- answer -->\n{answer}<!-- /answer -->\n"

    filled = environment.from_string(_template()).render(model_tables.tables(rows))
    return BLOCK.sub(shown, filled)


def unanswered(text: str) -> str:
    """Return a page without its answers."""
    return ANSWER.sub("<!-- answer -->\n<!-- /answer -->\n", text)


def ask(driver: neo4j.Driver, cypher: str) -> Answer:
    """Run a query and return its rows."""
    return run(driver, "neo4j", Query("", "", "", "", (), {}, cypher), {})


def answers(driver: neo4j.Driver) -> list[Answer]:
    """Answer every query in an empty database: first those of our package, then those with another beside it."""
    asked, found = blocks(), {}
    for beside, package in ((False, resources.data_dir()), (True, BESIDE)):
        load(driver, "neo4j", package)
        found |= {block: ask(driver, block.cypher) for block in asked if block.beside == beside}
    return [found[block] for block in asked]


def _template() -> str:
    return (TEMPLATES / "neo4j-model.md").read_text(encoding="utf-8")


def _answer(answer: Answer, block: Block) -> Iterator[str]:
    """Say how many rows a query returns and by which index it finds them, and show the first."""
    rows, shown = answer.rows, answer.rows[: block.rows]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}" if rows else "No rows"
    first = f", the first {len(shown)}" if len(shown) < len(rows) else ""
    by = f" By index {', '.join(f'`{name}`' for name in block.indexes)}." if block.indexes else ""
    yield f"{count}{first}.{by}\n"
    if rows:
        yield from model_tables.grid(answer.columns, ([_text(value) for value in row] for row in shown))
    yield ""


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:,.10g}"
        case list():
            return ", ".join(map(_text, value))
    return str(value).replace("|", "\\|")


def main(file: Path) -> None:
    """Write the page with the answers of a Neo4j that is started for it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COLDWAR_HOME"] = home
        try:
            started = server.start(LONG_TERM, bolt_port=free_port(), http_port=free_port(), guide_port=free_port())
        except ServerError as error:
            raise SystemExit(f"{file}: {error}") from None
        try:
            with connect(Target(started.ports.bolt_uri, USER, started.home.password())) as driver:
                text = page(answers(driver))
        finally:
            server.stop(LONG_TERM)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
