"""Reading many plain rows leaves its transaction as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.rows import plain_rows
from storage.schema import Heartbeat
from storage.store import Store

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


def test_what_was_read_plainly_can_be_followed_by_writing(store: Store) -> None:
    with Session(store.engine) as session:
        assert list(plain_rows(session, select(Heartbeat.name))) == []
        session.add(Heartbeat(name="nag", at=NOW))
        session.flush()

        assert [row.name for row in plain_rows(session, select(Heartbeat.name))] == ["nag"]
