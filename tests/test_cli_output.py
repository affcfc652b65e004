"""Printed tables, JSON and CSV hold the text of the data literally."""

import io
import json
import os
import sys

import pytest

from graph_loader.cli.output import plain, print_csv, print_json, print_table
from tests.conftest import Run


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


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_output_for_programs_is_utf_8_whatever_the_locale(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace"))
    print_csv(["name"], [["毛泽东"]])
    print_json({"name": "Łódź"})
    sys.stdout.flush()
    assert raw.getvalue() == 'name\n毛泽东\n{\n  "name": "Łódź"\n}\n'.encode()


def test_redirected_text_is_utf_8_whatever_the_encoding(installed: Run) -> None:
    run = installed("show", "KGB", encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert "КГБ" in run.stdout


def test_csv_for_excel_begins_with_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(["name"], [["Łódź"]], excel=True)
    assert capsys.readouterr().out.encode().startswith(b"\xef\xbb\xbfname")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(98500000.0, "98,500,000"), (1321000, "1,321,000"), (1973, "1973"), (0.25, "0.25"), (1234567.5, "1,234,567.5")],
)
def test_numbers_for_people_keep_their_digits(value: float, expected: str) -> None:
    assert plain(value) == expected
