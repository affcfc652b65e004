"""What not every installation has: the libraries of an extra, imported where they are needed."""

from __future__ import annotations

import importlib
from typing import Any

from graph_loader.model.errors import ColdWarError


def imported(module: str, name: str, who: str, error: type[ColdWarError] = ColdWarError) -> Any:
    """Import a module of an extra, or say in one line how it is had.

    Parameters
    ----------
    module : str
        The module.
    name : str
        The extra.
    who : str
        Who needs it, with the verb.
    error : type
        The error that is raised where the extra is not installed.

    Examples
    --------
    >>> imported("xlsxreader", "imports", "workbooks need")
    Traceback (most recent call last):
    graph_loader.model.errors.ColdWarError: workbooks need an extra: pip install "coldwar-graph[imports]"
    """
    try:
        importlib.import_module(module.partition(".")[0])  # a part may be there when its library no longer is
        return importlib.import_module(module)
    except ImportError:
        raise error(f'{who} an extra: pip install "coldwar-graph[{name}]"') from None
