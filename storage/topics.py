"""Topics of an agency's request: who prepares each, and the work that is asked for when all of them are given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import State
from storage.schema import AgencyRequest, Obligation, RequestTopic, Requirement, Subject, SubjectOwner, TopicUnit

_KIND = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsAsked:
    """What is asked for: of which request, under which title, on which form, of which round, by when inside."""

    request: AgencyRequest
    work: str
    form: str
    form_version: int
    title: str
    fiscal_year_be: int
    round_name: str
    period: tuple[date, date]
    opens_at: datetime
    due_at: datetime


class Topics:
    """Rows about topics. Whoever changes them locks their request first, so that of two people one is first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def to_give_out(self, request_id: int, office_id: int) -> AgencyRequest | None:
        """The office's request as it stands at this moment, locked until the end."""
        query = select(AgencyRequest).where(AgencyRequest.id == request_id, AgencyRequest.office_id == office_id)
        locked = query.with_for_update(of=AgencyRequest).execution_options(populate_existing=True)
        return self._session.scalars(locked).unique().first()

    def request_of(self, topic_id: int, office_id: int) -> int | None:
        """The request of a topic, if it is the office's own."""
        query = select(RequestTopic.request_id).join(AgencyRequest, AgencyRequest.id == RequestTopic.request_id)
        return self._session.scalar(query.where(RequestTopic.id == topic_id, AgencyRequest.office_id == office_id))

    def give(self, topic: RequestTopic, unit_ids: Sequence[int]) -> None:
        """Have these units prepare the topic, the first of them leading, in place of whoever was to before."""
        topic.answering.clear()
        self._session.flush()
        topic.answering.extend(TopicUnit(unit_id=unit_id, place=place) for place, unit_id in enumerate(unit_ids))
        self._session.flush()
        self._session.refresh(topic)

    def ask(self, asked: TopicsAsked) -> Requirement:
        """Ask for the topics of a request: a requirement with a debt for each, open at once. Every topic has a unit."""
        request = asked.request
        code = self._next_code(request, asked.fiscal_year_be)
        requirement = Requirement(
            office_id=request.office_id,
            code=code,
            work=asked.work,
            form=asked.form,
            form_version=asked.form_version,
            title=asked.title,
            fiscal_year_be=asked.fiscal_year_be,
            round=request.round,
            round_name=asked.round_name,
            period_start=asked.period[0],
            period_end=asked.period[1],
            opens_at=asked.opens_at,
            due_at=asked.due_at,
            external_due_at=request.due_at,
            agency=request.agency.name,
            urgency=request.urgency,
        )
        self._session.add(requirement)
        self._session.flush()
        for topic in request.topics:
            self._owe(requirement, topic)
        request.requirement_id = requirement.id
        self._session.flush()
        return requirement

    def _owe(self, requirement: Requirement, topic: RequestTopic) -> None:
        subject = Subject(
            office_id=requirement.office_id,
            kind=_KIND,
            fiscal_year_be=requirement.fiscal_year_be,
            code=f"{requirement.code}-{topic.place}",
            no=topic.place,
            title=topic.title,
        )
        subject.owners = [SubjectOwner(unit_id=one.unit_id, place=one.place) for one in topic.answering]
        self._session.add(subject)
        self._session.flush()
        self._session.add(
            Obligation(
                requirement_id=requirement.id,
                subject_id=subject.id,
                unit_id=topic.answering[0].unit_id,
                state=State.PENDING.value,
                due_at=requirement.due_at,
            )
        )

    def _next_code(self, request: AgencyRequest, year_be: int) -> str:
        """A code nobody has: IN-2570-MOE-1."""
        codes = select(Requirement.code).where(Requirement.office_id == request.office_id)
        taken, no = set(self._session.scalars(codes)), 1
        while (code := f"IN-{year_be}-{request.agency.code}-{no}") in taken:
            no += 1
        return code
