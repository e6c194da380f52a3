"""Changes that people are to hear of, and who has heard, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from domain.news import Change, NewsKey, Stands
from storage import schema as s
from storage.outbox import Letter
from storage.store import Store
from tests.storage.test_nags import DUE, NOW, key, office, remind

__all__ = ["office"]
OFF = Change(id=0, obligation_id=1, was=Stands.ASKED, due_before=DUE, stands=Stands.CALLED_OFF, due=DUE)


def change(store: Store, *, presses: bool = False) -> int:
    with store.begin() as tx:
        tx.news.add([(OFF, presses)], office_id=1, made_by=2, now=NOW)
        (*_, found) = tx.news.since(1, NOW)
        tx.commit()
    return found.change.id


def tell(store: Store, news_id: int, *, way: str = "push", asks: bool = False) -> int:
    with store.begin() as tx:
        row = tx.outbox.add(Letter(way=way, chat="U1", messages=[{}], nags=asks, reply_token="t"), NOW)
        tx.news.told([(NewsKey(news_id, 1), row)])
        tx.commit()
    return row


def heard(store: Store, news_id: int) -> dict[int, set[int]]:
    with store.reading() as tx:
        return tx.news.heard([news_id])


def test_changes_are_found_since_a_moment_by_unit_and_by_what_presses(office: Store) -> None:
    change(office)
    change(office, presses=True)
    with office.reading() as tx:
        assert [one.presses for one in tx.news.since(1, NOW)] == [False, True]
        assert [(one.unit_id, one.state, one.made_by) for one in tx.news.since(1, NOW, pressing=True)] == [
            (2, "pending", 2)
        ]
        assert tx.news.since(1, NOW + timedelta(seconds=1)) == tx.news.since(2, NOW) == tx.news.since(1, NOW, [1]) == []


def test_who_hears_twice_has_heard_once(office: Store) -> None:
    news_id = change(office)
    tell(office, news_id)
    tell(office, news_id)
    assert heard(office, news_id) == {1: {news_id}}


@pytest.mark.parametrize("way", ["reply", "push"])
def test_what_was_not_sent_was_not_heard(office: Store, way: str) -> None:
    news_id = change(office)
    if way == "reply":
        row = tell(office, news_id, way="reply")
        with office.begin() as tx:
            tx.outbox.reply_missed(row, NOW)
            tx.commit()
    else:
        remind(office, 1, key(1))
        with Session(office.engine) as session:
            session.add(s.NewsHeard(news_id=news_id, person_id=1, outbox_id=1))
            session.commit()
        with office.begin() as tx:
            tx.outbox.withdraw_about(1, NOW)
            tx.commit()
    assert heard(office, news_id) == {}


def test_who_was_reminded_of_what_is_known(office: Store) -> None:
    remind(office, 1, key(1))
    with office.reading() as tx:
        assert tx.news.reminded([1, 2]) == {(1, 1)}
