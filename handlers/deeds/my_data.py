"""ขอดูข้อมูลของฉัน: all that is held about the person who asks, as a file for them alone; and the privacy notice."""

from __future__ import annotations

from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases import Intent
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import privacy as words
from reports.my_data import FileLine, MyData, PhotoLine, ReminderLine, TraceLine, WordsLine, make_my_data
from reports.workbook import XLSX_MIME
from storage.files import MY_DATA


def my_data(_event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Make the file and answer with its link."""
    # Noted first, so that the file tells of itself too.
    ctx.tx.audit.note(ctx.now, "my data", ctx.me.code, office_id=ctx.me.office_id, person_id=ctx.me.id)
    ctx.tx.flush()
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind=MY_DATA,
        name=words.FILE_NAME,
        sha256=ctx.tx.files.keep(make_my_data(_held(ctx)), XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={},
    )
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.my_data(ctx.voice, url, ctx.link_hours))


def _held(ctx: Context) -> MyData:
    me, held = ctx.me, ctx.tx.holdings
    said = [WordsLine(at, to_person=False, words=spoken) for at, _, spoken in held.events(me) if spoken]
    heard = [WordsLine(at, to_person=True, words=spoken) for at, _, spoken in held.messages(me) if spoken]
    return MyData(
        office_name=ctx.tx.people.office(me.office_id).name,
        made_at=ctx.now,
        name=me.name,
        position=me.position,
        code=me.code,
        line_account=me.line_user_id or "",
        joined_at=me.joined_at,
        roles=[(m.unit.name, m.role) for m in me.memberships],
        files=[FileLine._make(file) for file in held.files(me)],
        photos=[PhotoLine(at, kind, kept=sha256 is not None) for at, kind, sha256 in held.photos(me)],
        words=sorted((*said, *heard), key=lambda line: line.at),
        reminders=[ReminderLine._make(asked) for asked in held.reminders(me)],
        traces=[TraceLine._make(done) for done in held.audit(me)],
    )


def notice(_event: TextSaid, ctx: Context) -> list[Outgoing]:
    """What is kept, why, for how long, and whom to ask."""
    return reply(words.notice(ctx.voice, ctx.keep))


DEED = Deed(name="my data", do=my_data, intents=frozenset({Intent.MY_DATA}), private=True, slow=True)
NOTICE = Deed(name="privacy notice", do=notice, intents=frozenset({Intent.PRIVACY_NOTICE}), who=Who.ANYONE)
