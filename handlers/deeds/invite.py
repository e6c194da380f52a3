"""ขอคิวอาร์ลงทะเบียน: posters that invite people of a unit, or of all units, to register; printed by an officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import TextSaid
from domain.introductions import introduction
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import inviting, unit_naming
from handlers.routing import Context, Deed, reply
from handlers.wording import invitations as words

if TYPE_CHECKING:
    from storage.schema import Unit

_PDF = "application/pdf"


def invite(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Draw the posters and answer with a link to them."""
    if not ctx.basic_id():
        return reply(words.account_unknown(ctx.voice))
    told = introduction(event.text)
    named = told.unit or told.code
    units, sure = ctx.tx.people.units_to_serve(ctx.me.office_id), True
    if named:
        units, sure = unit_naming.Namable(ctx).meant(told)
    if not sure:
        return reply(words.no_such_unit(ctx.voice, named))
    document = ctx.tx.files.make_document(
        office_id=ctx.me.office_id,
        kind="posters",
        name=words.FILE_NAME,
        sha256=ctx.tx.files.keep(_drawn(units, ctx), _PDF, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"units": [unit.code for unit in units]},
    )
    about = units[0].code if len(units) == 1 else "all"
    ctx.tx.audit.note(ctx.now, Noted.MAKE_POSTERS, about, office_id=ctx.me.office_id, person_id=ctx.me.id)
    url = ctx.links.file(document.id, ctx.me.id, ctx.now)
    return reply(words.ready(ctx.voice, [unit.name for unit in units], url, ctx.link_hours))


def _drawn(units: list[Unit], ctx: Context) -> bytes:
    from reports.posters import Poster, draw_posters  # noqa: PLC0415 - Typst loads with the first poster, not before

    office = ctx.tx.people.office(ctx.me.office_id).name
    coded = [(unit, inviting.code(unit, ctx)) for unit in units]
    account = ctx.basic_id()
    posters = [
        Poster(office=office, unit=unit.name, code=code, link=inviting.link(code, ctx), account=account)
        for unit, code in coded
    ]
    return draw_posters(posters, made_at=ctx.now)


DEED = Deed(
    name="invite", do=invite, intents=frozenset({Intent.INVITE}), right=Right.APPROVE_PEOPLE, private=True, slow=True
)
