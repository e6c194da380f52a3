"""What all tables share: naming of constraints, aware UTC times, JSON that keeps Thai readable."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware moment. Stored in UTC, always read back aware; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn an aware moment into UTC. SQLite keeps no zone, so it is dropped there by its driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time reached the database: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")  # PostgreSQL keeps no NUL, and no half of a surrogate pair is UTF-8
_UNKEEPABLE_IN_JSON = re.compile(r"\\u0000|[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def keepable(value: Any) -> Any:
    """The same JSON value as any database can keep it: odd characters replaced, NaN and infinities as null."""
    match value:
        case str():
            return _UNKEEPABLE.sub(_REPLACEMENT, value)
        case float() if not math.isfinite(value):
            return None
        case dict():
            return {keepable(name): keepable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [keepable(inner) for inner in value]
        case _:
            return value


class Words(TypeDecorator[str]):
    """Text as people and their programs send it, without what no database keeps."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace the characters that would make the statement fail."""
        return value if value is None else _UNKEEPABLE.sub(_REPLACEMENT, value)


def to_json(value: Any) -> str:
    """JSON as any database can keep it, with Thai readable. What is odd is rare: it is looked for in what came out."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(keepable(value), ensure_ascii=False)
    return json.dumps(keepable(value), ensure_ascii=False) if _UNKEEPABLE_IN_JSON.search(text) else text


Json = JSON().with_variant(JSONB(), "postgresql")
# SQLite gives a row number only to INTEGER keys; PostgreSQL needs 64 bits for years of events.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Parent of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
        str: Words(),
    }
