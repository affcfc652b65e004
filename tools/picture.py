"""Photographs the explorer for README.md: python tools/picture.py docs/images/explorer.png."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import chromium
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

from graph_loader.graph.network import to_networkx
from graph_loader.package.dataset import Dataset
from graph_loader.views import write_views

SIZE = {"width": 1400, "height": 900}


def main(file: Path) -> None:
    """Write the picture; it says in itself what it shows, by which a test tells whether it is stale."""
    dataset, executable = Dataset.load(), chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_views(to_networkx(dataset), dataset, Path(folder))
        browser = playwright.chromium.launch(executable_path=executable)
        page = browser.new_context(offline=True, viewport=SIZE).new_page()
        page.goto((Path(folder) / "network.html").as_uri())
        shown = page.locator("#summary:not(:empty)").inner_text()
        content = page.screenshot()
        browser.close()
    described = PngInfo()
    described.add_text("Description", shown)
    Image.open(io.BytesIO(content)).convert("RGB").quantize(256).save(file, pnginfo=described, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
