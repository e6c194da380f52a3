"""สั่งการ: the director gives an order on what is proposed, by a tap or in words. Nobody else can, nor can the bot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.proposals import Order
from domain.rights import Right
from handlers import proposing
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import proposals as words

if TYPE_CHECKING:
    from storage.schema import Proposal, RegisterDraft

KIND: Final = "order"
_PATIENCE: Final = timedelta(hours=1)  # with a director who was asked for words: later ones are about something else
_ORDERS: Final = tuple(Order)


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A proposal by its button: proposal:<number>."""
    proposal = ctx.tx.proposals.get(argument(event) or 0, ctx.me.office_id)
    if proposal is None:
        return reply(words.nothing_waits(ctx.voice))
    return reply(words.to_decide(ctx.voice, proposing.view_of(proposal, ctx)))


def decide(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Give an order, or the words that were asked for: decide:<proposal>:<which order, or 9 to add words to it>."""
    if isinstance(event, TextSaid):
        return _in_words(event.text, ctx)
    number, which, *_ = [*numbers(event), 0, -1]
    proposal = ctx.tx.proposals.get(number, ctx.me.office_id)
    if proposal is None:
        return reply(words.nothing_waits(ctx.voice))
    view = proposing.view_of(proposal, ctx)
    if view.given is not None and not view.may_change:
        return reply(words.too_late(ctx.voice, view))
    if not 0 <= which < len(_ORDERS):
        which = _ORDERS.index(view.given.order) if view.given is not None else _ORDERS.index(Order.ORDERED)
        return _ask(proposal, _ORDERS[which], ctx)
    order = _ORDERS[which]
    if order.takes_words:
        return _ask(proposal, order, ctx)
    return _give(proposal, order, "", ctx)


def _ask(proposal: Proposal, order: Order, ctx: Context) -> list[Outgoing]:
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, {"proposal": proposal.id, "order": order.value}, ctx.now)
    return reply(words.which_words(ctx.voice, order))


def _in_words(text: str, ctx: Context) -> list[Outgoing]:
    found = _asked(ctx)
    if found is None:
        return reply(words.nothing_waits(ctx.voice))
    number, order = int(found.said["proposal"]), Order(found.said["order"])
    ctx.tx.registers.drop_draft(ctx.me.id)
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        return reply(words.kept_back(ctx.voice))
    proposal = ctx.tx.proposals.get(number, ctx.me.office_id)
    if proposal is None:
        return reply(words.nothing_waits(ctx.voice))
    view = proposing.view_of(proposal, ctx)
    if view.given is not None and not view.may_change:
        return reply(words.too_late(ctx.voice, view))
    return _give(proposal, order, " ".join(text.split())[: words.LONGEST], ctx)


def _asked(ctx: Context) -> RegisterDraft | None:
    """Which words the speaker was asked for, a short while ago."""
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return found if found is not None and found.at > ctx.now - _PATIENCE else None


def _give(proposal: Proposal, order: Order, said: str, ctx: Context) -> list[Outgoing]:
    given = proposing.view_of(proposal, ctx).given
    if given is not None and (given.order, given.words) == (order, said):  # the same tap twice
        return reply(words.decided(ctx.voice, proposing.view_of(proposal, ctx), ""))
    pushes = proposing.give(proposal, order, said, ctx, on_paper=False)
    view = proposing.view_of(proposal, ctx)
    return [*reply(words.decided(ctx.voice, view, view.by if pushes else "")), *pushes]


def takes(_event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whatever a director types while the words of an order are asked for is the order: it sounds like commands."""
    if ctx.person is None or ctx.said is None or not ctx.may(Right.DECIDE):
        return False
    asked = _asked(ctx) is not None
    return asked and (unclaimed or ctx.said.intent not in {Intent.HELP, Intent.PROPOSALS, Intent.WHO_MISSING})


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer to a director: what waits for an order."""
    return proposing.postscript(ctx) if ctx.may(Right.DECIDE) else None


SHOW = Deed(name="show a proposal", do=show, tap="proposal", right=Right.DECIDE, private=True)
DECIDE = Deed(name="give an order", do=decide, tap="decide", right=Right.DECIDE, private=True)
DEEDS = (SHOW, DECIDE)
