"""ข้อความที่บอทไม่เข้าใจ: what people typed for nothing, the most frequent first, and what an officer teaches it to mean.

One tap teaches, for the officer's own office alone, and only what shows something or asks before anything is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming
from domain.messages import Outgoing
from domain.phrases.meanings import TEACHABLE, likeliest
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import unclear as words

if TYPE_CHECKING:
    from storage.phrases import Unclear

_SHOWN: Final = 4  # a message each; LINE takes five at once
_TAUGHT_SHOWN: Final = 8
_LIKELY: Final = 3
_COMMANDS: Final = tuple(intent for intent in TEACHABLE if intent is not Intent.SMALLTALK)


def unclear(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The sentences: unclear[:<how many were seen>]."""
    office_id, after = ctx.me.office_id, min(argument(event) or 0, 10_000)
    found = ctx.tx.phrases.unclear(office_id, limit=_SHOWN, after=after)
    if found:
        ctx.tx.audit.note(ctx.now, Noted.SHOW_UNCLEAR, "phrases", office_id=office_id, person_id=ctx.me.id)
    count = ctx.tx.phrases.how_many(office_id)
    return reply(*words.unclear(ctx.voice, [_sentence(one) for one in found], count, after))


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """All that a sentence may mean: meanmore:<its row>."""
    row = ctx.tx.phrases.get(argument(event) or 0, ctx.me.office_id)
    if row is None:
        return reply(words.is_over(ctx.voice))
    return reply(words.choices(ctx.voice, words.Sentence(row.id, row.words, 1, row.said_at, ())))


def teach(event: Incoming, ctx: Context) -> list[Outgoing]:
    """From now on it means that: mean:<its row>:<the place among what may be taught>."""
    said = numbers(event)
    row = ctx.tx.phrases.get(said[0], ctx.me.office_id) if said else None
    if row is None or len(said) != 2 or said[1] >= len(TEACHABLE):  # noqa: PLR2004 - as above
        return reply(words.is_over(ctx.voice))
    intent = TEACHABLE[said[1]]
    taught = ctx.tx.phrases.teach(row, intent, ctx.me.id, ctx.now)
    _note(Noted.TEACH, taught.id, ctx)
    return reply(words.is_taught(ctx.voice, taught.words, intent))


def show_taught(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was taught, the latest first."""
    rows = ctx.tx.phrases.taught(ctx.me.office_id, limit=_TAUGHT_SHOWN)
    names = ctx.tx.people.names(ctx.me.office_id)
    shown = [words.Taught(r.id, r.words, Intent(r.intent), names.get(r.taught_by, "-"), r.taught_at) for r in rows]
    return reply(words.taught(ctx.voice, shown))


def unteach(event: Incoming, ctx: Context) -> list[Outgoing]:
    """It means nothing again: unmean:<what was taught>."""
    row = ctx.tx.phrases.take_back(argument(event) or 0, ctx.me.office_id, ctx.me.id, ctx.now)
    if row is None:
        return reply(words.does_not_stand(ctx.voice))
    _note(Noted.UNTEACH, row.id, ctx)
    return reply(words.is_taken_back(ctx.voice, row.words))


def _sentence(one: Unclear) -> words.Sentence:
    return words.Sentence(one.id, one.words, one.times, one.said_at, likeliest(one.words, _COMMANDS, _LIKELY))


def _note(noted: Noted, row_id: int, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, noted, str(row_id), office_id=ctx.me.office_id, person_id=ctx.me.id)


DEEDS = (
    Deed(
        name="what was not understood", do=unclear, intents=frozenset({Intent.NOT_UNDERSTOOD}), tap="unclear",
        right=Right.TEACH, private=True,
    ),
    Deed(name="what a phrase may mean", do=more, tap="meanmore", right=Right.TEACH, private=True),
    Deed(name="teach a phrase", do=teach, tap="mean", right=Right.TEACH, private=True),
    Deed(
        name="what was taught", do=show_taught, intents=frozenset({Intent.TAUGHT}), tap="taught", right=Right.TEACH,
        private=True,
    ),
    Deed(name="take a phrase back", do=unteach, tap="unmean", right=Right.TEACH, private=True),
)  # fmt: skip
