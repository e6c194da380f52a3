"""The clock's deed: the working day before a meeting, those who were invited and come are reminded."""

from __future__ import annotations

from domain.circulars import Answer
from domain.meetings import is_reminder_due
from domain.messages import Outgoing, Push
from handlers import meeting_views
from handlers.routing import Context
from handlers.wording import meetings as words


def tick(ctx: Context) -> list[Outgoing]:
    """A message to each, once; whoever is not coming is let be."""
    said: list[Outgoing] = []
    for office in ctx.tx.people.offices():
        calendar = ctx.calendar(office.id)
        if not calendar.is_sending_time(ctx.now):
            continue
        lines: dict[int, str] = {}
        for meeting in ctx.tx.meetings.to_come(office.id, ctx.now):
            if not is_reminder_due(meeting.held_at, meeting.called_at, ctx.now, calendar, ctx.rules.digest):
                continue
            lines = lines or {one.person_id: one.line_user_id for one in ctx.tx.people.reachable(office.id)}
            answers = meeting_views.answers_to(meeting, ctx)
            away = {one for one, (answer, _) in answers.items() if answer in {Answer.UNABLE, Answer.DELEGATED}}
            card = words.reminder(ctx.voice, meeting_views.view_of(meeting, ctx))
            keyed = {
                lines[one.person_id]: f"meeting:{meeting.id}:{one.person_id}"
                for one in meeting.members
                if one.person_id in lines and one.person_id not in away
            }
            told = ctx.tx.outbox.have_once(keyed.values())
            said += [Push(line, (card,), once=once) for line, once in keyed.items() if once not in told]
    return said
