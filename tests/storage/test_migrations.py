"""Migrations are numbered, linear, and bring any database to exactly what the tables say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.engine import make_engine
from storage.schema import Base
from storage.schema_version import SchemaMismatchError, alembic_config, current, head, migrate, require_current
from storage.store import Store

VERSIONS = Path(__file__).parents[2] / "storage" / "migrations" / "versions"


def test_files_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted(VERSIONS.glob("[0-9]*.py"))]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", path.name) for path in VERSIONS.glob("[0-9]*.py"))


def test_the_migrated_schema_is_what_the_tables_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_unmigrated_database_is_refused(tmp_path: Path) -> None:
    engine: Engine = make_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(SchemaMismatchError):
        require_current(engine)

    migrate(engine)
    require_current(engine)
    assert current(engine) == head() == ScriptDirectory.from_config(alembic_config(engine)).get_current_head()
    engine.dispose()


def test_migrating_twice_is_harmless(sqlite_store: Store) -> None:
    migrate(sqlite_store.engine)
    require_current(sqlite_store.engine)
