"""Where webhooks hand over their events: those that come while one commit runs share the next one.

A commit that survives a power cut costs the same for one event and for fifty; sharing it is what makes a storm cheap.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from storage.errors import NotKeptError
from storage.inbox import Arrival
from storage.store import Store


@dataclass(slots=True, eq=False)
class _Batch:
    """What several webhooks brought, to be kept by one commit: that of the first of them."""

    arrivals: list[Arrival] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    kept: bool = False


@dataclass
class Intake:
    """One process's way into the inbox."""

    store: Store
    _door: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _open: _Batch | None = None

    def keep(self, arrivals: Iterable[Arrival], now: datetime) -> int:
        """Return when these events are durable; NotKeptError if they are not.

        The answer is how many new rows this call itself wrote: with those of others if it made their commit, none
        if another made its own. A batch that fails is done again body by body, so that one body which the database
        refuses does not take its neighbours with it.
        """
        own = list(arrivals)
        with self._door:
            batch, first = self._open, self._open is None
            if batch is None:
                batch = self._open = _Batch()
            batch.arrivals += own
        if first:
            new = self._commit(batch, now)
        else:
            batch.over.wait()
            new = 0
        return new if batch.kept else self._write(own, now)

    def _commit(self, batch: _Batch, now: datetime) -> int:
        """Wait for the commit before this one while others join, then keep the whole batch."""
        with self._turn:
            with self._door:
                self._open = None
            try:
                with suppress(NotKeptError):
                    new = self._write(batch.arrivals, now)
                    batch.kept = True
                    return new
            finally:
                batch.over.set()
        return 0

    def _write(self, arrivals: list[Arrival], now: datetime) -> int:
        try:
            with self.store.begin() as tx:
                new = tx.inbox.add(arrivals, now)
                tx.commit()
        except SQLAlchemyError as refused:
            raise NotKeptError("inbox") from refused
        return new
