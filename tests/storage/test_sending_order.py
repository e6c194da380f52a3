"""What leaves for one chat leaves in order and one at a time, however many threads, workers and processes send."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event, Lock, Thread
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from bot.deliver import Deliverer
from bot.line.client import Quota
from bot.line.outcomes import Outcome, Sent
from bot.line.rates import Rates
from bot.quota import QuotaKeeper
from storage.claiming import LEASE, Claimed
from storage.files import FileStore
from storage.outbox import Letter
from storage.store import Store
from tests.storage.conftest import NewEngine

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


def put(store: Store, chat: str, words: str = "x", *, way: str = "push") -> int:
    fresh = NOW + timedelta(minutes=1)
    letter = Letter(way=way, chat=chat, messages=[{"text": words}], reply_token=words, reply_until=fresh)
    with store.begin() as tx:
        row_id = tx.outbox.add(letter, NOW)
        tx.commit()
    return row_id


def claim(
    store: Store, now: datetime = NOW, *, worker: int | None = None, ways: tuple[str, ...] = ("push",)
) -> Claimed | None:
    with store.begin() as tx:
        claimed = tx.outbox.claim(now, allowance=None, worker=worker, ways=ways)
        tx.commit()
    return claimed


def words_of(claimed: Claimed | None) -> str | None:
    return None if claimed is None else str(claimed.messages[0]["text"])


def sent(store: Store, claimed: Claimed | None) -> None:
    assert claimed is not None
    with store.begin() as tx:
        tx.outbox.sent(claimed.id, [f"m{claimed.id}"], NOW)
        tx.commit()


def test_a_chat_waits_for_the_message_that_is_on_its_way_and_others_do_not(store: Store) -> None:
    for chat, words in (("Ua", "first"), ("Ua", "second"), ("Ub", "other")):
        put(store, chat, words)
    first = claim(store)

    assert words_of(first) == "first"
    assert words_of(claim(store)) == "other"
    assert claim(store) is None
    sent(store, first)
    assert words_of(claim(store)) == "second"


def test_a_lease_that_ran_out_holds_nobody_up_but_goes_first(store: Store) -> None:
    put(store, "Ua", "first")
    put(store, "Ua", "second")
    claim(store)
    later = NOW + LEASE + timedelta(seconds=1)

    again = claim(store, later)
    assert words_of(again) == "first"
    assert claim(store, later) is None
    sent(store, again)
    assert words_of(claim(store, later)) == "second"


def test_a_message_that_may_not_go_yet_is_overtaken(store: Store) -> None:
    row_id = put(store, "Ua", "first")
    put(store, "Ua", "second")
    claim(store)
    with store.begin() as tx:
        tx.outbox.later(row_id, at=NOW + timedelta(minutes=5), error="500", maybe_accepted=True)
        tx.commit()

    assert words_of(claim(store)) == "second"


def test_a_way_that_is_closed_leaves_its_messages_alone(store: Store) -> None:
    put(store, "Ua", "reply", way="reply")
    put(store, "Ub", "push")

    assert words_of(claim(store, ways=("push",))) == "push"
    assert claim(store, ways=("push",)) is None
    assert words_of(claim(store, ways=("reply", "push"))) == "reply"


def test_a_late_reply_becomes_a_push_that_waits_for_its_own_way(store: Store) -> None:
    letter = Letter(way="reply", chat="Ua", messages=[{"text": "late"}], reply_until=NOW, worth_push=True)
    with store.begin() as tx:
        tx.outbox.add(letter, NOW)
        tx.commit()

    assert claim(store, ways=("reply",)) is None
    assert words_of(claim(store, ways=("push",))) == "late"


def test_the_leases_of_the_dead_are_free_at_once_and_those_of_the_living_are_not(store: Store) -> None:
    for chat, worker in (("Ua", 1), ("Ub", 2), ("Uc", None)):
        put(store, chat, chat)
        claim(store, worker=worker)
    with store.begin() as tx:
        tx.outbox.release_dead({2})
        tx.commit()

    again = claim(store, worker=2)
    assert again is not None
    assert (words_of(again), again.tried) == ("Ua", True)
    assert claim(store) is None
    with store.begin() as tx:
        tx.outbox.release_dead(())
        tx.commit()
    assert {words_of(claim(store)), words_of(claim(store)), words_of(claim(store))} == {"Ua", "Ub", None}


def test_a_worker_that_lost_its_lease_knows(store: Store) -> None:
    put(store, "Ua")
    slow = claim(store)
    quick = claim(store, NOW + LEASE + timedelta(seconds=1))
    assert slow is not None
    assert quick is not None

    with store.begin() as tx:
        assert not tx.outbox.still_ours(slow)
        assert tx.outbox.still_ours(quick)


class Watching:
    """A LINE that notes what is with it at the same time, and in which order things came."""

    def __init__(self) -> None:
        self.came: dict[str, list[str]] = defaultdict(list)
        self.overlaps: list[str] = []
        self._inside: set[str] = set()
        self._lock = Lock()

    def push(self, to: str, messages: list[dict[str, str]], retry_key: str) -> Outcome:
        """Take a message."""
        with self._lock:
            self.overlaps += [to] if to in self._inside else []
            self._inside.add(to)
            self.came[to].append(messages[0]["text"])
        Event().wait(0.001)  # long enough for another thread to come in
        with self._lock:
            self._inside.discard(to)
        return Sent((retry_key,))

    def reply(self, reply_token: str, messages: list[dict[str, str]]) -> Outcome:
        """Take an answer."""
        return self.push(messages[0]["chat"], messages, reply_token)

    def quota(self) -> Quota | None:
        """No figures."""
        return None


@pytest.mark.parametrize("processes", [1, 2])
def test_many_threads_deliver_each_message_once_in_order_and_within_the_month(store: Store, processes: int) -> None:
    chats, each, allowed = [f"U{n}" for n in range(5)], 6, 25
    for n in range(each):
        for chat in chats:
            put(store, chat, f"{n}")
    line, start = Watching(), Barrier(8)
    deliverers = [
        Deliverer(store, line, Rates(store), QuotaKeeper(store, line, allowed, 0))  # type: ignore[arg-type]  # lists
        for _ in range(processes)
    ]

    def idle() -> bool:
        with store.reading() as tx:
            return tx.outbox.oldest_waiting() is None

    def work(n: int) -> None:
        start.wait()
        while not idle():
            deliverers[n % processes].deliver_one(NOW, worker=n)

    threads = [Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert line.overlaps == []
    assert all(came == sorted(came) and len(set(came)) == len(came) for came in line.came.values())
    assert sum(map(len, line.came.values())) == allowed
    with store.reading() as tx:
        assert tx.outbox.counts() == {"sent": allowed, "held": len(chats) * each - allowed}


@pytest.mark.parametrize("statistics", ["of a quiet hour", pytest.param("of now", marks=pytest.mark.soak)])
def test_a_message_is_chosen_and_paid_for_without_sorting_or_reading_all_that_wait(
    new_engine: NewEngine, tmp_path: Path, statistics: str
) -> None:
    engine = new_engine("migrated postgres")
    store, plans = Store(engine, FileStore(str(tmp_path))), list[str]()
    with store.begin() as tx:
        letters = [Letter(way="push", chat=f"U{n}", messages=[{"text": "x" * 500}], nags=True) for n in range(1500)]
        if statistics == "of a quiet hour":
            tx._session.execute(text("ANALYZE outbox"))
        tx.outbox.add_all(letters, NOW)
        tx.commit()
    if statistics == "of now":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE outbox"))

    def explain(connection: Connection, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT outbox.id") or "sum(outbox.paid)" in statement:
            cursor = connection.connection.cursor()
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING off, COSTS off) {statement}", parameters)
            plans.extend(line for (line,) in cursor.fetchall())

    event.listen(engine, "before_cursor_execute", explain)
    with store.begin() as tx:
        assert tx.outbox.claim(NOW, allowance=100_000) is not None
        tx.commit()

    assert any("ix_outbox_unsent" in line for line in plans)
    assert not any("Sort" in line or "Seq Scan" in line for line in plans)
    read = [int(float(found)) for line in plans for found in re.findall(r"actual rows=([0-9.]+)", line)]
    assert max(read) < 10
