"""ขอถอนงาน: the last file of a debt, or that there is nothing to report, is taken back, before anybody accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers import own_debts, tasks_of, withdrawing
from handlers.receipt_numbers import receipt_in
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import withdrawals as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission

_NIL = 0  # in place of a version's number
_YES = 1


def withdraw(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which, then whether, then do it: withdraw:<obligation>[:<version>[:<1 yes, 0 no>]].

    Version 0 stands for the report that there is nothing.
    """
    said = numbers(event)
    if not said:
        return _which(event, ctx)
    debt = ctx.tx.work.obligation_to_settle(said[0])
    if debt is None or not own_debts.may_change(debt, ctx):
        return reply(words.not_yours(ctx.voice))
    return _step(debt, said, ctx)


def _step(debt: Obligation, said: list[int], ctx: Context) -> list[Outgoing]:
    (task,) = tasks_of.tasks(ctx, [debt])
    latest = _latest(debt, ctx)
    version = _NIL if task.state is State.NIL else latest.version if latest else None
    if version is None or (len(said) > 1 and said[1] != version):  # it was withdrawn, or another has come since
        return reply(words.over(ctx.voice, task))
    if latest is not None and task.state is not State.NIL and withdrawing.is_final(latest, debt):
        return reply(words.accepted_already(ctx.voice, task))
    if len(said) < 3:  # noqa: PLR2004 - not answered yet
        return reply(words.confirm(ctx.voice, task, version, latest.receipt_no if version and latest else ""))
    if said[2] != _YES:
        return reply(words.kept(ctx.voice, task))
    if version == _NIL:
        return _reopen(debt, ctx)
    return _take(latest, debt, ctx) if latest else []


def _which(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The debt the words name by a receipt number; else the only one; else a question."""
    number = receipt_in(event.text) if isinstance(event, TextSaid) else ""
    if number:
        named = ctx.tx.submissions.with_receipts(ctx.me.office_id, [number]).get(number)
        debt = ctx.tx.work.obligation_to_settle(named.obligation_id) if named else None
        if named is None or debt is None or not own_debts.may_change(debt, ctx):
            return reply(words.no_such_receipt(ctx.voice, number))
        return _step(debt, [debt.id, named.version], ctx)
    debts = own_debts.in_states((*withdrawing.OPEN, State.NIL), ctx)
    debts = [debt for debt in debts if debt.state == State.NIL or debt.standing is not None]
    if len(debts) == 1:
        return _step(debts[0], [debts[0].id], ctx)
    return reply(
        words.which(ctx.voice, tasks_of.tasks(ctx, debts[: own_debts.CHOICES])) if debts else words.none(ctx.voice)
    )


def _latest(debt: Obligation, ctx: Context) -> Submission | None:
    left = [version for version in ctx.tx.submissions.of_obligation(debt.id) if version.withdrawn_at is None]
    return left[-1] if left else None


def _take(version: Submission, debt: Obligation, ctx: Context) -> list[Outgoing]:
    withdrawing.withdraw(version, debt, ctx.me.id, ctx)
    withdrawing.erase_if_over(version.upload, ctx)
    (task,) = tasks_of.tasks(ctx, [debt])
    return reply(words.withdrawn(ctx.voice, version.receipt_no, task), worth_push=True)


def _reopen(debt: Obligation, ctx: Context) -> list[Outgoing]:
    """There is something to report after all: what came before counts again, or the debt is open."""
    states = ctx.works[debt.requirement.work]
    state, heir = move(State.NIL, Move.REOPEN, states), ctx.tx.submissions.stand_best(debt)
    if heir is not None:
        state = move(state, Move.RECEIVE_CLEAN if heir.clean else Move.RECEIVE_FAULTY, states)
    debt.state = state.value
    ctx.tx.audit.note(
        ctx.now, Noted.TAKE_BACK_NIL, f"{debt.requirement.code} {debt.unit.code} {debt.subject.code}",
        office_id=debt.requirement.office_id, person_id=ctx.me.id,
    )  # fmt: skip
    (task,) = tasks_of.tasks(ctx, [debt])
    return reply(words.nil_withdrawn(ctx.voice, task), worth_push=True)


DEED = Deed(name="withdraw", do=withdraw, intents=frozenset({Intent.WITHDRAW}), tap="withdraw", private=True)
