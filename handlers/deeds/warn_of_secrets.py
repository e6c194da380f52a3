"""Somebody speaks of passwords or of ID numbers: the bot has none and wants none."""

from __future__ import annotations

from domain.events import TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import privacy as words


def warn(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Say so, unless what was masked in the sentence has been spoken of already."""
    return [] if event.masked else reply(words.no_passwords_here(ctx.voice))


DEED = Deed(
    name="warn of secrets", do=warn, intents=frozenset({Intent.PASSWORD_WARNING}), who=Who.ANYONE, before_notice=True
)
