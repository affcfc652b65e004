"""Changes to the tables of a data package, for tests."""

import csv
from collections.abc import Callable
from pathlib import Path

Rows = list[dict[str, str]]


def edit(package: Path, table: str, change: Callable[[Rows], Rows]) -> None:
    """Replace the rows of a table by what `change` makes of them."""
    file = package / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = change(list(reader))
        columns = reader.fieldnames or ()
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_cell(package: Path, table: str, id_: str, column: str, value: str) -> None:
    """Change one cell of the row with an id."""
    edit(package, table, lambda rows: [row | {column: value} if row["id"] == id_ else row for row in rows])


def drop(package: Path, table: str, **cells: str) -> None:
    """Remove the rows that have these cells."""
    edit(package, table, lambda rows: [row for row in rows if not cells.items() <= row.items()])


def rewrite(package: Path, file: str, old: str, new: str) -> None:
    """Change the first occurrence of a text in a file, which must have it; line ends stay as they are written."""
    path = package / file
    text = path.read_bytes().decode()
    assert old in text, "the test changes something that the package has"
    path.write_bytes(text.replace(old, new, 1).encode())
