"""The fewest messages with which a round can be told in time, knowing beforehand all that is going to happen.

An integer programme, solved exactly. It shares the behaviour and the steps' moments with the engine, no decision: what
must be heard, by when and through whom is worked out here once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import highspy

from domain.nagging import OPEN, Debt, NagKey, Step, planned_at
from domain.thai import BANGKOK
from tests.costs.behaviour import CALENDAR, RULES, STEPS, Round


class Hearing(NamedTuple):
    """A step that must be heard: of which debt, between which moments, by any one of which people."""

    debt: int
    step: str
    planned: datetime
    latest: datetime
    people: frozenset[int]


def must_be_heard(round_: Round) -> Iterator[Hearing]:
    """Every step of what is still owed at the last moment at which it may be told, in each capacity."""
    came = round_.settled_at()
    for debt in round_.debts.values():
        for step in STEPS:
            planned = planned_at(debt, step, CALENDAR, RULES)
            latest = _latest(debt, step, planned)
            for audience in step.to if came[debt.obligation_id] > latest else ():
                people = frozenset(one.person_id for one in debt.recipients if one.audience is audience)
                yield Hearing(debt.obligation_id, step.key, planned, latest, people)


def _latest(debt: Debt, step: Step, planned: datetime) -> datetime:
    """Half past two on the working day after, but before the due day; on the due day at once."""
    due = debt.due_at.astimezone(BANGKOK).date()
    day = CALENDAR.add_working_days(planned.date(), RULES.stale_after)
    if planned.date() < due:
        day = min(day, CALENDAR.add_working_days(due, -1))
    return planned if step.at == 0 else datetime.combine(day, RULES.last_call, BANGKOK)


def answers(hearing: Hearing, round_: Round) -> list[tuple[int, datetime]]:
    """When one of its people may hear it behind an answer.

    From the digest before on; of an opening from its own moment on, and of what is late not before it is.
    """
    since = datetime.combine(CALENDAR.add_working_days(hearing.planned.date(), -1), hearing.planned.time(), BANGKOK)
    if hearing.step == OPEN:
        since = hearing.planned
    elif hearing.planned > round_.debts[hearing.debt].due_at:
        since = max(since, round_.debts[hearing.debt].due_at)
    said = (one for one in round_.speeches if one.person in hearing.people)
    return [(one.person, one.at) for one in said if since <= one.at <= hearing.latest]


def fewest(round_: Round) -> int:
    """The fewest messages. Nobody is reminded twice on a day, whether by a message or behind an answer."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the library's own manner
    sent: dict[tuple[int, date], highspy.highs_var] = {}
    free: dict[tuple[int, datetime], highspy.highs_var] = {}
    on_day: dict[tuple[int, date], list[highspy.highs_var]] = defaultdict(list)
    for hearing in must_be_heard(round_):
        heard = []
        for push in [(person, day) for person in sorted(hearing.people) for day in _days(hearing)]:
            if push not in sent:
                sent[push] = solver.addBinary()
                on_day[push].append(sent[push])
            heard.append(sent[push])
        for answer in answers(hearing, round_):
            if answer not in free:
                free[answer] = solver.addBinary()
                on_day[answer[0], answer[1].date()].append(free[answer])
            heard.append(free[answer])
        solver.addConstr(solver.qsum(heard) >= 1)
    for told in on_day.values():
        solver.addConstr(solver.qsum(told) <= 1)
    if not sent:
        return 0
    solver.minimize(solver.qsum(sent.values()))
    return round(solver.getInfo().objective_function_value)


def _days(hearing: Hearing) -> list[date]:
    days, day = [], hearing.planned.date()
    while day <= hearing.latest.date():
        days.append(day)
        day = CALENDAR.add_working_days(day, 1)
    return days


def missed(round_: Round, hearings: dict[NagKey, datetime]) -> list[Hearing]:
    """What was not heard in time by any of its people."""
    heard: dict[tuple[int, str, int], datetime] = {
        (k.obligation_id, k.step, k.person_id): at for k, at in hearings.items()
    }
    late = timedelta(minutes=1)

    def in_time(one: Hearing) -> bool:
        times = [heard[key] for person in one.people if (key := (one.debt, one.step, person)) in heard]
        return bool(times) and min(times) <= one.latest + late

    return [one for one in must_be_heard(round_) if not in_time(one)]
