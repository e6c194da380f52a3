"""What two workers do at the same moment ends as if one had come after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from storage.files import FileStore
from storage.store import Store, Transaction
from tests.plans import small_plan

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


def together(count: int, work: Callable[[int], None]) -> list[BaseException]:
    start, failed = Barrier(count), []

    def run(n: int) -> None:
        start.wait()
        try:
            work(n)
        except BaseException as error:  # noqa: BLE001 - whatever a thread raises is the finding
            failed.append(error)

    threads = [Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def load(store: Store) -> None:
    with store.begin() as tx:
        tx.plans.load(small_plan(), {"strategy": 1})
        tx.commit()


def test_a_code_registers_one_account_however_many_type_it_together(store: Store) -> None:
    load(store)
    joined: list[str] = []

    def register(n: int) -> None:
        with store.begin() as tx:
            person = tx.people.by_code("ONE-1111")
            if person is not None and person.line_user_id is None:
                tx.people.join(person, f"U{n}", NOW)
                tx.commit()
                joined.append(f"U{n}")

    assert together(8, register) == []
    assert len(joined) == 1


def test_the_same_bytes_from_many_at_once_are_kept_once(store: Store) -> None:
    def keep(_: int) -> None:
        with store.begin() as tx:
            tx.files.keep(b"the same", "text/plain", NOW)
            tx.commit()

    assert together(8, keep) == []


def test_two_writers_of_the_same_bytes_do_not_take_each_others_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, fsync = FileStore(str(tmp_path)), os.fsync
    inner: list[bool] = []

    def meanwhile(handle: int) -> None:
        if not inner:
            inner.append(True)
            files.keep(b"the same")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)

    assert files.read(files.keep(b"the same")) == b"the same"


def test_who_settles_second_sees_what_the_first_has_done(postgres_store: Store) -> None:
    load(postgres_store)

    def settled_by(tx: Transaction, state: str) -> str:
        obligation = tx.work.obligation_to_settle(1)
        assert obligation is not None
        before, obligation.state = obligation.state, state
        return before

    with postgres_store.begin() as slow:
        assert slow.work.obligation(1) is not None  # as candidates do, before the file is read
        with postgres_store.begin() as quick:
            assert settled_by(quick, "submitted") == "pending"
            quick.commit()
        assert settled_by(slow, "submitted") == "submitted"
