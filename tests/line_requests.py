"""Every request that the bot makes while a test runs is held against LINE's own description of its API."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.emulator.server import LocalLine
from tests.openapi import FOLDER, line_description
from tests.summary import REQUESTS


@pytest.fixture(autouse=True)
def requests_fit_line(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which some local LINE heard a request that does not fit."""
    if not FOLDER.is_dir():
        yield
        return
    lines: list[LocalLine] = []
    start = LocalLine.start

    def remembered(line: LocalLine, host: str = "127.0.0.1", port: int = 0) -> None:
        lines.append(line)
        start(line, host, port)

    monkeypatch.setattr(LocalLine, "start", remembered)
    yield
    calls = [call for line in lines for call in line.calls]
    request.node.user_properties.append((REQUESTS, len(calls)))
    unfit = [
        f"{call.method} {call.path}: {problem}"
        for call in calls
        for problem in line_description().problems(call.method, call.path, call.body)
    ]
    assert not unfit, "\n".join(dict.fromkeys(unfit))
