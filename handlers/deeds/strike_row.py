"""ขีดฆ่าแถว: an officer strikes a row of the control register out, with a reason; what went out with it comes back.

The row stays with its number, as registers have it: nothing in them is rubbed out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Outgoing
from domain.phrases.asking import tidy
from domain.phrases.sendings import read_strike
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.sendings import called_back
from domain.thai import fiscal_year_be, local
from domain.works import Sign, codes_shown_by
from handlers import registers
from handlers.routing import Context, Deed, reply
from handlers.wording import registers as words

if TYPE_CHECKING:
    from storage.schema import Dispatch

_PARTS: Final = 3  # strike:<row's id>:<answer>:<reason>
_YES, _NO = "1", "2"


def strike(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which row, why and whether, then do it: strike:<row's id>:<0 not asked yet, 1 yes, 2 no>:<reason>."""
    if isinstance(event, ButtonPressed):
        return _answered(event.data.split(":", _PARTS)[1:], ctx)
    said = read_strike(event.text) if isinstance(event, TextSaid) else None
    year = ctx.said.slots.fiscal_year_be if ctx.said else None
    year = year or fiscal_year_be(local(ctx.now).date())
    rows = [row for row in ctx.tx.registers.of_year(ctx.me.office_id, year) if not row.is_struck]
    if said is None or said.no is None:
        return reply(words.which_number(ctx.voice))
    found = [row for row in rows if row.no == said.no]
    known = registers.agencies_of(ctx)
    agency = registers.agency_said(event.text, known) if isinstance(event, TextSaid) else None
    if agency is not None:
        found = [row for row in found if row.agency_id == agency.id]
    if not found:
        return reply(words.no_such_row(ctx.voice, said.no, agency.called if agency else "", year))
    if len(found) > 1:
        return reply(words.which_row(ctx.voice, [registers.entered(row) for row in found], said.reason))
    return _whether(found[0], said.reason, ctx)


def _answered(parts: list[str], ctx: Context) -> list[Outgoing]:
    number, answer, reason = [*parts, "0"][0], parts[1] if len(parts) > 1 else "0", tidy("".join(parts[2:]))
    known = number.isascii() and number.isdigit() and len(number) < 19  # noqa: PLR2004 - 64 bits
    row = ctx.tx.registers.get(int(number), ctx.me.office_id) if known else None
    if row is None:
        return reply(words.which_number(ctx.voice))
    if row.is_struck:
        return reply(words.struck_already(ctx.voice, registers.entered(row)))
    if answer == _NO:
        return reply(words.left_standing(ctx.voice, registers.entered(row)))
    return _strike(row, reason, ctx) if answer == _YES and reason else _whether(row, reason, ctx)


def _whether(row: Dispatch, reason: str, ctx: Context) -> list[Outgoing]:
    view = registers.entered(row)
    if not reason:
        return reply(words.why_strike(ctx.voice, view))
    back = [debt.obligation for debt in row.debts if State(debt.obligation.state) is State.DISPATCHED]
    return reply(words.really_strike(ctx.voice, view, [words.debt_name(one) for one in back], reason))


def _strike(row: Dispatch, reason: str, ctx: Context) -> list[Outgoing]:
    debts = {debt.id: debt for debt in ctx.tx.work.to_change(row.requirement_id)} if row.requirement_id else {}
    locked = ctx.tx.registers.to_strike(row.id)
    if locked is None or locked.is_struck:
        return reply(words.struck_already(ctx.voice, registers.entered(row)))
    back = 0
    for gone in locked.debts:
        debt = debts.get(gone.obligation_id)
        if debt is not None and (before := called_back(State(debt.state), State(gone.before))) != debt.state:
            debt.state, back = before.value, back + 1
    ctx.tx.registers.strike(locked, reason, by=ctx.me.id, now=ctx.now)
    _take_back_steps(locked, back, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.STRIKE_ROW, registers.about(locked), office_id=locked.office_id, person_id=ctx.me.id,
        detail={"reason": reason, "debts": back},
    )  # fmt: skip
    return reply(words.struck(ctx.voice, registers.entered(locked), back), worth_push=True)


def _take_back_steps(row: Dispatch, back: int, ctx: Context) -> None:
    """The manual's steps that sendings recorded are open again, where anything goes back or no other sending stands."""
    requirement = ctx.tx.work.requirement(row.requirement_id, row.office_id) if row.requirement_id else None
    if requirement is None or (not back and ctx.tx.registers.stand_for(requirement.id)):
        return
    records = ctx.tx.steps.of(requirement.id)
    for code in codes_shown_by(requirement.work, Sign.DISPATCHED):
        if code in records and records[code].about:
            ctx.tx.steps.take_back(requirement.id, code)


DEED = Deed(
    name="strike a row", do=strike, intents=frozenset({Intent.STRIKE_ROW}), tap="strike", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
