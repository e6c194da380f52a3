"""Thanks and greetings: a kind word in private, silence in a group."""

from __future__ import annotations

from domain.events import Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from handlers.routing import Context, Deed, Who, reply
from handlers.wording import people as words


def chatter(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Answer kindly where it disturbs nobody."""
    if event.place is Place.GROUP:
        return []
    return reply(words.kind_word(ctx.voice))


DEED = Deed(name="chatter", do=chatter, intents=frozenset({Intent.SMALLTALK}), who=Who.ANYONE)
