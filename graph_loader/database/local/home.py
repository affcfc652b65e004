"""The folder of one local Neo4j: its configuration, data, logs and password."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from graph_loader.database.errors import ServerError
from graph_loader.database.local.settings import Ports, conf, local
from graph_loader.model.folders import claimed, data_home

USER = "neo4j"


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The folder of one local Neo4j.

    Attributes
    ----------
    version : str
        The version of Neo4j that runs on it.
    path : pathlib.Path
        Neo4j's home.
    """

    version: str
    path: Path

    @classmethod
    def of(cls, version: str) -> ServerHome:
        """Return the home of a version in the user's data folder; nothing is created."""
        return cls(version, data_home() / f"neo4j-{version}")

    @property
    def conf_dir(self) -> Path:
        """The folder of ``neo4j.conf``."""
        return self.path / "conf"

    @property
    def log(self) -> Path:
        """What the server says while it starts and runs."""
        return self.path / "logs" / "neo4j.log"

    @property
    def console(self) -> Path:
        """What Java says, and the server before it knows its log."""
        return self.path / "logs" / "console.log"

    @property
    def plugins(self) -> Path:
        """The folder of jars that the user adds."""
        return self.path / "plugins"

    @property
    def password_file(self) -> Path:
        """The file with the password, readable by its owner only."""
        return self.path / "password"

    @property
    def has_databases(self) -> bool:
        """Whether a server has ever run here; from then on the password is in the database."""
        return (self.path / "data" / "databases" / "system").is_dir()

    def password(self) -> str:
        """Return the password, made at random where there is none yet.

        Raises
        ------
        ServerError
            If there are databases, but the file with their password is gone.
        """
        if self.password_file.is_file() and (password := self.password_file.read_text(encoding="ascii").strip()):
            return password
        if self.has_databases:
            raise ServerError(
                f"the password file {self.password_file} is missing; put it back, or remove {self.path} to start anew"
            )
        # Letters and digits only: the password travels through an argument file.
        password = secrets.token_hex(16)
        write_private(self.password_file, password + "\n")
        return password

    def ports(self) -> Ports | None:
        """Return the ports of the last start, None before the first."""
        try:
            return Ports(**json.loads(self._ports_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def configure(self, ports: Ports, settings: Callable[[Ports], dict[str, str]] = local) -> None:
        """Make the folder and write ``neo4j.conf`` and the ports into it."""
        for folder in (self.conf_dir, self.log.parent, self.path / "data", self.path / "import", self.plugins):
            folder.mkdir(parents=True, exist_ok=True)
        (self.conf_dir / "neo4j.conf").write_text(conf(settings(ports)), encoding="utf-8")
        # In one step: a full disk or a crash must not lose the ports of the last start.
        fresh = self._ports_file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(ports)) + "\n", encoding="utf-8")
        fresh.replace(self._ports_file)

    def said(self) -> str:
        """Return what Java and the server said since the last start."""
        said = self.console.read_text(encoding="utf-8", errors="replace") if self.console.is_file() else ""
        if self.log.is_file():
            said += self.log.read_text(encoding="utf-8", errors="replace").rpartition(" Starting...")[2]
        return said

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Keep other processes from starting or stopping this server meanwhile."""
        with claimed(self.path):
            yield

    @property
    def _ports_file(self) -> Path:
        return self.path / "ports.json"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, from its first moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text)
