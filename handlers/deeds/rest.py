"""Reminders rest: a person asks to be let be for a while, an officer sets days for all or stops all; and they go on.

The day on which something is due is told anyhow: a rest is no later due date.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import OWED
from domain.messages import Outgoing
from domain.phrases.dates import find_day, find_days
from domain.phrases.rests import complains, is_for_all, is_for_schools, unit_at_rest
from domain.phrases.understanding import Intent
from domain.plan import SERVED
from domain.rights import Right
from domain.thai import BANGKOK, end_of_day, local
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import unit_choice
from handlers.candidates import known_units
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import rests as words

_LONGEST: Final = timedelta(days=30)
_STATES: Final = [state.value for state in OWED]
_OPEN: Final = 0  # as a last day: until somebody ends it


def snooze(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let the speaker be until a day: snooze[:<ordinal of the day>]. An officer who speaks of all must confirm."""
    today = local(ctx.now).date()
    if isinstance(event, ButtonPressed):
        said = numbers(event)
        return _let_be(_day(said[0]), ctx) if said else reply(words.how_long(ctx.voice, today))
    text = event.text if isinstance(event, TextSaid) else ""
    until = find_day(text, today, ctx.calendar(ctx.me.office_id))
    if ctx.may(Right.LOAD_PLAN):
        named = find_unit(unit_at_rest(text), [one for one in known_units(ctx) if one.kind in SERVED])
        if isinstance(named, Found):
            return reply(words.unit_how_long(ctx.voice, named.unit.id, named.unit.name, today, until))
        if isinstance(named, Unsure):
            return reply(unit_choice.ask(ctx.voice, named.units, "quietunit"))
        if is_for_all(text):
            return _propose(text, ctx)
    if until is None and complains(text):
        return reply(words.how_long(ctx.voice, today))
    return _let_be(until or today, ctx)


def rest_of_unit(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let all people of a unit be until a day, or ask until when: quietunit:<unit>[:<ordinal of the day>]."""
    said, today = numbers(event), local(ctx.now).date()
    unit = ctx.tx.people.unit(said[0]) if said else None
    if unit is None or unit.office_id != ctx.me.office_id:
        return reply(words.no_such_unit(ctx.voice))
    until = _day(said[1]) if len(said) > 1 else None
    if until is None or until < today:
        return reply(words.unit_how_long(ctx.voice, unit.id, unit.name, today, None))
    until = min(until, today + _LONGEST)
    people = {one.person_id: one.line_user_id for one in ctx.tx.people.reachable(unit.office_id, [unit.id])}
    for person_id, chat in people.items():
        ctx.tx.rests.snooze(person_id, until, ctx.now)
        ctx.tx.nags.withdraw_from(chat, ctx.now)
    _note_unit(Noted.SET_REST, unit.code, f"{today.isoformat()} {until.isoformat()}", ctx)
    return reply(words.unit_rests(ctx.voice, unit.id, unit.name, until, len(people)), worth_push=True)


def wake_unit(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The people of a unit are reminded again: wakeunit:<unit>."""
    said, today = numbers(event), local(ctx.now).date()
    unit = ctx.tx.people.unit(said[0]) if said else None
    if unit is None or unit.office_id != ctx.me.office_id:
        return reply(words.no_such_unit(ctx.voice))
    for person_id in {one.person_id for one in ctx.tx.people.reachable(unit.office_id, [unit.id])}:
        ctx.tx.rests.wake(person_id)
    _note_unit(Noted.END_REST, unit.code, f"{today.isoformat()} {today.isoformat()}", ctx)
    return reply(words.unit_awake(ctx.voice, unit.name))


def _note_unit(noted: Noted, code: str, days: str, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, noted, days, office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"schools_only": False, "unit": code},
    )  # fmt: skip


def _let_be(until: date | None, ctx: Context) -> list[Outgoing]:
    today = local(ctx.now).date()
    if until is None or until < today:
        return reply(words.how_long(ctx.voice, today))
    until = min(until, today + _LONGEST)
    ctx.tx.rests.snooze(ctx.me.id, until, ctx.now)
    ctx.tx.nags.withdraw_from(ctx.me.line_user_id or "", ctx.now)
    ctx.tx.audit.note(ctx.now, Noted.SNOOZE, until.isoformat(), office_id=ctx.me.office_id, person_id=ctx.me.id)
    return reply(words.let_be(ctx.voice, until, today))


def _propose(text: str, ctx: Context) -> list[Outgoing]:
    """Show what a rest for all would mean."""
    today = local(ctx.now).date()
    days = find_days(text, today, ctx.calendar(ctx.me.office_id))
    first, last = days or (today, None)
    schools = is_for_schools(text)
    until = end_of_day(last) if last else ctx.now + _LONGEST
    due = ctx.tx.rests.due_within(ctx.me.office_id, datetime.combine(first, time(0), BANGKOK), until, _STATES)
    return reply(words.confirm(ctx.voice, words.Rest(first, last, schools_only=schools), due))


def set_rest(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The officer has said yes: quiet:<first ordinal>:<last ordinal, or 0>:<1 for schools only>."""
    said = numbers(event)
    if len(said) != 3:  # noqa: PLR2004 - as above
        return []
    first, last = _day(said[0]), None if said[1] == _OPEN else _day(said[1])
    today = local(ctx.now).date()
    if first is None or (last is not None and last < max(first, today)) or (last is None and said[1] != _OPEN):
        return reply(words.past(ctx.voice))
    rest = words.Rest(first, last, schools_only=said[2] == 1)
    row = ctx.tx.rests.set_window(
        office_id=ctx.me.office_id, first=first, last=last, schools_only=rest.schools_only, by=ctx.me.id, now=ctx.now
    )
    if first <= today:
        ctx.tx.rests.take_back_waiting(ctx.me.office_id, ctx.now, schools_only=rest.schools_only)
    _note(Noted.SET_REST, rest, ctx)
    return reply(words.is_set(rest, row.id), worth_push=True)


def wake(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """Go on: end the speaker's own rest, and show an officer those of the office with a button for each."""
    today = local(ctx.now).date()
    snoozed = ctx.tx.rests.snoozed_until(ctx.me.id, today)
    if snoozed is not None:
        ctx.tx.rests.wake(ctx.me.id)
        ctx.tx.audit.note(ctx.now, Noted.SNOOZE, "over", office_id=ctx.me.office_id, person_id=ctx.me.id)
    rests = ctx.tx.rests.to_come(ctx.me.office_id, today) if ctx.may(Right.LOAD_PLAN) else []
    if not rests:
        return reply(words.awake(ctx.voice))
    shown = [(row.id, words.Rest(row.first, row.last, schools_only=row.schools_only)) for row in rests]
    return reply(words.listed(shown))


def end_rest(event: Incoming, ctx: Context) -> list[Outgoing]:
    """End a rest of the office: quietend:<rest>."""
    said = numbers(event)
    row = ctx.tx.rests.window(said[0], ctx.me.office_id) if said else None
    if row is None or row.ended_at is not None:
        return reply(words.awake(ctx.voice))
    row.ended_at = ctx.now
    rest = words.Rest(row.first, row.last, schools_only=row.schools_only)
    _note(Noted.END_REST, rest, ctx)
    return reply(words.ended(ctx.voice, rest))


def _day(ordinal: int) -> date | None:
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None


def _note(noted: Noted, rest: words.Rest, ctx: Context) -> None:
    until = rest.last.isoformat() if rest.last else "open"
    detail = {"schools_only": rest.schools_only}
    ctx.tx.audit.note(
        ctx.now, noted, f"{rest.first.isoformat()} {until}",
        office_id=ctx.me.office_id, person_id=ctx.me.id, detail=detail,
    )  # fmt: skip


DEEDS = (
    Deed(name="snooze", do=snooze, intents=frozenset({Intent.SNOOZE}), tap="snooze", private=True),
    Deed(name="set a rest", do=set_rest, tap="quiet", right=Right.LOAD_PLAN, private=True),
    Deed(name="let a unit be", do=rest_of_unit, tap="quietunit", right=Right.LOAD_PLAN, private=True),
    Deed(name="remind a unit again", do=wake_unit, tap="wakeunit", right=Right.LOAD_PLAN, private=True),
    Deed(name="remind again", do=wake, intents=frozenset({Intent.WAKE}), tap="wake", private=True),
    Deed(name="end a rest", do=end_rest, tap="quietend", right=Right.LOAD_PLAN, private=True),
)
