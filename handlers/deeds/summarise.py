"""สรุป: the figures of a round as a card, and a workbook behind a link that a director can print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import Incoming, Place
from domain.messages import Outgoing
from domain.phrases import Intent
from domain.thai import local
from handlers import rounds
from handlers.facts import Task
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import overview as words
from reports.strategy_summary import SubjectStanding, SummaryData, compile_summary
from reports.workbook import XLSX, to_xlsx

if TYPE_CHECKING:
    from storage.schema import Document, Obligation, Requirement


def summarise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Compile the round and answer with its card; in a group with counts only, and no file."""
    requirement = rounds.meant(event, ctx, "summary")
    if isinstance(requirement, list):
        return requirement
    obligations = ctx.tx.work.of_requirement(requirement.id)
    view = rounds.view(ctx, requirement, obligations)
    if event.place is Place.GROUP:
        return reply(words.counts_only(ctx.voice, view))
    document = _workbook(requirement, obligations, view, ctx)
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.summary(ctx.voice, view, url, ctx.link_hours))


def _workbook(requirement: Requirement, obligations: list[Obligation], view: words.RoundView, ctx: Context) -> Document:
    data = SummaryData(
        office_name=ctx.tx.people.office(requirement.office_id).name,
        requirement_code=requirement.code,
        title=requirement.title,
        fiscal_year_be=requirement.fiscal_year_be,
        round_name=requirement.round_name,
        due_at=requirement.due_at,
        as_of=ctx.now,
        form=ctx.forms[requirement.form],
        subjects=tuple(_standing(o, task) for o, task in zip(obligations, view.tasks, strict=True)),
    )
    made = to_xlsx(compile_summary(data), title=requirement.title, made_at=ctx.now)
    name = f"สรุป {requirement.title} ณ {local(ctx.now):%Y%m%d-%H%M}.xlsx".replace("/", "-")
    ctx.tx.audit.note(ctx.now, "summarise", requirement.code, office_id=requirement.office_id, person_id=ctx.me.id)
    return ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="summary",
        name=name,
        sha256=ctx.tx.files.keep(made, XLSX, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": requirement.code},
    )


def _standing(obligation: Obligation, task: Task) -> SubjectStanding: ...


DEED = Deed(
    name="summarise",
    do=summarise,
    intents=frozenset({Intent.SUMMARY, Intent.EXPORT}),
    tap="summary",
    who=Who.OVERSEER,
)
