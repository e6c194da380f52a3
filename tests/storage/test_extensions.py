"""Requests and promises in real tables: two officers decide one by one, one promise of a person."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from domain.extensions import Standing
from domain.lifecycle import State
from storage.extensions import PATIENCE
from storage.schema import Extension
from storage.store import Store, Transaction
from tests.plans import DUE, START, small_plan

LATER = DUE + timedelta(days=7)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def office_of(tx: Transaction) -> int:
    return tx.people.offices()[0].id


def asked(tx: Transaction, *, status: Standing = Standing.ASKED) -> Extension:
    debt = tx.work.of_office(office_of(tx), START)[0]
    request = tx.extensions.draft(debt, tx.people.of_office(debt.requirement.office_id)[0].id, START)
    request.status, request.wanted, request.reason = status.value, LATER, "ป่วย"
    tx.flush()
    return request


def test_a_draft_is_the_persons_only_one_and_is_forgotten_after_a_while(office: Store) -> None:
    with office.begin() as tx:
        asked(tx, status=Standing.DRAFT)
        second = asked(tx, status=Standing.DRAFT)
        assert tx.extensions.draft_of(second.person_id, START) is second
        assert tx.extensions.draft_of(second.person_id, START + PATIENCE) is None
        tx.extensions.drop_draft(second)
        assert tx.extensions.draft_of(second.person_id, START) is None, "there was no other"


def test_only_what_was_handed_in_and_is_still_owed_waits_for_officers(office: Store) -> None:
    with office.begin() as tx:
        request = asked(tx)
        office_id = request.office_id
        assert tx.extensions.waiting(office_id, 5) == [request]
        assert tx.extensions.count_waiting(office_id) == 1
        assert tx.extensions.waiting_of(request.obligation_id) is request
        debt = tx.work.obligation_to_settle(request.obligation_id)
        assert debt is not None
        assert tx.extensions.waiting_for([debt.unit_id]) == [request]
        debt.state = State.SUBMITTED.value
        tx.flush()
        assert tx.extensions.waiting(office_id, 5) == []
        assert tx.extensions.count_waiting(office_id) == 0
        assert tx.extensions.waiting(office_id + 1, 5) == []


def test_closing_ends_what_is_open_and_leaves_what_was_decided(office: Store) -> None:
    with office.begin() as tx:
        done, offered = asked(tx, status=Standing.APPROVED), asked(tx, status=Standing.OFFERED)
        tx.extensions.close(offered.obligation_id, START)
        assert [done.status, offered.status] == [Standing.APPROVED, Standing.WITHDRAWN]


def test_when_a_debt_was_last_extended_is_known(office: Store) -> None:
    with office.begin() as tx:
        for days in (1, 3):
            asked(tx, status=Standing.APPROVED).decided_at = START + timedelta(days=days)
        asked(tx, status=Standing.REFUSED).decided_at = START + timedelta(days=9)
        tx.flush()
        debt = tx.work.of_office(office_of(tx), START)[0]
        assert tx.extensions.extended_at(office_of(tx)) == {debt.id: START + timedelta(days=3)}


def test_two_officers_at_once_decide_one_after_the_other(office: Store) -> None:
    with office.begin() as tx:
        number, debt_id = (request := asked(tx)).id, request.obligation_id
        tx.commit()
    both, seen = threading.Barrier(2), []

    def decide() -> None:
        both.wait(10)
        with office.begin() as tx:
            tx.work.obligation_to_settle(debt_id)
            request = tx.extensions.to_decide(number)
            assert request is not None
            seen.append(request.status)
            request.status = Standing.APPROVED.value
            tx.commit()

    officers = [threading.Thread(target=decide) for _ in range(2)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join(30)
    assert seen == [Standing.ASKED, Standing.APPROVED]


def test_a_promise_made_again_takes_the_place_of_the_first(office: Store) -> None:
    with office.begin() as tx:
        debt = tx.work.of_office(office_of(tx), START)[0]
        person = tx.people.of_office(office_of(tx))[0]
        assert tx.promises.of(debt.id, person.id) is None
        tx.promises.make(debt.id, person.id, date(2026, 11, 27), START)
        tx.promises.make(debt.id, person.id, date(2026, 11, 30), START)
        assert tx.promises.of(debt.id, person.id) == date(2026, 11, 30)
        assert tx.rests.promises(office_of(tx), ["pending"]) == {(debt.id, person.id): date(2026, 11, 30)}
