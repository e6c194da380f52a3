"""Bringing the schema up to date, and refusing to run on one that is not.

Alembic is loaded only when there is something to do: it takes as much memory as the webhook.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from domain.errors import TidtamError

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaMismatchError(TidtamError):
    """The database has another schema than this program: run `python -m bot migrate` with the newer program."""


class NewerSchemaError(SchemaMismatchError):
    """The database belongs to a newer program, and this one leaves it alone: start that one."""


def head() -> str:
    """The revision this program is made for: that of the last migration, by which its file's name begins."""
    return max(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(engine: Engine) -> str | None:
    """The revision of the database; None for an empty one."""
    with engine.execution_options(read_only=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def alembic_config(engine: Engine) -> Config:
    """What Alembic must know."""
    from alembic.config import Config  # noqa: PLC0415 - see the module's docstring

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Bring the database's schema to this program's. NewerSchemaError, and nothing is touched."""
    have, want = current(engine), head()
    if have == want:
        return
    _refuse_newer(have)
    from alembic import command  # noqa: PLC0415 - see the module's docstring

    command.upgrade(alembic_config(engine), "head")


def migrate_within(connection: Connection, revision: str) -> None:
    """Bring the schema to that revision inside the connection's own transaction, which stays open."""
    from alembic import command  # noqa: PLC0415 - see the module's docstring

    config = alembic_config(connection.engine)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def require_current(engine: Engine) -> None:
    """Raise SchemaMismatchError unless the database has this program's schema."""
    have, want = current(engine), head()
    _refuse_newer(have)
    if have != want:
        raise SchemaMismatchError(f"database {have}, program {want}")


def _refuse_newer(have: str | None) -> None:
    if have is not None and have > head():
        raise NewerSchemaError(f"database {have}, program {head()}")
