"""What was not understood and what was taught, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.erasing import Eraser
from domain.keeping import Terms
from storage.schema import Person, TaughtPhrase, UnclearPhrase
from storage.store import Store, Transaction
from tests.plans import START, small_plan

OFFICE, OTHER = 1, 999
DAY = timedelta(days=1)


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    return store


def said(store: Store, *keys: str, days_ago: int = 0) -> None:
    with store.begin() as tx:
        for number, key in enumerate(keys):
            tx.phrases.keep(OFFICE, 1, f"m{number}", key, f"คำ {key}", START - days_ago * DAY)
        tx.commit()


def keys(tx: Transaction) -> list[str]:
    return list(tx._session.scalars(select(UnclearPhrase.key).order_by(UnclearPhrase.id)))


def test_the_most_frequent_stand_first_then_the_latest(office: Store) -> None:
    said(office, "ก", "ข", "ก", "ค")

    with office.reading() as tx:
        found = tx.phrases.unclear(OFFICE, limit=10)
        assert [(one.words, one.times) for one in found] == [("คำ ก", 2), ("คำ ค", 1), ("คำ ข", 1)]
        assert tx.phrases.unclear(OFFICE, limit=1, after=1) == found[1:2]
        assert tx.phrases.how_many(OFFICE) == 3
        assert tx.phrases.unclear(OTHER, limit=10) == []
        assert tx.phrases.how_many(OTHER) == 0
        assert tx.phrases.get(found[0].id, OTHER) is None


def test_what_is_taught_stands_for_all_that_read_the_same_in_that_office(office: Store) -> None:
    said(office, "ก", "ข", "ก")
    with office.begin() as tx:
        (first, *_) = tx.phrases.unclear(OFFICE, limit=1)
        row = tx.phrases.get(first.id, OFFICE)
        assert row is not None
        taught = tx.phrases.teach(row, "my_tasks", 1, START)
        assert keys(tx) == ["ข"]
        assert tx.phrases.meaning(OFFICE, "ก") == "my_tasks"
        assert tx.phrases.meaning(OTHER, "ก") is None
        tx.commit()

    with office.begin() as tx:
        assert tx.phrases.take_back(taught.id, OTHER, 1, START) is None
        assert tx.phrases.take_back(taught.id, OFFICE, 1, START) is not None
        assert tx.phrases.take_back(taught.id, OFFICE, 1, START) is None
        assert tx.phrases.meaning(OFFICE, "ก") is None
        assert tx.phrases.taught(OFFICE, limit=9) == []


def test_the_later_meaning_stands_and_there_is_only_one(office: Store) -> None:
    for meaning in ("my_tasks", "help"):
        said(office, "ก")
        with office.begin() as tx:
            row = tx._session.scalars(select(UnclearPhrase)).one()
            tx.phrases.teach(row, meaning, 1, START)
            tx.commit()
    with office.begin() as tx:
        assert tx.phrases.meaning(OFFICE, "ก") == "help"
        again = TaughtPhrase(
            office_id=OFFICE, key="ก", words="ก", intent="help", taught_by=1, taught_at=START,
            taken_back_by=None, taken_back_at=None,
        )  # fmt: skip
        tx._session.add(again)
        with pytest.raises(IntegrityError):
            tx._session.flush()


def test_they_go_with_the_term_of_typed_words(office: Store) -> None:
    said(office, "เก่า", days_ago=100)
    said(office, "ใหม่")

    terms = Terms(words=90, answers=90, unplaced=365, parked=365)
    assert Eraser(office, terms, lambda: START).erase(START)["unclear phrases"] == 1
    with office.reading() as tx:
        assert keys(tx) == ["ใหม่"]


def test_who_is_forgotten_takes_them_along_and_sees_them_before(office: Store) -> None:
    said(office, "ก")
    with office.begin() as tx:
        person = tx._session.get_one(Person, 1)
        assert [one.words for one in tx.holdings.unclear(person)] == ["คำ ก"]
        tx.forgetting.person(person, "ผู้ใช้เดิม #1", START)
        assert keys(tx) == []


def test_a_message_that_is_taken_back_goes(office: Store) -> None:
    said(office, "ก", "ข")
    with office.begin() as tx:
        tx.phrases.erase("m0")
        assert keys(tx) == ["ข"]
