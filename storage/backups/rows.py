"""Rows as lines of JSON that any of our databases reads back: moments as text, everything else as JSON has it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Boolean, Column, Connection, DateTime, Table, column, select
from sqlalchemy import Date as SqlDate
from sqlalchemy import table as named
from sqlalchemy.sql.expression import TableClause

from storage.schema.base import Json, UtcTime

AT_ONCE: Final = 500  # rows fetched together
PART: Final = 512 * 1024  # characters of lines in a part of a backup, about
PLAIN, MOMENT, DAY, JSON, TRUTH = "plain", "moment", "day", "json", "truth"


def kinds(of: Table) -> dict[str, str]:
    """What must be known to read a table's rows back: its columns in their order, each with its kind."""
    return {one.name: kind_of(one) for one in of.columns}


def kind_of(one: Column[Any]) -> str:
    """What a column holds; the same for one of our tables as for what a database says of itself."""
    return next((kind for kind, types in _KINDS.items() if isinstance(one.type, types)), PLAIN)


def parts(connection: Connection, of: Table) -> Iterator[tuple[int, bytes]]:
    """A table's rows in the order of their keys: the number of rows and the lines of each part."""
    query = select(of).order_by(*of.primary_key.columns)
    lines: list[str] = []
    size = 0
    with connection.execution_options(yield_per=AT_ONCE).execute(query) as rows:
        for row in rows:
            line = json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))
            lines.append(line)
            size += len(line)
            if size >= PART:
                yield len(lines), _joined(lines)
                lines, size = [], 0
    if lines:
        yield len(lines), _joined(lines)


def as_written(name: str, columns: Mapping[str, str]) -> TableClause:
    """The table to insert into, as it was when the backup was made."""
    return named(name, *(column(one, _TYPES[kind]) if kind in _TYPES else column(one) for one, kind in columns.items()))


def read(lines: bytes, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of a part. ValueError when it holds anything else."""
    found: list[dict[str, Any]] = []
    for line in lines.decode().removesuffix("\n").split("\n"):  # JSON leaves other ends of lines as they are
        values = json.loads(line)
        if not isinstance(values, list):
            raise ValueError("a line that is no row")  # noqa: TRY004 - it came from outside
        pairs = zip(columns.items(), values, strict=True)
        found.append({name: _READ[kind](value) if value is not None else None for (name, kind), value in pairs})
    return found


def _joined(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date


def _same(value: Any) -> Any:
    return value


_KINDS: Final = {MOMENT: (UtcTime, DateTime), DAY: (SqlDate,), JSON: (type(Json),), TRUTH: (Boolean,)}
_TYPES: Final[Mapping[str, Any]] = {MOMENT: UtcTime(), DAY: SqlDate(), JSON: Json, TRUTH: Boolean()}
_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    MOMENT: datetime.fromisoformat,
    DAY: date.fromisoformat,
    JSON: _same,
    TRUTH: bool,
    PLAIN: _same,
}
