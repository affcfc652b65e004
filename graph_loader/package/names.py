"""Finds the entity that a name means, in any spelling: case, accents and punctuation do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from graph_loader.model.errors import AmbiguousNameError, UnknownNameError

if TYPE_CHECKING:
    from graph_loader.package.dataset import Dataset

# fold.js folds what the reader of a page types by the same steps; tests/fixtures/spellings.json holds both to them.
# Letters with a stroke or a ligature have no decomposition in Unicode.
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
    | {"ŧ": "t", "ŋ": "n", "ς": "σ"}
)
# Within a word: apostrophes of every kind, signs of transliteration; dots too, but before a word of its own.
_WITHIN = re.compile(r"['`’‘‛ʼʻʽʾʿʹʺ′]|\.(?![^\W_]{3})")
_WORD = re.compile(r"[^\W_]+")
_SUGGESTIONS = 3
_LIKENESS = 75
_METONYM = "metonym"
LONGEST_ID = 80


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
    plain = text.lower() if text.isascii() else _plain(text)
    return " ".join(_WORD.findall(_WITHIN.sub("", plain)))


def _plain(text: str) -> str:
    """Return small letters without accents and what is not seen, of which ASCII has none."""
    # An acute accent that stands alone would leave a gap.
    decomposed = unicodedata.normalize("NFKD", text.replace("´", "'"))
    plain = "".join(character for character in decomposed if unicodedata.category(character)[0] != "M")
    visible = "".join(character for character in plain.lower() if unicodedata.category(character) != "Cf")
    return visible.translate(_LETTERS)


@lru_cache(maxsize=2**16)
def slug(text: str, longest: int = LONGEST_ID) -> str:
    """Return a text as an id; empty where no Latin letter or digit of it is left.

    Examples
    --------
    >>> slug("Łódź, Poland"), slug("北京")
    ('lodz-poland', '')
    """
    return re.sub("[^a-z0-9]+", "-", fold(text).encode("ascii", "ignore").decode())[:longest].strip("-")


def spellings(node: str, attributes: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """List every spelling of a node of a graph once: folded, as written, and whether it is its own (no metonym)."""
    own = [(attributes.get(field), True) for field in ("name", "name_original", "acronym")]
    aliases = [(alias.get("name"), alias.get("kind") != _METONYM) for alias in attributes.get("aliases") or ()]
    found: dict[str, tuple[str, bool]] = {}
    for written, proper in sorted([*own, *aliases, (node, True)], key=lambda spelling: not spelling[1]):
        if written and (key := fold(str(written))):
            found.setdefault(key, (str(written), proper))
    return [(key, *spelling) for key, spelling in found.items()]


def bears(words: Collection[str], name: str, last: str) -> bool:
    """Whether a person is meant: by a last name in full, given names or their initials, and further initials.

    Examples
    --------
    >>> bears(["kissinger", "henry", "a"], "henry kissinger", "kissinger")
    True
    >>> bears(["a", "kissinger"], "henry kissinger", "kissinger")
    False
    """
    if last not in words or last not in name.split():
        return False
    given, wanted = name.split(), list(words)
    given.remove(last)
    wanted.remove(last)
    further = []
    for word in sorted(wanted, key=len, reverse=True):
        match = next(
            (part for part in given if part == word or (1 in (len(part), len(word)) and part[0] == word[0])), None
        )
        if match is None:
            further.append(word)
        else:
            given.remove(match)
    return len(further) < len(wanted) and all(len(word) == 1 for word in further)


class NameIndex:
    """Every name of every entity of a dataset.

    Ids, names, original names, acronyms and aliases are equal; a metonym ("Moscow" for the Soviet Union)
    counts only where nothing else bears the name.

    Parameters
    ----------
    dataset : Dataset

    Examples
    --------
    >>> from graph_loader.package.dataset import Dataset
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
        for entity in dataset.entities:
            self._entities[entity.id] = Entity(entity.id, entity.label, entity.name)
            others = (entity.columns.get(column) for column in ("name_original", "acronym"))
            for spelling in (entity.id, entity.name, *filter(None, others)):
                self._add(self._proper, spelling, entity.id)
            for alias in entity.aliases:
                self._add(self._metonyms if alias.kind == _METONYM else self._proper, alias.name, entity.id)

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
        for found in self._candidates(text):
            wanted = sorted(id_ for id_ in found if self._is_wanted(id_, labels))
            if len(wanted) > 1:
                raise AmbiguousNameError(text, wanted)
            if wanted:
                return self._entities[wanted[0]]
        raise UnknownNameError(text, self._suggestions(fold(text), labels))

    def _candidates(self, text: str) -> Iterator[set[str]]:
        """Yield sets of ids, the best first."""
        key = fold(text)
        yield self._proper.get(key, set())
        yield self._metonyms.get(key, set())
        yield self._by_words.get(_words(key), set())
        yield self._by_initials(fold(text.replace(".", " ")).split())

    def _by_initials(self, words: list[str]) -> set[str]:
        """Find the persons that "Kissinger, Henry A." and "H. A. Kissinger" may mean."""
        near = {name for word in words if len(word) > 1 for name in self._persons.get(word, ())}
        return {id_ for name, id_ in near for last in self._last_names(name, id_) if bears(words, name, last)}

    def _last_names(self, name: str, id_: str) -> set[str]:
        return {name.rsplit(maxsplit=1)[-1], fold(self._entities[id_].name).split()[-1]}

    @cached_property
    def _persons(self) -> dict[str, set[tuple[str, str]]]:
        """Names of persons by each of their words."""
        index: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for key, ids in self._proper.items():
            for id_ in ids:
                if self._entities[id_].label == "Person":
                    for word in key.split():
                        index[word].add((key, id_))
        return index

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
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where nothing bears the name

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
        alike: dict[str, float] = {}
        for order in sorted({key, _words(key)}):  # the words as they were typed, and in any other order
            for part, score, _ in process.extract_iter(order, sorted(parts), scorer=fuzz.ratio, score_cutoff=_LIKENESS):
                alike[part] = max(score, alike.get(part, 0.0))
        near: defaultdict[str, float] = defaultdict(float)
        for part, score in alike.items():
            for spelling in parts[part]:
                near[spelling] = max(score, near[spelling])
        names: list[str] = []
        for spelling in sorted(near, key=lambda spelling: (-near[spelling], len(spelling), spelling)):
            ids = sorted(id_ for id_ in wanted[spelling] if self._is_wanted(id_, labels))
            names += [name for name in (self._entities[id_].name for id_ in ids) if name not in names]
        return names[:_SUGGESTIONS]


def _words(key: str) -> str:
    return " ".join(sorted(key.split()))


def _runs(spelling: str, length: int) -> Iterator[str]:
    """Yield every run of so many words of a name, as it stands and with its words sorted."""
    words = spelling.split()
    for start in range(max(1, len(words) - length + 1)):
        run = words[start : start + length]
        yield " ".join(run)
        yield " ".join(sorted(run))
