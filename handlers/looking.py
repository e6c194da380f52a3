"""Which offices the clock looks at: in most, at most ticks, there is nothing to say, and they cost nothing.

What a look finds in an office is the same until something is written there, until the day turns (a door opens, the hour
of reminders comes), or until something opens. So an office in which nothing was said is left out until then. Three
things keep that from making anybody wait: what is written is marked below all who write (`storage.watching`); after a
start a process looks everywhere; and at each tick the office that was left out longest is looked at all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from domain.lifecycle import OWED
from domain.nagging import USUAL, Outlook, Worth
from handlers.office_calendar import Calendars

if TYPE_CHECKING:
    from datetime import datetime

    from domain.messages import Outgoing
    from handlers.context import Context
    from storage.looks import Changes, Quiet

_STATES: Final = [state.value for state in OWED]


@dataclass
class Looking:
    """One look of the clock: at the offices that `find` gives, asked once when somebody wants to know.

    `remembered`: of the others, what the month is expected to bring.

    `busy`: where something was said, or there is something to be said later; `coming`: of those looked at.
    """

    find: Callable[[], Sequence[int]]
    calendars: Calendars
    changes: Changes | None = None
    remembered: Mapping[int, Outlook] = field(default_factory=dict)
    busy: set[int] = field(default_factory=set)
    coming: dict[int, Outlook] = field(default_factory=dict)

    @cached_property
    def offices(self) -> Sequence[int]:
        """Their ids."""
        return self.find()

    @property
    def remembers(self) -> bool:
        """Whether something is kept of what it finds."""
        return self.changes is not None

    def keep(self, ctx: Context) -> None:
        """Remember where there was nothing to say, in the transaction that writes what there was."""
        if self.changes is not None:
            quiet = {one: _as_json(self.coming.get(one, Outlook())) for one in self.offices if one not in self.busy}
            ctx.tx.looks.keep(self.changes, quiet, self.busy, ctx.now)


def everywhere(ctx: Context) -> Looking:
    """A look at all offices, of which nothing is remembered."""
    return Looking(ctx.tx.people.office_ids, Calendars(ctx.tx, ctx.calendar_with))


def only(office_id: int, ctx: Context) -> Looking:
    """A look at one office by itself, of which nothing is remembered."""
    return Looking(lambda: [office_id], Calendars(ctx.tx, ctx.calendar_with))


def where_needed(ctx: Context, *, fresh: bool) -> Looking:
    """A look at the offices in which there may be something to say, found in a few statements for all of them.

    `fresh`: at all of them, as after a start, when the rules may be others than they were.
    """
    changes, ids = ctx.tx.looks.changes(), ctx.tx.people.office_ids()
    turn = ctx.calendar_with({}, frozenset()).hours.last_turn(ctx.now, ctx.rules.digest)
    known = {} if fresh or changes.everywhere else ctx.tx.looks.quiet(turn)
    quiet = {one: look for one, look in known.items() if look.since <= ctx.now and one not in changes.offices}
    left_out = quiet.keys() - _where_time_brings_something(quiet, turn, ctx)
    if left_out:
        left_out -= {min(left_out, key=lambda one: (quiet[one].since, one))}
    remembered = {one: _of_json(quiet[one].coming) for one in left_out}
    calendars = Calendars(ctx.tx, ctx.calendar_with)
    looked_at = [one for one in ids if one not in left_out]
    return Looking(lambda: looked_at, calendars, changes, remembered)


def each_office(part: Callable[[int], Iterable[Outgoing]], ctx: Context) -> list[Outgoing]:
    """What there is to say in each office that is looked at; where there is something, the next tick looks again."""
    said: list[Outgoing] = []
    for office_id in ctx.offices():
        theirs = list(part(office_id))
        if theirs:
            stays_busy([office_id], ctx)
        said += theirs
    return said


def stays_busy(offices: Collection[int], ctx: Context) -> None:
    """In these there is something to say, or there would be if more could be paid for."""
    if ctx.looking is not None:
        ctx.looking.busy |= {*offices}


def _where_time_brings_something(quiet: Mapping[int, Quiet], turn: datetime, ctx: Context) -> AbstractSet[int]:
    """Where something has opened since, or is owed whose steps go by the hour."""
    if not quiet or ctx.rules.ladders[USUAL].breaks_through:
        return quiet.keys()
    opened = ctx.tx.looks.opened(turn, ctx.now)
    urgent = {
        office
        for office, urgency in ctx.tx.looks.urgencies(_STATES, ctx.now)
        if ctx.rules.ladders[ctx.rules.profile_of(urgency)].breaks_through
    }
    return urgent | {one for one, at in opened.items() if one in quiet and at > quiet[one].since}


def _as_json(coming: Outlook) -> dict[str, Any]:
    fewest = {str(int(worth)): messages for worth, messages in coming.fewest.items()}
    return {"everybody": coming.everybody, "fewest": fewest}


def _of_json(kept: Mapping[str, Any]) -> Outlook:
    fewest = {Worth(int(worth)): float(messages) for worth, messages in kept["fewest"].items()}
    return Outlook(float(kept["everybody"]), fewest)
