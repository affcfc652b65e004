"""The findings, worked out by a second process while the first one makes the tables."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from graph_loader.analysis.findings import Findings, answered
from graph_loader.graph.network import ClaimGraph

ENOUGH = 500  # claims; with fewer the findings take less time than the start of a process


@contextmanager
def findings_apart(graph: ClaimGraph) -> Iterator[Callable[[], Findings]]:
    """Begin the findings in a process of their own.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        A claim graph; must not change before the findings are there.

    Yields
    ------
    callable
        Waits for the findings and returns them: those of `findings.answered`. Small graphs, and those whose process
        did not do its work, are dealt with in this one.
    """
    if graph.number_of_edges() < ENOUGH or not sys.executable:
        yield lambda: answered(graph)
        return
    # -P: files of the folder where one happens to work must not pass for modules. A forked process is no way: the
    # threads of rustworkx and of the linear algebra would be missing from it.
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    told: list[bytes] = []
    question = pickle.dumps(graph)
    asking = Thread(target=lambda: told.append(process.communicate(question)[0]), daemon=True)
    asking.start()

    def result() -> Findings:
        asking.join()
        if process.returncode or not told:
            return answered(graph)
        found: Findings = pickle.loads(told[0])  # noqa: S301 - from our own process
        return found

    try:
        yield result
    finally:
        process.kill()
        asking.join()


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(answered(pickle.load(sys.stdin.buffer))))  # noqa: S301 - as above
