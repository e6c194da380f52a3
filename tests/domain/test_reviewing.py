"""Who looks at what, how a yes is taken back, and by when something is to be mended."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from domain.calendar import WorkCalendar
from domain.errors import IllegalMoveError
from domain.lifecycle import State, move
from domain.reviewing import OFFICE, SCREENING, Bench, bench_called, bench_of, due_anew, mend_by, taken_back
from domain.thai import BANGKOK

FORMS = (State.PENDING, State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.SCREENED, State.DISPATCHED)
CLAIMS = (State.PENDING, State.CLAIMED, State.VERIFIED)
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)


@pytest.mark.parametrize(("bench", "states"), [(OFFICE, FORMS), (OFFICE, CLAIMS), (SCREENING, FORMS)])
def test_a_yes_leads_behind_the_bench_and_can_be_taken_back(bench: Bench, states: tuple[State, ...]) -> None:
    assert bench.is_for(states)
    for before, deed in bench.yes.items():
        if before in states:
            after = move(before, deed, states)
            assert after in bench.passed
            assert taken_back(after, before, states) is before


def test_a_work_that_nobody_accepts_is_not_looked_at() -> None:
    assert not OFFICE.is_for((State.PENDING, State.SUBMITTED))
    assert not SCREENING.is_for(CLAIMS)


def test_what_has_left_the_office_is_not_taken_back() -> None:
    with pytest.raises(IllegalMoveError):
        taken_back(State.DISPATCHED, State.SUBMITTED, FORMS)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2027, 4, 2, 16, 29, tzinfo=BANGKOK), None),
        (datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK), date(2027, 4, 8)),  # the 6th is Chakri Day
        (datetime(2027, 4, 5, 9, 0, tzinfo=BANGKOK), date(2027, 4, 9)),
    ],
)
def test_another_day_is_offered_once_the_due_date_has_passed(now: datetime, day: date | None) -> None:
    assert mend_by(DUE, now, WorkCalendar()) == day


def test_a_new_day_keeps_the_time_of_day() -> None:
    assert due_anew(date(2027, 4, 8), DUE) == datetime(2027, 4, 8, 16, 30, tzinfo=BANGKOK)


def test_what_a_committee_wants_mended_has_a_day_of_its_own() -> None:
    early = datetime(2027, 3, 22, 9, 0, tzinfo=BANGKOK)
    assert mend_by(DUE, early, WorkCalendar()) is None
    assert mend_by(DUE, early, WorkCalendar(), SCREENING) == date(2027, 3, 25)


def test_a_form_waits_on_one_bench_at_a_time() -> None:
    assert bench_of(State.SUBMITTED, FORMS) is OFFICE
    assert bench_of(State.ACCEPTED, FORMS) is SCREENING
    assert bench_of(State.ACCEPTED, tuple(state for state in FORMS if state is not State.SCREENED)) is None
    assert bench_of(State.SCREENED, FORMS) is None
    assert [bench_called(bench.key) for bench in (OFFICE, SCREENING)] == [OFFICE, SCREENING]
