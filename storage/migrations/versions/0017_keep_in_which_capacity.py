"""A reminder speaks to a person in a capacity: it is kept, and looked at once more before the reminder is sent.

Of one that waits while this is done nobody knows it: it is taken back and asked anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Words

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("nag") as batch:
        batch.add_column(sa.Column("audience", Words(), nullable=False, server_default=""))
    with op.batch_alter_table("nag") as batch:
        batch.alter_column("audience", server_default=None)
