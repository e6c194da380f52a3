"""Databases without any table, as many as a test wants."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from storage.engine import make_engine
from storage.schema_version import migrate

NewEngine = Callable[[str], Engine]
MIGRATED = "migrated "


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    """The name of a migrated database to copy."""
    url = make_url(postgres_url)
    _on_server(postgres_url, "CREATE DATABASE migrated")
    engine = make_engine(url.set(database="migrated").render_as_string(hide_password=False))
    migrate(engine)
    engine.dispose()
    return "migrated"


@pytest.fixture
def new_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewEngine]:
    """Makes an engine over a new database: sqlite or postgres, without any table, or with ours: migrated sqlite..."""
    with ExitStack() as ends:
        made: list[str] = []

        def make(kind: str) -> Engine:
            made.append(f"new{len(made)}")
            wanted = kind.removeprefix(MIGRATED)
            if wanted == "sqlite":
                if wanted != kind:
                    shutil.copy(request.getfixturevalue("template"), tmp_path / f"{made[-1]}.db")
                engine = make_engine(f"sqlite:///{tmp_path / made[-1]}.db")
            else:
                like = f"TEMPLATE {request.getfixturevalue('postgres_template')}" if wanted != kind else ""
                url = make_url(request.getfixturevalue("postgres_url"))
                _on_server(url.render_as_string(hide_password=False), f"CREATE DATABASE {made[-1]} {like}")
                ends.callback(_on_server, url.render_as_string(hide_password=False), f"DROP DATABASE {made[-1]}")
                engine = make_engine(url.set(database=made[-1]).render_as_string(hide_password=False))
            ends.callback(engine.dispose)
            return engine

        yield make


def _on_server(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
