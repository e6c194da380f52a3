"""Reminders officers asked for, in real tables: due once, for a day, until the ledger knows them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.nagging import Audience, NagKey, NagLine
from storage.outbox import Letter
from storage.store import Store
from tests.plans import START, small_plan
from tests.stories.stage import OFFICER, USERS

HOUR = timedelta(hours=1)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def waiting(store: Store) -> int:
    with store.begin() as tx:
        officer = tx.people.by_code(OFFICER)
        assert officer is not None
        row = tx.asked_reminders.propose(
            officer, requirement_id=1, units=[3, 4], at=START + HOUR, wanted_by=None, now=START
        )
        row.status = "waiting"
        tx.commit()
        return row.id


def due(store: Store, hours: int) -> list[int]:
    with store.reading() as tx:
        return [row.id for row in tx.asked_reminders.due(START + hours * HOUR)]


def test_one_is_due_from_its_time_on_for_a_day(office: Store) -> None:
    row_id = waiting(office)

    assert due(office, 0) == []
    assert due(office, 1) == due(office, 24) == [row_id]
    assert due(office, 25) == []


def test_one_that_the_ledger_knows_is_not_due_again(office: Store) -> None:
    row_id = waiting(office)
    with office.begin() as tx:
        (letter,) = tx.outbox.add_all([Letter(way="push", chat=USERS[OFFICER], messages=[], nags=True)], START)
        key = NagKey(f"asked:{row_id}", 1, "now", date(2027, 4, 2), 1)
        tx.nags.add([(NagLine(key, Audience.OWNER), letter)], planned_for=START.date())
        tx.commit()

    assert due(office, 2) == []
    with office.reading() as tx:
        assert tx.asked_reminders.heard(1, START.date()) == {1}


def test_an_office_sees_its_own_only(office: Store) -> None:
    row_id = waiting(office)
    with office.begin() as tx:
        assert tx.asked_reminders.get(row_id, 1) is not None
        assert tx.asked_reminders.get(row_id, 999) is None
