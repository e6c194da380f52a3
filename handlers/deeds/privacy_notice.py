"""นโยบายความเป็นส่วนตัว: what is kept, why, for how long, and whom to ask."""

from __future__ import annotations

from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import notice as words


def notice(_event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The notice, with the terms that the office keeps to."""
    return reply(words.on_request(ctx.voice, ctx.keep))


DEED = Deed(
    name="privacy notice", do=notice, intents=frozenset({Intent.PRIVACY_NOTICE}), who=Who.ANYONE, before_notice=True
)
