"""ขอดูข้อมูลของฉัน: all that is held about the person who asks, as a file for them alone."""

from __future__ import annotations

from domain.audit import Noted
from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers.routing import Context, Deed, reply
from handlers.wording import audited
from handlers.wording import privacy as words
from reports.my_data import (
    ApplicationLine,
    AppointmentLine,
    ExtensionLine,
    FileLine,
    MyData,
    OpinionLine,
    PhotoLine,
    ReminderLine,
    TraceLine,
    WordsLine,
    make_my_data,
)
from reports.workbook import XLSX_MIME
from storage.files import MY_DATA


def my_data(_event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Make the file and answer with its link."""
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind=MY_DATA,
        name=words.FILE_NAME,
        sha256=ctx.tx.files.keep(make_my_data(_held(ctx)), XLSX_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={},
    )
    ctx.tx.audit.note(ctx.now, Noted.SHOW_MY_DATA, str(document.id), office_id=ctx.me.office_id, person_id=ctx.me.id)
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.my_data(ctx.voice, url, ctx.link_hours))


def _held(ctx: Context) -> MyData:
    me, held = ctx.me, ctx.tx.holdings
    said = [WordsLine(at, to_person=False, words=spoken) for at, _, spoken in held.events(me) if spoken]
    said += [WordsLine(at, to_person=False, words=words.kept_to_learn(kept)) for at, _, kept in held.unclear(me)]
    heard = [WordsLine(at, to_person=True, words=spoken) for at, _, spoken in held.messages(me) if spoken]
    return MyData(
        office_name=ctx.tx.people.office(me.office_id).name,
        made_at=ctx.now,
        name=me.name,
        position=me.position,
        code=me.code,
        line_account=me.line_user_id or "",
        joined_at=me.joined_at,
        consent=held.consent(me),
        mentions_since=me.mentions_since,
        groups=held.groups(me),
        applications=[ApplicationLine._make(applied) for applied in held.applications(me)],
        roles=[(m.unit.name, m.role) for m in me.memberships],
        files=[FileLine._make(file) for file in held.files(me)],
        photos=[PhotoLine._make(kept) for kept in held.photos(me)],
        words=sorted((*said, *heard), key=lambda line: line.at),
        reminders=[ReminderLine._make(asked) for asked in held.reminders(me)],
        extensions=[ExtensionLine._make(wished) for wished in held.extensions(me)],
        opinions=[OpinionLine._make(opined) for opined in held.opinions(me)],
        appointments=[AppointmentLine._make(one) for one in held.appointments(me)],
        traces=_traces(ctx),
    )


def _traces(ctx: Context) -> list[TraceLine]:
    """What the person did, what others did about them, and who compiled a round that shows their name."""
    me, office_id = ctx.me, ctx.me.office_id
    lines = ctx.tx.audit.concerning(office_id, me.id, about=(me.code, str(me.id)), compiled=ctx.tx.holdings.rounds(me))
    names = audited.Names(ctx.tx.people.names(office_id), ctx.tx.people.names_of_units(office_id))
    return [TraceLine(line.at, names.person(line.person_id), audited.did(line, names)) for line in lines]


DEED = Deed(name="my data", do=my_data, intents=frozenset({Intent.MY_DATA}), private=True, slow=True)
