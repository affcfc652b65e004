"""What a page holds in columns: read back it is what was put in, byte for byte the same each time."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph_loader.views import columns

ROOT = Path(__file__).parents[2]
NODE = Path(sys.executable).parent / "node"
READ = """
import { readFileSync } from "node:fs";
import { rowsOf, unpacked } from "./graph_loader/views/static/columns.js";
process.stdout.write(JSON.stringify(rowsOf(await unpacked(readFileSync(0, "utf8")))));
"""
ROWS: list[dict[str, Any]] = [
    {"id": "a", "n": 1, "yes": True, "f": 1.0, "years": [1970, 1973], "evidence": [{"source": "s", "at": 0}]},
    {"id": "b", "n": 1, "yes": True, "f": 1.0, "years": [1970, 1973], "evidence": []},
    {"id": "c", "n": True, "yes": 1, "f": 1, "open": [None, "1970"], "evidence": [{"source": "t"}, {"source": "s"}]},
    {"id": "__proto__", "__proto__": "p", "n": 1, "yes": True, "mixed": [1, {"a": 1}]},
    {"id": "half \ud83d surrogate", "n": 2, "yes": False, "mixed": "text", "constructor": "x"},
    {},
]


def read(text: str) -> Any:
    command = [NODE, "--input-type=module", "-e", READ]
    run = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_the_page_reads_the_rows_that_were_written():
    found = read(columns.packed(columns.table(ROWS)))
    assert json.dumps(found, sort_keys=True) == json.dumps(ROWS, sort_keys=True).replace("1.0", "1")


def test_no_row_makes_an_empty_table():
    assert read(columns.packed(columns.table([]))) == []


def test_a_repeated_value_is_written_once_and_the_same_rows_give_the_same_text():
    rows = [{"summary": "the same words", "number": number} for number in range(50)]
    text = columns.packed(columns.table(rows))
    assert text == columns.packed(columns.table(rows))
    assert gzip.decompress(base64.b64decode(text)).count(b"the same words") == 1
