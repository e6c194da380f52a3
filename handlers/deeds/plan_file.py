"""ขอไฟล์แผนปี 71: a year's plan as the workbook people know, to be edited and sent back; nothing is changed by it."""

from __future__ import annotations

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.policies import years_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import fiscal_year_be, local
from handlers import analysing
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import carry_overs as words
from reports.workbook import XLSX_MIME

_YEARS = range(2500, 2700)


def hand_out(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The plan of the year that is named, or of this one; next year's with what could be carried over put in."""
    from reports.plan_book import write_plan  # noqa: PLC0415 - what draws is loaded by whoever draws

    today, office_id = local(ctx.now).date(), ctx.me.office_id
    named = years_in(event.text, today) if isinstance(event, TextSaid) else tuple(numbers(event))
    this = fiscal_year_be(today)
    year = next(iter(named[-1:]), this)
    ahead = analysing.looked_ahead(ctx.tx, office_id, year, ctx.calendar(office_id)) if year == this + 1 else None
    plan = ahead.whole() if ahead else ctx.tx.plans.of_year(office_id, year)
    if year not in _YEARS or not plan.subjects:
        return reply(words.no_plan(ctx.voice, year))
    ctx.tx.audit.note(ctx.now, Noted.TAKE_PLAN, str(year), office_id=office_id, person_id=ctx.me.id)
    document = ctx.tx.files.make_document(
        office_id=office_id,
        kind="plan",
        name=words.plan_file(year, f"{local(ctx.now):%Y%m%d-%H%M}"),
        sha256=ctx.tx.files.keep(write_plan(plan, made_at=ctx.now), XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"year": year},
    )
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    proposed = bool(ahead and (ahead.strategies or ahead.rounds))
    view = words.PlanView(year, len(plan.subjects), len(plan.requirements), proposed=proposed)
    return reply(words.plan(ctx.voice, view, url, ctx.link_hours))


DEED = Deed(
    name="plan file", do=hand_out, intents=frozenset({Intent.PLAN_FILE}), tap="planfile", right=Right.LOAD_PLAN,
    private=True, slow=True,
)  # fmt: skip
