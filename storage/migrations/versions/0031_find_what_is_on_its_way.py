"""What is on its way and what a month has paid for are found without reading all that waits and was sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_ON_ITS_WAY = sa.text("tried AND status IN ('waiting', 'sending')")


def upgrade() -> None:
    op.create_index("ix_outbox_on_its_way", "outbox", ["chat"], sqlite_where=_ON_ITS_WAY, postgresql_where=_ON_ITS_WAY)
    op.drop_index("ix_outbox_sent_at", "outbox")
    op.create_index("ix_outbox_sent_at_paid", "outbox", ["sent_at", "paid"])
