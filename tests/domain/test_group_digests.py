"""When a group is told what falls due, and for how much."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.group_digests import affordable, is_time, step_of
from domain.phrases.groups import may_be_mentioned
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
FRIDAY = date(2027, 4, 2)


def test_a_work_is_told_of_on_the_working_day_before_and_on_its_due_day() -> None:
    told = {day: step_of(FRIDAY + timedelta(days=day), FRIDAY, CALENDAR) for day in range(-3, 4)}
    assert {day: step for day, step in told.items() if step} == {-1: "-1", 0: "0"}


def test_what_is_due_on_a_day_off_is_due_before_it() -> None:
    chakri = date(2027, 4, 6)  # a Tuesday
    told = {day: step_of(date(2027, 4, day), chakri, CALENDAR) for day in range(1, 9)}
    assert {day: step for day, step in told.items() if step} == {2: "-1", 5: "0"}


@pytest.mark.parametrize(
    ("hour", "minute", "told"), [(13, 29, False), (13, 30, True), (15, 29, True), (15, 30, False), (9, 0, False)]
)
def test_groups_are_told_after_lunch(hour: int, minute: int, told: bool) -> None:
    now = datetime(2027, 4, 2, hour, minute, tzinfo=BANGKOK)

    assert is_time(now, now.date(), CALENDAR) is told
    assert not is_time(now + timedelta(days=1), now.date() + timedelta(days=1), CALENDAR)


@given(costs=st.lists(st.integers(1, 100)), left=st.none() | st.integers(-5, 300))
def test_what_is_told_never_costs_more_than_there_is(costs: list[int], left: int | None) -> None:
    told = affordable(((cost, cost) for cost in costs), left)

    assert told == costs if left is None else sum(told) <= max(left, 0)


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("แท็กฉันในกลุ่มได้", True),
        ("ให้แท็กชื่อผมในกลุ่มไลน์ได้เลยครับ", True),
        ("ไม่ต้องแท็กฉันในกลุ่ม", False),
        ("แท็กฉันในกลุ่มไม่ได้นะคะ", False),
        ("แท็กฉันในกลุ่มได้ไหมคะ", None),
        ("แท็กฉันในกลุ่มแล้วใครเห็นบ้าง", None),
    ],
)
def test_nobody_agrees_to_be_mentioned_by_words_that_are_not_quite_an_agreement(said: str, may: bool | None) -> None:
    assert may_be_mentioned(said) is may
