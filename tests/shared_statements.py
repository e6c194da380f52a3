"""Every SQLite engine of a process compiles for one dialect and keeps what it compiled in one place.

Tests make hundreds of engines, each for a file of its own, and compiling the same statements anew for each was a fifth
of a story. What is kept depends on the statement and the dialect, never on the file.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Dialect, Engine

import storage.engine
from storage.schema.base import to_json

_compiled: dict[Any, Any] = {}


def share_statements() -> None:
    """From now on for the engines that this process makes, and those forked from it."""
    vars(storage.engine)["create_engine"] = _create_engine


def _create_engine(url: URL, **more: Any) -> Engine:
    engine = sqlalchemy.create_engine(url, **more)
    if engine.dialect.name == "sqlite":
        engine.dialect = _dialect()
        engine.update_execution_options(compiled_cache=_compiled)
    return engine


@cache
def _dialect() -> Dialect:
    """The dialect as it is after a first connection."""
    engine = sqlalchemy.create_engine("sqlite://", json_serializer=to_json)
    with engine.connect():
        pass
    engine.dispose()
    return engine.dialect
