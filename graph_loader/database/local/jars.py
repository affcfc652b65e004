"""The jars of Neo4j: pinned, fetched once from Maven Central, checked before every use.

`neo4j.lock.json` beside this module names every jar with its checksum. Where all of them are in the cache nothing
is resolved and no network is asked.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from graph_loader.database.errors import ServerError
from graph_loader.database.extra import extra
from graph_loader.database.progress import Say, silent
from graph_loader.model.folders import cache_dir, claimed

LOCK_FILE = Path(__file__).with_name("neo4j.lock.json")
BROWSER_VERSION = "5.24.0"


class Release(NamedTuple):
    """A version of Neo4j that the local server runs, and the class that starts it."""

    version: str
    main_class: str

    @property
    def endpoint(self) -> str:
        """The Maven coordinates of server, Browser and bulk importer, as jgo takes them."""
        return "+".join(
            (
                f"org.neo4j:neo4j:{self.version}",
                f"org.neo4j.app:neo4j-server:{self.version}",
                f"org.neo4j:neo4j-import-tool:{self.version}",
                f"org.neo4j.client:neo4j-browser:{BROWSER_VERSION}",
            )
        )


class Bundle(NamedTuple):
    """Jars that belong together.

    Attributes
    ----------
    title : str
        What messages call them.
    folder : str
        Where they lie in the cache.
    endpoint : str
        Their Maven coordinates, as jgo takes them.
    lock_file : pathlib.Path
        The file that pins them.
    wanted : dict of str to str
        Their names and checksums.
    """

    title: str
    folder: str
    endpoint: str
    lock_file: Path
    wanted: dict[str, str]


LONG_TERM = "5.26.30"
NEWEST = "2026.08.1"
RELEASES = {
    LONG_TERM: Release(LONG_TERM, "org.neo4j.server.CommunityEntryPoint"),
    NEWEST: Release(NEWEST, "org.neo4j.server.Neo4jCommunity"),
}


def release(version: str) -> Release:
    """Return the release called `version`.

    Raises
    ------
    ServerError
        If the local server does not run that version.

    Examples
    --------
    >>> release("5.26.30").main_class
    'org.neo4j.server.CommunityEntryPoint'
    >>> release("4.4.0")
    Traceback (most recent call last):
    graph_loader.database.errors.ServerError: no local Neo4j '4.4.0'; choose one of 5.26.30, 2026.08.1
    """
    if version not in RELEASES:
        raise ServerError(f"no local Neo4j {version!r}; choose one of {', '.join(RELEASES)}")
    return RELEASES[version]


def locked(version: str) -> dict[str, str]:
    """Return the jars of a version and their checksums.

    Examples
    --------
    >>> len(locked("5.26.30")["neo4j-5.26.30.jar"])
    64
    """
    jars: dict[str, str] = json.loads(LOCK_FILE.read_text(encoding="utf-8"))[version]
    return jars


def fetch(version: str, say: Say = silent) -> Path:
    """Make sure that the jars of a version are in the cache, whole and unchanged.

    Raises
    ------
    ServerError
        If they are not in the cache and cannot be fetched, or differ from the lock file.
    """
    name = f"neo4j-{version}"
    return fetch_bundle(Bundle(f"Neo4j {version}", name, release(version).endpoint, LOCK_FILE, locked(version)), say)


def fetch_bundle(bundle: Bundle, say: Say = silent) -> Path:
    """Make sure that jars that belong together are in the cache, whole and unchanged.

    Raises
    ------
    ServerError
        If they are not in the cache and cannot be fetched, or differ from the lock file.
    """
    folder = cache_dir() / bundle.folder
    if _holds(folder, bundle.wanted):
        return folder
    try:
        # jgo cannot share its cache with another process that fills it.
        with claimed(cache_dir() / "maven"):
            if not _holds(folder, bundle.wanted):
                say(f"fetching {bundle.title} from Maven Central (once, about a minute)")
                _fill(folder, bundle, resolve(bundle.title, bundle.endpoint))
    except OSError as error:
        raise ServerError(f"{bundle.title} cannot be put into {folder}: {error.strerror or error}") from None
    return folder


def resolve(title: str, endpoint: str) -> list[Path]:
    """Fetch Maven coordinates and all that they depend on with jgo.

    Raises
    ------
    ServerError
        If jgo is not installed, the network does not answer or the disk is full.
    """
    environments, maven, requests = extra("jgo.env"), extra("jgo.maven"), extra("requests")
    logging.getLogger("jgo").setLevel(logging.ERROR)
    cache = cache_dir() / "maven"
    try:
        # Built anew each time: what is there already is linked, what is broken is fetched again.
        shutil.rmtree(cache / "environments", ignore_errors=True)
        context = maven.MavenContext(repo_cache=cache / "repository")
        builder = environments.EnvironmentBuilder(context=context, cache_dir=cache / "environments")
        return list(builder.from_endpoint(endpoint).all_jars)
    except requests.RequestException as error:
        raise ServerError(
            f"{title} is not in the cache ({cache_dir()}) and Maven Central does not answer "
            f"({type(error).__name__}); connect once, or copy a filled cache there"
        ) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise ServerError(f"{title} cannot be fetched: {' '.join(str(error).split())}") from None


def write_lock() -> None:
    """Resolve every release and write its jars and their checksums into the lock file."""
    found = {
        version: {jar.name: checksum(jar) for jar in sorted(_resolved(version), key=lambda jar: jar.name)}
        for version in RELEASES
    }
    LOCK_FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _holds(folder: Path, wanted: dict[str, str]) -> bool:
    """Tell whether a folder holds the wanted jars, unchanged, and nothing else."""
    if not folder.is_dir() or {path.name for path in folder.iterdir()} != wanted.keys():
        return False
    return all(checksum(folder / name) == digest for name, digest in wanted.items())


def _resolved(version: str) -> list[Path]:
    return resolve(f"Neo4j {version}", release(version).endpoint)


def _fill(folder: Path, bundle: Bundle, jars: Iterable[Path]) -> None:
    """Put the wanted jars into `folder` in one step, so that nobody sees half of them."""
    found = {path.name: path for path in jars}
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f".{folder.name}-*"):  # by somebody who was killed
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        fresh = Path(scratch) / folder.name
        fresh.mkdir()
        for name, digest in bundle.wanted.items():
            _take(found.get(name), fresh / name, digest, bundle.lock_file.name)
        if folder.is_dir():
            folder.rename(Path(scratch) / "old")
        fresh.rename(folder)


def _take(source: Path | None, target: Path, digest: str, lock: str) -> None:
    if source is None:
        raise ServerError(f"{target.name} is in {lock} but Maven Central did not give it")
    if checksum(source) != digest:
        source.resolve().unlink(missing_ok=True)
        raise ServerError(f"{target.name} differs from its checksum in {lock}; it was removed, try again")
    link(source, target)


def link(source: Path, target: Path) -> None:
    """Put a file into another folder, without room of its own where the disk allows that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
