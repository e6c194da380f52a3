"""Circulars on their way: written by a deed, told by the clock or behind an answer, shown as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.circulars import CircularKey, Kind, NewCircular, is_to_be_told, may_ride_along, needs_a_call
from domain.messages import GroupPush, Message, Outgoing, Push
from handlers import groups
from handlers.looking import each_office, stays_busy
from handlers.postscripts import Postscript
from handlers.routing import Context
from handlers.wording import circulars as words

if TYPE_CHECKING:
    from storage.circulars import Waiting
    from storage.schema import Chat, Circular

_TOLD_AT_ONCE = 3  # circulars in one message; more come with the next


@dataclass(frozen=True, slots=True)
class Cost:
    """What telling people costs: a message each for those who can be written to; the others are telephoned.

    `left` in the month (None: as many as one likes). Not `at_once`: when the office opens.
    """

    people: int
    messages: int
    left: int | None
    by_phone: tuple[str, ...]
    at_once: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What telling people costs one by one; and that in groups it is `groups` groups, for `in_groups` messages."""

    cost: Cost
    groups: int
    in_groups: int


def circulate(new: NewCircular, ctx: Context) -> int:
    """Have people told and asked to acknowledge; the clock does it in the office's sending time. Its id."""
    circular = ctx.tx.circulars.write(new, office_id=ctx.me.office_id, by=ctx.me.id, now=ctx.now)
    note(Noted.CIRCULATE, circular, ctx, people=len(new.parts))
    return circular


def cost(people: Collection[int], ctx: Context) -> Cost:
    """What it will cost to tell these people of the speaker's office."""
    names = ctx.tx.people.names(ctx.me.office_id)
    reached = {member.person_id for member in ctx.tx.people.reachable(ctx.me.office_id)} & set(people)
    calls = tuple(names[one] for one in people if one not in reached and one in names)
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    at_once = ctx.calendar(ctx.me.office_id).is_sending_time(ctx.now)
    return Cost(len(set(people)), len(reached), left, calls, at_once)


def ways(people: Sequence[int], ctx: Context) -> Ways:
    """What each way of telling these people costs: one by one, or in the LINE groups of their units."""
    chats, units = groups_told(ctx.me.office_id, ctx), ctx.tx.people.units_of(people)
    reached = {member.person_id for member in ctx.tx.people.reachable(ctx.me.office_id)}
    there = {one: next((unit for unit in units.get(one, ()) if unit in chats), None) for one in people}
    heard = {unit for unit in there.values() if unit is not None}
    outside = sum(one in reached for one, unit in there.items() if unit is None)
    return Ways(cost(people, ctx), len(heard), sum(chats[unit].members or 0 for unit in heard) + outside)


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: who has not heard of a circular is told, and who has not answered is asked again.

    Messages that ask again leave the month's reserve alone; they ride along with answers then.
    """
    return each_office(lambda office_id: _of_office(office_id, ctx), ctx)


def _of_office(office_id: int, ctx: Context) -> list[Outgoing]:
    calendar = ctx.calendar(office_id)
    waiting = ctx.tx.circulars.waiting(office_id) if calendar.is_sending_time(ctx.now) else []
    if not waiting:
        return []
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    spare = left is None or left > ctx.reserve
    if not spare:
        stays_busy([office_id], ctx)
    due = [
        one
        for one in waiting
        if is_to_be_told(one.unanswered, ctx.now, calendar, ctx.rules.digest) and (spare or not one.unanswered.turns)
    ]
    if not due:
        return []
    there, others = _in_groups(office_id, due, ctx)
    return [*there, *asked_now(office_id, others, ctx)]


def groups_told(office_id: int, ctx: Context) -> dict[int, Chat]:
    """The LINE group of each unit that has one which may be told so, by the unit's id."""
    found = {}
    for chat in ctx.tx.chats.of_office(office_id):
        if chat.bound_to is not None and chat.left_at is None and chat.members and _hears(chat, ctx):
            found[chat.bound_to.id] = chat
    return found


def _hears(chat: Chat, ctx: Context) -> bool:
    return groups.says(chat, ctx).most >= words.TOLD_IN_GROUPS


def _in_groups(office_id: int, due: list[Waiting], ctx: Context) -> tuple[list[Outgoing], list[Waiting]]:
    """What is told in groups, a message to each; and who is to be written to."""
    first = [one for one in due if one.circular.in_groups and not one.unanswered.turns]
    chats = groups_told(office_id, ctx) if first else {}
    if not chats:
        return [], due
    units = ctx.tx.people.units_of({one.person_id for one in first})
    heard: dict[tuple[int, int], list[Waiting]] = {}
    for one in first:
        unit = next((unit for unit in units.get(one.person_id, ()) if unit in chats), None)
        if unit is not None:
            heard.setdefault((one.circular.id, unit), []).append(one)
    pushes = [_to_group(chats[unit], ones, ctx) for (_, unit), ones in heard.items()]
    told = {(one.circular.id, one.person_id) for ones in heard.values() for one in ones}
    return pushes, [one for one in due if (one.circular.id, one.person_id) not in told]


def _to_group(chat: Chat, ones: list[Waiting], ctx: Context) -> Outgoing:
    circular = ones[0].circular
    said = words.to_group(ctx.voice, circular.id, Kind(circular.kind), circular.title, tuple(circular.lines))
    keys = tuple(_key(one) for one in ones)
    return GroupPush(chat.line_id, chat.members or 0, (said,), hears=groups.says(chat, ctx).most, circulars=keys)


def asked_now(office_id: int, due: Iterable[Waiting], ctx: Context) -> list[Outgoing]:
    """A message to each of these people who can be written to, with all that they are to acknowledge."""
    lines = {member.person_id: member.line_user_id for member in ctx.tx.people.reachable(office_id)}
    theirs: dict[int, list[Waiting]] = {}
    for one in due:
        if one.person_id in lines:
            theirs.setdefault(one.person_id, []).append(one)
    return [
        Push(
            lines[person],
            tuple(_message(one, ctx) for one in ones[:_TOLD_AT_ONCE]),
            circulars=tuple(_key(one) for one in ones[:_TOLD_AT_ONCE]),
        )
        for person, ones in theirs.items()
    ]


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer: the oldest that the speaker has not acknowledged, once a day."""
    for one in ctx.tx.circulars.waiting(ctx.me.office_id, ctx.me.id):
        if may_ride_along(one.unanswered, ctx.now):
            return Postscript(_message(one, ctx), circulars=(_key(one),))
    return None


def mine(ctx: Context) -> list[Waiting]:
    """What the speaker has not acknowledged and still may."""
    found = ctx.tx.circulars.waiting(ctx.me.office_id, ctx.me.id)
    return [one for one in found if not one.unanswered.is_over(ctx.now)]


def shown(one: Waiting, ctx: Context) -> Message:
    """The circular as its recipient sees it."""
    return _message(one, ctx)


def standing(circular: Circular, ctx: Context) -> words.StandingView:
    """How a circular stands, person by person, for an officer."""
    calendar = ctx.calendar(circular.office_id)
    rows = tuple(ctx.tx.circulars.recipients(circular))
    calls = {
        one.person_id
        for one in rows
        if one.answer is None and needs_a_call(one.unanswered, circular.sent_at, ctx.now, calendar, on_line=one.on_line)
    }
    again = [one for one in rows if one.answer is None and one.on_line and may_ride_along(one.unanswered, ctx.now)]
    return words.StandingView(
        id=circular.id,
        title=circular.title,
        sent=circular.sent_at,
        rows=tuple(
            words.Standing(
                id=one.person_id,
                name=one.name,
                position=one.position,
                part=one.part,
                answer=one.answer,
                at=one.answered_at,
                remark=one.remark,
                calls=one.person_id in calls,
            )
            for one in rows
        ),
        again=len(again),
    )


def note(noted: Noted, circular_id: int, ctx: Context, **detail: int) -> None:
    """A line in the audit trail about a circular."""
    ctx.tx.audit.note(
        ctx.now, noted, str(circular_id), office_id=ctx.me.office_id, person_id=ctx.me.id, detail=detail
    )  # fmt: skip


def _key(one: Waiting) -> CircularKey:
    return CircularKey(one.circular.id, one.person_id, one.unanswered.turns)


def _message(one: Waiting, ctx: Context) -> Message:
    circular = one.circular
    view = words.CircularView(
        id=circular.id,
        kind=Kind(circular.kind),
        title=circular.title,
        part=one.part,
        lines=tuple(circular.lines),
        again=bool(one.unanswered.turns),
        url=_link(one, ctx),
    )
    return words.circular(ctx.voice, view)


def _link(one: Waiting, ctx: Context) -> str | None:
    circular = one.circular
    if circular.sha256 is None:
        return None
    document = ctx.tx.files.shown_to(one.person_id, circular.file_kind, {"circular": circular.id})
    return ctx.links.file(document.id, one.person_id, ctx.now) if document is not None else None
