"""The inbox and the outbox keep their promises on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from storage.claiming import LEASE
from storage.errors import AlreadyDoneError
from storage.inbox import ATTEMPTS, BLOCKS_FOR, Arrival
from storage.inbox import LEASE as INBOX_LEASE
from storage.outbox import Letter
from storage.schema import Inbox
from storage.store import Store

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


def arrival(event_id: str, *, conversation: str = "Ua", at: int = 0, user: str = "Ua") -> Arrival:
    return Arrival(
        event_id=event_id,
        conversation=conversation,
        user_id=user,
        kind="message",
        happened_ms=at,
        payload={"n": event_id},
    )


def keep(store: Store, *arrivals: Arrival) -> int:
    with store.begin() as tx:
        new = tx.inbox.add(arrivals, NOW)
        tx.commit()
    return new


def claim_row(store: Store, now: datetime = NOW) -> Inbox | None:
    with store.begin() as tx:
        row = tx.inbox.claim(now)
        tx.commit()
    return row


def claim(store: Store, now: datetime = NOW) -> str | None:
    row = claim_row(store, now)
    return row.event_id if row else None


def finish(store: Store, event_id: str) -> None:
    with store.begin() as tx:
        row = next(r for r in (tx.inbox.get(i) for i in range(1, 10)) if r.event_id == event_id)
        tx.inbox.finish(row)
        tx.commit()


def test_an_event_that_comes_twice_is_kept_once(store: Store) -> None:
    assert keep(store, arrival("e1"), arrival("e2")) == 2
    assert keep(store, arrival("e1"), arrival("e3")) == 1

    with store.reading() as tx:
        assert tx.inbox.counts() == {"waiting": 3}


def test_what_no_database_keeps_is_replaced_and_never_loses_the_event(store: Store) -> None:
    odd = {"text": "ก\0ข\ud800ค😀", "\0": [float("nan"), float("inf"), 1.5, {"deep": "\udfff"}]}
    with store.begin() as tx:
        strange = Arrival(event_id="e\0", conversation="U\ud800", user_id="U\0", kind="\0", happened_ms=1, payload=odd)
        assert tx.inbox.add([strange, arrival("e1")], NOW) == 2
        tx.commit()

    with store.reading() as tx:
        assert tx.inbox.get(1).payload == {"text": "ก�ข�ค😀", "�": [None, None, 1.5, {"deep": "�"}]}


def test_what_is_not_committed_leaves_no_trace(store: Store) -> None:
    with store.begin() as tx:
        tx.inbox.add([arrival("e1")], NOW)

    with store.reading() as tx:
        assert tx.inbox.counts() == {}


def test_one_conversation_is_worked_off_in_the_order_things_happened(store: Store) -> None:
    keep(store, arrival("late", at=2), arrival("early", at=1))

    assert claim(store) == "early"
    assert claim(store) is None
    finish(store, "early")
    assert claim(store) == "late"


def test_another_conversation_does_not_wait_behind_a_slow_one(store: Store) -> None:
    keep(store, arrival("slow", at=1), arrival("after slow", at=2), arrival("other", conversation="Ub", at=3))

    assert claim(store) == "slow"
    assert claim(store) == "other"


def wanted(store: Store, event_id: str) -> None:
    with store.begin() as tx:
        row = tx.inbox.claim(NOW)
        assert row is not None
        assert row.event_id == event_id
        tx.inbox.want_content(tx.inbox.sent_with(row))
        tx.inbox.postpone(row, NOW, timedelta(0))
        tx.commit()


def fetch(store: Store, now: datetime = NOW) -> Inbox | None:
    with store.begin() as tx:
        row = tx.inbox.claim_fetch(now)
        tx.commit()
    return row


def test_a_file_is_fetched_whatever_its_chat_waits_for_and_counts_no_attempt(store: Store) -> None:
    keep(store, arrival("file", at=1), arrival("words", at=2))
    wanted(store, "file")
    assert claim(store) is None

    row = fetch(store)
    assert row is not None
    assert (row.event_id, fetch(store)) == ("file", None)
    with store.begin() as tx:
        tx.inbox.content_is(row, "gone", None, NOW)
        tx.commit()

    again = claim_row(store)
    assert again is not None
    assert (again.event_id, again.content, again.attempts) == ("file", "gone", 1)


def test_a_chat_waits_half_a_minute_for_a_file_and_no_longer(store: Store) -> None:
    keep(store, arrival("file", at=1), arrival("words", at=2))
    wanted(store, "file")

    assert claim(store, NOW + BLOCKS_FOR) is None
    assert claim(store, NOW + BLOCKS_FOR + timedelta(seconds=1)) == "words"


def test_a_lease_that_ran_out_is_taken_over(store: Store) -> None:
    keep(store, arrival("e1"))
    assert claim(store) == "e1"

    assert claim(store, NOW + INBOX_LEASE / 2) is None
    assert claim(store, NOW + INBOX_LEASE + timedelta(seconds=1)) == "e1"


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_the_event(store: Store) -> None:
    keep(store, arrival("e1"))
    slow = claim_row(store)
    late = NOW + INBOX_LEASE + timedelta(seconds=1)
    quick = claim_row(store, late)
    assert slow is not None
    assert quick is not None

    with store.begin() as tx, pytest.raises(AlreadyDoneError):
        tx.inbox.finish(slow)
    with store.begin() as tx:
        tx.inbox.finish(quick)
        tx.commit()
    with store.begin() as tx, pytest.raises(AlreadyDoneError):
        tx.inbox.failed(slow, "boom", late)
    with store.reading() as tx:
        assert tx.inbox.counts() == {"done": 1}


def test_waiting_for_a_file_is_no_attempt(store: Store) -> None:
    keep(store, arrival("e1"))
    now = NOW
    for _ in range(2 * ATTEMPTS):
        row = claim_row(store, now)
        assert row is not None
        assert row.attempts == 1
        with store.begin() as tx:
            tx.inbox.postpone(row, now, timedelta(seconds=2))
            tx.commit()
        now += timedelta(seconds=2)


def test_an_event_that_keeps_failing_is_parked_and_can_be_requeued(store: Store) -> None:
    keep(store, arrival("e1"))
    now = NOW
    for attempt in range(1, ATTEMPTS + 1):
        row = claim_row(store, now)
        assert row is not None
        with store.begin() as tx:
            assert tx.inbox.failed(row, "boom", now) is (attempt == ATTEMPTS)
            tx.commit()
        now += timedelta(minutes=5)

    assert claim(store, now) is None
    with store.begin() as tx:
        assert tx.inbox.requeue_dead(now) == 1
        tx.commit()
    assert claim(store, now) == "e1"


def test_four_threads_never_get_the_same_event(store: Store) -> None:
    keep(store, *(arrival(f"e{n}", conversation=f"U{n}", at=n) for n in range(40)))
    start, got = Barrier(4), []

    def work() -> None:
        start.wait()
        while (event := claim(store)) is not None:
            got.append(event)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == sorted(f"e{n}" for n in range(40))


def put(store: Store, letter: Letter, now: datetime = NOW) -> int:
    with store.begin() as tx:
        row_id = tx.outbox.add(letter, now)
        tx.commit()
    return row_id


def push(**changes: object) -> Letter:
    fields = {"chat": "Ua", "messages": [{"type": "text", "text": "x"}], **changes}
    return Letter(way="push", **fields)  # type: ignore[arg-type]


def reply(**changes: object) -> Letter:
    fields = {"chat": "Ua", "reply_token": "r1", "reply_until": NOW + timedelta(seconds=50), **changes}
    return Letter(way="reply", messages=[{"type": "text", "text": "x"}], **fields)  # type: ignore[arg-type]


def take(store: Store, now: datetime = NOW, allowance: int | None = 100) -> tuple[str, bool] | None:
    with store.begin() as tx:
        claimed = tx.outbox.claim(now, allowance=allowance)
        tx.commit()
    return (claimed.way, claimed.tried) if claimed else None


def status(store: Store) -> dict[str, int]:
    with store.reading() as tx:
        return tx.outbox.counts()


def test_a_row_whose_worker_died_is_sent_again_and_says_it_was_tried(store: Store) -> None:
    put(store, push())
    assert take(store) == ("push", False)

    assert take(store, NOW + LEASE / 2) is None
    assert take(store, NOW + LEASE + timedelta(seconds=1)) == ("push", True)


def test_a_push_older_than_its_retry_key_is_never_blindly_sent_again(store: Store) -> None:
    put(store, push())
    take(store)

    assert take(store, NOW + timedelta(hours=25)) is None
    assert status(store) == {"uncertain": 1}


@pytest.mark.parametrize(("worth_push", "becomes"), [(True, ("push", False)), (False, None)])
def test_a_missed_reply_is_paid_for_only_if_it_is_worth_it(
    store: Store, worth_push: bool, becomes: tuple[str, bool] | None
) -> None:
    put(store, reply(worth_push=worth_push))

    assert take(store, NOW + timedelta(minutes=2)) == becomes


def test_the_month_never_costs_more_than_its_allowance(store: Store) -> None:
    for _ in range(3):
        row_id = put(store, push())
        if take(store, allowance=2):
            with store.begin() as tx:
                tx.outbox.sent(row_id, ["m1"], NOW)
                tx.commit()

    assert status(store) == {"sent": 2, "held": 1}
    with store.reading() as tx:
        assert tx.quota.figures(NOW, otherwise=2).used == 2


def test_what_is_on_its_way_counts_as_paid(store: Store) -> None:
    put(store, push())
    put(store, push(chat="Ub"))

    assert take(store, allowance=1) == ("push", False)
    assert take(store, allowance=1) is None
    assert status(store) == {"sending": 1, "held": 1}


def answer_lost(store: Store, row_id: int) -> None:
    with store.begin() as tx:
        tx.outbox.later(row_id, at=NOW + timedelta(minutes=1), error="time-out", maybe_accepted=True)
        tx.commit()


def test_what_line_may_have_taken_keeps_its_place_in_the_month(store: Store) -> None:
    row_id = put(store, push())
    put(store, push(chat="Ub"))
    assert take(store, allowance=1) == ("push", False)
    answer_lost(store, row_id)

    assert take(store, allowance=1) is None
    assert status(store) == {"waiting": 1, "held": 1}


def test_what_line_may_have_taken_is_asked_again_with_its_key_although_the_month_is_full(store: Store) -> None:
    """Put aside, it would go out later with a new key, and the person would have it twice."""
    row_id = put(store, push())
    take(store, allowance=1)
    answer_lost(store, row_id)
    with store.begin() as tx:
        tx.quota.note(allowed=1, used=1, asked_at=NOW)
        tx.commit()

    assert take(store, NOW + timedelta(minutes=2), allowance=1) == ("push", True)


def test_lines_own_figure_wins_when_it_is_larger(store: Store) -> None:
    put(store, push())
    with store.begin() as tx:
        tx.quota.note(allowed=300, used=300, asked_at=NOW - timedelta(minutes=1))
        tx.commit()

    assert take(store, allowance=300) is None


def test_a_once_key_can_be_used_one_time_only(store: Store) -> None:
    put(store, push(once="k"))

    with store.reading() as tx:
        assert tx.outbox.has_once("k")
        assert not tx.outbox.has_once("other")


def test_answers_go_before_reminders_because_their_time_is_short(store: Store) -> None:
    put(store, push(nags=True))
    put(store, push(chat="Ub"))
    put(store, reply(chat="Uc"))

    assert [take(store), take(store), take(store)] == [("reply", False), ("push", False), ("push", False)]
    with store.reading() as tx:
        assert tx.outbox.counts() == {"sending": 3}


def test_two_workers_never_take_the_last_paid_message_together(store: Store) -> None:
    for n in range(8):
        put(store, push(chat=f"U{n}"))
    start, got = Barrier(8), []

    def work() -> None:
        start.wait()
        got.append(take(store, allowance=1))

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(claimed is not None for claimed in got) == 1


def test_reminders_leave_a_reserve_for_answers(store: Store) -> None:
    put(store, push(nags=True))
    with store.begin() as tx:
        assert tx.outbox.claim(NOW, allowance=3, reserve=3) is None
        tx.commit()
    put(store, push())

    assert take(store, allowance=3) == ("push", False)


def test_a_reminder_that_was_late_by_a_day_is_asked_anew_in_other_words(store: Store) -> None:
    put(store, push(nags=True))

    assert take(store, NOW + timedelta(days=1)) is None
    assert status(store) == {"withdrawn": 1}


def test_what_is_parked_can_be_requeued_and_is_no_longer_in_doubt(store: Store) -> None:
    for parked in ("held", "refused"):
        row_id = put(store, push())
        take(store)
        with store.begin() as tx:
            tx.outbox.stopped(row_id, parked, "why")
            tx.commit()

    later = NOW + timedelta(days=2)
    with store.begin() as tx:
        assert tx.undelivered.requeue_parked(later) == 2
        tx.commit()
    assert take(store, later) == ("push", False)


def test_a_message_that_keeps_failing_grows_old(store: Store) -> None:
    row_id = put(store, push())
    take(store)
    with store.begin() as tx:
        tx.outbox.later(row_id, at=NOW + timedelta(hours=1), error="down", maybe_accepted=False)
        tx.commit()

    with store.reading() as tx:
        assert tx.outbox.oldest_waiting() == NOW
