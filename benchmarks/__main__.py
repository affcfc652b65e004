"""Runs every benchmark in one go, prints the ratios, and writes them into docs/benchmarks.md (`make bench`)."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict

from benchmarks.comparisons import Comparison, machine, table, write

_MARK = "\x1e"
BENCHMARKS = ("package", "analysis", "views", "scaling", "load", "gds")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(BENCHMARKS)}; all by default")
    parser.add_argument("--large", action="store_true", help="large sizes too, which take some hours")
    parser.add_argument("--one", choices=BENCHMARKS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if unknown := set(arguments.names).difference(BENCHMARKS):
        parser.error(f"expected some of {', '.join(BENCHMARKS)}, found {', '.join(sorted(unknown))}")
    if arguments.one:
        _measure(arguments.one, large=arguments.large)
        return
    found: list[Comparison] = []
    failed = []
    start, load = time.perf_counter(), os.getloadavg()[0]
    for name in arguments.names or BENCHMARKS:
        print(f"{name} …", flush=True)
        compared, succeeded = _apart(name, large=arguments.large)
        found += compared
        if not succeeded:
            failed.append(name)
    took = (time.perf_counter() - start) / 60
    print(f"\n{table(found)}\n\n{took:.0f} minutes in all")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}; docs/benchmarks.md keeps its table of ratios")
    if not arguments.names:
        told = f"{machine()} The load of the machine was {load:.1f} before; the run took {took:.0f} minutes."
        write("ratios", f"{told}\n\n{table(found)}")


def _apart(name: str, *, large: bool) -> tuple[list[Comparison], bool]:
    """Run one benchmark in a process of its own, so that none finds what another left in memory."""
    command = [sys.executable, "-m", "benchmarks", "--one", name, *(["--large"] if large else [])]
    found = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if line.startswith(_MARK):
                found.append(Comparison(**json.loads(line.removeprefix(_MARK))))
                print(table([found[-1]]).splitlines()[-1], flush=True)
            else:
                print(line, end="", flush=True)
    return found, not process.returncode


def _measure(name: str, *, large: bool) -> None:
    """Print what a benchmark finds, each comparison when it is there, as lines that `_apart` reads."""
    for each in importlib.import_module(f"benchmarks.{name}").measure(large=large):
        print(_MARK + json.dumps(asdict(each)), flush=True)


if __name__ == "__main__":
    main()
