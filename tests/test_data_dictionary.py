"""docs/data-dictionary.md says what the data package is."""

from __future__ import annotations

from dataclasses import fields as fields_of
from pathlib import Path

import yaml

from graph_loader.model import identifiers, locators
from graph_loader.model.study import KINDS, Contrast, Group, Measure, Preset, Projection, Side
from graph_loader.model.vocabulary import Vocabulary
from graph_loader.package.descriptor import DataPackage
from tests.own_sources import make
from tools.data_dictionary import dictionary

ROOT = Path(__file__).parent.parent


def test_the_stored_dictionary_is_not_stale() -> None:
    stored = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert stored == dictionary(ROOT / "data").rstrip() + "\n", "run `make docs`"


def test_every_table_column_and_type_is_explained() -> None:
    folder = ROOT / "tests" / "fixtures" / "mini"
    text = dictionary(folder)
    for table in DataPackage.load(folder).tables.values():
        assert f"`{table.file}`" in text
        for field in table.fields:
            assert f"| `{field.name}` |" in text
            assert field.description.endswith(".")
    assert all(f"| `{name}` |" in text for name in Vocabulary.load(folder).types)
    assert "| `VISITED` |" in text
    assert "| event | 042 | 1.9 | 1 |" in text


def test_what_a_package_adds_and_how_its_sources_are_cited_is_explained(tmp_path: Path) -> None:
    text = dictionary(make(tmp_path / "package"))
    assert "| `year_joined` | integer; of this package's own | Year joined | `1956` |" in text
    assert "`interview`" in text
    assert "| `part-page` | part and page (2:44) | pt. 2, p. 44 | parte 2, p. 44 |" in text
    for each in locators.FORMS.keys() | identifiers.SCHEMES.keys():
        assert f"| `{each}` |" in text
    for anchor in ("own", "coverage", "locators", "schemes"):
        assert f'<a id="{anchor}"></a>' in text


def test_every_key_of_a_study_is_explained() -> None:
    text = dictionary(ROOT / "data").partition('<a id="study"></a>')[2]
    study = yaml.safe_load((ROOT / "data" / "study.yaml").read_text(encoding="utf-8"))
    fields = {field.name for each in (Group, Contrast, Side, Projection, Preset, Measure) for field in fields_of(each)}
    for key in study.keys() | KINDS.keys() | fields - {"id", "name", "first", "last"}:
        assert f"`{key}" in text, key
