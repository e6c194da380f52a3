"""A stage for each story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.line_requests import requests_fit_line
from tests.privacy_scan import kept_secrets, logged_secrets
from tests.stories.stage import Stage, staged

__all__ = ["requests_fit_line", "stage"]


@pytest.fixture
def stage(tmp_path: Path, template: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Stage]:
    """The small office, everybody registered; afterwards neither its database nor its log may tell a secret."""
    with staged(tmp_path, template) as stage:
        yield stage
        assert kept_secrets(stage.store) == []
        assert logged_secrets("".join(capfd.readouterr())) == []
