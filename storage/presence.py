"""Which workers live, and which one of them leads: told by locks that vanish with the connection that holds them.

A lease alone would make people wait until it runs out after a worker was killed. On PostgreSQL every worker holds an
advisory lock on a connection of its own; the server drops it the moment the process is gone. SQLite belongs to one
process, which lives and leads as long as it asks.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

# The first halves of our two-part advisory locks: any numbers no other lock of ours has.
_WORKER, _LEADER = 7_165_010, 7_165_011
_LIVING = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :kind AND objsubid = 2 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass
class Presence:
    """One worker's sign of life. `number` stands on its leases."""

    engine: Engine
    number: int = field(default_factory=lambda: random.randint(1, 2**31 - 1))  # noqa: S311 - not a secret
    _connection: Connection | None = None
    _seen: bool = False
    _leads: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Be seen from now on."""
        if self.engine.dialect.name == "postgresql":
            self._connected()

    def stop(self) -> None:
        """Be gone: the leases are free and another may lead."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._seen, self._leads = None, False, False

    def living(self) -> set[int]:
        """The numbers of all workers that live, this one among them."""
        if self.engine.dialect.name != "postgresql":
            return {self.number}
        with self._lock:
            return {int(number) for number in self._connected().scalars(_LIVING, {"kind": _WORKER})}

    def leads(self) -> bool:
        """Whether this worker leads now: it keeps the clock for all. Once it leads it does so until it is gone."""
        if self.engine.dialect.name != "postgresql":
            return True
        with self._lock:
            connection = self._connected()
            if not self._leads:
                asked = text("SELECT pg_try_advisory_lock(:kind, 1)")
                self._leads = bool(connection.scalar(asked, {"kind": _LEADER}))
            return self._leads

    def _connected(self) -> Connection:
        """The connection that holds the locks; a new one, with new locks, when the old one has broken."""
        if self._connection is None or not self._alive():
            self._seen = self._leads = False
            self._connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._connection.detach()  # closing it must end it: a pool would keep its locks
        if not self._seen:  # the server may still believe in the broken one: then that is our sign of life for now
            asked = text("SELECT pg_try_advisory_lock(:kind, :number)")
            self._seen = bool(self._connection.scalar(asked, {"kind": _WORKER, "number": self.number}))
        return self._connection

    def _alive(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            self._connection.invalidate()
            self._connection.close()
            return False
        return True
