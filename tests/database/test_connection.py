"""A server that is too old, played by a socket that speaks as much Bolt as a greeting takes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from graph_loader.database.connection import Target, connect
from graph_loader.database.errors import DatabaseError

AGENT = b"Neo4j/4.4.44"
BOLT_4_4 = bytes((0, 0, 4, 4))
# SUCCESS {server: AGENT, connection_id: "1"} in PackStream.
GREETING = b"\xb1\x70\xa2\x86server" + bytes((0x80 + len(AGENT),)) + AGENT + b"\x8dconnection_id\x811"


def greet(listener: socket.socket) -> None:
    """Take one client: agree on the version, answer its HELLO, then wait until it leaves."""
    client, _ = listener.accept()
    with client:
        client.recv(20)
        client.sendall(BOLT_4_4)
        client.recv(4096)
        client.sendall(len(GREETING).to_bytes(2, "big") + GREETING + b"\0\0")
        client.settimeout(10)
        while client.recv(4096):
            pass


@pytest.fixture
def old_server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        thread = Thread(target=greet, args=(listener,))
        thread.start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


def test_a_server_that_is_too_old_is_one_clear_line(old_server: str) -> None:
    expected = "expected Neo4j 5.26 or newer, found Neo4j/4.4.44"
    with pytest.raises(DatabaseError, match=f"^{expected}$"), connect(Target(old_server, "neo4j", "secret")):
        pass
