"""What queries need to know of a data package or collection, without its tables where it is one package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from graph_loader.model.study import Study
from graph_loader.model.study_file import read_study
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.dataset import Dataset
from graph_loader.package.descriptor import DataPackage, collection_file, folders_of


class About(NamedTuple):
    """Name, vocabulary and study of what is asked about."""

    name: str
    vocabulary: Vocabulary
    study: Study | None

    @classmethod
    def of(cls, data: Path | Sequence[Path]) -> Self:
        """Read it from the folder of a package or collection, or from several folders.

        Raises
        ------
        ColdWarError
            If it cannot be read.
        """
        folders = folders_of(data)
        if len(folders) == 1 and not collection_file(folders[0]):
            folder = folders[0]
            return cls(DataPackage.load(folder).name, Vocabulary.load(folder), read_study(folder))
        whole = Dataset.load(folders, draft=True)
        return cls(whole.name, whole.vocabulary, whole.study)
