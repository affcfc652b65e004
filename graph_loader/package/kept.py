"""Results of long calculations, kept by content: after an edited claim only what depends on it is worked out again.

A result is known by everything that it was made from: the numbers that went in, our code and the numeric libraries. It
lies in the user's own cache folder; where that cannot be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from graph_loader.model.folders import cache_dir
from graph_loader.package.keeping import keep, recall
from graph_loader.package.reuse import software

P = ParamSpec("P")
R = TypeVar("R")
MOST = 1000
"""Results that are kept; older ones go."""


def kept(work_out: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function of plain numbers and arrays returns, also for later commands."""

    @wraps(work_out)
    def found(*arguments: P.args, **named: P.kwargs) -> R:
        file = _place(work_out.__module__, work_out.__qualname__, arguments, named)
        known: R | None = recall(file)
        if known is None:
            known = work_out(*arguments, **named)
            keep(known, file, MOST)
        return known

    return found


def _place(*content: Any) -> Path:
    digest = hashlib.sha256(software().encode())
    digest.update(pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL))
    return cache_dir() / "results" / f"{digest.hexdigest()}.pickle"
