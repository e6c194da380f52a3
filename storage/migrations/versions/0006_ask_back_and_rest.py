"""People ask for later dates, promise, and have reminders rest; groups are told, and officers ask for reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _asked_reminder() -> None:
    op.create_table(
        "asked_reminder",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("units", Json, nullable=False),
        sa.Column("asked_by", Id, nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("wanted_by", UtcTime(), nullable=True),
        sa.Column("status", Words(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_asked_reminder_asked_by_person")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_asked_reminder_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_asked_reminder_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_reminder")),
    )
    op.create_index(op.f("ix_asked_reminder_office_id"), "asked_reminder", ["office_id"], unique=False)


def _group_nag() -> None:
    op.create_table(
        "group_nag",
        sa.Column("id", Id, nullable=False),
        sa.Column("rule", Words(), nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("step", Words(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("chat", Words(), nullable=False),
        sa.Column("outbox_id", Id, nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_group_nag_outbox_id_outbox")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_group_nag_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_nag")),
        sa.UniqueConstraint(
            "rule", "requirement_id", "step", "due", "chat", name=op.f("uq_group_nag_rule_requirement_id_step_due_chat")
        ),
    )
    op.create_index(op.f("ix_group_nag_chat"), "group_nag", ["chat"], unique=False)
    op.create_index(op.f("ix_group_nag_outbox_id"), "group_nag", ["outbox_id"], unique=False)
    op.create_index(op.f("ix_group_nag_requirement_id"), "group_nag", ["requirement_id"], unique=False)


def _quiet() -> None:
    op.create_table(
        "quiet",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("schools_only", sa.Boolean(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("set_by", Id, nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_quiet_office_id_unit")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_quiet_set_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet")),
    )
    op.create_index(op.f("ix_quiet_office_id"), "quiet", ["office_id"], unique=False)


def _snooze() -> None:
    op.create_table(
        "snooze",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_snooze")),
    )


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("due_before", UtcTime(), nullable=False),
        sa.Column("wanted", UtcTime(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("decided_by", Id, nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("granted", UtcTime(), nullable=True),
        sa.Column("answer", Words(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_extension_decided_by_person")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_extension_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_extension_office_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_extension_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_obligation_id"), "extension", ["obligation_id"], unique=False)
    op.create_index("ix_extension_office_id_status", "extension", ["office_id", "status"], unique=False)
    op.create_index(op.f("ix_extension_person_id"), "extension", ["person_id"], unique=False)


def _promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_promise_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_promise_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("obligation_id", "person_id", name=op.f("uq_promise_obligation_id_person_id")),
    )
    op.create_index(op.f("ix_promise_person_id"), "promise", ["person_id"], unique=False)


def upgrade() -> None:
    _asked_reminder()
    _group_nag()
    _quiet()
    _snooze()
    _extension()
    _promise()
    with op.batch_alter_table("outbox") as batch:
        batch.add_column(sa.Column("carries", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("outbox") as batch:
        batch.alter_column("carries", server_default=None)
