"""ซ้อมรอบ: an officer sees beforehand whom the clock will tell what on which day, and what that costs of the month.

The same code that reminds is tried out; nothing is sent and nothing is kept but the files behind the links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.lifecycle import OWED
from domain.messages import Outgoing
from domain.nagging import serves
from domain.phrases.rehearsals import Span, span_meant
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.rehearsal import AT_MOST, Rehearsal, moves, until
from domain.rights import Right
from domain.thai import end_of_day, local
from handlers.routing import Context, Deed, reply
from handlers.wording import rehearsals as words
from reports.rehearsal_book import compile_rehearsal
from reports.rehearsal_data import Due, RehearsalData
from reports.workbook import XLSX_MIME, to_xlsx

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from storage.schema import Requirement

_STATES: Final = [state.value for state in OWED]
_PNG: Final = "image/png"
_PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Made:
    """What was worked out beforehand: what the card says, and the files as (kind, name, bytes, type)."""

    view: words.RehearsalView
    files: tuple[tuple[str, str, bytes, str], ...]


def rehearse(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Keep the files and answer with the card."""
    made = ctx.prepared if isinstance(ctx.prepared, _Made) else beforehand(event, ctx)
    if made.view.nothing:
        return reply(words.nothing(ctx.voice, made.view))
    urls = {kind: _kept(kind, name, data, mime, ctx) for kind, name, data, mime in made.files}
    about = "all" if not made.view.titles else made.view.titles[0]
    detail = {"from": str(made.view.first), "to": str(made.view.last), "messages": made.view.messages}
    ctx.tx.audit.note(
        ctx.now, Noted.REHEARSE, about, office_id=ctx.me.office_id, person_id=ctx.me.id, detail=detail
    )  # fmt: skip
    return reply(words.rehearsal(ctx.voice, made.view, urls, ctx.link_hours))


def beforehand(event: Incoming, ctx: Context) -> _Made:
    """Try the clock out and draw what came of it. It takes seconds in a large office, and nobody waits for it."""
    office_id, today = ctx.me.office_id, local(ctx.now).date()
    calendar = ctx.calendar(office_id)
    text = event.text if isinstance(event, TextSaid) else ""
    span = span_meant(text, today, calendar)
    asked = ctx.tx.work.open_requirements(office_id, end_of_day(today + AT_MOST))
    work = ctx.said.slots.requirement if ctx.said else None
    meant = [one for one in asked if work in {None, one.work}]
    last = _last(span, today, meant, calendar)
    whole = ctx.rehearser.rehearse(ctx.tx, ctx.now, last)
    titles = frozenset(one.title for one in meant) if work else None
    rehearsal = whole.of(office_id, span.first, titles)
    data = _data(rehearsal, span.first, meant, calendar, ctx)
    if not rehearsal.told:
        return _Made(_view(data, titles, ctx), ())
    return _Made(_view(data, titles, ctx), _files(data, ctx))


def _last(span: Span, today: date, asked: Iterable[Requirement], calendar: WorkCalendar) -> date:
    """As far as was said, else as far as is usual; never further than is worth it."""
    if span.last is None:
        return until(today, (local(one.due_at).date() for one in asked), calendar)
    return min(span.last, today + AT_MOST)


def _data(
    rehearsal: Rehearsal, first: date, asked: list[Requirement], calendar: WorkCalendar, ctx: Context
) -> RehearsalData:
    quiet = ctx.tx.rests.windows(ctx.me.office_id)
    opens = {one.title: local(one.opens_at).date() for one in asked}
    dues = [Due(one.title, local(one.due_at).date()) for one in asked if local(one.due_at).date() >= first]
    return RehearsalData(
        office=ctx.tx.people.office(ctx.me.office_id).name,
        first=first,
        rehearsal=rehearsal,
        dues=tuple(one for one in dues if one.day <= rehearsal.last),
        quiet=quiet,
        calendar=calendar,
        moved=tuple(moves(rehearsal.told, opens, calendar, quiet)),
        silent=tuple(_silent(asked, rehearsal.last, ctx)),
    )


def _silent(asked: Iterable[Requirement], last: date, ctx: Context) -> list[str]:
    """The units that will owe something and have nobody on LINE to answer for it: they need the telephone."""
    meant = {one.id for one in asked}
    answering = {one.unit_id for one in ctx.tx.people.reachable(ctx.me.office_id) if serves(Role(one.role))}
    rows = ctx.tx.work.owed(ctx.me.office_id, _STATES, end_of_day(last))
    names = ctx.tx.people.unit_names(ctx.me.office_id)
    missing = {row.unit_id for row in rows if row.requirement_id in meant} - answering
    return [names[unit_id][1] for unit_id in sorted(missing)]


def _view(data: RehearsalData, titles: frozenset[str] | None, ctx: Context) -> words.RehearsalView:
    told = data.rehearsal.told
    return words.RehearsalView(
        first=data.first,
        last=data.rehearsal.last,
        whole=data.rehearsal.whole,
        titles=tuple(sorted(titles or ())),
        messages=sum(one.paid for one in told),
        held=sum(one.cost for one in told if one.held),
        days=len(data.rehearsal.days),
        people=len({one.to for one in told}),
        months=tuple(data.rehearsal.months_concerned),
        reserve=ctx.reserve,
        moved=data.moved,
        silent=data.silent,
    )


def _files(data: RehearsalData, ctx: Context) -> tuple[tuple[str, str, bytes, str], ...]:
    """The picture, its pages for print, and the table."""
    from reports.rehearsal_picture import draw_pages, draw_picture  # noqa: PLC0415 - Typst loads with the first picture

    name = f"{words.FILE_NAME} ณ {local(ctx.now):%Y%m%d-%H%M}"
    book = to_xlsx(compile_rehearsal(data), title=words.FILE_NAME, made_at=ctx.now)
    return (
        ("picture", f"{name}.png", draw_picture(data), _PNG),
        ("pages", f"{name}.pdf", draw_pages(data), _PDF),
        ("table", f"{name}.xlsx", book, XLSX_MIME),
    )


def _kept(kind: str, name: str, data: bytes, mime: str, ctx: Context) -> str:
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind=f"rehearsal {kind}",
        name=name,
        sha256=ctx.tx.files.keep(data, mime, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


DEED = Deed(
    name="rehearse",
    do=rehearse,
    beforehand=beforehand,
    intents=frozenset({Intent.REHEARSE}),
    right=Right.SEE_ALL,
    private=True,
    slow=True,
)
