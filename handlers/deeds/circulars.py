"""รับทราบ: people acknowledge what they were told; an officer sees who has not, asks again, records a telephone call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.circulars import Answer, may_ride_along
from domain.events import Incoming, Place, TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import circulating
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import circulars as words
from handlers.wording import people as people_words

if TYPE_CHECKING:
    from storage.circulars import Waiting
    from storage.schema import Circular


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: tell whoever has not heard, and ask again whoever has not answered."""
    return circulating.tick(ctx)


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer: what the speaker has not acknowledged."""
    return circulating.postscript(ctx)


def acknowledge(event: Incoming, ctx: Context) -> list[Outgoing]:
    """By a button (ack:<circular>…), or by words: the one that is quoted, or the only one that waits."""
    waiting = circulating.mine(ctx)
    if isinstance(event, TextSaid):
        if event.place is Place.GROUP:
            return []
        meant = _meant(event, waiting, ctx)
        if not meant and not waiting:
            return reply(people_words.kind_word(ctx.voice))
        if not meant:
            return reply(words.which(ctx.voice, [(one.circular.id, one.circular.title) for one in waiting]))
    else:
        asked = set(numbers(event))
        meant = [one for one in waiting if one.circular.id in asked]
        if not meant:
            return [] if event.place is Place.GROUP else reply(_why_not(asked, ctx))
    for one in meant:
        ctx.tx.circulars.answer(one.circular.id, ctx.me.id, Answer.ACKNOWLEDGED, now=ctx.now)
        circulating.note(Noted.ACKNOWLEDGE, one.circular.id, ctx)
    if event.place is Place.GROUP:  # their tap is to be seen there already; twenty thanks would be noise
        return []
    titles = [one.circular.title for one in meant]
    return reply(words.thanks(ctx.voice, titles, left=len(waiting) - len(meant)))


def _meant(event: TextSaid, waiting: list[Waiting], ctx: Context) -> list[Waiting]:
    if len(waiting) == 1:
        return waiting
    quoted = set(ctx.tx.circulars.told_by_line(event.quotes)) if event.quotes else set()
    return [one for one in waiting if one.circular.id in quoted]


def _why_not(asked: set[int], ctx: Context) -> Message:
    found = [ctx.tx.circulars.get(number, ctx.me.office_id) for number in asked]
    titles = [one.title for one in found if one is not None and one.cancelled_at is None]
    return words.already(ctx.voice, titles[0]) if titles else words.over(ctx.voice)


def to_acknowledge(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """What waits for the speaker: the one there is, or a list."""
    waiting = circulating.mine(ctx)
    if not waiting:
        return reply(words.nothing_to_acknowledge(ctx.voice))
    if len(waiting) == 1:
        return reply(circulating.shown(waiting[0], ctx))
    return reply(words.which(ctx.voice, [(one.circular.id, one.circular.title) for one in waiting]))


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A circular by its button: as it is for whoever it waits for, as it stands for an officer."""
    number = argument(event) or 0
    for one in circulating.mine(ctx):
        if one.circular.id == number and not ctx.may(Right.SEE_ALL):
            return reply(circulating.shown(one, ctx))
    circular = ctx.tx.circulars.get(number, ctx.me.office_id)
    if circular is None or not ctx.may(Right.SEE_ALL):
        return reply(words.over(ctx.voice))
    return reply(_standing(circular, ctx))


def unanswered(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """The latest circulars with how each stands; of the only one, who has not answered."""
    found = ctx.tx.circulars.of_office(ctx.me.office_id, most=words.LISTED)
    if not found:
        return reply(words.none_sent(ctx.voice))
    if len(found) == 1:
        return reply(_standing(found[0][0], ctx))
    return reply(words.listed(ctx.voice, [(one.id, one.title, tally) for one, tally in found]))


def chase(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask once more now, for money, whoever was not told today: chase:<circular>."""
    circular = ctx.tx.circulars.get(argument(event) or 0, ctx.me.office_id)
    if circular is None or circular.cancelled_at is not None:
        return reply(words.no_such_circular(ctx.voice))
    waiting = ctx.tx.circulars.waiting(circular.office_id)
    due = [one for one in waiting if one.circular.id == circular.id and may_ride_along(one.unanswered, ctx.now)]
    pushes = circulating.asked_now(circular.office_id, due, ctx)
    circulating.note(Noted.CHASE_CIRCULAR, circular.id, ctx, people=len(pushes))
    return [*reply(words.told_again(ctx.voice, len(pushes))), *pushes]


def record(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Somebody was told by telephone: heard:<circular>:<person>."""
    number, person, *_ = [*numbers(event), 0, 0]
    circular = ctx.tx.circulars.get(number, ctx.me.office_id)
    name = ctx.tx.people.names(ctx.me.office_id).get(person)
    if circular is None or name is None:
        return reply(words.no_such_circular(ctx.voice))
    if ctx.tx.circulars.answer(number, person, Answer.ACKNOWLEDGED, now=ctx.now, by=ctx.me.id, remark=words.BY_PHONE):
        circulating.note(Noted.RECORD_ACKNOWLEDGED, number, ctx, person=person)
    return reply(words.recorded(ctx.voice, name), _standing(circular, ctx))


def _standing(circular: Circular, ctx: Context) -> Message:
    circulating.note(Noted.SHOW_CIRCULAR, circular.id, ctx)
    return words.standing(ctx.voice, circulating.standing(circular, ctx))


ACKNOWLEDGE = Deed(name="acknowledge", do=acknowledge, intents=frozenset({Intent.ACKNOWLEDGE}), tap="ack")
MINE = Deed(name="what to acknowledge", do=to_acknowledge, intents=frozenset({Intent.TO_ACKNOWLEDGE}), private=True)
SHOW = Deed(name="show a circular", do=show, tap="circular", private=True)
UNANSWERED = Deed(
    name="who has not acknowledged", do=unanswered, intents=frozenset({Intent.UNACKNOWLEDGED}), right=Right.SEE_ALL,
    private=True,
)  # fmt: skip
CHASE = Deed(name="ask to acknowledge again", do=chase, tap="chase", right=Right.REMIND, private=True)
RECORD = Deed(name="record that somebody was told", do=record, tap="heard", right=Right.REMIND, private=True)
DEEDS = (ACKNOWLEDGE, MINE, SHOW, UNANSWERED, CHASE, RECORD)
