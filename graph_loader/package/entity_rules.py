"""The rules of entities, passages and the vocabulary's use that datapackage.json cannot say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import dropwhile

from graph_loader.model import dates, identifiers, locators
from graph_loader.model.problems import Problem, did_you_mean, hints, quoted
from graph_loader.package.content import Content
from graph_loader.package.descriptor import contract
from graph_loader.package.raw import RawTable

_LIFETIMES = {
    "persons": ("born", "died"),
    "states": ("founded", "dissolved"),
    "parties": ("founded", "dissolved"),
    "organizations": ("founded", "dissolved"),
}
_CONTAINERS = {"organizations": "parent_id", "events": "part_of", "sources": "part_of"}
_CITING = ("evidence", "mentions", "annotations")
_EARLIEST, _LATEST = 1800, 2030


def check_ids(content: Content) -> Iterator[Problem]:
    """Check that an id is used once over all tables."""
    named = ("relationships", "annotations")
    tables = [raw for name, raw in content.tables.items() if raw.table.label or name in named]
    ids = [set(raw.column("id")) - {""} for raw in tables]
    if len(set().union(*ids)) == sum(map(len, ids)):
        return
    owners: dict[str, str] = {}
    for raw in tables:
        for row, id_ in zip(raw.lines, raw.column("id"), strict=True):
            if id_ and owners.setdefault(id_, raw.table.file) != raw.table.file:
                message = f"expected an id that no other table has, found {quoted(id_)} of {owners[id_]}"
                yield Problem(raw.table.file, row, "id", "id-clash", message)


def check_theatres(content: Content) -> Iterator[Problem]:
    """Check that whoever acts has a theatre, if there are any: all but collectives, and historians, who end no tie."""
    if not content.vocabulary.theatres:
        return
    for name in ("states", "parties", "organizations"):
        raw = content.tables[name]
        for place, (id_, theatre, kind) in enumerate(zip(*map(raw.column, ("id", "theatre", "kind")), strict=True)):
            if not theatre and kind != "collective":
                message = f"expected the theatre of {quoted(id_)}, found an empty cell"
                yield content.problem(name, place, "theatre", "theatre", message)
    historians = {id_ for id_, theatre in content.tables["persons"].pairs("id", "theatre") if not theatre}
    for column in ("from_id", "to_id"):
        for place, id_ in enumerate(content.tables["relationships"].cells[column] if historians else ()):
            if id_ in historians:
                found = f"found {quoted(id_)} without one, as only historians are"
                message = f"expected a person with a theatre as the end of a tie, {found}"
                yield content.problem("relationships", place, column, "historian", message)


def check_lifetimes(content: Content) -> Iterator[Problem]:
    """Check that nobody dies before being born, and nothing dissolves before it was founded."""
    for name, (opening, closing) in _LIFETIMES.items():
        for place, (opened, closed) in enumerate(content.tables[name].pairs(opening, closing)):
            if not (opened and closed):
                continue
            begun, over = dates.parsed(opened), dates.parsed(closed)  # one that is none is reported as such
            if begun and over and begun.start and over.end and begun.start > over.end:
                message = f"expected a date after {opening} {quoted(opened)}, found {quoted(closed)}"
                yield content.problem(name, place, closing, "date-order", message)


def check_plausible_dates(content: Content) -> Iterator[Problem]:
    """Check that years are not far from the Cold War: those are mostly slips of the pen."""
    for raw in content.tables.values():
        names = [field.name for field in raw.table.fields if field.is_date and field.name in raw.columns]
        for column in (name for name in names if name != "founded"):  # a university may be old
            distant = {cell for cell in set(raw.cells[column]) if not _is_plausible(cell)}
            for row, cell in zip(raw.lines, raw.cells[column], strict=True) if distant else ():
                if cell in distant:
                    message = f"expected a date between {_EARLIEST} and {_LATEST}, found {quoted(cell)}"
                    yield Problem(raw.table.file, row, column, "distant-date", message)


def _is_plausible(text: str) -> bool:
    interval = dates.parsed(text)
    return interval is None or all(
        day is None or _EARLIEST <= day.year <= _LATEST for day in (interval.start, interval.end)
    )


def check_coordinates(content: Content) -> Iterator[Problem]:
    """Check that a place has both coordinates or none."""
    for place, both in enumerate(content.tables["places"].pairs("longitude", "latitude")):
        if sum(map(bool, both)) == 1:
            column = "latitude" if both[0] else "longitude"
            yield content.problem("places", place, column, "coordinates", f"expected a {column}, found none")


def check_containers(content: Content) -> Iterator[Problem]:
    """Check that nothing is a part of itself, not even by way of others."""
    for name, column in _CONTAINERS.items():
        containers = dict(content.tables[name].pairs("id", column))
        within = _within_themselves(containers)
        for place, id_ in enumerate(content.tables[name].cells["id"] if within else ()):
            if id_ in within:
                message = f"expected no circle, found {quoted(id_)} within itself"
                yield content.problem(name, place, column, "circle", message)


def _within_themselves(containers: Mapping[str, str]) -> set[str]:
    """Return what is contained in itself, following each container once."""
    found: set[str] = set()
    followed: set[str] = set()
    for id_ in containers:
        chain: dict[str, None] = {}
        while id_ and id_ not in followed:
            followed.add(id_)
            chain[id_] = None
            id_ = containers.get(id_, "")  # noqa: PLW2901 - one step outwards
        if id_ in chain:
            found.update(dropwhile(id_.__ne__, chain))
    return found


def check_orphans(content: Content) -> Iterator[Problem]:
    """Check that something refers to every entity; an alias or an id that others gave it is not enough."""
    labels = {raw.table.name: raw.table.label for raw in content.tables.values()}
    referred: set[str] = set()
    for raw in content.tables.values():
        if raw.table.name not in ("aliases", "identifiers"):
            own = set(raw.cells.get("id", ()))
            for column in _reference_columns(raw, labels):
                named = set(raw.cells[column])
                if doubtful := named & own:  # by itself, or by another row
                    named -= doubtful
                    named.update(cell for id_, cell in raw.pairs("id", column) if cell in doubtful and cell != id_)
                referred |= named
            referred.update(cell for cells in raw.torn for cell in cells[raw.table.label != "" :])
    for raw in content.tables.values():
        unknown = set(raw.cells["id"]) - referred if raw.table.label else ()
        for row, id_ in zip(raw.lines, raw.cells["id"], strict=True) if unknown else ():
            if id_ in unknown:
                message = f"expected something to refer to {quoted(id_)}, found nothing"
                code = "uncited" if raw.table.name == "sources" else "orphan"  # a source may be read one day
                yield Problem(raw.table.file, row, "id", code, message)


def _reference_columns(raw: RawTable, labels: dict[str, str]) -> set[str]:
    """Return the columns of a table that hold ids of nodes."""
    keys = {key.fields[0] for key in raw.table.foreign_keys if labels[key.table] and len(key.fields) == 1}
    return keys | {field.name for field in raw.table.fields if field.references}


def check_passages(content: Content) -> Iterator[Problem]:
    """Check that a complete source lists its passages, its paragraphs without a gap, and says why one has no claim.

    A locator is of its source's kind.
    """
    cited = {name: set(content.tables[name].pairs("source_id", "locator")) for name in ("passages", *_CITING)}
    yield from _misplaced(content, cited)
    yield from _unlisted(content, cited)
    yield from _fruitless(content, cited["evidence"])


def _misplaced(content: Content, cited: Mapping[str, set[tuple[str, str]]]) -> Iterator[Problem]:
    """Find locators that are not of their source's kind."""
    kinds = dict(content.tables["sources"].pairs("id", "locator_kind"))
    for name, pairs in cited.items():
        wrong = {
            (source, locator): expected
            for source, locator in pairs
            if locator and (expected := locators.fault(kinds.get(source, ""), locator))
        }
        for place, pair in enumerate(content.tables[name].pairs("source_id", "locator") if wrong else ()):
            if pair in wrong:
                message = f"expected {wrong[pair]}, found {quoted(pair[1])}"
                yield content.problem(name, place, "locator", "locator", message)


def _fruitless(content: Content, fruitful: set[tuple[str, str]]) -> Iterator[Problem]:
    """Find passages of complete sources without a claim and without a reason, and those that a gap lies before."""
    evidence, passages = (content.tables[name] for name in ("evidence", "passages"))
    selective = _selective(content)
    torn = {cell for cells in passages.torn for cell in cells}
    last: defaultdict[str, int] = defaultdict(int)
    for place, (source, locator, note) in enumerate(passages.rows("source_id", "locator", "note")):
        if source in selective:
            continue
        if not note and (source, locator) not in fruitful and not evidence.may_hold(source, locator):
            message = f"expected a note why {quoted(locator)} yields no claim, found an empty cell"
            yield content.problem("passages", place, "note", "passage-note", message)
        if locator.startswith("p") and locator[1:].isdecimal():
            expected, last[source] = last[source] + 1, int(locator[1:])
            if last[source] != expected and source not in torn:
                message = f"expected paragraph p{expected:02} of {source}, found {quoted(locator)}"
                yield content.problem("passages", place, "locator", "passage-gap", message)


def _unlisted(content: Content, cited: Mapping[str, set[tuple[str, str]]]) -> Iterator[Problem]:
    """Find the passages of complete sources that passages.csv does not list."""
    passages, selective = content.tables["passages"], _selective(content)
    known: defaultdict[str, list[str]] = defaultdict(list)
    for source, locator in passages.pairs("source_id", "locator"):
        known[source].append(locator)
    hinting = {source: hints(choices) for source, choices in known.items()}
    for name in _CITING:
        strange = cited[name] - cited["passages"]
        wrong = {pair for pair in strange if pair[1] and pair[0] not in selective and not passages.may_hold(*pair)}
        for place, pair in enumerate(content.tables[name].pairs("source_id", "locator") if wrong else ()):
            if pair in wrong:
                source, locator = pair
                hint = hinting[source](locator) if source in hinting else ""
                found = f"found {quoted(f'{source} {locator}')}{hint}"
                message = f"expected source_id and locator of a row of passages.csv, {found}"
                yield content.problem(name, place, "locator", "foreign-key", message)


def _selective(content: Content) -> set[str]:
    """Return the sources of which only some passages were coded, or of which nobody can tell."""
    sources = content.tables["sources"]
    return {id_ for id_, coverage in sources.pairs("id", "coverage") if coverage == "selective"} | sources.torn_ids


def check_identifiers(content: Content) -> Iterator[Problem]:
    """Check that an id is of its scheme's form, that the scheme is known, and that one id means one entity."""
    meant: dict[tuple[str, str], str] = {}
    for place, (entity, scheme, value) in enumerate(content.tables["identifiers"].rows("entity_id", "scheme", "value")):
        if scheme and scheme not in identifiers.SCHEMES:
            found = f"found {quoted(scheme)}{did_you_mean(scheme, list(identifiers.SCHEMES))}"
            message = f"expected a scheme of {', '.join(identifiers.SCHEMES)}, {found}"
            yield content.problem("identifiers", place, "scheme", "identifier-scheme", message)
        elif expected := identifiers.fault(scheme, value):
            message = f"expected as id of {scheme} {expected}, found {quoted(value)}"
            yield content.problem("identifiers", place, "value", "identifier", message)
        if (other := meant.setdefault((scheme, value), entity)) != entity:
            message = f"expected an id of {quoted(entity)} alone, found {quoted(value)} of {quoted(other)} again"
            yield content.problem("identifiers", place, "value", "identifier-shared", message)


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
    (check_passages, ("sources", "passages", "evidence", "mentions", "annotations")),
    (check_identifiers, ("identifiers",)),
    (check_vocabulary_use, ("nodes", "relationships")),
)
"""Each rule with the tables that it reads."""
