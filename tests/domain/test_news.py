"""What somebody is still to hear of changes: what came of all that they have not heard, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from domain.calendar import WorkCalendar
from domain.lifecycle import State
from domain.news import Change, Stands, presses, stands, still_to_hear
from domain.thai import BANGKOK

DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)  # a Friday
LATER = DUE + timedelta(days=7)
ASKED, OFF, EXEMPT = Stands.ASKED, Stands.CALLED_OFF, Stands.EXEMPTED


def change(number: int, was: Stands, now: Stands, before: datetime = DUE, due: datetime = DUE, debt: int = 1) -> Change:
    return Change(id=number, obligation_id=debt, was=was, due_before=before, stands=now, due=due)


CALLED_OFF, RESTORED = change(1, ASKED, OFF), change(2, OFF, ASKED)
MOVED, MOVED_BACK = change(3, ASKED, ASKED, DUE, LATER), change(4, ASKED, ASKED, LATER, DUE)


@pytest.mark.parametrize(
    ("changes", "heard", "told"),
    [
        ([CALLED_OFF], set(), (ASKED, OFF, DUE)),
        ([CALLED_OFF], {1}, None),
        ([CALLED_OFF, RESTORED], set(), None),
        ([CALLED_OFF, RESTORED], {1}, (OFF, ASKED, DUE)),
        ([CALLED_OFF, RESTORED], {1, 2}, None),
        ([MOVED], set(), (ASKED, ASKED, LATER)),
        ([MOVED, MOVED_BACK], set(), None),
        ([MOVED, MOVED_BACK], {3}, (ASKED, ASKED, DUE)),
        ([MOVED, change(5, ASKED, OFF, LATER, LATER)], set(), (ASKED, OFF, LATER)),
        ([CALLED_OFF, RESTORED, MOVED], set(), (ASKED, ASKED, LATER)),
        ([change(6, ASKED, EXEMPT)], set(), (ASKED, EXEMPT, DUE)),
    ],
)
def test_what_came_of_what_was_not_heard_is_told(
    changes: list[Change], heard: set[int], told: tuple[Stands, Stands, datetime] | None
) -> None:
    found = still_to_hear(changes, heard)

    assert [(one.was, one.stands, one.due) for one in found] == ([told] if told else [])
    assert all(one.changes == tuple(c.id for c in changes if c.id not in heard) for one in found)


def test_each_debt_is_a_thing_of_its_own() -> None:
    found = still_to_hear([CALLED_OFF, change(7, ASKED, OFF, debt=2), RESTORED], set())
    assert [one.obligation_id for one in found] == [2]


@pytest.mark.parametrize(
    ("one", "today", "at_once"),
    [
        (MOVED, date(2027, 4, 1), False),
        (MOVED_BACK, date(2027, 3, 1), True),
        (CALLED_OFF, date(2027, 3, 30), False),
        (CALLED_OFF, date(2027, 3, 31), True),
        (CALLED_OFF, date(2027, 4, 2), True),
        (CALLED_OFF, date(2027, 4, 5), False),
        (RESTORED, date(2027, 4, 1), False),
        (change(6, ASKED, EXEMPT), date(2027, 4, 1), False),
        (change(8, OFF, ASKED, LATER, DUE), date(2027, 4, 1), False),
    ],
)
def test_what_is_due_earlier_or_soon_and_off_cannot_wait(one: Change, today: date, at_once: bool) -> None:
    now = datetime.combine(today, datetime.min.time(), BANGKOK) + timedelta(hours=10)
    assert presses(one, now, WorkCalendar()) is at_once


def test_of_what_has_come_in_there_is_no_news() -> None:
    assert {state for state in State if stands(state) is None} == set(State) - {
        State.PENDING, State.RETURNED, State.CANCELLED, State.EXEMPTED,
    }  # fmt: skip
