"""The rule that a claim's summary stands alone: it names both ends, and a year in which it can have been."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator

from graph_loader.model import dates
from graph_loader.model.problems import Problem, quoted
from graph_loader.model.vocabulary import ACTOR_LABELS
from graph_loader.package.content import Content

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b([12][0-9]{3})(s?)\b")
_APART = " .,;:!?()'\""
"""Signs behind which a word has ended."""
_INFLECTED = 4
"""Letters from which on a name may be longer in the text: Chile, Chilean."""
_STEM = 5
"""Letters by which a word of a thing's name is known in its other forms: cooperation, cooperated."""


def check_summaries(content: Content) -> Iterator[Problem]:
    """Check that a summary stands alone: it names both ends, and of a dated claim a year in which it can have been.

    Most summaries have names and year as they are written elsewhere; only the others are read word by word.
    """
    called = {id_: name for raw in content.tables.values() if raw.table.label for id_, name in raw.pairs("id", "name")}
    unnamed: list[tuple[int, str, str]] = []
    for place, _, (from_id, to_id, said, summary) in content.claims("from_id", "to_id", "date", "summary"):
        if not _has(summary, called.get(from_id, "")):
            unnamed.append((place, from_id, summary))
        if not _has(summary, called.get(to_id, "")):
            unnamed.append((place, to_id, summary))
        if said and not (said.startswith(("1", "2")) and said[:4].isdigit() and _has(summary, said[:4])):
            when = dates.parsed(said)
            if when and not _names_year(summary, when):
                message = f"expected a summary with a year of {when.edtf}, found {quoted(summary)}"
                yield content.problem("relationships", place, "summary", "summary-year", message)
    names = _names(content, {id_ for _, id_, _ in unnamed}) if unnamed else {}
    for place, id_, summary in unnamed:
        known, text = names.get(id_, ()), _plain(summary)
        if known and not any(name in text for name in known):
            message = f"expected a summary that names {id_}, found {quoted(summary)}"
            yield content.problem("relationships", place, "summary", "summary-names", message)


def _has(text: str, words: str) -> bool:
    """Tell whether words stand in a text for certain, between a space and the end of a word."""
    begin = text.find(words) if words else -1
    end = begin + len(words)
    return begin >= 0 and (begin == 0 or text[begin - 1] == " ") and text[end : end + 1] in _APART


def _names(content: Content, wanted: Container[str]) -> dict[str, tuple[str, ...]]:
    """Return what a summary may call some entities; of a thing one word of its name is enough, if no state's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    labels = content.labels
    for raw in content.tables.values():
        columns = [column for column in ("name", "name_original", "acronym") if column in raw.cells]
        for id_, *cells in raw.rows("id", *columns) if raw.table.label else ():
            if id_ in wanted or labels.get(id_) == "State":
                called = list(filter(None, cells))
                found[id_].update(called, called[0].split()[-1:] if raw.table.label == "Person" and called else [])
    for id_, name in content.tables["aliases"].pairs("entity_id", "name"):
        if id_ in wanted or labels.get(id_) == "State":
            found[id_].add(name)
    states = {stem for id_, names in found.items() if labels.get(id_) == "State" for stem in _stems(names)}
    for id_, names in found.items():
        label = labels.get(id_)
        if label in ("Party", "Organization"):  # the state may stand elsewhere in the sentence
            names.update([" ".join(_words(name, states)) for name in names])
        elif label not in (*ACTOR_LABELS, "Place"):
            names.update(_stems(names) - states)
    return {id_: tuple({_beginning(_plain(name)) for name in names if name}) for id_, names in found.items()}


def _stems(names: set[str]) -> set[str]:
    return {word[:_STEM] for name in names for word in _plain(name).split() if len(word) >= _INFLECTED}


def _words(name: str, but: set[str]) -> list[str]:
    return [word for word in _plain(name).split() if word[:_STEM] not in but and not word.isdecimal()]


def _beginning(name: str) -> str:
    """Return as much of a name between spaces as every form of it has."""
    return name.removesuffix(" ") if len(name) >= len("  ") + _INFLECTED else name


def _plain(text: str) -> str:
    """Return a text's words in small letters with one space around each."""
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _names_year(text: str, when: dates.DateInterval) -> bool:
    first, last = (day.year if day else None for day in (when.start, when.end))
    years = ((int(year), int(year) + 9 * bool(decade)) for year, decade in _YEAR.findall(text))
    return any((last is None or year <= last) and (first is None or until >= first) for year, until in years)
