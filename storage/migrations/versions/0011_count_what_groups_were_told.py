"""A digest in a group says how much is owed: what it said is kept, and looked at once more before it is sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("group_nag") as batch:
        batch.add_column(sa.Column("owed", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("group_nag") as batch:
        batch.alter_column("owed", server_default=None)
