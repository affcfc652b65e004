"""docs/findings.md says what the data say now."""

from pathlib import Path

import pytest

from tools.findings import page

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


@pytest.mark.slow
def test_the_page_is_what_the_data_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs writes it again"
