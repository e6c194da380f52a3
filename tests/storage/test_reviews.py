"""The queue of what waits to be looked at, in real tables: its order, its counts, what it costs to ask, and races."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.lifecycle import Deed, State
from domain.reviewing import OFFICE as BENCH
from storage.reviews import DONE, DRAFT, PATIENCE, Place, Which
from storage.schema import Attachment, Obligation, Review, Submission
from storage.store import Store, Transaction
from tests.storage.test_morning import NOW, OFFICE, OTHER, days, fill, hand_in, statements
from tests.storage.test_races import together

WAITING, PASSED = [s.value for s in BENCH.waiting], [s.value for s in BENCH.passed]
QUEUE = Which(OFFICE, ["strategy"], WAITING, NOW)
OFFICER = 10


@pytest.fixture
def office(store: Store) -> Store:
    fill(store, 9)
    return store


def of_queue(tx: Transaction, which: Which = QUEUE, **more: object) -> list[int]:
    """The units whose debts wait, in their order."""
    return [row.unit_id for row in tx.reviews.waiting(which, **more)]  # type: ignore[arg-type]


def mark(store: Store, unit: int, findings: list[dict[str, str]]) -> None:
    """The checks found something in what that unit sent."""
    with Session(store.engine) as session:
        debt = select(Obligation.id).where(Obligation.requirement_id == 1, Obligation.unit_id == unit).scalar_subquery()
        session.execute(update(Submission).where(Submission.obligation_id == debt).values(findings=findings))
        session.commit()


def decided(tx: Transaction, debt: Obligation, deed: Deed = Deed.ACCEPT, **more: object) -> Review:
    """A review of that debt, kept."""
    facts = {"status": DONE, "at": NOW, "before": "submitted", "after": "accepted", "sender_id": 11, **more}
    made = Review(office_id=OFFICE, obligation_id=debt.id, deed=deed.value, by_id=OFFICER, **facts)
    tx.reviews.add(made)
    return made


def debt_of(tx: Transaction, unit: int) -> Obligation:
    return next(debt for debt in tx.work.of_requirement(1) if debt.unit_id == unit)


def test_what_has_waited_longest_comes_first_and_a_place_is_where_one_goes_on(office: Store) -> None:
    for unit, ago in ((10, 1), (11, 5), (12, 5), (13, 3)):
        hand_in(office, unit, NOW - days(ago))
    hand_in(office, 14, NOW - days(9), state=State.ACCEPTED)
    hand_in(office, 10, NOW - days(4), requirement=2)

    with office.reading() as tx:
        assert of_queue(tx) == [11, 12, 10, 13, 10]
        assert of_queue(tx, of=[1]) == [11, 12, 13, 10]
        (second,) = tx.reviews.waiting(QUEUE, limit=2)[1:]
        assert of_queue(tx, after=second.place) == [10, 13, 10]
        assert of_queue(tx, after=Place(NOW, 10**9)) == []
        assert of_queue(tx, QUEUE._replace(office_id=OTHER)) == []
        assert of_queue(tx, QUEUE._replace(works=["emes"])) == []


def test_another_bench_has_another_queue(office: Store) -> None:
    hand_in(office, 10, NOW - days(1))
    hand_in(office, 11, NOW - days(2), state=State.ACCEPTED)

    with office.reading() as tx:
        assert of_queue(tx, QUEUE._replace(states=[State.ACCEPTED.value])) == [11]


def test_a_claim_waits_since_its_last_evidence_which_is_what_is_seen_of_it(office: Store) -> None:
    with Session(office.engine) as session:
        claimed = (Obligation.requirement_id == 1, Obligation.unit_id == 10)
        session.execute(update(Obligation).where(*claimed).values(state="claimed"))
        debt = session.scalars(select(Obligation.id).where(*claimed)).one()
        for n, ago in enumerate((8, 6), start=1):
            session.add(
                Attachment(
                    id=n, office_id=OFFICE, person_id=10, message_id=f"p{n}", kind="link", link="https://example.org",
                    received_at=NOW - days(ago), obligation_id=debt,
                )
            )  # fmt: skip
        session.commit()

    with office.reading() as tx:
        (row,) = tx.reviews.waiting(QUEUE)
        assert (row.place, row.seen) == (Place(NOW - days(6), debt), 2)
        assert tx.reviews.at_hand(debt) == (row.place, 2)


def test_rounds_tell_how_far_they_are_and_how_many_are_clean(office: Store) -> None:
    for unit in (10, 11, 12):
        hand_in(office, unit, NOW - days(1))
    hand_in(office, 13, NOW - days(1), state=State.ACCEPTED)
    hand_in(office, 14, NOW - days(1), state=State.RETURNED)
    mark(office, 11, [{"code": "missing"}])

    with office.begin() as tx:
        (round_,) = tx.reviews.rounds(QUEUE, PASSED)
        assert (round_.title, round_.waiting, round_.clean, round_.passed) == ("งานแรก", 3, 2, 1)
        clean = tx.reviews.clean_to_take(QUEUE, 1, round_.newest)
        assert [debt.unit_id for debt in clean] == [10, 12]
        assert [debt.unit_id for debt in tx.reviews.clean_to_take(QUEUE, 1, round_.newest - 1)] == [10]


@pytest.mark.parametrize("schools", [3, 2000])
def test_a_queue_costs_as_much_of_a_large_office_as_of_a_small_one(store: Store, schools: int) -> None:
    fill(store, schools)
    for unit in (10, 11, 12):
        hand_in(store, unit, NOW)
    with store.reading() as tx, statements(store) as asked:
        rows = tx.reviews.waiting(QUEUE, limit=1)
        tx.reviews.rounds(QUEUE, PASSED)
        tx.reviews.at_hand(rows[0].place.debt)

    assert len([words for words in asked if words.startswith("SELECT")]) == 3


def test_of_two_officers_at_once_one_finds_it_decided(office: Store) -> None:
    hand_in(office, 10, NOW)
    with office.reading() as tx:
        debt_id = debt_of(tx, 10).id
    seen: list[str] = []

    def accept(_: int) -> None:
        with office.begin() as tx:
            debt = tx.work.obligation_to_settle(debt_id)
            assert debt is not None
            seen.append(debt.state)
            if debt.state == State.SUBMITTED:
                decided(tx, debt)
                debt.state = State.ACCEPTED.value
            tx.commit()

    assert together(2, accept) == []
    assert seen == [State.SUBMITTED, State.ACCEPTED]
    with office.reading() as tx:
        last = tx.reviews.latest_of(debt_id)
        assert last is not None
        assert [one.id for one in tx.reviews.decided_with(last)] == [last.id]


def test_a_draft_is_the_officers_only_one_and_is_forgotten_after_a_while(office: Store) -> None:
    facts = {"status": DRAFT, "at": NOW, "before": "submitted", "after": "returned"}
    with office.begin() as tx:
        debts = [debt_of(tx, unit).id for unit in (10, 11)]
        drafts = [Review(office_id=OFFICE, obligation_id=d, deed="return", by_id=OFFICER, **facts) for d in debts]
        _, made = [tx.reviews.draft(draft) for draft in drafts]
        assert tx.reviews.draft_of(OFFICER, NOW) is made
        assert tx.reviews.draft_of(OFFICER, NOW + PATIENCE) is None
        assert tx.reviews.last_by(OFFICER) is None, "nothing is decided yet"
        tx.reviews.drop(made)
        assert tx.reviews.draft_of(OFFICER, NOW) is None


def test_good_news_is_told_while_it_is_true_and_once(office: Store) -> None:
    for unit in (10, 11):
        hand_in(office, unit, NOW, state=State.ACCEPTED)
    with office.begin() as tx:
        one, other = (decided(tx, debt_of(tx, unit)) for unit in (10, 11))
        assert tx.reviews.good_news_for(11, PASSED) == [one, other]
        assert tx.reviews.good_news_for(12, PASSED) == []
        one.told_at, debt_of(tx, 11).state = NOW, State.RETURNED.value
        tx.flush()
        assert tx.reviews.good_news_for(11, PASSED) == []


def test_what_was_sent_back_is_known_with_its_new_day(office: Store) -> None:
    with office.begin() as tx:
        debt = debt_of(tx, 10)
        decided(tx, debt, Deed.RETURN, due_after=NOW + timedelta(days=3))
        second = decided(tx, debt_of(tx, 11), Deed.RETURN, at=NOW + timedelta(hours=1))
        decided(tx, debt_of(tx, 12), Deed.RETURN, at=NOW + timedelta(hours=1), status=DRAFT)
        assert tx.reviews.sent_back(NOW) == [second]
        assert tx.reviews.due_anew_at(OFFICE) == {debt.id: NOW}


def test_a_document_shown_before_is_found_by_where_it_comes_from(office: Store) -> None:
    with office.begin() as tx:
        sha256 = tx.files.keep(b"a", "text/plain", NOW)
        made = tx.files.make_document(
            office_id=OFFICE, kind="sent", name="a", sha256=sha256, made_for_id=10, now=NOW, about={"upload": 7}
        )
        assert tx.files.shown_to(10, "sent", {"upload": 7}) is made
        assert tx.files.shown_to(10, "sent", {"upload": 8}) is None
        assert tx.files.shown_to(10, "sent", {"upload": 7, "review": 1}) is None
        assert tx.files.shown_to(11, "sent", {"upload": 7}) is None
