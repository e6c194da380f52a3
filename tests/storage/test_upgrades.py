"""A database that has lived through every version is brought to this one with all that it holds, on both databases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from click.testing import CliRunner
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.cli import main
from storage.schema import Base
from storage.schema_version import NewerSchemaError, alembic_config, current, head, migrate, require_current
from storage.store import Store
from tests.storage.conftest import NewEngine
from tests.storage.representative import fill

TOKENS = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, new_engine: NewEngine) -> Engine:
    """An engine over a database without any table."""
    return new_engine(request.param)


def test_rows_of_every_version_arrive_in_this_one(empty: Engine) -> None:
    expected: Counter[str] = Counter()  # rows of each table
    for no in range(1, int(head()) + 1):
        command.upgrade(alembic_config(empty), f"{no:04}")
        with empty.begin() as connection:
            expected.update(fill(connection, no))

    require_current(empty)
    with Session(empty) as session:
        for mapper in Base.registry.mappers:
            assert len(session.scalars(select(mapper.class_)).unique().all()) > 0, mapper
        found = {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}
    assert found == {**expected, "audit_head": found["audit"]}, "0004 gave a head to each trail that was there"
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("kind", ["migrated sqlite", "migrated postgres"])
def test_the_triggers_live_through_every_version(new_engine: NewEngine, kind: str) -> None:
    empty = new_engine(kind)
    with empty.begin() as connection:
        fill(connection, 1)
    for refused in ("UPDATE audit SET about = ''", "DELETE FROM audit", "DELETE FROM dispatch"):
        with pytest.raises(DatabaseError), empty.begin() as connection:
            connection.execute(text(refused))


def newer(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def test_a_newer_database_is_left_alone(store: Store) -> None:
    newer(store.engine)
    try:
        with pytest.raises(NewerSchemaError, match="9999"):
            require_current(store.engine)
        with pytest.raises(NewerSchemaError):
            migrate(store.engine)
        assert current(store.engine) == "9999"
    finally:
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})


@pytest.mark.parametrize("words", ["run", "web", "work", "check", "migrate", "backup here"])
def test_no_command_touches_a_newer_database(sqlite_store: Store, tmp_path: Path, words: str) -> None:
    newer(sqlite_store.engine)
    env = {**TOKENS, "DATABASE_URL": f"sqlite:///{tmp_path / 'tidtam.db'}", "FILES_URL": str(tmp_path / "files")}

    result = CliRunner().invoke(main, words.replace("here", str(tmp_path / "b")).split(), env=env)

    assert result.exit_code == 1
    assert "newer program" in " ".join(result.output.split())
    assert current(sqlite_store.engine) == "9999"
