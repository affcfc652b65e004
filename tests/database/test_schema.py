"""What a server may refuse a loader: the Community edition has no users to try, and two loads meet once in a while."""

from typing import Any
from unittest.mock import MagicMock

import neo4j
import pytest
from neo4j.exceptions import ClientError, Forbidden, Neo4jError, ServiceUnavailable

from graph_loader.database import schema, statements
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


@pytest.mark.parametrize(
    ("code", "is_fatal"), [("Schema.IndexWithNameAlreadyExists", False), ("Schema.ConstraintCreationFailed", True)]
)
def test_keys_that_another_load_makes_meanwhile_are_no_failure(code: str, is_fatal: bool) -> None:
    made: list[dict[str, Any]] = []
    tried = 0

    def run(text: str) -> Any:
        nonlocal tried
        if text == statement("read-schema"):
            return list(made)
        tried += 1
        made.extend({"name": name} for name in statements.schema(["VISITED"]))
        raise Neo4jError._hydrate_neo4j(code=f"Neo.ClientError.{code}", message="refused")

    session = MagicMock()
    session.run.return_value = []
    session.begin_transaction.return_value.__enter__.return_value.run.side_effect = run
    if is_fatal:
        with pytest.raises(ClientError, match="refused"):
            schema.ensure(session, ["VISITED"])
    else:
        assert schema.ensure(session, ["VISITED"]) == []
    assert tried == 1
