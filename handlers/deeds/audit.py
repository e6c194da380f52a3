"""ใครแก้กำหนดส่ง, ประวัติ: who did what, for officers alone; the newest lines as a card, all of them as a file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.audit import DUE_DATES, READINGS, Noted
from domain.audit_chain import Line
from domain.events import ButtonPressed, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import BANGKOK, local
from handlers.routing import Context, Deed, reply
from handlers.wording import audit as words
from handlers.wording import audited
from reports.audit_book import AuditBook, AuditRow, make_audit_book
from reports.workbook import XLSX_MIME
from storage.audit import Wanted

if TYPE_CHECKING:
    from storage.schema import Document

LISTED = 10
LARGEST = 100_000  # lines in one file, the newest: about what a spreadsheet still opens with ease


def show(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The newest lines: about due dates, or about everything but the readings of the trail itself."""
    due_only = ctx.said is not None and ctx.said.intent is Intent.AUDIT_DUE
    days_ago = ctx.said.slots.days_ago if ctx.said else None
    since, until = _day(ctx.now, days_ago)
    wanted = Wanted(
        deeds=DUE_DATES if due_only else (),
        but=() if due_only else READINGS,
        about=_asked_about(event.text, ctx),
        since=since,
        until=until,
    )
    office_id = ctx.me.office_id
    lines = ctx.tx.audit.latest(office_id, wanted, LISTED)
    about = "due" if due_only else "all"
    ctx.tx.audit.note(ctx.now, Noted.SHOW_AUDIT, about, office_id=office_id, person_id=ctx.me.id)
    return reply(words.history(ctx.voice, lines, _names(ctx), due_only=due_only, days_ago=days_ago))


def _day(now: datetime, days_ago: int | None) -> tuple[datetime | None, datetime | None]:
    """A Bangkok day from its first moment to the next day's; without one, all time."""
    if days_ago is None:
        return None, None
    day = local(now).date() - timedelta(days=days_ago)
    first = datetime.combine(day, datetime.min.time(), BANGKOK)
    return first, first + timedelta(days=1)


def _asked_about(text: str, ctx: Context) -> list[str] | None:
    """The requirements that the words name by code or by kind of work; None if they name none."""
    asked = ctx.tx.work.works_asked(ctx.me.office_id)
    named = [code for code in asked if code.upper() in text.upper()]
    work = ctx.said.slots.requirement if ctx.said else None
    if named or work is None:
        return named or None
    return [code for code, kind in asked.items() if kind == work]


def _names(ctx: Context) -> audited.Names:
    office_id = ctx.me.office_id
    return audited.Names(ctx.tx.people.names(office_id), ctx.tx.people.names_of_units(office_id))


def export(_event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Verify the whole trail and hand it out as a workbook that says whether it is whole."""
    office_id = ctx.me.office_id
    head, broken = ctx.tx.audit.head(office_id), ctx.tx.audit.verify(office_id)
    names = _names(ctx)
    lines = ctx.tx.audit.trail(office_id, after=max(0, head.no - LARGEST))
    book = AuditBook(
        office_name=ctx.tx.people.office(office_id).name,
        office_id=office_id,
        as_of=ctx.now,
        rows=tuple(_row(line, own, names) for line, own in lines),
        broken=broken.no if broken else None,
        last_hash=head.hash,
    )
    document = _keep(make_audit_book(book), ctx)
    detail = {"lines": head.no, "hash": head.hash, "broken": book.broken}
    ctx.tx.audit.note(
        ctx.now, Noted.EXPORT_AUDIT, str(document.id), office_id=office_id, person_id=ctx.me.id, detail=detail
    )
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.file_ready(ctx.voice, head.no, book.broken, url, ctx.link_hours), worth_push=True)


def _row(line: Line, own: str, names: audited.Names) -> AuditRow:
    detail = json.dumps(line.detail, ensure_ascii=False, sort_keys=True)
    return AuditRow(
        no=line.no,
        at=line.at,
        who=names.person(line.person_id),
        did=audited.did(line, names),
        person_id=line.person_id,
        deed=line.deed,
        about=line.about,
        detail=detail,
        hash=own,
    )


def _keep(made: bytes, ctx: Context) -> Document:
    return ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind="audit",
        name=words.file_name(f"{local(ctx.now):%Y%m%d}"),
        sha256=ctx.tx.files.keep(made, XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={},
    )


SHOW = Deed(
    name="show audit",
    do=show,
    intents=frozenset({Intent.AUDIT, Intent.AUDIT_DUE}),
    right=Right.READ_AUDIT,
    private=True,
)
EXPORT = Deed(name="export audit", do=export, tap="audit", right=Right.READ_AUDIT, private=True, slow=True)
