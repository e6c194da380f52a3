"""ช่วยเหลือ, and words nobody claims."""

from __future__ import annotations

from domain.events import ButtonPressed, Incoming, Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right, roles_with
from domain.said_again import SaidAgain
from handlers import mentioning, unclear
from handlers.routing import Context, Deed, Who, argument, reply
from handlers.wording import help as help_words
from handlers.wording import people as words
from handlers.wording import unclear as unclear_words
from handlers.wording.commands import CALLED, SAID_AS

_OFFICERS = 3  # by name; more would be a list nobody calls
_LIKELY = 3
_SURELY_NOTHING = 0.95  # the share from which what is like talk to others is taken for it: a request must not be lost
_OF_ALL = (Intent.MY_TASKS, Intent.GET_FORM, Intent.SUBMIT, Intent.EXTEND_REQUEST, Intent.HELP)
_OF_OVERSEERS = (Intent.WHO_MISSING, Intent.SUMMARY, Intent.MY_TASKS, Intent.WHO_SENT, Intent.GET_FORM, Intent.HELP)
_OF_OFFICERS = (*_OF_OVERSEERS, Intent.REVIEWS, Intent.REMIND, Intent.MORNING, Intent.EXTENSION_REQUESTS)


def help_me(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What this person can do: all of it in short, or a topic: help:<its place>; and who helps."""
    if ctx.person is None:
        return reply(help_words.for_strangers(ctx.voice))
    rights, officers = {right for right in Right if ctx.may(right)}, _officers(event, ctx)
    chosen = argument(event) if isinstance(event, ButtonPressed) else None
    if chosen is not None:
        return reply(help_words.one_topic(ctx.voice, rights, chosen, officers))
    said, offer = help_words.first(ctx.voice, rights, officers), mentioning.offer(ctx)
    return reply(said) if offer is None else reply(said, offer)


def otherwise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """In private: what the office taught, a question, or the likeliest next steps. In a group: only when called."""
    if event.place is Place.GROUP and (not isinstance(event, TextSaid) or event.quoting):
        return []  # who quotes us in a group mostly talks to the others about it
    if ctx.person is None:
        return reply(words.please_register(ctx.voice))
    if not isinstance(event, TextSaid):
        return reply(unclear_words.not_understood(ctx.voice, SaidAgain(""), _offered(ctx)[:_LIKELY], ()))
    intent = ctx.said.intent if ctx.said else Intent.UNKNOWN
    if intent is Intent.IGNORE and ctx.said and (ctx.said.sure or ctx.said.share >= _SURELY_NOTHING):
        return reply(unclear_words.nothing_to_do(ctx.voice))
    if intent is Intent.REJECT_GUESS:
        return reply(unclear_words.not_that(ctx.voice, _offered(ctx)[:_LIKELY], _officers(event, ctx)))
    return _unclear(event, intent, ctx)


def _unclear(event: TextSaid, intent: Intent, ctx: Context) -> list[Outgoing]:
    kept = unclear.words_of(event, ctx)
    if (meant := unclear.meaning_of(kept, ctx)) is not None:
        return ctx.go_on(SAID_AS[meant].text)
    said = SaidAgain(event.message_id)
    possible = _possible(said, ctx)
    if intent in possible:
        others = [one for one in possible if one is not intent][: _LIKELY - 1]
        return reply(unclear_words.nearly_sure(ctx.voice, said, intent, others))
    if event.place is Place.PRIVATE:
        unclear.keep(event, kept, ctx)
    likely = tuple(dict.fromkeys((*possible, *_offered(ctx))))[:_LIKELY]
    return reply(unclear_words.not_understood(ctx.voice, said, likely, _officers(event, ctx)))


def _possible(said: SaidAgain, ctx: Context) -> list[Intent]:
    """What the words may mean of all that the speaker may do here, the likeliest first."""
    if ctx.said is None:
        return []
    named = CALLED if said.message_id else SAID_AS
    return [one for one in (ctx.said.intent, *ctx.said.possible) if one in named and one in ctx.offers()]


def _offered(ctx: Context) -> tuple[Intent, ...]:
    """What the speaker may do, the usual first."""
    if ctx.may(Right.REVIEW):
        return _OF_OFFICERS
    return _OF_OVERSEERS if ctx.may(Right.SEE_ALL) else _OF_ALL


def _officers(event: Incoming, ctx: Context) -> list[str]:
    """Who of the office can be asked, by name; nobody's name is told in a group or to a stranger."""
    if ctx.person is None or event.place is Place.GROUP:
        return []
    officers = ctx.tx.people.with_role(ctx.me.office_id, roles_with(Right.REVIEW))
    return [officer.name for officer in officers if officer.id != ctx.me.id][:_OFFICERS]


DEED = Deed(name="help", do=help_me, intents=frozenset({Intent.HELP}), tap="help", who=Who.ANYONE)
OTHERWISE = Deed(name="otherwise", do=otherwise, who=Who.ANYONE)
