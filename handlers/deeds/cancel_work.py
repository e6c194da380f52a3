"""ยกเลิกงาน: an officer calls a work off; what is still owed is owed no more, what came in is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.messages import Outgoing
from domain.news import Stands
from domain.phrases.asking import reason_in, tidy
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import news, open_works
from handlers.routing import Context, Deed, reply
from handlers.wording import deadlines as words

if TYPE_CHECKING:
    from storage.schema import Requirement

_PARTS = 3  # cancelwork:<requirement>:<answer>:<reason>
_YES, _NO = "1", "2"


def cancel_work(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which, then whether, then do it: cancelwork:<requirement>:<0 not asked yet, 1 yes, 2 no>:<reason>."""
    if isinstance(event, ButtonPressed):
        return _answered(event.data.split(":", _PARTS)[1:], ctx)
    found = open_works.still_owed(ctx)
    if not found:
        return reply(words.nothing_open(ctx.voice))
    reason = reason_in(event.text) if isinstance(event, TextSaid) else ""
    if len(found) == 1:
        return _whether(found[0], reason, ctx)
    choices = [(requirement.title, f"cancelwork:{requirement.id}:0:{reason}") for requirement in found]
    return reply(words.which_to_cancel(ctx.voice, choices))


def _answered(parts: list[str], ctx: Context) -> list[Outgoing]:
    number, answer, reason = [*parts, "0", "0", ""][0], parts[1] if len(parts) > 1 else "0", tidy("".join(parts[2:]))
    known = number.isascii() and number.isdigit() and len(number) < 19  # noqa: PLR2004 - 64 bits
    requirement = ctx.tx.work.requirement(int(number), ctx.me.office_id) if known else None
    if requirement is None:
        return reply(words.no_such_work(ctx.voice))
    if answer == _NO:
        return reply(words.left_open(ctx.voice, requirement.title))
    return _cancel(requirement, reason, ctx) if answer == _YES else _whether(requirement, reason, ctx)


def _whether(requirement: Requirement, reason: str, ctx: Context) -> list[Outgoing]:
    debts = ctx.tx.work.of_requirement(requirement.id)
    owed = open_works.owed_of(debts)
    if not owed:
        return reply(words.nothing_open(ctx.voice))
    cost = news.cost(owed, Stands.CALLED_OFF, None, ctx)
    figures = (len(owed), len(debts) - len(owed))
    return reply(words.really_cancel(ctx.voice, requirement.id, requirement.title, figures, reason, cost))


def _cancel(requirement: Requirement, reason: str, ctx: Context) -> list[Outgoing]:
    debts = ctx.tx.work.to_change(requirement.id)
    owed = open_works.owed_of(debts)
    if not owed:
        return reply(words.nothing_open(ctx.voice))
    before = [news.Before.of(debt) for debt in owed]
    for debt in owed:
        debt.called_off_from = debt.state
        debt.state = move(State(debt.state), Move.CANCEL, ctx.works[requirement.work]).value
        ctx.tx.extensions.close(debt.id, ctx.now)
    news.keep(before, ctx)
    ctx.tx.outbox.withdraw_about_all(requirement.id, ctx.now)
    ctx.tx.audit.note(
        ctx.now, Noted.CANCEL_WORK, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id,
        detail={"debts": len(owed), "reason": reason},
    )  # fmt: skip
    kept = len(debts) - len(owed)
    return reply(words.cancelled(requirement.id, requirement.title, len(owed), kept), worth_push=True)


DEED = Deed(
    name="cancel a work", do=cancel_work, intents=frozenset({Intent.CANCEL_REQUIREMENT}), tap="cancelwork",
    right=Right.LOAD_PLAN, private=True,
)  # fmt: skip
