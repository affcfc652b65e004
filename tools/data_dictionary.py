"""Write the data dictionary from datapackage.json, vocabulary.yaml and the data themselves: `make docs`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_loader.model import identifiers, locators, resources
from graph_loader.model.study import KINDS
from graph_loader.model.vocabulary import RelationshipType, Vocabulary
from graph_loader.package.content import Content
from graph_loader.package.descriptor import DataPackage, Field, Table
from graph_loader.package.raw import RawTable

HEAD = """# Data dictionary

Made by `make docs` from `data/datapackage.json`, `data/vocabulary.yaml` and the data; do not edit.

Files are UTF-8 with LF, comma-separated after RFC 4180, with a header and rows sorted by id. An empty cell means
unknown. Dates are EDTF (ISO 8601-2, levels 0 and 1); `docs/contract.md` says how they become days.
`coldwar validate` checks everything that is written here.
"""


TEMPLATES = Path(__file__).parent / "templates"


def _package() -> Iterator[str]:
    """Say what holds for all tables: what may be missing or added, how places are cited, whose ids are known."""
    yield (TEMPLATES / "package.md").read_text(encoding="utf-8")
    forms = {kind: (form, *_places(kind, form)) for kind, (form, _) in locators.FORMS.items()}
    yield from _grid(
        ("kind", "what a locator is", "in words", "in Spanish"),
        ((f"`{kind}`", *cells) for kind, cells in forms.items()),
    )
    yield (TEMPLATES / "identifiers.md").read_text(encoding="utf-8")
    schemes = identifiers.SCHEMES.items()
    yield from _grid(
        ("scheme", "name", "what an id is", "leads to"),
        ((f"`{id_}`", each.name, each.form, f"`{each.address}`" if each.address else "") for id_, each in schemes),
    )


def _places(kind: str, form: str) -> Iterator[str]:
    """Put the examples of a form of locators, which stand in its brackets, into words."""
    examples = [one for bracket in re.findall(r"\(([^)]*)\)", form) for one in bracket.split(", ")]
    for language in ("en", "es"):
        yield ", ".join(locators.in_words(kind, example, language) for example in examples) or "as it stands"


def _study() -> Iterator[str]:
    yield (TEMPLATES / "study.md").read_text(encoding="utf-8")
    yield from _grid(
        ("kind", "parameters"),
        (
            (
                f"`{kind}`",
                ", ".join(f"(`{n}`: {w[:-1]})" if w.endswith("?") else f"`{n}`: {w}" for n, w in told.items()),
            )
            for kind, told in KINDS.items()
        ),
    )


def dictionary(folder: Path) -> str:
    """Return the whole dictionary of a data package as Markdown."""
    package, content = DataPackage.load(folder), Content.read(folder)
    counts = {name: len(raw.records) for name, raw in content.tables.items()}
    lines = [
        HEAD,
        f"Package `{package.name}`, version {package.version}: {package.title}.\n",
        *_grid(
            ("table", "file", "rows", "what it holds"),
            (
                (f"[{t.title}](#{t.name})", f"`{t.file}`", counts[t.name], t.description)
                for t in package.tables.values()
            ),
        ),
    ]
    for name, table in package.tables.items():
        lines += _table(table, content.tables[name])
    used = Counter(record.cells["type"] for record in content.records("relationships"))
    return "\n".join([*lines, *_package(), *_vocabulary(content.vocabulary, used), *_study()])


def _table(table: Table, raw: RawTable) -> Iterator[str]:
    label = f" Rows are nodes with the label `{table.label}`." if table.label else ""
    key = ", ".join(f"`{column}`" for column in table.primary_key)
    rows = len(raw.records)
    yield f'<a id="{table.name}"></a>\n'
    yield f"## {table.title}: `{table.file}`\n"
    yield f"{table.description}{label} Primary key: {key}. {rows} row{'' if rows == 1 else 's'}.\n"
    # The fullest row shows the most.
    example = max(raw.records, key=lambda record: sum(map(bool, record.cells.values())), default=None)
    cells = example.cells if example else {}
    targets = {key.fields[0]: key.table for key in table.foreign_keys if len(key.fields) == 1}
    yield from _grid(
        ("column", "type", "what it says", "example"),
        (
            (
                f"`{field.name}`",
                _type(field, targets),
                field.description or field.caption,
                _code(cells.get(field.name, "")),
            )
            for field in table.fields
        ),
    )


def _type(field: Field, targets: dict[str, str]) -> str:
    """Say in a few words which values a column takes."""
    if field.is_date:
        kind = "EDTF"
    elif field.enum:
        kind = "one of " + ", ".join(f"`{value}`" for value in field.enum)
    elif field.vocabulary:
        kind = f"one of the {field.vocabulary} below"
    elif field.references:
        kind = "id: " + " or ".join(field.references)
    elif field.name in targets:
        kind = f"id in {targets[field.name]}"
    else:
        kind = field.type
    return kind + ("; required" if field.required else "") + ("; of this package's own" if field.own else "")


def _vocabulary(vocabulary: Vocabulary, used: Counter[str]) -> Iterator[str]:
    yield (
        "The vocabulary says what the tables may say. Beside `name`, a theatre, bloc, family or type may give `names`: "
        "what it is called in other languages, by their codes, as in `names: {es: ...}`; pages in that language use "
        "it.\n"
    )
    yield "## Theatres\n"
    yield from _grid(("id", "name", "colour"), ((f"`{t.id}`", t.name, t.colour) for t in vocabulary.theatres.values()))
    yield "## Blocs\n"
    yield from _grid(("id", "name"), ((f"`{bloc.id}`", bloc.name) for bloc in vocabulary.blocs.values()))
    yield "## Types of relationship\n"
    yield (
        "An *event* happened once within its date, a *state* held throughout it. The sign is the Goldstein value of "
        "the CAMEO code; without a code a tie is unsigned, which is not zero. *Actor* is a person, state, party or "
        "organization.\n"
    )
    for family in vocabulary.families.values():
        types = [type_ for type_ in vocabulary.types.values() if type_.family == family.id]
        yield f"### {family.name}\n\n{family.description}.\n"
        yield from _grid(
            ("type", "definition", "from → to", "aspect", "CAMEO", "Goldstein", "claims"),
            ((*_type_cells(type_), used[type_.name]) for type_ in types),
        )


def _type_cells(type_: RelationshipType) -> tuple[object, ...]:
    arrow = "↔" if type_.symmetric else "→"
    ends = f"{_labels(type_.from_labels)} {arrow} {_labels(type_.to_labels)}"
    sign = "" if type_.goldstein is None else f"{type_.goldstein:g}"
    roles = (
        f"; role one of {', '.join(type_.roles)}" if type_.roles else "; needs a role" if type_.role_required else ""
    )
    needs = "; needs a matter" * bool(type_.about_required) + "; needs an amount or role" * bool(type_.amount_required)
    return f"`{type_.name}`", type_.description + roles + needs, ends, type_.aspect, type_.cameo or "", sign


def _labels(labels: tuple[str, ...]) -> str:
    return ", ".join(labels).replace("Person, State, Party, Organization", "Actor")


def _code(text: str) -> str:
    return f"`{text.replace('|', '/')}`" if text else ""


def _grid(header: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a Markdown table and the blank line behind it."""
    head = tuple(header)
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines] + [""]


if __name__ == "__main__":
    text = dictionary(resources.data_dir()).rstrip() + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8", newline="\n")
