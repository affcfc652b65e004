"""Several packages as one, read and checked: a data set as any other, which knows what each package says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_loader.collection.description import Description, read_description
from graph_loader.collection.identities import FACTS, Decision, Labels, read_decisions, sets
from graph_loader.collection.joining import Joined, join
from graph_loader.model.claims import Key, Member
from graph_loader.model.errors import DatasetError, UsageError
from graph_loader.model.problems import FileError, Problem, did_you_mean, quoted
from graph_loader.package.content import Content
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import COLLECTION as FILE
from graph_loader.package.descriptor import collection_file
from graph_loader.package.entity_rules import check_containers
from graph_loader.package.leaving_out import LeftOut
from graph_loader.package.study_rules import check_study


@dataclass(frozen=True, eq=False)
class Collection(Dataset):
    """Several data packages as one graph.

    An entity is the set of ids that decisions call the same; its id and what it says first are those of the first
    package that has it, and what every package says of it stays beside (`members`). Claims keep their package, and are
    never one: those that decisions call the same tell one fact.

    Attributes
    ----------
    packages : tuple of Dataset
        In the order in which they are heard.
    decisions : tuple of Decision
        On who is who.
    description : Description
        From collection.yaml, or of the folders that were named.
    members : dict of str to tuple of Member
        What each package says of an entity, by its id.
    origins : dict of str to Key
        The package of a claim or an annotation and its id there, by its id.
    on_facts : tuple of Decision
        On which claims tell one fact.
    facts : dict of str to str
        By the id of a claim that another tells too, the id of the first claim of its fact.
    """

    packages: tuple[Dataset, ...] = ()
    decisions: tuple[Decision, ...] = ()
    description: Description = field(default_factory=lambda: Description(()))
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    origins: Mapping[str, Key] = field(default_factory=dict)
    on_facts: tuple[Decision, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Sequence[Path], *, draft: bool = False, tolerated: Container[str] = ()) -> Collection:
        """Read and check a collection.

        Parameters
        ----------
        paths : sequence of pathlib.Path
            Folders of packages, or one folder with a collection.yaml.
        draft : bool
            Whether to leave out the rows of packages that break a rule, instead of failing.
        tolerated : container of str
            Codes of problems that may stand in a package.

        Raises
        ------
        DatasetError
            If a package, the decisions or the words of the packages break a rule.

        Examples
        --------
        >>> both = Collection.of([Path("tests/fixtures/mini"), Path("tests/fixtures/accra")])
        >>> both.name, len(both.claims) == sum(len(package.claims) for package in both.packages)
        ('coldwar-mini+accra-invented', True)
        """
        description, packages, problems = _read(paths, draft=draft, tolerated=tolerated)
        if problems:
            raise DatasetError(problems)
        return cls.joined(description, packages, draft=draft)

    @classmethod
    def joined(cls, description: Description, packages: Sequence[Dataset], *, draft: bool = False) -> Collection:
        """Join packages that are read already.

        Raises
        ------
        DatasetError
            If the decisions or the words of the packages break a rule.
        """
        made, decisions, problems = _join(description, packages)
        on_facts, more = _facts(description, made)
        wrong = [problem for problem in (*problems, *more) if problem.severity != "note"]
        if any(not draft or problem.severity == "unreadable" for problem in wrong):
            raise DatasetError(wrong)
        return cls(
            description.file.parent if description.file else packages[0].path,
            made.content,
            _left_out(packages, wrong),
            tuple(packages),
            decisions,
            description,
            made.members,
            made.origins,
            on_facts,
            _first_of_each(on_facts, packages, made.origins),
        )

    def without(self, name: str) -> Collection:
        """Return what is left without one of the packages: under the same name, with the same ids, words and study."""
        ids = {member.key: id_ for id_, members in self.members.items() for member in members}
        ids |= {key: id_ for id_, key in self.origins.items()}
        packages = tuple(part for part in self.packages if part.name != name)
        made = join(
            [part.content for part in packages],
            (),
            self.description.rename,
            self.description.title,
            self.name,
            whole=(ids, self.vocabulary),
        )
        facts = {id_: fact for id_, fact in self.facts.items() if id_ in made.origins}
        told = Counter(facts.values())
        return replace(
            self,
            content=replace(made.content, study=self.study),
            left_out=self._left_out_without(name),
            packages=packages,
            members=made.members,
            origins=made.origins,
            facts={id_: fact for id_, fact in facts.items() if told[fact] > 1},
        )

    def _left_out_without(self, name: str) -> LeftOut | None:
        if self.left_out is None:
            return None
        parts = {part.name: part.left_out for part in self.packages if part.left_out}
        own = sum(len(left.problems) for left in parts.values())
        return _left_out([part for part in self.packages if part.name != name], self.left_out.problems[own:])

    @property
    def package_titles(self) -> dict[str, str]:
        """The titles of the packages, by name."""
        return {part.name: part.title for part in self.packages}

    @property
    def without_theatres(self) -> frozenset[str]:
        """The names of the packages whose vocabulary has no theatres."""
        return frozenset().union(*(part.without_theatres for part in self.packages))

    @property
    def files(self) -> list[Path]:
        """Every file that it may be made from."""
        own = [self.description.file, self.description.identities, self.description.facts]
        return [
            *(file for file in own if file and file.is_file()),
            *(file for part in self.packages for file in part.files),
        ]

    def _members(self, id_: str) -> tuple[Member, ...]:
        return self.members.get(id_, ())

    def _origin(self, id_: str) -> Key | None:
        return self.origins.get(id_)

    def _fact(self, id_: str) -> str | None:
        return self.facts.get(id_)

    @property
    def told_of(self) -> Labels:
        """Whom every claim ties, by its package and its id there: only claims on the same entities tell one fact."""
        return _told_of(self.content, self.origins)


def validate(path: Path) -> tuple[Problem, ...]:
    """Find all problems of a collection: those of its packages, and where these are sound, of what joins them."""
    description, packages, problems = _read([path])
    if not problems:
        made, _, problems = _join(description, packages)
        problems += _facts(description, made)[1]
    return tuple(problems)


def leaving_out(dataset: Dataset, name: str) -> Collection:
    """Return a collection without one of its packages.

    Raises
    ------
    UsageError
        If there is none of that name, or no other.
    """
    titles = dataset.package_titles
    if not isinstance(dataset, Collection) or name not in titles:
        known = ", ".join(titles) or "a collection, which has some"
        raise UsageError(f"expected a package of {known}, found {quoted(name)}{did_you_mean(name, titles)}")
    if len(titles) == 1:
        raise UsageError(f"expected a collection of several packages, found {name} alone")
    return dataset.without(name)


def read_packages(paths: Sequence[Path]) -> tuple[Description, list[Dataset]]:
    """Read the packages of a collection, whether or not they fit together.

    Raises
    ------
    DatasetError
        If a package breaks a rule.
    """
    description, packages, problems = _read(paths)
    if problems:
        raise DatasetError(problems)
    return description, packages


def _read(
    paths: Sequence[Path], *, draft: bool = False, tolerated: Container[str] = ()
) -> tuple[Description, list[Dataset], list[Problem]]:
    """Return what a collection is made of, the packages that are sound, and all that is wrong with them."""
    try:
        description = _described(paths)
    except FileError as error:
        return Description(()), [], [Problem(error.file, None, "", "package", error.detail)]
    packages, problems = [], []
    for folder in description.folders:
        try:
            packages.append(Dataset.load(folder, draft=draft, tolerated=tolerated))
        except DatasetError as error:
            problems += [_of_package(folder.name, each) for each in error.problems if isinstance(each, Problem)]
    return description, packages, problems or list(_of_names(description, packages))


def _of_package(name: str, each: Problem) -> Problem:
    return Problem(f"{name}/{each.file}", each.row, each.column, each.code, each.message)


def _described(paths: Sequence[Path]) -> Description:
    file = collection_file(paths[0]) if len(paths) == 1 else None
    description = read_description(file) if file else Description(tuple(paths))
    if inner := next(filter(collection_file, description.folders), None):  # which may be this one
        raise FileError(FILE, f"expected data packages, found the collection {quoted(str(inner))} among them")
    return description


def _of_names(description: Description, packages: Sequence[Dataset]) -> Iterator[Problem]:
    names = [part.name for part in packages]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f"expected packages of different names, found {name} {names.count(name)} times"
        yield Problem(FILE, None, "", "package", message)
    if description.name in names:
        message = f"expected a name of its own, found {description.name}, which is that of one of its packages"
        yield Problem(FILE, None, "", "package", message)
    known = {part.name: part.vocabulary for part in packages}
    for name, sections in description.rename.items():
        if name not in names:
            hint = did_you_mean(name, names)
            yield Problem(FILE, None, "", "package", f"rename: expected a package, found {quoted(name)}{hint}")
            continue
        for section, renamed in sections.items():
            there = getattr(known[name], section)
            for word in (each for each in renamed if each not in there):
                message = f"rename.{name}.{section}: expected one that {name} has, found {quoted(str(word))}"
                yield Problem(FILE, None, "", "package", message + did_you_mean(str(word), there))


def _join(description: Description, packages: Sequence[Dataset]) -> tuple[Joined, tuple[Decision, ...], list[Problem]]:
    """Join packages by the decisions on who is who, and say all that keeps them from fitting together."""
    labels = {Key(part.name, id_): label for part in packages for id_, label in part.content.labels.items()}
    decisions, problems = read_decisions(description.identities, labels) if description.identities else ((), [])
    parts = [part.content for part in packages]
    made = join(parts, sets(decisions), description.rename, description.title, description.name)
    problems += (*made.problems, *check_study(made.content), *check_containers(made.content), *_of_files(description))
    return made, decisions, problems


def _of_files(description: Description) -> Iterator[Problem]:
    """Note a file of decisions that is named and not there: it may be on its way, or misspelt."""
    for key in description.named:
        file = getattr(description, key)
        if not file.exists():
            yield Problem(FILE, None, "", "no-decisions", f"{key}: expected a file, found no {quoted(file.name)}")


def _facts(description: Description, made: Joined) -> tuple[tuple[Decision, ...], list[Problem]]:
    """Read the decisions on which claims tell one fact: they presuppose who is who."""
    if not description.facts:
        return (), []
    return read_decisions(description.facts, _told_of(made.content, made.origins), FACTS)


def _told_of(content: Content, origins: Mapping[str, Key]) -> dict[Key, str]:
    rows = (record.cells for record in content.records("relationships"))
    return {origins[cells["id"]]: " – ".join(sorted((cells["from_id"], cells["to_id"]))) for cells in rows}


def _first_of_each(
    on_facts: Sequence[Decision], packages: Sequence[Dataset], origins: Mapping[str, Key]
) -> dict[str, str]:
    """Return the claim by which a fact is known, for every claim that tells it: the first of the first package."""
    order = {part.name: place for place, part in enumerate(packages)}
    ids = {key: id_ for id_, key in origins.items()} if on_facts else {}
    facts = [sorted(members, key=lambda key: (order[key.package], key.id)) for members in sets(on_facts)]
    return {ids[key]: ids[members[0]] for members in facts for key in members}


def _left_out(packages: Sequence[Dataset], faults: Sequence[Problem]) -> LeftOut | None:
    """Return what a draft does without: rows of its packages, and decisions."""
    drafts = [(part.name, part.left_out) for part in packages if part.left_out]
    rows = {f"{name}/{file}": count for name, left in drafts for file, count in left.rows.items()}
    rows |= {file: len({each.row for each in faults if each.file == file}) for file in {each.file for each in faults}}
    inner = [_of_package(name, each) for name, left in drafts for each in left.problems]
    without_study = any(left.without_study for _, left in drafts)
    return LeftOut(rows, without_study, (*inner, *faults)) if rows or inner else None
