"""ใช้ไฟล์นี้เป็นคำสั่ง: the words of a Word file that was just sent become those of a draft.

A file that we made ourselves is known when it comes back (`receive_file`); this is for any other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import order_files, order_views
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import order_files as words
from handlers.wording import orders as order_words

if TYPE_CHECKING:
    from storage.schema import Attachment

_LATELY: Final = timedelta(days=1)
_DOCUMENT: Final = "document"


def use(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Read the file that is quoted, or the last: orderfile:<file>:<order> where it is said for which draft."""
    which, order_id, *_ = [*numbers(event), 0, 0]
    kept = _meant(event, which, ctx)
    if kept is None or kept.sha256 is None:
        return reply(words.send_it(ctx.voice))
    paper = ctx.files.order_in(ctx.tx.files.read(kept.sha256))
    if paper is None:
        return reply(words.no_order(ctx.voice, kept.name))
    drafts = ctx.tx.orders.drafts(ctx.me.office_id)
    chosen = next((one for one in drafts if one.id == order_id), None) or order_files.order_of(paper, ctx)
    if chosen is None and len(drafts) == 1:
        chosen = drafts[0]
    if chosen is not None:
        return order_files.taken(paper, chosen, ctx)
    if not drafts:
        return reply(order_words.nothing_begun(ctx.voice))
    return reply(words.which_draft(ctx.voice, kept.id, order_views.views_of(drafts, ctx)))


def _meant(event: Incoming, which: int, ctx: Context) -> Attachment | None:
    if isinstance(event, TextSaid) and event.quotes:
        kept = ctx.tx.attachments.of_message(event.quotes)
    elif which:
        kept = ctx.tx.attachments.get(which)
    else:
        return ctx.tx.attachments.latest_of(ctx.me.id, _DOCUMENT, ctx.now - _LATELY)
    return kept if kept is not None and kept.person_id == ctx.me.id else None


DEED = Deed(
    name="use a file as an order", do=use, intents=frozenset({Intent.USE_AS_ORDER}), tap="orderfile",
    right=Right.LOAD_PLAN, private=True, slow=True,
)  # fmt: skip
