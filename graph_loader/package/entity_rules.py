"""The rules of entities, passages and the vocabulary's use that datapackage.json cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph_loader.model import dates, identifiers, locators
from graph_loader.model.problems import Problem, did_you_mean, hints, quoted
from graph_loader.package.content import Content
from graph_loader.package.descriptor import contract
from graph_loader.package.reading import RawTable

_LIFETIMES = {
    "persons": ("born", "died"),
    "states": ("founded", "dissolved"),
    "parties": ("founded", "dissolved"),
    "organizations": ("founded", "dissolved"),
}
_CONTAINERS = {"organizations": "parent_id", "events": "part_of", "sources": "part_of"}
_EARLIEST, _LATEST = 1800, 2030


def check_ids(content: Content) -> Iterator[Problem]:
    """Check that an id is used once over all tables."""
    owners: dict[str, str] = {}
    for name, raw in content.tables.items():
        if not (raw.table.label or name in ("relationships", "annotations")):
            continue
        for record in raw.records:
            id_ = record.cells.get("id", "")
            if id_ and owners.setdefault(id_, raw.table.file) != raw.table.file:
                message = f"expected an id that no other table has, found {quoted(id_)} of {owners[id_]}"
                yield content.problem(name, record, "id", "id-clash", message)


def check_theatres(content: Content) -> Iterator[Problem]:
    """Check that whoever acts has a theatre, if there are any: all but collectives, and historians, who end no tie."""
    if not content.vocabulary.theatres:
        return
    for name in ("states", "parties", "organizations"):
        for record in content.records(name):
            if not record.cells["theatre"] and record.cells.get("kind") != "collective":
                message = f"expected the theatre of {quoted(record.cells['id'])}, found an empty cell"
                yield content.problem(name, record, "theatre", "theatre", message)
    historians = {record.cells["id"] for record in content.records("persons") if not record.cells["theatre"]}
    for record in content.records("relationships"):
        for column in ("from_id", "to_id"):
            if record.cells[column] in historians:
                found = f"found {quoted(record.cells[column])} without one, as only historians are"
                message = f"expected a person with a theatre as the end of a tie, {found}"
                yield content.problem("relationships", record, column, "historian", message)


def check_lifetimes(content: Content) -> Iterator[Problem]:
    """Check that nobody dies before being born, and nothing dissolves before it was founded."""
    for name, (opening, closing) in _LIFETIMES.items():
        for record in content.records(name):
            try:
                start = dates.parse(record.cells[opening]).start
                end = dates.parse(record.cells[closing]).end
            except dates.DateError:
                continue  # reported as a date
            if start and end and start > end:
                found = f"found {quoted(record.cells[closing])}"
                message = f"expected a date after {opening} {quoted(record.cells[opening])}, {found}"
                yield content.problem(name, record, closing, "date-order", message)


def check_plausible_dates(content: Content) -> Iterator[Problem]:
    """Check that years are not far from the Cold War: those are mostly slips of the pen."""
    for raw in content.tables.values():
        names = [field.name for field in raw.table.fields if field.is_date and field.name in raw.columns]
        columns = [name for name in names if name != "founded"]  # a university may be old
        for record in raw.records:
            for column in columns:
                if not _is_plausible(record.cells[column]):
                    found = quoted(record.cells[column])
                    message = f"expected a date between {_EARLIEST} and {_LATEST}, found {found}"
                    yield Problem(raw.table.file, record.row, column, "distant-date", message)


def _is_plausible(text: str) -> bool:
    try:
        interval = dates.parse(text)
    except dates.DateError:
        return True  # reported as a date
    return all(day is None or _EARLIEST <= day.year <= _LATEST for day in (interval.start, interval.end))


def check_coordinates(content: Content) -> Iterator[Problem]:
    """Check that a place has both coordinates or none."""
    for record in content.records("places"):
        for column, other in (("longitude", "latitude"), ("latitude", "longitude")):
            if record.cells[other] and not record.cells[column]:
                yield content.problem("places", record, column, "coordinates", f"expected a {column}, found none")


def check_containers(content: Content) -> Iterator[Problem]:
    """Check that nothing is a part of itself, not even by way of others."""
    for name, column in _CONTAINERS.items():
        records = content.records(name)
        containers = {record.cells["id"]: record.cells[column] for record in records}
        for record in records:
            if record.cells["id"] in _chain(containers, record.cells["id"]):
                message = f"expected no circle, found {quoted(record.cells['id'])} within itself"
                yield content.problem(name, record, column, "circle", message)


def _chain(containers: dict[str, str], id_: str) -> list[str]:
    """Return what contains an entity, from the nearest on, up to the first repetition."""
    chain: list[str] = []
    while (id_ := containers.get(id_, "")) and id_ not in chain:
        chain.append(id_)
    return chain


def check_orphans(content: Content) -> Iterator[Problem]:
    """Check that something refers to every entity; an alias or an id that others gave it is not enough."""
    labels = {raw.table.name: raw.table.label for raw in content.tables.values()}
    referred: set[str] = set()
    for raw in content.tables.values():
        if raw.table.name not in ("aliases", "identifiers"):
            for column in _reference_columns(raw, labels):
                referred |= {cells[column] for _, cells in raw.records if cells[column] != cells.get("id")}
            referred.update(cell for cells in raw.torn for cell in cells[raw.table.label != "" :])
    for raw, record in content.nodes():
        id_ = record.cells["id"]
        if id_ not in referred:
            message = f"expected something to refer to {quoted(id_)}, found nothing"
            code = "uncited" if raw.table.name == "sources" else "orphan"  # a source may be read one day
            yield content.problem(raw.table.name, record, "id", code, message)


def _reference_columns(raw: RawTable, labels: dict[str, str]) -> set[str]:
    """Return the columns of a table that hold ids of nodes."""
    keys = {key.fields[0] for key in raw.table.foreign_keys if labels[key.table] and len(key.fields) == 1}
    return keys | {field.name for field in raw.table.fields if field.references}


def check_locators(content: Content) -> Iterator[Problem]:
    """Check that a locator is of its source's kind."""
    kinds = {record.cells["id"]: record.cells["locator_kind"] for record in content.records("sources")}
    for name in ("passages", "evidence", "mentions", "annotations"):
        for record in content.records(name):
            locator = record.cells["locator"]
            if locator and (expected := locators.fault(kinds.get(record.cells["source_id"], ""), locator)):
                message = f"expected {expected}, found {quoted(locator)}"
                yield content.problem(name, record, "locator", "locator", message)


def check_passages(content: Content) -> Iterator[Problem]:
    """Check that a complete source lists its passages, its paragraphs without a gap, and says why one has no claim."""
    yield from _unlisted(content)
    fruitful = {(cells["source_id"], cells["locator"]) for _, cells in content.records("evidence")}
    selective = _selective(content)
    last: defaultdict[str, int] = defaultdict(int)
    for record in content.records("passages"):
        source, locator = record.cells["source_id"], record.cells["locator"]
        if source in selective:
            continue
        fruitless = (source, locator) not in fruitful and not content.tables["evidence"].may_hold(source, locator)
        if fruitless and not record.cells["note"]:
            message = f"expected a note why {quoted(locator)} yields no claim, found an empty cell"
            yield content.problem("passages", record, "note", "passage-note", message)
        if locator.startswith("p") and locator[1:].isdecimal():
            expected, last[source] = last[source] + 1, int(locator[1:])
            if last[source] != expected and not any(source in torn for torn in content.tables["passages"].torn):
                message = f"expected paragraph p{expected:02} of {source}, found {quoted(locator)}"
                yield content.problem("passages", record, "locator", "passage-gap", message)


def _unlisted(content: Content) -> Iterator[Problem]:
    """Find the passages of complete sources that passages.csv does not list."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    for _, cells in content.records("passages"):
        known[cells["source_id"]].append(cells["locator"])
    selective = _selective(content)
    hinting = {source: hints(choices) for source, choices in known.items()}
    listed = {source: frozenset(choices) for source, choices in known.items()}
    for name in ("evidence", "mentions", "annotations"):
        for record in content.records(name):
            source, locator = record.cells["source_id"], record.cells["locator"]
            unlisted = locator and source not in selective and locator not in listed.get(source, ())
            if unlisted and not content.tables["passages"].may_hold(source, locator):
                hint = hinting[source](locator) if source in hinting else ""
                found = f"found {quoted(f'{source} {locator}')}{hint}"
                message = f"expected source_id and locator of a row of passages.csv, {found}"
                yield content.problem(name, record, "locator", "foreign-key", message)


def _selective(content: Content) -> set[str]:
    """Return the sources of which only some passages were coded, or of which nobody can tell."""
    selective = {record.cells["id"] for record in content.records("sources") if record.cells["coverage"] == "selective"}
    return selective | content.tables["sources"].torn_ids


def check_identifiers(content: Content) -> Iterator[Problem]:
    """Check that an id is of its scheme's form, that the scheme is known, and that one id means one entity."""
    meant: dict[tuple[str, str], str] = {}
    for record in content.records("identifiers"):
        entity, scheme, value = (record.cells[column] for column in ("entity_id", "scheme", "value"))
        if scheme and scheme not in identifiers.SCHEMES:
            found = f"found {quoted(scheme)}{did_you_mean(scheme, list(identifiers.SCHEMES))}"
            message = f"expected a scheme of {', '.join(identifiers.SCHEMES)}, {found}"
            yield content.problem("identifiers", record, "scheme", "identifier-scheme", message)
        elif expected := identifiers.fault(scheme, value):
            message = f"expected as id of {scheme} {expected}, found {quoted(value)}"
            yield content.problem("identifiers", record, "value", "identifier", message)
        if (other := meant.setdefault((scheme, value), entity)) != entity:
            message = f"expected an id of {quoted(entity)} alone, found {quoted(value)} of {quoted(other)} again"
            yield content.problem("identifiers", record, "value", "identifier-shared", message)


def check_vocabulary_use(content: Content) -> Iterator[Problem]:
    """Check that the project's own package uses every type, theatre and bloc."""
    if content.name != contract().name:
        return
    for raw in content.tables.values():
        for field in raw.table.fields:
            if field.vocabulary and raw.table.name in ("relationships", "states"):
                used = content.values(raw.table.name, field.name)
                for term in getattr(content.vocabulary, field.vocabulary):
                    if term not in used:
                        where = f"{field.vocabulary}.{term}"
                        message = f"expected a row of {raw.table.file} that uses {where}, found none"
                        yield Problem("vocabulary.yaml", None, "", "unused", message)


RULES = (
    (check_ids, ()),
    (check_theatres, ("persons", "states", "parties", "organizations", "relationships")),
    (check_lifetimes, tuple(_LIFETIMES)),
    (check_plausible_dates, ()),
    (check_coordinates, ("places",)),
    (check_containers, tuple(_CONTAINERS)),
    (
        check_orphans,
        ("nodes", "relationships", "evidence", "passages", "mentions", "annotations"),
    ),
    (check_locators, ("sources", "passages", "evidence", "mentions", "annotations")),
    (check_passages, ("sources", "passages", "evidence", "mentions", "annotations")),
    (check_identifiers, ("identifiers",)),
    (check_vocabulary_use, ("nodes", "relationships")),
)
"""Each rule with the tables that it reads."""
