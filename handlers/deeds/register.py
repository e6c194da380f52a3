"""ลงทะเบียน: by a one-time code of the plan at once; by a unit's invitation, or without a code, by an application."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.applications import Move, Standing
from domain.audit import Noted
from domain.events import ButtonPressed, Place, TextSaid
from domain.introductions import asks_for_another, introduction
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import applying, officer_codes
from handlers.routing import Context, Deed, Who, argument, reply
from handlers.wording import people as words
from handlers.wording import registration as registration_words

if TYPE_CHECKING:
    from storage.schema import Person

TRIES = 10  # wrong codes from one account in a day


def register(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Register the speaker by a code, or take their words into an application."""
    if event.place is Place.GROUP or event.user is None:
        return reply(words.register_in_private(ctx.voice))
    code = ctx.said.slots.code if ctx.said else None
    if code is not None:
        return _by_code(code, event.user, ctx)
    told = introduction(event.text)
    asks_more = asks_for_another(event.text) or told.code or told.unit or ctx.is_filling
    if ctx.person is not None and not asks_more:
        return reply(words.registered_already(ctx.voice, ctx.person.name))
    return applying.listen(applying.begin(event.user, ctx), event.text, ctx)


def fill(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Words that answer what the open application asks."""
    return applying.listen(applying.begin(event.user or "", ctx), event.text, ctx)


def choose_unit(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """One of several units of that name: serve:<unit>."""
    named = argument(event)
    unit = ctx.tx.people.unit(named) if named is not None else None
    if unit is None or ctx.application is None or not ctx.is_filling:
        return reply(registration_words.question_is_over(ctx.voice))
    if ctx.person is not None and unit.office_id != ctx.person.office_id:
        return reply(registration_words.question_is_over(ctx.voice))
    return applying.choose(ctx.application, unit, ctx)


def keep_old(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Whether the units served up to now are kept: keep:1 or keep:0."""
    if ctx.application is None or ctx.application.reason != Move.UNSAID or not ctx.is_filling:
        return reply(registration_words.question_is_over(ctx.voice))
    ctx.application.reason = Move.KEEPS if argument(event) else Move.LEAVES
    return applying.go_on(ctx.application, ctx)


def cancel(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Take the open application back."""
    if event.place is Place.GROUP:
        return []
    if ctx.application is None:
        return reply(registration_words.nothing_to_cancel(ctx.voice))
    if ctx.application.status == Standing.WAITING:
        about = f"application:{ctx.application.id}"
        ctx.tx.audit.note(ctx.now, Noted.WITHDRAW_APPLICATION, about, office_id=ctx.application.office_id)
    ctx.tx.applications.cancel(ctx.application, ctx.now)
    return reply(registration_words.cancelled(ctx.voice))


def _by_code(code: str, user: str, ctx: Context) -> list[Outgoing]:
    """The same words answer a wrong code and a used one."""
    unit = ctx.tx.people.unit_by_invitation(code)
    if unit is not None and (ctx.person is None or unit.office_id == ctx.person.office_id):
        return applying.choose(applying.begin(user, ctx), unit, ctx)
    if ctx.person is not None:
        return reply(words.registered_already(ctx.voice, ctx.person.name))
    who = hashlib.sha256(user.encode()).hexdigest()[:16]
    if ctx.tx.audit.count(Noted.WRONG_CODE, who, since=ctx.now - timedelta(days=1)) >= TRIES:
        return reply(words.too_many_codes(ctx.voice))
    person = ctx.tx.people.by_code(code)
    if person is None or not _may_join(person, ctx):
        ctx.tx.audit.note(ctx.now, Noted.WRONG_CODE, who)
        return reply(words.no_such_code(ctx.voice, code))
    return _join(person, user, ctx)


def _may_join(person: Person, ctx: Context) -> bool:
    """Whether the code still opens: not used, not over, and not of somebody who serves no unit any more."""
    return person.line_user_id is None and bool(person.memberships) and not officer_codes.is_over(person.code, ctx)


def _join(person: Person, user: str, ctx: Context) -> list[Outgoing]:
    if ctx.application is not None:
        ctx.tx.applications.cancel(ctx.application, ctx.now)
    ctx.tx.people.join(person, user, ctx.now)
    ctx.tx.audit.note(ctx.now, Noted.REGISTER, person.code, office_id=person.office_id, person_id=person.id)
    joined = ctx.as_person(person)
    units = list(dict.fromkeys(m.unit.name for m in person.memberships))
    return reply(words.registered(ctx.voice, person.name, units, overseer=joined.may(Right.SEE_ALL)))


FILLING = Deed(name="fill application", do=fill, who=Who.ANYONE)
DEEDS = (
    Deed(name="register", do=register, intents=frozenset({Intent.REGISTER_USER}), who=Who.ANYONE),
    Deed(name="choose unit", do=choose_unit, tap="serve", who=Who.ANYONE),
    Deed(name="keep old unit", do=keep_old, tap="keep"),
    Deed(name="cancel", do=cancel, intents=frozenset({Intent.CANCEL_DIALOG}), who=Who.ANYONE),
)
