"""The jars of Graph Data Science: fetched whole or not at all, put beside a server and taken out again."""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph_loader.database.errors import ServerError
from graph_loader.database.local import gds, jars
from graph_loader.database.local.home import ServerHome
from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.settings import Ports
from graph_loader.model.folders import CACHE

NO_NETWORK = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
NAMES = ("algo-1.jar", "core-1.jar", "proc-1.jar")


def lock(file: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    file.write_text(json.dumps({LONG_TERM: digests}), encoding="utf-8")
    monkeypatch.setattr(gds, "LOCK_FILE", file)


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with three jars, which a lock file pins, and let Maven Central give them."""
    folder = tmp_path / "found"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(name, encoding="utf-8")
    lock(tmp_path / "gds.lock.json", monkeypatch, NAMES)
    monkeypatch.setattr(jars, "resolve", lambda *_: list(folder.iterdir()))
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> ServerHome:
    """Give a home whose plugins hold a jar of its owner."""
    home = ServerHome(LONG_TERM, tmp_path / "home")
    home.configure(Ports())
    (home.plugins / "apoc.jar").touch()
    return home


def plugins(home: ServerHome) -> set[str]:
    return {path.name for path in home.plugins.iterdir()}


def test_they_are_put_beside_a_server_and_taken_out_again(home: ServerHome, found: Path) -> None:
    folder = gds.fetch(LONG_TERM)
    gds.put_beside(home, folder)
    assert plugins(home) == {*NAMES, "apoc.jar"}
    assert gds.stands_beside(home)
    (home.plugins / NAMES[0]).unlink()
    (home.plugins / NAMES[0]).write_text("spoilt", encoding="utf-8")
    gds.put_beside(home, folder)
    assert (home.plugins / NAMES[0]).read_text(encoding="utf-8") == NAMES[0]
    gds.put_beside(home, None)
    assert plugins(home) == {"apoc.jar"}
    assert not gds.stands_beside(home)


def test_a_jar_of_the_owner_is_never_touched(home: ServerHome, found: Path) -> None:
    folder = gds.fetch(LONG_TERM)
    own = home.plugins / NAMES[0]
    own.write_text("another", encoding="utf-8")
    with pytest.raises(ServerError, match=rf"^{own} is not the one of Graph Data Science 2\.13\.9, .*: move it away$"):
        gds.put_beside(home, folder)
    assert (own.read_text(encoding="utf-8"), plugins(home)) == ("another", {NAMES[0], "apoc.jar"})
    own.write_text(NAMES[0], encoding="utf-8")  # the same as ours
    gds.put_beside(home, folder)
    gds.put_beside(home, folder)
    assert plugins(home) == {*NAMES, "apoc.jar"}
    gds.put_beside(home, None)
    assert plugins(home) == {NAMES[0], "apoc.jar"}
    for name in NAMES:
        (home.plugins / name).write_text(name, encoding="utf-8")
    gds.put_beside(home, folder)
    assert gds.stands_beside(home)
    gds.put_beside(home, None)
    assert plugins(home) == {*NAMES, "apoc.jar"}
    assert not gds.stands_beside(home)


def test_those_of_an_earlier_version_go(
    home: ServerHome, found: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gds.put_beside(home, gds.fetch(LONG_TERM))
    lock(tmp_path / "next.lock.json", monkeypatch, NAMES[1:])
    gds.put_beside(home, gds.fetch(LONG_TERM))
    assert plugins(home) == {*NAMES[1:], "apoc.jar"}


def test_a_kill_between_two_jars_is_mended(home: ServerHome, found: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = gds.fetch(LONG_TERM)

    def killed(source: Path, target: Path) -> None:
        if source.name == NAMES[1]:
            raise KeyboardInterrupt
        shutil.copyfile(source, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(gds, "link", killed)
        gds.put_beside(home, folder)
    assert plugins(home) == {NAMES[0], "apoc.jar"}
    gds.put_beside(home, None)
    assert plugins(home) == {"apoc.jar"}
    gds.put_beside(home, folder)
    assert plugins(home) == {*NAMES, "apoc.jar"}


def test_a_full_disk_is_one_clear_line_and_nothing_is_half_there(
    home: ServerHome, found: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = gds.fetch(LONG_TERM)
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full)
        patch.setattr(shutil, "copyfile", full)
        with pytest.raises(
            ServerError, match=r"^Graph Data Science .* cannot be put into .*: No space left on device$"
        ):
            gds.put_beside(home, folder)
        shutil.rmtree(folder)
        with pytest.raises(
            ServerError, match=r"^Graph Data Science .* cannot be put into .*: No space left on device$"
        ):
            gds.fetch(LONG_TERM)
    assert not folder.exists()
    assert {path.name for path in folder.parent.iterdir()} == {"maven"}


def test_a_kill_while_the_cache_is_filled_leaves_nothing_that_looks_whole(found: Path, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from graph_loader.database.local import gds, jars\n"
        "gds.LOCK_FILE = Path(sys.argv[1]); jars.resolve = lambda *_: list(Path(sys.argv[2]).iterdir())\n"
        "put = jars.link\n"
        f"jars.link = lambda a, b: os.kill(os.getpid(), signal.SIGKILL) if a.name == {NAMES[1]!r} else put(a, b)\n"
        f"gds.fetch({LONG_TERM!r})"
    )
    killed = subprocess.run([sys.executable, "-c", script, gds.LOCK_FILE, found], check=False)
    assert killed.returncode == -signal.SIGKILL
    cache = tmp_path / "cache" / f"gds-{gds.VERSIONS[LONG_TERM]}"
    assert not cache.exists()
    assert {path.name for path in gds.fetch(LONG_TERM).iterdir()} == {*NAMES}
    assert {path.name for path in cache.parent.iterdir()} == {"maven", cache.name}


def test_a_jar_that_maven_central_changed_is_refused(found: Path) -> None:
    (found / NAMES[2]).write_text("another", encoding="utf-8")
    with pytest.raises(ServerError, match=r"^proc-1\.jar differs from its checksum in gds\.lock\.json"):
        gds.fetch(LONG_TERM)


def test_without_cache_and_network_one_clear_line(tmp_path: Path) -> None:
    script = f"from graph_loader.database.local import gds; gds.fetch({LONG_TERM!r})"
    environment = {**os.environ, **NO_NETWORK, CACHE: str(tmp_path)}
    outcome = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    last = outcome.stderr.strip().splitlines()[-1]
    assert f"Graph Data Science 2.13.9 is not in the cache ({tmp_path}) and Maven Central does not answer" in last


def test_nothing_stands_beside_neo4j_twice() -> None:
    for version in jars.RELEASES:
        has = {gds._artifact(name) for name in jars.locked(version)}
        beside = gds.locked_beside(version)
        own = f"-{gds.VERSIONS[version]}.jar"
        assert {f"proc{own}", f"opengds-extension{own}"} <= beside.keys()
        assert not {name for name in beside if not name.endswith(own) and gds._artifact(name) in has}
