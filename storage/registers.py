"""The control register: agencies, what they ask for, what went out. Rows are numbered under their agency's lock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import agencies
from domain.lifecycle import State
from domain.thai import BUDDHIST_OFFSET, fiscal_year_be
from storage.inserting import insert_new
from storage.schema import Agency, AgencyRequest, Dispatch, DispatchDebt, Obligation, RegisterDraft, RequestTopic

PATIENCE = timedelta(hours=24)  # with somebody who was asked for what is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """What an agency asks for, as it is kept: see the columns of `AgencyRequest`."""

    office_id: int
    agency_id: int
    registry_no: str
    received_on: date
    letter_no: str
    letter_on: date | None
    round: str
    due_at: datetime | None
    urgency: str
    requirement_id: int | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a new row says. `debts`: those that go out with it, locked by the caller, and how each stood before.

    `topics`: ids of the request's topics that it answers.
    """

    office_id: int
    agency_id: int
    request_id: int | None
    requirement_id: int | None
    topics: tuple[int, ...]
    topic: str
    round: str
    prepared: str
    due_on: date | None
    came_on: date | None
    signed_on: date | None
    letter_no: str
    letter_on: date
    sent_on: date
    way: str
    enclosures: tuple[str, ...]
    kept: str
    note: str
    debts: tuple[tuple[int, State], ...]


class Registers:
    """Rows about letters from and to agencies."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._idle: set[int] = set()  # who has begun nothing: every dialogue asks that of every word that is said

    def agencies(self, office_id: int, usual: Sequence[agencies.Agency]) -> list[Agency]:
        """The office's agencies; the usual ones are there from the first time on."""
        rows = [
            {"office_id": office_id, "code": one.code, "name": one.name, "aliases": list(one.aliases),
             "letters": list(one.letters)} for one in usual
        ]  # fmt: skip
        known = self._of_office(office_id)
        if {row["code"] for row in rows} - {agency.code for agency in known}:
            insert_new(self._session, Agency, *rows)
            known = self._of_office(office_id)
        return known

    def add_agency(self, office_id: int, name: str) -> Agency:
        """An agency that an officer names; the one of that name if there is one."""
        count = self._session.scalar(select(func.count()).select_from(Agency).where(Agency.office_id == office_id))
        row = {"office_id": office_id, "code": f"A{1 + (count or 0)}", "name": name, "aliases": [], "letters": []}
        insert_new(self._session, Agency, row)
        query = select(Agency).where(Agency.office_id == office_id, Agency.name == name)
        return self._session.scalars(query).one()

    def draft(self, person_id: int, kind: str, now: datetime) -> RegisterDraft | None:
        """What that person has begun to say and not finished, unless it is too long ago."""
        found = self._begun_by(person_id)
        return found if found and found.kind == kind and found.at > now - PATIENCE else None

    def is_busy(self, person_id: int, kind: str, now: datetime) -> bool:
        """Whether that person has begun to say something else than this kind, and not finished."""
        found = self._begun_by(person_id)
        return found is not None and found.kind != kind and found.at > now - PATIENCE

    def keep_draft(self, person_id: int, kind: str, said: dict[str, Any], now: datetime) -> None:
        """Keep what is known up to now, in place of whatever that person began before."""
        self._idle.discard(person_id)
        self._session.merge(RegisterDraft(person_id=person_id, kind=kind, said=said, at=now))
        self._session.flush()

    def drop_draft(self, person_id: int) -> None:
        """Erase what was not finished, or what has become a row."""
        if found := self._begun_by(person_id):
            self._session.delete(found)
            self._session.flush()

    def _begun_by(self, person_id: int) -> RegisterDraft | None:
        """The row, asked for once in a transaction where there is none; what is there the session keeps itself."""
        if person_id in self._idle:
            return None
        found = self._session.get(RegisterDraft, person_id)
        if found is None:
            self._idle.add(person_id)
        return found

    def add_request(self, asked: NewRequest, *, by: int, now: datetime) -> AgencyRequest:
        """Keep what an agency asks for."""
        facts = {field.name: getattr(asked, field.name) for field in fields(asked) if field.name != "topics"}
        request = AgencyRequest(**facts, entered_by=by, entered_at=now)
        request.topics = [RequestTopic(place=place, title=title) for place, title in enumerate(asked.topics, start=1)]
        self._session.add(request)
        self._session.flush()
        return request

    def has_request(self, agency_id: int, letter_no: str, letter_on: date | None) -> bool:
        """Whether that letter of an agency has been taken in before."""
        where = (AgencyRequest.agency_id == agency_id, AgencyRequest.letter_no == letter_no)
        query = select(AgencyRequest.id).where(*where, AgencyRequest.letter_on == letter_on).limit(1)
        return self._session.scalar(query) is not None

    def request(self, request_id: int, office_id: int) -> AgencyRequest | None:
        """The request with that id, if it is the office's own."""
        query = select(AgencyRequest).where(AgencyRequest.id == request_id, AgencyRequest.office_id == office_id)
        return self._session.scalars(query).unique().first()

    def open_requests(self, office_id: int) -> list[AgencyRequest]:
        """The requests of which a topic is not answered yet, soonest due first, those without a day last."""
        unanswered = select(RequestTopic.request_id).where(RequestTopic.dispatch_id.is_(None))
        query = (
            select(AgencyRequest)
            .where(AgencyRequest.office_id == office_id, AgencyRequest.id.in_(unanswered))
            .order_by(AgencyRequest.due_at.is_(None), AgencyRequest.due_at, AgencyRequest.id)
        )
        return list(self._session.scalars(query).unique())

    def enter(self, entry: Entry, *, by: int, now: datetime) -> Dispatch:
        """Write the next row of the agency's register of the fiscal year in which it was sent.

        The agency's row is locked until the end, so that of two officers each gets a number and none is left out.
        """
        self._session.scalars(select(Agency.id).where(Agency.id == entry.agency_id).with_for_update()).one()
        year = fiscal_year_be(entry.sent_on)
        of_year = (Dispatch.agency_id == entry.agency_id, Dispatch.fiscal_year_be == year)
        last = self._session.scalar(select(func.max(Dispatch.no)).where(*of_year))
        facts = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in _NOT_AS_THEY_ARE}
        row = Dispatch(
            **facts, fiscal_year_be=year, no=1 + (last or 0), letter_year_be=entry.letter_on.year + BUDDHIST_OFFSET,
            enclosures=list(entry.enclosures), entered_by=by, entered_at=now,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        self._session.add_all(
            DispatchDebt(dispatch_id=row.id, obligation_id=debt, before=before.value) for debt, before in entry.debts
        )
        answered = update(RequestTopic).where(RequestTopic.id.in_(entry.topics), RequestTopic.dispatch_id.is_(None))
        self._session.execute(answered.values(dispatch_id=row.id))
        self._session.flush()
        self._session.refresh(row)
        return row

    def row(self, agency_id: int, year_be: int, no: int) -> Dispatch | None:
        """That row of an agency's register."""
        where = (Dispatch.agency_id == agency_id, Dispatch.fiscal_year_be == year_be, Dispatch.no == no)
        return self._session.scalars(select(Dispatch).where(*where)).unique().first()

    def get(self, dispatch_id: int, office_id: int) -> Dispatch | None:
        """The row with that id, if it is the office's own."""
        query = select(Dispatch).where(Dispatch.id == dispatch_id, Dispatch.office_id == office_id)
        return self._session.scalars(query).unique().first()

    def to_strike(self, dispatch_id: int) -> Dispatch | None:
        """The row as it stands at this moment, locked until the end; its debts must be locked before it."""
        query = select(Dispatch).where(Dispatch.id == dispatch_id).with_for_update(of=Dispatch)
        return self._session.scalars(query.execution_options(populate_existing=True)).unique().first()

    def strike(self, row: Dispatch, reason: str, *, by: int, now: datetime) -> None:
        """Strike a row out: it stays, with its number; what it answered is open again."""
        row.struck_at, row.struck_by, row.struck_reason = now, by, reason
        answered = update(RequestTopic).where(RequestTopic.dispatch_id == row.id)
        self._session.execute(answered.values(dispatch_id=None))
        self._session.flush()

    def of_year(self, office_id: int, year_be: int) -> list[Dispatch]:
        """All rows of a fiscal year, struck ones too, by agency and number."""
        query = (
            select(Dispatch)
            .where(Dispatch.office_id == office_id, Dispatch.fiscal_year_be == year_be)
            .order_by(Dispatch.agency_id, Dispatch.no)
        )
        return list(self._session.scalars(query).unique())

    def with_letter(self, office_id: int, letter_no: str, year_be: int) -> list[Dispatch]:
        """Rows that stand under that letter's number of a calendar year: a letter may answer several requests."""
        query = select(Dispatch).where(
            Dispatch.office_id == office_id, Dispatch.letter_no == letter_no, Dispatch.letter_year_be == year_be,
            Dispatch.struck_at.is_(None),
        )  # fmt: skip
        return list(self._session.scalars(query).unique())

    def stand_for(self, requirement_id: int) -> int:
        """How many rows that stand are about a requirement."""
        query = select(func.count()).select_from(Dispatch)
        found = query.where(Dispatch.requirement_id == requirement_id, Dispatch.struck_at.is_(None))
        return int(self._session.scalar(found) or 0)

    def all_sent(self, requirement_ids: Collection[int], waiting: Collection[State]) -> set[int]:
        """Of these requirements those in which no debt is in one of the states that may still go out."""
        open_ = select(Obligation.requirement_id).where(
            Obligation.requirement_id.in_(list(requirement_ids)), Obligation.state.in_([one.value for one in waiting])
        )
        return set(requirement_ids) - set(self._session.scalars(open_))

    def _of_office(self, office_id: int) -> list[Agency]:
        return list(self._session.scalars(select(Agency).where(Agency.office_id == office_id).order_by(Agency.id)))


_NOT_AS_THEY_ARE = ("topics", "enclosures", "debts")
