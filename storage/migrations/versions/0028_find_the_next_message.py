"""The next message to be sent is found without sorting all that wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_UNSENT = sa.text("status IN ('waiting', 'sending')")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        [sa.text("way DESC"), "nags", "id"],
        unique=False,
        sqlite_where=_UNSENT,
        postgresql_where=_UNSENT,
    )
