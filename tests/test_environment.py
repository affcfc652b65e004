"""Setting up on a fresh machine: clear lines where something is missing, nothing done where nothing changed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHELL = shutil.which("sh") or "/bin/sh"
NEEDED = ("cat", "cksum", "dirname", "grep", "tail")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the set-up reads, and a folder of programs that holds no Python yet."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "programs").mkdir()
    for name in ("tools/environment.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name in NEEDED:
        (tmp_path / "programs" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def add_program(checkout: Path, name: str, script: str) -> None:
    program = checkout / "programs" / name
    program.write_text(f"#!{SHELL}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def set_up(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": str(checkout / "programs"), **environment}
    command = [SHELL, checkout / "tools" / "environment.sh"]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


def test_a_machine_without_python_is_told_so(checkout: Path) -> None:
    outcome = set_up(checkout)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("environment: no Python found; install Python 3.11 or newer")
    assert outcome.stderr.count("\n") == 1


def test_an_old_python_is_named(checkout: Path) -> None:
    add_program(checkout, "python3", 'case "$*" in *platform*) echo 3.9.2 ;; *) exit 1 ;; esac')
    assert "Python 3.9.2 is too old" in set_up(checkout).stderr


def test_a_newer_python_beside_an_old_one_is_found(checkout: Path) -> None:
    add_program(checkout, "python3", "exit 1")
    add_program(checkout, "python3.12", 'case "$*" in *ensurepip*) exit 1 ;; esac')
    assert "cannot make environments" in set_up(checkout).stderr


def test_without_a_network_one_line_says_so(checkout: Path) -> None:
    add_program(checkout, "python3", f'exec "{sys.executable}" "$@"')
    outcome = set_up(checkout, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_NO_CACHE_DIR="1", PIP_RETRIES="0")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("environment: no network")
    assert outcome.stderr.count("\n") == 1


@pytest.fixture
def finished(checkout: Path) -> Path:
    """A checkout whose environment was installed from the present files; its Python installs nothing."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    add_program(
        checkout, "../.venv/bin/python", 'case "$*" in -V) echo 3.11 ;; *pip*) echo "Error: asked"; exit 1 ;; esac'
    )
    state = subprocess.run(
        [SHELL, "-c", "cat requirements.lock pyproject.toml | cksum; pwd; .venv/bin/python -V"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    (checkout / ".venv" / "installed").write_bytes(state)
    return checkout


def test_nothing_is_installed_when_nothing_changed(finished: Path) -> None:
    outcome = set_up(finished)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_change_is_installed(finished: Path, name: str) -> None:
    with (finished / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    outcome = set_up(finished)
    assert outcome.stdout.startswith("Installing")
    assert outcome.stderr.startswith("environment: the Python packages cannot be installed: Error: asked")
