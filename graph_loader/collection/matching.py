"""Proposes which entities of two packages may be one, each pair with its grounds; nothing is decided here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_loader.collection.identities import DIFFERENT, Decision
from graph_loader.collection.likeness import Ground, Portrait, chance, grounds
from graph_loader.imports.matching import near_spellings
from graph_loader.model import dates
from graph_loader.model.claims import Claim, Entity, Key
from graph_loader.package.dataset import Dataset
from graph_loader.package.names import fold, spellings

THRESHOLD = 0.5
"""The chance from which a pair is proposed."""

_RIVAL = Ground("another is likelier", -1.0)
_COMMON = 400
"""Pairs that one word may bring together; a commoner word brings none, unless the names are equal."""
_SHORTEST = 3
_BEGIN, _END = ("born", "founded", "date"), ("died", "dissolved", "date")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities, or two claims, that may be one.

    Attributes
    ----------
    one, other : Key
    chance : float
        From 0 to 1.
    grounds : tuple of str
        What speaks for it and against it, the weightiest first.
    """

    one: Key
    other: Key
    chance: float
    grounds: tuple[str, ...]


def propose(
    first: Dataset, second: Dataset, decided: Iterable[Decision] = (), threshold: float = THRESHOLD
) -> list[Proposal]:
    """Find the pairs of two packages that may be one entity.

    Parameters
    ----------
    first, second : Dataset
        The packages.
    decided : iterable of Decision
        Pairs that somebody looked at already; they are not proposed again.
    threshold : float
        The chance from which a pair is proposed.

    Returns
    -------
    list of Proposal
        The likeliest first.

    Examples
    --------
    >>> found = propose(Dataset.load("tests/fixtures/mini"), Dataset.load("data"))
    >>> [(pair.one.id, pair.other.id) for pair in found if pair.one.id == "fidel-castro"]
    [('fidel-castro', 'fidel-castro')]
    """
    decided = list(decided)
    known = {decision.pair for decision in decided}
    rejected = {decision.pair for decision in decided if decision.decision == DIFFERENT}
    ours, theirs = portraits(first), portraits(second)
    words = SharedWords(ours, theirs)
    said = {
        (one, other): found
        for one, other in words.pairs()
        if frozenset((one, other)) not in rejected
        and (found := grounds(ours[one], theirs[other], words.bearers(ours[one], theirs[other])))
    }
    return ranked(said, known, threshold)


def ranked(
    said: Mapping[tuple[Key, Key], list[Ground]], known: Container[frozenset[Key]], threshold: float
) -> list[Proposal]:
    """Return the pairs that are likely enough and not known, the likeliest first; a rival lowers the chance."""
    best: defaultdict[Key, float] = defaultdict(float)
    for pair, found in said.items():
        for key in pair:
            best[key] = max(best[key], chance(found))
    proposals = [
        _proposal(*pair, [*found, _RIVAL] if chance(found) < max(best[key] for key in pair) else found)
        for pair, found in said.items()
        if frozenset(pair) not in known
    ]
    likely = (each for each in proposals if each.chance >= threshold)
    return sorted(likely, key=lambda each: (-each.chance, each.one, each.other))


def _proposal(one: Key, other: Key, found: list[Ground]) -> Proposal:
    ranked = sorted(found, key=lambda ground: -abs(ground.weight))
    return Proposal(one, other, chance(found), tuple(ground.words for ground in ranked))


def portraits(dataset: Dataset) -> dict[Key, Portrait]:
    """Return what is compared of each entity that acts or is acted on; of works and historians, their names alone."""
    names = {entity.id: _spellings(entity) for entity in dataset.entities}
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        for end in set(claim.ends):
            claims[end].append(claim)
    return {entity.key: _portrait(entity, claims[entity.id], names) for entity in dataset.entities}


def _portrait(entity: Entity, claims: list[Claim], names: Mapping[str, tuple[str, ...]]) -> Portrait:
    columns = entity.columns
    years = [
        day.year
        for claim in claims
        for day in (
            claim.interval.start or claim.interval.end_earliest,
            claim.interval.end or claim.interval.start_latest,
        )
        if day
    ]
    identifiers: defaultdict[str, set[str]] = defaultdict(set)
    for each in entity.identifiers:
        identifiers[each.scheme].add(each.value)
    for scheme in ("iso3166", "cow"):
        if code := columns.get(scheme):
            identifiers[scheme].add(str(code))
    ends = Counter(names[end][0] for claim in claims for end in claim.ends if end != entity.id and names[end])
    return Portrait(
        label=entity.label,
        name=entity.name,
        spellings=names[entity.id],
        identifiers={scheme: frozenset(ids) for scheme, ids in identifiers.items()},
        first=_year(columns, _BEGIN),
        last=_year(columns, _END),
        active=(min(years), max(years)) if years else None,
        states=frozenset(names.get(str(columns.get("state_id")), ())),
        offices=frozenset(fold(claim.role) for claim in claims if claim.role),
        neighbours=ends,
    )


def _spellings(entity: Entity) -> tuple[str, ...]:
    """Return the names of an entity, folded, its own first; no metonyms, and not its id."""
    found = spellings(entity.id, entity.attributes())
    return tuple(key for key, written, proper in found if proper and written != entity.id)


def _year(columns: Mapping[str, object], candidates: Iterable[str]) -> int | None:
    """Return the year of the first of some columns that has a date of one year."""
    for column in candidates:
        if text := columns.get(column):
            interval = dates.parse(str(text))
            if interval.start and interval.end and interval.start.year == interval.end.year:
                return interval.start.year
    return None


class SharedWords:
    """Which entities of two packages share a word of their names, or nearly, or an id."""

    def __init__(self, ours: Mapping[Key, Portrait], theirs: Mapping[Key, Portrait]) -> None:
        self._indices = [self._index(side) for side in (ours, theirs)]
        self._bearers: Counter[str] = Counter()
        for side in (ours, theirs):
            for it in side.values():
                self._bearers.update({word for spelling in it.spellings for word in spelling.split()})

    @staticmethod
    def _index(side: Mapping[Key, Portrait]) -> dict[tuple[str, str, str], list[Key]]:
        found: defaultdict[tuple[str, str, str], list[Key]] = defaultdict(list)
        for key, it in side.items():
            for scheme, ids in it.identifiers.items():
                for id_ in ids:
                    found[it.label, scheme, id_].append(key)
            words: set[str] = set()
            for spelling in it.spellings:
                found[it.label, "name", " ".join(sorted(spelling.split()))].append(key)
                words |= {word for word in spelling.split() if len(word) >= _SHORTEST}
            for near in {near for word in words for near in (word, *near_spellings(word))}:
                found[it.label, "word", near].append(key)
        return found

    def pairs(self) -> Iterator[tuple[Key, Key]]:
        """Yield each pair of one label once that shares something that few others have."""
        ours, theirs = self._indices
        seen: set[tuple[Key, Key]] = set()
        for key, ones in ours.items():
            others = theirs.get(key, ())
            if key[1] == "word" and len(ones) * len(others) > _COMMON:
                continue
            for one in ones:
                for other in others:
                    if (one, other) not in seen:
                        seen.add((one, other))
                        yield one, other

    def bearers(self, one: Portrait, other: Portrait) -> float:
        """Return how many entities bear the rarest word that two share, per package."""
        mine = {word for spelling in one.spellings for word in spelling.split()}
        theirs = {word for spelling in other.spellings for word in spelling.split()}
        return min((self._bearers[word] / 2 for word in mine & theirs), default=1.0)
