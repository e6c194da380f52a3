"""What the clock's deeds say to one person at one moment is one message: it interrupts once and is paid once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps

from domain.messages import Outgoing, Push
from handlers.context import Context

Timer = Callable[[Context], list[Outgoing]]


def joined(first: Timer, *others: Timer) -> Timer:
    """All of them as one deed: what a later one says to somebody stands above what the earlier ones say to them.

    The whole counts as each of its parts: once any reminder in it is answered, or anything acknowledged that it asks
    to be, all of it is taken back before it is sent, and said anew.
    """

    @wraps(first)
    def tick(ctx: Context) -> list[Outgoing]:
        said = first(ctx)
        for other in others:
            said = _joined(said, other(ctx))
        return said

    return tick


@dataclass(frozen=True, slots=True)
class Together:
    """Several as one deed, each with messages of its own."""

    parts: tuple[Timer, ...]

    def __call__(self, ctx: Context) -> list[Outgoing]:
        """What they say, one after another."""
        return [message for part in self.parts for message in part(ctx)]


def _joined(below: Iterable[Outgoing], above: Iterable[Outgoing]) -> list[Outgoing]:
    said = list(below)
    at = {push.to: place for place, push in enumerate(said) if isinstance(push, Push) and _is_taken_back(push)}
    for upper in above:
        place = at.get(upper.to) if isinstance(upper, Push) else None
        lower = said[place] if place is not None else None
        if (
            isinstance(upper, Push)
            and isinstance(lower, Push)
            and place is not None
            and not (upper.once and lower.once)
        ):
            said[place] = replace(
                lower,
                messages=(*upper.messages, *lower.messages),
                once=upper.once or lower.once,
                circulars=(*upper.circulars, *lower.circulars),
            )
        else:
            said.append(upper)
    return said


def _is_taken_back(push: Push) -> bool:
    """Whether a message is looked at once more before it is sent, so that another may stand with it."""
    return bool(push.asks or push.circulars)
