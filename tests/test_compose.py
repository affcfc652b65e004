"""Docker Compose: a valid file, the same settings as the local server, and nothing open to others."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from graph_loader.database.local.jars import LONG_TERM
from graph_loader.database.local.settings import Ports, environment, shared

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "tests" / "fixtures" / "compose" / "compose-spec.json"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_the_file_is_valid(compose: dict[str, Any]) -> None:
    jsonschema.validate(compose, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_the_schema_notices_a_mistake(compose: dict[str, Any]) -> None:
    broken = compose | {"services": {"neo4j": {"image": 5}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_the_server_has_the_settings_of_the_local_one(compose: dict[str, Any]) -> None:
    settings = dict(compose["services"]["neo4j"]["environment"])
    settings.pop("NEO4J_AUTH_FILE")
    assert settings == environment(shared(Ports()))


def test_the_server_is_the_version_that_is_tested(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{LONG_TERM}-community"


def test_every_port_is_open_to_this_machine_only(compose: dict[str, Any]) -> None:
    published = [port for service in compose["services"].values() for port in service.get("ports", [])]
    ports = Ports()
    assert sorted(published) == sorted(f"127.0.0.1:{port}:{port}" for port in (ports.bolt, ports.http, ports.guide))


def test_the_password_comes_from_a_file_that_git_ignores(compose: dict[str, Any]) -> None:
    (secret,) = compose["secrets"].values()
    assert secret == {"file": ".secrets/neo4j-auth"}
    assert "/.secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for service in ("neo4j", "loader"):
        assert compose["services"][service]["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j-auth"
        assert "neo4j-auth" in compose["services"][service]["secrets"]


def test_the_loader_waits_until_the_server_is_healthy(compose: dict[str, Any]) -> None:
    assert compose["services"]["loader"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert compose["services"]["neo4j"]["healthcheck"]["start_period"]


def test_data_stay_in_a_named_volume_and_mounts_are_read_only(compose: dict[str, Any]) -> None:
    assert "neo4j-data:/data" in compose["services"]["neo4j"]["volumes"]
    assert "neo4j-data" in compose["volumes"]
    for service in ("loader", "guide"):
        for mount in compose["services"][service]["volumes"]:
            source, _, mode = mount.split(":")
            assert (ROOT / source).is_dir()
            assert mode == "ro"


def test_the_image_of_the_loader_copies_only_what_is_there() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for name in line.split()}
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert re.search(r"^FROM python:3\.\d+-slim-\w+$", text, re.MULTILINE)
    assert re.search(r"^USER coldwar$", text, re.MULTILINE)
