from pathlib import Path

import pytest

from graph_loader.imports.recipe_file import RecipeError
from graph_loader.imports.recipe_reading import SHIPPED, find, read, read_text
from graph_loader.imports.templates import Template, TemplateError
from graph_loader.model.errors import ColdWarError

ROOT = Path(__file__).parents[2]
SOUND = """
title: Letters
fields:
  who: {column: Von}
  whom: {column: An}
entities:
  who: {label: Person, name: "{who}"}
  whom: {label: Person, name: "{whom}"}
source: {name: Letters}
claims:
  - {type: MET_WITH, from: who, to: whom}
"""


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_recipes_that_come_with_it_keep_the_form(file):
    assert read(file).parts


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Letters", "titel: Letters", "unknown key 'titel', did you mean 'title'?"),
        ("title: Letters", "", "title: expected a title, found none"),
        ("claims:", "cliams:", "unknown key 'cliams', did you mean 'claims'?"),
        ("  - {type: MET_WITH, from: who, to: whom}", "  []", "claims: expected claims, found none"),
        ("column: Von", "colum: Von", "fields.who: expected column or text, found neither"),
        ("column: Von", "column: Von, splitt: x", "fields.who: unknown key 'splitt', did you mean 'split'?"),
        ("column: Von", "xpath: von", "fields.who: expected column or text, found xpath"),
        ("column: Von", "column: 1973", "fields.who.column: expected a text or a list of texts, found 1973"),
        ("column: Von", "column: Von, date: german", "fields.who.date: expected dmy, mdy, ymd or edtf"),
        ("column: Von", "column: Von, pattern: '('", "fields.who.pattern: expected a regular expression"),
        ("column: Von", "column: Von, lookup: {1: one}", "found 1: put it into quotes"),
        ('name: "{who}"', 'name: "{hwo}"', "entities.who.name: expected a field (who, whom, row, file, stem)"),
        ('name: "{who}"', 'name: "{who"', "entities.who.name: expected {field}, with both braces"),
        ('name: "{who}"', 'name: "{who.__class__}"', "found 'who.__class__'"),
        ("label: Person, name: \"{who}\"", 'label: Persn, name: "{who}"', "found 'Persn', did you mean 'Person'?"),
        ("label: Person, name: \"{who}\"", 'label: Topic, name: "{who}"', "columns.kind: expected the kind of a Topic"),
        ("from: who", "from: hwo", "claims[1].from: expected an entity of the recipe (who, whom), found 'hwo'"),
        ("from: who, ", "", "claims[1]: expected type, from and to, found one missing"),
        ("source: {name: Letters}", "", "claims[1].source: expected a source of the recipe (none), found ''"),
        ("fields:", "fields: {}\nfields:", "the key 'fields' stands there twice"),
        ("column: Von", "column: &x Von, default: *x", "where every value is to be written out"),
        ("title: Letters", "title: [Letters", "expected YAML"),
        ("title: Letters", "title: " + "[" * 100_000, "more than 20 deep"),
        ('"{who}"}', '"{who}", columns: {state_id: who}}', "entities: expected no circle"),
    ],
)  # fmt: skip
def test_a_recipe_with_a_fault_is_refused_with_its_place(old, new, fault):
    assert old in SOUND
    with pytest.raises(RecipeError) as caught:
        read_text(SOUND.replace(old, new, 1), "letters")
    assert fault in str(caught.value)
    assert str(caught.value).startswith("letters.yaml: ")
    assert "\n" not in str(caught.value)


def test_a_recipe_is_found_by_its_name_and_the_packages_own_comes_first(tmp_path):
    assert find("edges", tmp_path).title.startswith("Edge list")
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "edges.yaml").write_text(SOUND, encoding="utf-8")
    assert find("edges", tmp_path).title == "Letters"
    with pytest.raises(ColdWarError, match="did you mean 'visits'"):
        find("visit", tmp_path)
    with pytest.raises(ColdWarError, match="expected a recipe, found No such file"):
        find("../../etc/passwd.yaml", tmp_path)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{a} of {b}", "one of two"),
        ("{a}[ of {empty}]", "one"),
        ("{a} of {empty}", ""),
        ("[[{a}]] {{b}}", "[one] {b}"),
        ("plain", "plain"),
    ],
)
def test_templates_fill_fields_and_leave_out_what_is_empty(text, filled):
    assert Template.read(text).fill({"a": "one", "b": "two", "empty": ""}) == filled


@pytest.mark.parametrize("text", ["{a", "a}", "[a", "a]", "[a[b]]", "{a{b}}"])
def test_templates_whose_brackets_do_not_match_are_refused(text):
    with pytest.raises(TemplateError):
        Template.read(text)


def test_the_manuals_example_is_a_recipe():
    manual = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    example = manual.partition("```yaml\n")[2].partition("```")[0]
    assert [field.name for field in read_text(example, "manual").parts[0].fields][:2] == ["sender", "receiver"]
