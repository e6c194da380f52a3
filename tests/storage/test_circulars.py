"""Who was told of a circular and who has answered it, on both databases."""

from __future__ import annotations

import pytest

from domain.circulars import Answer, CircularKey, Kind, NewCircular
from storage.outbox import Letter
from storage.schema import Circular
from storage.store import Store, Transaction
from tests.plans import START, small_plan


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def written(tx: Transaction, people: int = 2) -> tuple[int, list[int], int]:
    """An office, some of its people, and a circular for them."""
    office_id = tx.people.offices()[0].id
    ids = [one.id for one in tx.people.of_office(office_id)][:people]
    new = NewCircular(kind=Kind.ORDER, title="คำสั่งที่ ๑", parts=dict.fromkeys(ids, "กรรมการ"))
    return office_id, ids, tx.circulars.write(new, office_id=office_id, by=ids[0], now=START)


def told(tx: Transaction, circular: int, person: int, turn: int) -> int:
    row = tx.outbox.add(Letter(way="push", chat="U" + "0" * 32, messages=[]), START)
    tx.circulars.told([(CircularKey(circular, person, turn), row)], START)
    return row


def test_who_waits_is_known_with_how_often_they_were_told(office: Store) -> None:
    with office.begin() as tx:
        office_id, (first, second), circular = written(tx)
        told(tx, circular, first, 0)
        told(tx, circular, first, 1)
        told(tx, circular, first, 1)  # the same turn by two ticks is one

        waiting = {one.person_id: one for one in tx.circulars.waiting(office_id)}
        assert waiting[first].unanswered.turns == 2
        assert waiting[first].unanswered.last == START
        assert waiting[second].unanswered.turns == 0
        assert [one.person_id for one in tx.circulars.waiting(office_id, second)] == [second]


def test_an_answer_counts_once_and_may_be_changed(office: Store) -> None:
    with office.begin() as tx:
        office_id, (first, second), circular = written(tx)
        assert tx.circulars.answer(circular, first, Answer.ACKNOWLEDGED, now=START)
        assert not tx.circulars.answer(circular, first, Answer.ACKNOWLEDGED, now=START)
        assert tx.circulars.answer(circular, first, Answer.DELEGATED, now=START, remark="นายสมมติ")
        assert not tx.circulars.answer(circular, 10_000, Answer.ACKNOWLEDGED, now=START)

        tally = tx.circulars.tallies([circular])[circular]
        assert (tally.people, tally.answered, dict(tally.answers)) == (2, 1, {Answer.DELEGATED: 1})
        assert [one.person_id for one in tx.circulars.waiting(office_id)] == [second]


def test_a_message_that_did_not_go_out_has_told_nobody(office: Store) -> None:
    with office.begin() as tx:
        office_id, (first, _), circular = written(tx)
        row = told(tx, circular, first, 0)
        tx.outbox.claim(START, allowance=None)
        tx.outbox.reply_missed(row, START)

        assert all(one.unanswered.turns == 0 for one in tx.circulars.waiting(office_id))


def test_a_message_is_withdrawn_once_it_is_acknowledged_or_called_off(office: Store) -> None:
    with office.begin() as tx:
        _, (first, second), circular = written(tx)
        told(tx, circular, first, 0)
        tx.circulars.answer(circular, first, Answer.ACKNOWLEDGED, now=START)
        assert tx.outbox.claim(START, allowance=None) is None
        told(tx, circular, second, 0)
        tx.circulars.cancel(circular, START)
        assert tx.outbox.claim(START, allowance=None) is None
        assert tx.outbox.counts() == {"withdrawn": 2}


def test_a_circular_of_another_office_is_not_found(office: Store) -> None:
    with office.begin() as tx:
        office_id, _, circular = written(tx)
        assert isinstance(tx.circulars.get(circular, office_id), Circular)
        assert tx.circulars.get(circular, office_id + 1) is None


def test_what_a_circular_encloses_is_not_erased(office: Store) -> None:
    with office.begin() as tx:
        office_id, (first, _), _ = written(tx)
        sha256 = tx.files.keep(b"order", "application/pdf", START)
        document = tx.files.make_document(
            office_id=office_id, kind="order", name="a.pdf", sha256=sha256, made_for_id=first, now=START, about={}
        )
        new = NewCircular(kind=Kind.ORDER, title="t", parts={first: ""}, document_id=document.id)
        tx.circulars.write(new, office_id=office_id, by=first, now=START)
        tx.flush()
        tx._session.delete(document)
        tx.files.erase_unused({sha256}, START)

        assert tx.files.read(sha256) == b"order"
