"""Writes data packages of any size with the shape of the real one: python benchmarks/generate.py FOLDER --claims 10000.

The same seed and options give the same bytes. A package passes `coldwar validate` (tried up to a million claims). What
is usual is as usual as in the real data (measured in its 1,352 claims): hubs, many actors with one or two ties,
parallel claims, dates of every kind and doubt, claims that rest on several places, denied and strained ones, names that
passages mention, contradictions. Names, dates and summaries are made up.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import TypeVar

from graph_loader.model import resources
from graph_loader.model.vocabulary import RelationshipType, Vocabulary
from graph_loader.package.descriptor import DataPackage

# Nodes of each label per thousand claims, as in the real data.
SHARES = {
    "Person": 180,
    "State": 40,
    "Party": 25,
    "Organization": 150,
    "Agreement": 25,
    "Event": 55,
    "Place": 40,
    "Topic": 55,
    "Source": 30,
}
ENDS = {
    "Person": 12,
    "State": 30,
    "Party": 3,
    "Organization": 28,
    "Agreement": 2,
    "Event": 9,
    "Place": 1,
    "Topic": 15,
    "Source": 1,
}
"""Of a hundred ends of claims, how many have each label."""
DATES = {
    "{interval}?": 286,
    "": 138,
    "{year}?/": 95,
    "{year}?": 93,
    "{year}": 72,
    "{month}?": 68,
    "{interval}": 64,
    "{day}": 49,
    "/{year}?": 42,
    "{month}": 30,
    "{year}/": 25,
    "{day}?": 16,
    "/{year}": 11,
    "{decade}X": 8,
    "{year}~": 8,
    "{year}/..": 2,
}
"""How many of a thousand claims have each form of date."""
POLARITIES = {"": 944, "strained": 41, "denied": 15}
STANDINGS = {"stated": 960, "inferred": 28, "disputed": 12}
"""Of those that are not reported."""
AGAIN, RECENT = 0.25, 200
"""How many claims are on the pair of an earlier one, and among how many earlier ones it is chosen."""
FURTHER_PLACES = {0: 880, 1: 90, 2: 20, 3: 10}
"""In how many more places of the same source a claim stands."""
OTHER_SOURCE = 0.02
CLAIMS_PER_PASSAGE = 3
PASSAGES_PER_SOURCE = 90
MENTIONS_PER_PASSAGE = 9
T = TypeVar("T")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Options:
    """What to generate."""

    claims: int
    seed: int = 1
    hub: int = 0
    parallel: int = 0
    name: str = "coldwar-generated"


class Generator:
    """Rows for each table of a package."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.package = DataPackage.load()
        self.vocabulary = Vocabulary.load()
        # PLANNED leads only to events of one kind.
        self.types = [type_ for type_ in self.vocabulary.types.values() if type_.name != "PLANNED"]
        self.counts = {label: max(12, options.claims * share // 1000) for label, share in SHARES.items()}
        self.passages = -(-options.claims // CLAIMS_PER_PASSAGE)
        self.counts["Source"] = max(self.counts["Source"], self.passages // PASSAGES_PER_SOURCE + 1)

    def rows(self, table: str) -> Iterator[dict[str, object]]:
        """Yield the rows of a table; each table has its own random numbers, so that their order does not matter."""
        random = Random(f"{self.options.seed}-{table}")
        label = self.package.tables[table].label
        if label:
            return self._entities(label, random)
        tables = {
            "aliases": self._aliases,
            "relationships": self._relationships,
            "evidence": self._evidence,
            "passages": lambda _: map(self._place, range(self.passages)),
            "mentions": self._mentions,
            "annotations": self._annotations,
            "identifiers": lambda _: iter(()),
        }
        return tables[table](random)

    def _entities(self, label: str, random: Random) -> Iterator[dict[str, object]]:
        theatres = list(self.vocabulary.theatres)
        kinds = self._kinds(label)
        for number in range(self.counts[label]):
            yield {
                "id": entity(label, number),
                "name": name(entity(label, number)),
                "description": f"The {label.lower()} of number {number}, made up for a benchmark.",
                "theatre": random.choice(theatres),
                "kind": random.choice(kinds),
                "title": f"Title of {number}",
                "longitude": round(random.uniform(-180, 180), 4),
                "latitude": round(random.uniform(-90, 90), 4),
            }

    def _kinds(self, label: str) -> Sequence[str]:
        table = next(table for table in self.package.tables.values() if table.label == label)
        enum = next((field.enum for field in table.fields if field.name == "kind"), ("",))
        # A collective has no theatre, and a meeting needs its place.
        return [kind for kind in enum if kind != "collective"]

    def _aliases(self, random: Random) -> Iterator[dict[str, object]]:
        for label in sorted(self.counts):
            for number in range(self.counts[label]):
                if random.random() < 0.3:
                    yield {
                        "entity_id": entity(label, number),
                        "name": f"Alias {label[0]}{number}",
                        "kind": "short-name",
                        "language": "en",
                        "script": "Latn",
                    }

    def _relationships(self, random: Random) -> Iterator[dict[str, object]]:
        recent: deque[tuple[RelationshipType, str, str, str]] = deque(maxlen=RECENT)
        facts: set[int] = set()
        for number in range(self.options.claims):
            if recent and random.random() < AGAIN:
                type_, from_label, start, end = random.choice(recent)
            else:
                type_, from_label, to_label = self._type(number, random)
                start, end = self._pair(number, type_, (from_label, to_label), random)
            recent.append((type_, from_label, start, end))
            has_about = from_label in type_.about_required or random.random() < 0.3
            about = self._pick("Topic", random) if has_about else ""
            when = date(random)
            while (fact := digest(type_.name, start, end, about, when)) in facts:
                when = date(random)
            if about or when:  # without both, two alike may be two facts
                facts.add(fact)
            has_amount = from_label in type_.amount_required or random.random() < 0.04
            yield {
                "id": claim(number),
                "type": type_.name,
                "from_id": start,
                "to_id": end,
                "date": when,
                "polarity": chosen(POLARITIES, random),
                "about_id": about,
                "place_id": self._pick("Place", random) if random.random() < 0.1 else "",
                "role": type_.roles[0] if type_.roles else "envoy" if from_label in type_.role_required else "",
                "amount": random.randint(1, 10**6) if has_amount else "",
                "unit": "USD" if has_amount else "",
                "summary": summary(number, start, end, when),
                "standing": "reported" if is_reported(number) else chosen(STANDINGS, random),
            }

    def _type(self, number: int, random: Random) -> tuple[RelationshipType, str, str]:
        if number < self.options.parallel + self.options.hub:
            return self.vocabulary.types["VISITED"], "Person", "State"
        type_ = random.choice(self.types)
        to_labels = type_.from_labels if type_.symmetric else type_.to_labels
        labels = type_.from_labels, to_labels
        from_label, to_label = (chosen({label: ENDS[label] for label in each}, random) for each in labels)
        return type_, from_label, to_label

    def _pair(self, number: int, type_: RelationshipType, labels: tuple[str, str], random: Random) -> tuple[str, str]:
        if number < self.options.parallel:
            return entity("Person", 0), entity("State", 0)
        if number < self.options.parallel + self.options.hub:
            return self._pick("Person", random), entity("State", 0)
        start = end = self._pick(labels[0], random)
        while start == end:
            end = self._pick(labels[1], random)
        return (end, start) if type_.symmetric and start > end else (start, end)

    def _pick(self, label: str, random: Random) -> str:
        """Choose an entity: the first are hubs, for how often one is chosen is as one to its place (Zipf)."""
        return entity(label, int(self.counts[label] ** random.random()) - 1)

    def _evidence(self, random: Random) -> Iterator[dict[str, object]]:
        for number in range(self.options.claims):
            for each in self._passages(number, random):
                yield {
                    "relationship_id": claim(number),
                    **self._place(each),
                    "footnote": random.randint(1, 99),
                    "cites": self._pick("Source", random) if random.random() < 0.5 else "",
                    "reported_by": self._pick("Person", random) if is_reported(number) else "",
                }

    def _passages(self, number: int, random: Random) -> list[int]:
        """Choose the passages on which a claim rests, in their order."""
        first = number // CLAIMS_PER_PASSAGE
        last = min(first + chosen(FURTHER_PLACES, random), self.passages - 1)
        elsewhere = {random.randrange(self.passages)} if random.random() < OTHER_SOURCE else set()
        return sorted({*range(first, last + 1), *elsewhere})

    def _mentions(self, random: Random) -> Iterator[dict[str, object]]:
        everything = [(label, number) for label, count in self.counts.items() for number in range(count)]
        for number in range(self.passages):
            labels = random.choices(("Person", "State", "Organization"), k=MENTIONS_PER_PASSAGE)
            found = {self._pick(label, random) for label in labels}
            # Every entity is mentioned somewhere, so that none is an orphan.
            found |= {entity(*each) for each in everything[number :: self.passages]}
            for each in sorted(found):
                yield {**self._place(number), "entity_id": each, "count": random.randint(1, 5)}

    def _annotations(self, _: Random) -> Iterator[dict[str, object]]:
        for number in range(0, self.options.claims, 20):
            contradicts = number % 60 == 20
            yield {
                "id": f"a-{claim(number)}",
                "target_id": claim(number),
                "other_id": claim(number - 1) if contradicts else "",
                "kind": "contradiction" if contradicts else "ambiguity",
                "note": f"Number {number} may be read in two ways.",
                **self._place(number // CLAIMS_PER_PASSAGE),
            }

    @staticmethod
    def _place(passage: int) -> dict[str, object]:
        source, locator = divmod(passage, PASSAGES_PER_SOURCE)
        return {"source_id": entity("Source", source), "locator": f"p{locator + 1:02d}"}


def entity(label: str, number: int) -> str:
    """Return the id of an entity."""
    return f"{label.lower()}-{number:07d}"


def name(id_: str) -> str:
    """Return the name of an entity."""
    label, _, number = id_.partition("-")
    return f"{label.capitalize()} Łódź № {int(number)}"


def summary(number: int, start: str, end: str, when: str) -> str:
    """Say what a claim says: with both ends and its year, as a summary has to."""
    year = re.search(r"[0-9]{3}[0-9X]", when)
    said = f", in {year[0].replace('X', '0s')}" if year else ""
    return f"{name(start)} did with {name(end)} what number {number} says{said}."


def claim(number: int) -> str:
    """Return the id of a claim; ids are in the order of their numbers."""
    millions, rest = divmod(number, 10**6)
    return f"g{LETTERS[millions // 26]}{LETTERS[millions % 26]}{rest // 1000:03d}-{rest % 1000:03d}"


def is_reported(number: int) -> bool:
    """Tell whether a  on what a person said."""
    return number % 7 == 0


def date(random: Random) -> str:
    """Return an EDTF date."""
    year, month, day = random.randint(1945, 1989), random.randint(1, 12), random.randint(1, 28)
    return chosen(DATES, random).format(
        year=year,
        decade=year // 10,
        month=f"{year}-{month:02d}",
        day=f"{year}-{month:02d}-{day:02d}",
        interval=f"{year}/{year + random.randint(1, 4)}",
    )


def digest(*texts: str) -> int:
    """Return a number for a claim, in a few bytes."""
    return int.from_bytes(blake2b("|".join(texts).encode(), digest_size=8).digest())


def chosen(weights: Mapping[T, int], random: Random) -> T:
    """Choose by weight."""
    (found,) = random.choices([*weights], [*weights.values()])
    return found


def write(folder: Path, options: Options) -> None:
    """Write a data package."""
    generator = Generator(options)
    (folder / "nodes").mkdir(parents=True, exist_ok=True)
    source = resources.data_dir()
    for name in ("vocabulary.yaml", "cameo-goldstein.csv"):
        shutil.copyfile(source / name, folder / name)
    descriptor = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"name": options.name, "title": "A made-up package for benchmarks", "version": "1.0.0"}
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for table in generator.package.tables.values():
        if table.name != "cameo-goldstein":
            _write_table(folder / table.file, table.columns, generator.rows(table.name))


def _write_table(file: Path, columns: Sequence[str], rows: Iterable[dict[str, object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row.get(column, "") for column in columns] for row in rows)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, required=True, help="rows of relationships.csv")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hub", type=int, default=0, help="claims whose one end is the same state")
    parser.add_argument("--parallel", type=int, default=0, help="claims of one type between the same two nodes")
    arguments = vars(parser.parse_args())
    write(arguments.pop("folder"), Options(**arguments))


if __name__ == "__main__":
    main()
