"""ใครยังไม่ส่ง / ใครส่งแล้ว: names for officers and directors in private; in a group what its setting allows."""

from __future__ import annotations

from collections.abc import Callable

from domain.audit import Noted
from domain.disclosure import Tells
from domain.events import Incoming, Place
from domain.messages import Message, Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import rounds
from handlers.routing import Context, Deed, reply
from handlers.wording import overview as words
from handlers.wording.voice import Voice


def who_missing(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Who has not sent."""
    return _tell(event, ctx, words.who_missing, "missing", Noted.SHOW_MISSING)


def who_sent(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Who has sent."""
    return _tell(event, ctx, words.who_sent, "sent", Noted.SHOW_SENT)


def _tell(
    event: Incoming, ctx: Context, named: Callable[[Voice, words.RoundView], Message], tap: str, noted: Noted
) -> list[Outgoing]:
    asked = rounds.meant(event, ctx, tap)
    if isinstance(asked, list):
        return asked
    others = event.place is Place.GROUP and asked.unit is None  # a group need not read the names of other units
    if others or not ctx.hears(Tells.NAMES):
        return reply(words.counts_only(ctx.voice, rounds.view(ctx, asked)))
    requirement = asked.requirement
    ctx.tx.audit.note(
        ctx.now, noted, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id,
        detail={"place": event.place.value},
    )  # fmt: skip
    return reply(named(ctx.voice, rounds.view(ctx, asked)))


MISSING = Deed(
    name="who is missing",
    do=who_missing,
    intents=frozenset({Intent.WHO_MISSING}),
    tap="missing",
    right=Right.SEE_MISSING,
    of_group=True,
)
SENT = Deed(
    name="who has sent",
    do=who_sent,
    intents=frozenset({Intent.WHO_SENT}),
    tap="sent",
    right=Right.SEE_MISSING,
    of_group=True,
)
