"""What members of a committee think of a form is kept on both databases: one opinion each, of one version."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.lifecycle import State
from domain.reviewing import SCREENING
from domain.screening import PATIENCE, about, tally, wanted
from storage.reviews import Which
from storage.store import Store, Transaction
from tests.storage.test_morning import NOW, OFFICE, fill, hand_in
from tests.storage.test_reviews import debt_of, decided

QUEUE = Which(OFFICE, ["strategy"], [s.value for s in SCREENING.waiting], NOW, by_opinions=True)
PASSED = [s.value for s in SCREENING.passed]
ONE, TWO = 10, 11


@pytest.fixture
def office(store: Store) -> Store:
    fill(store, 9)
    for unit in (10, 11, 12):
        hand_in(store, unit, NOW, state=State.ACCEPTED)
    return store


def give(tx: Transaction, unit: int, person: int, words: str = "", **later: float) -> bool:
    """Somebody says what they think of what that unit sent."""
    debt = debt_of(tx, unit)
    assert debt.standing is not None
    now = NOW + timedelta(**later)
    return tx.opinions.give(debt.id, debt.standing.id, person, passes=not words, words=words, now=now)


def test_an_opinion_takes_the_place_of_the_one_before(office: Store) -> None:
    with office.begin() as tx:
        assert give(tx, 10, ONE)
        assert not give(tx, 10, ONE), "they thought that before"
        assert give(tx, 10, TWO, "แนบคำสั่ง", minutes=1)
        assert give(tx, 10, ONE, "ตัวเลขไม่ตรง", minutes=2)
        debt = debt_of(tx, 10)
        assert debt.standing is not None
        found = tx.opinions.of([debt.id])[debt.id]
        assert [one.person_id for one in found] == [TWO, ONE]
        assert tally(about(found, debt.standing.id)) == (0, 2)
        assert wanted(found) == ("แนบคำสั่ง", "ตัวเลขไม่ตรง")
        assert about(found, debt.standing.id + 99) == ()
        assert tx.opinions.given([debt.standing.id]) == {(ONE, debt.standing.id), (TWO, debt.standing.id)}
        assert tx.opinions.given([]) == set()
        assert tx.opinions.given_by(ONE, [debt.standing.id]) == {debt.standing.id}
        assert tx.opinions.given_by(ONE, []) == set()


def test_whoever_is_asked_keeps_what_they_thought_until_they_answer(office: Store) -> None:
    with office.begin() as tx:
        debts = [debt_of(tx, unit) for unit in (10, 11)]
        give(tx, 10, ONE)
        for debt in debts:
            assert debt.standing is not None
            tx.opinions.ask(debt.id, debt.standing.id, ONE, NOW)
        asked = tx.opinions.asked(ONE, NOW)
        assert asked is not None
        assert asked.obligation_id == debts[1].id, "only the last"
        assert tx.opinions.asked(TWO, NOW) is None
        assert tx.opinions.asked(ONE, NOW + PATIENCE) is None
        assert tx.opinions.of([debts[1].id]) == {debts[1].id: []}, "nothing is said yet"
        tx.opinions.leave(asked)
        assert tx.opinions.asked(ONE, NOW) is None
        assert [one.passes for one in tx.opinions.of([debts[0].id])[debts[0].id]] == [True]


def test_what_somebody_only_thinks_that_it_passes_is_clean(office: Store) -> None:
    with office.begin() as tx:
        give(tx, 10, ONE)
        give(tx, 11, ONE)
        give(tx, 11, TWO, "แนบคำสั่ง")
        (round_,) = tx.reviews.rounds(QUEUE, PASSED)
        assert (round_.waiting, round_.clean, round_.passed) == (3, 1, 0)
        assert [debt.unit_id for debt in tx.reviews.clean_to_take(QUEUE, 1, round_.newest)] == [10]
        give(tx, 11, TWO)
        assert [debt.unit_id for debt in tx.reviews.clean_to_take(QUEUE, 1, round_.newest)] == [10, 11]


def test_what_a_committee_resolved_last_is_known_apart_from_the_office(office: Store) -> None:
    with office.begin() as tx:
        debt = debt_of(tx, 10)
        decided(tx, debt)
        assert tx.reviews.resolutions([debt.id], SCREENING.key) == {}
        resolved = decided(tx, debt, bench=SCREENING.key)
        decided(tx, debt, bench=SCREENING.key, status="draft")
        assert tx.reviews.resolutions([debt.id], SCREENING.key) == {debt.id: resolved}


def test_whoever_is_forgotten_leaves_what_they_thought_and_not_what_they_began(office: Store) -> None:
    with office.begin() as tx:
        person = tx.people.get(ONE)
        assert person is not None
        give(tx, 10, ONE, "แนบคำสั่ง")
        other = debt_of(tx, 11)
        assert other.standing is not None
        tx.opinions.ask(other.id, other.standing.id, ONE, NOW)
        assert [one.words for one in tx.holdings.opinions(person)] == ["แนบคำสั่ง"]
        tx.forgetting.person(person, "ผู้ใช้เดิม #1", NOW)
        assert tx.opinions.asked(ONE, NOW) is None
        debt = debt_of(tx, 10)
        assert [(one.who, one.words) for one in tx.opinions.of([debt.id])[debt.id]] == [("ผู้ใช้เดิม #1", "แนบคำสั่ง")]
