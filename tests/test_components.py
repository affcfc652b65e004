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


def test_elsewhere_the_summary_names_it_and_what_shares_a_browser_stays_in_one_process(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    folder = project.path / "tests" / "browser"
    folder.mkdir()
    (folder / "test_pages.py").write_text("def test_a(): pass\ndef test_b(): pass\n", encoding="utf-8")
    # The group by which xdist keeps tests together stands in their names, however many processes there are.
    outcome = project.runpytest_subprocess("-p", "no:cacheprovider", "-n", "1", "--dist", "loadgroup", "-v")
    outcome.assert_outcomes(skipped=2, passed=2)
    assert outcome.outlines.count("Not tested: pages (no Chromium or Chrome)") == 1
    outcome.stdout.fnmatch_lines(["*test_pages.py::test_[ab]@browser*"])


def test_in_ci_it_is_a_failure(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    project.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(failed=2)
