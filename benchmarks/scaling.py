"""The whole analysis of made-up packages on two processors against one, and whether it comes to the same.

Usage: python -m benchmarks.scaling [CLAIMS …]
Prints a Markdown table for docs/scaling.md. Seconds are by the clock; beside them stands the processor time of all
processes, which says more where the machine does other things too.
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx
from joblib.externals.loky import get_reusable_executor

from benchmarks.comparisons import Comparison, in_turn
from benchmarks.generate import Options, write
from graph_loader import analysis
from graph_loader.analysis.readings import simple_network, widest
from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset

SIZES = (1000, 2000, 4000)
WORKERS = (1, 2)
RUNS = 3


class Run(NamedTuple):
    """One analysis."""

    seconds: float
    processor: float
    digest: str
    actors: int
    ties: int


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare two workers with one, each time without anything from before."""
    with tempfile.TemporaryDirectory() as folder:
        for claims in (1000, 4000) if large else (1000,):
            package = Path(folder) / f"{claims}"
            write(package, Options(claims=claims))
            yield _compared(package, f"{claims:,} claims")


def _compared(package: Path, size: str) -> Comparison:
    digests: set[str] = set()
    theirs, ours = in_turn(RUNS, *(lambda n=n: digests.add(_apart(package, n).digest) for n in WORKERS))
    if len(digests) > 1:
        raise RuntimeError(f"{size}: one worker and two do not come to the same")
    return Comparison("the whole analysis, two workers", size, "s", ours, theirs, "one worker")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print("| claims | actors | ties | workers | seconds | processor seconds | load of the machine | same bytes |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / "package"
            write(package, Options(claims=size))
            first = None
            for workers in WORKERS:
                load = os.getloadavg()[0]
                run = _apart(package, workers)
                first = first or run
                same = "yes" if run.digest == first.digest else "NO"
                figures = f"{run.seconds:.0f} | {run.processor:.0f} | {load:.1f} | {same}"
                print(f"| {size:,} | {run.actors:,} | {run.ties:,} | {workers} | {figures} |", flush=True)


def _apart(package: Path, workers: int) -> Run:
    """Analyse in a process of its own, which knows nothing from before."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"LOKY_MAX_CPU_COUNT": str(workers), "COLDWAR_CACHE": cache}
        code = f"from benchmarks.scaling import analysed; analysed({str(package)!r})"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    seconds, processor, digest, actors, ties = done.stdout.split()
    return Run(float(seconds), float(processor), digest, int(actors), int(ties))


def analysed(package: str) -> None:
    """Analyse a package, and print what that took and what it came to."""
    dataset = Dataset.load(Path(package))
    graph = nx.freeze(to_networkx(dataset))
    network = simple_network(graph, widest(graph))
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        analysis.write_all(graph, dataset, Path(folder))
        seconds = time.perf_counter() - began
        for file in sorted(Path(folder).iterdir()):
            digest.update(file.read_bytes())
    _end_processes()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    print(seconds, processor, digest.hexdigest(), len(network), network.number_of_edges())


def _end_processes() -> None:
    """End the processes of joblib, whose time is counted only then."""
    get_reusable_executor().shutdown(wait=True)


if __name__ == "__main__":
    main()
