"""Make the collection of examples/collection from HistoryAtState's corpora, by the commands of its README.md."""

from pathlib import Path

from typer.testing import CliRunner

from graph_loader.cli import app

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "collection"
CORPORA = ROOT.parent / "shared" / "corpora" / "historyatstate"
PARTS = ("pocom", "visits", "travels")


def make(folder: Path, corpora: Path = CORPORA) -> Path:
    """Make the packages and the collection in a folder, and return it."""
    for part in PARTS:
        make_package(folder / part, corpora / part)
    for file in ("collection.yaml", "identities.csv"):
        text = (EXAMPLE / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace("../../data", str(ROOT / "data")), encoding="utf-8")
    return folder


def make_package(folder: Path, corpus: Path) -> Path:
    """Make a data package of a corpus, by the recipe of its name, and return its folder."""
    new = ["new", folder, "--title", f"HistoryAtState {corpus.name}", "--person", "OH", "--licence", "CC0-1.0"]
    for command in (
        [*new, "--theatre", "none"],
        ["import", corpus, "--into", folder, "--recipe", corpus.name, "--yes"],
    ):
        done = CliRunner().invoke(app, [str(word) for word in command])
        if done.exit_code:
            raise SystemExit(f"coldwar {' '.join(map(str, command))}: {done.output}")
    return folder
