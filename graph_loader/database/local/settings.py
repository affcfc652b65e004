"""The settings of Neo4j, written once for the local server and for Docker Compose."""

from __future__ import annotations

import re
from dataclasses import dataclass

HOST = "127.0.0.1"
BOLT_PORT = 7687
HTTP_PORT = 7474
GUIDE_PORT = 8474
HEAP_MIB = 1024
PAGE_CACHE_MIB = 256

STYLE_PATH = "/guide/style.grass"
GUIDE_PATH = "/guide/guide.html"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a browser on this machine finds the server and the guide.

    Attributes
    ----------
    bolt, http, guide : int
        Ports of 127.0.0.1.
    """

    bolt: int = BOLT_PORT
    http: int = HTTP_PORT
    guide: int = GUIDE_PORT

    @property
    def bolt_uri(self) -> str:
        """Address for drivers."""
        return f"bolt://{HOST}:{self.bolt}"

    @property
    def browser_url(self) -> str:
        """Address of the Neo4j Browser."""
        return f"http://{HOST}:{self.http}/browser/"

    @property
    def guide_url(self) -> str:
        """Address of the guide, to be played in the Neo4j Browser."""
        return f"http://{HOST}:{self.guide}{GUIDE_PATH}"


def content_security_policy(ports: Ports) -> str:
    """Return the policy that keeps the Neo4j Browser from asking anybody but this machine for content.

    Examples
    --------
    >>> print(content_security_policy(Ports()).split("; ")[-1])
    connect-src 'self' ws://127.0.0.1:7687 ws://localhost:7687 http://127.0.0.1:8474 http://localhost:8474
    """
    hosts = (HOST, "localhost")
    connections = [f"ws://{host}:{ports.bolt}" for host in hosts] + [f"http://{host}:{ports.guide}" for host in hosts]
    return "; ".join(
        (
            "default-src 'self'",
            # The Browser compiles its editor's grammar and styles its panels while it runs.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'self'",
            f"connect-src 'self' {' '.join(connections)}",
        )
    )


def shared(ports: Ports) -> dict[str, str]:
    """Return the settings that hold wherever Neo4j runs.

    Examples
    --------
    >>> shared(Ports())["dbms.security.allow_csv_import_from_file_urls"]
    'false'
    """
    return {
        "server.default_advertised_address": HOST,
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.http.advertised_address": f"{HOST}:{ports.http}",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": f"{HEAP_MIB}m",
        "server.memory.heap.max_size": f"{HEAP_MIB}m",
        "server.memory.pagecache.size": f"{PAGE_CACHE_MIB}m",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        # Otherwise LOAD CSV reads any file of the machine.
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.security.http_static_content_security_policy_header": content_security_policy(ports),
        # Host names only: with a port the Browser refuses every guide.
        "browser.remote_content_hostname_whitelist": f"{HOST},localhost",
        # Without the second command the Browser adds to a result every other tie between its nodes.
        "browser.post_connect_cmd": f"style http://{HOST}:{ports.guide}{STYLE_PATH}; config autoComplete: false",
    }


def local(ports: Ports) -> dict[str, str]:
    """Return the settings of the local server, which nobody else can reach.

    Examples
    --------
    >>> local(Ports(bolt=7690))["server.bolt.listen_address"]
    '127.0.0.1:7690'
    """
    return shared(ports) | {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
    }


def scratch(ports: Ports) -> dict[str, str]:
    """Return the settings of a server that lives for a moment: for drivers only, without room kept for later writes.

    Examples
    --------
    >>> scratch(Ports())["server.http.enabled"]
    'false'
    """
    return local(ports) | {"server.http.enabled": "false", "db.tx_log.preallocate": "false"}


def conf(settings: dict[str, str]) -> str:
    r"""Write settings as a ``neo4j.conf``.

    Examples
    --------
    >>> conf({"server.https.enabled": "false"})
    'server.https.enabled=false\n'
    """
    return "".join(f"{name}={value}\n" for name, value in sorted(settings.items()))


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Write settings as the environment variables that Neo4j's container image reads.

    Examples
    --------
    >>> environment({"dbms.usage_report.enabled": "false"})
    {'NEO4J_dbms_usage__report_enabled': 'false'}
    """
    return {"NEO4J_" + re.sub(r"\.", "_", name.replace("_", "__")): value for name, value in sorted(settings.items())}
