"""What a person should hear besides the answer they asked for: told behind it, for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.messages import Message, Outgoing, Reply

if TYPE_CHECKING:
    from domain.nagging import NagKey
    from handlers.context import Context

MESSAGES_AN_ANSWER = 5  # more LINE does not take at once


@dataclass(frozen=True, slots=True)
class Postscript:
    """A message behind an answer. `asks`: the ledger lines of a reminder; one such at most stands, and last."""

    message: Message
    asks: tuple[NagKey, ...] = ()


def with_postscripts(
    said: list[Outgoing], postscripts: Sequence[Callable[[Context], Postscript | None]], ctx: Context
) -> list[Outgoing]:
    """Put what else the person should hear behind the answer, which costs nothing; its next taps stay in sight."""
    last = said[-1] if said else None
    if not isinstance(last, Reply) or not last.messages:
        return said
    added: list[Postscript] = []
    for make in postscripts:  # none is made that there is no room for: it would count as told
        if len(last.messages) + len(added) < MESSAGES_AN_ANSWER and (postscript := make(ctx)) is not None:
            added.append(postscript)
    if not added:
        return said
    messages = [one.message for one in added]
    messages[-1] = replace(messages[-1], suggestions=last.messages[-1].suggestions)
    return [*said[:-1], replace(last, messages=(*last.messages, *messages), asks=added[-1].asks)]
