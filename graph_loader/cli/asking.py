"""What `coldwar query` asks: a query of the library or of one's own, with a data package and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph_loader.database.about import About
from graph_loader.database.library import Query, named, of_package
from graph_loader.database.own import Own, own, read
from graph_loader.database.packages import Loaded
from graph_loader.database.parameters import Meaning, values
from graph_loader.database.whence import recall
from graph_loader.model.errors import ColdWarError, UsageError
from graph_loader.model.resources import data_dir
from graph_loader.package.descriptor import DataPackage


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the values of its parameters."""

    query: Query
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks, before it is known of which data package.

    Attributes
    ----------
    name : str
        Of a query of the library; empty for one's own.
    mine : Own or None
        A query of one's own.
    given : dict of str to str
        What was typed for its parameters.
    """

    name: str
    mine: Own | None
    given: Mapping[str, str]

    @classmethod
    def of(cls, name: str | None, file: str | None, given: Mapping[str, str]) -> Question:
        """Take the query of a name or of a file, of which one is to be given."""
        if (name is None) == (file is None):
            raise UsageError(f"expected the name of a query or --file, found {'both' if name else 'neither'}")
        if file is not None:
            return cls("", own(file, read(file), given), given)
        return cls(named(name or "").name, None, given)

    @property
    def of_package(self) -> bool:
        """Whether it asks about one data package, or with its names."""
        return self.mine is None or self.mine.of_package

    def plain(self) -> Asked:
        """Return it for the database as a whole."""
        return self._with_names([data_dir()], "")

    def of_folders(self, folders: Sequence[Path]) -> Asked:
        """Return it for a data package or collection, with its names and defaults."""
        if self.mine is not None:
            return self._with_names(folders, About.of(folders).name)
        query = named(self.name, of_package(folders))
        return Asked(query, values(query.parameters, self.given, Meaning(folders)))

    def of_loaded(self, found: Loaded) -> Asked:
        """Return it for a data package that is loaded."""
        if folders := _folders_of(found):
            asked = self.of_folders(folders)
            return replace(asked, query=replace(asked.query, package=found.name))
        query = self.mine.query if self.mine else named(self.name)
        names = [each for each in query.parameters if (each.of_package if self.mine else each.default is None)]
        if names:
            raise ColdWarError(f"this machine does not know the folder of {found.name}: name it with --data FOLDER")
        return self._with_names([data_dir()], found.name)

    def _with_names(self, folders: Sequence[Path], package: str) -> Asked:
        """Return it for a package, with the names of its folders and without the defaults of its study."""
        query = replace(self.mine.query if self.mine else named(self.name), package=package)
        given = self.mine.given if self.mine else self.given
        return Asked(query, values(query.parameters, given, Meaning(folders), two_sides=self.mine is None))


def _folders_of(package: Loaded) -> list[Path]:
    """Return the folders from which a package was loaded, or that of the installation if it bears its name."""
    installed = data_dir()
    return recall(package.folder) or ([installed] if DataPackage.load(installed).name == package.name else [])
