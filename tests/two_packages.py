"""Two packages of the same facts, the mini package and a copy of it by another hand, and collections of them."""

import csv
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import MINI

OTHER_IDS = {"chile": "republic-of-chile", "ussr": "soviet-union", "fidel-castro": "castro"}
Decided = tuple[str, str, str]
SAME: tuple[Decided, ...] = (("chile", "republic-of-chile", "same"), ("ussr", "soviet-union", "same"))


def make_two(folder: Path) -> tuple[Path, Path]:
    """Return the mini package and its copy, ``hand``, in which three entities bear other ids."""
    one, other = folder / "mini", folder / "hand"
    for copy in (one, other):
        shutil.copytree(MINI, copy)
    descriptor = json.loads((other / "datapackage.json").read_text())
    (other / "datapackage.json").write_text(json.dumps(descriptor | {"name": "hand", "title": "By another hand"}))
    (other / "study.yaml").unlink(missing_ok=True)
    for file in sorted([*other.glob("*.csv"), *other.glob("nodes/*.csv")]):
        _rename(file)
    return one, other


def _rename(file: Path) -> None:
    with file.open(newline="") as stream:
        header, *rows = list(csv.reader(stream))
    rows = [[OTHER_IDS.get(cell, cell) for cell in row] for row in rows]
    symmetric = ("COOPERATED_WITH", "MET_WITH", "TRADED_WITH")
    if "from_id" in header:
        from_, to, type_ = (header.index(name) for name in ("from_id", "to_id", "type"))
        for row in rows:
            if row[type_] in symmetric and row[from_] > row[to]:
                row[from_], row[to] = row[to], row[from_]
    with file.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *sorted(rows)])


def describe(folder: Path, decisions: Iterable[Decided], more: str = "") -> Path:
    """Describe a collection of the two packages in a folder, with decisions (id, other id, decision) on them."""
    (folder / "collection.yaml").write_text(f"name: both\npackages:\n  - mini\n  - hand\n{more}")
    rows = [f"coldwar-mini,{a},hand,{b},{decision},name,me,2024-05," for a, b, decision in decisions]
    header = "package_a,id_a,package_b,id_b,decision,grounds,decided_by,decided_on,source_id"
    (folder / "identities.csv").write_text("\n".join([header, *rows]) + "\n")
    return folder
