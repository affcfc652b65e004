"""Install a package of Debian's for the tests, where that may be done unasked: as root, or with a sudo that is open."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def install(package: str, purpose: str, *options: str) -> None:
    """Try to; whoever needs the package finds out whether it worked."""
    if shutil.which("apt-get") and (may := _privilege()) is not None:
        print(f"Installing Debian's {package} for {purpose} …")
        attempt([*may, "apt-get", "update", "-q"])
        attempt([*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qy", *options, package])


def provide(find: Callable[[], Path | None], install: Callable[[], None], without: str) -> int:
    """Have something found, else install it; without it say what follows, and in CI fail."""
    if find() is None:
        install()
    if find() is not None:
        return 0
    print(without, file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


def attempt(command: list[str]) -> bool:
    """Run a command in silence and tell whether it did what it should."""
    quiet = subprocess.DEVNULL
    return subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, check=False).returncode == 0


def _privilege() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and attempt(["sudo", "-n", "true"]) else None
