"""ลงทะเบียน CODE: tie a person of the plan to a LINE account. The code works once."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from domain.audit import Noted
from domain.events import Place, TextSaid
from domain.messages import Outgoing
from domain.phrases import Intent
from domain.rights import Right
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import people as words

TRIES = 10  # wrong codes from one account in a day


def register(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Register the speaker by a one-time code. The same words answer a wrong code and a used one."""
    if event.place is Place.GROUP or event.user is None:
        return reply(words.register_in_private(ctx.voice))
    if ctx.person is not None:
        return reply(words.registered_already(ctx.voice, ctx.person.name))
    code = ctx.said.slots.code if ctx.said else None
    if code is None:
        return reply(words.ask_for_code(ctx.voice))
    who = hashlib.sha256(event.user.encode()).hexdigest()[:16]
    if ctx.tx.audit.count(Noted.WRONG_CODE, who, since=ctx.now - timedelta(days=1)) >= TRIES:
        return reply(words.too_many_codes(ctx.voice))
    person = ctx.tx.people.by_code(code)
    if person is None or person.line_user_id is not None:
        ctx.tx.audit.note(ctx.now, Noted.WRONG_CODE, who)
        return reply(words.no_such_code(ctx.voice, code))
    ctx.tx.people.join(person, event.user, ctx.now)
    ctx.tx.audit.note(ctx.now, Noted.REGISTER, person.code, office_id=person.office_id, person_id=person.id)
    joined = ctx.as_person(person)
    units = list(dict.fromkeys(m.unit.name for m in person.memberships))
    return reply(words.registered(ctx.voice, person.name, units, overseer=joined.may(Right.SEE_ALL)))


DEED = Deed(name="register", do=register, intents=frozenset({Intent.REGISTER_USER}), who=Who.ANYONE)
