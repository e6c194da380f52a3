"""สรุป: the figures of a round as a card, and a workbook behind a link that a director can print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming, Place
from domain.messages import Outgoing
from domain.own_forms import id_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from handlers import rounds
from handlers.compiling import summary_data
from handlers.routing import Context, Deed, reply
from handlers.wording import overview as words
from reports.learnt_summary import compile_learnt
from reports.strategy_summary import compile_summary
from reports.topic_summary import compile_topics
from reports.workbook import XLSX_MIME, to_xlsx

if TYPE_CHECKING:
    from reports.sheet import Sheet
    from reports.summary_data import SummaryData
    from storage.schema import Document


def summarise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Compile the round and answer with its card; in a group with counts only, and no file."""
    asked = rounds.meant(event, ctx, "summary")
    if isinstance(asked, list):
        return asked
    view = rounds.view(ctx, asked)
    if event.place is Place.GROUP:
        return reply(words.counts_only(ctx.voice, view))
    document = _workbook(asked, view, ctx)
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    dashboard = ctx.links.dashboard(ctx.me.id, ctx.now)
    return reply(words.summary(ctx.voice, view, url, ctx.link_hours, dashboard))


def _workbook(asked: rounds.Asked, view: words.RoundView, ctx: Context) -> Document:
    requirement = asked.requirement
    data = summary_data(asked, view.tasks, ctx)
    sheets = _sheets(asked, data)
    made = to_xlsx(sheets, title=requirement.title, made_at=ctx.now)
    name = f"สรุป {requirement.title} ณ {local(ctx.now):%Y%m%d-%H%M}.xlsx".replace("/", "-")
    ctx.tx.audit.note(ctx.now, Noted.SUMMARISE, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id)
    return ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="summary",
        name=name,
        sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": requirement.code},
    )


def _sheets(asked: rounds.Asked, data: SummaryData) -> list[Sheet]:
    """A sheet for each topic of an agency; else what the form is summarised by."""
    if asked.obligations and all(one.subject.kind == "topic" for one in asked.obligations):
        return compile_topics(data)
    return compile_summary(data) if id_in(asked.requirement.form) is None else compile_learnt(data)


DEED = Deed(
    name="summarise",
    do=summarise,
    intents=frozenset({Intent.SUMMARY, Intent.EXPORT}),
    slow=True,
    tap="summary",
    right=Right.SEE_ALL,
    of_group=True,
)
