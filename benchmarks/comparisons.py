"""What a benchmark finds: ours beside a named rival, both measured in turn in one run, with their spread."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something measured of ours and of a rival.

    Attributes
    ----------
    what, size : str
        What was done, and to how much.
    unit : str
        As in "s" or "frames/s".
    ours, theirs : tuple of float
        One figure for each run.
    rival : str
        By name, and edition where it has one.
    more_is_better : bool
        Whether a larger figure is the better one.
    wanted : float or None
        The ratio that was wished for, at least.
    load : float
        The load average of the machine when it was over.
    """

    what: str
    size: str
    unit: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    rival: str
    more_is_better: bool = False
    wanted: float | None = None
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def ratio(self) -> float:
        """How many times better ours is, by the medians.

        Examples
        --------
        >>> Comparison("loading", "10 claims", "s", (2.0, 1.0, 3.0), (5.0,), "LOAD CSV").ratio
        2.5
        """
        ours, theirs = median(self.ours), median(self.theirs)
        return ours / theirs if self.more_is_better else theirs / ours


def in_turn(runs: int, *works: Callable[[], object]) -> list[tuple[float, ...]]:
    """Do each piece of work so many times, one after the other in turn; return the seconds by the clock of each."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for taken, work in zip(seconds, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [tuple(taken) for taken in seconds]


def table(comparisons: Iterable[Comparison]) -> str:
    """Return comparisons as a table of ratios."""
    rows = ["| what | size | ratio | wanted | ours | rival | | load |", "|---|---|---:|---:|---|---|---|---:|"]
    for each in comparisons:
        wanted = "" if each.wanted is None else f"≥ {each.wanted:g}"
        ours, theirs = (spread(figures, each.unit) for figures in (each.ours, each.theirs))
        cells = (each.what, each.size, figure(each.ratio), wanted, ours, each.rival, theirs, f"{each.load:.1f}")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def spread(figures: Sequence[float], unit: str) -> str:
    """Return the median, with the least and the greatest and the number of runs where there are several.

    Examples
    --------
    >>> spread((2.0, 1.0, 3.5), "s")
    '2.0 s (1.0–3.5, n = 3)'
    """
    middle = f"{figure(median(figures))} {unit}"
    return f"{middle} ({figure(min(figures))}–{figure(max(figures))}, n = {len(figures)})" if figures[1:] else middle


def figure(value: float) -> str:
    """Return a number with two or three digits that count.

    Examples
    --------
    >>> [figure(number) for number in (0.04567, 2.345, 45.6, 12345.6)]
    ['0.046', '2.3', '46', '12,346']
    """
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def machine() -> str:
    """Say on what is measured."""
    names = ("neo4j", "networkx", "pandas", "numpy", "scipy", "pyvis")
    processor = next(iter(re.findall(r"model name\s*: (.*)", _text(Path("/proc/cpuinfo")))), platform.processor())
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"Measured {time.strftime('%Y-%m-%d')} on {platform.system()} {platform.machine()} ({processor}, "
        f"{os.cpu_count()} processors), Python {platform.python_version()}, {libraries}."
    )


def write(section: str, text: str) -> None:
    """Put a text into its place in docs/benchmarks.md, between its two marks."""
    place = re.compile(rf"(<!-- {section} -->\n).*?(<!-- /{section} -->)", flags=re.DOTALL)
    whole, found = place.subn(lambda marks: f"{marks[1]}{text}\n{marks[2]}", DOCS.read_text(encoding="utf-8"))
    if found != 1:
        raise SystemExit(f"{DOCS.name}: expected one place for {section}, found {found}")
    DOCS.write_text(whole, encoding="utf-8")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
