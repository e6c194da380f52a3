"""Taking a backup while the bot works: rows as of one moment, and the files they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from domain.audit import Noted
from storage.backups import rows
from storage.backups.archive import Head, Manifest, Writer, writing
from storage.backups.sealing import Key
from storage.files import FileGoneError
from storage.schema import Base, StoredFile
from storage.schema_version import head, require_current
from storage.store import Store

ERASED, MISSING, CHANGED = "erased meanwhile", "missing", "changed"
BEAT: Final = "backup"  # the heartbeat that says when the last one was taken
Progress = Callable[[str], None]


def take(store: Store, path: Path, now: datetime, *, key: Key | None = None, progress: Progress) -> Manifest:
    """Write a backup to `path`. PlaceTakenError; SchemaMismatchError; what is absent from it stands in the manifest.

    All rows are read in one transaction (REPEATABLE READ, or a snapshot of SQLite's WAL), so nobody waits for it. Files
    are read afterwards: each was kept before its row was, and is never changed; only what was erased since is gone.
    Memory holds a part of a table or one file.
    """
    require_current(store.engine)
    tables = {table.name: rows.kinds(table) for table in Base.metadata.sorted_tables}
    with (
        store.engine.connect() as engaged,
        writing(path, Head(schema=head(), made_at=now.isoformat(), tables=tables), key) as writer,
    ):
        connection = _of_one_moment(engaged)
        for table in Base.metadata.sorted_tables:
            progress(table.name)
            for count, lines in rows.parts(connection, table):
                writer.rows(table.name, count, lines)
        _files(store, connection, writer, progress)
        manifest = writer.finish()
    with store.begin() as tx:
        tx.audit.beat([BEAT], now)
        tx.audit.note(
            now, Noted.BACK_UP, "whole", detail={"rows": sum(manifest.rows.values()), "files": manifest.files}
        )
        tx.commit()
    return manifest


def _of_one_moment(connection: Connection) -> Connection:
    if connection.dialect.name == "sqlite":
        return connection.execution_options(read_only=True)
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _files(store: Store, connection: Connection, writer: Writer, progress: Progress) -> None:
    kept = select(StoredFile.sha256).where(StoredFile.erased_at.is_(None)).order_by(StoredFile.sha256)
    for no, (sha256,) in enumerate(connection.execute(kept).yield_per(rows.AT_ONCE), start=1):
        progress(f"file {no}")
        try:
            data = store.files.read(sha256)
        except FileGoneError:
            writer.manifest.absent[sha256] = ERASED if _is_erased(store, sha256) else MISSING
            continue
        if not store.files.is_of(sha256, data):
            writer.manifest.absent[sha256] = CHANGED
            continue
        writer.file(sha256, data)


def _is_erased(store: Store, sha256: str) -> bool:
    with store.engine.execution_options(read_only=True).connect() as now:
        erased = now.execute(select(StoredFile.erased_at).where(StoredFile.sha256 == sha256)).scalar_one_or_none()
    return erased is not None
