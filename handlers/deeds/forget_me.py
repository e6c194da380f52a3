"""ลบข้อมูลของฉัน: what goes and what stays, one question, and then the person is a stranger.

Source: Personal Data Protection Act, B.E. 2562, section 33; what the office must keep as a record stays.
"""

from __future__ import annotations

from datetime import timedelta

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming
from domain.messages import Outgoing, Push
from domain.phrases.understanding import Intent
from domain.plan import Role
from handlers.routing import Context, Deed, Who, numbers, reply
from handlers.wording import privacy as words

STAY = 0
ANSWERED_WITHIN = timedelta(minutes=30)  # an old button in the chat must not erase anybody


def forget_me(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask, or do it when the button says yes: forget:<person>:<moment it was asked>. forget:0 says no."""
    if numbers(event) == [STAY]:
        return reply(words.stays(ctx.voice))
    if ctx.person is None:
        if event.user is not None:
            ctx.tx.forgetting.account(event.user)
        return reply(words.words_forgotten(ctx.voice))
    ctx.tx.forgetting.lock_office(ctx.me.office_id)
    roles = {m.role for m in ctx.me.memberships}
    if Role.OFFICER.value in roles and not ctx.tx.forgetting.others_with(ctx.me, Role.OFFICER):
        return reply(words.only_officer(ctx.voice))
    if isinstance(event, ButtonPressed):
        return _forget(ctx) if _is_fresh(event, ctx) else reply(words.ask_again(ctx.voice))
    question = f"forget:{ctx.me.id}:{int(ctx.now.timestamp())}"
    return reply(words.forget(ctx.voice, ctx.me.name, question))


def _is_fresh(event: ButtonPressed, ctx: Context) -> bool:
    asked = numbers(event)
    if len(asked) != 2 or asked[0] != ctx.me.id:  # noqa: PLR2004 - the person and the moment
        return False
    return 0 <= ctx.now.timestamp() - asked[1] <= ANSWERED_WITHIN.total_seconds()


def _forget(ctx: Context) -> list[Outgoing]:
    me = ctx.me
    alone, number, office_id = ctx.tx.forgetting.left_alone(me), me.id, me.office_id
    ctx.tx.forgetting.person(me, words.former(number), ctx.now)
    ctx.tx.audit.note(ctx.now, Noted.FORGET, str(number), office_id=office_id, person_id=number)
    officers = ctx.tx.people.with_role(office_id, [Role.OFFICER]) if alone else []
    notice = words.nobody_left(ctx.voice, alone, ctx.now)
    told = [Push(o.line_user_id or "", (notice,), once=f"nobody left:{number}:{o.id}") for o in officers]
    return [*reply(words.forgotten(ctx.voice)), *told]


DEED = Deed(
    name="forget me",
    do=forget_me,
    intents=frozenset({Intent.FORGET_ME}),
    tap="forget",
    who=Who.ANYONE,
    before_notice=True,
    private=True,
)
