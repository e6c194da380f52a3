"""What was not understood is kept for a while, and what an office taught."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_STANDS = sa.text("taken_back_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "unclear_phrase",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("message_id", Words(), nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("said_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_unclear_phrase_office_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unclear_phrase_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unclear_phrase")),
    )
    op.create_index("ix_unclear_phrase_office_id_key", "unclear_phrase", ["office_id", "key"], unique=False)
    op.create_index(op.f("ix_unclear_phrase_person_id"), "unclear_phrase", ["person_id"], unique=False)
    op.create_index(op.f("ix_unclear_phrase_message_id"), "unclear_phrase", ["message_id"], unique=False)
    op.create_index(op.f("ix_unclear_phrase_said_at"), "unclear_phrase", ["said_at"], unique=False)
    op.create_table(
        "taught_phrase",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("key", Words(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("intent", Words(), nullable=False),
        sa.Column("taught_by", Id, nullable=False),
        sa.Column("taught_at", UtcTime(), nullable=False),
        sa.Column("taken_back_by", Id, nullable=True),
        sa.Column("taken_back_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_taught_phrase_office_id_unit")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["person.id"], name=op.f("fk_taught_phrase_taken_back_by_person")),
        sa.ForeignKeyConstraint(["taught_by"], ["person.id"], name=op.f("fk_taught_phrase_taught_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taught_phrase")),
    )
    op.create_index(
        "uq_taught_phrase_standing",
        "taught_phrase",
        ["office_id", "key"],
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
