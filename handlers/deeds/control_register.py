"""ทะเบียนคุม: what went out to each agency in a fiscal year, the last rows as a card and all as a workbook to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.sendings import Way
from domain.thai import fiscal_year_be, local
from handlers import registers
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import registers as words
from reports.control_register import Register, RegisterRow, RegisterSheet, make_control_register
from reports.workbook import XLSX_MIME

if TYPE_CHECKING:
    from storage.schema import Agency, Dispatch

_YEARS: Final = range(2500, 2700)


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The register of the agency that is named, or of all, in the year that is named, or in this one: book[:<year>]."""
    known = registers.agencies_of(ctx)
    named = registers.agency_said(event.text, known) if isinstance(event, TextSaid) else None
    year = _year(event, ctx)
    rows = ctx.tx.registers.of_year(ctx.me.office_id, year)
    waiting = ctx.tx.registers.open_requests(ctx.me.office_id)
    busy = {row.agency_id for row in rows} | {asked.agency_id for asked in waiting}
    usual = {one.code for one in ctx.agencies}
    shown = [named] if named else [one for one in known if one.id in busy or one.code in usual]
    document_id = _book(shown, rows, year, ctx)
    view = words.BookView(
        fiscal_year_be=year,
        agencies=tuple(
            (one.called, tuple(registers.entered(row) for row in rows if row.agency_id == one.id)) for one in shown
        ),
        waiting=tuple(words.waiting_of(one) for one in waiting if one.agency_id in {agency.id for agency in shown}),
        today=local(ctx.now).date(),
    )
    url = ctx.links.file(document_id, ctx.me.id, ctx.now)
    return reply(words.book(ctx.voice, view, url, ctx.link_hours))


def _year(event: Incoming, ctx: Context) -> int:
    said = ctx.said.slots.fiscal_year_be if ctx.said else next(iter(numbers(event)), None)
    return said if said is not None and said in _YEARS else fiscal_year_be(local(ctx.now).date())


def _book(shown: list[Agency], rows: list[Dispatch], year: int, ctx: Context) -> int:
    office = ctx.tx.people.office(ctx.me.office_id)
    sheets = tuple(
        RegisterSheet(
            agency=one.name, short=one.called, rows=tuple(_printed(row) for row in rows if row.agency_id == one.id)
        )
        for one in shown
    )
    made = make_control_register(
        Register(office_name=office.name, fiscal_year_be=year, as_of=ctx.now, sheets=sheets)
    )  # fmt: skip
    ctx.tx.audit.note(ctx.now, Noted.SHOW_REGISTER, str(year), office_id=office.id, person_id=ctx.me.id)
    document = ctx.tx.files.make_document(
        office_id=office.id,
        kind="register",
        name=words.file_name(year, f"{local(ctx.now):%Y%m%d-%H%M}"),
        sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"year": year},
    )
    return document.id


def _printed(row: Dispatch) -> RegisterRow:
    request = row.request
    return RegisterRow(
        no=row.no,
        registry_no=request.registry_no if request else "",
        received_on=request.received_on if request else None,
        asked_in=request.letter_no if request else "",
        asked_on=request.letter_on if request else None,
        topic=row.topic,
        round=row.round,
        prepared=row.prepared,
        due_on=row.due_on,
        came_on=row.came_on,
        signed_on=row.signed_on,
        letter_no=row.letter_no,
        sent_on=row.sent_on,
        way=Way(row.way),
        kept=registers.kept_at(row),
        struck=row.struck_reason if row.is_struck else "",
    )


DEED = Deed(
    name="control register", do=show, intents=frozenset({Intent.CONTROL_REGISTER}), tap="book", slow=True,
    right=Right.SEE_ALL, private=True,
)  # fmt: skip
