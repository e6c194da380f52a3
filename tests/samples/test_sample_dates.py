"""The labelled dates: each is understood as labelled, or asked about where the label allows it."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_days, find_moment
from domain.phrases.times import read_time
from domain.thai import local
from tests.shared import SHARED

DATES = SHARED / "samples" / "dates.jsonl"
CALENDAR = WorkCalendar()


def lines() -> list[dict[str, Any]]:
    if not DATES.exists():
        return []
    return [json.loads(line) for line in DATES.read_text(encoding="utf-8").splitlines() if line.strip()]


LINES = lines()
pytestmark = pytest.mark.skipif(not LINES, reason="the shared samples are not here (TIDTAM_SHARED)")


def understood(phrase: str, now: datetime) -> Any:
    """What we make of it, in the words of the labels."""
    moment = find_moment(phrase, now, CALENDAR)
    days = find_days(phrase, now.date(), CALENDAR)
    if moment is not None:
        return {"date": local(moment).date().isoformat(), "time": f"{local(moment):%H:%M}"}
    if days is None or read_time(phrase)[1]:
        return "ask"
    first, last = days
    return {"date": first.isoformat()} | ({"date_to": last.isoformat()} if last != first else {})


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_a_labelled_date_is_understood(line: dict[str, Any]) -> None:
    wanted = [line["expect"], *line.get("also", [])]
    for one in wanted:
        if isinstance(one, dict):
            one.pop("time_any", None)
            date.fromisoformat(one["date"])
    assert understood(line["phrase"], datetime.fromisoformat(line["clock"])) in wanted
