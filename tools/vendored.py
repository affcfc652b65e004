"""Write the libraries that pages carry, from node_modules into views/static/vendor: their code without comments.

Usage: python tools/vendored.py
What package-lock.json says is what stands there: a test compares the two.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "graph_loader" / "views" / "static" / "vendor"
LIBRARIES = {"minisearch": ("dist/es/index.js", "LICENSE.txt")}
"""By package: its ES module, and its licence."""


def vendored(name: str, modules: Path) -> dict[str, str]:
    """Return the files that a library becomes, by their names."""
    module, licence = LIBRARIES[name]
    folder = modules / name
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    terms = (folder / licence).read_text(encoding="utf-8")
    holder = terms.strip().splitlines()[0]
    head = f"/*! {name} {version}, MIT licence, {holder}; its terms are in {name}.LICENSE.txt */\n"
    return {
        f"{name}.js": head + without_comments((folder / module).read_text(encoding="utf-8")),
        f"{name}.LICENSE.txt": terms,
    }


def without_comments(text: str) -> str:
    """Leave out what stands in comments of whole lines, and the link to a source map."""
    text = re.sub(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^[ \t]*//.*\n?", "", text, flags=re.MULTILINE)


def main() -> None:
    """Write every library."""
    for name in LIBRARIES:
        for file, text in vendored(name, ROOT / "node_modules").items():
            (VENDOR / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
