"""Migrations are numbered, linear, and bring any database to exactly what the tables say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text

from domain.planned import said_anew
from storage.engine import make_engine
from storage.schema import Base, Requirement
from storage.schema_version import SchemaMismatchError, alembic_config, current, head, migrate, require_current
from storage.store import Store
from tests.plans import DUE, small_plan

VERSIONS = Path(__file__).parents[2] / "storage" / "migrations" / "versions"
OLD_UNIT = (
    "INSERT INTO unit (id, kind, code, name, short_names, district, smis_code, obec_code6, moe_code10, letter_prefix)"
    " VALUES (1, 'office', 'O', 'O', '[]', '', '', '', '', '')"
)
OLD_REQUIREMENT = (
    "INSERT INTO requirement (id, office_id, code, work, form, form_version, title, fiscal_year_be, round, round_name,"
    " agency, urgency, period_start, period_end, opens_at, due_at) VALUES (1, 1, 'R', 'w', 'f', 1, 't', 2570, '6m',"
    " 'r', '', '', '2026-10-01', '2027-03-31', '2027-04-02 09:30:00.000000', '2027-04-02 09:30:00.000000')"
)


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


def test_a_plan_loaded_before_its_lines_were_kept_is_known_by_what_counts_now(tmp_path: Path) -> None:
    engine: Engine = make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    command.upgrade(alembic_config(engine), "0007")
    with engine.begin() as connection:
        for statement in (OLD_UNIT, OLD_REQUIREMENT):
            connection.execute(text(statement))
    migrate(engine)
    with engine.connect() as connection:
        planned = connection.execute(select(Requirement.planned)).scalar_one()

    assert planned["due_at"] == "2027-04-02T09:30:00+00:00"
    assert said_anew(planned, replace(small_plan().requirements[0], opens_at=DUE, due_at=DUE)) == frozenset()
    engine.dispose()
