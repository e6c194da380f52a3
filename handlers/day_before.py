"""The clock's deed: the working day before a meeting, or before a visit of สพฐ., those who come are reminded of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.circulars import Answer
from domain.meetings import is_reminder_due
from domain.messages import Message, Outgoing, Push
from handlers import meeting_views, visit_views
from handlers.looking import each_office
from handlers.routing import Context
from handlers.wording import meetings, visits

_AWAY = {Answer.UNABLE, Answer.DELEGATED}
Said = Iterator[tuple[str, int, Message]]  # the only time something is told, to which person, and what


def tick(ctx: Context) -> list[Outgoing]:
    """A message to each, once; whoever is not coming is let be."""
    return each_office(lambda office_id: _office(office_id, ctx), ctx)


def _office(office_id: int, ctx: Context) -> list[Push]:
    if not ctx.calendar(office_id).is_sending_time(ctx.now):
        return []
    cards = {
        once: (person_id, card) for once, person_id, card in (*_meetings(office_id, ctx), *_visits(office_id, ctx))
    }
    if not cards:
        return []
    lines: Mapping[int, str] = {one.person_id: one.line_user_id for one in ctx.tx.people.reachable(office_id)}
    told = ctx.tx.outbox.have_once(cards)
    return [
        Push(lines[person_id], (card,), once=once)
        for once, (person_id, card) in cards.items()
        if person_id in lines and once not in told
    ]


def _meetings(office_id: int, ctx: Context) -> Said:
    for meeting in ctx.tx.meetings.to_come(office_id, ctx.now):
        if _is_due(meeting.held_at, meeting.called_at, office_id, ctx):
            answers = meeting_views.answers_to(meeting, ctx)
            away = {who for who, (answer, _) in answers.items() if answer in _AWAY}
            card = meetings.reminder(ctx.voice, meeting_views.view_of(meeting, ctx))
            for who in (one.person_id for one in meeting.members if one.person_id not in away):
                yield f"meeting:{meeting.id}:{who}", who, card


def _visits(office_id: int, ctx: Context) -> Said:
    """Who presents; who planned it sees the check list as well."""
    visit = ctx.tx.visits.next(office_id, ctx.now)
    if visit is not None and _is_due(visit.begins_at, visit.planned_at, office_id, ctx):
        view = visit_views.view_of(visit, ctx)
        for who in dict.fromkeys((*(one.person_id for one in visit.presenters), visit.planned_by)):
            theirs = tuple(
                part for part, one in zip(view.presenters, visit.presenters, strict=True) if one.person_id == who
            )
            card = visits.reminder(ctx.voice, view, theirs, with_items=who == visit.planned_by)
            yield f"visit:{visit.id}:{who}", who, card


def _is_due(begins_at: datetime, called_at: datetime, office_id: int, ctx: Context) -> bool:
    return is_reminder_due(begins_at, called_at, ctx.now, ctx.calendar(office_id), ctx.rules.digest)
