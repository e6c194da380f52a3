"""The works of an office in which something is still owed, and which of them a sentence names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.lifecycle import OWED, State, is_owed
from handlers.routing import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.schema import Obligation, Requirement

_STATES = [state.value for state in OWED]


def still_owed(ctx: Context) -> list[Requirement]:
    """The requirements of the speaker's office in which something is owed; of them those the words name, if any."""
    office_id = ctx.me.office_id
    ids = {row.requirement_id for row in ctx.tx.work.owed(office_id, _STATES, ctx.now)}
    found = [r for r in ctx.tx.work.open_requirements(office_id, ctx.now) if r.id in ids]
    slots = ctx.said.slots if ctx.said else None
    if slots is None or slots.requirement is None:
        return found
    return [r for r in found if r.work == slots.requirement] or found


def owed_of(debts: Iterable[Obligation]) -> list[Obligation]:
    """Of these debts, those that still must come in."""
    return [debt for debt in debts if is_owed(State(debt.state))]
