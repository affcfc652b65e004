"""How alike two entities of two packages are, and by what: names, ids of others, dates, states and shared ties.

A score is the chance by which a pair is one entity, from the log-odds that each ground adds. The weights were set by
hand and checked against decisions that were taken before them (docs/collections.md says how well they do).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_loader.package.names import bears

_GENERIC = frozenset(
    re.findall(
        "[a-z]+",
        "of the and republic peoples people s democratic socialist federal federation federative kingdom state states "
        "union united soviet republics commonwealth empire government de la del y republica popular",
    )
)
"""Words that names of states and bodies share without being alike."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is compared of an entity.

    Attributes
    ----------
    label, name : str
    spellings : tuple of str
        Its own names, folded; no metonyms.
    identifiers : mapping of str to frozenset of str
        Ids under which others know it, by scheme.
    first, last : int or None
        Years of its birth and death, or of its beginning and end.
    active : tuple of int or None
        The first and the last year of its claims.
    states : frozenset of str
        All folded names of the state to which it belongs.
    offices : frozenset of str
        Words of the offices that its claims name, folded.
    neighbours : mapping of str to int
        Folded names of those to whom it is tied, and how many claims say so.
    """

    label: str
    name: str
    spellings: tuple[str, ...]
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    active: tuple[int, int] | None = None
    states: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    neighbours: Mapping[str, int] = field(default_factory=dict)


class Ground(NamedTuple):
    """What speaks for or against two being one: in words, and the log-odds that it adds."""

    words: str
    weight: float


def chance(grounds: list[Ground]) -> float:
    """Return the chance that grounds give.

    Examples
    --------
    >>> round(chance([Ground("the same name", 2.0), Ground("both born 1908", 2.0)]), 2)
    0.98
    """
    return 1 / (1 + math.exp(-sum(ground.weight for ground in grounds)))


def grounds(one: Portrait, other: Portrait, shared: float = 1.0) -> list[Ground]:
    """Return what speaks for and against two of one kind being one; nothing where their names have nothing in common.

    Parameters
    ----------
    one, other : Portrait
        Of one label.
    shared : float
        How many entities of both packages bear the last name, or the rarest word that the two share.
    """
    found = [*_of_identifiers(one, other)]
    named = _of_names(one, other, shared)
    if named is None and not found:
        return []
    return [*found, *([named] if named else []), *_of_years(one, other), *_of_surroundings(one, other)]


def _of_identifiers(one: Portrait, other: Portrait) -> list[Ground]:
    found = []
    for scheme, ids in one.identifiers.items():
        if theirs := other.identifiers.get(scheme):
            if common := sorted(ids & theirs):
                found.append(Ground(f"{scheme} {common[0]} in both", 3.5))
            else:
                found.append(Ground(f"other ids of {scheme}", -1.5))
    return found


def _of_names(one: Portrait, other: Portrait, shared: float) -> Ground | None:
    """Return what the likest of their names say."""
    rare = -0.35 * math.log2(max(1.0, shared))
    rules = _RULES_OF_PERSONS if one.label == "Person" else _RULES
    found = [
        next((ground for rule in rules if (ground := rule(mine, theirs, rare))), None)
        for mine in one.spellings
        for theirs in other.spellings
    ]
    return max(filter(None, found), key=lambda ground: ground.weight, default=None)


def _equal(mine: str, theirs: str, _rare: float) -> Ground | None:
    return Ground(f"the same name, {mine}", 2.5) if mine == theirs else None


def _equal_of_persons(mine: str, theirs: str, rare: float) -> Ground | None:
    """Let a last name alone say less, the less the commoner it is."""
    single = " " not in mine
    return Ground(f"the same name, {mine}", 1.0 + rare if single else 2.5) if mine == theirs else None


def _turned(mine: str, theirs: str, _rare: float) -> Ground | None:
    same = sorted(mine.split()) == sorted(theirs.split())
    return Ground("the same words in another order", 2.0) if same else None


def _initials(mine: str, theirs: str, rare: float) -> Ground | None:
    a, b = mine.split(), theirs.split()
    fit = bears(a, theirs, b[-1]) or bears(b, mine, a[-1])
    return Ground("the last name is the same, and given names or initials fit", 1.2 + rare) if fit else None


def _within(mine: str, theirs: str, rare: float) -> Ground | None:
    shorter, longer = sorted((set(mine.split()), set(theirs.split())), key=len)
    if not shorter < longer:
        return None
    if len(shorter) == 1:
        return Ground(f"they share {min(shorter)}", -0.4 + rare)
    return Ground("one name holds all words of the other", 1.2 + rare / 2)


def _last_name(mine: str, theirs: str, rare: float) -> Ground | None:
    last = mine.rpartition(" ")[2]
    same = last == theirs.rpartition(" ")[2]
    return Ground(f"the last name is the same, {last}, given names are not", -2.0 + rare) if same else None


def _core(mine: str, theirs: str, _rare: float) -> Ground | None:
    core = set(mine.split()) - _GENERIC
    same = bool(core) and core == set(theirs.split()) - _GENERIC
    return Ground("the same name but for words such as republic", 0.6) if same else None


def _alike(mine: str, theirs: str, _rare: float) -> Ground | None:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where somebody matches

    score = fuzz.ratio(mine, theirs)
    return Ground(f"names spelt alike ({score:.0f} of 100)", (score - _LIKE) / 8) if score >= _LIKE else None


_LIKE = 88
_RULES = (_equal, _turned, _core, _alike)
_RULES_OF_PERSONS = (_equal_of_persons, _turned, _initials, _within, _alike, _last_name)
"""What two names may have in common; the first that holds counts."""


def _of_years(one: Portrait, other: Portrait) -> list[Ground]:
    """Compare dates of life, and whether either acts when the other cannot."""
    found = []
    for which, mine, theirs in (("begin", one.first, other.first), ("end", one.last, other.last)):
        if mine is not None and theirs is not None:
            apart = abs(mine - theirs)
            weight = 2.5 if apart == 0 else 0.8 if apart == 1 else -1.0 if apart <= 3 else -5.0  # noqa: PLR2004
            found.append(
                Ground(f"both {which} in {mine}" if not apart else f"they {which} {apart} years apart", weight)
            )
    for living, acting in ((one, other), (other, one)):
        if acting.active and living.last is not None and acting.active[0] > living.last + 1:
            found.append(Ground("one acts after the other has ended", -3.0))
        if acting.active and living.first is not None and acting.active[1] < living.first:
            found.append(Ground("one acts before the other begins", -5.0))
    if one.label == "Person" and one.active and other.active:
        gap = max(one.active[0] - other.active[1], other.active[0] - one.active[1], 0)
        if not gap:
            found.append(Ground("they act in the same years", 0.6))
        elif gap > 15:  # noqa: PLR2004 - more than a career leaves between two mentions
            found.append(Ground(f"{gap} years lie between their acts", -gap / 15))
    return found


def _of_surroundings(one: Portrait, other: Portrait) -> list[Ground]:
    """Compare states, offices and those to whom they are tied."""
    found = []
    if one.states and other.states:
        common = sorted(one.states & other.states)
        found.append(Ground(f"both of {common[0]}", 1.5) if common else Ground("of other states", -2.0))
    if common := sorted(one.offices & other.offices):
        found.append(Ground(f"both {common[0]}", 0.6))
    if common := sorted(set(one.neighbours) & set(other.neighbours)):
        found.append(Ground(f"both tied to {', '.join(common[:3])}", min(1.2, 0.4 * len(common))))
    return found
