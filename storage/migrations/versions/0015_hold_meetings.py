"""Meetings are called, with who is invited and who came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("committee", Words(), nullable=False),
        sa.Column("held_at", UtcTime(), nullable=False),
        sa.Column("place", Words(), nullable=False),
        sa.Column("agenda", Json, nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("circular_id", Id, nullable=True),
        sa.Column("called_by", Id, nullable=False),
        sa.Column("called_at", UtcTime(), nullable=False),
        sa.Column("began_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["called_by"], ["person.id"], name=op.f("fk_meeting_called_by_person")),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_meeting_circular_id_circular")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_meeting_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_meeting_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_office_id_held_at", "meeting", ["office_id", "held_at"], unique=False)
    op.create_index(op.f("ix_meeting_requirement_id"), "meeting", ["requirement_id"], unique=False)
    op.create_index(op.f("ix_meeting_circular_id"), "meeting", ["circular_id"], unique=False)
    op.create_table(
        "meeting_member",
        sa.Column("meeting_id", Id, autoincrement=False, nullable=False),
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("duty", Words(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.Column("reason", Words(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_member_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_member_person_id_person")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meeting_member")),
    )
    op.create_index(op.f("ix_meeting_member_person_id"), "meeting_member", ["person_id"], unique=False)
