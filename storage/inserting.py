"""Inserting what may be there already: whoever comes second changes nothing, or takes its place, and does not fail."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from storage.schema import Base


def insert_new(session: Session, table: type[Base], *rows: dict[str, Any]) -> int:
    """Insert the rows whose unique keys are not taken; returns how many that were."""
    if not rows:
        return 0
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement = insert(table).values(list(rows)).on_conflict_do_nothing()
    key = table.__mapper__.primary_key[0]
    return len(session.execute(statement.returning(key)).all())


def put(session: Session, table: type[Base], *rows: dict[str, Any]) -> None:
    """Insert the rows, which name the same columns; those whose primary keys are taken are overwritten."""
    if not rows:
        return
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    statement, keys = insert(table).values(list(rows)), [one.name for one in table.__mapper__.primary_key]
    new = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=new))
