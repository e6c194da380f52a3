"""คำสั่งแต่งตั้ง, คำสั่งของฉัน: the orders of an office with how many have acknowledged, and what one is in them."""

from __future__ import annotations

from domain.events import Incoming
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import order_drafting, order_views
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import order_lists as words
from handlers.wording import orders as order_words


def listed(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The office's latest; whoever may not see all is shown their own."""
    if not ctx.may(Right.SEE_ALL):
        return mine(event, ctx)
    found = ctx.tx.orders.of_office(ctx.me.office_id, most=words.LISTED)
    if not found:
        return reply(words.none_yet(ctx.voice, drafts=ctx.may(Right.LOAD_PLAN)))
    return reply(words.listed(ctx.voice, order_views.views_of(found, ctx)))


def mine(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """Those that appoint the speaker, and as what."""
    found = ctx.tx.orders.of_person(ctx.me.id)
    if not found:
        return reply(words.none_of_mine(ctx.voice))
    return reply(words.mine(ctx.voice, order_views.views_of(found, ctx)))


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """One of them, to whoever may see it: order:<order>."""
    order = ctx.tx.orders.get(argument(event) or 0, ctx.me.office_id)
    if order is None or not order_views.may_see(order, ctx):
        return reply(words.not_found(ctx.voice))
    return reply(words.shown(ctx.voice, order_views.view_of(order, ctx), officer=ctx.may(Right.LOAD_PLAN)))


def documents(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Its documents: orderdoc:<order>; Word is for those who draft."""
    order = ctx.tx.orders.get(argument(event) or 0, ctx.me.office_id)
    if order is None or not order_views.may_see(order, ctx):
        return reply(words.not_found(ctx.voice))
    made = order_drafting.drawn(order, ctx, word=ctx.may(Right.LOAD_PLAN))
    urls = [ctx.links.file(one, ctx.me.id, ctx.now) for one in made]
    return reply(order_words.documents(ctx.voice, order_views.view_of(order, ctx), urls, ctx.link_hours))


LISTED = Deed(name="orders", do=listed, intents=frozenset({Intent.ORDERS}), private=True)
MINE = Deed(name="my orders", do=mine, intents=frozenset({Intent.MY_ORDERS}), private=True)
SHOW = Deed(name="show an order", do=show, tap="order", private=True)
DOCUMENTS = Deed(name="an order's documents", do=documents, tap="orderdoc", private=True, slow=True)
DEEDS = (LISTED, MINE, SHOW, DOCUMENTS)
