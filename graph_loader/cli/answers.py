"""What `coldwar query` prints: the rows of an answer, or the plan for it."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice

import neo4j

from graph_loader.cli.asking import Asked
from graph_loader.cli.output import (
    plain,
    print_csv,
    print_json,
    print_table,
    progress,
    whole,
    write_csv,
    write_json_rows,
)
from graph_loader.database.cells import text
from graph_loader.database.explain import explain
from graph_loader.database.plan import Plan, Step
from graph_loader.database.queries import answering

_SHOWN = 1000
"""Rows of a table, which is for people; CSV and JSON have all."""
_LONGEST = 100
_COLUMNS = ("operator", "what it does", "on what", "rows")


def print_answer(
    driver: neo4j.Driver, database: str, asked: Asked, *, json: bool = False, csv: bool = False, excel: bool = False
) -> None:
    """Run a query that only reads and print its rows: all of them, or none where it fails."""
    query, values = asked.query, asked.values
    with whole() as stream, progress("asking Neo4j"):
        notes = explain(driver, database, query, values).notes if not query.theme else []
        with answering(driver, database, query, values) as (columns, rows):
            if json:
                write_json_rows(stream, {"name": query.name, "parameters": values}, columns, rows)
            elif csv:
                write_csv(stream, columns, ([text(cell) for cell in row] for row in rows), excel=excel)
            else:
                shown = [[text(cell) for cell in row] for row in islice(rows, _SHOWN)]
                more = next(rows, None) is not None
    if not json and not csv:
        print_table(columns, shown, title=query.title)
        if more:
            notes = [*notes, f"the first {_SHOWN:,} rows are shown, --csv and --json give all"]
    _say(query.name, notes)


def print_plan(
    driver: neo4j.Driver, database: str, asked: Asked, *, json: bool = False, csv: bool = False, excel: bool = False
) -> None:
    """Print the plan of a query that only reads, the indexes that it uses and what may take long; nothing is run."""
    with progress("asking Neo4j"):
        plan = explain(driver, database, asked.query, asked.values)
    if json:
        print_json(_described(asked, plan))
        return
    if csv:
        print_csv(_COLUMNS, map(_row, plan.steps), excel=excel)
        return
    rows = [_row(replace(step, details=_short(step.details))) for step in plan.steps]
    print_table(_COLUMNS, rows, title=f"Plan of {asked.query.name}: read it from below; rows are what Neo4j expects")
    print(f"indexes: {', '.join(map(plain, plan.indexes())) or 'none'}")
    for cost in plan.costs():
        print(f"costly: {plain(cost)}")
    _say(asked.query.name, plan.notes)


def _row(step: Step) -> tuple[str, str, str, float | None]:
    rows = step.rows if step.rows is None else round(step.rows, 0 if step.rows >= 1 else 3)
    return "│ " * step.depth + step.operator, step.does, step.details, rows


def _short(details: str) -> str:
    return details if len(details) <= _LONGEST else details[: _LONGEST - 1] + "…"


def _described(asked: Asked, plan: Plan) -> dict[str, object]:
    return {
        "name": asked.query.name,
        "parameters": asked.values,
        "steps": [
            {
                "operator": step.operator,
                "depth": step.depth,
                "does": step.does,
                "details": step.details,
                "rows": step.rows,
                "costly": step.costly,
            }
            for step in plan.steps
        ],
        "indexes": plan.indexes(),
        "costly": plan.costs(),
        "notes": plan.notes,
    }


def _say(name: str, notes: list[str]) -> None:
    for note in notes:
        print(f"{name}: {plain(note)}", file=sys.stderr)
