"""The clock remembers in which offices there is nothing to say, and what has changed since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock_change",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_clock_change"),
    )
    op.create_table(
        "clock_look",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quiet_since", UtcTime(), nullable=False),
        sa.Column("coming", Json, nullable=False),
        sa.PrimaryKeyConstraint("office_id", name="pk_clock_look"),
    )
    op.create_table(
        "clock_round",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("no", Id, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clock_round"),
    )
