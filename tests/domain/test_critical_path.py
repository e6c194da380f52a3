"""The critical path, worked by hand on the sample year and by its properties."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.critical_path import (
    BEFORE_ACCEPTANCE,
    SHOWN,
    USUAL_NEED,
    Ahead,
    OfficeStep,
    critical_path,
    slack,
    usual_need,
)
from domain.lifecycle import State
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 30))


def at(day: date) -> datetime:
    return datetime.combine(day, time(16, 30), BANGKOK)


def debt(key: int, due: date, external: date, state: State = State.PENDING, work: str = "strategy") -> Ahead:
    return Ahead(key, work, "แบบติดตามกลยุทธ์", f"กลยุทธ์ที่ {key}", "กลุ่มงาน", state, at(due), at(external))


DEBTS = st.lists(st.builds(debt, st.integers(1, 10**6), DAYS, DAYS, st.sampled_from(State)), max_size=12)
R6 = debt(1, date(2027, 4, 2), date(2027, 4, 19))


def test_the_sample_year_leaves_just_the_days_that_the_office_needs() -> None:
    """From 2 to 19 April 2027 there are 5, 7, 8, 9, 12, 16, 19 April: seven days, and 1 + 3 + 2 + 1 are needed."""
    spare = {
        day: slack(date(2027, 4, 19), date(2027, *day), USUAL_NEED, CALENDAR)
        for day in ((3, 31), (4, 1), (4, 2), (4, 3), (4, 5), (4, 6), (4, 8), (4, 19), (4, 20))
    }

    assert spare == {
        (3, 31): 2, (4, 1): 1, (4, 2): 0, (4, 3): 0, (4, 5): -1, (4, 6): -1, (4, 8): -3, (4, 19): -7, (4, 20): -8,
    }  # fmt: skip


def test_a_work_needs_only_the_steps_that_it_goes_through() -> None:
    assert usual_need((State.PENDING, State.SUBMITTED, State.ACCEPTED, State.DISPATCHED)) == {
        OfficeStep.REVIEW: 1,
        OfficeStep.DISPATCH: 1,
    }
    assert sum(usual_need(tuple(State)).values()) == 7


def test_an_own_need_of_a_work_is_what_counts() -> None:
    own = {"strategy": {OfficeStep.REVIEW: 0, OfficeStep.DISPATCH: 2}}

    (one,) = critical_path([R6], own, date(2027, 4, 2), CALENDAR)
    assert one.slack == 7 - 2


def test_ties_are_told_by_due_date() -> None:
    same = [debt(n, date(2027, 4, day), date(2027, 4, 19)) for n, day in ((1, 9), (2, 1), (3, 2), (4, 8))]

    path = critical_path(same, {}, date(2027, 3, 1), CALENDAR)
    assert [one.debt.obligation_id for one in path] == [2, 3, 4]


@given(debts=DEBTS, today=DAYS)
def test_the_three_shown_are_those_with_the_least_slack(debts: list[Ahead], today: date) -> None:
    every = critical_path(debts, {}, today, CALENDAR, most=len(debts))
    shown = critical_path(debts, {}, today, CALENDAR)

    assert shown == every[:SHOWN]
    assert len(shown) == min(SHOWN, sum(d.state in BEFORE_ACCEPTANCE for d in debts))
    assert all(left.slack >= most.slack for most in shown for left in every[SHOWN:])


@given(debts=DEBTS, today=DAYS)
def test_what_is_accepted_never_stands_on_the_path(debts: list[Ahead], today: date) -> None:
    accepted = {State.ACCEPTED, State.SCREENED, State.ENDORSED, State.DISPATCHED, State.PUBLISHED, State.VERIFIED}

    for one in critical_path(debts, {}, today, CALENDAR, most=99):
        assert one.debt.state not in accepted | {State.NIL, State.EXEMPTED, State.CANCELLED}


@given(today=DAYS, external=DAYS)
def test_slack_falls_by_one_each_working_day_while_nothing_moves(today: date, external: date) -> None:
    tomorrow = today + timedelta(days=1)
    falls = slack(external, today, USUAL_NEED, CALENDAR) - slack(external, tomorrow, USUAL_NEED, CALENDAR)

    assert falls == CALENDAR.is_working_day(tomorrow)
