"""What all of a package comes to: its nodes and relationships counted, and their digests added up.

Two are the same if they come to the same, whatever the order in which they are read. Without the driver, which would
take half of the memory of a process that walks through a package.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_loader.database.rows import PackageRows
from graph_loader.model.collector import collector_paused


@dataclass(frozen=True, slots=True)
class Whole:
    """How many nodes and relationships there are, and the sum of their digests.

    What differs has the same sum by chance as rarely as one digest equals another, once in 2 to the 64th (AdHash: M.
    Bellare and D. Micciancio, A New Paradigm for Collision-free Hashing, EUROCRYPT 1997).
    """

    count: int = 0
    total: int = 0

    @classmethod
    def of(cls, digests: Iterable[str]) -> Whole:
        """Add up digests.

        Examples
        --------
        >>> Whole.of(["000000000000000a", "0000000000000001"])
        Whole(count=2, total=11)
        """
        count = total = 0
        for digest in digests:
            count += 1
            total += int(digest, 16)
        return cls(count, total)

    def __add__(self, other: Whole) -> Whole:
        return Whole(self.count + other.count, self.total + other.total)


@contextmanager
def of_folder(folder: Path) -> Iterator[Callable[[], Whole | None]]:
    """Begin to add up a package in another process, which ends with the context; give what waits for the sum.

    None is the sum of a package with a fault, which is told where it is walked through once more.
    """
    command = [sys.executable, "-P", "-m", __name__, str(folder.absolute())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own

        def wait() -> Whole | None:
            said, _ = process.communicate()
            return None if process.returncode else Whole(*map(int, said.split()))

        try:
            yield wait
        finally:
            process.kill()


def main(folder: Path) -> None:
    """Write what a package comes to: two numbers."""
    with collector_paused():
        whole = Whole.of(each.digest for each in PackageRows(folder).elements())
    sys.stdout.write(f"{whole.count} {whole.total}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
