"""Trying out on both databases: nothing of it stays, nobody waits for it, and the quota counts as in earnest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from storage.claiming import Budget
from storage.outbox import Letter
from storage.store import Store, Transaction

NOW = datetime(2027, 3, 30, 2, 0, tzinfo=UTC)  # 9:00 in Bangkok, a Tuesday


def letter(to: str, **more: Any) -> Letter:
    return Letter(way="push", chat=to, messages=[{"type": "text", "text": to}], **more)


def write(tx: Transaction, *letters: Letter, at: datetime = NOW) -> None:
    tx.outbox.add_all(letters, at)


def outcome(tx: Transaction) -> dict[str, bool]:
    """Whether each message that was written would have gone out, by whom it is for."""
    return {row.chat: row.sent for row in tx.rehearsed.written_after(0)}


def test_what_is_tried_out_leaves_nothing_behind(store: Store) -> None:
    with store.reading() as tx:
        with tx.tried_out() as trial:
            write(trial, letter("U1"))
            assert trial.outbox.counts() == {"waiting": 1}
        assert tx.outbox.counts() == {}
    with store.reading() as tx:
        assert tx.outbox.counts() == {}


def test_what_was_not_committed_yet_is_tried_out_too(store: Store) -> None:
    with store.begin() as tx:
        write(tx, letter("U1"))
        with tx.tried_out() as trial:
            assert trial.outbox.counts() == {"waiting": 1}


def test_others_write_while_something_is_tried_out(store: Store) -> None:
    with store.reading() as tx, tx.tried_out() as trial:
        write(trial, letter("U1"))
        with store.begin() as other:
            write(other, letter("U2"))
            other.commit()
        assert outcome(trial).keys() >= {"U1"}
    with store.reading() as tx:
        assert outcome(tx).keys() == {"U2"}


def test_the_quota_holds_what_it_does_not_suffice_for_and_reminders_leave_the_reserve(store: Store) -> None:
    with store.reading() as tx, tx.tried_out() as trial:
        write(trial, letter("U1", nags=True), letter("U2", nags=True), letter("U3"))

        parked = trial.rehearsed.send(NOW, Budget(allowance=4, reserve=2))

        assert outcome(trial) == {"U3": True, "U1": True, "U2": False}  # reminders last, and never from the reserve
        assert len(parked) == 1
        assert trial.quota.figures(NOW, otherwise=4).used == 2


def test_a_group_costs_its_members(store: Store) -> None:
    with store.reading() as tx, tx.tried_out() as trial:
        write(trial, letter("C1", recipients=5), letter("U1"))

        trial.rehearsed.send(NOW, Budget(allowance=5))

        assert outcome(trial) == {"C1": True, "U1": False}


def test_what_waits_for_a_later_moment_is_not_sent_before_it(store: Store) -> None:
    later = NOW + timedelta(hours=3)
    with store.reading() as tx, tx.tried_out() as trial:
        write(trial, letter("U1"), at=later)

        trial.rehearsed.send(NOW, Budget(allowance=None))

        assert outcome(trial) == {"U1": False}
        assert trial.rehearsed.next_try(NOW) == later
        trial.rehearsed.send(later, Budget(allowance=None))
        assert outcome(trial) == {"U1": True}
        assert trial.rehearsed.next_try(later) is None


def test_a_reminder_of_yesterday_is_taken_back(store: Store) -> None:
    with store.reading() as tx, tx.tried_out() as trial:
        write(trial, letter("U1", nags=True))

        trial.rehearsed.send(NOW + timedelta(days=1), Budget(allowance=None))

        assert trial.outbox.counts() == {"withdrawn": 1}
