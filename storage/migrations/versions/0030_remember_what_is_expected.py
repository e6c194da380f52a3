"""What the month is expected to bring an office is remembered also while there is something to say in it."""

from __future__ import annotations

from alembic import op

from storage.schema.base import UtcTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clock_look") as table:
        table.alter_column("quiet_since", existing_type=UtcTime(), nullable=True)
