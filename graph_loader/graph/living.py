"""What is told of entities whose register is not kept: the same, from the graph."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from graph_loader.graph import connections, projections
from graph_loader.graph.dossier import dossier
from graph_loader.graph.network import ClaimGraph
from graph_loader.graph.told import Connection, Dossier
from graph_loader.package.dataset import Dataset
from graph_loader.package.names import NameIndex


@dataclass(frozen=True)
class Living:
    """A graph that answers as a `register.Register` does."""

    graph: ClaimGraph
    dataset: Dataset

    @cached_property
    def names(self) -> NameIndex:
        """All names of all entities."""
        return NameIndex(self.dataset)

    @property
    def families(self) -> Collection[str]:
        """The families of the vocabulary."""
        return self.dataset.vocabulary.families

    @property
    def undated(self) -> int:
        """How many claims have no date."""
        return sum(claim["date"] is None for *_, claim in self.graph.edges(data=True))

    def dossier(self, id_: str) -> Dossier:
        """Return everything that is said about one entity."""
        return dossier(self.graph, id_)

    def connections(
        self,
        start: str,
        goal: str,
        *,
        between: tuple[str, str] | None = None,
        families: Collection[str] = (),
        through_everything: bool = False,
        with_denied: bool = False,
        limit: int = 3,
    ) -> list[Connection]:
        """Find the shortest connections between two entities, in a window of time or at any."""
        return connections.find(
            projections.time_slice(self.graph, *between) if between else self.graph,
            start,
            goal,
            families=families,
            through_everything=through_everything,
            with_denied=with_denied,
            limit=limit,
        )
