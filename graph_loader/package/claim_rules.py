"""The rules of claims, their evidence and their annotations that datapackage.json cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from graph_loader.model import dates
from graph_loader.model.problems import Problem, Severity, did_you_mean, quoted
from graph_loader.model.vocabulary import RelationshipType
from graph_loader.package.content import Content
from graph_loader.package.reading import Record
from graph_loader.package.schema_rules import cell_check

_SAME_CLAIM = ("type", "about_id", "date", "place_id", "role", "amount", "amount_max", "unit")


def _claim(
    content: Content, record: Record, column: str, code: str, message: str, *, severity: Severity = "error"
) -> Problem:
    return content.problem("relationships", record, column, code, message, severity=severity)


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
            severity: Severity = "error" if record.cells["date"] or record.cells["about_id"] else "warning"
            yield _claim(content, record, "id", "duplicate-claim", message, severity=severity)


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


def check_plans(content: Content) -> Iterator[Problem]:
    """Check that what is PLANNED is an event of kind plan: it did not happen."""
    kinds = {record.cells["id"]: record.cells["kind"] for record in content.records("events")}
    for record, type_ in _claims(content):
        kind = kinds.get(record.cells["to_id"], "plan")
        if type_.name == "PLANNED" and kind != "plan":
            message = f"expected PLANNED to lead to an event of kind plan, found kind {quoted(kind)}"
            yield _claim(content, record, "to_id", "plan", message)


def check_evidence(content: Content) -> Iterator[Problem]:
    """Check that a claim has evidence, and a reported one says who is passed on."""
    evidence = content.records("evidence")
    supported = {record.cells["relationship_id"] for record in evidence} | content.tables["evidence"].torn
    voiced = {record.cells["relationship_id"] for record in evidence if record.cells["reported_by"]}
    for record in content.records("relationships"):
        id_ = record.cells["id"]
        if id_ not in supported:
            yield _claim(content, record, "id", "evidence", f"expected evidence for {quoted(id_)}, found none")
        elif record.cells["standing"] == "reported" and id_ not in voiced:
            message = "expected a reported_by in the evidence of a reported claim, found none"
            yield _claim(content, record, "standing", "reported-by", message, severity="warning")


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
            yield _claim(content, record, "date", "lifetime", message, severity="warning")


def _parsed(text: str) -> dates.DateInterval | None:
    try:
        return dates.parse(text)
    except dates.DateError:
        return None  # reported as a date


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
    (check_amounts, ("relationships",)),
    (check_plans, ("events", "relationships")),
    (check_evidence, ("relationships", "evidence")),
    (check_deeds_of_the_dead, ("persons", "relationships", "annotations")),
    (check_annotations, ("nodes", "relationships", "annotations")),
)
"""Each rule with the tables that it reads."""
