"""The web server for this machine: gallery and guide, for the Neo4j Browser of this machine and nobody else."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_loader.cli.serving import guide_files, server
from graph_loader.database.local.ports import free_port
from graph_loader.database.local.settings import GUIDE_PATH, HOST, STYLE_PATH
from graph_loader.model.errors import ColdWarError

BROWSER = "http://127.0.0.1:7474"
Ask = Callable[..., http.client.HTTPResponse]


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    (folder / "tables").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>gallery</title>", encoding="utf-8")
    (folder / "tables" / "Łódź table.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def ask(gallery: Path) -> Iterator[Ask]:
    """Send a request just as it is written and return the answer with its `text`."""
    connections = []
    with server(gallery, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()

        def ask_(address: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection(HOST, running.server_port, timeout=30)
            connections.append(connection)
            connection.request(method, address, headers=headers)
            return connection.getresponse()

        yield ask_
        for connection in connections:
            connection.close()
        running.shutdown()


def test_the_gallery_is_served(ask: Ask) -> None:
    answer = ask("/")
    assert answer.status == 200
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert b"gallery" in answer.read()


def test_names_beyond_ascii_and_queries_are_understood(ask: Ask) -> None:
    assert ask("/tables/%C5%81%C3%B3d%C5%BA%20table.csv?download=1").read() == b"a\n1\n"


def test_the_guide_is_where_the_server_tells_the_browser_to_look() -> None:
    assert {GUIDE_PATH, STYLE_PATH} <= set(guide_files())


def test_the_command_says_where_everything_is(gallery: Path) -> None:
    command = Path(sys.executable).with_name("coldwar")
    port = free_port()
    with subprocess.Popen(
        [command, "serve", gallery, "--port", str(port)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(3)]
        running.terminate()
    assert lines[0] == f"Gallery:       http://127.0.0.1:{port}/\n"
    assert lines[1] == f"Guide:         :play http://127.0.0.1:{port}/guide/guide.html in the Neo4j Browser\n"


@pytest.mark.parametrize("address", sorted(guide_files()))
def test_every_file_of_the_guide_is_served(address: str, ask: Ask) -> None:
    assert ask(address, Origin=BROWSER).read() == guide_files()[address].read_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/tables/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/guide/../secret.txt",
        "/guide/guide.yaml",
        "/link.txt",
        "/tables",
        "/%00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_else_is_served(address: str, ask: Ask) -> None:
    assert ask(address).status == 404


@pytest.mark.parametrize("origin", [BROWSER, "http://localhost:7474"])
def test_a_neo4j_browser_on_this_machine_may_read(origin: str, ask: Ask) -> None:
    for method in ("OPTIONS", "HEAD", "GET"):
        answer = ask("/guide/style.grass", method, Origin=origin)
        assert answer.status in {200, 204}
        assert answer.getheader("Access-Control-Allow-Origin") == origin
        assert "OPTIONS" in answer.getheader("Access-Control-Allow-Methods", "")


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1.example.org", "null", ""])
def test_a_page_from_elsewhere_may_not(origin: str, ask: Ask) -> None:
    assert ask("/guide/style.grass", Origin=origin).getheader("Access-Control-Allow-Origin") is None


def test_a_name_that_only_points_to_this_machine_is_refused(ask: Ask) -> None:
    assert ask("/", Host="example.org").status == 403


def test_a_head_has_no_content(ask: Ask) -> None:
    answer = ask("/", "HEAD")
    assert int(answer.getheader("Content-Length", "0")) > 0
    assert answer.read() == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(method: str, ask: Ask) -> None:
    assert ask("/index.html", method).status == 501


def test_a_port_that_is_taken_is_named(gallery: Path) -> None:
    with server(gallery, 0) as running, pytest.raises(ColdWarError, match=f"port {running.server_port} .* is taken"):
        server(gallery, running.server_port)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {"Host": "["}, 403),
        ("/", {"Host": "[::1"}, 403),
        ("/", {"Host": "127.0.0.1]"}, 403),
        ("http://[/index.html", {"Host": "127.0.0.1"}, 404),
        ("/loop/index.html", {}, 404),
        ("/guide/style.grass", {"Origin": "http://["}, 200),
    ],
)
def test_a_malformed_request_is_answered(
    path: str, headers: dict[str, str], status: int, ask: Ask, gallery: Path
) -> None:
    if not (gallery / "loop").is_symlink():
        (gallery / "loop").symlink_to("loop")
    assert ask(path, **headers).status == status


def test_a_folded_header_is_not_passed_on(ask: Ask) -> None:
    answer = ask("/guide/style.grass", "OPTIONS", Origin=BROWSER, **{"Access-Control-Request-Headers": "a\r\n b"})
    assert answer.status == 204
    assert answer.getheader("Access-Control-Allow-Headers") is None
