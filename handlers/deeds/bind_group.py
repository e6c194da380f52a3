"""ผูกกลุ่ม: an officer makes a LINE group a unit's, in the group itself or by a code that anybody types there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, Place, TextSaid
from domain.messages import Message, Outgoing, Push
from domain.phrases.groups import binding_words, names_the_office
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.rights import Right, may
from domain.units.known import Found, KnownUnit, Nobody, Unsure
from domain.units.names import find_unit
from handlers import groups, unit_choice
from handlers.candidates import known_units
from handlers.routing import Context, Deed, Who, argument, reply
from handlers.wording import groups as words

if TYPE_CHECKING:
    from storage.schema import Person, Unit

TRIES = 10  # wrong codes in a group, or from one account, in a day


def bind_group(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Bind by a code, or to the unit an officer names; in private that gives the code."""
    said = binding_words(event.text)
    if said.code:
        return _by_code(event, said.code, ctx)
    if not ctx.may(Right.BIND_GROUPS):
        return reply(words.an_officer_binds(ctx.voice))
    return _by_name(event, said.unit, ctx) if said.unit else reply(words.how_to_bind(ctx.voice))


def _by_name(event: TextSaid, named: str, ctx: Context) -> list[Outgoing]:
    if names_the_office(named):
        return _to(ctx.tx.people.office(ctx.me.office_id), event, ctx)
    match find_unit(named, known_units(ctx)):
        case Found(unit):
            return _to(ctx.tx.people.unit(unit.id), event, ctx)
        case Unsure(units):
            return reply(_question(units, event, ctx))
        case Nobody():
            return reply(words.no_such_unit(ctx.voice))


def choose(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The officer has said which unit is meant: bind:<unit>."""
    units = ctx.tx.people.units(ctx.me.office_id)
    chosen = next((unit for unit in units if unit.id == argument(event)), None)
    return _to(chosen, event, ctx)


def _question(units: Sequence[KnownUnit], event: TextSaid, ctx: Context) -> Message:
    """Which unit is meant; in a group, which need not read the names of others, only that it is not clear."""
    if event.place is Place.GROUP:
        return words.say_it_in_full(ctx.voice)
    return unit_choice.ask(ctx.voice, units, "bind")


def _to(unit: Unit | None, event: TextSaid | ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Bind the group at hand; in private, give a code for one."""
    if unit is None:
        return reply(words.no_such_unit(ctx.voice))
    if event.place is Place.GROUP:
        return _bind(event.chat, unit, ctx.me, ctx)
    code = ctx.tx.chats.new_code(unit, ctx.me, ctx.now)
    return reply(words.here_is_the_code(ctx.voice, unit.name, code))


def _by_code(event: TextSaid, code: str, ctx: Context) -> list[Outgoing]:
    if event.place is Place.PRIVATE:
        return reply(words.code_belongs_in_the_group(ctx.voice))
    tried_by = [hashlib.sha256(who.encode()).hexdigest()[:16] for who in (event.chat, event.user) if who]
    day = ctx.now - timedelta(days=1)
    if any(ctx.tx.audit.count(Noted.WRONG_BINDING, who, since=day) >= TRIES for who in tried_by):
        return reply(words.too_many_tries(ctx.voice))
    row = ctx.tx.chats.use_code(code, ctx.now)
    maker = ctx.tx.people.get(row.made_by_id) if row else None
    unit = ctx.tx.people.unit(row.unit_id) if row else None
    if unit is None or maker is None or not may((Role(m.role) for m in maker.memberships), Right.BIND_GROUPS):
        for who in tried_by:
            ctx.tx.audit.note(ctx.now, Noted.WRONG_BINDING, who)
        return reply(words.code_is_over(ctx.voice))
    return _bind(event.chat, unit, maker, ctx, tell_maker=maker is not ctx.person)


def _bind(line_id: str, unit: Unit, by: Person, ctx: Context, *, tell_maker: bool = False) -> list[Outgoing]:
    known = ctx.tx.chats.get(line_id)
    if known is not None and known.bound_to is not None and known.bound_to.office_id != unit.office_id:
        return reply(words.of_another_office(ctx.voice))
    before = ctx.tx.chats.bind(line_id, unit, by, ctx.now)
    ctx.tx.flush()
    chat = ctx.tx.chats.get(line_id)
    if chat is None:
        raise LookupError("a group that was bound this moment")
    ctx.tx.audit.note(
        ctx.now, Noted.BIND_GROUP, unit.code, office_id=unit.office_id, person_id=by.id, detail={"chat": chat.id}
    )
    said = reply(words.bound(ctx.voice, unit.name, groups.says(chat, ctx)))
    moved_from = before.name if before is not None and before.id != unit.id else ""
    if (tell_maker or moved_from) and by.line_user_id is not None:
        said.append(Push(by.line_user_id, (words.bound_for_officer(ctx.voice, groups.view(chat, ctx), moved_from),)))
    return said


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The bot is back in a group that was bound, and it is still that unit's: rebind:<group>."""
    chat = ctx.tx.chats.in_office(argument(event) or 0, ctx.me.office_id)
    if chat is None or chat.unit is None:
        return reply(words.no_such_group(ctx.voice))
    if chat.bound_at is None:
        _bind(chat.line_id, chat.unit, ctx.me, ctx)
    return reply(words.one_group(ctx.voice, groups.view(chat, ctx)))


BIND = Deed(name="bind a group", do=bind_group, intents=frozenset({Intent.BIND_GROUP}), who=Who.ANYONE)
CHOOSE = Deed(name="choose whose group", do=choose, tap="bind", right=Right.BIND_GROUPS, private=True)
CONFIRM = Deed(name="confirm a group", do=confirm, tap="rebind", right=Right.BIND_GROUPS, private=True)
