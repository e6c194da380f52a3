"""Working days of a government office, checked against lists made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import OfficeHours, WorkCalendar, government_days_off
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=BANGKOK))  # noqa: DTZ001
SOON = settings(max_examples=60, deadline=None)


def bangkok(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


def test_days_off_from_late_2026_to_the_end_of_2027_are_those_counted_by_hand() -> None:
    expected = [date(2026, 12, day) for day in (5, 7, 10, 31)]
    by_month = {1: [1], 2: [21, 22], 4: [6, 13, 14, 15], 5: [4, 20], 6: [3], 7: [18, 19, 20, 28], 8: [12],
                10: [13, 23, 25], 12: [5, 6, 10, 31]}  # fmt: skip
    expected += [date(2027, month, day) for month, days in by_month.items() for day in days]
    found = [day for year in (2026, 2027) for day in government_days_off(year) if day >= date(2026, 11, 22)]
    assert found == expected


def test_labour_day_its_in_lieu_day_and_childrens_day_are_no_government_holidays() -> None:
    assert CALENDAR.is_working_day(date(2026, 5, 1))
    assert CALENDAR.is_working_day(date(2027, 5, 3))
    assert CALENDAR.name_of_day_off(date(2027, 1, 9)) == "วันเสาร์"


def test_a_holiday_on_a_weekend_is_named_as_the_holiday() -> None:
    assert CALENDAR.name_of_day_off(date(2027, 10, 23)) == "วันปิยมหาราช"
    assert CALENDAR.name_of_day_off(date(2027, 10, 24)) == "วันอาทิตย์"
    assert CALENDAR.name_of_day_off(date(2027, 10, 25)) == "ชดเชยวันปิยมหาราช"
    assert CALENDAR.name_of_day_off(date(2027, 10, 26)) is None


def test_an_office_adds_a_day_off_and_takes_one_away() -> None:
    ploughing, chakri, saturday = date(2027, 5, 13), date(2027, 4, 6), date(2027, 4, 10)
    own = WorkCalendar(extra_days_off={ploughing: "วันพืชมงคล"}, working_days=frozenset({chakri, saturday}))
    assert own.name_of_day_off(ploughing) == "วันพืชมงคล"
    assert own.is_working_day(chakri)
    assert own.is_working_day(saturday)
    assert CALENDAR.is_working_day(ploughing)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2027, 4, 16), [(4, 1), (4, 8), (4, 12)]),
        (date(2027, 3, 31), [(3, 22), (3, 26), (3, 30)]),
        (date(2026, 12, 30), [(12, 21), (12, 25), (12, 29)]),
    ],
)
def test_seven_three_and_one_working_days_before(due: date, expected: list[tuple[int, int]]) -> None:
    found = [CALENDAR.add_working_days(due, -count) for count in (7, 3, 1)]
    assert [(day.month, day.day) for day in found] == expected


def test_no_working_days_from_a_day_off_is_the_last_working_day_before() -> None:
    assert CALENDAR.add_working_days(date(2027, 4, 14), 0) == date(2027, 4, 12)
    assert CALENDAR.add_working_days(date(2027, 4, 12), 0) == date(2027, 4, 12)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (bangkok(2, 7), bangkok(2, 8, 30)),
        (bangkok(2, 10, 5), bangkok(2, 10, 5)),
        (bangkok(2, 12), bangkok(2, 13)),
        (bangkok(2, 16, 30), bangkok(5, 8, 30)),
        (bangkok(12, 18), bangkok(16, 8, 30)),
        (bangkok(14, 10), bangkok(16, 8, 30)),
    ],
)
def test_the_next_working_moment_skips_night_lunch_and_songkran(moment: datetime, expected: datetime) -> None:
    assert CALENDAR.next_working_moment(moment) == expected


def test_moments_of_other_zones_are_read_on_bangkoks_clock() -> None:
    assert CALENDAR.is_sending_time(datetime(2027, 4, 2, 2, 0, tzinfo=UTC))
    assert not CALENDAR.is_sending_time(datetime(2027, 4, 2, 9, 30, tzinfo=UTC))


def test_an_office_without_lunch_break_is_open_at_noon() -> None:
    own = WorkCalendar(OfficeHours(time(9), time(15), (time(12), time(12))))
    assert own.is_sending_time(bangkok(2, 12))
    assert not own.is_sending_time(bangkok(2, 8, 59))


@SOON
@given(DAYS, st.integers(-30, 30))
def test_adding_working_days_lands_on_a_working_day_that_many_away(day: date, count: int) -> None:
    start = CALENDAR.add_working_days(day, 0)
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(start, end) == count
    assert CALENDAR.add_working_days(end, -count) == start


@SOON
@given(DAYS, DAYS)
def test_counting_between_is_counting_one_by_one(first: date, second: date) -> None:
    start, end = sorted((first, second))
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert CALENDAR.working_days_between(start, end) == sum(CALENDAR.is_working_day(day) for day in days)
    assert CALENDAR.working_days_between(end, start) == -CALENDAR.working_days_between(start, end)


@SOON
@given(MOMENTS)
def test_the_next_working_moment_is_open_and_the_first(moment: datetime) -> None:
    found = CALENDAR.next_working_moment(moment)
    assert found >= moment
    assert CALENDAR.is_sending_time(found)
    assert (found == moment) == CALENDAR.is_sending_time(moment)
    assert found == moment or not CALENDAR.is_sending_time(found - timedelta(seconds=1))


@SOON
@given(MOMENTS)
def test_the_last_working_moment_is_open_and_the_last_minute(moment: datetime) -> None:
    found = CALENDAR.last_working_moment(moment)
    assert found <= moment
    assert CALENDAR.is_sending_time(found)
    assert (found == moment) == CALENDAR.is_sending_time(moment)
    assert found == moment or not CALENDAR.is_sending_time(found + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ((8, 12, 30), (8, 11, 59)),  # at lunch: the last minute of the morning
        ((8, 18, 0), (8, 16, 29)),
        ((8, 7, 0), (7, 16, 29)),
        ((7, 7, 0), (5, 16, 29)),  # the 6th of April is a day off
        ((6, 12, 30), (5, 16, 29)),
    ],
)
def test_before_a_closed_door_stands_the_last_minute_it_was_open(
    at: tuple[int, int, int], found: tuple[int, int, int]
) -> None:  # fmt: skip
    day, hour, minute = at
    last = CALENDAR.last_working_moment(datetime(2027, 4, day, hour, minute, tzinfo=BANGKOK))
    assert (last.day, last.hour, last.minute) == found


@pytest.mark.parametrize(
    ("clock", "turned"),
    [
        (time(0), time(0)), (time(8, 29), time(0)), (time(8, 30), time(8, 30)), (time(9, 39), time(8, 30)),
        (time(9, 40), time(9, 40)), (time(12, 30), time(12)), (time(13), time(13)), (time(23, 59), time(16, 30)),
    ],
)  # fmt: skip
def test_a_day_turns_at_midnight_at_each_door_and_at_the_hours_that_are_named(clock: time, turned: time) -> None:
    there = datetime.combine(date(2027, 4, 7), clock, BANGKOK)
    found = OfficeHours().last_turn(there.astimezone(UTC), time(9, 40))
    assert found == datetime.combine(date(2027, 4, 7), turned, BANGKOK)


def test_working_days_are_counted_across_new_years() -> None:
    assert CALENDAR.working_days_between(date(2026, 12, 30), date(2028, 1, 5)) == sum(
        CALENDAR.is_working_day(date(2026, 12, 30) + timedelta(days=n)) for n in range(1, 372)
    )
    assert CALENDAR.working_days_between(date(2028, 1, 5), date(2026, 12, 30)) < 0
