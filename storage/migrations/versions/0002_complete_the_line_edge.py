"""What the seam with LINE must remember: sent message ids, rates, chats, menus, photos, and what was taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _queues() -> None:
    in_a_set = sa.text("set_id IS NOT NULL")
    with op.batch_alter_table("inbox") as batch_op:
        batch_op.add_column(sa.Column("message_id", Words(), nullable=True))
        batch_op.add_column(sa.Column("set_id", Words(), nullable=True))
        batch_op.add_column(sa.Column("worker", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_inbox_message_id"), ["message_id"], unique=False)
        batch_op.create_index(
            "ix_inbox_set_id", ["set_id"], unique=False, sqlite_where=in_a_set, postgresql_where=in_a_set
        )
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("told_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("worker", sa.Integer(), nullable=True))
        batch_op.create_index(op.f("ix_outbox_sent_at"), ["sent_at"], unique=False)
    op.create_table(
        "sent_message",
        sa.Column("line_id", Words(), nullable=False),
        sa.Column("chat", Words(), nullable=False),
        sa.Column("outbox_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_sent_message_outbox_id_outbox")),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_sent_message")),
    )
    op.create_index(op.f("ix_sent_message_outbox_id"), "sent_message", ["outbox_id"], unique=False)
    op.create_table(
        "rate_bucket",
        sa.Column("endpoint", Words(), nullable=False),
        sa.Column("permits", sa.Double(), nullable=False),
        sa.Column("filled_at", UtcTime(), nullable=False),
        sa.Column("paused_until", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("endpoint", name=op.f("pk_rate_bucket")),
    )


def _people() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("menu_id", Words(), nullable=True))
    op.create_table(
        "chat",
        sa.Column("id", Id, nullable=False),
        sa.Column("line_id", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        sa.UniqueConstraint("line_id", name=op.f("uq_chat_line_id")),
    )
    op.create_table(
        "rich_menu",
        sa.Column("role", Words(), nullable=False),
        sa.Column("menu_id", Words(), nullable=False),
        sa.Column("digest", Words(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_rich_menu")),
    )


def _files() -> None:
    with op.batch_alter_table("stored_file") as batch_op:
        batch_op.add_column(sa.Column("erased_at", UtcTime(), nullable=True))
    with op.batch_alter_table("submission") as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", UtcTime(), nullable=True))
    op.create_table(
        "attachment",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("set_id", Words(), nullable=True),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("sha256", Words(), nullable=True),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_attachment_office_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attachment_person_id_person")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_attachment_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("message_id", name=op.f("uq_attachment_message_id")),
    )
    op.create_index(op.f("ix_attachment_office_id"), "attachment", ["office_id"], unique=False)
    op.create_index(op.f("ix_attachment_person_id"), "attachment", ["person_id"], unique=False)
    op.create_index(op.f("ix_attachment_set_id"), "attachment", ["set_id"], unique=False)


def upgrade() -> None:
    _queues()
    _people()
    _files()
