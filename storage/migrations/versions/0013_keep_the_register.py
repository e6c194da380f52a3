"""What agencies ask for and what goes out to them is kept in registers, of which nothing is ever deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# All but what strikes a row out: that alone may be said once it is written.
_FACTS = (
    "id, office_id, agency_id, fiscal_year_be, no, request_id, requirement_id, topic, round, prepared, due_on, "
    "came_on, signed_on, letter_no, letter_on, letter_year_be, sent_on, way, enclosures, kept, note, "
    "entered_by, entered_at"
)
_SQLITE = (
    """CREATE TRIGGER dispatch_is_not_deleted BEFORE DELETE ON dispatch
        BEGIN SELECT RAISE(ABORT, 'a row of the register is struck out, never deleted'); END""",
    f"""CREATE TRIGGER dispatch_is_not_changed BEFORE UPDATE OF {_FACTS} ON dispatch
        BEGIN SELECT RAISE(ABORT, 'a row of the register is struck out, never changed'); END""",
    """CREATE TRIGGER dispatch_stays_struck BEFORE UPDATE ON dispatch WHEN OLD.struck_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a row of the register that is struck out stays so'); END""",
    # INSERT OR REPLACE deletes without asking the first trigger.
    """CREATE TRIGGER dispatch_is_not_replaced BEFORE INSERT ON dispatch
        WHEN EXISTS (SELECT 1 FROM dispatch WHERE id = NEW.id
            OR (agency_id = NEW.agency_id AND fiscal_year_be = NEW.fiscal_year_be AND no = NEW.no))
        BEGIN SELECT RAISE(ABORT, 'a row of the register is struck out, never replaced'); END""",
    """CREATE TRIGGER dispatch_debt_is_not_deleted BEFORE DELETE ON dispatch_debt
        BEGIN SELECT RAISE(ABORT, 'a row of the register is struck out, never deleted'); END""",
)
_POSTGRES = (
    """CREATE FUNCTION dispatch_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'a row of the register is struck out, never deleted or changed'; END $$""",
    """CREATE TRIGGER dispatch_is_not_deleted BEFORE DELETE OR TRUNCATE ON dispatch
        FOR EACH STATEMENT EXECUTE FUNCTION dispatch_refuse()""",
    f"""CREATE TRIGGER dispatch_is_not_changed BEFORE UPDATE OF {_FACTS} ON dispatch
        FOR EACH STATEMENT EXECUTE FUNCTION dispatch_refuse()""",
    """CREATE TRIGGER dispatch_stays_struck BEFORE UPDATE ON dispatch
        FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION dispatch_refuse()""",
    """CREATE TRIGGER dispatch_debt_is_not_deleted BEFORE DELETE OR TRUNCATE ON dispatch_debt
        FOR EACH STATEMENT EXECUTE FUNCTION dispatch_refuse()""",
)


def _agency() -> None:
    op.create_table(
        "agency",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("aliases", Json, nullable=False),
        sa.Column("letters", Json, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_agency_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_agency_office_id_code")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_agency_office_id_name")),
    )


def _request() -> None:
    op.create_table(
        "agency_request",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("agency_id", Id, nullable=False),
        sa.Column("registry_no", Words(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("letter_no", Words(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("round", Words(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=True),
        sa.Column("urgency", Words(), nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("entered_by", Id, nullable=False),
        sa.Column("entered_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_request_agency_id_agency")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_agency_request_entered_by_person")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_agency_request_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_agency_request_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_request")),
    )
    op.create_index("ix_agency_request_office_id_agency_id", "agency_request", ["office_id", "agency_id"], unique=False)
    op.create_index(op.f("ix_agency_request_requirement_id"), "agency_request", ["requirement_id"], unique=False)


def _dispatch() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("agency_id", Id, nullable=False),
        sa.Column("fiscal_year_be", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("request_id", Id, nullable=True),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("topic", Words(), nullable=False),
        sa.Column("round", Words(), nullable=False),
        sa.Column("prepared", Words(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("letter_no", Words(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=False),
        sa.Column("letter_year_be", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("way", Words(), nullable=False),
        sa.Column("enclosures", Json, nullable=False),
        sa.Column("kept", Words(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.Column("entered_by", Id, nullable=False),
        sa.Column("entered_at", UtcTime(), nullable=False),
        sa.Column("struck_at", UtcTime(), nullable=True),
        sa.Column("struck_by", Id, nullable=True),
        sa.Column("struck_reason", Words(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_dispatch_agency_id_agency")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_dispatch_entered_by_person")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_dispatch_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["agency_request.id"], name=op.f("fk_dispatch_request_id_agency_request")
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_dispatch_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["struck_by"], ["person.id"], name=op.f("fk_dispatch_struck_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("agency_id", "fiscal_year_be", "no", name=op.f("uq_dispatch_agency_id_fiscal_year_be_no")),
    )
    op.create_index("ix_dispatch_office_id_letter_no", "dispatch", ["office_id", "letter_no"], unique=False)
    op.create_index(op.f("ix_dispatch_request_id"), "dispatch", ["request_id"], unique=False)
    op.create_index(op.f("ix_dispatch_requirement_id"), "dispatch", ["requirement_id"], unique=False)


def _what_belongs_to_rows() -> None:
    op.create_table(
        "dispatch_debt",
        sa.Column("dispatch_id", Id, autoincrement=False, nullable=False),
        sa.Column("obligation_id", Id, autoincrement=False, nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_dispatch_debt_dispatch_id_dispatch")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_dispatch_debt_obligation_id_obligation")
        ),
        sa.PrimaryKeyConstraint("dispatch_id", "obligation_id", name=op.f("pk_dispatch_debt")),
    )
    op.create_index(op.f("ix_dispatch_debt_obligation_id"), "dispatch_debt", ["obligation_id"], unique=False)
    op.create_table(
        "request_topic",
        sa.Column("id", Id, nullable=False),
        sa.Column("request_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("dispatch_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_request_topic_dispatch_id_dispatch")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["agency_request.id"], name=op.f("fk_request_topic_request_id_agency_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_topic")),
        sa.UniqueConstraint("request_id", "place", name=op.f("uq_request_topic_request_id_place")),
    )
    op.create_index(op.f("ix_request_topic_dispatch_id"), "request_topic", ["dispatch_id"], unique=False)


def _draft() -> None:
    op.create_table(
        "register_draft",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("said", Json, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_register_draft_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_register_draft")),
    )


def upgrade() -> None:
    _agency()
    _request()
    _dispatch()
    _what_belongs_to_rows()
    _draft()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)
