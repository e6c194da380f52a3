"""Whether people may be mentioned in groups: asked once, where it would mean something."""

from __future__ import annotations

from domain.audit import Noted
from domain.events import Place
from domain.messages import Message
from handlers.context import Context
from handlers.wording import mentions as words
from storage.group_members import Usual


def offer(ctx: Context) -> Message | None:
    """The question, for somebody who was never asked and whose unit's name a group is told; then it has been asked."""
    if ctx.person is None or ctx.place is not Place.PRIVATE or ctx.me.mentions_since is not None:
        return None
    asked, since = (Noted.OFFER_MENTIONS, Noted.TAKE_BACK_MENTIONS), ctx.me.joined_at or ctx.now
    if any(ctx.tx.audit.count(deed, str(ctx.me.id), since=since) for deed in asked):
        return None
    if not ctx.tx.group_members.could_mention(ctx.me, Usual(ctx.usual_says, ctx.groups_digest)):
        return None
    ctx.tx.audit.note(
        ctx.now, Noted.OFFER_MENTIONS, str(ctx.me.id), office_id=ctx.me.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return words.offer(ctx.voice)
