"""docs/coding-together.md is run: two copies, a comparison, a merge that is decided in a workbook."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from graph_loader.package.validation import validate
from tests.coders.test_merging import answer_workbook, two_coders_work
from tests.conftest import MINI, ROOT, Run


def test_the_page_is_run(coldwar: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, "package")
    text = (ROOT / "docs" / "coding-together.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    commands = [shlex.split(line) for block in blocks for line in block.splitlines()]
    assert len(commands) == 10
    for command in commands:
        if command[0] == "cp":
            shutil.copytree(command[2], command[3])
            if command[3] == "ben":
                two_coders_work(Path("anna"), Path("ben"))
            continue
        run = coldwar(*command[1:])
        assert run.returncode == 0, (command, run.stderr)
        if "--out" in command and command[1] == "merge":
            answer_workbook(Path("to-decide.xlsx"))
            while "--take" in command and not run.stdout.startswith("0 of"):
                run = coldwar(*command[1:])
                answer_workbook(Path("to-decide.xlsx"))
    assert not [problem for problem in validate(Path("merged")) if problem.severity != "note"]
    assert Path("readings.html").is_file()
    assert "A. Historian" in Path("merged", "merges.csv").read_text(encoding="utf-8")
