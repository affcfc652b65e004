"""One process at a time works in a folder that it has claimed."""

import subprocess
import sys
from pathlib import Path

from graph_loader.model.folders import claimed

SECOND = """
import sys
from pathlib import Path
from graph_loader.model.folders import claimed
print("waits", flush=True)
with claimed(Path(sys.argv[1])):
    print((Path(sys.argv[1]) / "work").read_text(), flush=True)
"""


def test_a_second_process_waits_until_the_first_is_done(tmp_path: Path) -> None:
    work = tmp_path / "work"
    with claimed(tmp_path):
        work.write_text("half", encoding="utf-8")
        second = subprocess.Popen([sys.executable, "-c", SECOND, tmp_path], stdout=subprocess.PIPE, text=True)
        assert second.stdout
        assert second.stdout.readline() == "waits\n"
        work.write_text("whole", encoding="utf-8")
    assert second.communicate()[0] == "whole\n"
