"""Find a LibreOffice Calc for the tests of workbooks, or install one.

The system's is taken first, else Debian's package without a graphical interface, where it may be installed. Run as a
program it installs what is missing; in continuous integration (CI=true) failing to is an error.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import debian

NAMES = ("soffice", "libreoffice", "localc")
PACKAGE = "libreoffice-calc-nogui"
PATIENCE = 120
RECALCULATING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""The setting by which formulas are worked out anew when a workbook is opened."""


def find() -> Path | None:
    """Return the executable, or None."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(executable) for executable in found if executable and _runs(executable)), None)


def resave(executable: Path, file: Path, folder: Path) -> Path:
    """Open a workbook, work out its formulas, save it in a folder as LibreOffice does, and return the new file."""
    with tempfile.TemporaryDirectory() as profile:  # of its own, for two must not share one
        settings = Path(profile) / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(RECALCULATING, encoding="utf-8")
        options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", file.suffix[1:]]
        command = [executable, *options, "--outdir", folder, file]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return folder / file.name


def install() -> None:
    """Try Debian's package; `find` tells whether it worked."""
    debian.install(PACKAGE, "the tests of workbooks", "--no-install-recommends")


def _runs(executable: str) -> bool:
    """Tell whether it starts and has Calc: with the text processor alone it has the same name."""
    program = Path(executable).resolve().parent
    without_calc = (program / "soffice.bin").exists() and not (program / "libsclo.so").exists()
    return not without_calc and debian.attempt([executable, "--version"])


def main() -> int:
    without = "no LibreOffice found and none can be installed: workbooks cannot be tested with it"
    return debian.provide(find, install, without)


if __name__ == "__main__":
    sys.exit(main())
