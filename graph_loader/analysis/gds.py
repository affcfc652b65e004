"""The algorithms in a Neo4j with Graph Data Science, through its own Python client.

The projection is made of the network that `readings` made, tie by tie, so that ties, polarity and time window are read
in one way only; nothing is written to the database, and the projection is dropped however the work ends.
"""

from __future__ import annotations

import signal
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any
from uuid import uuid4

import neo4j
import networkx as nx
import pandas as pd

from graph_loader.analysis.engines import MEMORY, SEED, Direction, Measures, numbered
from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError
from graph_loader.model import extras

OLDEST = (2, 13)
TIE = "TIE"
ORIENTATION = {"in": "REVERSE", "out": "NATURAL", "both": "UNDIRECTED"}
# Until nothing moves: the client's own bounds stop earlier than NetworkX does.
PAGERANK = {"max_iterations": 1000, "tolerance": 1e-12, "damping_factor": 0.85}
QUIET = {"log_progress": False}
_HINT = (
    "of the local server `coldwar server stop` and `coldwar server start --gds` put it there, --uri names another that "
    "has it"
)


@contextmanager
def engine_at(target: Target) -> Iterator[GraphDataScience]:
    """Use the Graph Data Science of a server, the local one or any other.

    Parameters
    ----------
    target : Target
        The server; whatever its database holds, nothing is read from it or written to it.

    Yields
    ------
    GraphDataScience
        An engine for `graph_loader.analysis.analyse`.

    Raises
    ------
    ColdWarError
        If the extra ``gds`` is not installed.
    DatabaseError
        If the server does not answer, has no Graph Data Science or one before 2.13, or fails.

    Examples
    --------
    >>> with engine_at(Target("bolt://127.0.0.1:1", "neo4j", "secret")) as engine:
    ...     pass
    Traceback (most recent call last):
    graph_loader.database.errors.DatabaseError: no Neo4j answers at bolt://127.0.0.1:1
    """
    _module("graphdatascience")  # before a server is asked
    with connect(target) as driver:
        client = _client(driver, target)
        _expect_new_enough(client.server_version(), target)
        yield GraphDataScience(client, target)


def _module(name: str) -> Any:
    return extras.imported(name, "gds", "Graph Data Science needs")


def _client(driver: neo4j.Driver, target: Target) -> Any:
    """Make the client that asks a server through a driver that is open."""
    absent = _module("graphdatascience.error.gds_not_installed").GdsNotFound
    unable = _module("graphdatascience.error.unable_to_connect").UnableToConnectError
    runner = _module("graphdatascience.query_runner.neo4j_query_runner").Neo4jQueryRunner
    try:
        asking = runner(_Asked(driver), "bolt", database=target.database, show_progress=False)
        return _module("graphdatascience").GraphDataScience(asking, arrow=False, show_progress=False)
    except absent:
        raise DatabaseError(f"Neo4j at {target.uri} has no Graph Data Science; {_HINT}") from None
    except unable as error:
        why = " ".join(str(error).split())
        raise DatabaseError(f"Graph Data Science of Neo4j at {target.uri} cannot be used: {why}") from None


def _expect_new_enough(version: Any, target: Target) -> None:
    """Refuse the Graph Data Science of a server whose procedures this module does not know.

    Examples
    --------
    >>> from graphdatascience.versions import ServerVersion
    >>> _expect_new_enough(ServerVersion(2, 12, 3), Target("bolt://gds:7687", "neo4j", "secret"))
    Traceback (most recent call last):
    graph_loader.database.errors.DatabaseError: Neo4j at bolt://gds:7687 has Graph Data Science 2.12.3, needed is 2.13
    """
    if (version.major, version.minor) < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise DatabaseError(f"Neo4j at {target.uri} has Graph Data Science {version}, needed is {needed}")


class GraphDataScience:
    """Graph Data Science as an engine; `engine_at` makes it.

    Attributes
    ----------
    name : str
        ``gds`` and its version.
    """

    def __init__(self, client: Any, target: Target) -> None:
        self.name = f"gds {client.server_version()}"
        self._client = client
        self._target = target

    @contextmanager
    def on(self, network: nx.Graph[str]) -> Iterator[Measures]:
        """Project a network, and drop the projection when the block ends.

        Parameters
        ----------
        network : networkx.Graph or networkx.DiGraph
            A network of `readings`: ties with `weight`, none of them a loop.

        Yields
        ------
        Measures
        """
        if not network.number_of_edges():  # nothing that a server could work out
            with MEMORY.on(network) as measures:
                yield measures
            return
        name = f"coldwar-{uuid4().hex}"
        try:
            yield _Projected(self._client, self._project(network, name), network)
            with _no_interruption_lost():
                self._client.graph.drop(name)
        except BaseException:
            self._drop_anew(name)
            raise

    def _drop_anew(self, name: str) -> None:
        """Drop a projection through a connection of its own: one that was interrupted answers out of turn."""
        with suppress(DatabaseError), connect(self._target) as driver:  # a server that is gone holds no projection
            _client(driver, self._target).graph.drop(name, fail_if_missing=False)

    def _project(self, network: nx.Graph[str], name: str) -> Any:
        place = {actor: number for number, actor in enumerate(network)}
        weights = ((place[one], place[other], tie["weight"]) for one, other, tie in network.edges(data=True))
        # The server makes it whether or not somebody listens, and what does not stand yet cannot be dropped.
        with _no_interruption_lost(waits=True), warnings.catch_warnings():
            # The client tells of its own doings, and calls pandas in ways that pandas is about to drop.
            warnings.simplefilter("ignore")
            ties = pd.DataFrame(
                [(one, other, TIE, float(weight), 1 / weight) for one, other, weight in weights],
                columns=["sourceNodeId", "targetNodeId", "relationshipType", "weight", "length"],
            )
            return self._client.graph.construct(
                name,
                pd.DataFrame({"nodeId": range(len(place))}),
                ties,
                undirected_relationship_types=None if network.is_directed() else [TIE],
            )


class _Projected:
    def __init__(self, client: Any, projection: Any, network: nx.Graph[str]) -> None:
        self._client = client
        self._projection = projection
        self._actors = list(network)
        self._directed = network.is_directed()

    def degree(self, direction: Direction = "both", *, weighted: bool = False) -> dict[str, float]:
        orientation = ORIENTATION[direction] if self._directed else "NATURAL"
        weight = "weight" if weighted else None
        algorithm = self._client.degree_centrality
        found = self._scores(algorithm, orientation=orientation, relationship_weight_property=weight)
        return found if weighted else {actor: int(score) for actor, score in found.items()}

    def betweenness(self) -> dict[str, float]:
        others = len(self._actors) - 1
        pairs = others * (others - 1) / (1 if self._directed else 2)
        return {
            actor: score / max(pairs, 1) for actor, score in self._scores(self._client.betweenness_centrality).items()
        }

    def closeness(self) -> dict[str, float]:
        return self._scores(self._client.closeness_centrality, use_wasserman_faust=True)

    def harmonic(self) -> dict[str, float]:
        # It divides by the number of the others, NetworkX does not.
        others = len(self._actors) - 1
        return {actor: score * others for actor, score in self._scores(self._client.harmonic_centrality).items()}

    def pagerank(self, start: str | None = None) -> dict[str, float]:
        home = None if start is None else self._actors.index(start)
        found = self._scores(
            self._client.page_rank, source_nodes=home, relationship_weight_property="weight", **PAGERANK
        )
        # Walks that come to an end are lost to it; NetworkX sends them home, which only makes all scores larger alike.
        total = sum(found.values())
        return {actor: score / total for actor, score in found.items()}

    def components(self) -> dict[str, int]:
        return self._parts(self._client.wcc, "componentId")

    def louvain(self) -> dict[str, int]:
        return self._parts(self._client.louvain, "communityId", relationship_weight_property="weight", concurrency=1)

    def leiden(self) -> dict[str, int]:
        alone = {"random_seed": SEED, "concurrency": 1}  # with several threads a seed decides nothing
        return self._parts(self._client.leiden, "communityId", relationship_weight_property="weight", **alone)

    def paths(self, start: str, goal: str, count: int) -> list[list[str]]:
        ends = (self._actors.index(start), self._actors.index(goal))
        with _no_interruption_lost():
            found = self._client.shortest_path.yens.stream(
                self._projection, *ends, count, relationship_weight_property="length", **QUIET
            )
        return [[self._actors[place] for place in path] for path in found.sort_values("index")["nodeIds"]]

    def _scores(self, algorithm: Any, **options: Any) -> dict[str, float]:
        return {actor: float(score) for actor, score in self._column(algorithm, "score", **options).items()}

    def _parts(self, algorithm: Any, column: str, **options: Any) -> dict[str, int]:
        return numbered(self._actors, self._column(algorithm, column, **options))

    def _column(self, algorithm: Any, column: str, **options: Any) -> dict[str, Any]:
        with _no_interruption_lost():
            found = algorithm.stream(self._projection, **QUIET, **options)
        values = dict(zip(found["nodeId"].tolist(), found[column].tolist(), strict=True))
        return {actor: values[place] for place, actor in enumerate(self._actors)}


@contextmanager
def _no_interruption_lost(*, waits: bool = False) -> Iterator[None]:
    """Raise an interruption that NumPy, which the client works with, swallowed or the driver made an error of.

    One that `waits` comes when the block has ended, a second one at once.
    """
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    is_waiting = is_raised = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal is_waiting, is_raised
        if waits and not is_waiting:
            is_waiting = True
            return
        try:
            handler(number, frame)
        except KeyboardInterrupt:
            is_raised = True
            raise

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    except Exception:
        if not is_raised:
            raise
    finally:
        signal.signal(signal.SIGINT, handler)
        if is_waiting:
            handler(signal.SIGINT, None)
    if is_raised:
        raise KeyboardInterrupt


class _Asked:
    """A driver that was asked already whether its server answers: the client would ask for ten minutes."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self._driver = driver

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def verify_connectivity(self, **_: Any) -> None:
        """Take it that the server answers; the query that follows finds out."""
