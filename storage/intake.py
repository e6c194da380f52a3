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
    """What several webhooks brought, to be kept by one commit. `taken`: one of them is at it, or was."""

    arrivals: list[Arrival] = field(default_factory=list)
    bodies: int = 0
    taken: bool = False
    kept: bool = False


@dataclass
class Intake:
    """One process's way into the inbox."""

    store: Store
    _door: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _open: _Batch = field(default_factory=_Batch)

    def keep(self, arrivals: Iterable[Arrival], now: datetime) -> int:
        """Return when these events are durable. NotKeptError if they are not.

        The answer is how many new rows this call itself wrote: those of others whose commit it made among them, none
        if another call made the commit. A batch that fails is done again body by body, so that one body which the
        database refuses does not take its neighbours with it.
        """
        own = list(arrivals)
        with self._door:
            batch = self._open
            batch.arrivals += own
            batch.bodies += 1
        with self._turn:
            if not batch.taken:
                return self._together(batch, own, now)
            return 0 if batch.kept else self._write(own, now)

    def _together(self, batch: _Batch, own: list[Arrival], now: datetime) -> int:
        with self._door:
            self._open = _Batch()
            batch.taken = True
        with suppress(NotKeptError):
            new = self._write(batch.arrivals, now)
            batch.kept = True
            return new
        return self._write(own, now)

    def _write(self, arrivals: list[Arrival], now: datetime) -> int:
        try:
            with self.store.begin() as tx:
                new = tx.inbox.add(arrivals, now)
                tx.commit()
        except SQLAlchemyError as refused:
            raise NotKeptError("inbox") from refused
        return new
