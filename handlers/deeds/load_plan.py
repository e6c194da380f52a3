"""ใช้แผนนี้: the officer has seen what a plan would change, and says yes: plan:<upload>."""

from __future__ import annotations

from domain.events import ButtonPressed
from domain.messages import Outgoing
from domain.rights import Right
from handlers import analysing, plan_loading, plan_offers, uploads
from handlers.routing import Context, Deed, reply
from handlers.wording import files as file_words
from handlers.wording import plan_offers as words
from reports.invitations import make_invitations
from reports.workbook import XLSX_MIME


def load_plan(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Load the plan of the button, and hand the officer the codes of those who have not registered."""
    upload = uploads.named(event, ctx)
    if upload is None:
        return reply(file_words.asked_before(ctx.voice))
    plan, problems = plan_offers.read(ctx.tx.files.read(upload.sha256), ctx)
    if plan is None or not plan_offers.is_ours(plan, ctx):
        return reply(words.has_mistakes(ctx.voice, upload.name, problems))
    upload.outcome = "settled"
    changes = plan_loading.load(
        plan, plan_offers.versions(ctx), ctx.tx, ctx.now, ctx.calendar_with, works=ctx.works, by=ctx.me.id
    )
    office = ctx.tx.people.office(ctx.me.office_id)
    years = {subject.fiscal_year_be for subject in plan.subjects}
    recorded = analysing.record_analysed(ctx.tx, office.id, years, at=ctx.now, by=ctx.me.id)
    url = ""
    if changes.invited:
        made = make_invitations(changes.invited, office_name=office.name, made_at=ctx.now)
        document = ctx.tx.files.make_document(
            office_id=office.id,
            kind="invitations",
            name=words.INVITATIONS,
            sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
            made_for_id=ctx.me.id,
            now=ctx.now,
            about={"upload": upload.id},
        )
        url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    counts = (len(changes.added), len(changes.changed), len(changes.invited))
    return reply(words.loaded(ctx.voice, *counts, url, recorded), worth_push=True)


DEED = Deed(name="load plan", do=load_plan, tap="plan", right=Right.LOAD_PLAN, slow=True)
