"""Proposes which claims of two packages may tell one fact, each pair with its grounds; nothing is decided here.

The two tie the same entities, are of one type or of kindred ones, and their dates are no year apart; all else makes
them likelier or less so. The weights are log-odds, set by hand as those of `likeness.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from graph_loader.collection.collection import Collection
from graph_loader.collection.identities import DIFFERENT
from graph_loader.collection.likeness import Ground
from graph_loader.collection.matching import THRESHOLD, Proposal, ranked
from graph_loader.model import dates
from graph_loader.model.claims import Claim, Key
from graph_loader.package.names import fold

_YEAR, _MONTH, _CLOSE = 366, 31, 3
"""Days: further apart, claims are not compared; a date says the more the shorter it is; so near, one may be a slip."""
_ALWAYS = (date.min.toordinal(), date.max.toordinal())


def propose_facts(collection: Collection, threshold: float = THRESHOLD) -> list[Proposal]:
    """Find the pairs of claims of different packages that may tell one fact, those that are decided left out.

    Parameters
    ----------
    collection : Collection
        Its decisions on who is who stand: claims are compared by the entities that these make.
    threshold : float
        The chance from which a pair is proposed.

    Returns
    -------
    list of Proposal
        The likeliest first; each is known by its package and its id there.

    Examples
    --------
    >>> from graph_loader import Dataset
    >>> propose_facts(Dataset.load(["tests/fixtures/mini", "tests/fixtures/accra"]))  # nobody decided who is who
    []
    """
    names = {entity.id: entity.name for entity in collection.entities}
    rejected = {decision.pair for decision in collection.on_facts if decision.decision == DIFFERENT}
    said = {
        (_key(one), _key(other)): found
        for one, other, number in _candidates(collection)
        if frozenset((_key(one), _key(other))) not in rejected and (found := grounds(one, other, number, names))
    }
    known = {decision.pair for decision in collection.on_facts}
    facts = {key: collection.facts.get(id_, id_) for id_, key in collection.origins.items()}
    known |= {frozenset(pair) for pair in said if facts[pair[0]] == facts[pair[1]]}
    return ranked(said, known, threshold)


def _key(claim: Claim) -> Key:
    return claim.origin or claim.key


def _candidates(collection: Collection) -> Iterator[tuple[Claim, Claim, int]]:
    """Yield the claims of two packages on the same two that lie near in time, and how many of the family one has."""
    order = [part.name for part in collection.packages]
    tied: defaultdict[frozenset[str], defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in collection.claims:
        tied[frozenset(claim.ends)][_key(claim).package].append(claim)
    for sides in tied.values():
        numbers = {package: Counter(claim.type.family for claim in claims) for package, claims in sides.items()}
        for mine, theirs in combinations(sorted(sides, key=order.index), 2):
            others = [(*_span(claim), claim) for claim in sides[theirs]]
            for one in sides[mine]:
                first, last = _span(one)
                for begin, end, other in others:
                    if begin - last <= _YEAR and first - end <= _YEAR and _is_kindred(one, other):
                        yield one, other, max(numbers[mine][one.type.family], numbers[theirs][other.type.family])


def _span(claim: Claim) -> tuple[int, int]:
    first, last = claim.interval.start, claim.interval.end
    return first.toordinal() if first else _ALWAYS[0], last.toordinal() if last else _ALWAYS[1]


def _is_kindred(one: Claim, other: Claim) -> bool:
    """Whether two types may be words for one thing: of one family or one root of CAMEO, and not opposed."""
    mine, theirs = one.type, other.type
    near = mine.family == theirs.family or bool(mine.cameo and theirs.cameo and mine.cameo[:2] == theirs.cameo[:2])
    return near and (mine.goldstein or 0) * (theirs.goldstein or 0) >= 0


def grounds(one: Claim, other: Claim, number: int, names: Mapping[str, str]) -> list[Ground]:
    """Return what speaks for and against two kindred claims on the same entities telling one fact.

    Parameters
    ----------
    one, other : Claim
    number : int
        How many claims of their family one package has on the two: the more, the less it says.
    names : mapping of str to str
        Of entities, by id.
    """
    told = "the only claims of their kind on these two" if number == 1 else f"{number} claims of the kind on these two"
    found = [Ground(told, -1.0 - 0.35 * math.log2(number)), _of_types(one, other), *_of_dates(one, other)]
    if one.from_id != other.from_id and not one.type.symmetric:
        found.append(Ground("the other way round", -1.0))
    for column, same, unlike in (("about_id", 1.5, -1.0), ("place_id", 0.6, -0.6)):
        word = column.removesuffix("_id").replace("place", "at")
        mine, theirs = getattr(one, column), getattr(other, column)
        if mine and theirs:
            equal = mine == theirs
            words = f"both {word} {names.get(mine, mine)}" if equal else f"{word} other things"
            found.append(Ground(words, same if equal else unlike))
    if one.role and other.role and fold(one.role) == fold(other.role):
        found.append(Ground(f"both {one.role}", 0.5))
    found += _of_amounts(one, other)
    if set(one.passages) & set(other.passages):
        found.append(Ground("both rest on the same passage", 1.5))
    if (one.polarity == "denied") != (other.polarity == "denied"):
        found.append(Ground("one denies it", -0.5))
    return found


def _of_types(one: Claim, other: Claim) -> Ground:
    mine, theirs = one.type, other.type
    return Ground(f"both {mine.verb}", 1.5) if mine.name == theirs.name else Ground(f"{mine.verb}, {theirs.verb}", 0.2)


def _of_dates(one: Claim, other: Claim) -> Iterator[Ground]:
    """Compare the days on which they may have happened; of what lasted, those on which it may have begun."""
    if not (one.interval.edtf and other.interval.edtf):
        yield Ground("without a date", -0.6)
        return
    mine, theirs = _days(one), _days(other)
    words = f"{_in_words(one)} · {_in_words(other)}"
    apart = max(mine[0] - theirs[1], theirs[0] - mine[1], 0)
    if not apart:
        width = max(last - first for first, last in (mine, theirs))
        precise = (2.5, 1.5, 0.6, 0.0) if one.interval.edtf == other.interval.edtf else (2.5, 1.2, 0.3, 0.0)
        weight = next(w for most, w in zip((0, _MONTH, _YEAR, _ALWAYS[1]), precise, strict=True) if width <= most)
        same = one.interval.edtf == other.interval.edtf
        yield Ground(f"both {_in_words(one)}" if same else f"perhaps one date: {words}", weight)
    elif one.type.aspect == other.type.aspect == "state" and _meet(_span(one), _span(other)):
        yield Ground("they held at the same time", 0.0)
    else:
        weight = 0.2 if apart <= _CLOSE else -1.5 if apart <= _MONTH else -4.0
        yield Ground(f"other dates: {words}", weight)


def _days(claim: Claim) -> tuple[int, int]:
    first, last = _span(claim)
    begun = claim.interval.start_latest
    return first, begun.toordinal() if claim.type.aspect == "state" and begun else last


def _in_words(claim: Claim) -> str:
    return dates.in_words(claim.interval, claim.type.aspect)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _of_amounts(one: Claim, other: Claim) -> Iterable[Ground]:
    """Compare amounts of one unit; nothing is converted."""
    if one.amount is None or other.amount is None or one.unit != other.unit:
        return []
    sides = [(it.amount or 0.0, it.amount if it.amount_max is None else it.amount_max) for it in (one, other)]
    mine, theirs = ((first, last or 0.0) for first, last in sides)
    if mine == theirs:
        return [Ground(f"the same amount in {one.unit}" if one.unit else "the same amount", 2.0)]
    return [Ground("amounts that can be one", 1.0) if _meet(mine, theirs) else Ground("other amounts", -1.5)]
