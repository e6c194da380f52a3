"""Debts somebody may change: those of their units, what they sent themselves, and for officers any of the office."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from domain.lifecycle import State
from domain.rights import Right
from domain.subjects import subject_mark
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Obligation

CHOICES = 3  # in one question


def may_change(debt: Obligation, ctx: Context) -> bool:
    """Whether the speaker may hand in, withdraw or declare for this debt."""
    if debt.requirement.office_id != ctx.me.office_id or debt.requirement.opens_at > ctx.now:
        return False
    return bool({unit.id for unit in debt.answering} & set(ctx.my_units)) or ctx.may(Right.SEND_FOR_ALL)


def in_states(states: Collection[State], ctx: Context) -> list[Obligation]:
    """The speaker's debts in these states, what came last first; of those the one a typed sentence names, if it does.

    An officer's are what they sent themselves, and of the whole office what the sentence names.
    """
    work, number = ctx.tx.work, ctx.said.slots.strategy_no if ctx.said else None
    names = [state.value for state in states]
    found = [o for o in work.of_units(ctx.my_units, ctx.now) if o.state in names]
    found += work.sent_by(ctx.me.id, names)
    if number is not None and ctx.may(Right.SEND_FOR_ALL):
        found += [o for o in work.of_office(ctx.me.office_id, ctx.now) if o.state in names]
    debts = {debt.id: debt for debt in found if may_change(debt, ctx)}
    if number is not None:
        debts = {key: debt for key, debt in debts.items() if _mark(debt) == str(number)}
    return sorted(debts.values(), key=_came, reverse=True)


def _mark(debt: Obligation) -> str:
    return subject_mark(debt.subject.kind, debt.subject.no, debt.subject.code)


def _came(debt: Obligation) -> float:
    return debt.standing.received_at.timestamp() if debt.standing else 0.0
