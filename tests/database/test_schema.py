"""What a server may refuse a loader that is no administrator; the Community edition has no such users to try."""

import neo4j
import pytest
from neo4j.exceptions import ClientError, Forbidden, ServiceUnavailable

from graph_loader.database import schema


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
