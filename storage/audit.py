"""The audit trail and the heartbeats."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Row, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from domain.audit import Noted
from domain.audit_chain import FIRST, NO_OFFICE, Line
from storage import audit_chain
from storage.audit_chain import Break
from storage.inserting import insert_new
from storage.rows import plain_rows
from storage.schema import Audit, AuditHead, Heartbeat
from storage.schema.base import keepable


class Entry(NamedTuple):
    """A deed to be noted together with others: its subject by code or id, and what changed."""

    deed: Noted
    about: str
    detail: dict[str, Any]


class Head(NamedTuple):
    """How far an office's trail has come: the number of its last line, and that line's hash. `office_id` 0: of none."""

    office_id: int
    no: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines to read: of these deeds, but none of those, about these subjects (None: any), in [since, until)."""

    deeds: Collection[Noted] = ()
    but: Collection[Noted] = ()
    about: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


class Audits:
    """Rows that say who did what, and when periodic deeds last ran. A trail belongs to an office, one to none."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._noted: list[Line] = []

    def note(
        self, now: datetime, deed: Noted, about: str, *, office_id: int | None = None, person_id: int | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Add a line with the commit. `about` names the subject by its code or id; `detail` holds no personal data."""
        line = Line(
            office_id=office_id or NO_OFFICE,
            no=0,
            at=now,
            person_id=person_id,
            deed=deed.value,
            about=keepable(about),
            detail=keepable(detail or {}),
        )
        self._noted.append(line)

    def note_all(
        self, now: datetime, entries: Sequence[Entry], *, office_id: int | None, person_id: int | None = None
    ) -> None:
        """Add several lines of one person."""
        for deed, about, detail in entries:
            self.note(now, deed, about, office_id=office_id, person_id=person_id, detail=detail)

    def note_look(
        self, now: datetime, about: str, *, office_id: int, person_id: int, again: timedelta,
        at: Noted = Noted.OPEN_FILE,
    ) -> None:  # fmt: skip
        """Add a line saying that a person looked at it, unless one not older than `again` says so already."""
        audit_chain.lock(self._session, office_id)  # two requests at once: the second sees the line of the first
        if not self.looked(about, person_id=person_id, since=now - again, at=at):
            self.note(now, at, about, office_id=office_id, person_id=person_id)

    def write(self) -> None:
        """Put what was noted at the end of its trails: the last thing before a commit, so that no deed waits long."""
        noted, self._noted = self._noted, []
        if noted:
            audit_chain.append(self._session, noted)

    def count(self, deed: Noted, about: str, *, since: datetime) -> int:
        """How often that was noted about that subject since a moment."""
        return self._count(Audit.deed == deed.value, Audit.about == about, Audit.at >= since)

    def looked(self, about: str, *, person_id: int, since: datetime, at: Noted = Noted.OPEN_FILE) -> bool:
        """Whether it is noted that the person looked at it since a moment: a file, or `at` something else."""
        mine = Audit.person_id == person_id
        return self._count(Audit.deed == at.value, Audit.about == about, Audit.at >= since, mine) > 0

    def latest(self, office_id: int, wanted: Wanted, at_most: int) -> list[Line]:
        """The newest lines of an office that are wanted, the newest first."""
        query = select(*_COLUMNS).where(Audit.office_id == office_id, *_where(wanted))
        return [_line(row) for row in self._session.execute(query.order_by(Audit.no.desc()).limit(at_most))]

    def last_by(self, office_id: int, person_id: int, deed: Noted) -> Line | None:
        """The newest line of a deed that a person did."""
        query = select(*_COLUMNS).where(Audit.office_id == office_id, Audit.person_id == person_id)
        row = self._session.execute(query.where(Audit.deed == deed.value).order_by(Audit.no.desc()).limit(1)).first()
        return None if row is None else _line(row)

    def last_together(
        self, office_id: int, person_id: int, deeds: Collection[Noted], *, since: datetime
    ) -> list[Line]:  # fmt: skip
        """The newest lines of such deeds that a person did at one moment since then; nothing where there are none."""
        mine = (
            Audit.office_id == office_id,
            Audit.person_id == person_id,
            Audit.deed.in_([one.value for one in deeds]),
        )
        newest = select(Audit.at, Audit.deed).where(*mine, Audit.at >= since).order_by(Audit.no.desc()).limit(1)
        row = self._session.execute(newest).first()
        if row is None:
            return []
        query = select(*_COLUMNS).where(*mine, Audit.at == row.at, Audit.deed == row.deed).order_by(Audit.no.desc())
        return [_line(found) for found in self._session.execute(query)]

    def concerning(
        self, office_id: int, person_id: int, *, about: Collection[str], compiled: Collection[str]
    ) -> list[Line]:
        """What a person did, what was noted about them (by code or id), and who compiled those rounds; oldest first."""
        of_person = and_(Audit.deed.in_(_ABOUT_PEOPLE), Audit.about.in_(list(about)))
        summaries = and_(Audit.deed == Noted.SUMMARISE.value, Audit.about.in_(list(compiled)))
        query = select(*_COLUMNS).where(
            Audit.office_id == office_id, or_(Audit.person_id == person_id, of_person, summaries)
        )
        return [_line(row) for row in self._session.execute(query.order_by(Audit.no))]

    def trail(self, office_id: int, *, after: int = 0) -> Iterator[tuple[Line, str]]:
        """The lines of an office behind the one with that number, each with its hash, the oldest first."""
        query = select(*_COLUMNS, Audit.hash).where(Audit.office_id == office_id, Audit.no > after).order_by(Audit.no)
        for row in plain_rows(self._session, query):
            yield _line(row), row.hash

    def verify(self, office_id: int | None) -> Break | None:
        """The first line of a trail that was changed, taken away or put in; None if all is as it was written."""
        return audit_chain.first_break(self._session, office_id or NO_OFFICE)

    def head(self, office_id: int | None) -> Head:
        """How far the trail has come; number 0 when nothing was ever noted."""
        trail = office_id or NO_OFFICE
        found = self._session.execute(select(AuditHead.no, AuditHead.hash).where(AuditHead.office_id == trail)).first()
        return Head(trail, found.no, found.hash) if found else Head(trail, 0, FIRST)

    def heads(self) -> list[Head]:
        """How far every trail has come, those without a head too: somebody may have taken it away."""
        known = select(AuditHead.office_id).union(select(Audit.office_id))
        return [self.head(office_id) for office_id in sorted(self._session.scalars(known))]

    def has_hash(self, known: str) -> bool:
        """Whether some line has that hash, which an earlier export showed."""
        return self._count(Audit.hash == known) > 0

    def _count(self, *where: ColumnElement[bool]) -> int:
        return int(self._session.scalar(select(func.count()).select_from(Audit).where(*where)) or 0)

    def beat(self, names: Sequence[str], now: datetime) -> None:
        """Note that these periodic deeds have just finished."""
        again = self._session.connection().execute(_BEATS_AGAIN, {"names": names, "now": now})
        if fresh := {*names} - {name for (name,) in again}:
            insert_new(self._session, Heartbeat, *({"name": name, "at": now} for name in sorted(fresh)))

    def last_beat(self, name: str) -> datetime | None:
        """When that periodic deed last finished."""
        return self._session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))


_beats = cast("Table", Heartbeat.__table__)
_BEATS_AGAIN = (
    update(_beats)
    .where(_beats.c.name.in_(bindparam("names", expanding=True)))
    .values(at=bindparam("now"))
    .returning(_beats.c.name)
)
_ABOUT_PEOPLE = (Noted.REGISTER.value, Noted.CHANGE_ROLES.value)  # their subject is a person, by code or id
_COLUMNS = (Audit.office_id, Audit.no, Audit.at, Audit.person_id, Audit.deed, Audit.about, Audit.detail)


def _line(row: Row[Any]) -> Line:
    return Line(
        office_id=row.office_id,
        no=row.no,
        at=row.at,
        person_id=row.person_id,
        deed=row.deed,
        about=row.about,
        detail=row.detail,
    )


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.deeds:
        found.append(Audit.deed.in_([deed.value for deed in wanted.deeds]))
    if wanted.but:
        found.append(Audit.deed.not_in([deed.value for deed in wanted.but]))
    if wanted.about is not None:
        found.append(Audit.about.in_(list(wanted.about)))
    if wanted.since:
        found.append(Audit.at >= wanted.since)
    if wanted.until:
        found.append(Audit.at < wanted.until)
    return found
