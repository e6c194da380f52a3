"""A plan that a command loads changes debts too, and nobody of the office has made that change."""

from __future__ import annotations

from alembic import op

from storage.schema.base import Id

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("news") as batch:
        batch.alter_column("made_by", existing_type=Id, nullable=True)
