"""A stage for each story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.line_requests import requests_fit_line
from tests.stories.stage import Stage, staged

__all__ = ["requests_fit_line", "stage"]


@pytest.fixture
def stage(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """The small office, everybody registered."""
    with staged(tmp_path, template) as stage:
        yield stage
