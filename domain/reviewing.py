"""Looking at what came in: which states wait for whom, where a yes and a no take them, and by when it is to be mended.

The office looks first, and decides by itself; a committee screens later (the manual, work 1, step 3.3), and its members
say what they think before anything is resolved. Nothing else differs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from domain.calendar import WorkCalendar
from domain.extensions import due_on
from domain.lifecycle import ACCEPTED, Deed, State, deeds_open, move
from domain.thai import local

MEND_IN: Final = 3  # working days, where the due date has passed
TOGETHER: Final = timedelta(minutes=1)  # what is sent back within it is told to a person in one message
TOLD_WITHIN: Final = timedelta(days=1)  # later the reminders have said it
MAY_UNDO_FOR: Final = timedelta(hours=1)  # เมื่อกี้ผิด means what was done just now

_S = State
# How a debt that was reopened comes back to where it waited.
_AGAIN: Final[Mapping[State, tuple[Deed, ...]]] = MappingProxyType(
    {
        _S.SUBMITTED: (),
        _S.CLAIMED: (Deed.CLAIM,),
        _S.RETURNED: (Deed.CLAIM, Deed.RETURN),
        _S.ACCEPTED: (Deed.ACCEPT,),
    }
)


@dataclass(frozen=True, slots=True)
class Bench:
    """A queue: the states that wait in it, each with the deed of a yes; a no is RETURN. `passed`: what is behind it.

    `key`: how its buttons begin. `is_committee`: people of it give their opinions first; what they want mended is why
    something goes back, and that has a due day of its own, since its unit had handed it in and counts on none.
    """

    key: str
    yes: Mapping[State, Deed]
    passed: frozenset[State]
    is_committee: bool = False

    @property
    def waiting(self) -> frozenset[State]:
        """The states that wait."""
        return frozenset(self.yes)

    def is_for(self, states: Collection[State]) -> bool:
        """Whether anything of a work that passes through `states` is looked at here."""
        return any(deed in deeds_open(state, states) for state, deed in self.yes.items() if state in states)


OFFICE: Final = Bench(
    key="review",
    yes=MappingProxyType({_S.SUBMITTED: Deed.ACCEPT, _S.CLAIMED: Deed.VERIFY}),
    passed=ACCEPTED,
)
SCREENING: Final = Bench(
    key="screen",
    yes=MappingProxyType({_S.ACCEPTED: Deed.SCREEN}),
    passed=frozenset({_S.SCREENED, _S.ENDORSED, _S.DISPATCHED, _S.PUBLISHED}),
    is_committee=True,
)
BENCHES: Final = (OFFICE, SCREENING)
YES: Final = frozenset(deed for bench in BENCHES for deed in bench.yes.values())


def bench_called(key: str) -> Bench:
    """The bench whose buttons begin so; KeyError when there is none."""
    return {bench.key: bench for bench in BENCHES}[key]


def bench_of(state: State, states: Collection[State]) -> Bench | None:
    """On which bench a debt in that state waits, of a work that passes through `states`; None: on none."""
    return next((bench for bench in BENCHES if state in bench.waiting and bench.is_for(states)), None)


def taken_back(state: State, before: State, states: Collection[State]) -> State:
    """Where a debt stands when what was decided of it in `before` counts no more; IllegalMoveError if it cannot."""
    if state is before:
        return before
    back = move(state, Deed.TAKE_BACK if state is State.RETURNED else Deed.REOPEN, states)
    for deed in _AGAIN.get(before, ()):
        back = move(back, deed, states)
    return back


def mend_by(due_at: datetime, now: datetime, calendar: WorkCalendar, bench: Bench = OFFICE) -> date | None:
    """The Bangkok day offered for mending; None while the due date is still to come, and stands.

    What a committee wants mended has a day of its own in any case.
    """
    stands = due_at > now and not bench.is_committee
    return None if stands else calendar.add_working_days(local(now).date(), MEND_IN)


def due_anew(day: date, due_at: datetime) -> datetime:
    """The moment it is due when it is to be mended by a day: at its own time of day."""
    return due_on(day, due_at)
