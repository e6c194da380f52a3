"""Requests of the bot are held against LINE's description; and a district to look at through its dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.board_web import Office, make_district, opened_office
from tests.line_requests import requests_fit_line

__all__ = ["requests_fit_line"]


@pytest.fixture(scope="session")
def district(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's database, filled once."""
    folder = tmp_path_factory.mktemp("district")
    make_district(template, folder)
    return folder


@pytest.fixture
def office(district: Path, tmp_path: Path) -> Iterator[Office]:
    """The district for one test."""
    with opened_office(district, tmp_path / "office") as office:
        yield office
