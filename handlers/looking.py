"""Which offices the clock looks at: in most, at most ticks, there is nothing to say, and they cost nothing.

What a look finds in an office is the same until something is written there, until the day turns (a door opens, the hour
of reminders comes), or until something opens. So an office in which nothing was said is left out until then. Three
things keep that from making anybody wait: what is written is marked below all who write (`storage.watching`); after a
start a process looks everywhere; and at each tick the office that was left out longest is looked at all the same.

A tick goes through the offices that are left by batches: what is said in a batch is planned, written and remembered
together, and nothing of it is kept in memory for the next. What they share is the month's messages: each batch knows of
all other offices what was last expected of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from domain.lifecycle import OWED
from domain.nagging import USUAL, Outlook, Worth
from domain.thai import local
from handlers.office_calendar import Calendars
from storage.looks import Look

if TYPE_CHECKING:
    from datetime import datetime

    from domain.messages import Outgoing
    from handlers.context import Context
    from storage.looks import Changes

TOGETHER: Final = 10  # offices of a batch: what they have in common is asked once, and all of it fits into memory
_NOTHING: Final = Look(None, {})
_STATES: Final = [state.value for state in OWED]


@dataclass(frozen=True, slots=True)
class Batch:
    """Offices that are done together. `reckons`: only what the month is to bring them is reckoned."""

    offices: Sequence[int]
    reckons: bool = False

    def apart(self) -> list[Batch]:
        """The same, each by itself; nothing where that is no other way of doing it."""
        return [Batch([one], self.reckons) for one in self.offices] if len(self.offices) > 1 else []


@dataclass(slots=True)
class Tour:
    """A tick's way through offices. `offices`: where it looks; `together`: how many of them at once, None: all.

    `known`: what was remembered of any office of the account when it began, or has been since. `unknown`: with which
    others share messages, and nobody knows how many they need. `changes`: what was marked before it began, None if
    nothing of it is to be remembered. `done`: where it has looked.
    """

    offices: Sequence[int]
    together: int | None = None
    everybody: Sequence[int] = ()
    known: dict[int, Look] = field(default_factory=dict)
    unknown: Sequence[int] = ()
    changes: Changes | None = None
    done: set[int] = field(default_factory=set)
    _kept: int = 0

    def batches(self, now: datetime) -> list[Batch]:
        """What is to be reckoned, then the offices, so many at once; one batch of them at least, which is the tick.

        Each day another batch is the first, for in a month that is short the first have the better of it.
        """
        found = list(self._slices(self.offices)) or [[]]
        first = local(now).toordinal() % len(found)
        turned = (*found[first:], *found[:first])
        return [*(Batch(one, reckons=True) for one in self._slices(self.unknown)), *map(Batch, turned)]

    def _slices(self, offices: Sequence[int]) -> Iterator[Sequence[int]]:
        most = self.together or len(offices)
        return (offices[start : start + most] for start in range(0, len(offices), most or 1))

    def look(self, batch: Batch, ctx: Context) -> Looking:
        """A look at some of the offices."""
        return Looking(batch, Calendars(ctx.tx, ctx.calendar_with), self)

    def keep(self, look: Looking, ctx: Context) -> None:
        """Remember what a look has found, in the transaction that writes what there was to say."""
        if self.changes is not None:
            marks, done = self.changes.marks, self.done | look.seen
            whole = done >= {*self.offices}  # what nobody knows the place of is seen when all have been looked at
            seen = [number for number, office in marks.items() if whole or office in look.seen]
            look.kept = ctx.tx.looks.keep(self.changes.no + self._kept, seen, look.found(ctx))

    def finished(self, look: Looking, ctx: Context) -> None:
        """What a look has found is committed. Where another worker keeps what it finds, this one keeps nothing more."""
        self.done |= look.seen
        self.known |= look.found(ctx)
        self._kept += look.kept
        self.changes = self.changes if look.kept else None


@dataclass(slots=True)
class Looking:
    """One look of the clock at a batch of offices, on its tour.

    `busy`: where something was said, or there is something to be said later; `coming`: what the month is expected to
    bring, of those that were reckoned; `kept`: whether what it found is remembered.
    """

    batch: Batch
    calendars: Calendars
    tour: Tour
    busy: set[int] = field(default_factory=set)
    coming: dict[int, Outlook] = field(default_factory=dict)
    kept: bool = False

    @property
    def offices(self) -> Sequence[int]:
        """The offices, by id."""
        return self.batch.offices

    @property
    def seen(self) -> AbstractSet[int]:
        """Where all there is to say is known by it."""
        return frozenset() if self.batch.reckons else frozenset(self.offices)

    @property
    def elsewhere(self) -> list[int]:
        """The account's other offices, with which the month's messages are shared."""
        here = {*self.offices}
        return [one for one in self.tour.everybody if one not in here]

    def expected(self, office_id: int, ctx: Context) -> Outlook:
        """What this month is to bring to an office, as was reckoned when it was last looked at.

        Before an office's reminders of a day are planned that holds those of the day, as they were to be expected.
        """
        known = self.tour.known.get(office_id, _NOTHING)
        return _of_json(known.coming, ctx.now) or Outlook()

    def found(self, ctx: Context) -> dict[int, Look]:
        """What there is to remember of the offices."""
        found = {}
        for one in self.offices:
            before = self.tour.known.get(one, _NOTHING)
            now = None if one in self.busy else ctx.now
            coming = _as_json(self.coming[one], ctx.now) if one in self.coming else before.coming
            found[one] = Look(now if one in self.seen else before.quiet_since, coming)
        return found


def everywhere(ctx: Context) -> Tour:
    """To all offices at once, of which nothing is remembered."""
    return Tour(ctx.tx.people.office_ids())


def at_once(ctx: Context) -> Looking:
    """A look at all offices together, of which nothing is remembered."""
    tour = everywhere(ctx)
    return tour.look(Batch(tour.offices), ctx)


def where_needed(ctx: Context, *, fresh: bool) -> Tour:
    """To the offices in which there may be something to say, found in a few statements for all of them.

    `fresh`: to all of them, as after a start, when the rules may be others than they were.
    """
    changes, ids, known = ctx.tx.looks.changes(), ctx.tx.people.office_ids(), ctx.tx.looks.known()
    turn = ctx.calendar_with({}, frozenset()).hours.last_turn(ctx.now, ctx.rules.digest)
    since = {one: look.quiet_since for one, look in known.items() if look.quiet_since is not None}
    if fresh or changes.everywhere:
        since.clear()
    quiet = {one: at for one, at in since.items() if turn <= at <= ctx.now and one not in changes.offices}
    left_out = quiet.keys() - _where_time_brings_something(quiet, turn, ctx)
    if left_out:
        left_out -= {min(left_out, key=lambda one: (quiet[one], one))}
    needed = [one for one in ids if one not in left_out]
    return Tour(needed, TOGETHER, ids, known, _unknown(ids, known, ctx), changes)


def _unknown(ids: Sequence[int], known: Mapping[int, Look], ctx: Context) -> list[int]:
    """Of which offices it is not known what they need of the month: none where nobody is short of messages by them."""
    unknown = [one for one in ids if _of_json(known.get(one, _NOTHING).coming, ctx.now) is None]
    if len(ids) == 1 or not unknown or ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left is None:
        return []
    return unknown


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


def _where_time_brings_something(quiet: Mapping[int, datetime], turn: datetime, ctx: Context) -> AbstractSet[int]:
    """Where something has opened since, or is owed whose steps go by the hour."""
    if not quiet or ctx.rules.ladders[USUAL].breaks_through:
        return quiet.keys()
    opened = ctx.tx.looks.opened(turn, ctx.now)
    urgent = {
        office
        for office, urgency in ctx.tx.looks.urgencies(_STATES, ctx.now)
        if ctx.rules.ladders[ctx.rules.profile_of(urgency)].breaks_through
    }
    return urgent | {one for one, at in opened.items() if one in quiet and at > quiet[one]}


def _as_json(coming: Outlook, now: datetime) -> dict[str, Any]:
    fewest = {str(int(worth)): messages for worth, messages in coming.fewest.items()}
    return {"month": f"{local(now):%Y-%m}", "everybody": coming.everybody, "fewest": fewest}


def _of_json(kept: Mapping[str, Any], now: datetime) -> Outlook | None:
    """What was expected; None of another month."""
    if kept.get("month") != f"{local(now):%Y-%m}":
        return None
    fewest = {Worth(int(worth)): float(messages) for worth, messages in kept["fewest"].items()}
    return Outlook(float(kept["everybody"]), fewest)
