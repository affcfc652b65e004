"""What a server may refuse a loader: the Community edition has no users to try, and two loads meet once in a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import MagicMock

import neo4j
import pytest
from neo4j.exceptions import ClientError, Forbidden, Neo4jError, ServiceUnavailable

from graph_loader.database import schema, statements
from graph_loader.database.errors import LoadError
from graph_loader.database.statements import statement


class Refusing:
    """Stands for a session that gives an error back."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asked: list[str] = []

    def run(self, text: str) -> neo4j.Result:
        self.asked.append(text)
        raise self.error


@pytest.mark.parametrize("error", [Forbidden("administrators only"), ClientError("not done in 60 seconds")])
def test_a_load_does_not_fail_because_plans_cannot_be_made_anew(error: Exception) -> None:
    session = Refusing(error)
    schema.replan(session)  # type: ignore[arg-type]
    assert len(session.asked) == 1


def test_a_lost_connection_is_not_hidden() -> None:
    with pytest.raises(ServiceUnavailable):
        schema.replan(Refusing(ServiceUnavailable("gone")))  # type: ignore[arg-type]


class Server:
    """Stands for a session of a server that keeps keys and indexes; another load may meddle with each statement."""

    def __init__(self, meddle: Callable[["Server", str], None]) -> None:
        self.there: set[str] = set()
        self.made: list[str] = []
        self._meddle = meddle

    def run(self, text: str, **_: Any) -> Any:
        self._meddle(self, text)
        if text == statement("read-schema"):
            sound = {"state": "ONLINE", "populationPercent": 100.0, "owningConstraint": "its own"}
            return [sound | {"name": name} for name in self.there]
        if text.startswith("CREATE"):
            self.made.append(statements._created(text))
            self.there.add(self.made[-1])
        return MagicMock()

    @contextmanager
    def begin_transaction(self) -> Iterator[MagicMock]:
        yield MagicMock(run=self.run)


WANTED = list(statements.schema(["VISITED"]))


@pytest.mark.parametrize(
    ("code", "is_fatal"), [("Schema.IndexWithNameAlreadyExists", False), ("Schema.ConstraintCreationFailed", True)]
)
def test_keys_that_another_load_makes_meanwhile_are_no_failure(code: str, is_fatal: bool) -> None:
    def make_all(server: Server, text: str) -> None:
        if text.startswith("CREATE"):
            server.there.update(WANTED)
            raise Neo4jError._hydrate_neo4j(code=f"Neo.ClientError.{code}", message="refused")

    session = Server(make_all)
    if is_fatal:
        with pytest.raises(ClientError, match="refused"):
            schema.ensure(session, ["VISITED"])  # type: ignore[arg-type]
    else:
        assert schema.ensure(session, ["VISITED"]) == []  # type: ignore[arg-type]
    assert session.made == []


def test_what_another_load_takes_back_is_made_after_all() -> None:
    def take_back(server: Server, text: str) -> None:
        if text == statement("await-indexes"):
            server.there.difference_update({WANTED[-1]} - set(server.made[len(WANTED) :]))

    session = Server(take_back)
    assert schema.ensure(session, ["VISITED"]) == [*WANTED, WANTED[-1]]  # type: ignore[arg-type]
    assert session.there == set(WANTED)


def test_a_key_that_is_never_there_fails_the_load() -> None:
    session = Server(lambda server, _: server.there.discard(WANTED[0]))
    with pytest.raises(LoadError, match=rf"^Neo4j did not keep the key or index '{WANTED[0]}'; run load again$"):
        schema.ensure(session, ["VISITED"])  # type: ignore[arg-type]
