"""Long repeats go to further processes and come to the same; short ones stay where they are."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from graph_loader.analysis import fast
from graph_loader.model.errors import ColdWarError
from graph_loader.package import repeats
from graph_loader.package.repeats import repeated


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """All work is long, and there are two processors."""
    monkeypatch.setattr(repeats, "WORTH_IT", -1.0)
    monkeypatch.setattr(repeats, "LOOK", -1.0)
    monkeypatch.setattr(repeats, "_processors", lambda: 2)


@pytest.mark.usefixtures("two_processes")
def test_other_processes_come_to_the_same_to_the_bit() -> None:
    random = np.random.default_rng(2)
    pairs = np.array([(one, other) for one in range(60) for other in range(one) if random.random() < 0.1])
    held = random.random((25, len(pairs))) < 0.7
    here = [fast._at_once(pairs, ties[None, :], 60, False) for ties in held]
    there = repeated(fast._at_once, ((pairs, ties[None, :], 60, False) for ties in held), len(held))
    assert np.array(there).tobytes() == np.array(here).tobytes()
    assert os.getpid() not in repeated(os.getpid, (() for _ in range(8)), 8)


@pytest.mark.usefixtures("two_processes")
def test_a_part_deals_nothing_out_itself() -> None:
    def within(number: int) -> set[int]:
        return {os.getpid(), *repeated(os.getpid, (() for _ in range(4)), 4)}

    assert all(len(found) == 1 for found in repeated(within, ((number,) for number in range(4)), 4))


@pytest.mark.usefixtures("two_processes")
def test_a_process_that_is_killed_is_one_line() -> None:
    here = os.getpid()

    def killed() -> None:
        assert os.getpid() != here
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ColdWarError, match=r"^a process that worked for this one was killed: perhaps memory ran out$"):
        repeated(killed, (() for _ in range(4)), 4)


def test_parts_are_made_in_their_order_as_they_are_needed() -> None:
    made: list[int] = []

    def parts() -> Iterator[tuple[int]]:
        for number in range(5):
            made.append(number)
            yield (number,)

    assert repeated(lambda number: len(made) == number + 1, parts(), 5) == [True] * 5


def test_commands_that_repeat_nothing_long_load_neither_joblib_nor_dask() -> None:
    code = (
        "import sys; from graph_loader.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*{'joblib', 'distributed', 'dask', 'pyarrow'} & {*sys.modules}, sep='', file=sys.stderr)"
    )
    for arguments in (["--help"], ["show", "KGB"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        assert done.stderr == "\n"
