"""Bringing the schema up to date, and refusing to run on one that is not."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from domain.errors import TidtamError

_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaMismatchError(TidtamError):
    """The database has another schema than this program: run `python -m bot migrate` with the newer program."""


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config


def head(engine: Engine) -> str:
    """The revision this program is made for."""
    revision = ScriptDirectory.from_config(_config(engine)).get_current_head()
    if revision is None:
        raise SchemaMismatchError("no migrations")
    return revision


def current(engine: Engine) -> str | None:
    """The revision of the database; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine) -> None:
    """Bring the database's schema to this program's."""
    command.upgrade(_config(engine), "head")


def require_current(engine: Engine) -> None:
    """Raise SchemaMismatchError unless the database has this program's schema."""
    have, want = current(engine), head(engine)
    if have != want:
        raise SchemaMismatchError(f"database {have}, program {want}")
