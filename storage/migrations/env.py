"""Alembic's entry: runs the migrations on the engine that `storage.schema_version` hands over."""

from __future__ import annotations

from alembic import context

from storage.schema import Base


def run() -> None:
    """Run the migrations, each in its own transaction, tables rebuilt where SQLite cannot alter them."""
    with context.config.attributes["engine"].connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
