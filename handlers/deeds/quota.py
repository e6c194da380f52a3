"""โควตา: how many paid messages the month has, has used, and has left."""

from __future__ import annotations

from domain.events import Incoming
from domain.messages import Outgoing
from domain.nagging import Outlook
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers.reminder_rounds import outlook_of
from handlers.routing import Context, Deed, reply
from handlers.wording import quota as words


def quota(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """The month's figures: LINE's as last asked, what we have sent since, and what reminders are expected to take."""
    month = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly)
    coming = outlook_of(ctx.me.office_id, ctx) if month.left is not None else Outlook()
    view = words.QuotaView(
        allowed=month.allowed,
        used=month.used,
        ours=month.ours,
        left=month.left,
        reserve=ctx.reserve,
        asked_at=month.asked_at,
        coming=round(coming.everybody),
        fewest=round(sum(coming.fewest.values())),
    )
    return reply(words.quota(ctx.voice, view))


DEED = Deed(name="quota", do=quota, intents=frozenset({Intent.QUOTA}), right=Right.SEE_ALL, private=True)
