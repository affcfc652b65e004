"""Two packages of the same facts, and a collection of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.two_packages import Decided, describe, make_two

Write = Callable[..., Path]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Return the mini package and its copy, ``hand``, in which three entities bear other ids."""
    return make_two(tmp_path)


@pytest.fixture
def collection(tmp_path: Path, two: tuple[Path, Path]) -> Write:
    """Return a function that describes a collection of the two, with decisions (id, other id, decision) on them."""

    def write(*decisions: Decided, more: str = "") -> Path:
        return describe(tmp_path, decisions, more)

    return write
