"""The contract of the data package, as datapackage.json states it (Frictionless Data Package v2).

Properties of ours stand beside Frictionless's own: a package's `format` (the version of this contract that it keeps;
0.1.0 where it does not say) and `baseUri` (see `base_uri.py`), a table's `label` (its rows are nodes of that kind), a
field's `references` (ids of several tables, which a foreign key cannot say), its `vocabulary` (a section of
vocabulary.yaml whose keys are its values) and `since` (the format that brought it: a package may lack such a column).

A package describes the tables that it has, all of them or some, and may add columns and kinds of its own to its nodes
and claims; all else about a table is the contract's, whatever the package says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph_loader.model import resources
from graph_loader.model.problems import FileError
from graph_loader.package.strangers import no_package

DESCRIPTOR = "datapackage.json"
COLLECTION = "collection.yaml"
"""What describes several packages that are read as one."""
KIND = "kind"
"""The column whose choices a package may add to."""
OTHER = "other"
"""The choice of that column for what has no kind of its own."""
RESERVED = frozenset(
    {
        "about",
        "acts",
        "aliases",
        "annotations",
        "aspect",
        "bloc",
        "born",
        "cameo",
        "certainty",
        "citations",
        "claims",
        "claims_from",
        "claims_to",
        "dataset",
        "date",
        "date_certainty",
        "date_in_words",
        "dates",
        "degree",
        "died",
        "digest",
        "dissolved",
        "drawn",
        "edtf",
        "end",
        "end_earliest",
        "entity",
        "evidence",
        "family",
        "founded",
        "from",
        "from_id",
        "from_label",
        "from_name",
        "from_theatre",
        "goldstein",
        "held",
        "id",
        "identifiers",
        "key",
        "label",
        "life",
        "links",
        "location",
        "measures",
        "members",
        "name",
        "names",
        "neighbours",
        "origin",
        "origin_id",
        "otherwise",
        "own",
        "package",
        "packages",
        "passage_count",
        "passages",
        "place",
        "possible",
        "possible_end",
        "possible_start",
        "region",
        "reported_by",
        "same_fact",
        "side",
        "spot",
        "start",
        "start_latest",
        "state",
        "symmetric",
        "theatre",
        "tie",
        "to",
        "to_id",
        "to_label",
        "to_name",
        "to_theatre",
        "type",
        "weight",
        "x",
        "y",
        "years",
    }
)
"""Names that graph, Neo4j, tables and pages use themselves, or read as dates: no column of one's own may bear them."""
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"


class DescriptorError(FileError):
    """The descriptor of a data package cannot be read."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type, its constraints, what its values refer to, since which format, or whether a package's own."""

    name: str
    type: str
    description: str
    format: str
    is_date: bool
    required: bool
    unique: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    references: tuple[str, ...]
    vocabulary: str
    since: str
    title: str = ""
    own: bool = False

    @property
    def caption(self) -> str:
        """What people read: its title, else its name."""
        return self.title or self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in columns of another table."""

    fields: tuple[str, ...]
    table: str
    table_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file within the package, its columns and keys, and the label of its rows, if they are nodes.

    One that a package does not describe may be missing, which is the same as empty.
    """

    name: str
    file: str
    title: str
    description: str
    label: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    described: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the file's order."""
        return tuple(field.name for field in self.fields)

    @property
    def dispensable(self) -> frozenset[str]:
        """Columns that a later format brought: a file may lack them."""
        return frozenset(field.name for field in self.fields if field.since)

    @property
    def own(self) -> tuple[Field, ...]:
        """The columns that the package added."""
        return tuple(field for field in self.fields if field.own)

    @property
    def extensible(self) -> bool:
        """Whether a package may add columns to it: to nodes and to claims."""
        return bool(self.label) or self.name == "relationships"


@dataclass(frozen=True, slots=True)
class DataPackage:
    """A descriptor: the package's name, version, day, where it says one, and contributors, and its tables by name."""

    name: str
    version: str
    title: str
    tables: dict[str, Table]
    contributors: tuple[str, ...] = ()
    created: str = ""

    @classmethod
    def load(cls, folder: Path | None = None) -> DataPackage:
        """Read the descriptor of a data package: the contract's tables, with what the package adds to them.

        Raises
        ------
        DescriptorError
            If there is no descriptor, or it describes no tables.

        Examples
        --------
        >>> DataPackage.load().tables["passages"].columns
        ('source_id', 'locator', 'note')
        """
        document = read_descriptor(folder or resources.data_dir())
        try:
            tables = {table.name: table for table in map(table_of, document["resources"])}
            name, version, title = (str(document[key]) for key in ("name", "version", "title"))
        except KeyError as error:
            raise DescriptorError(DESCRIPTOR, f"expected resources with a schema, found no {error}") from None
        except (AttributeError, TypeError):
            raise DescriptorError(DESCRIPTOR, "expected resources with a schema, found another structure") from None
        if folder and folder.resolve() != resources.data_dir().resolve():
            tables = {name: _with_own(table, tables.get(name)) for name, table in contract().tables.items()}
        people = document.get("contributors")
        listed = people if isinstance(people, list) else []
        titles = tuple(str(each["title"]) for each in listed if isinstance(each, dict) and each.get("title"))
        return cls(name, version, title, tables, titles, _day(document.get("created")))


def _day(created: object) -> str:
    """Return the day of Frictionless's `created`, a date and time; empty for none, and for what is no date."""
    day = str(created or "")[:10]
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Return the JSON of a package's descriptor.

    Raises
    ------
    DescriptorError
        If there is none, or it is not a JSON object.
    """
    try:
        document = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    except OSError:
        raise DescriptorError(DESCRIPTOR, f"expected a data package, found {no_package(folder)}") from None
    except (ValueError, RecursionError) as error:
        raise DescriptorError(DESCRIPTOR, f"expected JSON in UTF-8, found {' '.join(str(error).split())}") from None
    if not isinstance(document, dict):
        raise DescriptorError(DESCRIPTOR, f"expected a JSON object, found {type(document).__name__}")
    return document


def folders_of(path: Path | str | Sequence[Path | str] | None) -> list[Path]:
    """Return the folders that are asked for; that of the installation for none."""
    if isinstance(path, (Path, str)):
        return [Path(path)]
    return [Path(each) for each in path or [resources.data_dir()]]


def collection_file(path: Path) -> Path | None:
    """Return the file that describes a collection, if a path is one or its folder; a package's folder is none."""
    file = path if path.name == COLLECTION else path / COLLECTION
    return file if file.is_file() and (file == path or not (path / DESCRIPTOR).exists()) else None


@cache
def contract() -> DataPackage:
    """Return the package's description that this version of the code reads: its own."""
    return DataPackage.load()


def entity_labels() -> tuple[str, ...]:
    """Return the labels of all entities."""
    return tuple(table.label for table in contract().tables.values() if table.label)


def _with_own(table: Table, theirs: Table | None) -> Table:
    """Return a table of the contract with the columns and kinds that a package adds to it."""
    if theirs is None:
        return replace(table, described=False)
    described = {field.name: field for field in theirs.fields}
    fields = [
        replace(field, enum=tuple(dict.fromkeys((*field.enum, *described[field.name].enum))))
        if field.name == KIND and field.enum and field.name in described
        else field
        for field in table.fields
    ]
    if table.extensible:
        fields += [replace(field, own=True) for field in theirs.fields if field.name not in table.columns]
    return replace(table, fields=tuple(fields))


def table_of(resource: dict[str, Any]) -> Table:
    """Return the description of a table, as a Frictionless resource gives it."""
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        file=resource["path"],
        title=resource.get("title", ""),
        description=resource.get("description", ""),
        label=resource.get("label", ""),
        fields=tuple(_field(field) for field in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", [])),
    )


def _field(field: dict[str, Any]) -> Field:
    constraints = field.get("constraints", {})
    return Field(
        name=field["name"],
        type=field["type"],
        description=field.get("description", ""),
        format=field.get("format", "default"),
        is_date=field.get("rdfType") == _EDTF,
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", [])),
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        references=tuple(field.get("references", [])),
        vocabulary=field.get("vocabulary", ""),
        since=field.get("since", ""),
        title=str(field.get("title", "")),
    )


def _foreign_key(key: dict[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(tuple(key["fields"]), reference["resource"], tuple(reference["fields"]))
