"""Applications and consent in real tables: one open application an account, one decision, nothing kept too long."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from domain.applications import Standing
from storage.applications import LIFE
from storage.store import Store
from tests.plans import START, small_plan

SHORTLY = timedelta(seconds=1)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def waiting(store: Store, user: str = "U1") -> int:
    with store.begin() as tx:
        application = tx.applications.start(user, START)
        application.office_id, application.status = tx.people.offices()[0].id, Standing.WAITING
        tx.commit()
        return application.id


def test_an_account_has_one_open_application(office: Store) -> None:
    with office.begin() as tx:
        first = tx.applications.start("U1", START)
        again = tx.applications.start("U1", START + SHORTLY)

    assert first.id == again.id


def test_one_that_is_not_finished_within_its_life_is_erased_by_the_next_that_begins(office: Store) -> None:
    with office.begin() as tx:
        tx.applications.start("U1", START).name = "สมหญิง"
        tx.commit()
    with office.begin() as tx:
        assert tx.applications.open_of("U1", START + LIFE - SHORTLY) is not None
        assert tx.applications.open_of("U1", START + LIFE) is None
        assert tx.applications.start("U1", START + LIFE).name == ""


def test_one_that_waits_does_not_run_out(office: Store) -> None:
    waiting(office)
    with office.reading() as tx:
        assert tx.applications.open_of("U1", START + 30 * LIFE) is not None


def test_the_next_may_begin_once_the_last_is_decided(office: Store) -> None:
    decided = waiting(office)
    with office.begin() as tx:
        application = tx.applications.to_decide(decided)
        assert application is not None
        application.status = Standing.REFUSED
        tx.flush()
        assert tx.applications.start("U1", START).id != decided


def test_two_officers_at_once_decide_one_after_the_other(office: Store) -> None:
    asked = waiting(office)
    both, seen = threading.Barrier(2), []

    def decide() -> None:
        both.wait(10)
        with office.begin() as tx:
            application = tx.applications.to_decide(asked)
            assert application is not None
            seen.append(application.status)
            application.status = Standing.APPROVED
            tx.commit()

    officers = [threading.Thread(target=decide) for _ in range(2)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join(10)

    assert sorted(seen) == [Standing.APPROVED, Standing.WAITING]


def test_waiting_ones_are_counted_by_office(office: Store) -> None:
    waiting(office, "U1")
    waiting(office, "U2")
    with office.reading() as tx:
        here = tx.people.offices()[0].id
        assert tx.applications.count_waiting(here) == 2
        assert [a.line_user_id for a in tx.applications.waiting(here, 1)] == ["U1"]
        assert tx.applications.count_waiting(here + 1000) == 0


def test_consent_is_to_a_version_and_may_be_withdrawn(store: Store) -> None:
    with store.begin() as tx:
        assert tx.consents.version("U1") is None
        tx.consents.agree("U1", "1", START)
        tx.consents.agree("U1", "2", START)
        assert tx.consents.version("U1") == "2"
        tx.consents.withdraw("U1")
        assert tx.consents.version("U1") is None


def test_groups_and_schools_invite_and_each_has_a_code_of_its_own(office: Store) -> None:
    with office.reading() as tx:
        codes = [unit.invitation for unit in tx.people.units_to_serve()]
        office_itself = tx.people.offices()[0]

    assert None not in codes
    assert len(set(codes)) == len(codes) == 4
    assert office_itself.invitation is None
