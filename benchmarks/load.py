"""Measure how fast a data package gets into Neo4j, by four ways, on local servers.

Usage: python -m benchmarks.load [CLAIMS …] [--repeat N] [--folder FOLDER]
Prints a Markdown table for docs/benchmarks.md. A row is a node or a relationship of the graph; a claim makes about
eleven of them. The four ways:

- this loader, in a process of its own, whose peak memory is shown;
- `LOAD CSV … CALL { } IN TRANSACTIONS` over the files of the bulk export, with the same schema and batches;
- one MERGE per row, each in a transaction of its own, up to 10,000 claims;
- `neo4j-admin database import full` over the same files (no server runs meanwhile).

The first three take turns on one server, which loads the smallest package by each of the first two before anything
is measured, so that Java has compiled what it needs. Before each measurement the database is emptied.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import neo4j

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
SMALL, LARGE = 10_000, 100_000
HUB, PARALLEL = 50_000, 20_000
LOADER = """
import sys
from pathlib import Path
from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
uri, password, folder = sys.argv[1:]
with connect(Target(uri, "neo4j", password)) as driver:
    load(driver, "neo4j", Path(folder))
# Not the rusage of the child: that counts the parent's memory at the fork as well.
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""
Way = Callable[[server.LocalServer, neo4j.Driver, "Package"], int | None]
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


class Measured(NamedTuple):
    """One measurement: seconds, rows and, where it is a process of Python, its peak memory."""

    seconds: float
    rows: int
    mib: int | None = None


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


def ours(running: server.LocalServer, _: neo4j.Driver, package: Package) -> int:
    """Load with this package's loader; return the peak memory of its process in MiB."""
    arguments = [running.ports.bolt_uri, running.home.password(), str(package.folder)]
    command = [sys.executable, "-c", LOADER, *arguments]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return int(said.split()[-2]) >> 10


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


def timed(way: Way, running: server.LocalServer, driver: neo4j.Driver, package: Package) -> Measured:
    """Empty the database, and measure how a way fills it."""
    with driver.session() as session:
        for pattern, each in (("()-[r]->()", "r"), ("(n)", "n")):
            text = f"MATCH {pattern} CALL ({each}) {{ DELETE {each} }} IN TRANSACTIONS OF {CHUNK} ROWS"
            session.run(text).consume()
    start = time.perf_counter()
    memory = way(running, driver, package)
    return Measured(time.perf_counter() - start, elements(driver), memory)


def bulk_import(package: Package) -> Measured:
    with tempfile.TemporaryDirectory() as home_folder:
        os.environ[HOME] = home_folder
        home = ServerHome.of(VERSION)
        home.configure(Ports())
        arguments = ("database", "import", "full", "neo4j", f"@{neo4j_admin.ARGUMENTS}")
        start = time.perf_counter()
        java.admin(home, jars.fetch(VERSION), *arguments, cwd=package.files)
        seconds = time.perf_counter() - start
    rows = PackageRows(package.folder)
    return Measured(seconds, sum(1 for _ in rows.elements()))


def elements(driver: neo4j.Driver) -> int:
    """Return how many nodes and relationships the database holds."""
    counts = "MATCH (n) RETURN count(n) AS number UNION ALL MATCH ()-[r]->() RETURN count(r) AS number"
    return sum(record["number"] for record in driver.execute_query(counts).records)


OURS, MERGE, IMPORT = "this loader", "one MERGE per row", "neo4j-admin import"
WAYS: dict[str, Way] = {OURS: ours, "LOAD CSV": load_csv, MERGE: one_merge_per_row}


def measured(
    package: Package, ways: list[str], repeat: int, running: server.LocalServer, driver: neo4j.Driver
) -> dict[str, list[Measured]]:
    """Measure each way on one package in turn; one MERGE per row only once."""
    found: dict[str, list[Measured]] = {way: [] for way in ways}
    for turn in range(repeat):
        for way in ways:
            if turn and way == MERGE:
                continue
            run = timed(WAYS[way], running, driver, package) if way in WAYS else bulk_import(package)
            print(f"{package.folder.name}, {way}: {run.rows:,} rows in {run.seconds:.1f} s", file=sys.stderr)
            found[way].append(run)
    return found


def show(name: str, found: dict[str, list[Measured]]) -> None:
    """Print a row of the table for each way."""
    base = statistics.median(run.rows / run.seconds for run in found[OURS])
    for way, runs in found.items():
        seconds = [run.seconds for run in runs]
        rate = statistics.median(run.rows / run.seconds for run in runs)
        spread = f"{statistics.median(seconds):.1f} ({min(seconds):.1f}–{max(seconds):.1f})"
        memory = max((run.mib for run in runs if run.mib), default="–")
        print(
            f"| {name} | {way} | {len(runs)} | {runs[0].rows:,} | {spread} | {rate:,.0f} "
            f"| {base / rate:.2f} | {memory} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int, nargs="*", default=[SMALL, LARGE, 1_000_000])
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way; one run beyond 100,000 claims")
    parser.add_argument("--folder", type=Path, help="where generated packages are kept for the next time")
    arguments = parser.parse_args()
    print("| claims | way | runs | rows | seconds, median (range) | rows a second | this loader's rate over it | MiB |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary:
        scratch = arguments.folder or Path(temporary)
        with empty_server(Path(temporary)) as (running, driver):
            for way in (ours, load_csv):
                timed(way, running, driver, Package.of(Options(SMALL), scratch))
            for claims in arguments.claims:
                ways = [way for way in (*WAYS, IMPORT) if way != MERGE or claims <= SMALL]
                repeat = arguments.repeat if claims <= LARGE else 1
                package = Package.of(Options(claims), scratch)
                show(f"{claims:,}", measured(package, ways, repeat, running, driver))
                if claims == LARGE:
                    package = Package.of(Options(claims, hub=HUB, parallel=PARALLEL), scratch)
                    name = f"{claims:,}, of them {HUB:,} at one hub and {PARALLEL:,} between one pair"
                    show(name, measured(package, [OURS], repeat, running, driver))


if __name__ == "__main__":
    main()
