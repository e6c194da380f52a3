"""โควตา: how many paid messages the month has, has used, and has left."""

from __future__ import annotations

from domain.events import Incoming
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers.routing import Context, Deed, reply
from handlers.wording import quota as words


def quota(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """The month's figures: LINE's as last asked, and what we have sent since."""
    month = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly)
    view = words.QuotaView(
        allowed=month.allowed,
        used=month.used,
        ours=month.ours,
        left=month.left,
        reserve=ctx.reserve,
        asked_at=month.asked_at,
    )
    return reply(words.quota(ctx.voice, view))


DEED = Deed(name="quota", do=quota, intents=frozenset({Intent.QUOTA}), right=Right.SEE_ALL, private=True)
