"""Pages of the same graph as other libraries draw it, for benchmarks/views.py; each as its makers advise for much data.

All get the places, sizes and colours of our own page, so that none has to lay the graph out. What the explorer has and
a library has not (a filter by kind, a slider, a search, the ties of a node) is written in benchmarks/pages/*.js, as its
documentation shows it. The libraries are fetched into a cache by benchmarks/package-lock.json.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx

from graph_loader.model.folders import cache_dir
from graph_loader.views import bundle
from graph_loader.views.payload import scene

HERE = Path(__file__).parent
LIBRARIES = {
    "cytoscape.js": ["cytoscape/dist/cytoscape.min.js"],
    "sigma.js": ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"],
}
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<style>body{{margin:0;display:flex}}#view{{width:1100px;height:880px}}#panel{{width:280px;height:880px;overflow:auto}}</style></head>
<body><div id="view"></div><div id="panel"></div>
<script type="application/json" id="data">{data}</script>{scripts}
</body></html>"""


def fetch() -> Path:
    """Return the folder of the packages, which are installed when they are not in the cache yet."""
    lock = HERE / "package-lock.json"
    folder = cache_dir() / f"benchmarks-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"
    if not (folder / "complete").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        beside = Path(sys.executable).with_name("npm")
        npm = str(beside) if beside.exists() else "npm"
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
        (folder / "complete").touch()
    return folder / "node_modules"


def data_of(graph: nx.MultiDiGraph[Any]) -> str:
    """Return nodes and ties with places and colours as JSON that can stand in a page."""
    made = scene(graph)
    sizes = made.sizes()
    drawn = {node["id"]: node for node in made.nodes if node["drawn"]}
    nodes = [
        {
            "id": name,
            "name": node["name"],
            "kind": node["label"],
            "x": float(made.layout.positions[name][0]),
            "y": float(made.layout.positions[name][1]),
            "size": sizes[name],
            "colour": made.look["kind"][node["label"]]["colour"],
        }
        for name, node in drawn.items()
    ]
    ties = [
        {
            "id": claim["id"],
            "from": claim["from"],
            "to": claim["to"],
            "year": int(claim["start"][:4]) if "start" in claim else None,
            "summary": claim.get("summary", ""),
            "colour": made.look["family"][claim["family"]]["colour"],
        }
        for claim in made.claims
        if claim["from"] in drawn and claim["to"] in drawn
    ]
    return bundle.json_block({"nodes": nodes, "ties": ties})


def write(name: str, data: str, path: Path) -> None:
    """Write the page of a library."""
    modules = fetch()
    files = [modules / file for file in LIBRARIES[name]]
    files += [HERE / "pages" / "common.js", HERE / "pages" / f"{name.removesuffix('.js')}.js"]
    texts = [file.read_text(encoding="utf-8").replace("</script", "<\\/script") for file in files]
    scripts = "".join(f"\n<script>{text}</script>" for text in texts)
    path.write_text(PAGE.format(name=name, data=data, scripts=scripts), encoding="utf-8")


def versions() -> str:
    """Return the versions of the libraries, as in "cytoscape 3.35.0"."""
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return ", ".join(f"{name} {version}" for name, version in wanted.items())
