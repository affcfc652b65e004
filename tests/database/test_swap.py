"""The exchange of a database: whoever is killed at any moment leaves the old one or the new one, whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_loader.database.local import swap
from graph_loader.database.local.home import ServerHome


class KilledError(BaseException):
    """What ends an exchange in a test at once, as a kill would."""


def home_with(path: Path, content: str) -> ServerHome:
    for part in ("databases", "transactions"):
        folder = path / "data" / part
        for name, text in (("neo4j", content), ("system", f"{path.name}'s")):
            (folder / name).mkdir(parents=True)
            (folder / name / "store").write_text(text, encoding="utf-8")
    return ServerHome("5.26.30", path)


def held(home: ServerHome, name: str) -> set[str]:
    return {(home.path / "data" / part / name / "store").read_text() for part in ("databases", "transactions")}


def killed_after(steps: int, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that can be taken so often; the next ends the process."""
    left = steps

    def once_more(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        if not left:
            raise KilledError
        left -= 1
        return step(*arguments, **options)

    return once_more


@pytest.mark.parametrize("steps", range(6))
def test_a_kill_at_any_step_of_the_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    home, fresh = home_with(tmp_path / "home", "old"), home_with(tmp_path / "fresh", "new")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed_after(steps, Path.rename))
        if steps < 5:
            with pytest.raises(KilledError):
                swap.put_in_place(home, fresh)
        else:
            swap.put_in_place(home, fresh)
    # The repair may be killed too, after either of its steps.
    for repaired in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", killed_after(repaired, Path.rename))
            try:
                swap.settle(home)
            except KilledError:
                continue
    assert held(home, "neo4j") == {"new" if steps == 5 else "old"}
    swap.discard(home)
    assert held(home, "system") == {"home's"}
    assert {entry.name for entry in home.path.iterdir()} == {"data"}


def test_the_old_database_comes_back_where_the_new_one_does_not_start(tmp_path: Path) -> None:
    home, fresh = home_with(tmp_path / "home", "old"), home_with(tmp_path / "fresh", "new")
    swap.put_in_place(home, fresh)
    swap.take_back(home)
    assert held(home, "neo4j") == {"old"}
    assert {entry.name for entry in home.path.iterdir()} == {"data"}
