"""Transactions: everything that changes the database happens inside one `Transaction`, committed by its opener."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from storage.engine import copy_in_memory
from storage.errors import NoDatabaseError
from storage.files import FileStore
from storage.looks import Looks
from storage.nouns import Nouns
from storage.watching import by_the_clock, concerns, watch


class Transaction(Nouns):
    """One unit of work over all nouns. Leaving the block without `commit` undoes everything."""

    @contextmanager
    def tried_out(self) -> Iterator[Transaction]:
        """A transaction of which nothing stays, over what stands now: for finding out what would become of it.

        Of one that only reads, in SQLite, over a copy in memory, so that nobody waits to write meanwhile; otherwise
        inside this transaction and undone at the end. SQLite copies nothing that its own connection is writing.
        """
        self._session.flush()
        connection = self._session.connection()
        if connection.dialect.name == "sqlite" and connection.get_execution_options().get("read_only", False):
            engine = copy_in_memory(connection)
            try:
                with Session(engine, expire_on_commit=False) as session:
                    yield Transaction(session, self._file_store)
            finally:
                engine.dispose()
            return
        trial = self._session.begin_nested()
        try:
            yield self
        finally:
            trial.rollback()
            self._session.expire_all()

    @cached_property
    def looks(self) -> Looks:
        """What the clock remembers between two ticks."""
        return Looks(self._session)

    def concerns(self, office_id: int | None) -> None:
        """What is written from now on belongs to that office; None: nobody knows to which. See `storage.watching`."""
        concerns(self._session, office_id)

    def by_the_clock(self) -> None:
        """What this transaction writes is what the clock itself says, so nothing is marked for it to look at."""
        by_the_clock(self._session)

    def flush(self) -> None:
        """Write what is pending so that ids exist; the transaction stays open."""
        self._session.flush()

    def commit(self) -> None:
        """Make everything in this block durable, what was noted in the audit trail with it."""
        self.audit.write()
        self._session.commit()


@dataclass
class Store:
    """The database and the file store. One per process."""

    engine: Engine
    files: FileStore
    _writing: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        watch(self.engine)

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that may write. In SQLite writers of this process queue here instead of polling the file."""
        with (
            self._writing if self.is_sqlite else nullcontext(),
            Session(self.engine, expire_on_commit=False) as session,
        ):
            yield Transaction(session, self.files)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads: never waits for writers in SQLite's WAL."""
        with Session(self.engine.execution_options(read_only=True), expire_on_commit=False) as session:
            yield Transaction(session, self.files)

    @property
    def is_sqlite(self) -> bool:
        """Whether one process owns this database."""
        return self.engine.dialect.name == "sqlite"

    def ping(self) -> None:
        """Ask the database for nothing, to see that it answers; NoDatabaseError."""
        try:
            with self.engine.execution_options(read_only=True).connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError as away:
            raise NoDatabaseError(type(away.__cause__ or away).__name__) from away

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
