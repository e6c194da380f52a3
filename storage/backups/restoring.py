"""Putting a backup back: everything is checked first, then the database is there whole or stays as it was.

SQLite: a new file is made beside the old one and takes its place; the old one stays beside it. PostgreSQL: one
transaction. Rows go into the schema they were written in, which is then migrated forward.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, inspect, select, text, update

from domain.audit import Noted
from storage.backups import rows
from storage.backups.archive import File, Head, Manifest, Rows, reading
from storage.backups.errors import DamagedBackupError, HasContentError, InUseError, NewerBackupError
from storage.backups.sealing import Key
from storage.backups.taking import ERASED, Progress
from storage.engine import make_engine, references_unchecked
from storage.files import FileStore
from storage.presence import Presence
from storage.schema import Base, ClockLook, Outbox, StoredFile
from storage.schema_version import head, migrate_within
from storage.store import Store

BEFORE: Final = ".before-restore"  # behind the name of what was there before
_OURS: Final = (*Base.metadata.tables, "alembic_version")


@dataclass(frozen=True, slots=True)
class Looked:
    """A backup that is whole. `made_at`: when it was taken."""

    schema: str
    made_at: datetime
    manifest: Manifest


def look_at(path: Path, *, key: Key | None = None) -> Looked:
    """Read a backup to its end and check everything in it. DamagedBackupError, NewerBackupError, and as `reading`."""
    with reading(path, key) as backup:
        if backup.head.schema > head():
            raise NewerBackupError(f"backup {backup.head.schema}, program {head()}")
        for member in backup.members():
            if isinstance(member, Rows):
                _rows(member, backup.head)
        assert backup.manifest is not None
        made_at = datetime.fromisoformat(backup.head.made_at)
        return Looked(backup.head.schema, made_at, backup.manifest)


def restore(
    store: Store, path: Path, now: datetime, *, key: Key | None = None, replace: bool = False, progress: Progress
) -> Looked:
    """Make the database and the files what the backup holds. Closes the store's connections.

    HasContentError unless the database is empty or `replace` says that it may go; InUseError; and as `look_at`.
    Messages that waited to be sent when it was taken may have been sent since: they count as tried, so that LINE or an
    officer decides about them. What was erased
    since the backup was taken, because of its age or because somebody asked for it, is there again.
    """
    progress("checking the backup")
    looked = look_at(path, key=key)
    if not replace and _has_content(store.engine):
        raise HasContentError(store.engine.url.render_as_string(hide_password=True))
    with _emptied(store) as connection:
        migrate_within(connection, looked.schema)
        with reading(path, key) as backup:
            counted = _fill(connection, store.files, backup.head, backup.members(), progress)
        if counted != looked.manifest.rows:
            raise DamagedBackupError("it was changed while it was read")
        migrate_within(connection, "head")
        _mend(connection, looked, now)
    _note(store, looked, now)
    return looked


def _fill(
    connection: Connection, files: FileStore, head: Head, members: Iterator[Rows | File], progress: Progress
) -> dict[str, int]:
    counted = dict.fromkeys(head.tables, 0)
    tables = {name: rows.as_written(name, columns) for name, columns in head.tables.items()}
    with _references_may_wait(connection):
        for no, member in enumerate(members):
            if isinstance(member, File):
                progress(f"file {no}")
                files.keep(member.data)
                continue
            progress(member.table)
            found = _rows(member, head)
            connection.execute(tables[member.table].insert(), found)
            counted[member.table] += len(found)
    return counted


def _rows(part: Rows, head: Head) -> list[dict[str, object]]:
    try:
        return rows.read(part.lines, head.tables[part.table])
    except (ValueError, KeyError, TypeError) as unreadable:
        raise DamagedBackupError(f"rows of {part.table} cannot be read") from unreadable


@contextmanager
def _references_may_wait(connection: Connection) -> Iterator[None]:
    """Rows of one table may name later ones of the same; they are looked at in the end."""
    if connection.dialect.name == "sqlite":  # `references_unchecked` looks at all of them
        yield
        return
    own = [
        (table, str(key["name"]))
        for table in inspect(connection).get_table_names()
        for key in inspect(connection).get_foreign_keys(table)
        if key["referred_table"] == table
    ]
    for table, name in own:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{name}" DEFERRABLE INITIALLY DEFERRED')
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name in own:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER CONSTRAINT "{name}" NOT DEFERRABLE')


def _mend(connection: Connection, looked: Looked, now: datetime) -> None:
    waiting = (Outbox.way == "push", Outbox.status.in_(("waiting", "sending")))
    connection.execute(update(Outbox).where(*waiting).values(tried=True))
    connection.execute(delete(ClockLook))  # the clock looks everywhere anew: these days have turned meanwhile
    gone = [sha256 for sha256, why in looked.manifest.absent.items() if why == ERASED]
    for start in range(0, len(gone), rows.AT_ONCE):
        these = StoredFile.sha256.in_(gone[start : start + rows.AT_ONCE])
        connection.execute(update(StoredFile).where(these).values(erased_at=now))
    if connection.dialect.name == "postgresql":
        for table in Base.metadata.sorted_tables:
            for key in table.primary_key.columns:
                if connection.scalar(select(func.pg_get_serial_sequence(table.name, key.name))):
                    _number_on(connection, table.name, key.name)


def _number_on(connection: Connection, table: str, key: str) -> None:
    last = f'SELECT coalesce(max("{key}"), 0) + 1 FROM "{table}"'  # noqa: S608 - names of our own
    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), ({last}), false)"))


def _note(store: Store, looked: Looked, now: datetime) -> None:
    with store.begin() as tx:
        tx.audit.note(now, Noted.RESTORE, "whole", detail={"made_at": looked.made_at.isoformat()})
        tx.commit()


def _has_content(engine: Engine) -> bool:
    with engine.execution_options(read_only=True).connect() as connection:
        there = set(inspect(connection).get_table_names())
        names = [name for name in Base.metadata.tables if name in there]
        return any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in names)  # noqa: S608


@contextmanager
def _emptied(store: Store) -> Iterator[Connection]:
    """A connection to a database without our tables, in a transaction whose end puts it in the old one's place."""
    if store.is_sqlite:
        with _new_file(store.engine) as connection:
            yield connection
        return
    _refuse_while_somebody_works(store.engine)
    with store.engine.begin() as connection:
        there = [name for name in inspect(connection).get_table_names() if name in _OURS]
        if there:
            connection.exec_driver_sql("DROP TABLE " + ", ".join(f'"{name}"' for name in there) + " CASCADE")
        for (refusing,) in connection.exec_driver_sql(_REFUSING).all():
            connection.exec_driver_sql(f"DROP FUNCTION {refusing}")
        yield connection
    store.engine.dispose()


def _refuse_while_somebody_works(engine: Engine) -> None:
    presence = Presence(engine)
    try:
        if presence.living() - {presence.number}:
            raise InUseError("a worker is at work")
    finally:
        presence.stop()


_REFUSING: Final = (  # the functions behind our triggers
    "SELECT oid::regprocedure::text FROM pg_proc WHERE prorettype = 'trigger'::regtype"
    " AND pronamespace = current_schema()::regnamespace AND proname IN ('audit_refuse', 'dispatch_refuse')"
)


@contextmanager
def _new_file(engine: Engine) -> Iterator[Connection]:
    place = Path(engine.url.database or "")
    fresh = place.with_name(f"{place.name}.restoring")
    engine.dispose()
    _fold(place)
    fresh.unlink(missing_ok=True)
    building = make_engine(f"sqlite:///{fresh}")
    try:
        with building.connect() as connection, references_unchecked(connection):
            yield connection
            connection.commit()
        building.dispose()
        _fold(fresh)
        if place.exists():
            place.replace(place.with_name(f"{place.name}{BEFORE}"))
        fresh.replace(place)
    finally:
        building.dispose()
        for rest in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            rest.unlink(missing_ok=True)


def _fold(place: Path) -> None:
    """Make a database one whole file again, which SQLite does for nobody else's eyes only. InUseError."""
    if not place.exists():
        return
    connection = sqlite3.connect(place, timeout=1)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as locked:
        raise InUseError(place) from locked
    finally:
        connection.close()
