"""สรุป: the figures of a round as a card, and a workbook behind a link that a director can print.

What units reported on levels becomes information besides: the workbook by district, cluster and size, and a report on
paper with charts (the manual, work 3, step 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, Place
from domain.messages import Outgoing
from domain.own_forms import id_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from domain.works import SUMMED_BY
from handlers import booklets, rounds, steps_done
from handlers.compiling import summary_data
from handlers.routing import Context, Deed, reply
from handlers.wording import overview as words
from reports.information.book import compile_information
from reports.information.model import inform
from reports.learnt_summary import compile_learnt
from reports.strategy_summary import compile_summary
from reports.topic_summary import compile_topics
from reports.workbook import XLSX_MIME, to_xlsx

if TYPE_CHECKING:
    from reports.sheet import Sheet
    from reports.summary_data import SummaryData

_PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was drawn beforehand: the workbook, and the report on paper where the form has one."""

    asked: rounds.Asked
    view: words.RoundView
    xlsx: bytes
    pdf: bytes | None
    told: bool  # of anything verified


def summarise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Compile the round and answer with its card; in a group with counts only, and no file."""
    if event.place is Place.GROUP:
        asked = rounds.meant(event, ctx, "summary")
        return asked if isinstance(asked, list) else reply(words.counts_only(ctx.voice, rounds.view(ctx, asked)))
    made = ctx.prepared if isinstance(ctx.prepared, _Made | list) else beforehand(event, ctx)
    if not isinstance(made, _Made):
        return made or []
    requirement = made.asked.requirement
    ctx.tx.audit.note(ctx.now, Noted.SUMMARISE, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id)
    url = _kept(made.xlsx, XLSX_MIME, "xlsx", made, ctx)
    pdf = _kept(made.pdf, _PDF, "pdf", made, ctx) if made.pdf is not None else ""
    code = SUMMED_BY.get(requirement.work)
    if code is not None and made.told and ctx.may(Right.LOAD_PLAN):
        steps_done.record(requirement, code, words.summed(ctx.now), ctx)
    dashboard = ctx.links.dashboard(ctx.me.id, ctx.now)
    return reply(words.summary(ctx.voice, made.view, url, ctx.link_hours, dashboard, pdf))


def beforehand(event: Incoming, ctx: Context) -> _Made | list[Outgoing] | None:
    """Read the round and draw it, before others have to wait; or the question which round is meant."""
    if event.place is Place.GROUP:
        return None
    asked = rounds.meant(event, ctx, "summary")
    if isinstance(asked, list):
        return asked
    view = rounds.view(ctx, asked)
    data = summary_data(asked, view.tasks, ctx)
    xlsx = to_xlsx(_sheets(asked, data), title=asked.requirement.title, made_at=ctx.now)
    told = any(line.accepted and line.received for line in data.lines)
    return _Made(asked, view, xlsx, _on_paper(asked, data, ctx), told)


def _on_paper(asked: rounds.Asked, data: SummaryData, ctx: Context) -> bytes | None:
    if data.definition.information is None:
        return None
    from reports.booklet.pages import to_pdf  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.information.paper import write_report  # noqa: PLC0415

    section = booklets.around(asked, None, ctx).section
    return to_pdf(write_report(inform(data), section).face, made_at=ctx.now)


def _kept(data: bytes, mime: str, ending: str, made: _Made, ctx: Context) -> str:
    """The link to a file."""
    requirement = made.asked.requirement
    name = f"สรุป {requirement.title} ณ {local(ctx.now):%Y%m%d-%H%M}.{ending}".replace("/", "-")
    document = ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="summary",
        name=name,
        sha256=ctx.tx.files.keep(data, mime, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": requirement.code},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


def _sheets(asked: rounds.Asked, data: SummaryData) -> list[Sheet]:
    """What the form is summed up by; of an agency's topics a sheet each."""
    if data.definition.information is not None:
        return compile_information(data)
    if asked.obligations and all(one.subject.kind == "topic" for one in asked.obligations):
        return compile_topics(data)
    return compile_summary(data) if id_in(asked.requirement.form) is None else compile_learnt(data)


DEED = Deed(
    name="summarise",
    do=summarise,
    beforehand=beforehand,
    intents=frozenset({Intent.SUMMARY, Intent.EXPORT}),
    slow=True,
    tap="summary",
    right=Right.SEE_ALL,
    of_group=True,
)
