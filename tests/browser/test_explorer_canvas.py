"""The network's canvas under mouse, wheel and fingers, on a graph that is drawn at a stretch and on one that is not."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from graph_loader.views import explorer as page_of
from tests.browser.conftest import PHONE, OpenPage, place
from tests.views.sample import generated, sample

WHOLE = "window.coldwar.isWhole()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("canvas")
    page_of(sample()).write(out / "small.html")
    page_of(generated(900, 4500)).write(out / "large.html")
    return out


@pytest.fixture
def explorer(open_page: OpenPage, folder: Path) -> Callable[..., Page]:
    """Open a page in a state, once its picture is whole: `explorer("large", "cam=0,0,1")`."""

    def open_(name: str, state: str = "", **options: Any) -> Page:
        page = open_page(folder / f"{name}.html", fragment=state, bypass_csp=True, **options)
        page.wait_for_function(WHOLE)
        return page

    return open_


def middle(page: Page) -> tuple[float, float]:
    box: Any = page.locator("#canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def picture(page: Page) -> Image.Image:
    """The picture as it is at rest, with nothing under the mouse."""
    page.mouse.move(5, 5)
    page.wait_for_function(WHOLE)
    # What was under the mouse is drawn without its mark in a later frame.
    page.wait_for_function(
        "() => { const now = document.querySelector('#canvas canvas').toDataURL(), same = now === window.last;"
        " window.last = now; return same; }"
    )
    drawn = page.evaluate("document.querySelector('#canvas canvas').toDataURL()")
    return Image.open(io.BytesIO(base64.b64decode(drawn.split(",")[1]))).convert("RGBA")


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels of two pictures differ to the eye; the browser rounds single ones either way."""
    bands = ImageChops.difference(one, other).split()
    return sum(max(values) > 8 for values in zip(*(band.tobytes() for band in bands), strict=True))


def comes_to(page: Page, wanted: Image.Image) -> None:
    """Wait until a page shows a picture: on a busy machine the mark of what was under the mouse goes late."""
    for _ in range(20):
        if differing(picture(page), wanted) < 5:
            return
    assert differing(picture(page), wanted) < 5


@pytest.mark.parametrize("name", ["small", "large"])
def test_a_picture_that_was_pulled_along_is_the_one_that_a_link_to_it_opens(explorer, name: str):
    page = explorer(name, "cam=0,0,0.5")
    x, y = middle(page)
    page.mouse.move(x, y + 250)
    page.mouse.down()
    for step in (30, 60, 100):
        page.mouse.move(x + step, y + 250 - step / 2)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"cam=-200,100,0\.5"))
    expect(page.locator("#panel")).to_be_hidden()
    comes_to(page, picture(explorer(name, "cam=-200,100,0.5")))


@pytest.mark.parametrize("name", ["small", "large"])
def test_a_picture_after_a_filter_is_the_one_that_a_link_to_it_opens(explorer, name: str):
    page = explorer(name, "cam=0,0,0.5")
    before = picture(page)
    page.get_by_role("checkbox", name="Person").uncheck()
    assert differing(before, picture(page)) > 100
    comes_to(page, picture(explorer(name, "cam=0,0,0.5&-kind=Person")))


@pytest.mark.parametrize("name", ["small", "large"])
def test_the_wheel_enlarges_what_is_under_the_mouse(explorer, name: str):
    page = explorer(name)
    x, y = place(page, "argentina")
    other = place(page, "ussr")
    page.mouse.move(x, y)
    page.mouse.wheel(0, -100)
    expect(page).to_have_url(re.compile("cam="))
    assert place(page, "argentina") == pytest.approx((x, y), abs=1)
    far = [((spot[0] - x) ** 2 + (spot[1] - y) ** 2) ** 0.5 for spot in (other, place(page, "ussr"))]
    assert 1.05 < far[1] / far[0] < 1.2


def test_two_fingers_enlarge_the_picture_between_them_and_open_nothing(explorer):
    page = explorer("small", size=PHONE, has_touch=True)
    fingers = page.context.new_cdp_session(page)
    (x, y), spots = middle(page), [place(page, node) for node in ("ussr", "argentina")]

    def touch(kind: str, reach: float | None) -> None:
        points = [] if reach is None else [{"x": x - reach, "y": y, "id": 1}, {"x": x + reach, "y": y, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for reach in (50, 65, 80):
        touch("touchMove", reach)
    touch("touchEnd", None)
    expect(page).to_have_url(re.compile("cam="))
    for node, spot in zip(("ussr", "argentina"), spots, strict=True):
        assert place(page, node) == pytest.approx((x + 2 * (spot[0] - x), y + 2 * (spot[1] - y)), abs=12)
    expect(page.locator("#panel")).to_be_hidden()


def test_a_node_that_is_dragged_on_a_large_picture_is_drawn_and_found_where_it_was_put(explorer):
    page = explorer("large")
    x, y = place(page, "argentina")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 20)
    page.mouse.move(x + 80, y + 30)
    page.mouse.up()
    assert place(page, "argentina") == pytest.approx((x + 80, y + 30), abs=1)
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_function(WHOLE)
    page.mouse.click(x + 80, y + 30)
    expect(page.locator("#panel-title")).to_have_text("Argentina")


def test_a_press_that_hardly_moves_is_a_click(explorer):
    page = explorer("small")
    x, y = place(page, "argentina")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y + 1)
    page.mouse.up()
    expect(page.locator("#panel-title")).to_have_text("Argentina")


def test_the_picture_is_drawn_for_the_pixels_of_the_screen(explorer):
    page = explorer("small", device_scale_factor=2)
    wide, seen = page.evaluate(
        "(({width, clientWidth}) => [width, clientWidth])(document.querySelector('#canvas canvas'))"
    )
    assert wide == 2 * seen


def test_a_page_in_a_browser_that_cannot_unpack_says_so(
    open_page: OpenPage, folder: Path, complaints: list[str], tmp_path: Path
):
    text = (folder / "small.html").read_text(encoding="utf-8")
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    old = policy.sub("<script>delete window.DecompressionStream</script>", text, count=1)
    (tmp_path / "old.html").write_text(old, encoding="utf-8")
    page = open_page(tmp_path / "old.html")
    expect(page.locator("#summary")).to_contain_text("too old")
