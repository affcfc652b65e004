"""Measure how fast a data package gets into Neo4j, by four ways, on local servers.

Usage: python -m benchmarks.load [CLAIMS …] [--repeat N] [--folder FOLDER]
Prints two tables and puts them into docs/benchmarks.md. A row is a node or a relationship of the graph; a claim makes
about thirteen of them. The ways:

- this loader, in a process of its own;
- `LOAD CSV … CALL { } IN TRANSACTIONS` over the files of the bulk export, with the same schema and batches; how long
  it takes to write these files is measured as well, in a process of its own;
- `neo4j-admin database import full` over the same files, once (no server runs meanwhile);
- one MERGE per row, each in a transaction of its own, of a package of 1,000 claims, once.

The first two take turns on one server, which loads a package by each of them several times before anything is
measured, so that Java has compiled what it needs: a server's first load takes three times as long, whichever way. That
is measured too, once for each way on a server of its own. Before each measurement the database is emptied. Memory is
that of all processes of Python together, looked at twenty times a second.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import neo4j
import psutil

from benchmarks import comparisons
from benchmarks.comparisons import Comparison
from benchmarks.generate import Options, write
from graph_loader.database import schema
from graph_loader.database.chunks import CHUNK
from graph_loader.database.connection import Target, connect
from graph_loader.database.elements import Node
from graph_loader.database.local import jars, java, server
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.settings import Ports
from graph_loader.database.rows import PackageRows
from graph_loader.database.statements import all_of
from graph_loader.exports import neo4j_admin
from graph_loader.model.folders import HOME

VERSION = jars.LONG_TERM
FEW, SMALL, LARGE = 1_000, 10_000, 100_000
HUB, PARALLEL = 50_000, 20_000
WARM = 3
"""Loads of a small package by each way after which they hardly get quicker."""
LOADER = """
from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
with connect(Target(sys.argv[2], "neo4j", sys.argv[3])) as driver:
    load(driver, "neo4j", folder)
"""
FILES = """
from graph_loader.database.rows import PackageRows
from graph_loader.exports import neo4j_admin
neo4j_admin.write(PackageRows.read(folder), Path(sys.argv[2]))
"""
ROWS = """
import time
from graph_loader.database.rows import PackageRows
from graph_loader.database.window import WINDOW, Window
from graph_loader.model.collector import collector_paused
rows = PackageRows(folder)
with collector_paused():
    start, number, window = time.process_time(), 0, Window(rows.name)
    for number, element in enumerate(rows.elements(), 1):
        if window.count >= WINDOW:
            window = Window(rows.name)
        window.add(element)
    print((time.process_time() - start) / number * 1e6)
"""
Way = Callable[[server.LocalServer, neo4j.Driver, "Package"], int | None]
LOOK_SECONDS = 0.05
CASTS = {"double": "toFloat({})", "long": "toInteger({})", "date": "date({})", "string[]": "split({}, '\\u001f')"}


class Package(NamedTuple):
    """A generated data package and the files of its bulk export."""

    folder: Path
    files: Path

    @classmethod
    def of(cls, options: Options, scratch: Path) -> Package:
        """Write it where it is not there yet."""
        package = cls(
            scratch / f"package-{options.claims}-{options.hub}", scratch / f"files-{options.claims}-{options.hub}"
        )
        if not (package.files / neo4j_admin.ARGUMENTS).exists():
            write(package.folder, options)
            neo4j_admin.write(PackageRows.read(package.folder), package.files)
        return package


class Run(NamedTuple):
    """One measurement: seconds, rows and, where it is of Python, the peak memory of its processes in MiB."""

    seconds: float
    rows: int
    mib: int | None = None


class Row(NamedTuple):
    """What was measured of one way on one package."""

    package: str
    way: str
    runs: list[Run]

    @property
    def rate(self) -> float:
        """Rows a second, the median of the runs."""
        return statistics.median(run.rows / run.seconds for run in self.runs)


@contextmanager
def empty_server(folder: Path) -> Iterator[tuple[server.LocalServer, neo4j.Driver]]:
    """Start a server without data that may read CSV files."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        os.environ[HOME] = home
        running = server.start(VERSION, bolt_port=free_port(), http_port=free_port(), guide_port=free_port())
        server.stop(VERSION)
        conf = running.home.conf_dir / "neo4j.conf"
        text = conf.read_text(encoding="utf-8")
        setting = "dbms.security.allow_csv_import_from_file_urls="
        conf.write_text(text.replace(f"{setting}false", f"{setting}true"), encoding="utf-8")
        process = java.serve(running.home, jars.fetch(VERSION))
        while not server.answers(running.ports, running.home.password()):
            time.sleep(0.25)
        try:
            with connect(Target(running.ports.bolt_uri, "neo4j", running.home.password())) as driver:
                yield running, driver
        finally:
            process.terminate()
            process.wait()


def python(program: str, folder: Path, *arguments: str) -> tuple[str, int]:
    """Run a program of Python on a package; return what it prints, and the peak memory of its processes in MiB."""
    text = f"import sys\nfrom pathlib import Path\nfolder = Path(sys.argv[1])\n{program}"
    process = subprocess.Popen([sys.executable, "-c", text, str(folder), *arguments], stdout=subprocess.PIPE, text=True)
    peak, here = 0, psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.NoSuchProcess):
            peak = max(peak, sum(each.memory_info().rss for each in (here, *here.children(recursive=True))))
        time.sleep(LOOK_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, program)
    return process.communicate()[0], peak >> 20


def ours(running: server.LocalServer, _: neo4j.Driver, package: Package) -> int:
    """Load with this package's loader; return the peak memory in MiB."""
    return python(LOADER, package.folder, running.ports.bolt_uri, running.home.password())[1]


def load_csv(_: server.LocalServer, driver: neo4j.Driver, package: Package) -> None:
    with driver.session() as session:
        schema.ensure(session, PackageRows(package.folder).vocabulary.types)
        for statement in csv_statements(package.files):
            session.run(statement).consume()


def csv_statements(files: Path) -> Iterator[str]:
    """Yield a statement for each file, nodes first; the files' own headers say what their columns are."""
    tables = sorted(files.glob("*.csv"), key=lambda file: "-" in file.stem)
    options = (files / neo4j_admin.ARGUMENTS).read_text(encoding="utf-8").splitlines()
    labels = {option.rpartition("./")[2]: option.split("=")[1] for option in options if option.startswith("--nodes=")}
    for table in tables:
        with table.open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        properties = ", ".join(f"{name}: {cast(cell)}" for cell in header if (name := cell.partition(":")[0]))
        if table.name in labels:
            work = f"CREATE (n:{labels[table.name]}) SET n = {{{properties}}}"
        else:
            ends = [all_of(label.split("-")) for label in (table.stem.partition("-")[0], table.stem.partition("-")[2])]
            start, end, type_ = (f"row[{quoted(cell)}]" for cell in header[:3])
            package = f"row[{quoted('package:string')}]"
            work = (
                f"MATCH (a:{ends[0]} {{package: {package}, id: {start}}}) "
                f"MATCH (b:{ends[1]} {{package: {package}, id: {end}}}) "
                f"CREATE (a)-[r:$({type_})]->(b) SET r = {{{properties}}}"
            )
        source = f"LOAD CSV WITH HEADERS FROM {quoted(table.as_uri())} AS row"
        yield f"{source} CALL (row) {{ {work} }} IN TRANSACTIONS OF {CHUNK} ROWS"


def cast(cell: str) -> str:
    """Return the Cypher that makes a value of a column, which the bulk import's header describes."""
    return CASTS.get(cell.partition(":")[2], "{}").format(f"row[{quoted(cell)}]")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'"


def one_merge_per_row(_: server.LocalServer, driver: neo4j.Driver, package: Package) -> None:
    rows = PackageRows(package.folder)
    with driver.session() as session:
        schema.ensure(session, rows.vocabulary.types)
        for text, parameters in naive_statements(rows):
            session.run(text, parameters).consume()


def naive_statements(rows: PackageRows) -> Iterator[tuple[str, dict[str, object]]]:
    for each in rows.elements():
        parameters: dict[str, object] = {"id": each.id, "properties": each.properties}
        if isinstance(each, Node):
            yield f"MERGE (n:{all_of(each.labels[:1])} {{id: $id}}) SET n += $properties", parameters
            continue
        text = (
            f"MATCH (a:{all_of([each.from_label])} {{id: $from}}) MATCH (b:{all_of([each.to_label])} {{id: $to}}) "
            f"MERGE (a)-[r:{all_of([each.type])} {{id: $id}}]->(b) SET r += $properties"
        )
        yield text, parameters | {"from": each.from_id, "to": each.to_id}


def timed(way: Way, running: server.LocalServer, driver: neo4j.Driver, package: Package) -> Run:
    """Empty the database, and measure how a way fills it."""
    with driver.session() as session:
        for pattern, each in (("()-[r]->()", "r"), ("(n)", "n")):
            text = f"MATCH {pattern} CALL ({each}) {{ DELETE {each} }} IN TRANSACTIONS OF {CHUNK} ROWS"
            session.run(text).consume()
    start = time.perf_counter()
    memory = way(running, driver, package)
    run = Run(time.perf_counter() - start, elements(driver), memory)
    print(
        f"{package.folder.name}, {way.__name__}: {run.rows:,} rows in {run.seconds:.1f} s", file=sys.stderr, flush=True
    )
    return run


def files_written(package: Package, rows: int) -> Run:
    """Measure how long it takes to write the files for `LOAD CSV` and the bulk import."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        memory = python(FILES, package.folder, str(Path(folder) / "files"))[1]
        return Run(time.perf_counter() - start, rows, memory)


def bulk_import(package: Package, rows: int) -> Run:
    with tempfile.TemporaryDirectory() as home_folder:
        os.environ[HOME] = home_folder
        home = ServerHome.of(VERSION)
        home.configure(Ports())
        arguments = ("database", "import", "full", "neo4j", f"@{neo4j_admin.ARGUMENTS}")
        start = time.perf_counter()
        java.admin(home, jars.fetch(VERSION), *arguments, cwd=package.files)
        return Run(time.perf_counter() - start, rows)


def elements(driver: neo4j.Driver) -> int:
    """Return how many nodes and relationships the database holds."""
    counts = "MATCH (n) RETURN count(n) AS number UNION ALL MATCH ()-[r]->() RETURN count(r) AS number"
    return sum(record["number"] for record in driver.execute_query(counts).records)


OURS, CSV, READY, MERGE, IMPORT = "this loader", "LOAD CSV", "files for it", "one MERGE per row", "neo4j-admin import"


def measured(
    package: Package, repeat: int, running: server.LocalServer, driver: neo4j.Driver, name: str = ""
) -> list[Row]:
    """Measure on one package this loader, `LOAD CSV` and the writing of its files in turn, and the bulk import once."""
    found: dict[str, list[Run]] = {OURS: [], CSV: [], READY: []}
    for _ in range(repeat):
        found[OURS].append(timed(ours, running, driver, package))
        found[CSV].append(timed(load_csv, running, driver, package))
        rows = found[CSV][-1].rows
        found[READY].append(files_written(package, rows))
    found[IMPORT] = [bulk_import(package, rows)]
    return [Row(name, way, runs) for way, runs in found.items()]


def one_merge(running: server.LocalServer, driver: neo4j.Driver, scratch: Path) -> Row:
    """Measure one MERGE per row on a small package: it is as slow on any."""
    package = Package.of(Options(FEW), scratch)
    return Row(f"{FEW:,}", MERGE, [timed(one_merge_per_row, running, driver, package)])


def first_loads(scratch: Path) -> Iterator[Row]:
    """Measure the first load of a server that was just started, by this loader and by `LOAD CSV`."""
    package = Package.of(Options(SMALL), scratch)
    for name, way in ((OURS, ours), (CSV, load_csv)):
        with empty_server(scratch) as (running, driver):
            yield Row(f"{SMALL:,}, the first load of a server", name, [timed(way, running, driver, package)])


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Write what was measured as a Markdown table."""
    yield "| claims | way | runs | rows | seconds, median (range) | rows a second | MiB of Python |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for row in rows:
        name, way, runs = row
        seconds = [run.seconds for run in runs]
        spread = f"{statistics.median(seconds):.1f} ({min(seconds):.1f}–{max(seconds):.1f})"
        memory = max((run.mib for run in runs if run.mib), default="–")
        yield f"| {name} | {way} | {len(runs)} | {runs[0].rows:,} | {spread} | {row.rate:,.0f} | {memory} |"


def ratios(rows: Sequence[Row], own: Mapping[str, float]) -> Iterator[str]:
    """Write the loader's rate over the others' as a Markdown table, with Python's own microseconds a row."""
    yield "| claims | LOAD CSV over ready files | its files counted | one MERGE per row | import | Python's µs a row |"
    yield "|---|---:|---:|---:|---:|---:|"
    merge = next((row.rate for row in rows if row.way == MERGE), math.nan)
    for name, microseconds in own.items():
        ways = {row.way: row for row in rows if row.package == name}
        both = statistics.median(
            run.rows / (run.seconds + files.seconds)
            for run, files in zip(ways[CSV].runs, ways[READY].runs, strict=True)
        )
        over = [ways[OURS].rate / rate for rate in (ways[CSV].rate, both, merge, ways[IMPORT].rate)]
        yield f"| {name} | {' | '.join(f'{each:.2f}' for each in over)} | {microseconds:.1f} |"


def measure(*, large: bool) -> Iterator[Comparison]:
    """Compare this loader with the other ways, and write all that was measured."""
    with tempfile.TemporaryDirectory() as scratch:
        rows, own = measure_sizes([SMALL, LARGE] if large else [SMALL], 3, Path(scratch))
    _tell(rows, own)
    (merge,) = (row for row in rows if row.way == MERGE)
    for name in own:
        ways = {row.way: [run.seconds for run in row.runs] for row in rows if row.package == name}
        with_files = [sum(both) for both in zip(ways[CSV], ways[READY], strict=True)]
        for rival, theirs, wanted in (
            ("LOAD CSV over ready files", ways[CSV], 0.85),
            ("LOAD CSV, the writing of its files counted", with_files, 1.3),
            (IMPORT, ways[IMPORT], None),
        ):
            yield Comparison("load", f"{name} claims", "s", (*ways[OURS],), (*theirs,), rival, wanted=wanted)
        rates = (
            *(run.rows / run.seconds for row in rows if (row.package, row.way) == (name, OURS) for run in row.runs),
        )
        yield Comparison(
            "load", f"{name} claims", "rows/s", rates, (merge.rate,), MERGE, more_is_better=True, wanted=25
        )


def _tell(rows: Sequence[Row], own: Mapping[str, float]) -> None:
    text = "\n".join([comparisons.machine(), "", *table(rows), "", *ratios(rows, own)])
    print(text)
    comparisons.write("loading", text)


def measure_sizes(sizes: Sequence[int], repeat: int, scratch: Path) -> tuple[list[Row], dict[str, float]]:
    """Measure packages of several sizes, and one MERGE per row; return also Python's own microseconds by package.

    Beyond 100,000 claims each way runs once. With a package of 100,000 goes one with half of them at one actor.
    """
    rows: list[Row] = []
    own: dict[str, float] = {}
    packages = [(f"{claims:,}", Options(claims), repeat if claims <= LARGE else 1) for claims in sizes]
    if LARGE in sizes:
        name = f"{LARGE:,}, of them {HUB:,} at one hub and {PARALLEL:,} between one pair"
        packages.append((name, Options(LARGE, hub=HUB, parallel=PARALLEL), repeat))
    rows += first_loads(scratch)
    with empty_server(scratch) as (running, driver):
        for way in (ours, load_csv) * WARM:
            timed(way, running, driver, Package.of(Options(SMALL), scratch))
        rows.append(one_merge(running, driver, scratch))
        for name, options, times in packages:
            package = Package.of(options, scratch)
            own[name] = float(python(ROWS, package.folder)[0])
            rows += measured(package, times, running, driver, name)
    return rows, own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[SMALL, LARGE, 1_000_000])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way; one run beyond 100,000 claims")
    parser.add_argument("--folder", type=Path, help="where generated packages are kept for the next time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = arguments.folder or Path(temporary)
        scratch.mkdir(parents=True, exist_ok=True)
        rows, own = measure_sizes(arguments.claims, arguments.repeat, scratch)
    _tell(rows, own)


if __name__ == "__main__":
    main()
