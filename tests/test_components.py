"""A component that cannot be had fails the tests in CI; elsewhere the summary names it once."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

NEEDY = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_needs_something(number, untestable):
    untestable("pages (no Chromium or Chrome)")
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with our conftest and tests that need what is missing."""
    tests = pytester.mkdir("tests")
    conftest = Path(__file__).with_name("conftest.py")
    (tests / "conftest.py").write_text(conftest.read_text(encoding="utf-8"), encoding="utf-8")
    (tests / "test_needy.py").write_text(NEEDY, encoding="utf-8")
    return pytester


def test_elsewhere_the_summary_names_it(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    outcome = project.runpytest_subprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(skipped=2)
    assert outcome.outlines.count("Not tested: pages (no Chromium or Chrome)") == 1


def test_in_ci_it_is_a_failure(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    project.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=2)
