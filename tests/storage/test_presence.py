"""Workers are seen while they live, and one of them leads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from time import monotonic

import pytest

from storage.presence import Presence
from storage.store import Store
from tests.storage.test_queues import arrival, keep

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def first(postgres_store: Store) -> Iterator[Presence]:
    presence = Presence(postgres_store.engine)
    presence.start()
    yield presence
    presence.stop()


@pytest.fixture
def second(postgres_store: Store) -> Iterator[Presence]:
    presence = Presence(postgres_store.engine)
    presence.start()
    yield presence
    presence.stop()


def wait_until(done: Callable[[], bool]) -> None:
    """The server notices by itself that somebody is gone, after a moment."""
    until = monotonic() + 10
    while not done():
        assert monotonic() < until


def test_those_who_live_are_seen_by_all_until_they_stop(first: Presence, second: Presence) -> None:
    assert first.living() == second.living() == {first.number, second.number}

    second.stop()
    wait_until(lambda: second.number not in first.living())

    assert first.living() == {first.number}


def test_one_leads_until_it_is_gone(first: Presence, second: Presence) -> None:
    assert [first.leads(), second.leads(), first.leads()] == [True, False, True]

    first.stop()

    wait_until(second.leads)


def test_a_broken_connection_is_made_anew_with_its_locks(first: Presence, second: Presence) -> None:
    assert first.leads()
    assert first._connection is not None
    assert second._connection is not None
    process = first._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    second._connection.exec_driver_sql(f"SELECT pg_terminate_backend({process}, 5000)")

    assert first.living() == {first.number, second.number}
    assert first.leads() != second.leads()


DYING = """
import os, signal, sys
from storage.engine import make_engine
from storage.presence import Presence
presence = Presence(make_engine(sys.argv[1]))
presence.start()
print(presence.number, flush=True)
sys.stdin.read()
"""


def test_the_leases_of_a_killed_worker_are_free_at_once(
    postgres_store: Store, postgres_url: str, first: Presence
) -> None:
    keep(postgres_store, arrival("e1"), arrival("e2", conversation="Ub"))
    command = [sys.executable, "-c", DYING, postgres_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        number = int(worker.stdout.readline())
        with postgres_store.begin() as tx:
            assert tx.inbox.claim(NOW, number) is not None
            assert tx.inbox.claim(NOW, first.number) is not None
            tx.commit()
        assert number in first.living()
        worker.kill()
    wait_until(lambda: number not in first.living())

    with postgres_store.begin() as tx:
        assert tx.inbox.release_dead(first.living()) == 1
        claimed = tx.inbox.claim(NOW, first.number)
        tx.commit()
    assert claimed is not None
    assert claimed.event_id == "e1"


def test_in_sqlite_the_one_worker_leads(sqlite_store: Store) -> None:
    presence = Presence(sqlite_store.engine)
    presence.start()

    assert presence.leads()
    assert presence.living() == {presence.number}
    presence.stop()
