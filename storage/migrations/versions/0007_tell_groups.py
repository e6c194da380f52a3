"""Groups may be told how much is in, without asking: whether they want it, and how many people that reaches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chat") as batch:
        batch.add_column(sa.Column("digest", sa.Boolean(), nullable=True))
        batch.add_column(sa.Column("members", sa.Integer(), nullable=True))
