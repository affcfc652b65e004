"""Printed tables, JSON and CSV hold the text of the data literally."""

import json

import pytest

from graph_loader.cli.output import print_csv, print_json, print_table


def test_brackets_in_the_data_are_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name"], [["[US consul in Córdoba]"], ["[red]:smile:[/red]"]])
    printed = capsys.readouterr().out
    assert "[US consul in Córdoba]" in printed
    assert "[red]:smile:[/red]" in printed


def test_control_characters_of_the_data_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["name"], [["\x1b]0;owned\x07"]])
    assert not {"\x1b", "\x07"} & set(capsys.readouterr().out)


def test_unknown_values_are_empty_cells(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a", "b"], [[None, float("nan")]])
    printed = capsys.readouterr().out.lower()
    assert "none" not in printed
    assert "nan" not in printed


def test_json_is_read_back_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"name": "Łódź", "ties": [1, 2.5, None]}
    print_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert "Łódź" in printed


def test_csv_quotes_what_needs_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["id", "name"], [["a", 'one, "two"\nthree']])
    assert capsys.readouterr().out == 'id,name\na,"one, ""two""\nthree"\n'
