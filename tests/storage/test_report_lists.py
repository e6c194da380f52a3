"""Claims and lists in both databases: who said it last, which list is the newest, and what of two taps is first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.inbox import Arrival
from storage.report_lists import CONFIRMED, DROPPED
from storage.schema import Inbox, Obligation, Person, Review, Upload
from storage.store import Store, Transaction
from tests.emes_office import emes_plan
from tests.plans import START

OTHER_OFFICE = 999


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(emes_plan(), {"emes": 1})
        tx.commit()
    return store


def people(tx: Transaction) -> list[int]:
    return list(tx._session.scalars(select(Person.id).order_by(Person.id)))


def debts(tx: Transaction) -> list[Obligation]:
    return list(tx._session.scalars(select(Obligation).order_by(Obligation.id)).unique())


def upload(tx: Transaction, n: int) -> int:
    """A file that an officer sent; its id."""
    arrival = Arrival(event_id=f"e{n}", conversation="U", user_id="U", kind="message", happened_ms=n, payload={})
    tx.inbox.add([arrival], START)
    event = tx._session.scalars(select(Inbox.id).order_by(Inbox.id.desc())).first()
    row = Upload(
        inbox_id=event, office_id=tx.people.offices()[0].id, person_id=people(tx)[0], chat="c", message_id=f"m{n}",
        name="emes.xlsx", sha256=tx.files.keep(b"x%d" % n, "x", START), arrived_at=START, outcome="listed", because=[],
    )  # fmt: skip
    return tx.submissions.add_upload(row).id


def test_who_said_it_last_is_known_until_it_is_taken_back(office: Store) -> None:
    with office.begin() as tx:
        first, second = debts(tx)[:2]
        one, two = people(tx)[:2]
        tx.claims.add(first.id, one, START)
        tx.claims.add(first.id, two, START + timedelta(minutes=1))
        tx.claims.add(second.id, one, START)
        assert tx.claims.by([first.id, second.id]) == {first.id: two, second.id: one}
        assert tx.claims.just_said(one, START) == [second.id, first.id]
        assert tx.claims.just_said(one, START + timedelta(seconds=1)) == []
        tx.claims.take_back(first.id, START + timedelta(minutes=2))
        assert tx.claims.by([first.id, second.id]) == {second.id: one}


def test_the_newest_list_wins_unless_it_was_dropped(office: Store) -> None:
    with office.begin() as tx:
        debt = debts(tx)[0]
        office_id = tx.people.offices()[0].id
        lists = [
            tx.report_lists.add(
                office_id=office_id, requirement_id=debt.requirement_id, subject_id=debt.subject_id,
                upload_id=upload(tx, n), now=START,
            )
            for n in range(3)
        ]  # fmt: skip
        assert tx.report_lists.newer(lists[0]) is lists[2]
        assert tx.report_lists.newer(lists[2]) is None
        lists[2].status = DROPPED
        tx.flush()
        assert tx.report_lists.newer(lists[0]) is lists[1]
        assert tx.report_lists.last_confirmed(debt.requirement_id) is None
        lists[1].status, lists[1].confirmed_at = CONFIRMED, START
        tx.flush()
        assert tx.report_lists.last_confirmed(debt.requirement_id) is lists[1]
        assert tx.report_lists.get(lists[1].id, OTHER_OFFICE) is None
        assert tx.report_lists.to_decide(lists[1].id, OTHER_OFFICE) is None
        assert tx.report_lists.of_upload(lists[1].upload_id) == [lists[1]]


def test_what_a_list_decided_is_found_by_it(office: Store) -> None:
    with office.begin() as tx:
        debt, person = debts(tx)[0], people(tx)[0]
        office_id = tx.people.offices()[0].id
        row = tx.report_lists.add(
            office_id=office_id, requirement_id=debt.requirement_id, subject_id=debt.subject_id,
            upload_id=upload(tx, 1), now=START,
        )  # fmt: skip
        review = Review(
            office_id=office_id, obligation_id=debt.id, deed="verify", status="done", by_id=person, at=START,
            before="claimed", after="verified", bench="review", list_id=row.id,
        )  # fmt: skip
        tx.reviews.add(review)
        assert tx.reviews.of_list(row.id) == [review]
        review.status = "undone"
        tx.flush()
        assert tx.reviews.of_list(row.id) == []
