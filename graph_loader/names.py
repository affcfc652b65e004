"""Finds the entity that a name means, in any spelling: case, accents and punctuation do not matter."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from graph_loader.dataset import Dataset
from graph_loader.errors import AmbiguousNameError, UnknownNameError

# Letters with a stroke or a ligature have no decomposition in Unicode.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_SUGGESTIONS = 3
_LIKENESS = 75
_METONYM = "metonym"


class Entity(NamedTuple):
    """A node as names find it."""

    id: str
    label: str
    name: str


def fold(text: str) -> str:
    """Reduce a name to what its spellings have in common.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Small letters and digits without accents, words parted by one space.

    Examples
    --------
    >>> fold("Łódź") == fold("lodz")
    True
    >>> fold("  U.S.S.R. "), fold("Luis CORVALÁN"), fold("salvador-allende")
    ('ussr', 'luis corvalan', 'salvador allende')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    without_dots = plain.replace(".", "").replace("'", "").replace("’", "")
    return " ".join("".join(character if character.isalnum() else " " for character in without_dots).split())


class NameIndex:
    """Every name of every entity of a dataset.

    Ids, names, original names, acronyms and aliases are equal; a metonym ("Moscow" for the Soviet Union)
    counts only where nothing else bears the name.

    Parameters
    ----------
    dataset : Dataset

    Examples
    --------
    >>> index = NameIndex(Dataset.load("tests/fixtures/mini"))
    >>> index.resolve("CASTRO, Fidel")
    Entity(id='fidel-castro', label='Person', name='Fidel Castro')
    >>> index.resolve("brezhnyev").id
    'leonid-brezhnev'
    """

    def __init__(self, dataset: Dataset) -> None:
        self._entities: dict[str, Entity] = {}
        self._proper: defaultdict[str, set[str]] = defaultdict(set)
        self._metonyms: defaultdict[str, set[str]] = defaultdict(set)
        for id_, label, name, *others in _names(dataset):
            self._entities[id_] = Entity(id_, label, name)
            for spelling in (id_, name, *others):
                self._add(self._proper, spelling, id_)
        aliases = dataset.aliases
        for id_, spelling, kind in zip(aliases["entity_id"], aliases["name"], aliases["kind"], strict=True):
            self._add(self._metonyms if kind == _METONYM else self._proper, spelling, id_)

    def _add(self, index: defaultdict[str, set[str]], spelling: str, id_: str) -> None:
        if key := fold(spelling):
            index[key].add(id_)

    def resolve(self, text: str, labels: Collection[str] | None = None) -> Entity:
        """Return the entity that a name means.

        Parameters
        ----------
        text : str
            An id, a name or an alias in any spelling; its words may stand in any order.
        labels : collection of str, optional
            Kinds of entities to consider; all by default.

        Returns
        -------
        Entity

        Raises
        ------
        UnknownNameError
            If nothing bears the name; its `suggestions` are the most similar names.
        AmbiguousNameError
            If several entities do; its `suggestions` are their ids.
        """
        if text in self._entities and self._is_wanted(text, labels):
            return self._entities[text]
        for found in self._candidates(fold(text)):
            wanted = sorted(id_ for id_ in found if self._is_wanted(id_, labels))
            if len(wanted) > 1:
                raise AmbiguousNameError(text, wanted)
            if wanted:
                return self._entities[wanted[0]]
        raise UnknownNameError(text, self._suggestions(fold(text), labels))

    def _candidates(self, key: str) -> Iterator[set[str]]:
        """Yield sets of ids, the best first."""
        yield self._proper.get(key, set())
        yield self._metonyms.get(key, set())
        yield self._by_words.get(_words(key), set())

    @cached_property
    def _by_words(self) -> dict[str, set[str]]:
        """Names with their words sorted, for "Castro, Fidel", and the last names of persons."""
        index: defaultdict[str, set[str]] = defaultdict(set)
        for key, ids in self._proper.items():
            index[_words(key)] |= ids
        for entity in self._entities.values():
            if entity.label == "Person":
                index[fold(entity.name).rpartition(" ")[2]].add(entity.id)
        return index

    def _is_wanted(self, id_: str, labels: Collection[str] | None) -> bool:
        return labels is None or self._entities[id_].label in labels

    def _suggestions(self, key: str, labels: Collection[str] | None) -> list[str]:
        wanted = {
            spelling: ids
            for index in (self._proper, self._metonyms)
            for spelling, ids in index.items()
            if any(self._is_wanted(id_, labels) for id_ in ids)
        }
        parts: defaultdict[str, set[str]] = defaultdict(set)
        for spelling in wanted:
            for part in _runs(spelling, len(key.split())):
                parts[part].add(spelling)
        alike = process.extract(_words(key), sorted(parts), scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=None)
        names: list[str] = []
        for part, _, _ in alike:
            found = set().union(*(wanted[spelling] for spelling in parts[part]))
            ids = sorted(id_ for id_ in found if self._is_wanted(id_, labels))
            names += [name for name in (self._entities[id_].name for id_ in ids) if name not in names]
        return names[:_SUGGESTIONS]


def _words(key: str) -> str:
    return " ".join(sorted(key.split()))


def _runs(spelling: str, length: int) -> Iterator[str]:
    """Yield every run of so many words of a name, each with its words sorted."""
    words = spelling.split()
    for start in range(max(1, len(words) - length + 1)):
        yield " ".join(sorted(words[start : start + length]))


def _names(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    """Yield id, label, name and, where the table has them, original name and acronym of every node."""
    for label, frame in dataset.nodes.items():
        columns = [column for column in ("name", "name_original", "acronym") if column in frame]
        for id_, *names in zip(frame["id"], *(frame[column] for column in columns), strict=True):
            yield id_, label, *names
