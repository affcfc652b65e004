"""CSV files for ``neo4j-admin database import full``, which fills an empty database with millions of rows in seconds.

Nodes and relationships are exactly those that `coldwar load` writes. The import makes no keys or indexes: the next
`coldwar load` makes them, and finds nothing else to do.
"""

from __future__ import annotations

from pathlib import Path

from graph_loader.database.import_files import ARGUMENTS
from graph_loader.database.import_filling import fill
from graph_loader.database.lock import COMPLETE
from graph_loader.database.progress import Say, silent
from graph_loader.database.rows import PackageRows
from graph_loader.package.files import replaced_folder

__all__ = ["ARGUMENTS", "COMMAND", "write"]

COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS}"


def write(rows: PackageRows, out: Path, *, say: Say = silent) -> str:
    """Write a data package as files for the bulk import; return the command that imports them.

    Raises
    ------
    DatasetError
        If the package refers to what it does not hold.
    ColdWarError
        If `out` holds what we did not write.
    """
    with replaced_folder(out) as folder:
        fill(rows, folder, COMPLETE, say=say)
    return COMMAND
