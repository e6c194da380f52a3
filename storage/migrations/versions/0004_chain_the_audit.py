"""Every row of the audit trail is tied to the one before it, and nothing can be done to it but adding."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from domain.audit_chain import FIRST, NO_OFFICE, Line, link
from storage.schema.base import Id, Json, UtcTime, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 1000

_AUDIT = sa.table(
    "audit", sa.column("office_id", Id), sa.column("no", Id), sa.column("at", UtcTime()), sa.column("person_id", Id),
    sa.column("deed", Words()), sa.column("about", Words()), sa.column("detail", Json), sa.column("hash", Words()),
)  # fmt: skip
_HEAD = sa.table("audit_head", sa.column("office_id", Id), sa.column("no", Id), sa.column("hash", Words()))
_UNCHAINED = sa.table(
    "audit_unchained", sa.column("id", Id), sa.column("office_id", Id), sa.column("at", UtcTime()),
    sa.column("person_id", Id), sa.column("deed", Words()), sa.column("about", Words()), sa.column("detail", Json),
)  # fmt: skip

_SQLITE = (
    """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
    """CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above.
    """CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE office_id = NEW.office_id AND no = NEW.no)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
    """CREATE TRIGGER audit_head_is_not_deleted BEFORE DELETE ON audit_head
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
    """CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
        WHEN NEW.office_id <> OLD.office_id OR NEW.no <= OLD.no
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
    """CREATE TRIGGER audit_head_is_not_replaced BEFORE INSERT ON audit_head
        WHEN EXISTS (SELECT 1 FROM audit_head WHERE office_id = NEW.office_id)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END""",
)
_POSTGRES = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit trail is only ever added to'; END $$""",
    """CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON audit_head
        FOR EACH ROW WHEN (NEW.office_id <> OLD.office_id OR NEW.no <= OLD.no) EXECUTE FUNCTION audit_refuse()""",
)


def _tables() -> None:
    op.create_table(
        "audit",
        sa.Column("office_id", Id, autoincrement=False, nullable=False),
        sa.Column("no", Id, autoincrement=False, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("deed", Words(), nullable=False),
        sa.Column("about", Words(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.Column("hash", Words(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id_person")),
        sa.PrimaryKeyConstraint("office_id", "no", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_office_id_deed_no", "audit", ["office_id", "deed", "no"], unique=False)
    op.create_index("ix_audit_deed_about_at", "audit", ["deed", "about", "at"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("office_id", Id, autoincrement=False, nullable=False),
        sa.Column("no", Id, nullable=False),
        sa.Column("hash", Words(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_audit_head")),
    )


def _chain_existing_rows() -> None:
    connection = op.get_bind()
    trail = sa.func.coalesce(_UNCHAINED.c.office_id, NO_OFFICE)
    heads: dict[int, tuple[int, str]] = {}
    query = sa.select(_UNCHAINED, trail.label("trail")).order_by(_UNCHAINED.c.id)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for part in rows.partitions():
            chained = [_chained(row, heads) for row in part]
            connection.execute(sa.insert(_AUDIT), chained)
    for office_id, (no, own) in heads.items():
        connection.execute(sa.insert(_HEAD).values(office_id=office_id, no=no, hash=own))


def _chained(row: sa.Row[tuple[object, ...]], heads: dict[int, tuple[int, str]]) -> dict[str, object]:
    no, before = heads.get(row.trail, (0, FIRST))
    line = Line(
        office_id=row.trail,
        no=no + 1,
        at=row.at,
        person_id=row.person_id,
        deed=row.deed,
        about=row.about,
        detail=row.detail,
    )
    heads[row.trail] = (line.no, own := link(before, line))
    values = {"at": line.at, "person_id": line.person_id, "deed": line.deed, "about": line.about, "detail": line.detail}
    return {"office_id": line.office_id, "no": line.no, **values, "hash": own}


def upgrade() -> None:
    op.execute("CREATE TABLE audit_unchained AS SELECT * FROM audit")
    op.drop_table("audit")
    _tables()
    _chain_existing_rows()
    op.drop_table("audit_unchained")
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)
