"""Create the tables of the strategy round: units, people, work, queues, files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _tables_1() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("reply_token", sa.String(), nullable=True),
        sa.Column("reply_until", UtcTime(), nullable=True),
        sa.Column("worth_push", sa.Boolean(), nullable=False),
        sa.Column("messages", Json, nullable=False),
        sa.Column("retry_key", sa.String(), nullable=False),
        sa.Column("once", sa.String(), nullable=True),
        sa.Column("nags", sa.Boolean(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("tried", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcTime(), nullable=False),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("line_ids", Json, nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
        sa.UniqueConstraint("retry_key", name=op.f("uq_outbox_retry_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_chat"), ["chat"], unique=False)
        batch_op.create_index("ix_outbox_status_next_try_at", ["status", "next_try_at"], unique=False)
    op.create_table(
        "quota_month",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_quota_month")),
    )
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "unit",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=True),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_names", Json, nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("smis_code", sa.String(), nullable=False),
        sa.Column("obec_code6", sa.String(), nullable=False),
        sa.Column("moe_code10", sa.String(), nullable=False),
        sa.Column("letter_prefix", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_unit_office_id_unit")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_unit_office_id_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)


def _tables_2() -> None:
    op.create_table(
        "day_off",
        sa.Column("office_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_day_off_office_id_unit")),
        sa.PrimaryKeyConstraint("office_id", "day", name=op.f("pk_day_off")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_ms", Id, nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcTime(), nullable=False),
        sa.Column("lease_until", UtcTime(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_inbox_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("event_id", name=op.f("uq_inbox_event_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_conversation_status", ["conversation", "status"], unique=False)
        batch_op.create_index("ix_inbox_status_next_try_at", ["status", "next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_user_id"), ["user_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("line_user_id", sa.String(), nullable=True),
        sa.Column("joined_at", UtcTime(), nullable=True),
        sa.Column("blocked_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_person_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
        sa.UniqueConstraint("line_user_id", name=op.f("uq_person_line_user_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_office_id"), ["office_id"], unique=False)
    op.create_table(
        "requirement",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("fiscal_year_be", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("round_name", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("opens_at", UtcTime(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("external_due_at", UtcTime(), nullable=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_requirement_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_requirement_office_id_code")),
    )
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_office_id"), ["office_id"], unique=False)
    op.create_table(
        "subject",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fiscal_year_be", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_subject_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint(
            "office_id", "fiscal_year_be", "code", name=op.f("uq_subject_office_id_fiscal_year_be_code")
        ),
    )
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_office_id"), ["office_id"], unique=False)


def _tables_3() -> None:
    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_audit_office_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_office_id"), ["office_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_for_id", Id, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("about", Json, nullable=False),
        sa.ForeignKeyConstraint(["made_for_id"], ["person.id"], name=op.f("fk_document_made_for_id_person")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_document_office_id_unit")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_document_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_office_id"), ["office_id"], unique=False)
    op.create_table(
        "indicator",
        sa.Column("id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_indicator_subject_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("subject_id", "no", name=op.f("uq_indicator_subject_id_no")),
    )
    op.create_table(
        "membership",
        sa.Column("id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_membership_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "unit_id", "role", name=op.f("uq_membership_person_id_unit_id_role")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "obligation",
        sa.Column("id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_obligation_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_obligation_subject_id_subject")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obligation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint(
            "requirement_id", "unit_id", "subject_id", name=op.f("uq_obligation_requirement_id_unit_id_subject_id")
        ),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_obligation_requirement_id"), ["requirement_id"], unique=False)
        batch_op.create_index("ix_obligation_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_obligation_subject_id"), ["subject_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_obligation_unit_id"), ["unit_id"], unique=False)


def _tables_4() -> None:
    op.create_table(
        "subject_owner",
        sa.Column("id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_subject_owner_subject_id_subject")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_subject_owner_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_owner")),
        sa.UniqueConstraint("subject_id", "unit_id", name=op.f("uq_subject_owner_subject_id_unit_id")),
    )
    with op.batch_alter_table("subject_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_owner_unit_id"), ["unit_id"], unique=False)
    op.create_table(
        "upload",
        sa.Column("id", Id, nullable=False),
        sa.Column("inbox_id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("arrived_at", UtcTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("because", Json, nullable=False),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_upload_inbox_id_inbox")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_upload_office_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id_person")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_upload_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("inbox_id", name=op.f("uq_upload_inbox_id")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_sha256"), ["sha256"], unique=False)
    op.create_table(
        "nag",
        sa.Column("id", Id, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("outbox_id", Id, nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_nag_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_nag_outbox_id_outbox")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nag_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nag")),
        sa.UniqueConstraint(
            "rule",
            "obligation_id",
            "step",
            "due",
            "person_id",
            name=op.f("uq_nag_rule_obligation_id_step_due_person_id"),
        ),
    )
    with op.batch_alter_table("nag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nag_obligation_id"), ["obligation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nag_outbox_id"), ["outbox_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nag_person_id"), ["person_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("receipt_seq", sa.Integer(), nullable=False),
        sa.Column("receipt_no", sa.String(), nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.Column("findings", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_submission_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_submission_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_submission_upload_id_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("obligation_id", "version", name=op.f("uq_submission_obligation_id_version")),
        sa.UniqueConstraint("receipt_no", name=op.f("uq_submission_receipt_no")),
        sa.UniqueConstraint("requirement_id", "receipt_seq", name=op.f("uq_submission_requirement_id_receipt_seq")),
        sa.UniqueConstraint("upload_id", name=op.f("uq_submission_upload_id")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_obligation_id"), ["obligation_id"], unique=False)
        batch_op.create_index(
            "uq_submission_stands",
            ["obligation_id"],
            unique=True,
            sqlite_where=sa.text("stands"),
            postgresql_where=sa.text("stands"),
        )


def upgrade() -> None:
    _tables_1()
    _tables_2()
    _tables_3()
    _tables_4()
