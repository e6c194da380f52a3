"""ไม่มีข้อมูล: a unit has nothing to report. Asked once more before it is recorded; a file later takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Incoming
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers import own_debts, tasks_of
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import nil_reports as words

if TYPE_CHECKING:
    from storage.schema import Obligation

_YES = 1


def nil_report(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which, then whether, then record it: nil:<obligation>[:<1 yes, 0 no>]."""
    said = numbers(event)
    if not said:
        return _which(event, ctx)
    debt = ctx.tx.work.obligation_to_settle(said[0])
    if debt is None or not own_debts.may_change(debt, ctx):
        return reply(words.not_yours(ctx.voice))
    (task,) = tasks_of.tasks(ctx, [debt])
    if not is_owed(task.state):
        return reply(words.not_owed(ctx.voice, task))
    if len(said) == 1:
        return reply(words.confirm(ctx.voice, task))
    return _record(debt, ctx) if said[1] == _YES else reply(words.left_open(ctx.voice, task))


def _which(event: Incoming, ctx: Context) -> list[Outgoing]:
    meant = tasks_of.meant(ctx, event)
    owed = meant.owed
    if not owed:
        return tasks_of.nothing_of(meant, words.nothing_owed(ctx.voice), ctx)
    return reply(words.confirm(ctx.voice, owed[0]) if len(owed) == 1 else words.which(ctx.voice, owed))


def _record(debt: Obligation, ctx: Context) -> list[Outgoing]:
    try:
        debt.state = move(State(debt.state), Move.DECLARE_NIL, ctx.works[debt.requirement.work]).value
    except IllegalMoveError:
        (task,) = tasks_of.tasks(ctx, [debt])
        return reply(words.not_owed(ctx.voice, task))
    ctx.tx.submissions.stand_none(debt)
    ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    ctx.tx.extensions.close(debt.id, ctx.now)
    ctx.tx.audit.note(
        ctx.now, Noted.DECLARE_NIL, f"{debt.requirement.code} {debt.unit.code} {debt.subject.code}",
        office_id=debt.requirement.office_id, person_id=ctx.me.id,
    )  # fmt: skip
    (task,) = tasks_of.tasks(ctx, [debt])
    return reply(words.recorded(ctx.voice, task), worth_push=True)


DEED = Deed(name="nil report", do=nil_report, intents=frozenset({Intent.NIL_REPORT}), tap="nil", private=True)
