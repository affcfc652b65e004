"""Counts of every entity's names in a numbered text: the table `mentions.csv`, made by `coldwar mentions`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ahocorasick
import pandas as pd

from graph_loader.model.errors import ColdWarError
from graph_loader.model.locators import FORMS, PARAGRAPH
from graph_loader.model.problems import quoted
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import DESCRIPTOR
from graph_loader.package.editing import Draft
from graph_loader.package.files import write_text
from graph_loader.package.texts import read_text

COLUMNS = ["source_id", "locator", "entity_id", "count"]

_MARK = re.compile(r"\[([^\[\]]{1,200})\][ \t]*(.*)$")
_NEARLY = re.compile(r"[pPnN] ?\d+")
"""What somebody may have meant as the number of a paragraph or note."""
# A place and the state that its capital stands for bear one name: after these words the place is meant, unless it
# is a possessor ("in Moscow's view").
_LOCATIVE = re.compile(r"\b(?:in|to|at|from|near|via|into|visited|of the town of)\s+$", re.IGNORECASE)


def read_passages(path: Path, kind: str = PARAGRAPH) -> dict[str, str]:
    """Read a text whose paragraphs begin with ``[p01]`` and whose notes begin with ``[n01]``.

    Parameters
    ----------
    path : pathlib.Path
        A text, or a Word file.
    kind : str
        Of what kind the source's locators are: pages begin with ``[44]``, documents with ``[d8]``.

    Raises
    ------
    ColdWarError
        Where the file cannot be read to the letter, holds no numbered passage, one number twice or text of no passage.
    """
    return passages_of(read_text(path).text, path, kind)


def passages_of(text: str, path: Path, kind: str = PARAGRAPH) -> dict[str, str]:
    """Return the passages of a text by their locators; lines of a paragraph that was wrapped are joined.

    Raises
    ------
    ColdWarError
        As `read_passages`.
    """
    expected, form = FORMS.get(kind) or FORMS[PARAGRAPH]
    passages: dict[str, str] = {}
    current = ""
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        found = _MARK.match(line)
        if found and form.fullmatch(found[1]):
            current = found[1]
            if current in passages:
                raise ColdWarError(f"{path}: passage [{current}] stands there twice")
            passages[current] = found[2]
        elif found and _NEARLY.fullmatch(found[1]):
            raise ColdWarError(f"{path}:{number}: expected {expected} in brackets, found {quoted(found[0])}")
        elif not line or line.startswith("#"):
            current = ""
        elif current:
            passages[current] = _joined(passages[current], line)
        elif passages:
            what = "each paragraph to begin with its number, and lines of one to follow without a blank line"
            raise ColdWarError(f"{path}:{number}: expected {what}, or # and a heading; found text: {quoted(line)}")
        else:
            raise ColdWarError(
                f"{path}:{number}: expected numbers in brackets before the text, {expected}, or # and a heading; "
                f"found text: {quoted(line)}"
            )
    if not passages:
        raise ColdWarError(f"{path}: expected a text with numbers in brackets, {expected}, found none")
    return passages


def _joined(text: str, line: str) -> str:
    """Join a line to those before it; a word that was parted at the end of the line becomes whole again."""
    if text[-2:-1].isalpha() and text.endswith("-") and line[0].isalpha():
        return f"{text[:-1] if line[0].islower() else text}{line}"
    return f"{text} {line}".strip()


def update_mentions(table: Path, found: pd.DataFrame, source_id: str) -> None:
    """Put the mentions of one source into a table; the rows of all others stay.

    In a data package the change is one that ``coldwar undo`` takes back.

    Raises
    ------
    ColdWarError
        Where the file is another table, or the package has no such source.
    """
    if table.name != "mentions.csv" or not (table.parent / DESCRIPTOR).is_file():
        merged = merge_mentions(table, found, source_id)
        write_text(table, merged.to_csv(index=False, lineterminator="\n"))
        return
    draft = Draft.open(table.parent)
    if source_id not in {row["id"] for row in draft.rows["sources"]}:
        raise ColdWarError(f"{table.parent}: expected the package of the source {source_id!r}, found one without it")
    rows = draft.rows["mentions"]
    rows[:] = [row for row in rows if row["source_id"] != source_id]
    rows += [{str(column): str(cell) for column, cell in row.items()} for row in found.to_dict("records")]
    draft.save(f"mentions of {source_id}")


def merge_mentions(table: Path, found: pd.DataFrame, source_id: str) -> pd.DataFrame:
    """Return a table of mentions with the rows of one source replaced and those of all others kept.

    Raises
    ------
    ColdWarError
        Where the file is another table.
    """
    if not table.is_file() or not table.stat().st_size:
        return found
    try:
        before = pd.read_csv(table, dtype=str, keep_default_na=False, encoding="utf-8")
    except ValueError:
        before = pd.DataFrame()
    if list(before.columns) != COLUMNS:
        raise ColdWarError(f"{table}: expected a table with the columns {','.join(COLUMNS)}, found another file")
    others = before[before["source_id"] != source_id]
    return pd.concat([others, found.astype(str)]).sort_values(COLUMNS[:3], ignore_index=True)


class Matcher:
    """Finds the names of entities in running text.

    The longest name wins and no name matches inside another or inside a word (digits may follow: note numbers stick
    to words). A name with a capital letter matches only in its own case; a phrase without one is used only in the
    source that it was taken from. A name of several entities counts for the one whose alias was taken from this
    source; a capital that also stands for its state counts for the place after a locative preposition, else for the
    state; what stays ambiguous is not counted.

    Parameters
    ----------
    dataset : Dataset
        Where the entities and their aliases are.
    source_id : str
        The source whose text will be read.

    Examples
    --------
    >>> from graph_loader.package.dataset import Dataset
    >>> matcher = Matcher(Dataset.load(), "yordanov-2019")
    >>> sorted(matcher.count("Corvalán met KGB officers of the KGB.").items())
    [('kgb', 2), ('luis-corvalan', 1)]
    """

    def __init__(self, dataset: Dataset, source_id: str) -> None:
        self._places = set(dataset.nodes["Place"]["id"])
        # Spelling → entity → whether this source (or the entity's own name) vouches for the spelling.
        self._owners: dict[str, dict[str, bool]] = {}
        for name, owner, vouched in _names(dataset, source_id):
            owners = self._owners.setdefault(name, {})
            owners[owner] = vouched or owners.get(owner, False)
        self._automaton = ahocorasick.Automaton()
        spellings: dict[str, list[str]] = {}
        for name in self._owners:
            spellings.setdefault(name.lower(), []).append(name)
        for lowered, names in spellings.items():
            self._automaton.add_word(lowered, names)
        self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ``(start, end, entity_id)`` for every mention in `text`, from left to right."""
        lowered = text.lower()
        if len(lowered) != len(text) or not self._owners:
            lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
        position = 0
        for start, end, names in self._longest(text, lowered):
            if start < position:
                continue
            position = end
            owner = self._owner(names, text[:start], text[end:])
            if owner:
                yield start, end, owner

    def count(self, text: str) -> Counter[str]:
        """Return how often each entity is named in `text`."""
        return Counter(entity for _, _, entity in self.find(text))

    def _longest(self, text: str, lowered: str) -> Iterator[tuple[int, int, list[str]]]:
        """Yield the candidates that stand on word boundaries, by position, the longest first."""
        if not self._owners:
            return
        found = []
        for last, names in self._automaton.iter(lowered):
            start, end = last + 1 - len(names[0]), last + 1
            fitting = [name for name in names if name == name.lower() or name == text[start:end]]
            if fitting and not _inside_word(text, start, end):
                found.append((start, end, fitting))
        yield from sorted(found, key=lambda match: (match[0], -match[1]))

    def _owner(self, names: list[str], before: str, after: str) -> str | None:
        """Return the one entity that any of these spellings means here, if it can be told."""
        claimed = [item for name in names for item in self._owners[name].items()]
        owners = {owner for owner, vouched in claimed if vouched} or {owner for owner, _ in claimed}
        if len(owners) > 1:
            located = bool(_LOCATIVE.search(before)) and not after.startswith(("'s", "’s"))
            owners = {owner for owner in owners if (owner in self._places) == located}
        return owners.pop() if len(owners) == 1 else None


def count_mentions(dataset: Dataset, passages: dict[str, str], source_id: str) -> pd.DataFrame:
    """Count the names of every entity in the passages of one source.

    Raises
    ------
    ColdWarError
        Where the data package has no such source.
    """
    locator_kind(dataset, source_id)
    matcher = Matcher(dataset, source_id)
    rows = [
        (source_id, locator, entity, count)
        for locator, text in passages.items()
        for entity, count in matcher.count(text).items()
    ]
    return pd.DataFrame(sorted(rows), columns=COLUMNS)


def locator_kind(dataset: Dataset, source_id: str) -> str:
    """Return of what kind the locators of a source are.

    Raises
    ------
    ColdWarError
        Where the data package has no such source.
    """
    sources = dataset.nodes["Source"].set_index("id")["locator_kind"]
    if source_id not in sources:
        raise ColdWarError(f"the data package has no source {source_id!r}")
    return str(sources[source_id]) or PARAGRAPH


def _names(dataset: Dataset, source_id: str) -> Iterator[tuple[str, str, bool]]:
    """Yield ``(spelling, entity, whether its own name or an alias taken from this source)``."""
    for label, table in dataset.nodes.items():
        columns = [column for column in ("name", "name_original", "acronym") if column in table and label != "Source"]
        for column in columns:
            yield from (
                (name, entity, True) for entity, name in zip(table["id"], table[column], strict=True) if name[1:]
            )
    columns = ["entity_id", "name", "kind", "source_id"]
    for entity, name, kind, source in dataset.aliases[columns].itertuples(index=False):
        here = source == source_id
        # A phrase without capitals ("the exchange") that another source uses means something only there.
        if name[1:] and (here or not source or name != name.lower()):
            yield name, entity, here or kind == "metonym"


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` is part of a longer word; digits of a note may follow a name."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return before.isalnum() or before == "_" or after.isalpha() or after == "_"
