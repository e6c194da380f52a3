"""One Chromium for a whole test run, where it is installed; every test gets a fresh profile in it."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1400, "height": 900}
NEEDS_CHROMIUM = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@contextmanager
def opened(width: int, height: int, patience: float, **more: Any) -> Iterator[Any]:
    """An empty page of that size; waits `patience` seconds for what it is asked to find."""
    context = _browser().new_context(viewport={"width": width, "height": height}, **more)
    context.set_default_timeout(patience * 1000)
    try:
        yield context.new_page()
    finally:
        context.close()


@cache
def _browser() -> Any:
    """Started when first asked for: a driver for each test would take as long as the test."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    driver = playwright.sync_playwright().start()
    atexit.register(driver.stop)
    return driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
