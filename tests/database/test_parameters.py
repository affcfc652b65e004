"""Parameters of named queries: from what is typed to what Neo4j can hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_loader.database.parameters import Meaning, Parameter
from graph_loader.model.errors import UsageError


@pytest.mark.parametrize("text", ["99999999999999999999", "-1", "1e3", "1_000", "\u0663", "", "inf"])
def test_a_limit_that_is_no_count_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="--param limit: expected a value of type 'number'"):
        Parameter("limit", "number").value(text, Meaning(Path()))
