"""What is told of an entity and of a connection: shapes that are read without the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

POLARITY = {
    "denied": "denied: the source says that this was not so",
    "strained": "strained: it was so, but poor, difficult or in decline",
}
"""What a claim's polarity means; the pages have the same words, in every language."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim in words, with what it rests on.

    Attributes
    ----------
    id, type, family, from_id, to_id : str
        The claim as coded.
    words : str
        Who did what to whom.
    date : str or None
        EDTF; `date_in_words` says the same in English.
    date_in_words : str
    role, about, place, amount : str or None
        Office or capacity, third party or matter, place, and sum, in words.
    summary, standing : str
        What the source says, and how firmly.
    polarity : str or None
        Whether it says so of a tie that was not (``denied``) or was poor (``strained``).
    reported_by : list of str
        Names of those whose word it is.
    passages : list of str
        Where the sources say it, each place once (``source#locator``).
    citations : list of str
        The same in words, with the notes and works named there.
    annotations : list of str
        What is doubtful about it.
    package : str or None
        In a collection, the package that says so.
    same_fact : list of str
        Other claims that are decided to tell the same fact: package, id, and what they say otherwise.
    """

    id: str
    type: str
    family: str
    from_id: str
    to_id: str
    words: str
    date: str | None
    date_in_words: str
    role: str | None
    about: str | None
    place: str | None
    amount: str | None
    summary: str
    standing: str
    polarity: str | None
    reported_by: list[str]
    passages: list[str]
    citations: list[str]
    annotations: list[str]
    package: str | None = None
    same_fact: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All about one entity.

    Attributes
    ----------
    id, label, name : str
    description : str or None
    facts : dict of str to str
        What else its table says, in words, by column; those that its package added by their titles.
    aliases : list of str
        Its other names, each with its kind.
    annotations : list of str
        What is doubtful about the entity itself.
    ties : dict of str to list of Tie
        Its ties by family, in the order of the vocabulary, each family in order of date, undated ones last.
    concerned : list of Tie
        Ties between others that are about it, happened in it, or rest on its word.
    members : dict of str to str
        Of an entity that several packages of a collection have: what each calls it, and where it says otherwise than
        `facts`.
    """

    id: str
    label: str
    name: str
    description: str | None
    facts: dict[str, str]
    aliases: list[str]
    annotations: list[str]
    ties: dict[str, list[Tie]]
    concerned: list[Tie]
    members: dict[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbours in a chain and every tie between them, in either direction, in order of date."""

    from_id: str
    from_name: str
    to_id: str
    to_name: str
    ties: list[Tie]

    @property
    def passages(self) -> int:
        """How many passages its ties rest on, each counted once."""
        return len({place for tie in self.ties for place in tie.passages})


@dataclass(frozen=True, slots=True)
class Connection:
    """A chain of steps from one entity to another."""

    steps: list[Step]

    @property
    def strength(self) -> tuple[int, int]:
        """Passages behind the weakest step, and those of all steps added up."""
        return strength([step.passages for step in self.steps])


def strength(passages: Sequence[int]) -> tuple[int, int]:
    """Rank a chain by the passages of its steps; static/paths/paths.js follows the same rule."""
    return min(passages), sum(passages)
