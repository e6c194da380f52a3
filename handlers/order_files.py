"""An order that was changed in Word comes back: its words become the draft's, and are shown before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.committees import MEMBER, bare_name
from domain.order_papers import OrderPaper, as_on_paper, changes
from domain.orders import OrderState, Seat
from handlers import committee_people, order_drafting, order_views
from handlers.routing import Context, reply
from handlers.wording import order_files as words
from handlers.wording import order_lists
from handlers.wording import orders as order_words

if TYPE_CHECKING:
    from domain.messages import Outgoing
    from storage.schema import CommitteeOrder


def order_of(paper: OrderPaper, ctx: Context) -> CommitteeOrder | None:
    """The order of the speaker's office that a file is of: by its mark, else the draft that is about the same."""
    marked = ctx.tx.orders.get(paper.order, ctx.me.office_id) if paper.order else None
    if marked is not None:
        return marked
    drafts = ctx.tx.orders.drafts(ctx.me.office_id)
    return next((one for one in drafts if _plain(one.subject) == _plain(paper.subject)), None)


def taken(paper: OrderPaper, order: CommitteeOrder, ctx: Context) -> list[Outgoing]:
    """Show the draft as the file has it; a signed order is not changed by any file."""
    if order.status != OrderState.DRAFT:
        view = order_views.view_of(order, ctx)
        return reply(
            words.not_a_draft(ctx.voice, view), order_lists.shown(ctx.voice, view, officer=True), worth_push=True
        )
    old = order_drafting.again(order, instead=False)
    new = as_on_paper(old, paper, lambda name, duty: _seat(name, duty, ctx))
    told = words.told(changes(old, new), new.panels)
    if not told:
        return reply(words.nothing_new(ctx.voice, order_views.view_of(order, ctx), paper.unread), worth_push=True)
    order_views.keep(new, ctx)
    card = order_words.really(ctx.voice, order_views.draft_view(new, ctx), told)
    left = (words.left_out(ctx.voice, paper.unread),) if paper.unread else ()
    return reply(card, *left, worth_push=True)


def _seat(name: str, duty: str, ctx: Context) -> Seat:
    """Of the one person of the office who bears the whole name; else of somebody kept by name alone."""
    found = [one for one in committee_people.named(name, ctx) if bare_name(one.name) == bare_name(name)]
    duty = duty or MEMBER
    return order_drafting.seat_of(found[0], duty) if len(found) == 1 else Seat(duty, 0, name)


def _plain(text: str) -> str:
    return "".join(text.split())
