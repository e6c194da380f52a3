"""Who is told of a circular when: at once, again after working days without an answer, and not for ever."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from domain.calendar import WorkCalendar
from domain.circulars import MENTIONS, MESSAGES, Unanswered, is_pressing, is_to_be_told, may_ride_along, needs_a_call
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
HOUR = time(9, 0)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of March 2027; the first is a Monday."""
    return datetime(2027, 3, day, hour, minute, tzinfo=BANGKOK)


def told(times: int, last: datetime | None) -> Unanswered:
    return Unanswered(times, last)


@pytest.mark.parametrize(
    ("one", "now", "due"),
    [
        (told(0, None), at(1, 8, 40), True),
        (told(1, at(1)), at(3), False),
        (told(1, at(1)), at(4), True),
        (told(1, at(1)), at(4, 8, 59), False),
        (told(1, at(4, 16)), at(8), False),
        (told(1, at(4, 16)), at(9), True),
        (told(MESSAGES - 1, at(1)), at(4), True),
        (told(MESSAGES, at(1)), at(31), False),
    ],
)  # fmt: skip
def test_the_first_message_goes_at_once_and_others_after_three_working_days(
    one: Unanswered, now: datetime, *, due: bool
) -> None:
    assert is_to_be_told(one, now, CALENDAR, HOUR) is due


def test_nobody_is_asked_about_what_is_over() -> None:
    gone = Unanswered(0, None, until=at(3))

    assert is_to_be_told(gone, at(2), CALENDAR, HOUR)
    assert not is_to_be_told(gone, at(3), CALENDAR, HOUR)
    assert not may_ride_along(gone, at(3))
    assert not needs_a_call(gone, at(1), at(3), CALENDAR, on_line=False)


def test_it_rides_along_once_a_day_and_not_for_ever() -> None:
    assert may_ride_along(told(0, None), at(1))
    assert not may_ride_along(told(1, at(1, 9)), at(1, 16))
    assert may_ride_along(told(1, at(1, 16)), at(2, 9))
    assert not may_ride_along(told(MENTIONS, at(1)), at(9))


def test_who_cannot_be_written_to_or_was_asked_often_is_telephoned() -> None:
    assert needs_a_call(told(0, None), at(1), at(1), CALENDAR, on_line=False)
    assert not needs_a_call(told(1, at(1)), at(1), at(4), CALENDAR, on_line=True)
    assert not needs_a_call(told(MESSAGES, at(9)), at(1), at(10), CALENDAR, on_line=True)
    assert needs_a_call(told(MESSAGES, at(9)), at(1), at(12), CALENDAR, on_line=True)


def test_the_mornings_list_names_them_for_two_weeks_and_whoever_asks_hears_of_them_later_too() -> None:
    assert is_pressing(told(0, None), at(1), at(15), CALENDAR, on_line=False)
    assert not is_pressing(told(0, None), at(1), at(16), CALENDAR, on_line=False)
    assert is_pressing(told(MESSAGES, at(9)), at(1), at(23), CALENDAR, on_line=True)
    assert not is_pressing(told(MESSAGES, at(9)), at(1), at(24), CALENDAR, on_line=True)
    assert needs_a_call(told(0, None), at(1), at(30), CALENDAR, on_line=False)
    assert not is_pressing(told(1, at(1)), at(1), at(4), CALENDAR, on_line=True)
