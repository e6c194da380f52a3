"""Chromium on the page of phones: what a visitor of the demo does, with hands and eyes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api", reason="no browser driver: playwright is not installed")
from playwright.sync_api import Page, sync_playwright  # noqa: E402 - only where it can be had

SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
PATIENCE = 15_000  # milliseconds


class Visitor:
    """A visitor with the page of phones open."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        page.goto(address)

    def takes(self, user_id: str) -> None:
        """Take somebody's phone."""
        self.page.get_by_test_id(f"person-{user_id}").click()
        self.page.get_by_test_id("composer").wait_for()

    def says(self, words: str, *, hears: str) -> None:
        """Type, and wait for an answer with these words in the newest bubble of the bot."""
        self.page.get_by_test_id("composer").fill(words)
        self.page.get_by_test_id("send").click()
        self.hears(hears)

    def hears(self, words: str) -> None:
        """Wait until the newest bubble has these words."""
        newest = self.page.get_by_test_id("bubble").last
        newest.filter(has_text=words).wait_for()

    def taps(self, label: str) -> None:
        """Tap the newest button with that label, in a card or among the quick replies."""
        self.page.get_by_test_id("chat").get_by_role("button", name=label, exact=True).last.click()

    def saves(self, label: str) -> bytes:
        """Open the newest link with that label as a person would, and keep the file that comes."""
        with self.page.context.expect_page() as opened, opened_download(self.page) as downloads:
            self.page.get_by_test_id("chat").get_by_text(label, exact=True).last.click()
        del opened
        return Path(downloads[0]).read_bytes()

    def attaches(self, name: str, data: bytes, *, hears: str) -> None:
        """Attach a file."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.get_by_test_id("attach-input").set_input_files([file])  # type: ignore[list-item]
        self.hears(hears)

    def looks(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


@contextmanager
def opened_download(page: Page) -> Iterator[list[str]]:
    """The paths of files that begin to download meanwhile."""
    paths: list[str] = []
    page.context.on("page", lambda p: p.on("download", lambda d: paths.append(str(d.path()))))
    yield paths


@contextmanager
def chromium(width: int, height: int) -> Iterator[Page]:
    """A page in a fresh Chromium of that size."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": width, "height": height}, locale="th-TH")
        try:
            yield context.new_page()
        finally:
            context.close()
            browser.close()
