"""What stands in Neo4j: nodes and relationships with their keys, and the names of the model itself."""

from __future__ import annotations

from typing import NamedTuple

from graph_loader.database.properties import Properties, digest
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.descriptor import entity_labels

MODEL = 2
"""The version of the model; a database tells in which one a package stands."""
ACTOR = "Actor"
CLAIM_LABELS = ("Claim", "Passage", "Annotation")
VOCABULARY_LABELS = ("Family", "Type", "Theatre", "Bloc", "Period")
MODEL_TYPES = (
    "FROM",
    "TO",
    "ABOUT",
    "AT",
    "OF_TYPE",
    "STATED_IN",
    "REPORTED_BY",
    "CITES",
    "IN",
    "ON",
    "CONTRADICTS",
    "MENTIONS",
    "BELONGS_TO",
    "WITHIN",
    "IN_PLACE",
    "IN_THEATRE",
    "IN_BLOC",
    "IN_FAMILY",
)
"""The relationships of the model itself; beside them stand those of the types of a vocabulary, the ties."""


def our_labels() -> tuple[str, ...]:
    """Return the labels of all nodes that a package may have, without Actor."""
    return (*entity_labels(), *CLAIM_LABELS, *VOCABULARY_LABELS)


class Node(NamedTuple):
    """A node as it shall stand in Neo4j; an actor's label is followed by ``Actor``."""

    label: str
    id: str
    properties: Properties

    @property
    def labels(self) -> tuple[str, ...]:
        """All its labels."""
        return (self.label, ACTOR) if self.label in ACTOR_LABELS else (self.label,)

    @property
    def kind(self) -> str:
        """Its label."""
        return self.label

    @property
    def place(self) -> tuple[str, ...]:
        """Its labels by the alphabet."""
        return tuple(sorted(self.labels))

    @property
    def digest(self) -> str:
        """What tells this state of it from another."""
        return digest(self.place, self.properties)


class Relationship(NamedTuple):
    """A relationship as it shall stand in Neo4j, with the labels by which its ends are found."""

    type: str
    id: str
    from_label: str
    from_id: str
    to_label: str
    to_id: str
    properties: Properties

    @property
    def kind(self) -> str:
        """Its type."""
        return self.type

    @property
    def place(self) -> tuple[str, ...]:
        """Its type and its ends."""
        return (self.type, self.from_label, self.from_id, self.to_label, self.to_id)

    @property
    def is_link(self) -> bool:
        """Whether it says nothing but its id and perhaps a number, as eight of ten do."""
        return len(self.properties) == 1 or (len(self.properties) == 2 and "count" in self.properties)  # noqa: PLR2004

    @property
    def digest(self) -> str:
        """What tells this state of it from another."""
        return digest(self.place, self.properties)


def link(
    type_: str, key: str, from_: tuple[str, str], to: tuple[str, str], properties: Properties | None = None
) -> Relationship:
    """Join two nodes, each given by its label and id."""
    return Relationship(type_, key, *from_, *to, {"id": key, **properties} if properties else {"id": key})
