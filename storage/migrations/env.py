"""Alembic's entry: runs the migrations on the engine that `storage.schema_version` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from storage.engine import references_unchecked
from storage.schema import Base


def run() -> None:
    """Run the migrations: each in its own transaction, or all in the one that whoever called has open."""
    attributes = context.config.attributes
    if (given := attributes.get("connection")) is not None:
        _on(given)
        return
    with attributes["engine"].connect() as connection, references_unchecked(connection):
        _on(connection)
        connection.commit()


def _on(connection: Connection) -> None:
    """Tables are rebuilt where SQLite cannot alter them."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
