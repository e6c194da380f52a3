"""A poisoned event never stops the others, and never runs for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import bot.dispatch
from bot.app import build_worker
from bot.config import load_config
from bot.dispatch import Dispatcher
from handlers import routing
from handlers.table import TIMERS
from storage.inbox import ATTEMPTS, LEASE, Arrival
from storage.store import Store
from tests.bot.web_client import said
from tests.plans import small_plan
from tests.stories.stage import settings_for

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def dispatcher(store: Store, tmp_path: Path) -> Dispatcher:
    settings = settings_for("http://127.0.0.1:9", tmp_path, 8000)
    return build_worker(load_config(), settings, store, lambda: NOW).dispatcher


def keep(store: Store, event: dict[str, Any], event_id: str = "e1", chat: str = "Ua") -> None:
    with store.begin() as tx:
        tx.inbox.add(
            [Arrival(event_id=event_id, conversation=chat, user_id=chat, kind="x", happened_ms=1, payload=event)], NOW
        )
        tx.commit()


def counts(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    with store.reading() as tx:
        return tx.inbox.counts(), tx.outbox.counts()


def work_off(dispatcher: Dispatcher, wait: timedelta = timedelta(minutes=3), rounds: int = 8) -> None:
    now = NOW
    for _ in range(rounds):
        while dispatcher.dispatch_one(now):
            pass
        now += wait


def fails(*_: object) -> None:
    raise ValueError("boom")


def test_an_event_that_always_fails_is_parked_with_one_apology(
    store: Store, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "answer", fails)
    keep(store, said("งานของฉัน"))
    work_off(dispatcher)

    assert counts(store) == ({"dead": 1}, {"waiting": 1})


def test_an_event_whose_apology_fails_too_is_parked_all_the_same(
    store: Store, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "answer", fails)
    monkeypatch.setattr(routing, "give_up", fails)
    keep(store, said("งานของฉัน"))
    work_off(dispatcher)

    assert counts(store) == ({"dead": 1}, {})


def test_an_event_that_kills_its_worker_is_parked_after_as_many_deaths(store: Store, dispatcher: Dispatcher) -> None:
    keep(store, said("งานของฉัน"))
    now = NOW
    for _ in range(ATTEMPTS):
        with store.begin() as tx:
            assert tx.inbox.claim(now) is not None  # and then the process is gone
            tx.commit()
        now += LEASE + timedelta(seconds=1)

    assert dispatcher.dispatch_one(now)
    assert counts(store)[0] == {"dead": 1}


def test_odd_times_and_numbers_are_no_reason_to_fail(store: Store, dispatcher: Dispatcher) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()
    odd_times: list[object] = [10**18, -1, "²", None, [], True]
    for n, odd in enumerate(odd_times):
        keep(store, said("ช่วยเหลือ") | {"timestamp": odd}, f"e{n}", f"U{n}")
    work_off(dispatcher, rounds=1)

    assert counts(store)[0] == {"done": 6}


def beats(store: Store) -> dict[str, datetime | None]:
    with store.reading() as tx:
        return {name: tx.audit.last_beat(name) for name in TIMERS}


def test_deeds_of_the_clock_that_say_nothing_beat_in_one_commit(store: Store, dispatcher: Dispatcher) -> None:
    dispatcher.tick(lambda: NOW)
    later = NOW + timedelta(minutes=1)
    commits = 0

    def hear(_connection: object) -> None:
        nonlocal commits
        commits += 1

    event.listen(store.engine, "commit", hear)
    assert dispatcher.tick(lambda: later)
    event.remove(store.engine, "commit", hear)

    assert commits == 2, "what the clock remembers, and the beats of all others"
    assert set(beats(store).values()) == {later}


def test_a_deed_of_the_clock_that_fails_has_no_beat_and_the_others_have_theirs(
    store: Store, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.dispatch, "TIMERS", {**TIMERS, "news": fails})

    assert dispatcher.tick(lambda: NOW)

    assert beats(store) == {name: None if name == "news" else NOW for name in TIMERS}
