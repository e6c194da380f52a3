"""ร่างคำสั่ง: an order that appoints committees, proposed from the plan, mended by words, made into documents.

The manual, work 1, steps 2.1, 3 and 4.1. The director signs it on paper; `sign_order` enters what number it got.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.committees import MEMBER
from domain.events import Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Outgoing
from domain.orders import Appointing, Guest, OrderKind, OrderState, Seat
from domain.phrases.asking import tidy
from domain.phrases.orders import Change, kind_of, read_change, read_subject
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.works import APPOINTED_BY
from handlers import committee_people, order_drafting, order_views
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import order_lists, overview
from handlers.wording import orders as words

if TYPE_CHECKING:
    from storage.schema import Requirement

_LONGEST: Final = 200  # characters of a name, a position or a subject
_OVER: Final = frozenset({State.DISPATCHED, State.PUBLISHED})
_OTHER_WORDS: Final = frozenset(
    {Intent.ASSIGN, Intent.IGNORE, Intent.HAND_OVER, Intent.MOVE_OUT, Intent.VISIT, Intent.MEETING, Intent.SMALLTALK,
     Intent.EXTEND_REQUEST, Intent.CREATE_REQUIREMENT}
)  # fmt: skip


def draft(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Propose an order, or go on with its draft: by words, or appoint:<requirement>:<which kind>."""
    if isinstance(event, TextSaid):
        kind, requirement = kind_of(event.text), None
    else:
        number, which, *_ = [*numbers(event), 0, -1]
        kind = words.KINDS[which] if 0 <= which < len(words.KINDS) else None
        requirement = ctx.tx.work.requirement(number, ctx.me.office_id)
        requirement = requirement if requirement is not None and requirement.work in APPOINTED_BY else None
    if kind is None:
        return reply(words.which_kind(ctx.voice))
    works = [requirement] if requirement is not None else _works(ctx)
    if not works:
        return reply(words.no_work(ctx.voice))
    if len(works) > 1:
        named = [(one.id, one.title) for one in works]
        return reply(overview.which_round(ctx.voice, named, "appoint", f":{words.KINDS.index(kind)}"))
    return _begin(kind, works[0], ctx)


def _works(ctx: Context) -> list[Requirement]:
    """The works whose committees an order appoints: those that are open and have not all gone out, else the next."""
    found = [
        one
        for one in ctx.tx.work.of_kinds(ctx.me.office_id, APPOINTED_BY)
        if any(State(debt.state) not in _OVER for debt in ctx.tx.work.of_requirement(one.id))
    ]
    return [one for one in found if one.opens_at <= ctx.now] or found[:1]


def _begin(kind: OrderKind, requirement: Requirement, ctx: Context) -> list[Outgoing]:
    """Go on with the draft that there is of that kind for the work, else with what the plan proposes."""
    drafts = ctx.tx.orders.drafts(ctx.me.office_id)
    old = next((one for one in drafts if one.kind == kind and one.requirement_id == requirement.id), None)
    new = order_drafting.again(old, instead=False) if old else order_drafting.proposed(kind, requirement, ctx)
    return _go_on(new, ctx)


def edit(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Change a draft: orderedit:<order>."""
    return _again(event, OrderState.DRAFT, ctx)


def anew(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Draft another in the place of a signed one, which stands until the new one is signed: orderanew:<order>."""
    return _again(event, OrderState.SIGNED, ctx)


def _again(event: Incoming, state: OrderState, ctx: Context) -> list[Outgoing]:
    order = ctx.tx.orders.get(argument(event) or 0, ctx.me.office_id)
    if order is None:
        return reply(order_lists.not_found(ctx.voice))
    if order.status != state:
        return reply(order_lists.shown(ctx.voice, order_views.view_of(order, ctx), officer=True))
    instead = state is OrderState.SIGNED
    drafts = ctx.tx.orders.drafts(ctx.me.office_id) if instead else []
    begun = next((one for one in drafts if one.instead_of_id == order.id), None)
    return _go_on(order_drafting.again(begun or order, instead=instead and begun is None), ctx)


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A change in words of what the card shows, or the position of whoever is not of the office."""
    new = order_views.draft_of(ctx)
    if new is None or not isinstance(event, TextSaid):
        return reply(words.nothing_begun(ctx.voice))
    change = read_change(event.text)
    if new.guest is not None and (change is None or tidy(event.text) in {words.NOT_IN, words.NO_POSITION}):
        return _guest(new, new.guest, event.text, ctx)
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if (subject := read_subject(event.text)) is not None:
        return _go_on(replace(new, subject=subject[:_LONGEST]), ctx)
    return _changed(new, change, event.text, ctx) if change is not None else _go_on(new, ctx)


def _guest(new: Appointing, guest: Guest, text: str, ctx: Context) -> list[Outgoing]:
    said = tidy(text)[:_LONGEST]
    gives_up = ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG
    if gives_up or said == words.NOT_IN:
        return _go_on(replace(new, guest=None), ctx)
    return _seat(new, guest.place, Seat(guest.duty, 0, guest.name, "" if said == words.NO_POSITION else said), ctx)


def _changed(new: Appointing, change: Change, text: str, ctx: Context) -> list[Outgoing]:
    if not change.is_in:
        return _without(new, change, ctx)
    places = _places(new, change)
    if len(places) != 1:
        return reply(words.which_panel(ctx.voice, new.panels, text if not change.panel else ""))
    (place,) = places
    panel, duty = new.panels[place], change.duty
    if change.instead:
        old = next((one for one in panel.seats if committee_people.is_called(one.name, change.instead)), None)
        if old is None:
            return reply(words.not_there(ctx.voice, change.instead))
        new, duty = new.with_panel(place, panel.without(old)), old.duty
    found = committee_people.named(change.name, ctx)
    if len(found) > 1:
        alike = [(one.name, text.replace(change.name, one.name)) for one in found]
        return reply(words.which_person(ctx.voice, change.name, alike))
    if not found:
        guest = Guest(place, duty or MEMBER, change.name[:_LONGEST])
        order_views.keep(replace(new, guest=guest), ctx)
        return reply(words.who_is(ctx.voice, change.name))
    seat = order_drafting.seat_of(found[0], duty or MEMBER)
    there = next((one for one in panel.seats if one.is_of(seat)), None)
    return _seat(new, place, seat if there is None or duty else there, ctx)


def _places(new: Appointing, change: Change) -> list[int]:
    """The committees that a change may be about, counted from 0: named, the only one, or that in which they sit."""
    everywhere = range(len(new.panels))
    if change.panel.isdecimal():
        return [place for place in everywhere if place + 1 == int(change.panel)]
    if change.panel:
        return [place for place in everywhere if change.panel in new.panels[place].title]
    if len(new.panels) == 1:
        return [0]
    called = change.instead or change.name
    return [
        place
        for place in everywhere
        if any(committee_people.is_called(one.name, called) for one in new.panels[place].seats)
    ]


def _without(new: Appointing, change: Change, ctx: Context) -> list[Outgoing]:
    """Out of the committee that was named, else out of all."""
    named = set(_places(new, change)) if change.panel else set(range(len(new.panels)))
    gone = {
        one.name
        for place in named
        for one in new.panels[place].seats
        if committee_people.is_called(one.name, change.name)
    }
    if not gone:
        return reply(words.not_there(ctx.voice, change.name))
    panels = tuple(
        replace(panel, seats=tuple(one for one in panel.seats if one.name not in gone)) if place in named else panel
        for place, panel in enumerate(new.panels)
    )
    return _go_on(replace(new, panels=panels, guest=None), ctx, words.unseated(" ".join(sorted(gone))))


def _seat(new: Appointing, place: int, seat: Seat, ctx: Context) -> list[Outgoing]:
    before = new.panels[place]
    after = before.seating(seat)
    moved = [one.name for one in before.seats if one not in after.seats and not one.is_of(seat)]
    which = place + 1 if len(new.panels) > 1 else 0
    return _go_on(new.with_panel(place, after), ctx, words.seated(which, seat.name, seat.duty, " ".join(moved)))


def _go_on(new: Appointing, ctx: Context, changed: str = "") -> list[Outgoing]:
    order_views.keep(new, ctx)
    return reply(words.really(ctx.voice, order_views.draft_view(new, ctx), changed))


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words change what the card shows, or say who somebody is that was asked about."""
    new = order_views.draft_of(ctx) if ctx.person is not None else None
    if new is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    mends = new.guest is not None or read_change(event.text) is not None or read_subject(event.text) is not None
    return mends and (unclaimed or not ctx.said.sure or ctx.said.intent in _OTHER_WORDS)


def confirm(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Keep the draft and make its documents: ordergo:<mark of what the card shows>."""
    new = order_views.draft_of(ctx)
    if new is None:
        return reply(words.nothing_begun(ctx.voice))
    if argument(event) != order_views.mark_of(new):
        return _go_on(new, ctx)
    order = ctx.tx.orders.draft(new, office_id=ctx.me.office_id, by=ctx.me.id, now=ctx.now)
    ctx.tx.registers.drop_draft(ctx.me.id)
    urls = [ctx.links.file(one, ctx.me.id, ctx.now) for one in order_drafting.drawn(order, ctx)]
    ctx.tx.audit.note(
        ctx.now, Noted.DRAFT_COMMITTEES, str(order.id), office_id=order.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return reply(words.drafted(ctx.voice, order_views.view_of(order, ctx), urls, ctx.link_hours))


DRAFT = Deed(
    name="draft an order", do=draft, intents=frozenset({Intent.DRAFT_ORDER}), tap="appoint", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
ANSWER = Deed(name="say more of an order", do=more, tap="ordermore", right=Right.LOAD_PLAN, private=True)
CONFIRM = Deed(name="confirm an order", do=confirm, tap="ordergo", right=Right.LOAD_PLAN, private=True, slow=True)
EDIT = Deed(name="change a draft of an order", do=edit, tap="orderedit", right=Right.LOAD_PLAN, private=True)
ANEW = Deed(name="replace an order", do=anew, tap="orderanew", right=Right.LOAD_PLAN, private=True)
DEEDS = (DRAFT, ANSWER, CONFIRM, EDIT, ANEW)
