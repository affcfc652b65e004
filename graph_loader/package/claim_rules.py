"""The rules of claims, their evidence and their annotations that datapackage.json cannot say."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from graph_loader.model import dates
from graph_loader.model.claims import coders
from graph_loader.model.problems import Problem, did_you_mean, quoted
from graph_loader.model.vocabulary import ACTOR_LABELS, RelationshipType
from graph_loader.package.content import Content
from graph_loader.package.reading import Record
from graph_loader.package.schema_rules import cell_check

_SAME_CLAIM = ("type", "about_id", "date", "place_id", "role", "amount", "amount_max", "unit")
_BEGINNINGS = ("born", "founded", "date")
_ENDS = ("died", "dissolved", "date")
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b([12][0-9]{3})(s?)\b")
_INFLECTED = 4
"""Letters from which on a name may be longer in the text: Chile, Chilean."""
_STEM = 5
"""Letters by which a word of a thing's name is known in its other forms: cooperation, cooperated."""


def _claim(content: Content, record: Record, column: str, code: str, message: str) -> Problem:
    return content.problem("relationships", record, column, code, message)


def _claims(content: Content) -> Iterator[tuple[Record, RelationshipType]]:
    """Yield the relationships whose type is known."""
    for record in content.records("relationships"):
        type_ = content.vocabulary.types.get(record.cells["type"])
        if type_ is not None:
            yield record, type_


def check_ends(content: Content) -> Iterator[Problem]:
    """Check that a type joins only the labels that the vocabulary allows."""
    for record, type_ in _claims(content):
        for column, admitted in (("from_id", type_.from_labels), ("to_id", type_.to_labels)):
            label = content.labels.get(record.cells[column])
            if label is not None and label not in admitted:
                found = f"found the {label} {quoted(record.cells[column])}"
                message = f"expected {type_.name} to have one of {', '.join(admitted)} here, {found}"
                yield _claim(content, record, column, "end-label", message)


def check_pairs(content: Content) -> Iterator[Problem]:
    """Check that a tie joins two entities, a symmetric one in the order of their ids."""
    for record, type_ in _claims(content):
        from_id, to_id = record.cells["from_id"], record.cells["to_id"]
        if from_id == to_id:
            yield _claim(content, record, "to_id", "self-loop", f"expected two entities, found {quoted(to_id)} twice")
        elif type_.symmetric and from_id > to_id:
            message = f"expected the ends of the symmetric {type_.name} in order, found {from_id} before {to_id}"
            yield _claim(content, record, "from_id", "symmetric-order", message)


def check_duplicates(content: Content) -> Iterator[Problem]:
    """Check that one fact is one row; without date and matter two alike may still be two facts."""
    seen: dict[tuple[str, ...], Record] = {}
    for record, type_ in _claims(content):
        ends = [record.cells["from_id"], record.cells["to_id"]]
        key = (*(sorted(ends) if type_.symmetric else ends), *(record.cells[column] for column in _SAME_CLAIM))
        first = seen.setdefault(key, record)
        if first is not record:
            message = f"expected one row for one fact, found that of {first.cells['id']} (row {first.row}) again"
            code = "duplicate-claim" if record.cells["date"] or record.cells["about_id"] else "similar-claim"
            yield _claim(content, record, "id", code, message)


def check_roles(content: Content) -> Iterator[Problem]:
    """Check that a type has a role where it says nothing without one."""
    for record, type_ in _claims(content):
        role = record.cells["role"]
        listed = ", ".join(type_.roles)
        if role and type_.roles and role not in type_.roles:
            message = f"expected one of {listed}, found {quoted(role)}{did_you_mean(role, type_.roles)}"
            yield _claim(content, record, "role", "role", message)
        elif not role and content.labels.get(record.cells["from_id"]) in type_.role_required:
            expected = f"one of {listed}" if listed else "a role"
            message = f"expected {expected} for {type_.name}, found an empty cell"
            yield _claim(content, record, "role", "role-required", message)


def check_matter(content: Content) -> Iterator[Problem]:
    """Check that a type has the matter or the amount that its definition asks for; a role says what has no figure."""
    for record, type_ in _claims(content):
        label = content.labels.get(record.cells["from_id"])
        if label in type_.about_required and not record.cells["about_id"]:
            message = f"expected what {type_.name} is about, found an empty cell"
            yield _claim(content, record, "about_id", "about-required", message)
        if label in type_.amount_required and not (record.cells["amount"] or record.cells["role"]):
            message = f"expected an amount for {type_.name}, or a role in its place, found neither"
            yield _claim(content, record, "amount", "amount-required", message)


def check_amounts(content: Content) -> Iterator[Problem]:
    """Check that an amount has a unit, and a range its lower bound first."""
    for record in content.records("relationships"):
        amount, amount_max, unit = (record.cells[column] for column in ("amount", "amount_max", "unit"))
        if amount and not unit:
            yield _claim(content, record, "unit", "amount", f"expected the unit of {quoted(amount)}, found none")
        if unit and not amount:
            yield _claim(content, record, "amount", "amount", f"expected an amount of {quoted(unit)}, found none")
        if amount_max and not amount:
            yield _claim(
                content, record, "amount", "amount", f"expected a bound below {quoted(amount_max)}, found none"
            )
        if _is_more(amount, amount_max):
            message = f"expected at least the amount {quoted(amount)}, found {quoted(amount_max)}"
            yield _claim(content, record, "amount_max", "amount", message)


def _is_more(amount: str, amount_max: str) -> bool:
    try:
        return float(amount) > float(amount_max)
    except ValueError:
        return False  # empty, or reported as no number


def check_kinds(content: Content) -> Iterator[Problem]:
    """Check that a type which leads to some kinds of event only does: what was but planned did not happen."""
    kinds = {record.cells["id"]: record.cells["kind"] for record in content.records("events")}
    for record, type_ in _claims(content):
        kind = kinds.get(record.cells["to_id"])
        if type_.to_kinds and kind is not None and kind not in type_.to_kinds:
            wanted = " or ".join(type_.to_kinds)
            message = f"expected {type_.name} to lead to an event of kind {wanted}, found kind {quoted(kind)}"
            yield _claim(content, record, "to_id", "to-kind", message)


def check_evidence(content: Content) -> Iterator[Problem]:
    """Check that a claim has evidence, and a reported one says who is passed on."""
    evidence = content.records("evidence")
    supported = {record.cells["relationship_id"] for record in evidence} | content.tables["evidence"].torn_ids
    voiced = {record.cells["relationship_id"] for record in evidence if record.cells["reported_by"]}
    voiced |= content.tables["evidence"].torn_ids
    for record in content.records("relationships"):
        id_ = record.cells["id"]
        if id_ not in supported:
            yield _claim(content, record, "id", "evidence", f"expected evidence for {quoted(id_)}, found none")
        elif record.cells["standing"] == "reported" and id_ not in voiced:
            message = "expected a reported_by in the evidence of a reported claim, found none"
            yield _claim(content, record, "standing", "reported-by", message)


def check_deeds_of_the_dead(content: Content) -> Iterator[Problem]:
    """Check that people act within their lives, unless an annotation says that the source errs."""
    annotated = {record.cells["target_id"] for record in content.records("annotations")}
    lives = {
        record.cells["id"]: (_parsed(record.cells["born"]), _parsed(record.cells["died"]))
        for record in content.records("persons")
    }
    for record in content.records("relationships"):
        when = _parsed(record.cells["date"])
        if record.cells["id"] in annotated or when is None or record.cells["from_id"] not in lives:
            continue
        born, died = lives[record.cells["from_id"]]
        too_early = born and born.start and when.end and when.end < born.start
        too_late = died and died.end and when.start and when.start > died.end
        if too_early or too_late:
            message = f"expected a date within the life of {record.cells['from_id']}, found {quoted(when.edtf)}"
            yield _claim(content, record, "date", "lifetime", message)


def check_causes(content: Content) -> Iterator[Problem]:
    """Check that no cause begins after its effect is over, unless an annotation says that the source has it so."""
    annotated = {record.cells["target_id"] for record in content.records("annotations")}
    nodes = {record.cells["id"]: record.cells for _, record in content.nodes()}
    for record, type_ in _claims(content):
        if not type_.causal or record.cells["id"] in annotated:
            continue
        cause, effect = (nodes.get(record.cells[column], {}) for column in ("from_id", "to_id"))
        when = _parsed(record.cells["date"])
        beginning = _day(cause, _BEGINNINGS, "start") or (when and when.start)
        ends = [day for day in (_day(effect, _ENDS, "end"), when and when.end) if day]
        if beginning and ends and beginning > min(ends):
            message = f"expected a cause that begins by {min(ends)}, when its effect is over, found one of {beginning}"
            yield _claim(content, record, "from_id", "cause-after-effect", message)


def _day(cells: dict[str, str], columns: tuple[str, ...], bound: str) -> date | None:
    when = _parsed(next((cells[column] for column in columns if cells.get(column)), ""))
    return getattr(when, bound) if when else None


def check_summaries(content: Content) -> Iterator[Problem]:
    """Check that a summary stands alone: it names both ends, and of a dated claim a year in which it can have been."""
    names = _names(content)
    for record, _ in _claims(content):
        cells, text = record.cells, _plain(record.cells["summary"])
        for column in ("from_id", "to_id"):
            known = names.get(cells[column], ())
            if known and not any(name in text for name in known):
                message = f"expected a summary that names {cells[column]}, found {quoted(cells['summary'])}"
                yield _claim(content, record, "summary", "summary-names", message)
        when = _parsed(cells["date"])
        if when and when.edtf and not _names_year(cells["summary"], when):
            message = f"expected a summary with a year of {when.edtf}, found {quoted(cells['summary'])}"
            yield _claim(content, record, "summary", "summary-year", message)


def _names(content: Content) -> dict[str, tuple[str, ...]]:
    """Return what a summary may call each entity; of a thing one word of its name is enough, if no state's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for raw, record in content.nodes():
        cells = record.cells
        called = [cells[column] for column in ("name", "name_original", "acronym") if cells.get(column)]
        found[cells["id"]].update(called, [called[0].split()[-1]] if raw.table.label == "Person" and called else [])
    for record in content.records("aliases"):
        found[record.cells["entity_id"]].add(record.cells["name"])
    states = {stem for id_, names in found.items() if content.labels.get(id_) == "State" for stem in _stems(names)}
    for id_, names in found.items():
        label = content.labels.get(id_)
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


def _parsed(text: str) -> dates.DateInterval | None:
    try:
        return dates.parse(text)
    except dates.DateError:
        return None  # reported as a date


def check_coders(content: Content) -> Iterator[Problem]:
    """Check that coders are among the contributors, where the descriptor names any."""
    known = {unicodedata.normalize("NFC", title) for title in content.contributors}
    for record in content.records("relationships") if known else ():
        for coder in coders(record.cells.get("coder")):
            if unicodedata.normalize("NFC", coder) not in known:
                message = f"expected a contributor of datapackage.json, found {quoted(coder)}"
                yield _claim(content, record, "coder", "coder", f"{message}{did_you_mean(coder, known)}")


def check_annotations(content: Content) -> Iterator[Problem]:
    """Check that an annotation's field is a column of its target and would admit the suggested value.

    A claim's columns are those of its row and of its evidence.
    """
    of_claims = content.tables["relationships"].table.fields + content.tables["evidence"].table.fields
    fields = {label: raw.table.fields for raw in content.tables.values() if (label := raw.table.label)}
    claims = content.values("relationships", "id")
    for record in content.records("annotations"):
        target, name, suggested = (record.cells[column] for column in ("target_id", "field", "suggested"))
        if target in claims:
            admitted = of_claims
        elif target in content.labels:
            admitted = fields[content.labels[target]]
        else:
            continue  # reported as a reference
        field = next((field for field in admitted if field.name == name), None)
        if name and field is None:
            names = [field.name for field in admitted]
            message = f"expected a column of {quoted(target)}, found {quoted(name)}{did_you_mean(name, names)}"
            yield content.problem("annotations", record, "field", "annotation-field", message)
        elif suggested and field is None:
            message = f"expected the column that {quoted(suggested)} is suggested for, found none"
            yield content.problem("annotations", record, "field", "annotation-field", message)
        elif suggested and field is not None and (found := cell_check(content, field)(suggested)):
            yield content.problem("annotations", record, "suggested", *found)


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
