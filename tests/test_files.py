"""Outputs appear whole or not at all, and nothing of the user's is ever lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph_loader.model.errors import ColdWarError
from graph_loader.package.files import MANIFEST, replaced_file, replaced_folder, share_folder, write_text


def fill(folder: Path, **files: str) -> None:
    with replaced_folder(folder) as fresh:
        for name, text in files.items():
            write_text(fresh / f"{name}.txt", text)


def listing(folder: Path) -> list[str]:
    return sorted(entry.relative_to(folder).as_posix() for entry in folder.rglob("*"))


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b.txt", "Łódź\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "Łódź\n".encode()
    assert listing(tmp_path) == ["a", "a/b.txt"]


def test_a_failed_writer_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_text(target, "old")
    with pytest.raises(ZeroDivisionError), replaced_file(target) as draft:
        draft.write_text("half", encoding="utf-8")
        1 / 0  # noqa: B018
    assert target.read_text(encoding="utf-8") == "old"
    assert listing(tmp_path) == ["page.html"]


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    write_text(tmp_path / "real.txt", "old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_text(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()


def test_a_file_never_replaces_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ColdWarError, match="is a folder"):
        write_text(tmp_path, "text")


def test_a_folder_appears_with_a_list_of_what_was_written(tmp_path: Path) -> None:
    fill(tmp_path / "build", b="2", a="1")
    assert listing(tmp_path) == ["build", f"build/{MANIFEST}", "build/a.txt", "build/b.txt"]
    assert (tmp_path / "build" / MANIFEST).read_text(encoding="utf-8") == "a.txt\nb.txt\n"


def test_a_folder_of_ours_is_replaced_as_a_whole(tmp_path: Path) -> None:
    fill(tmp_path / "build", a="1", b="2")
    fill(tmp_path / "build", a="3")
    assert listing(tmp_path / "build") == [MANIFEST, "a.txt"]
    assert listing(tmp_path) == ["build", f"build/{MANIFEST}", "build/a.txt"]


def test_a_folder_is_readable_as_the_umask_says(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    fill(tmp_path / "build", a="1")
    assert (tmp_path / "build").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    fill(tmp_path / "build", a="1")
    assert listing(tmp_path / "build") == [MANIFEST, "a.txt"]


def test_files_that_others_put_into_our_folder_are_carried_over(tmp_path: Path) -> None:
    build = tmp_path / "build"
    fill(build, a="1")
    write_text(build / "figures" / "note.txt", "mine")
    (build / "dangling").symlink_to("nowhere")
    fill(build, b="2")
    assert listing(build) == [MANIFEST, "b.txt", "dangling", "figures", "figures/note.txt"]
    assert (build / "figures" / "note.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_of_the_users_is_not_overwritten_by_a_new_output(tmp_path: Path) -> None:
    build = tmp_path / "build"
    fill(build, a="1")
    write_text(build / "b.txt", "mine")
    with pytest.raises(ColdWarError, match=r"b\.txt is not coldwar's"):
        fill(build, a="2", b="2")
    assert (build / "a.txt").read_text(encoding="utf-8") == "1"
    assert (build / "b.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [".hidden", "thesis.docx"])
def test_a_folder_that_is_not_ours_is_refused_before_any_work(tmp_path: Path, content: str) -> None:
    write_text(tmp_path / "home" / content, "years of work")
    began = False
    with pytest.raises(ColdWarError, match="did not write"), replaced_folder(tmp_path / "home"):
        began = True
    assert not began
    assert listing(tmp_path) == ["home", f"home/{content}"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    write_text(tmp_path / "build", "a file")
    with pytest.raises(ColdWarError, match="is a file"):
        fill(tmp_path / "build", a="1")


def test_the_folder_one_works_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "build", a="1")
    monkeypatch.chdir(tmp_path / "build")
    with pytest.raises(ColdWarError, match="from outside"):
        fill(Path(), a="2")


def test_an_error_leaves_the_old_folder_and_no_litter(tmp_path: Path) -> None:
    fill(tmp_path / "build", a="1")
    with pytest.raises(KeyboardInterrupt), replaced_folder(tmp_path / "build") as fresh:
        write_text(fresh / "a.txt", "2")
        raise KeyboardInterrupt
    assert listing(tmp_path) == ["build", f"build/{MANIFEST}", "build/a.txt"]
    assert (tmp_path / "build" / "a.txt").read_text(encoding="utf-8") == "1"


FILL_UNTIL_THE_LIMIT = """
import resource, sys
from pathlib import Path
from graph_loader.package.files import replaced_folder, write_text
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
with replaced_folder(Path(sys.argv[1])) as fresh:
    write_text(fresh / "a.txt", "2" * 100)
    write_text(fresh / "b.txt", "2" * 100_000)
"""


def test_a_disk_that_takes_no_more_leaves_the_old_folder(tmp_path: Path) -> None:
    fill(tmp_path / "build", a="1")
    command = [sys.executable, "-c", FILL_UNTIL_THE_LIMIT, str(tmp_path / "build")]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "OSError" in outcome.stderr
    assert listing(tmp_path) == ["build", f"build/{MANIFEST}", "build/a.txt"]
    assert (tmp_path / "build" / "a.txt").read_text(encoding="utf-8") == "1"


def test_a_new_folder_that_others_write_to_first_can_be_built_into(tmp_path: Path) -> None:
    build = tmp_path / "build"
    share_folder(build)
    write_text(build / "screenshots" / "gallery.png", "picture")
    share_folder(build)
    with replaced_folder(build) as folder:
        write_text(folder / "a.txt", "a")
    assert listing(build) == [MANIFEST, "a.txt", "screenshots", "screenshots/gallery.png"]


def test_a_folder_that_was_there_is_not_taken_for_ours(tmp_path: Path) -> None:
    write_text(tmp_path / "home" / "letter.txt", "dear")
    share_folder(tmp_path / "home")
    assert listing(tmp_path / "home") == ["letter.txt"]


STOP_HALF_WAY = """
import sys
from pathlib import Path
from graph_loader.package.files import replaced_folder, write_text
with replaced_folder(Path(sys.argv[1])) as fresh:
    write_text(fresh / "a.txt", "2")
    print("half", flush=True)
    sys.stdin.read()
"""


def hidden(parent: Path) -> list[Path]:
    left = list(parent.glob(".coldwar-????????"))
    for folder in left:
        os.utime(folder, (0, 0))
    return left


def test_what_a_killed_build_left_is_cleared_by_the_next_and_a_living_one_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STOP_HALF_WAY, str(tmp_path / "build")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "half\n"
        assert len(hidden(tmp_path)) == 1
        fill(tmp_path / "other", a="1")
        assert len(hidden(tmp_path)) == 1, "a living build keeps its draft"
        running.send_signal(signal.SIGKILL)
    fill(tmp_path / "build", a="1")
    assert listing(tmp_path) == sorted(
        [*(f"{name}/{file}" for name in ("build", "other") for file in (MANIFEST, "a.txt")), "build", "other"]
    )


def test_an_older_output_in_a_hidden_folder_is_kept(tmp_path: Path) -> None:
    write_text(tmp_path / ".coldwar-abcdefgh" / "old" / "index.html", "all that is left")
    hidden(tmp_path)
    fill(tmp_path / "build", a="1")
    assert (tmp_path / ".coldwar-abcdefgh" / "old" / "index.html").exists()
