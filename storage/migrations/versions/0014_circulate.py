"""What people are told and asked to acknowledge is kept, with who has answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circular",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("lines", Json, nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("sha256", Words(), nullable=True),
        sa.Column("file_name", Words(), nullable=False),
        sa.Column("file_kind", Words(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.Column("sent_at", UtcTime(), nullable=False),
        sa.Column("sent_by", Id, nullable=False),
        sa.Column("cancelled_at", UtcTime(), nullable=True),
        sa.Column("in_groups", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_circular_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_circular_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_circular_sent_by_person")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_circular_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular")),
    )
    op.create_index("ix_circular_office_id_sent_at", "circular", ["office_id", "sent_at"], unique=False)
    op.create_index(op.f("ix_circular_requirement_id"), "circular", ["requirement_id"], unique=False)
    _recipients()
    _told()


def _recipients() -> None:
    op.create_table(
        "circular_recipient",
        sa.Column("circular_id", Id, autoincrement=False, nullable=False),
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("part", Words(), nullable=False),
        sa.Column("answer", Words(), nullable=False),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.Column("answered_by", Id, nullable=True),
        sa.Column("remark", Words(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_circular_recipient_answered_by_person")),
        sa.ForeignKeyConstraint(
            ["circular_id"], ["circular.id"], name=op.f("fk_circular_recipient_circular_id_circular")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circular_recipient_person_id_person")),
        sa.PrimaryKeyConstraint("circular_id", "person_id", name=op.f("pk_circular_recipient")),
    )
    op.create_index(op.f("ix_circular_recipient_person_id"), "circular_recipient", ["person_id"], unique=False)


def _told() -> None:
    op.create_table(
        "circular_told",
        sa.Column("circular_id", Id, autoincrement=False, nullable=False),
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("outbox_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_circular_told_circular_id_circular")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_circular_told_outbox_id_outbox")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_circular_told_person_id_person")),
        sa.PrimaryKeyConstraint("circular_id", "person_id", "turn", name=op.f("pk_circular_told")),
    )
    op.create_index(op.f("ix_circular_told_outbox_id"), "circular_told", ["outbox_id"], unique=False)
