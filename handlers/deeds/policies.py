"""วิเคราะห์นโยบาย: a year's policies, strategies and indicators, beside the year before; for officers also to print."""

from __future__ import annotations

from collections.abc import Sequence

from domain.audit import Noted
from domain.carry_over import years_to_carry_to
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.policies import years_in
from domain.phrases.understanding import Intent
from domain.plan import Plan
from domain.policies import ComparedStrategy, compared, strategies_of
from domain.rights import Right
from domain.thai import fiscal_year_be, local
from handlers.last_results import last_results
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import policies as words
from reports.policy_analysis import Analysis, make_analysis
from reports.workbook import XLSX_MIME

_YEARS = range(2500, 2700)


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The analysis of the year that is named, or of this one: policies[:<year>]."""
    today = local(ctx.now).date()
    named = years_in(event.text, today) if isinstance(event, TextSaid) else tuple(numbers(event))
    year = next((one for one in named if one in _YEARS), fiscal_year_be(today))
    plan, before = (ctx.tx.plans.of_year(ctx.me.office_id, one) for one in (year, year - 1))
    plans = ctx.may(Right.LOAD_PLAN)
    if not strategies_of(plan) and not plan.policies:
        return reply(words.nothing(ctx.voice, year, has_before=bool(strategies_of(before)), plans=plans))
    strategies = compared(plan, before)
    called = {unit.code: next(iter(unit.short_names), unit.name) for unit in plan.units}
    view = words.YearView(
        year,
        plan.policies,
        strategies,
        called,
        known_before=bool(strategies_of(before)),
        carries=year + 1 in years_to_carry_to(today),
    )
    url = _link(plan, strategies, view, ctx) if plans else ""
    ctx.tx.audit.note(ctx.now, Noted.SHOW_POLICIES, str(year), office_id=ctx.me.office_id, person_id=ctx.me.id)
    return reply(words.analysis(ctx.voice, view, url, ctx.link_hours))


def _link(plan: Plan, strategies: Sequence[ComparedStrategy], view: words.YearView, ctx: Context) -> str:
    office = ctx.tx.people.office(ctx.me.office_id)
    made = make_analysis(
        Analysis(
            office_name=office.name,
            fiscal_year_be=view.year,
            as_of=ctx.now,
            policies=plan.policies,
            strategies=tuple(strategies),
            units={unit.code: unit.name for unit in plan.units},
            results=last_results(view.year - 1, ctx),
            known_before=view.known_before,
        )
    )
    document = ctx.tx.files.make_document(
        office_id=office.id,
        kind="policies",
        name=words.analysis_file(view.year, f"{local(ctx.now):%Y%m%d-%H%M}"),
        sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"year": view.year},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


DEED = Deed(
    name="show policies", do=show, intents=frozenset({Intent.POLICIES}), tap="policies", slow=True, right=Right.SEE_ALL,
    private=True,
)  # fmt: skip
