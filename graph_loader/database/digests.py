"""The digests of all that a package is in Neo4j, made in another process: it writes them to its standard output."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_loader.database.rows import PackageRows
from graph_loader.model.collector import collector_paused

NUMBERS = "Q"


@contextmanager
def package_digests(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Begin to make the digests of a package; the process ends with the context."""
    command = [sys.executable, "-P", "-m", __name__, str(folder.absolute())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        try:
            yield process
        finally:
            process.kill()


def as_number(digest: str) -> int:
    """Return a digest as a number.

    Examples
    --------
    >>> as_number("000000000000000a")
    10
    """
    return int(digest, 16)


def main(folder: Path) -> None:
    """Write the digests of all nodes and relationships of a package, eight bytes each."""
    with collector_paused():
        array(NUMBERS, (as_number(each.digest) for each in PackageRows(folder).elements())).tofile(sys.stdout.buffer)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
