"""Bodies that come together share a commit, and a bad one does not take the others with it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from storage.errors import NotKeptError
from storage.inbox import Arrival
from storage.intake import Intake
from storage.store import Store

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
TOGETHER = 8


def arrival(number: int, **changes: Any) -> Arrival:
    values: dict[str, Any] = {
        "event_id": f"e{number}",
        "conversation": "c",
        "user_id": "u",
        "kind": "message",
        "happened_ms": number,
        "payload": {},
    }
    return Arrival(**{**values, **changes})


def bodies_at_once(store: Store, bodies: list[list[Arrival]]) -> list[bool]:
    """Hand over each body from a thread of its own while the first commit is held up; whether each was kept."""
    intake, writing = Intake(store), threading.Event()

    def keep(body: list[Arrival]) -> bool:
        with suppress(NotKeptError):
            intake.keep(body, NOW)
            return True
        return False

    with ThreadPoolExecutor(len(bodies)) as pool:
        with intake._turn:
            going = [pool.submit(keep, body) for body in bodies]
            while intake._open is None or len(intake._open.arrivals) < sum(map(len, bodies)):
                writing.wait(0.01)
        return [one.result(10) for one in going]


def kept(store: Store) -> int:
    with store.reading() as tx:
        return sum(tx.inbox.counts().values())


def test_bodies_that_come_while_a_commit_runs_share_the_next(store: Store) -> None:
    commits: list[object] = []
    event.listen(store.engine, "commit", commits.append)

    assert all(bodies_at_once(store, [[arrival(n)] for n in range(TOGETHER)]))

    assert len(commits) == 1
    assert kept(store) == TOGETHER


def test_a_body_the_database_refuses_does_not_take_its_neighbours_with_it(store: Store) -> None:
    bodies = [[arrival(n)] for n in range(TOGETHER)]
    bodies[3] = [arrival(3, kind=None)]

    assert bodies_at_once(store, bodies) == [n != 3 for n in range(TOGETHER)]
    assert kept(store) == TOGETHER - 1


def test_only_new_events_are_counted(store: Store) -> None:
    intake = Intake(store)

    assert intake.keep([arrival(1), arrival(2), arrival(2)], NOW) == 2
    assert intake.keep([arrival(2), arrival(3)], NOW) == 1


def test_what_cannot_be_kept_is_said(store: Store) -> None:
    with pytest.raises(NotKeptError):
        Intake(store).keep([arrival(1, kind=None)], NOW)
