"""Meetings as facts for wording, and what is known of one that is being called."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from domain.meetings import AGENDA, Invitation
from domain.thai import BANGKOK, local
from handlers.routing import Context
from handlers.wording import meetings as words

if TYPE_CHECKING:
    from domain.circulars import Answer
    from storage.schema import Meeting

KIND: Final = "meeting"


def view_of(meeting: Meeting, ctx: Context) -> words.MeetingView:
    """A meeting that was called, with what those invited have answered."""
    answers = answers_to(meeting, ctx)
    requirement = ctx.tx.work.requirement(meeting.requirement_id, meeting.office_id) if meeting.requirement_id else None
    return words.MeetingView(
        id=meeting.id,
        mark=0,
        committee=meeting.committee,
        held_at=meeting.held_at,
        place=meeting.place,
        agenda=tuple(meeting.agenda),
        work=requirement.title if requirement else "",
        guests=tuple(
            words.Guest(
                name=one.person.name,
                position=one.person.position,
                duty=one.duty,
                answer=answers.get(one.person_id, (None, ""))[0],
                reason=answers.get(one.person_id, (None, ""))[1],
            )
            for one in meeting.members
        ),
    )


def number_of(meeting: Meeting, ctx: Context) -> int:
    """The how-manieth of its committee in its calendar year."""
    there = local(meeting.held_at)
    since = datetime(there.year, 1, 1, tzinfo=BANGKOK) - timedelta(seconds=1)
    held = ctx.tx.meetings.latest(meeting.office_id, since)
    return sum(one.committee == meeting.committee and one.held_at <= meeting.held_at for one in held)


def answers_to(meeting: Meeting, ctx: Context) -> dict[int, tuple[Answer | None, str]]:
    """What each of those invited has answered, with the remark: whom they send."""
    circular = ctx.tx.circulars.get(meeting.circular_id or 0, meeting.office_id)
    rows = ctx.tx.circulars.recipients(circular) if circular else []
    return {one.person_id: (one.answer, one.remark) for one in rows}


def proposed(draft: Invitation, ctx: Context) -> words.MeetingView:
    """What is about to be called."""
    office_id = ctx.me.office_id
    people = {one.id: one for one in ctx.tx.people.of_office(office_id)}
    requirement = ctx.tx.work.requirement(draft.requirement, office_id) if draft.requirement else None
    reached = {member.person_id for member in ctx.tx.people.reachable(office_id)}
    held_at = moment_of(draft)
    return words.MeetingView(
        id=0,
        mark=mark_of(draft),
        committee=draft.what,
        held_at=held_at,
        place=draft.place,
        agenda=AGENDA,
        work=requirement.title if requirement else "",
        guests=tuple(
            words.Guest(name=people[one].name, position=people[one].position, duty=duty)
            for one, duty in draft.people
            if one in people
        ),
        reached=sum(one in reached and one != ctx.me.id for one, _ in draft.people),
        by_phone=sum(one not in reached and one != ctx.me.id for one, _ in draft.people),
        left=ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left,
        day_off=_day_off(local(held_at).date(), ctx),
        moved=bool(draft.instead_of),
    )


def moment_of(draft: Invitation) -> datetime:
    """When it is to be held; LookupError while that was not said."""
    if draft.day is None or draft.clock is None:
        raise LookupError("nobody has said when")
    return datetime.combine(draft.day, draft.clock, BANGKOK)


def mark_of(draft: Invitation) -> int:
    """Tells what a card showed from something else."""
    return zlib.crc32(repr(draft).encode())


def draft_of(ctx: Context) -> Invitation | None:
    """What the speaker has begun to call."""
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return _from_json(found.said) if found else None


def keep(draft: Invitation, ctx: Context) -> None:
    """Keep what is known up to now."""
    said = {
        "what": draft.what,
        "day": draft.day.isoformat() if draft.day else None,
        "clock": draft.clock.isoformat() if draft.clock else None,
        "place": draft.place,
        "people": [list(one) for one in draft.people],
        "requirement": draft.requirement,
        "instead_of": draft.instead_of,
    }
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, said, ctx.now)


def _from_json(said: Mapping[str, Any]) -> Invitation:
    return Invitation(
        what=said["what"],
        day=date.fromisoformat(said["day"]) if said["day"] else None,
        clock=time.fromisoformat(said["clock"]) if said["clock"] else None,
        place=said["place"],
        people=tuple((int(person), str(duty)) for person, duty in said["people"]),
        requirement=said["requirement"],
        instead_of=said["instead_of"],
    )


def _day_off(day: date, ctx: Context) -> str:
    calendar = ctx.calendar(ctx.me.office_id)
    return "" if calendar.is_working_day(day) else calendar.name_of_day_off(day) or ""
