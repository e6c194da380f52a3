"""Of whom there may be something to say now: a look at all that is owed before anything is made of it.

Most debts rest between two steps most of the time, so that what `decide` weighs is little beside what a country owes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime
from functools import cache

from domain.calendar import WorkCalendar
from domain.nagging.debts import Recipient
from domain.nagging.planning import Asked, Passed, passed_steps
from domain.nagging.rest import Rest
from domain.nagging.rules import OPEN, Audience, Rules


def may_hear(
    now: datetime, rules: Rules, calendar: WorkCalendar, rest: Rest, opened: Container[tuple[int, int]]
) -> Callable[[int, Asked, Sequence[Recipient]], Iterator[int]]:
    """A function from an obligation, what its steps depend on and who hears of it, to whom `decide` may write for it.

    Nobody else has a reason to be written to at this moment (aware), whatever the rest of the ledger holds. `opened`:
    which obligation's opening was told to whom. A step that can no longer be told is no reason, but it is kept for
    whoever rested meanwhile.
    """
    passed = passed_steps(now, rules, calendar)
    resting = {*rest.snoozes, *(person for _, person in rest.promises)}

    @cache
    def audiences(asked: Asked) -> tuple[frozenset[Audience], frozenset[Audience], frozenset[Audience]]:
        """In which capacities there is something fresh, an opening, or something kept."""
        steps = passed(asked)
        turns = [one for one in steps if one.step.at != OPEN]
        opening = _of(one for one in steps if one.step.at == OPEN)
        if rest.windows:  # which may also bring the word of the due day forward
            return _of(turns) | {Audience.OWNER}, opening, _of(turns)
        return _of(one for one in turns if one.fresh), opening, _of(turns)

    def people(obligation_id: int, asked: Asked, hearers: Sequence[Recipient]) -> Iterator[int]:
        fresh, opening, kept = audiences(asked)
        for one in hearers:
            person_id, audience = one.person_id, one.audience
            if (
                audience in fresh
                or (audience in opening and (obligation_id, person_id) not in opened)
                or (person_id in resting and audience in kept)
            ):
                yield person_id

    return people


def _of(steps: Iterator[Passed] | Sequence[Passed]) -> frozenset[Audience]:
    return frozenset(audience for one in steps for audience in one.step.to)
