"""Files that come with the installation: the data package, the Cypher files, the script that draws networks."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from graph_loader.model.errors import ColdWarError

_PACKAGE = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Return the folder of the data package that comes with the installation.

    Raises
    ------
    ColdWarError
        If the installation is incomplete.

    Examples
    --------
    >>> data_dir().is_dir()
    True
    """
    return _folder("data")


def cypher_dir() -> Path:
    """Return the folder of the Cypher files that comes with the installation.

    Raises
    ------
    ColdWarError
        If the installation is incomplete.

    Examples
    --------
    >>> cypher_dir().is_dir()
    True
    """
    return _folder("cypher")


def vis_network() -> str:
    """Return the script of vis-network as PyVis ships it."""
    file = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return re.sub(r"\n//# sourceMappingURL=.*", "", file.read_text(encoding="utf-8"))


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ColdWarError(f"the installation is incomplete: its {name!r} folder is missing; install it again")
