"""คำสั่งที่ 35/2570 ลงวันที่ …: what an order got when it was signed; then its members are told.

The manual, work 1, steps 2.1, 2.2, 3, 3.1 and 4.1. What is entered is not changed: an order is revoked, or replaced.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.circulars import Answer, Kind, NewCircular
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.orders import OrderKind, OrderState, duties_of, wrong_number
from domain.phrases.orders import read_number
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import BUDDHIST_OFFSET, local
from domain.works import APPOINTED_BY
from handlers import circulating, order_drafting, order_views
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import order_lists, orders
from handlers.wording import order_numbers as words
from handlers.wording.orders import Numbering

if TYPE_CHECKING:
    from storage.schema import CommitteeOrder


def number(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What number and day an order got: by words, or orderno:<order>, perhaps with a day that was picked."""
    if isinstance(event, ButtonPressed):
        which = argument(event) or 0
        known = order_views.number_of(ctx)
        if known is None or known.order not in {0, which}:
            known = Numbering()
        picked = event.picked if type(event.picked) is date else known.day
        return _go_on(replace(known, order=which, day=picked), ctx)
    given = _better(Numbering(), event, ctx)
    drafts = ctx.tx.orders.drafts(ctx.me.office_id)
    if given.number and not given.day:
        stands = ctx.tx.orders.with_number(ctx.me.office_id, given.year_be, given.number)
        if stands is not None:
            return reply(order_lists.shown(ctx.voice, order_views.view_of(stands, ctx), officer=True))
    if len(drafts) > 1:
        order_views.keep_number(given, ctx)
        return reply(words.which_to_number(ctx.voice, order_views.views_of(drafts, ctx)))
    return _go_on(replace(given, order=drafts[0].id if drafts else 0), ctx)


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was asked for: the number, the day, or both, typed."""
    known = order_views.number_of(ctx)
    if known is None:
        return reply(words.nothing_to_number(ctx.voice))
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.number_dropped(ctx.voice))
    return _go_on(_better(known, event, ctx), ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words say a number or day that was asked for."""
    known = order_views.number_of(ctx) if ctx.person is not None else None
    if known is None or not known.order or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    says = _better(known, event, ctx) != known
    return says and (unclaimed or not ctx.said.sure or ctx.said.intent in {Intent.NUMBER_ORDER, Intent.DISPATCH_RECORD})


def _better(known: Numbering, event: Incoming, ctx: Context) -> Numbering:
    if not isinstance(event, TextSaid):
        return known
    said = read_number(event.text, local(ctx.now).date(), ctx.calendar(ctx.me.office_id))
    day = said.day or known.day
    figure = said.number or known.number
    year = said.year_be or (known.year_be if said.number is None else None)
    return replace(known, number=figure, year_be=year, day=day)


def _go_on(given: Numbering, ctx: Context) -> list[Outgoing]:
    order = _draft(given, ctx)
    if order is None:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.nothing_to_number(ctx.voice))
    if given.day is not None and given.year_be is None:
        given = replace(given, year_be=given.day.year + BUDDHIST_OFFSET)
    order_views.keep_number(given, ctx)
    view = order_views.view_of(order, ctx)
    if given.number is None:
        return reply(words.which_number(ctx.voice, view))
    whole = given.whole
    if whole is None:
        return reply(words.which_day(ctx.voice, given, local(ctx.now).date()))
    if why := wrong_number(whole, local(ctx.now).date()):
        order_views.keep_number(Numbering(order=order.id, number=given.number if why == "future" else None), ctx)
        return reply(words.wrong_number(ctx.voice, whole, why))
    taken = ctx.tx.orders.with_number(order.office_id, whole.year_be, whole.number)
    if taken is not None:
        order_views.keep_number(Numbering(order=order.id, day=given.day), ctx)
        return reply(words.number_taken(ctx.voice, whole, order_views.view_of(taken, ctx)))
    return reply(words.really_numbered(ctx.voice, view, whole, _mark(given, order)))


def _draft(given: Numbering, ctx: Context) -> CommitteeOrder | None:
    order = ctx.tx.orders.get(given.order, ctx.me.office_id)
    return order if order is not None and order.status == OrderState.DRAFT else None


def _mark(given: Numbering, order: CommitteeOrder) -> int:
    """Tells what a card showed from something else; the draft may have been changed since."""
    return zlib.crc32(f"{given!r} {order.drafted_at.isoformat()}".encode())


def sign(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Enter it, make the documents again, record the step, offer to tell: ordersign:<mark of what the card shows>."""
    given = order_views.number_of(ctx)
    order = _draft(given, ctx) if given is not None else None
    if given is None or order is None:
        return reply(words.nothing_to_number(ctx.voice))
    whole = given.whole
    if whole is None or argument(event) != _mark(given, order):
        return _go_on(given, ctx)
    if not ctx.tx.orders.sign(order, whole, by=ctx.me.id, now=ctx.now):
        return _go_on(given, ctx)
    ctx.tx.registers.drop_draft(ctx.me.id)
    old = ctx.tx.orders.get(order.instead_of_id or 0, order.office_id)
    revoked = order_views.view_of(old, ctx).title if old is not None and _revoke(old, ctx) else ""
    view = order_views.view_of(order, ctx)
    step = _step(order, 0, ctx)
    urls = [ctx.links.file(one, ctx.me.id, ctx.now) for one in order_drafting.drawn(order, ctx)]
    ctx.tx.audit.note(
        ctx.now, Noted.SIGN_COMMITTEES, str(order.id), office_id=order.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return reply(words.signed(ctx.voice, view, urls, _telling(view, ctx), step, revoked))


def _step(order: CommitteeOrder, which: int, ctx: Context) -> str:
    """Record that it is appointed (0) or told (1); the step's number, "" where the manual has none."""
    requirement = ctx.tx.work.requirement(order.requirement_id, order.office_id)
    code = APPOINTED_BY.get(requirement.work, {}).get(OrderKind(order.kind), ("", ""))[which] if requirement else ""
    if code:
        about = orders.dated(order.number, order.year_be, order.signed_on)
        ctx.tx.steps.record(order.requirement_id, code, at=ctx.now, by=ctx.me.id, about=about)
    return code


def _telling(view: orders.OrderView, ctx: Context) -> words.Telling:
    cost = circulating.cost(duties_of(view.panels).keys() - {ctx.me.id}, ctx)
    return words.Telling(
        people=cost.people, messages=cost.messages, left=cost.left, by_phone=cost.by_phone, at_once=cost.at_once
    )


def tell(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Have the members told and asked to acknowledge: ordertell:<order>. Twice is once."""
    order = ctx.tx.orders.to_tell(argument(event) or 0, ctx.me.office_id)
    if order is None:
        return reply(order_lists.not_found(ctx.voice))
    view = order_views.view_of(order, ctx)
    if view.state is not OrderState.SIGNED:
        return reply(words.not_to_tell(ctx.voice, view))
    if order.circular_id is not None:
        return reply(words.told_before(ctx.voice, view))
    duties = duties_of(view.panels)
    (paper,) = order_drafting.drawn(order, ctx, word=False)
    new = NewCircular(
        kind=Kind.ORDER,
        title=orders.circular_title(view),
        lines=orders.circular_lines(view),
        parts={person: orders.part(theirs, view.panels) for person, theirs in duties.items()},
        requirement_id=order.requirement_id,
        document_id=paper,
    )
    circular = circulating.circulate(new, ctx)
    ctx.tx.circulars.answer(circular, ctx.me.id, Answer.ACKNOWLEDGED, now=ctx.now)  # whoever tells of it has read it
    ctx.tx.orders.told(order, circular)
    return reply(words.told(ctx.voice, view, len(duties.keys() - {ctx.me.id}), _step(order, 1, ctx)))


def revoke(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let an order stand no more, or erase a draft: by its number in words, orderoff:<order>, orderoff:<order>:1."""
    office_id = ctx.me.office_id
    if isinstance(event, TextSaid):
        said = read_number(event.text, local(ctx.now).date(), ctx.calendar(office_id))
        order = ctx.tx.orders.with_number(office_id, said.year_be, said.number) if said.number else None
        if order is None:
            return _which_to_revoke(ctx)
        return reply(order_lists.whether_off(ctx.voice, order_views.view_of(order, ctx)))
    which, really, *_ = [*numbers(event), 0, 0]
    order = ctx.tx.orders.get(which, office_id)
    if order is None:
        return reply(order_lists.not_found(ctx.voice))
    view = order_views.view_of(order, ctx)
    if view.state is OrderState.REVOKED:
        return reply(order_lists.off_before(ctx.voice, view))
    if not really:
        return reply(order_lists.whether_off(ctx.voice, view))
    if view.state is OrderState.DRAFT:
        ctx.tx.orders.drop(order)
    else:
        _revoke(order, ctx)
    return reply(order_lists.off(ctx.voice, view))


def _which_to_revoke(ctx: Context) -> list[Outgoing]:
    found = [one for one in ctx.tx.orders.of_office(ctx.me.office_id, most=order_lists.LISTED) if one.number]
    standing = [one for one in found if one.status == OrderState.SIGNED]
    if not standing:
        return reply(order_lists.not_found(ctx.voice))
    return reply(order_lists.which_to_revoke(ctx.voice, order_views.views_of(standing, ctx)))


def _revoke(order: CommitteeOrder, ctx: Context) -> bool:
    """Revoke it; nobody is asked to acknowledge it any more, and the steps it was the record of are open again."""
    if not ctx.tx.orders.revoke(order, by=ctx.me.id, now=ctx.now):
        return False
    if order.circular_id is not None:
        ctx.tx.circulars.cancel(order.circular_id, ctx.now)
    about = orders.dated(order.number, order.year_be, order.signed_on)
    for code, record in ctx.tx.steps.of(order.requirement_id).items():
        if record.about == about:
            ctx.tx.steps.take_back(order.requirement_id, code)
    ctx.tx.audit.note(
        ctx.now, Noted.REVOKE_COMMITTEES, str(order.id), office_id=order.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return True


NUMBER = Deed(
    name="number an order", do=number, intents=frozenset({Intent.NUMBER_ORDER}), tap="orderno", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
ANSWER = Deed(name="say more of a number", do=more, tap="ordernumber", right=Right.LOAD_PLAN, private=True)
SIGN = Deed(name="enter an order's number", do=sign, tap="ordersign", right=Right.LOAD_PLAN, private=True, slow=True)
TELL = Deed(name="tell of an order", do=tell, tap="ordertell", right=Right.LOAD_PLAN, private=True, slow=True)
REVOKE = Deed(
    name="revoke an order", do=revoke, intents=frozenset({Intent.REVOKE_ORDER}), tap="orderoff", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
DEEDS = (NUMBER, ANSWER, SIGN, TELL, REVOKE)
