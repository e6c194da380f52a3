"""Adding lines to the audit trails one after another, and finding the first line that is not as it was written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row, Text, cast, func, insert, select, update
from sqlalchemy.orm import Session

from domain.audit_chain import FIRST, Line, link
from storage.inserting import insert_new
from storage.rows import plain_rows
from storage.schema import Audit, AuditHead


class Damage(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Break:
    """The first line of a trail that is not as it was written."""

    no: int
    damage: Damage


def lock(session: Session, office_id: int) -> tuple[int, str]:
    """Number and hash of the trail's last line; whoever else wants to add to it waits until this transaction ends.

    In SQLite a transaction that writes has kept all others out since it began.
    """
    query = select(AuditHead.no, AuditHead.hash).where(AuditHead.office_id == office_id).with_for_update()
    found = session.execute(query).first()
    if found is None:
        insert_new(session, AuditHead, {"office_id": office_id, "no": 0, "hash": FIRST})
        found = session.execute(query).one()
    return found.no, found.hash


def append(session: Session, lines: Sequence[Line]) -> None:
    """Add the lines, whatever number they carry, each behind the last one of its trail, in their order.

    The trails are locked in the order of their offices, so that two transactions never wait for each other.
    """
    by_office: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_office[line.office_id].append(line)
    for office_id in sorted(by_office):
        no, before = lock(session, office_id)
        rows = []
        for no, line in enumerate(by_office[office_id], start=no + 1):  # noqa: B020 - counts on from the last
            before = link(before, numbered := replace(line, no=no))
            rows.append(_values(numbered, before))
        session.execute(insert(Audit), rows)
        moved = update(AuditHead).where(AuditHead.office_id == office_id).values(no=no, hash=before)
        session.execute(moved.execution_options(synchronize_session=False))


def _values(line: Line, own: str) -> dict[str, Any]:
    return {
        "office_id": line.office_id,
        "no": line.no,
        "at": line.at,
        "person_id": line.person_id,
        "deed": line.deed,
        "about": line.about,
        "detail": line.detail,
        "hash": own,
    }


def first_break(session: Session, office_id: int) -> Break | None:
    """The first line of a trail that was changed, taken away or put in; None if all is as it was written.

    Streams the trail. Lines that are added meanwhile are not looked at.
    """
    head = _head(session, office_id)
    before, no = FIRST, 0
    for row in plain_rows(session, _written(office_id, head.last)):
        if row.no != no + 1:
            return Break(no + 1, Damage.MISSING)
        no += 1
        if not _follows(row, before):
            return Break(no, Damage.CHANGED)
        before = row.hash
    if no != head.no:
        return Break(min(no, head.no) + 1, Damage.MISSING if no < head.no else Damage.ADDED)
    return None if before == head.hash else Break(no, Damage.CHANGED)


class _Head(NamedTuple):
    no: int
    hash: str
    last: int


def _head(session: Session, office_id: int) -> _Head:
    """What the head says, and the number of the last row: both as of one moment."""
    last = select(func.coalesce(func.max(Audit.no), 0)).where(Audit.office_id == office_id).scalar_subquery()
    no, own = (
        select(func.coalesce(func.max(column), missing)).where(AuditHead.office_id == office_id).scalar_subquery()
        for column, missing in ((AuditHead.no, 0), (AuditHead.hash, FIRST))
    )
    return _Head._make(session.execute(select(no, own, last)).one())


def _written(office_id: int, last: int) -> Any:
    """The rows as the database has them: what somebody wrote into them may be neither a moment nor JSON."""
    columns = (Audit.office_id, Audit.no, Audit.person_id, Audit.deed, Audit.about, Audit.hash)
    texts = (cast(Audit.at, Text).label("at"), cast(Audit.detail, Text).label("detail"))
    return select(*columns, *texts).where(Audit.office_id == office_id, Audit.no <= last).order_by(Audit.no)


def _follows(row: Row[Any], before: str) -> bool:
    try:
        line = Line(
            office_id=row.office_id,
            no=row.no,
            at=_moment(row.at),
            person_id=row.person_id,
            deed=row.deed,
            about=row.about,
            detail=json.loads(row.detail),
        )
        return link(before, line) == str(row.hash)
    except (ValueError, TypeError):
        return False


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
