"""Engines: SQLite in WAL by default, PostgreSQL when several processes share the work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from domain.errors import TidtamError
from storage.schema.base import to_json

BUSY_SECONDS = 15
POOL = 20  # connections: more than a process has threads that ask at once, so that none waits for another
# secure_delete: what is erased is overwritten, not only forgotten.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


_SHARED: dict[str, Any] = {"json_serializer": to_json, "pool_size": POOL, "hide_parameters": True}


class BrokenReferencesError(TidtamError):
    """Rows of the database name others that are not there."""


def make_engine(url: str) -> Engine:
    """An engine for `url`. A SQLite file's folder is created.

    SQLite: WAL with synchronous=FULL, so that what was committed survives a power cut; a write transaction takes
    its lock at the start (BEGIN IMMEDIATE), so that two writers wait instead of failing halfway.

    A failed statement's parameters stay out of its error, because errors are logged and parameters are people's words.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        server = parsed.set(drivername="postgresql+psycopg")
        return create_engine(server, pool_pre_ping=True, **_SHARED)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    waits = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(parsed, connect_args=waits, **_SHARED)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def references_unchecked(connection: Connection) -> Iterator[None]:
    """Whoever rebuilds tables drops some that others name, which SQLite must not mind. Before any transaction.

    At the end the connection minds again; BrokenReferencesError if a row names one that is not there.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    minds = False
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchone():
            raise BrokenReferencesError(f"{broken[0]} names {broken[2]}")
        driver.execute("PRAGMA foreign_keys = ON")
        minds = True
    finally:
        if not minds:
            connection.invalidate()  # nobody may meet it in the pool as it is now


def copy_in_memory(connection: Connection) -> Engine:
    """An engine over a copy of what a SQLite connection sees now. It is gone when the engine is disposed of."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(copy)
    engine = create_engine(
        "sqlite://", creator=lambda: copy, poolclass=StaticPool, json_serializer=to_json, hide_parameters=True
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (*_PRAGMAS, f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
