"""A web server for this machine: the gallery, and what the Neo4j Browser fetches from outside, its guide and style."""

from __future__ import annotations

import errno
import mimetypes
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph_loader.database.local.settings import GUIDE_PATH, HOST, STYLE_PATH
from graph_loader.model.errors import ColdWarError
from graph_loader.model.resources import cypher_dir

FAVOURITES_PATH = "/guide/favourites.zip"
LOCAL = frozenset({HOST, "localhost"})
_TYPES = {".adoc": "text/plain", ".grass": "text/plain", ".md": "text/plain", ".graphml": "application/xml"}


def guide_files() -> dict[str, Path]:
    """Return the files for the Neo4j Browser by their address.

    Examples
    --------
    >>> sorted(guide_files())[:3]
    ['/guide/favourites.zip', '/guide/guide.adoc', '/guide/guide.html']
    """
    folder = cypher_dir()
    return {
        GUIDE_PATH: folder / "guide" / "guide.html",
        "/guide/guide.adoc": folder / "guide" / "guide.adoc",
        STYLE_PATH: folder / "style.grass",
        FAVOURITES_PATH: folder / "favourites.zip",
    }


def server(gallery: Path, port: int, host: str = HOST) -> ThreadingHTTPServer:
    """Open a server on this machine; its `serve_forever` answers until `shutdown`.

    Raises
    ------
    ColdWarError
        If the port is taken or may not be used.
    """
    try:
        return ThreadingHTTPServer((host, port), partial(_Handler, gallery.resolve(), guide_files()))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ColdWarError(f"port {port} of {host} is taken; --port chooses another") from error
        raise ColdWarError(f"port {port} of {host} cannot be used: {error.strerror}") from error


class _Handler(BaseHTTPRequestHandler):
    """Answers with files of the gallery and of the guide, with nothing else."""

    def __init__(self, gallery: Path, guide: Mapping[str, Path], *connection: object) -> None:
        self._gallery = gallery
        self._guide = guide
        super().__init__(*connection)  # type: ignore[arg-type] # passed on as the server gives it

    def do_GET(self) -> None:
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        self._answer(with_content=False)

    def do_OPTIONS(self) -> None:
        """Answer what the Neo4j Browser asks before it fetches the guide."""
        self.send_response(HTTPStatus.NO_CONTENT)
        self.send_header("Allow", "GET, HEAD, OPTIONS")
        self.send_header("Content-Length", "0")
        self._allow_the_browser()
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep still."""

    def _answer(self, *, with_content: bool) -> None:
        if _host(f"//{self.headers.get('Host', '')}") not in LOCAL:
            self.send_error(HTTPStatus.FORBIDDEN, "this server is for this machine only")
            return
        file = self._file()
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            content = file.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", _content_type(file))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self._allow_the_browser()
        self.end_headers()
        if with_content:
            with suppress(ConnectionError):  # who asked may have gone
                self.wfile.write(content)

    def _file(self) -> Path | None:
        """Return the file that is asked for, if it is one of ours."""
        try:
            address = unquote(urlsplit(self.path).path)
            if address in self._guide:
                return self._guide[address]
            file = (self._gallery / address.lstrip("/")).resolve()
            if file.is_dir():
                file /= "index.html"
            return file if file.is_relative_to(self._gallery) and file.is_file() else None
        except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
            return None

    def _allow_the_browser(self) -> None:
        """Let a Neo4j Browser on this machine read the answer, and no page from elsewhere."""
        origin = self.headers.get("Origin", "")
        wanted = self.headers.get("Access-Control-Request-Headers", "*")
        if _host(origin) in LOCAL and origin.isprintable() and wanted.isprintable():  # a folded line would be passed on
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", wanted)
            self.send_header("Vary", "Origin")


def _host(address: str) -> str | None:
    """Return the host of an address, None where there is none or the address makes no sense."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _content_type(file: Path) -> str:
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "javascript")) else kind
