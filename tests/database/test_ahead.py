"""Work in a thread of its own: what it gives, what went wrong in it, and when it is given up."""

from threading import Event

import pytest

from graph_loader.database import ahead
from graph_loader.database.errors import DatabaseError


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "PATIENCE_SECONDS", 0.05)


def test_work_gives_what_it_returns_or_raises() -> None:
    assert ahead.unless(str, lambda: 7) == 7
    with pytest.raises(TimeoutError, match="its own"):
        ahead.unless(str, lambda: _fail("its own"))


def test_work_in_the_way_of_which_trouble_stands_is_given_up() -> None:
    with pytest.raises(DatabaseError, match=r"^the disk is full$"):
        ahead.unless(lambda: "the disk is full", Event().wait)


def test_trouble_that_passes_does_not_end_work() -> None:
    done = Event()
    seen: list[str] = []

    def trouble() -> str:
        seen.append("" if len(seen) % 2 else "the disk is full")
        if len(seen) > 40:
            done.set()
        return seen[-1]

    assert ahead.unless(trouble, done.wait) is True


def test_what_a_block_waits_for_in_vain_is_ended() -> None:
    ended = Event()
    with ahead.watched(lambda: "the disk is full", ended.set):
        ended.wait()
    with ahead.watched(str, lambda: _fail("never called")):
        pass


def _fail(why: str) -> None:
    raise TimeoutError(why)
