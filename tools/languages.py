"""Say what the words of a language lack, beside English: python tools/languages.py [CODE …].

Compares the interface (graph_loader/views/text/CODE.json) and the findings (graph_loader/analysis/text/CODE.yaml) with
the English files: keys that are missing or superfluous, texts that are empty or of another form, and placeholders that
are not those of the English text. Ends with 1 if anything is to be mended. Without CODE, all languages but English.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1] / "graph_loader"
FILES = ("views/text/{}.json", "analysis/text/{}.yaml")
PLAIN = "en"
# Words that English has not: it derives them, or takes them from the data.
OWN = re.compile(r"(families|theatres|types|blocs)\.|andBeforeI$")


def main(*codes: str) -> int:
    """Print what is to be mended; return 1 if anything is."""
    found = [line for code in codes or others() for line in faults(code)]
    print("\n".join(found) or "Nothing is missing.")
    return 1 if found else 0


def others(root: Path = ROOT) -> list[str]:
    """Return the languages that have words, except English."""
    return sorted(file.stem for file in (root / FILES[0]).parent.glob("*.json") if file.stem != PLAIN)


def faults(code: str, root: Path = ROOT) -> Iterator[str]:
    """Give what is to be mended in the words of a language, a line each."""
    for pattern in FILES:
        name = pattern.format(code)
        if not (root / name).exists():
            yield f"{name}: there is no such file"
            continue
        plain, told = (dict(texts(read(root / pattern.format(which)))) for which in (PLAIN, code))
        for key in plain.keys() | told.keys():
            if fault := fault_of(key, plain.get(key), told.get(key)):
                yield f"{name}: {key}: {fault}"


def fault_of(key: str, plain: str | None, told: str | None) -> str:
    """Say what is wrong with a text; empty where nothing is."""
    if told is None:
        return "missing"
    if plain is None:
        return "" if OWN.search(key) else "superfluous"
    if plain.strip() and not told.strip():
        return "empty"
    wanted, given = placeholders(plain), placeholders(told)
    return "" if wanted == given else f"has the placeholders {given}, not {wanted}"


def read(path: Path) -> Any:
    """Return the words of a file."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def texts(words: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with the keys that lead to it, joined by points."""
    if isinstance(words, dict):
        for name, inner in words.items():
            yield from texts(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(words, list):
        for number, inner in enumerate(words):
            yield from texts(inner, f"{key}.{number}")
    else:
        yield key, str(words)


def placeholders(text: str) -> list[str]:
    """Return the distinct {placeholders} of a text, without the nouns and verbs that a number brings."""
    return sorted({f"{{{name}}}" for name in re.findall(r"\{(\w+)(?::[^}]*)?\}", text)})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
