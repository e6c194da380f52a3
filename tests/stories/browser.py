"""Chromium on the page of phones: what a visitor of the demo does, with hands and eyes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Download, FilePayload, Page, expect

from tests.chromium import opened

SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
PATIENCE = 20_000  # milliseconds


class Visitor:
    """A visitor with the page of phones open."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        self._downloads: list[Download] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.context.on("page", self._watch)
        self._watch(page)
        page.goto(address)

    def _watch(self, tab: Page) -> None:
        tab.on("download", lambda download: self._downloads.append(download))  # noqa: PLW0108 - the driver marks it

    def takes(self, user_id: str) -> None:
        """Take somebody's phone."""
        self.page.get_by_test_id(f"person-{user_id}").click()
        self.page.get_by_test_id("composer").wait_for()

    def says(self, words: str) -> None:
        """Type and send."""
        self.page.get_by_test_id("composer").fill(words)
        self.page.get_by_test_id("send").click()

    def hears(self, words: str) -> None:
        """Wait until the newest bubble has these words."""
        expect(self.page.get_by_test_id("bubble").last).to_contain_text(words)

    def bubbles(self) -> int:
        """How many bubbles the open chat has."""
        return self.page.get_by_test_id("bubble").count()

    def taps(self, label: str) -> None:
        """Tap the newest button of a card with that label."""
        self.page.get_by_test_id("bubble").get_by_text(label, exact=True).last.click()

    def saves(self, label: str) -> bytes:
        """Open the newest link with that label, as a person would, and return the file that comes."""
        before = len(self._downloads)
        self.taps(label)
        for _ in range(PATIENCE // 50):
            if len(self._downloads) > before:
                return Path(self._downloads[-1].path()).read_bytes()
            self.page.wait_for_timeout(50)
        raise AssertionError("no file came")

    def attaches(self, name: str, data: bytes) -> None:
        """Attach a file."""
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
        self.page.get_by_test_id("attach-input").set_input_files([file])

    def looks(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    def overflows(self) -> bool:
        """Whether the page is wider than the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@contextmanager
def chromium(width: int, height: int) -> Iterator[Page]:
    """A page of that size, in Thai."""
    expect.set_options(timeout=PATIENCE)
    with opened(width, height, PATIENCE / 1000, locale="th-TH") as page:
        yield page
