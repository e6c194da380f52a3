"""An application that is being filled in: it takes what is said, and asks for what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.applications import Move, Standing
from domain.audit import Noted
from domain.introductions import Introduction, introduction, name_in, position_in, role_for
from domain.messages import Message, Outgoing
from domain.plan import UnitKind
from handlers import unit_choice, unit_naming
from handlers.candidates import as_known
from handlers.context import Context
from handlers.routing import reply
from handlers.wording import registration as words

if TYPE_CHECKING:
    from storage.schema import Application, Unit


def begin(user: str, ctx: Context, *, moving: bool = False) -> Application:
    """The account's application, begun now if none is open; whoever is registered need not say who they are."""
    application = ctx.tx.applications.start(user, ctx.now)
    if ctx.person is not None and application.status == Standing.FILLING:
        application.name, application.position = ctx.person.name, ctx.person.position
        application.office_id = ctx.person.office_id
        application.reason = Move.UNSAID if moving else application.reason
    return application


def listen(application: Application, said: str, ctx: Context) -> list[Outgoing]:
    """Take what the words tell into the application, and go on."""
    if application.status != Standing.FILLING:
        return reply(words.still_waiting(ctx.voice))
    namable = unit_naming.Namable(ctx)
    told, application.asked_at = namable.parted(introduction(said)), ctx.now
    asked = _take_unit(application, told, namable, ctx)
    _take_name(application, told)
    return reply(asked) if asked else go_on(application, ctx)


def choose(application: Application, unit: Unit, ctx: Context) -> list[Outgoing]:
    """Take the unit that was chosen, and go on."""
    if application.status != Standing.FILLING:
        return reply(words.still_waiting(ctx.voice))
    application.asked_at = ctx.now
    _set_unit(application, unit)
    return go_on(application, ctx)


def go_on(application: Application, ctx: Context) -> list[Outgoing]:
    """Ask for the first thing that is missing; with nothing missing, hand the application in."""
    unit = application.unit
    if unit is None:
        moving = application.reason == Move.UNSAID
        known = ctx.person is not None
        return reply(words.ask_other_unit(ctx.voice, moving=moving) if known else words.ask_unit(ctx.voice))
    if ctx.person is not None and unit.id in ctx.my_units:
        ctx.tx.applications.cancel(application, ctx.now)
        return reply(words.serves_already(ctx.voice, unit.name))
    if not application.name:
        return reply(words.ask_name(ctx.voice, unit.name))
    if not application.position:
        return reply(words.ask_position(ctx.voice, application.name, UnitKind(unit.kind)))
    if application.reason == Move.UNSAID:
        old = list(dict.fromkeys(m.unit.name for m in ctx.me.memberships))
        return reply(words.ask_whether_leaving(ctx.voice, unit.name, old))
    return _hand_in(application, unit, ctx)


def _hand_in(application: Application, unit: Unit, ctx: Context) -> list[Outgoing]:
    kind = UnitKind(unit.kind)
    application.position = position_in(application.position, kind)
    application.role = role_for(application.position, kind)
    application.office_id, application.asked_at = unit.office_id, ctx.now
    application.status = Standing.WAITING
    ctx.tx.flush()
    ctx.tx.audit.note(ctx.now, Noted.APPLY, unit.code, office_id=unit.office_id)
    return reply(words.now_waiting(ctx.voice, application.name, application.position, unit.name))


def _take_unit(
    application: Application, told: Introduction, namable: unit_naming.Namable, ctx: Context
) -> Message | None:
    """The unit, if the words name one; a question when they name none for certain."""
    named = told.unit or told.code
    if application.unit is not None and not named:
        return None
    seen = named or told.left_over
    if not seen:
        return None
    found, sure = namable.meant(told, left_over=True)
    if sure:
        _set_unit(application, found[0])
        return None
    if found:
        return unit_choice.ask(ctx.voice, as_known(found), "serve")
    may_be_name = not named and not application.name
    return None if may_be_name else words.no_such_unit(ctx.voice, seen)


def _set_unit(application: Application, unit: Unit) -> None:
    application.unit_id, application.unit, application.office_id = unit.id, unit, unit.office_id


def _take_name(application: Application, told: Introduction) -> None:
    """Name and position. Bare words answer what is missing, unless they have just named the unit."""
    bare = name_in(told.left_over)
    if bare and application.unit is not None and unit_naming.is_named(application.unit, bare):
        bare = ""
    if told.name or (bare and not application.name):
        application.name = told.name or bare
        bare = ""
    if told.position or (bare and not application.position):
        application.position = told.position or bare
