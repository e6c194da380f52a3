"""ยกกลยุทธ์ไปปี 71: an officer sees what would be made in the next year, and has it made by one tap.

Everything is worked out anew at the tap: what is there by then is not made again, and where something else would be
made than was shown, that is shown first.
"""

from __future__ import annotations

from domain.carry_over import CarryOver, years_to_carry_to
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.policies import years_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import analysing, plan_offers
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import carry_overs as words


def preview(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Show what carrying over to the year that is named last, or to the next one, would make: carryover[:<year>]."""
    today = local(ctx.now).date()
    named = years_in(event.text, today) if isinstance(event, TextSaid) else tuple(numbers(event))
    years = years_to_carry_to(today)
    year = next(iter(named[-1:]), years[-1])
    if year not in years:
        return reply(words.which_year(ctx.voice, years))
    return _shown(_ahead(year, ctx), ctx)


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Make what was shown: carry:<year>:<1 with the rounds, 0 without>:<mark of what was shown>."""
    year, with_rounds, mark = [*numbers(event), 0, 0, 0][:3]
    years, rounds = years_to_carry_to(local(ctx.now).date()), with_rounds == 1
    if year not in years:
        return reply(words.which_year(ctx.voice, years))
    made = _ahead(year, ctx)
    if mark != made.mark or not (made.strategies or made.policies or (made.rounds and rounds)):
        return _shown(made, ctx)
    recorded = analysing.carry(ctx.tx, made, plan_offers.versions(ctx), rounds=rounds, at=ctx.now, by=ctx.me.id)
    return reply(words.carried(ctx.voice, made, len(made.rounds) if rounds else 0, recorded))


def _ahead(year: int, ctx: Context) -> CarryOver:
    return analysing.looked_ahead(ctx.tx, ctx.me.office_id, year, ctx.calendar(ctx.me.office_id))


def _shown(made: CarryOver, ctx: Context) -> list[Outgoing]:
    if not (made.strategies or made.policies or made.rounds):
        return reply(words.nothing_to_carry(ctx.voice, made))
    units = {unit.code: unit for unit in ctx.tx.people.units(ctx.me.office_id)}
    codes = dict.fromkeys(code for one in made.strategies for code in one.owners)
    served = {member.unit_id for member in ctx.tx.people.of_units([units[code].id for code in codes])}
    deserted = [units[code].called for code in codes if units[code].id not in served]
    return reply(words.preview(ctx.voice, made, deserted))


PREVIEW = Deed(
    name="carry over", do=preview, intents=frozenset({Intent.CARRY_OVER}), tap="carryover", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
CONFIRM = Deed(name="confirm carrying over", do=confirm, tap="carry", right=Right.LOAD_PLAN, private=True, slow=True)
DEEDS = (PREVIEW, CONFIRM)
