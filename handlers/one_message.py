"""What the clock's deeds say to one person at one moment is one message: it interrupts once and is paid once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps

from domain.messages import Outgoing, Push
from handlers.context import Context

Timer = Callable[[Context], list[Outgoing]]


def joined(reminders: Timer, overview: Timer) -> Timer:
    """Both as one deed: whoever gets an overview reads the day's reminders below it.

    The whole counts as a reminder: once any of it is in, both are taken back before they are sent, and said anew.
    """

    @wraps(reminders)
    def tick(ctx: Context) -> list[Outgoing]:
        return _joined(reminders(ctx), overview(ctx))

    return tick


def _joined(reminders: Iterable[Outgoing], overviews: Iterable[Outgoing]) -> list[Outgoing]:
    said = list(reminders)
    at = {push.to: place for place, push in enumerate(said) if isinstance(push, Push) and push.asks}
    for overview in overviews:
        place = at.get(overview.to) if isinstance(overview, Push) else None
        reminder = said[place] if place is not None else None
        if isinstance(overview, Push) and isinstance(reminder, Push) and place is not None:
            said[place] = replace(reminder, messages=(*overview.messages, *reminder.messages), once=overview.once)
        else:
            said.append(overview)
    return said
