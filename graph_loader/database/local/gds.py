"""Neo4j Graph Data Science beside the local server: only where it is asked for, its jars pinned in a file of their own.

It is under the GPL, version 3, and no part of this package: whoever asks for it fetches it from Maven Central.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from graph_loader.database.errors import ServerError
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import (
    LONG_TERM,
    NEWEST,
    Bundle,
    checksum,
    fetch_bundle,
    link,
    locked,
    resolve,
)
from graph_loader.database.progress import Say, silent

LOCK_FILE = Path(__file__).with_name("gds.lock.json")
VERSIONS = {LONG_TERM: "2.13.9", NEWEST: "2.26.0"}
"""The version of Graph Data Science that goes with each version of Neo4j."""
SETTINGS = {"dbms.security.procedures.unrestricted": "gds.*"}


def title(version: str) -> str:
    """Name what goes with a version of Neo4j.

    Examples
    --------
    >>> title("5.26.30")
    'Graph Data Science 2.13.9'
    """
    return f"Graph Data Science {VERSIONS[version]}"


def locked_beside(version: str) -> dict[str, str]:
    """Return the jars that go beside a version of Neo4j, and their checksums.

    Examples
    --------
    >>> locked_beside("5.26.30").keys() & locked("5.26.30").keys()
    set()
    """
    jars: dict[str, str] = json.loads(LOCK_FILE.read_text(encoding="utf-8"))[version]
    return jars


def fetch(version: str, say: Say = silent) -> Path:
    """Make sure that the jars are in the cache, whole and unchanged.

    Raises
    ------
    ServerError
        If they are not in the cache and cannot be fetched, or differ from the lock file.
    """
    folder = f"gds-{VERSIONS[version]}"
    return fetch_bundle(Bundle(title(version), folder, _endpoint(version), LOCK_FILE, locked_beside(version)), say)


def put_beside(home: ServerHome, jars: Path | None) -> None:
    """Make the plugins of a stopped server hold these jars and, of Graph Data Science, no others.

    Jars that somebody else put there stay, also those that are the same as ours.

    Parameters
    ----------
    home : ServerHome
        The server's folder.
    jars : pathlib.Path or None
        The folder that `fetch` returned; None takes out what was put there.

    Raises
    ------
    ServerError
        If a jar cannot be put there, or somebody else put another of its name there.
    """
    wanted = locked_beside(home.version) if jars else {}
    try:
        put = _put(home)
        theirs = {name for name in wanted if not put.get(name) and (home.plugins / name).exists()}
        _expect_ours(home, {name: wanted[name] for name in theirs})
        for name, digest in put.items():
            if wanted.get(name) != digest and _is(home.plugins / name, digest):
                (home.plugins / name).unlink()
        # Noted first: whoever is killed between two jars leaves none that nobody knows.
        note = _note(home)
        noted = {name: "" if name in theirs else digest for name, digest in wanted.items()}
        note.with_suffix(".new").write_text(json.dumps(noted) + "\n", encoding="utf-8")
        note.with_suffix(".new").replace(note)
        for name, digest in wanted.items():
            if jars and not _is(home.plugins / name, digest):
                fresh = home.plugins / f"{name}.new"
                fresh.unlink(missing_ok=True)
                link(jars / name, fresh)
                fresh.replace(home.plugins / name)
    except OSError as error:
        raise ServerError(
            f"{title(home.version)} cannot be put into {home.plugins}: {error.strerror or error}"
        ) from None


def stands_beside(home: ServerHome) -> bool:
    """Tell whether a server was last started with Graph Data Science."""
    return bool(_put(home))


def write_lock() -> None:
    """Resolve what goes beside every release and write its jars and their checksums into the lock file."""
    found = {}
    for version, own in VERSIONS.items():
        has = {_artifact(name) for name in locked(version)}
        jars = sorted(resolve(title(version), _endpoint(version)), key=lambda jar: jar.name)
        # A class that is there twice ends in an IllegalAccessError. What bears the version of Graph Data Science is its
        # own, even where Neo4j has something of that name.
        beside = [jar for jar in jars if jar.stem.endswith(f"-{own}") or _artifact(jar.name) not in has]
        found[version] = {jar.name: checksum(jar) for jar in beside}
    LOCK_FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _expect_ours(home: ServerHome, wanted: dict[str, str]) -> None:
    """Refuse jars that somebody else put among the plugins, where they are not the same as ours."""
    for name, digest in wanted.items():
        if not _is(home.plugins / name, digest):
            raise ServerError(
                f"{home.plugins / name} is not the one of {title(home.version)}, and nobody but you put it there: "
                "move it away"
            )


def _put(home: ServerHome) -> dict[str, str]:
    """Return the jars beside a server and the checksums of those that were put there; of another's it is empty."""
    try:
        put: dict[str, str] = json.loads(_note(home).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return put


def _note(home: ServerHome) -> Path:
    return home.path / "gds.json"


def _is(jar: Path, digest: str) -> bool:
    return jar.is_file() and checksum(jar) == digest


def _endpoint(version: str) -> str:
    """Return the Maven coordinates; the second brings what gives the first its parts."""
    return "+".join(f"org.neo4j.gds:{part}:{VERSIONS[version]}" for part in ("proc", "opengds-extension"))


def _artifact(jar: str) -> str:
    """Return the name of a jar without its version.

    Examples
    --------
    >>> _artifact("commons-lang3-3.17.0.jar"), _artifact("scala-library_2.13-2.13.16.jar")
    ('commons-lang3', 'scala-library_2.13')
    """
    return re.sub(r"-\d[^-]*(-[A-Za-z].*)?\.jar$", "", jar)
