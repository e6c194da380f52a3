"""Chromium, where it is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1400, "height": 900}
NEEDS_CHROMIUM = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@contextmanager
def opened(patience: float) -> Iterator[Any]:
    """An empty page of a phone's size; waits `patience` seconds for what it is asked to find."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=NARROW)
        page.set_default_timeout(patience * 1000)
        yield page
        browser.close()
