"""Who may ask to serve a unit, who agreed to the notice, and which group is bound to which unit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _new_tables() -> None:
    op.create_table(
        "consent",
        sa.Column("line_user_id", Words(), nullable=False),
        sa.Column("version", Words(), nullable=False),
        sa.Column("agreed_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("line_user_id", name=op.f("pk_consent")),
    )
    op.create_table(
        "application",
        sa.Column("id", Id, nullable=False),
        sa.Column("line_user_id", Words(), nullable=False),
        sa.Column("office_id", Id, nullable=True),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("name", Words(), nullable=False),
        sa.Column("position", Words(), nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("decided_by_id", Id, nullable=True),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_application_office_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_application_unit_id_unit")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_application_decided_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_application_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_office_id"), "application", ["office_id"], unique=False)
    still_open = sa.text("status IN ('filling', 'waiting')")
    op.create_index(
        "uq_application_open",
        "application",
        ["line_user_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "binding_code",
        sa.Column("code", Words(), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("made_by_id", Id, nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_binding_code_unit_id_unit")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_binding_code_made_by_id_person")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_binding_code")),
    )


def _new_columns() -> None:
    op.add_column("unit", sa.Column("invitation", Words(), nullable=True))
    op.create_index("uq_unit_invitation", "unit", ["invitation"], unique=True)  # not by rebuilding a table others need
    with op.batch_alter_table("chat") as batch_op:
        batch_op.add_column(sa.Column("name", Words(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("unit_id", Id, nullable=True))
        batch_op.add_column(sa.Column("says", Words(), nullable=True))
        batch_op.add_column(sa.Column("bound_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("bound_by_id", Id, nullable=True))
        batch_op.create_foreign_key(op.f("fk_chat_unit_id_unit"), "unit", ["unit_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_chat_bound_by_id_person"), "person", ["bound_by_id"], ["id"])
        batch_op.create_index(op.f("ix_chat_unit_id"), ["unit_id"], unique=False)


def upgrade() -> None:
    _new_columns()
    _new_tables()
