"""A recipe as the text of its file, and how a table was read in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from graph_loader.imports.reading.layout import Layout
from graph_loader.imports.reading.texts import DELIMITERS
from graph_loader.imports.written.questions import few
from graph_loader.model.numerals import counted
from graph_loader.model.problems import quoted


def shape(layout: Layout) -> tuple[object, ...]:
    """Return in what files must be alike to be imported together."""
    return layout.format, layout.delimiter, layout.encoding.removesuffix("-sig"), layout.header, set(layout.columns)


def described(files: Sequence[Path], layout: Layout, count: int) -> list[str]:
    """Say how the files were read."""
    what = [layout.format.upper() if layout.format != "csv" else "a text"]
    if layout.delimiter:
        what.append(f"parted by {DELIMITERS.get(layout.delimiter, quoted(layout.delimiter))}")
    if layout.encoding:
        what.append(f"in {layout.encoding} ({layout.why})")
    if layout.sheet:
        what.append(f"sheet {quoted(layout.sheet)}")
    if layout.format in {"csv", "xlsx", "ods"}:
        what.append(f"names of columns in row {layout.header}" if layout.header else "without names of columns")
    names = few([path.name for path in files])
    return [f"{names}: {', '.join(what)}; {counted(count, 'row')}", *layout.notes]


def stated(layout: Layout) -> dict[str, Any]:
    """Return the section of a recipe that says how its rows are read."""
    stated: dict[str, Any] = {"format": layout.format}
    if layout.encoding not in {"", "utf-8", "utf-8-sig"}:
        stated["encoding"] = layout.encoding
    if layout.delimiter:
        stated["delimiter"] = layout.delimiter
    if layout.sheet:
        stated["sheet"] = layout.sheet
    if layout.format in {"csv", "xlsx", "ods"}:
        stated["header"] = layout.header
    return stated


def escaped(text: str) -> str:
    """Return a text as a template that says just that."""
    return "".join(sign * 2 if sign in "{}[]" else sign for sign in text)


class _Dumper(yaml.SafeDumper):
    """YAML without anchors, which recipes do not have."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the library's signature
        """Write everything where it stands."""
        return True


def recipe_text(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as YAML."""
    return yaml.dump(dict(recipe), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
