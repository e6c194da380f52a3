"""Figures of a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.lifecycle import State
from domain.standing import Lateness, Standing, lateness, standing, standing_by
from domain.thai import BANGKOK

DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)
CALENDAR = WorkCalendar()


@dataclass(frozen=True)
class Owed:
    state: State
    submitted_at: datetime | None = None
    unit: str = "A"
    due_at: datetime = DUE


ROUND = [
    Owed(State.PENDING),
    Owed(State.RETURNED, unit="B"),
    Owed(State.SUBMITTED, DUE),
    Owed(State.ACCEPTED, DUE + timedelta(seconds=1)),
    Owed(State.NIL),
    Owed(State.EXEMPTED),
    Owed(State.CANCELLED),
]


def test_a_round_is_counted_without_what_is_not_expected() -> None:
    before, after = standing(ROUND, DUE), standing(ROUND, DUE + timedelta(minutes=1))
    assert before == Standing(expected=5, done=3, to_fix=1, missing=1, late=0, came_late=1)
    assert (after.late, after.owed, after.percent) == (2, 2, 60)


def test_what_is_to_be_mended_is_told_apart_from_what_is_missing() -> None:
    found = standing([Owed(State.RETURNED), *[Owed(State.PENDING)] * 3], DUE)
    assert (found.to_fix, found.missing) == (1, 3)


def test_figures_of_parts_follow_the_key() -> None:
    parts = standing_by(ROUND, DUE, lambda one: one.unit)
    assert list(parts) == ["A", "B"]
    assert (parts["A"].expected, parts["B"].expected) == (4, 1)


def test_lateness_is_told_in_days_and_in_working_days() -> None:
    wednesday = datetime(2027, 4, 7, 9, tzinfo=BANGKOK)  # after a weekend and Chakri Day
    assert lateness(Owed(State.PENDING), wednesday, CALENDAR) == Lateness(5, 2)
    assert lateness(Owed(State.SUBMITTED, wednesday), DUE + timedelta(days=90), CALENDAR) == Lateness(5, 2)
    assert lateness(Owed(State.PENDING), DUE + timedelta(hours=1), CALENDAR) == Lateness(0, 0)


def test_what_is_in_time_or_not_expected_is_not_late() -> None:
    long_after = DUE + timedelta(days=90)
    for one in (Owed(State.SUBMITTED, DUE), Owed(State.NIL), Owed(State.CANCELLED), Owed(State.EXEMPTED)):
        assert lateness(one, long_after, CALENDAR) is None
    assert lateness(Owed(State.RETURNED), DUE, CALENDAR) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(State), max_size=300))
def test_a_hundred_per_cent_is_all_and_the_parts_add_up(states: list[State]) -> None:
    found = standing([Owed(state) for state in states], DUE)
    assert found.expected == found.done + found.owed
    assert (found.percent == 100) == (found.owed == 0)
