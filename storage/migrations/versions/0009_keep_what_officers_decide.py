"""What officers decide in the chat is known apart from what the plan last said, and people hear of it."""

from __future__ import annotations

from datetime import UTC

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0009"
down_revision = "0008"
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
    _news()


def _news() -> None:
    op.create_table(
        "news",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", Id, nullable=False),
        sa.Column("was", Words(), nullable=False),
        sa.Column("due_before", UtcTime(), nullable=False),
        sa.Column("stands", Words(), nullable=False),
        sa.Column("due", UtcTime(), nullable=False),
        sa.Column("presses", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_news_made_by_person")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_news_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_news_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
    )
    op.create_index(op.f("ix_news_office_id"), "news", ["office_id"], unique=False)
    op.create_index(op.f("ix_news_obligation_id"), "news", ["obligation_id"], unique=False)
    op.create_table(
        "news_heard",
        sa.Column("news_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("outbox_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["news_id"], ["news.id"], name=op.f("fk_news_heard_news_id_news")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_news_heard_outbox_id_outbox")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_news_heard_person_id_person")),
        sa.PrimaryKeyConstraint("news_id", "person_id", name=op.f("pk_news_heard")),
    )
    op.create_index(op.f("ix_news_heard_outbox_id"), "news_heard", ["outbox_id"], unique=False)


def _take_what_counts_for_what_was_planned() -> None:
    """Of what was loaded before, only what counts now is known."""
    connection, fields = op.get_bind(), ("opens_at", "due_at", "external_due_at")
    for row in connection.execute(sa.select(_REQUIREMENT)).mappings().all():
        moments = {name: row[name] for name in fields}
        known = {name: None if at is None else at.astimezone(UTC).isoformat() for name, at in moments.items()}
        connection.execute(_REQUIREMENT.update().where(_REQUIREMENT.c.id == row["id"]).values(planned=known))
