"""Named start states of the explorer: the same page, another first view."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from graph_loader.model import dates
from graph_loader.model.errors import ColdWarError

if TYPE_CHECKING:
    from graph_loader.model import study
    from graph_loader.views.payload import Row, Scene


@dataclass(frozen=True)
class Preset:
    """A first view.

    Attributes
    ----------
    id, group : str
        Its name, and the part of the list that it stands in: all, family, theatre or source.
    families, sources : tuple of str
        What it is limited to; empty for no limit.
    around : tuple of str
        Theatres of which each claim must touch one; empty for no limit.
    window : tuple of str or None
        First and last day, empty where it is open.
    names : mapping of str to str
        What the study calls it, by language.
    """

    id: str
    group: str
    families: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    window: tuple[str, str] | None = None
    names: study.Texts = field(default_factory=dict)

    def choices(self, made: Scene) -> dict[str, str]:
        """Return the state as the parts of the page's address."""
        hidden = {
            "-family": [family for family in made.look["family"] if self.families and family not in self.families],
            "-source": [source for source in made.sources if self.sources and source not in self.sources],
        }
        chosen = {"p": quote(self.id, safe="")} if self.id != "all" else {}
        chosen |= {key: _joined(values) for key, values in hidden.items() if values}
        if self.around:
            chosen["around"] = _joined(self.around)
        if self.window:
            chosen["y"] = "~".join(self.window)
        return chosen

    def claims(self, made: Scene) -> list[Row]:
        """Return the claims that it shows: of a window, those between what existed then."""
        lives = {node["id"]: node.get("life") or (None, None) for node in made.nodes if self.window}
        region = {node["id"]: node.get("region") for node in made.nodes if self.around}
        return [
            claim
            for claim in made.claims
            if (not self.families or claim["family"] in self.families)
            and (not self.around or {region[claim["from"]], region[claim["to"]]} & set(self.around))
            and (not self.sources or any(row.get("source") in self.sources for row in claim["evidence"]))
            and (
                not self.window
                or (
                    _within(claim, self.window)
                    and all(_meets(lives[end], self.window) for end in (claim["from"], claim["to"]))
                )
            )
        ]


def first_sight(made: Scene) -> Preset | None:
    """Return the families that the study shows first, where they are not all; its id is no other preset's."""
    found = {claim["family"] for claim in made.claims}
    named = tuple(family for family in made.study.shown_first if family in found)
    if not named or not found.difference(named):
        return None
    *_, first = _apart([*presets(made), Preset("first", "all", families=named)])
    return first


def presets(made: Scene) -> list[Preset]:
    """List the presets of a scene: all, those of its study for which there are data, by theatre, by source."""
    regions = {region.theatre for region in made.layout.regions}
    found = [Preset("all", "all")]
    families = {claim["family"] for claim in made.claims}
    for said in made.study.presets.values():
        preset = _of_study(said)
        if families.issuperset(preset.families) and regions.issuperset(preset.around) and preset.claims(made):
            found.append(preset)
    found += [Preset(theatre, "theatre", around=(theatre,)) for theatre in made.look["theatre"] if theatre in regions]
    if len(named := made.sources) > 1:
        found += [Preset(source, "source", sources=(source,)) for source in named]
    return list(_apart(found))


def _of_study(said: study.Preset) -> Preset:
    window = tuple(day.isoformat() if day else "" for day in (said.first, said.last))
    limited = bool(said.theatres or said.first or said.last)
    return Preset(
        said.id,
        "all" if limited or not said.families else "family",
        families=said.families,
        around=said.theatres,
        window=(window[0], window[1]) if any(window) else None,
        names=said.name,
    )


def _apart(found: Iterable[Preset]) -> Iterator[Preset]:
    """Give a preset that bears another's id one of its own: a theatre may be called as a family is."""
    taken: set[str] = set()
    for preset in found:
        id_ = preset.id
        while id_ in taken:
            id_ = f"{preset.group}-{id_}"
        taken.add(id_)
        yield replace(preset, id=id_)


def address(choices: dict[str, str]) -> str:
    """Write a state as the page's address has it after ``#``.

    Examples
    --------
    >>> address({"p": "sport", "y": "1956-05-01~1961-12-31"})
    'p=sport&y=1956-05-01~1961-12-31'
    """
    return "&".join(f"{key}={value}" for key, value in choices.items())


def of_focus(node: str, steps: int = 1) -> dict[str, str]:
    """Return the state in which the surroundings of a node are shown, and itself."""
    near = {"steps": str(steps)} if steps > 1 else {}
    return {"focus": _joined([node]), **near, "sel": f"node,{_joined([node])}"}


def of_part(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the state that shows what a part was made for: a path, or the surroundings of one node; empty for all."""
    if said.get("path"):
        return {"path": _joined(said["path"])} | ({"along": _joined(said["families"])} if said["families"] else {})
    focus = said.get("focus", ())
    return of_focus(focus[0], said["steps"]) if len(focus) == 1 else {}


def expect_ties(
    made: Scene, families: Collection[str], between: tuple[str | int, str | int] | None, focus: Collection[str]
) -> None:
    """Refuse families and a window that leave no tie, or none of what is in focus."""
    if not families and not between:
        return
    window = window_days(*between) if between else None
    found = Preset("limited", "all", families=tuple(families), window=window).claims(made)
    if not any(not focus or claim["from"] in focus or claim["to"] in focus for claim in found):
        of = f" of {', '.join(families)}" if families else ""
        when = f" between {between[0]} and {between[1]}" if between else ""
        raise ColdWarError(f"found no tie{of}{when} to show")


def window_days(from_: str | int, to: str | int) -> tuple[str, str]:
    """Return the first and the last day of a window of EDTF dates, empty where it is open."""
    first, last = dates.window(from_, to)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _joined(values: Iterable[str]) -> str:
    return ",".join(quote(value, safe="") for value in values)


def _within(claim: Row, window: tuple[str, str]) -> bool:
    if not claim.get("date"):
        return False
    return _meets(claim.get("possible") or (claim.get("start"), claim.get("end")), window)


def _meets(days: Sequence[str | None], window: tuple[str, str]) -> bool:
    """Tell whether first and last day, open where they are None, share a day with a window."""
    first, last = days
    return not (first and window[1] and window[1] < first) and not (last and window[0] and last < window[0])
