"""The browser fixture notices what it is there to notice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

FAULTS = {
    "https://example.invalid/x.png": "<img src='https://example.invalid/x.png'>",
    "broken": "<script>throw new Error('broken')</script>",
    "noticed": "<script>console.error('noticed')</script>",
}


def test_a_file_opens_without_a_network(open_page: Callable[..., Page], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>quiet</title>", encoding="utf-8")
    assert open_page(tmp_path / "page.html").title() == "quiet"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_or_an_error_is_a_complaint(
    fault: str, open_page: Callable[..., Page], complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(FAULTS[fault], encoding="utf-8")
    open_page(tmp_path / "page.html").wait_for_load_state()
    assert fault in complaints
    complaints.clear()
