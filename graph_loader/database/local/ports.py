"""Ports of this machine."""

from __future__ import annotations

import socket

from graph_loader.database.local.settings import HOST


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nobody listens.

    Examples
    --------
    >>> is_taken(free_port())
    False
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    """Tell whether somebody listens on a port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0
