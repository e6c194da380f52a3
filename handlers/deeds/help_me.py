"""ช่วยเหลือ, and words nobody claims."""

from __future__ import annotations

from domain.events import ButtonPressed, Incoming, Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import mentioning
from handlers.routing import Context, Deed, Who, argument, reply
from handlers.wording import help as help_words
from handlers.wording import people as words


def help_me(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What this person can do: all of it in short, or a topic: help:<its place>."""
    if ctx.person is None:
        return reply(help_words.for_strangers(ctx.voice))
    rights = {right for right in Right if ctx.may(right)}
    chosen = argument(event) if isinstance(event, ButtonPressed) else None
    if chosen is not None:
        return reply(help_words.one_topic(ctx.voice, rights, chosen))
    said, offer = help_words.first(ctx.voice, rights), mentioning.offer(ctx)
    return reply(said) if offer is None else reply(said, offer)


def otherwise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """In private: not understood, with the likeliest next steps. In a group: only when called by name."""
    if event.place is Place.GROUP and (not isinstance(event, TextSaid) or event.quoting):
        return []  # who quotes us in a group mostly talks to the others about it
    if ctx.person is None:
        return reply(words.please_register(ctx.voice))
    return reply(words.not_understood(ctx.voice, overseer=ctx.may(Right.SEE_ALL)))


DEED = Deed(name="help", do=help_me, intents=frozenset({Intent.HELP}), tap="help", who=Who.ANYONE)
OTHERWISE = Deed(name="otherwise", do=otherwise, who=Who.ANYONE)
