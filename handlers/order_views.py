"""Orders as facts for wording, what is known of one being drafted or numbered, and the circular that tells of it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.circulars import Tally
from domain.orders import Appointing, Guest, OrderKind, OrderState, Panel, Seat, duties_of
from domain.rights import Right
from handlers.routing import Context
from handlers.wording import orders as words
from storage.orders import panels_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.schema import CommitteeOrder

DRAFT: Final = "committees"
NUMBER: Final = "number of an order"


def view_of(order: CommitteeOrder, ctx: Context, tally: Tally | None = None) -> words.OrderView:
    """An order, with how many have acknowledged it."""
    panels = panels_of(order)
    if tally is None and order.circular_id is not None:
        tally = ctx.tx.circulars.tallies([order.circular_id])[order.circular_id]
    requirement = ctx.tx.work.requirement(order.requirement_id, order.office_id)
    return words.OrderView(
        id=order.id,
        kind=OrderKind(order.kind),
        state=OrderState(order.status),
        subject=order.subject,
        work=requirement.title if requirement else "",
        panels=panels,
        number=order.number,
        year_be=order.year_be,
        signed_on=order.signed_on,
        circular=order.circular_id,
        tally=tally,
        replaces=bool(order.instead_of_id),
        mine=duties_of(panels).get(ctx.me.id, ()),
    )


def views_of(orders: Iterable[CommitteeOrder], ctx: Context) -> list[words.OrderView]:
    """Several of them, with one question for all that was acknowledged."""
    rows = list(orders)
    tallies = ctx.tx.circulars.tallies([one.circular_id for one in rows if one.circular_id is not None])
    return [view_of(one, ctx, tallies.get(one.circular_id or 0)) for one in rows]


def draft_view(new: Appointing, ctx: Context) -> words.OrderView:
    """An order that is being drafted."""
    requirement = ctx.tx.work.requirement(new.requirement, ctx.me.office_id)
    return words.OrderView(
        id=new.draft,
        kind=new.kind,
        state=OrderState.DRAFT,
        subject=new.subject,
        work=requirement.title if requirement else "",
        panels=new.panels,
        replaces=bool(new.instead_of),
        mark=mark_of(new),
    )


def mark_of(new: Appointing) -> int:
    """Tells what a card showed from something else."""
    return zlib.crc32(repr(new).encode())


def may_see(order: CommitteeOrder | None, ctx: Context) -> bool:
    """Whether the speaker may read an order: whoever sees all, and whom one that was signed appoints."""
    if order is None:
        return False
    if ctx.may(Right.SEE_ALL):
        return True
    return order.status != OrderState.DRAFT and ctx.me.id in duties_of(panels_of(order))


def draft_of(ctx: Context) -> Appointing | None:
    """What the speaker has begun to draft."""
    found = ctx.tx.registers.draft(ctx.me.id, DRAFT, ctx.now)
    return _from_json(found.said) if found else None


def keep(new: Appointing, ctx: Context) -> None:
    """Keep what is known up to now."""
    ctx.tx.registers.keep_draft(ctx.me.id, DRAFT, asdict(new), ctx.now)


def _from_json(said: Mapping[str, Any]) -> Appointing:
    panels = (
        Panel(
            title=one["title"],
            seats=tuple(Seat(**seat) for seat in one["seats"]),
            duties=tuple(one["duties"]),
            subject=one["subject"],
        )
        for one in said["panels"]
    )
    guest = said["guest"]
    return Appointing(
        **{**said, "kind": OrderKind(said["kind"]), "panels": tuple(panels), "guest": Guest(*guest) if guest else None}
    )


def number_of(ctx: Context) -> words.Numbering | None:
    """What the speaker has begun to say of an order's number."""
    found = ctx.tx.registers.draft(ctx.me.id, NUMBER, ctx.now)
    if found is None:
        return None
    day = found.said["day"]
    return words.Numbering(**{**found.said, "day": date.fromisoformat(day) if day else None})


def keep_number(given: words.Numbering, ctx: Context) -> None:
    """Keep what is known of a number up to now."""
    said = {**asdict(given), "day": given.day.isoformat() if given.day else None}
    ctx.tx.registers.keep_draft(ctx.me.id, NUMBER, said, ctx.now)
