"""Every SQLite engine of a process compiles for one dialect and keeps what it compiled in one place.

Tests make hundreds of engines, each for a file of its own, and compiling the same statements anew for each was a fifth
of a story. What is kept depends on the statement and the dialect, never on the file.

Nor do they wait for the disk: a power cut, which alone makes a difference, ends the tests too. Of a killed process the
system has everything it wrote. The storms of `make soak` and the benchmarks write as the product does.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Dialect, Engine

import storage.engine
from storage.schema.base import to_json

PRAGMAS: tuple[str, ...] = storage.engine._PRAGMAS  # of the product
_compiled: dict[Any, Any] = {}


def share_statements() -> None:
    """From now on for the engines that this process makes, and those forked from it."""
    vars(storage.engine)["create_engine"] = _create_engine


def wait_for_no_disk() -> None:
    """From now on what the engines that this process makes have committed is with the system, and later on the disk."""
    vars(storage.engine)["_PRAGMAS"] = tuple(one.replace("synchronous=FULL", "synchronous=OFF") for one in PRAGMAS)


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
