"""The rules of claims, their evidence and their annotations that datapackage.json cannot say."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterator
from datetime import date
from functools import cache

from graph_loader.model import dates
from graph_loader.model.claims import coders
from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.package.alike import repeats
from graph_loader.package.content import Content
from graph_loader.package.schema_rules import Message, cell_check
from graph_loader.package.summary_rules import check_summaries

_SAME_CLAIM = ("type", "about_id", "date", "place_id", "role", "amount", "amount_max", "unit")
_BEGINNINGS = ("born", "founded", "date")
_ENDS = ("died", "dissolved", "date")


def _claim(content: Content, place: int, column: str, code: str, message: str) -> Problem:
    return content.problem("relationships", place, column, code, message)


def check_ends(content: Content) -> Iterator[Problem]:
    """Check that a type joins only the labels that the vocabulary allows."""
    label_of = content.labels.get
    for column, side in (("from_id", "from_labels"), ("to_id", "to_labels")):
        admitted = {name: frozenset(getattr(type_, side)) for name, type_ in content.vocabulary.types.items()}
        raw = content.tables["relationships"]
        found = set(zip(raw.cells["type"], map(label_of, raw.cells[column]), strict=True))
        wrong = {(name, label) for name, label in found if label and name in admitted and label not in admitted[name]}
        for place, type_, (id_,) in content.claims(column) if wrong else ():
            if (type_.name, label_of(id_)) in wrong:
                expected = f"expected {type_.name} to have one of {', '.join(getattr(type_, side))} here"
                message = f"{expected}, found the {label_of(id_)} {quoted(id_)}"
                yield _claim(content, place, column, "end-label", message)


def check_pairs(content: Content) -> Iterator[Problem]:
    """Check that a tie joins two entities, a symmetric one in the order of their ids."""
    for place, type_, (from_id, to_id) in content.claims("from_id", "to_id"):
        if from_id == to_id:
            message = f"expected two entities, found {quoted(to_id)} twice"
            yield _claim(content, place, "to_id", "self-loop", message)
        elif from_id > to_id and type_.symmetric:
            message = f"expected the ends of the symmetric {type_.name} in order, found {from_id} before {to_id}"
            yield _claim(content, place, "from_id", "symmetric-order", message)


def check_duplicates(content: Content) -> Iterator[Problem]:
    """Check that one fact is one row; without date and matter two alike may still be two facts."""
    raw, types = content.tables["relationships"], content.vocabulary.types
    symmetric = {name for name, type_ in types.items() if type_.symmetric}

    def facts() -> Iterator[tuple[str, ...] | int]:
        for place, (name, from_id, to_id, *said) in enumerate(raw.rows("type", "from_id", "to_id", *_SAME_CLAIM)):
            if name not in types:
                yield place  # of its own
            elif from_id > to_id and name in symmetric:
                yield (name, to_id, from_id, *said)
            else:
                yield (name, from_id, to_id, *said)

    for place, first in repeats(facts(), facts()):
        known = f"that of {raw.cells['id'][first]} (row {raw.lines[first]})"
        code = "duplicate-claim" if raw.cells["date"][place] or raw.cells["about_id"][place] else "similar-claim"
        yield _claim(content, place, "id", code, f"expected one row for one fact, found {known} again")


def check_roles(content: Content) -> Iterator[Problem]:
    """Check that a type has a role where it says nothing without one."""
    for place, type_, (role, from_id) in content.claims("role", "from_id"):
        if role:
            if type_.roles and role not in type_.roles:
                expected = f"expected one of {', '.join(type_.roles)}"
                message = f"{expected}, found {quoted(role)}{did_you_mean(role, type_.roles)}"
                yield _claim(content, place, "role", "role", message)
        elif type_.role_required and content.labels.get(from_id) in type_.role_required:
            expected = f"one of {', '.join(type_.roles)}" if type_.roles else "a role"
            message = f"expected {expected} for {type_.name}, found an empty cell"
            yield _claim(content, place, "role", "role-required", message)


def check_matter(content: Content) -> Iterator[Problem]:
    """Check that a type has the matter or the amount that its definition asks for; a role says what has no figure."""
    for place, type_, (about, amount, role, from_id) in content.claims("about_id", "amount", "role", "from_id"):
        if not about and type_.about_required and content.labels.get(from_id) in type_.about_required:
            message = f"expected what {type_.name} is about, found an empty cell"
            yield _claim(content, place, "about_id", "about-required", message)
        is_silent = not (amount or role)
        if is_silent and type_.amount_required and content.labels.get(from_id) in type_.amount_required:
            message = f"expected an amount for {type_.name}, or a role in its place, found neither"
            yield _claim(content, place, "amount", "amount-required", message)


def check_amounts(content: Content) -> Iterator[Problem]:
    """Check that an amount has a unit, and a range its lower bound first."""
    rows = content.tables["relationships"].rows("amount", "amount_max", "unit")
    for place, (amount, amount_max, unit) in enumerate(rows):
        if not (amount or amount_max or unit):
            continue
        if amount and not unit:
            yield _claim(content, place, "unit", "amount", f"expected the unit of {quoted(amount)}, found none")
        if unit and not amount:
            yield _claim(content, place, "amount", "amount", f"expected an amount of {quoted(unit)}, found none")
        if amount_max and not amount:
            message = f"expected a bound below {quoted(amount_max)}, found none"
            yield _claim(content, place, "amount", "amount", message)
        if _is_more(amount, amount_max):
            message = f"expected at least the amount {quoted(amount)}, found {quoted(amount_max)}"
            yield _claim(content, place, "amount_max", "amount", message)


def _is_more(amount: str, amount_max: str) -> bool:
    try:
        return float(amount) > float(amount_max)
    except ValueError:
        return False  # empty, or reported as no number


def check_kinds(content: Content) -> Iterator[Problem]:
    """Check that a type which leads to some kinds of event only does: what was but planned did not happen."""
    kinds = dict(content.tables["events"].pairs("id", "kind"))
    for place, type_, (to_id,) in content.claims("to_id"):
        if type_.to_kinds and to_id in kinds and kinds[to_id] not in type_.to_kinds:
            wanted = " or ".join(type_.to_kinds)
            found = f"found kind {quoted(kinds[to_id])}"
            message = f"expected {type_.name} to lead to an event of kind {wanted}, {found}"
            yield _claim(content, place, "to_id", "to-kind", message)


def check_evidence(content: Content) -> Iterator[Problem]:
    """Check that a claim has evidence, and a reported one says who is passed on."""
    evidence = content.tables["evidence"]
    supported = set(evidence.cells["relationship_id"]) | evidence.torn_ids
    voiced = {id_ for id_, voice in evidence.pairs("relationship_id", "reported_by") if voice} | evidence.torn_ids
    for place, (id_, standing) in enumerate(content.tables["relationships"].pairs("id", "standing")):
        if id_ not in supported:
            yield _claim(content, place, "id", "evidence", f"expected evidence for {quoted(id_)}, found none")
        elif standing == "reported" and id_ not in voiced:
            message = "expected a reported_by in the evidence of a reported claim, found none"
            yield _claim(content, place, "standing", "reported-by", message)


def check_deeds_of_the_dead(content: Content) -> Iterator[Problem]:
    """Check that people act within their lives, unless an annotation says that the source errs."""
    annotated = set(content.tables["annotations"].cells["target_id"])
    lives = {id_: life for id_, *life in content.tables["persons"].rows("id", "born", "died")}
    for place, (id_, from_id, said) in enumerate(content.tables["relationships"].rows("id", "from_id", "date")):
        life = lives.get(from_id)
        if life is None or not any(life) or not said or id_ in annotated:
            continue
        when, born, died = map(dates.parsed, (said, *life))
        if when is None:
            continue
        too_early = born and born.start and when.end and when.end < born.start
        too_late = died and died.end and when.start and when.start > died.end
        if too_early or too_late:
            message = f"expected a date within the life of {from_id}, found {quoted(when.edtf)}"
            yield _claim(content, place, "date", "lifetime", message)


def check_causes(content: Content) -> Iterator[Problem]:
    """Check that no cause begins after its effect is over, unless an annotation says that the source has it so."""
    annotated = set(content.tables["annotations"].cells["target_id"])
    claims = [
        (place, from_id, to_id, dates.parsed(said))
        for place, type_, (id_, from_id, to_id, said) in content.claims("id", "from_id", "to_id", "date")
        if type_.causal and id_ not in annotated
    ]
    nodes = _days(content, {from_id for _, from_id, _, _ in claims} | {to_id for _, _, to_id, _ in claims})
    for place, from_id, to_id, when in claims:
        beginning = _day(nodes.get(from_id, {}), _BEGINNINGS, "start") or (when and when.start)
        ends = [day for day in (_day(nodes.get(to_id, {}), _ENDS, "end"), when and when.end) if day]
        if beginning and ends and beginning > min(ends):
            message = f"expected a cause that begins by {min(ends)}, when its effect is over, found one of {beginning}"
            yield _claim(content, place, "from_id", "cause-after-effect", message)


def _days(content: Content, ids: Container[str]) -> dict[str, dict[str, str]]:
    """Return what nodes say of when they began and ended."""
    found = {}
    for raw in content.tables.values():
        columns = [name for name in dict.fromkeys((*_BEGINNINGS, *_ENDS)) if name in raw.cells]
        for id_, *cells in raw.rows("id", *columns) if raw.table.label and columns else ():
            if id_ in ids:
                found[id_] = dict(zip(columns, cells, strict=True))
    return found


def _day(cells: dict[str, str], columns: tuple[str, ...], bound: str) -> date | None:
    when = dates.parsed(next((cells[column] for column in columns if cells.get(column)), ""))
    return getattr(when, bound) if when else None


def check_coders(content: Content) -> Iterator[Problem]:
    """Check that coders are among the contributors, where the descriptor names any."""
    known = {unicodedata.normalize("NFC", title) for title in content.contributors}
    column = content.tables["relationships"].column("coder") if known else []
    strangers = {
        cell: [each for each in coders(cell) if unicodedata.normalize("NFC", each) not in known] for cell in set(column)
    }
    for place, cell in enumerate(column) if any(strangers.values()) else ():
        for coder in strangers[cell]:
            message = f"expected a contributor of datapackage.json, found {quoted(coder)}"
            yield _claim(content, place, "coder", "coder", f"{message}{did_you_mean(coder, known)}")


def check_annotations(content: Content) -> Iterator[Problem]:
    """Check that an annotation's field is a column of its target and would admit the suggested value.

    A claim's columns are those of its row and of its evidence.
    """
    fields = {label: raw.table.fields for raw in content.tables.values() if (label := raw.table.label)}
    fields[""] = content.tables["relationships"].table.fields + content.tables["evidence"].table.fields
    claims = content.values("relationships", "id")

    @cache
    def admitted(label: str, name: str) -> Callable[[str], Message | None] | None:
        return next((cell_check(content, field) for field in fields[label] if field.name == name), None)

    rows = content.tables["annotations"].rows("target_id", "field", "suggested")
    for place, (target, name, suggested) in enumerate(rows):
        if target not in claims and target not in content.labels:
            continue  # reported as a reference
        label = "" if target in claims else content.labels[target]
        check = admitted(label, name)
        if name and check is None:
            names = [field.name for field in fields[label]]
            message = f"expected a column of {quoted(target)}, found {quoted(name)}{did_you_mean(name, names)}"
            yield content.problem("annotations", place, "field", "annotation-field", message)
        elif suggested and check is None:
            message = f"expected the column that {quoted(suggested)} is suggested for, found none"
            yield content.problem("annotations", place, "field", "annotation-field", message)
        elif suggested and check is not None and (found := check(suggested)):
            yield content.problem("annotations", place, "suggested", *found)


RULES = (
    (check_ends, ("nodes", "relationships")),
    (check_pairs, ("relationships",)),
    (check_duplicates, ("relationships",)),
    (check_roles, ("nodes", "relationships")),
    (check_matter, ("nodes", "relationships")),
    (check_amounts, ("relationships",)),
    (check_kinds, ("events", "relationships")),
    (check_evidence, ("relationships", "evidence")),
    (check_deeds_of_the_dead, ("persons", "relationships", "annotations")),
    (check_causes, ("nodes", "relationships", "annotations")),
    (check_summaries, ("nodes", "relationships", "aliases")),
    (check_coders, ("relationships",)),
    (check_annotations, ("nodes", "relationships", "annotations")),
)
"""Each rule with the tables that it reads."""
