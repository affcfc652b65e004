"""The vocabularies of several packages as one: equal things are one, different ones of one name are a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph_loader.model.problems import Problem
from graph_loader.model.vocabulary import SECTIONS, RelationshipType, Vocabulary
from graph_loader.model.vocabulary_file import FILE

Renaming = Mapping[str, Mapping[str, str]]
"""By section of the vocabulary: what a package calls a thing, and what it is called in the collection."""

_MEANING = {
    "theatres": ("name",),
    "blocs": ("name",),
    "labels": (),
    "families": ("name", "structural", "spatial"),
    "types": ("family", "description", "aspect", "symmetric", "cameo", "causal"),
}
"""What makes two entries of a section one.

How they look, and what they are called in other languages, the first package says; what a type may join, and what a
coder has to name with it, each package has kept for itself.
"""


def joined(
    parts: Iterable[tuple[str, Vocabulary]], renamed: Mapping[str, Renaming]
) -> tuple[Vocabulary, list[Problem]]:
    """Return the vocabularies of packages as one, and where one word means two things.

    Parameters
    ----------
    parts : iterable of (str, Vocabulary)
        Names of packages with their vocabularies.
    renamed : mapping of str to Renaming
        By package; an entry that is renamed to what is there already is said to be the same.
    """
    problems: list[Problem] = []
    sections: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    owner: dict[tuple[str, str], str] = {}
    cameo: dict[str, Any] = {}
    for package, vocabulary in parts:
        names = renamed.get(package, {})
        cameo = {**vocabulary.cameo, **cameo}
        for section, known in sections.items():
            said = names.get(section, {})
            for id_, entry in getattr(vocabulary, section).items():
                word = said.get(id_, id_)
                fresh = _called(entry, section, word, names)
                there = known.setdefault(word, fresh)
                first = owner.setdefault((section, word), package)
                differing = [name for name in _MEANING[section] if getattr(there, name) != getattr(fresh, name)]
                if differing and id_ not in said:
                    problems.append(_clash(package, section, word, first, differing))
                elif section == "types":
                    known[word] = _for_both(there, fresh)
    return Vocabulary(**sections, cameo=cameo), problems


def _called(entry: Any, section: str, word: str, names: Renaming) -> Any:
    """Return an entry under its name in the collection."""
    if isinstance(entry, RelationshipType):
        return replace(entry, name=word, family=names.get("families", {}).get(entry.family, entry.family))
    return entry if section == "labels" else replace(entry, id=word)


def _for_both(one: RelationshipType, other: RelationshipType) -> RelationshipType:
    """Return a type that may join what either may join."""
    return replace(
        one,
        from_labels=tuple(dict.fromkeys(one.from_labels + other.from_labels)),
        to_labels=tuple(dict.fromkeys(one.to_labels + other.to_labels)),
    )


def _clash(package: str, section: str, word: str, first: str, differing: list[str]) -> Problem:
    message = (
        f"expected the meaning that {word} has in {first}, found another {', '.join(differing)}: "
        f"under rename.{package}.{section} of collection.yaml give it another name, or the same if it means the same"
    )
    return Problem(f"{package}/{FILE}", None, "", "vocabulary-clash", message)
