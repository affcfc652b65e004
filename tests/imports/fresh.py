"""A package to import into, and what it holds afterwards."""

import csv
from pathlib import Path

from graph_loader.imports import recipe_reading
from graph_loader.imports.run import Report, run
from graph_loader.package import creation
from graph_loader.package.editing import Draft
from graph_loader.package.validation import validate


def fresh(folder: Path) -> Path:
    creation.create(folder, creation.Plan("Letters", ("Anna Muster",), "CC-BY-4.0"))
    return folder


def imported(package: Path, recipe: str, *files: Path, decisions: dict[tuple[str, str], str] | None = None) -> Report:
    """Import files by a recipe, its name or its text, and save."""
    draft = Draft.open(package)
    read = recipe_reading.read_text(recipe, "trial") if "\n" in recipe else recipe_reading.find(recipe, package)
    report = run(read, files, draft, decisions or {})
    draft.save("import")
    return report


def rows(package: Path, file: str) -> list[dict[str, str]]:
    with (package / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def errors(package: Path) -> list[str]:
    return [str(problem) for problem in validate(package) if problem.severity != "note"]
