"""What a person, or a group, should hear besides the answer that was asked for: told behind it, for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.messages import Message, Outgoing, Reply

if TYPE_CHECKING:
    from domain.circulars import CircularKey
    from domain.group_digests import GroupNagKey
    from domain.nagging import NagLine
    from domain.news import NewsKey
    from handlers.context import Context

MESSAGES_AN_ANSWER = 5  # more LINE does not take at once
LONGEST = 2  # messages; a longer answer is enough to read


@dataclass(frozen=True, slots=True)
class Postscript:
    """A message behind an answer. `asks`: the ledger lines of a reminder; one such at most stands, and last.

    `told`: the same of a group's digest.
    `news`: of which changes the person hears by it; `circulars`: of what they are asked to acknowledge.
    """

    message: Message
    asks: tuple[NagLine, ...] = ()
    told: tuple[GroupNagKey, ...] = ()
    news: tuple[NewsKey, ...] = ()
    circulars: tuple[CircularKey, ...] = ()


Postscripting = Callable[["Context"], Postscript | None]


def with_postscripts(said: list[Outgoing], postscripts: Sequence[Postscripting], ctx: Context) -> list[Outgoing]:
    """Put what else should be heard behind the answer, which costs nothing; its next taps stay in sight.

    In a group an answer of which something is held back carries nothing: it must first say where to ask.
    """
    last = said[-1] if said else None
    if not isinstance(last, Reply) or last.carries or not last.messages:
        return said
    replies = [item for item in said if isinstance(item, Reply)]
    if not all(ctx.hears(message.tells) for one in replies for message in one.messages):
        return said
    added: list[Postscript] = []
    for make in postscripts:  # none is made that there is no room for: it would count as told
        if len(last.messages) + len(added) < MESSAGES_AN_ANSWER and (postscript := make(ctx)) is not None:
            added.append(postscript)
    if not added:
        return said
    messages = [one.message for one in added]
    messages[-1] = replace(messages[-1], suggestions=last.messages[-1].suggestions)
    said_last = replace(
        last,
        messages=(*last.messages, *messages),
        asks=added[-1].asks,
        told=added[-1].told,
        news=tuple(key for one in added for key in one.news),
        circulars=tuple(key for one in added for key in one.circulars),
    )
    return [*said[:-1], said_last]
