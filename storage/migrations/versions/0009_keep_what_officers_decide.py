"""What officers decide in the chat is known apart from what the plan said when it was last loaded."""

from __future__ import annotations

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_REQUIREMENT = sa.table(
    "requirement",
    sa.column("id", Id),
    sa.column("opens_at", UtcTime()),
    sa.column("due_at", UtcTime()),
    sa.column("external_due_at", UtcTime()),
    sa.column("planned", Json),
)


def upgrade() -> None:
    with op.batch_alter_table("requirement") as batch:
        batch.add_column(sa.Column("planned", Json, nullable=False, server_default="{}"))
    with op.batch_alter_table("requirement") as batch:
        batch.alter_column("planned", server_default=None)
    with op.batch_alter_table("obligation") as batch:
        batch.add_column(sa.Column("called_off_from", Words(), nullable=True))
    _take_what_counts_for_what_was_planned()


def _take_what_counts_for_what_was_planned() -> None:
    """Of what was loaded before, only what counts now is known."""
    connection, fields = op.get_bind(), ("opens_at", "due_at", "external_due_at")
    for row in connection.execute(sa.select(_REQUIREMENT)).mappings().all():
        moments = {name: row[name] for name in fields}
        known = {name: None if at is None else at.astimezone(UTC).isoformat() for name, at in moments.items()}
        connection.execute(_REQUIREMENT.update().where(_REQUIREMENT.c.id == row["id"]).values(planned=known))
