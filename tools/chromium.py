"""Find a Chromium for the browser tests, or install one.

The system's Chromium or Chrome is taken first, else Debian's package where it may be installed, else playwright's
own download. Where there is Chromium's headless shell it comes first: it draws the same pages with a sixth less work.
Run as a program it installs what is missing; in continuous integration (CI=true) failing to is an error.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import debian

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> Path | None:
    """Return the browser's executable, or None."""
    candidates = [Path(found) for name in NAMES if (found := shutil.which(name))]
    with sync_playwright() as playwright:
        candidates.append(Path(playwright.chromium.executable_path))
    return next((candidate for candidate in candidates if _runs(candidate)), None)


def install() -> None:
    """Try Debian's packages, then playwright's download; `find` tells whether it worked."""
    for package in ("chromium-headless-shell", "chromium"):
        if find() is None:
            debian.install(package, "the browser tests")
    if find() is None:
        print("Fetching playwright's Chromium for the browser tests …")
        debian.attempt([sys.executable, "-m", "playwright", "install", "chromium"])


def _runs(executable: Path) -> bool:
    return executable.is_file() and debian.attempt([str(executable), "--version"])


def main() -> int:
    return debian.provide(
        find, install, "no Chromium or Chrome found and none can be installed: pages cannot be tested"
    )


if __name__ == "__main__":
    sys.exit(main())
