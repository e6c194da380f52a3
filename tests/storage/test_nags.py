"""The ledger of reminders and the times of rest, on both databases; and the last look before a reminder is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.nagging import Audience, NagKey, NagLine, Window
from storage import last_look
from storage import schema as s
from storage.outbox import Letter
from storage.store import Store

NOW = datetime(2027, 3, 30, 2, 0, tzinfo=UTC)  # 9:00 in Bangkok, a Tuesday
TODAY, YESTERDAY = date(2027, 3, 30), date(2027, 3, 29)
STATES = ["pending", "returned"]
DUE = datetime(2027, 4, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def office(store: Store) -> Store:
    """Two requirements (1 and 2) of one unit, each owed once (1 and 2); two people (1 and 2) serve it."""
    asked: dict[str, Any] = {
        "office_id": 1, "work": "strategy", "form": "strategy", "form_version": 1, "title": "แบบ",
        "fiscal_year_be": 2570, "round": "6m", "round_name": "รอบ ๖ เดือน", "period_start": TODAY, "period_end": TODAY,
        "opens_at": NOW - timedelta(days=9), "due_at": DUE,
    }  # fmt: skip
    save(store, [s.Unit(id=1, office_id=1, kind="office", code="O", name="สำนักงานทดสอบ")])
    save(store, [s.Unit(id=2, office_id=1, parent_id=1, kind="school", code="S", name="โรงเรียนทดสอบ")])
    save(store, [s.Person(id=n, office_id=1, name=f"ผู้ทดสอบ {n}", code=f"C{n}", line_user_id=f"U{n}") for n in (1, 2)])
    save(store, [s.Membership(person_id=n, unit_id=2, role="school_staff") for n in (1, 2)])
    save(store, [s.Subject(id=1, office_id=1, kind="strategy", fiscal_year_be=2570, code="ST1", no=1, title="กลยุทธ์")])
    save(store, [s.Requirement(id=n, code=f"R{n}", **asked) for n in (1, 2)])
    owed: dict[str, Any] = {"unit_id": 2, "subject_id": 1, "state": "pending", "due_at": DUE}
    save(store, [s.Obligation(id=n, requirement_id=n, **owed) for n in (1, 2)])
    return store


def save(store: Store, rows: Iterable[object]) -> None:
    with Session(store.engine) as session:
        session.add_all(rows)
        session.commit()


def key(person: int, obligation: int = 1, step: str = "-3") -> NagKey:
    return NagKey("ladder", obligation, step, date(2027, 4, 2), person)


def remind(store: Store, person: int, *keys: NagKey, now: datetime = NOW, audience: Audience = Audience.OWNER) -> None:
    with store.begin() as tx:
        (row,) = tx.outbox.add_all([Letter(way="push", chat=f"U{person}", messages=[{}], nags=True)], now)
        day = (now + timedelta(hours=7)).date()
        tx.nags.add([(NagLine(one, audience), row) for one in keys], planned_for=day)
        tx.commit()


def goes_out(store: Store, now: datetime = NOW) -> bool:
    with store.begin() as tx:
        claimed = tx.outbox.claim(now, allowance=None)
        tx.commit()
    return claimed is not None


def came_in(store: Store) -> None:
    """The form has come, and whoever wrote that did not think of reminders."""
    with Session(store.engine) as session:
        session.execute(update(s.Obligation).where(s.Obligation.id == 1).values(state="submitted"))
        session.commit()


def test_what_has_come_in_is_asked_of_nobody_whatever_waits(office: Store) -> None:
    remind(office, 1, key(1), key(1, 2))
    came_in(office)
    assert not goes_out(office)
    with office.reading() as tx:
        assert tx.outbox.counts() == {"withdrawn": 1}
        assert tx.nags.ledger(1, STATES, TODAY) == set()  # so that the other debt is asked for anew


def test_without_the_last_look_it_would_be_asked(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps the reminder of the test above from going out is that look, and nothing else."""
    monkeypatch.setattr(last_look, "is_owed", lambda _: True)
    remind(office, 1, key(1))
    came_in(office)
    assert goes_out(office)


def test_what_is_still_owed_is_asked(office: Store) -> None:
    remind(office, 1, key(1))
    assert goes_out(office)


def taken_back(store: Store) -> None:
    """What every deed does by which something comes in."""
    with store.begin() as tx:
        tx.outbox.withdraw_about(1, NOW)
        tx.commit()


def test_a_digest_that_may_name_what_came_in_as_other_open_work_is_asked_anew(office: Store) -> None:
    remind(office, 1, key(1, 2))
    taken_back(office)
    assert not goes_out(office)
    with office.reading() as tx:
        assert tx.nags.ledger(1, STATES, TODAY) == set()


def test_reminders_to_others_and_those_an_officer_asked_for_name_nothing_besides(office: Store) -> None:
    save(office, [s.Person(id=3, office_id=1, name="ผู้ทดสอบ 3", code="C3", line_user_id="U3")])
    save(office, [s.Membership(person_id=3, unit_id=1, role="director")])
    remind(office, 3, key(3, 2), audience=Audience.DIRECTOR)
    remind(office, 1, key(1, 2)._replace(rule="asked:7"))
    taken_back(office)
    assert goes_out(office)
    assert goes_out(office)


@pytest.mark.parametrize(
    ("written", "sent", "goes", "stands"),
    [
        (timedelta(hours=2.9), timedelta(hours=3.5), False, "waiting"),  # lunch
        (timedelta(hours=2.9), timedelta(hours=4), True, "sending"),
        (timedelta(hours=7.4), timedelta(hours=7.5), False, "withdrawn"),  # the office has closed
        (timedelta(hours=8), timedelta(hours=9), True, "sending"),  # an officer insisted
    ],
)
def test_a_reminder_is_not_sent_when_the_office_has_closed_meanwhile(
    office: Store, written: timedelta, sent: timedelta, goes: bool, stands: str
) -> None:
    """It was held up: by an outage, by LINE, or by a file that had to be read first."""
    remind(office, 1, key(1), now=NOW + written)
    assert goes_out(office, NOW + sent) is goes
    with office.reading() as tx:
        assert tx.outbox.counts() == {stands: 1}


def test_the_ledger_leaves_out_those_reminded_today_but_for_what_presses(office: Store) -> None:
    remind(office, 1, key(1, step="open"), now=NOW - timedelta(days=1))
    remind(office, 2, key(2, step="open"), key(2, 2, "open"), now=NOW - timedelta(days=1))
    remind(office, 2, key(2))
    with office.reading() as tx:
        assert tx.nags.ledger(1, STATES, TODAY) == {key(1, step="open")}
        assert tx.nags.ledger(1, STATES, TODAY, {2}) == {key(1, step="open"), key(2, 2, "open")}
        assert tx.nags.ledger(1, STATES, TODAY, {1}) == {key(1, step="open"), key(2, step="open"), key(2)}


def test_the_last_reminder_of_the_day_counts_and_those_of_yesterday_do_not(office: Store) -> None:
    remind(office, 1, key(1, step="-7"), now=NOW - timedelta(days=1))
    remind(office, 2, key(2))
    remind(office, 2, key(2, step="-10h"), now=NOW + timedelta(hours=4))
    with office.reading() as tx:
        assert tx.nags.last_told(1, TODAY) == {2: NOW + timedelta(hours=4)}


def test_a_window_that_was_ended_lasted_to_the_day_before_and_one_to_come_is_known(office: Store) -> None:
    def quiet(first: int, last: int | None, ended: int | None = None, *, schools: bool = False) -> s.Quiet:
        return s.Quiet(
            office_id=1, first=date(2027, 3, first), last=last and date(2027, 3, last), schools_only=schools, set_by=1,
            set_at=NOW, ended_at=ended and datetime(2027, 3, ended, 4, tzinfo=UTC),
        )  # fmt: skip

    save(office, [quiet(1, 5), quiet(8, None, 12), quiet(15, 26, 15), quiet(22, None, schools=True), quiet(31, 31)])
    with office.reading() as tx:
        assert tx.rests.windows(1) == (
            Window(date(2027, 3, 1), date(2027, 3, 5)),
            Window(date(2027, 3, 8), date(2027, 3, 11)),
            Window(date(2027, 3, 22), None, schools_only=True, heads_hear=True),
            Window(date(2027, 3, 31), date(2027, 3, 31)),
        )
        assert tx.rests.windows(2) == ()


def test_snoozes_and_promises_are_told_when_they_have_passed_too(office: Store) -> None:
    save(office, [s.Snooze(person_id=1, until=TODAY, set_at=NOW), s.Snooze(person_id=2, until=YESTERDAY, set_at=NOW)])
    save(office, [s.Promise(obligation_id=n, person_id=1, made_at=NOW, until=YESTERDAY) for n in (1, 2)])
    came_in(office)
    with office.reading() as tx:
        assert tx.rests.snoozes(1, TODAY) == {1: TODAY, 2: YESTERDAY}
        assert tx.rests.promises(1, STATES) == {(2, 1): YESTERDAY}
        assert (tx.rests.snoozes(2, TODAY), tx.rests.promises(2, STATES)) == ({}, {})
