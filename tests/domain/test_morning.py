"""What is told in the morning, and when: decided from counts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.critical_path import Ahead, OnPath
from domain.lifecycle import State
from domain.morning import (
    DRAFTED_FOR,
    LATE_FOR_DIRECTORS,
    MINUTES_AFTER,
    PATH_PRESSES,
    SOON,
    Asked,
    Call,
    Facts,
    Late,
    MorningRules,
    Review,
    Stuck,
    Topic,
    Unheard,
    Unminuted,
    Unspoken,
    cutoffs,
    is_morning,
    opens_the_week,
    pressing,
    topics,
)
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
NOW = datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK)
TODAY = NOW.replace(hour=0)
DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 30))


def on_path(slack: int) -> OnPath:
    return OnPath(Ahead(1, "strategy", "", "", "", State.PENDING, NOW, NOW), slack)


EVERYTHING = Facts(
    late=(Late("งาน", 2, 1, NOW),),
    late_units=1,
    reviews=(Review("งาน", 3, 1, NOW),),
    stuck=Stuck(0, 0, 1),
    calls=(Call("หน่วย", 1, NOW, ()),),
    to_call=1,
    path=(on_path(0),),
    on_path=1,
    later_dates=Asked(1, NOW),
    proposals=Asked(1, NOW),
    unheard=(Unheard("คำสั่ง", 2),),
    opinions=(Unspoken("งาน", 4, 2, NOW),),
    orders=Asked(1, NOW),
    minutes=(Unminuted("คณะกรรมการ", NOW),),
)


def at(day: date, clock: time = time(9)) -> datetime:
    return datetime.combine(day, clock, BANGKOK)


def test_the_officers_own_debts_stand_first() -> None:
    assert topics(EVERYTHING) == tuple(Topic)


def test_a_topic_without_anything_to_say_is_left_out() -> None:
    assert topics(Facts()) == ()
    assert topics(Facts(reviews=(Review("งาน", 3, 3, NOW),))) == (Topic.OVERDUE_REVIEWS,)
    assert topics(Facts(reviews=(Review("งาน", 3, 0, NOW),))) == (Topic.REVIEWS,)
    assert topics(Facts(stuck=Stuck(0, 2, 0))) == (Topic.STUCK,)


def test_a_path_with_time_to_spare_is_no_reason_to_write() -> None:
    far, near = on_path(PATH_PRESSES + 1), on_path(PATH_PRESSES)

    assert topics(pressing(Facts(path=(far,), on_path=1), TODAY)) == ()
    assert pressing(Facts(path=(near, far), on_path=2), TODAY).path == (near,)


def test_messages_that_did_not_go_out_have_their_own_notice_and_are_told_beside_other_things_only() -> None:
    undelivered = Stuck(undelivered=2)

    assert topics(pressing(Facts(stuck=undelivered), TODAY)) == ()
    assert pressing(replace(EVERYTHING, stuck=undelivered), TODAY).stuck == undelivered
    assert topics(pressing(Facts(stuck=Stuck(2, 1, 0)), TODAY)) == (Topic.STUCK,)
    assert topics(Facts(stuck=undelivered)) == (Topic.STUCK,)


def test_a_request_made_today_is_no_reason_to_write_once_more_and_one_of_yesterday_is() -> None:
    yesterday = TODAY - timedelta(minutes=1)
    assert topics(pressing(Facts(later_dates=Asked(2, TODAY)), TODAY)) == ()
    assert topics(pressing(Facts(later_dates=Asked(2, yesterday)), TODAY)) == (Topic.LATER_DATES,)


def test_what_waits_for_the_director_is_told_with_the_rest_and_never_alone() -> None:
    waiting = Facts(proposals=Asked(2, TODAY - timedelta(days=9)))
    assert topics(waiting) == (Topic.PROPOSALS,)
    assert topics(pressing(waiting, TODAY)) == ()
    late = replace(waiting, late=(Late("งาน", 1, 1, NOW),))
    assert topics(pressing(late, TODAY)) == (Topic.LATE, Topic.PROPOSALS)


def test_what_a_committee_a_signature_or_minutes_wait_for_is_told_with_the_rest_and_never_alone() -> None:
    waits = Facts(opinions=EVERYTHING.opinions, orders=EVERYTHING.orders, minutes=EVERYTHING.minutes)
    assert topics(waits) == (Topic.OPINIONS, Topic.ORDERS, Topic.MINUTES)
    assert topics(pressing(waits, TODAY)) == ()
    late = replace(waits, late=EVERYTHING.late)
    assert topics(pressing(late, TODAY)) == (Topic.LATE, Topic.OPINIONS, Topic.ORDERS, Topic.MINUTES)


def test_people_who_take_a_telephone_are_a_reason_to_write() -> None:
    assert topics(pressing(Facts(unheard=EVERYTHING.unheard), TODAY)) == (Topic.UNHEARD,)


def test_forms_that_came_in_today_are_no_reason_to_write_by_themselves() -> None:
    fresh, older = Review("งาน", 1, 0, TODAY), Review("งาน", 1, 0, TODAY - timedelta(minutes=1))
    assert topics(pressing(Facts(reviews=(fresh,)), TODAY)) == ()
    assert pressing(Facts(reviews=(fresh, older)), TODAY).reviews == (fresh, older)
    assert pressing(Facts(reviews=(fresh,), late=EVERYTHING.late), TODAY).reviews == (fresh,)


@given(today=DAYS, due=DAYS)
def test_the_cutoffs_say_what_counting_working_days_says(today: date, due: date) -> None:
    cut = cutoffs(at(today), CALENDAR, MorningRules(review_after=3))
    left, passed = CALENDAR.working_days_between(today, due), CALENDAR.working_days_between(due, today)

    assert (at(due) < cut.late) == (left < 0)
    assert (at(due) < cut.very_late) == (passed > LATE_FOR_DIRECTORS)
    assert (at(due) < cut.waited) == (passed > 3)
    assert (at(due) < cut.drafted) == (passed > DRAFTED_FOR)
    assert (at(due) < cut.met) == (passed > MINUTES_AFTER)
    if due > today:
        assert (at(due) < cut.soon) == (due <= CALENDAR.add_working_days(today, SOON))


@pytest.mark.parametrize(
    ("clock", "is_time"),
    [(time(8, 59), False), (time(9), True), (time(11, 59), True), (time(12), False), (time(14), False)],
)
def test_the_list_goes_out_in_the_morning_only(clock: time, is_time: bool) -> None:
    assert is_morning(at(NOW.date(), clock), CALENDAR, NOW) is is_time


def test_no_list_on_a_day_off() -> None:
    songkran = NOW + timedelta(days=5)

    assert not is_morning(songkran, CALENDAR, songkran)


def test_a_week_opens_on_its_first_working_day() -> None:
    opening = [day for day in range(1, 31) if opens_the_week(date(2027, 4, day), CALENDAR)]

    assert opening == [5, 12, 19, 26]
    after_constitution_day = [day for day in range(5, 12) if opens_the_week(date(2026, 12, day), CALENDAR)]
    assert after_constitution_day == [8]  # Mon 7 Dec 2026 is a day off
