"""Representative rows for any schema of ours, also an old one: each table filled, every column, every reference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Float, Integer, MetaData, Table

from storage.backups import rows
from storage.schema import Base

NOW = datetime(2027, 3, 1, 2, 3, 4, 567890, tzinfo=UTC)
WORDS = "ไม้เอก\u2028บรรทัดใหม่ “ก”"  # what ends a line in some programs and not in others, and Thai vowels
LISTS = {
    (mapper.local_table.name, name)  # type: ignore[attr-defined]  # every class of ours has a table
    for mapper in Base.registry.mappers
    for name, kind in mapper.class_.__annotations__.items()
    if kind.startswith("Mapped[list[Any]")
}


def fill(connection: Connection, no: int) -> set[str]:
    """Add to every table a row that is told from others by its number `no`; the names of the tables."""
    metadata = MetaData()
    metadata.reflect(connection)
    there = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    made: dict[str, dict[str, Any]] = {}
    for table in there:
        made[table.name] = row = {}
        for column in table.columns:
            row[column.name] = _value(table, column, no, made)
        kinds = {column.name: rows.kind_of(column) for column in table.columns}
        connection.execute(rows.as_written(table.name, kinds).insert(), [row])
    return {table.name for table in there}


def _value(table: Table, column: Column[Any], no: int, made: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        if key.column.table is table:
            return no if key.column.name == "id" else None
        return made[key.column.table.name][key.column.name]
    if isinstance(column.type, JSON):
        inner: dict[str, Any] = {"ชื่อ": WORDS, "no": no, "ok": True, "none": None}
        return [inner] if (table.name, column.name) in LISTS else inner
    found = [value for kinds, value in _usual(no) if isinstance(column.type, kinds)]
    return found[0] if found else f"{column.name} {no} {WORDS}"


def _usual(no: int) -> list[tuple[type[Any], Any]]:
    return [
        (DateTime, NOW.replace(day=1 + no % 28)),
        (Date, date(2027, 3, 1 + no % 28)),
        (Boolean, no % 2 == 0),
        (Integer, no),
        (Float, no + 0.25),
    ]
