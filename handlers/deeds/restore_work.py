"""เปิดงานที่ยกเลิกคืน: what an officer called off is asked for again; every debt returns to where it stood."""

from __future__ import annotations

from domain.audit import Noted
from domain.events import Incoming
from domain.lifecycle import State, asked_again
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import news
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import restored as words


def restore(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Show what is called off, or restore it: restorework:<requirement>. What was told once is not told again."""
    number = argument(event)
    if number is None:
        found = ctx.tx.work.called_off(ctx.me.office_id)
        shown = [(requirement.id, requirement.title, count) for requirement, count in found.items()]
        return reply(words.which(ctx.voice, shown))
    requirement = ctx.tx.work.requirement(number, ctx.me.office_id)
    debts = ctx.tx.work.to_restore(requirement.id) if requirement else []
    if requirement is None or not debts:
        return reply(words.none_called_off(ctx.voice))
    before = [news.Before.of(debt) for debt in debts]
    for debt in debts:
        clean = debt.standing.clean if debt.standing else None
        debt.state = asked_again(State(debt.called_off_from or State.PENDING), clean=clean).value
        debt.called_off_from = None
    news.keep(before, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.RESTORE_WORK, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id,
        detail={"debts": len(debts)},
    )  # fmt: skip
    past = requirement.due_at < ctx.now
    return reply(
        words.restored(ctx.voice, requirement.title, len(debts), requirement.due_at, past=past), worth_push=True
    )


DEED = Deed(
    name="restore a work", do=restore, intents=frozenset({Intent.RESTORE_REQUIREMENT}), tap="restorework",
    right=Right.LOAD_PLAN, private=True,
)  # fmt: skip
