"""รร.บ้านใหม่ส่งยัง: how one unit stands, or a few, for whoever may read of it; in its own group what that may hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.disclosure import Tells
from domain.events import Incoming, Place, TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.understanding import Intent
from handlers import unit_choice, unit_status
from handlers.routing import Context, Deed, numbers, reply
from handlers.unit_status import Sees
from handlers.units_said import units_said
from handlers.wording import people as people_words
from handlers.wording import unit_status as words
from handlers.works_said import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.schema import Unit

_OF_CHOICE: Final = 3


def status_one(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The units that words name; or the one that was chosen of several: unitstatus:<work>:<number>:<unit>."""
    if isinstance(event, TextSaid):
        return _typed(event.text, ctx)
    chosen = numbers(event)
    unit = ctx.tx.people.unit(chosen[-1]) if len(chosen) == _OF_CHOICE else None
    if unit is None:
        return reply(words.which_unit(ctx.voice, ""))
    return _told([unit], About.carried(chosen[:-1]), ctx)


def _typed(text: str, ctx: Context) -> list[Outgoing]:
    about, said = About.of(text, ctx.said.slots if ctx.said else None), units_said(text, ctx)
    if said.perhaps:
        theirs = [one for one in said.perhaps if _may_ask(ctx.tx.people.unit(one.id), ctx)]
        if len(theirs) == 1 and len(said.perhaps) > 1:
            unit = ctx.tx.people.unit(theirs[0].id)
            return _told([unit], about, ctx) if unit else []
        if ctx.place is Place.GROUP or not theirs:
            return _refused(ctx)
        return reply(unit_choice.ask(ctx.voice, theirs, f"unitstatus:{about.data}"))
    if not said.units:
        return reply(words.which_unit(ctx.voice, said.unknown)) if ctx.place is Place.PRIVATE else _refused(ctx)
    return _told(said.units, about, ctx)


def _may_ask(unit: Unit | None, ctx: Context) -> bool:
    if unit is None:
        return False
    return unit_status.in_group(unit, ctx) if ctx.place is Place.GROUP else unit_status.sees(unit, ctx) != Sees.NOTHING


def _told(units: Sequence[Unit], about: About, ctx: Context) -> list[Outgoing]:
    theirs = [unit for unit in units if _may_ask(unit, ctx)]
    if not theirs:
        return _refused(ctx)
    said = [one for unit in theirs[: words.MOST_UNITS] if (one := _of(unit, about, ctx)) is not None]
    if not said:
        return _refused(ctx)
    more = len(theirs) - words.MOST_UNITS
    return reply(*said, words.so_many_units(ctx.voice, more)) if more > 0 else reply(*said)


def _of(unit: Unit, about: About, ctx: Context) -> Message | None:
    """How a unit stands, as the place may hear it; None where it may hear nothing of that unit."""
    if ctx.place is Place.PRIVATE:
        view = unit_status.view_of(unit, about, ctx, unit_status.sees(unit, ctx))
        _note(unit, ctx)
        return words.status(ctx.voice, view)
    own = ctx.group_unit is not None and ctx.group_unit.id == unit.id
    if not ctx.hears(Tells.NAMES) and not (own and ctx.hears(Tells.FIGURES)):
        return None
    view = unit_status.view_of(unit, about, ctx, Sees.STATES)
    if not ctx.hears(Tells.NAMES):
        return words.counts_in_group(ctx.voice, view)
    _note(unit, ctx)
    return words.status_in_group(ctx.voice, view)


def _note(unit: Unit, ctx: Context) -> None:
    if unit.id in ctx.my_units:
        return  # one's own work
    ctx.tx.audit.note(
        ctx.now, Noted.SHOW_UNIT, unit.code, office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"place": ctx.place.value},
    )  # fmt: skip


def _refused(ctx: Context) -> list[Outgoing]:
    """In a group another place is named; in private it is said whom this is for."""
    said = people_words.ask_in_private if ctx.place is Place.GROUP else people_words.not_for_you
    return reply(said(ctx.voice))


DEED = Deed(name="how a unit stands", do=status_one, intents=frozenset({Intent.STATUS_ONE}), tap="unitstatus")
