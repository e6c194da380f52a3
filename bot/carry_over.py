"""A year's strategies and rounds carried over at the command line: what an officer does in the chat, without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.config import Config
from bot.officers import office_meant
from domain.carry_over import CarryOver
from domain.errors import TidtamError
from domain.policies import strategies_of
from domain.thai import local, long_date
from handlers import analysing
from storage.store import Store


class NothingToCarryError(TidtamError):
    """The year before has no strategies."""


def carry_over(
    store: Store, config: Config, now: datetime, to_year: int, *, office_code: str = "", rounds: bool = True
) -> CarryOver:
    """Make in `to_year` (พ.ศ.) what it lacks of the year before, in one transaction; what was made and what was there.

    Run again, it makes nothing. Raises NoSuchOfficeError, and NothingToCarryError where there is nothing to carry.
    """
    with store.begin() as tx:
        office = office_meant(tx, office_code)
        days = tx.people.days_off(office.id)
        calendar = config.work_calendar(
            {one.day: one.name for one in days if not one.works}, frozenset(one.day for one in days if one.works)
        )
        made = analysing.looked_ahead(tx, office.id, to_year, calendar)
        if not strategies_of(tx.plans.of_year(office.id, to_year - 1)):
            raise NothingToCarryError(f"the fiscal year {to_year - 1} has no strategies")
        if made.strategies or made.policies or (made.rounds and rounds):
            versions = {name: form.version for name, form in config.forms.items()}
            analysing.carry(tx, made, versions, rounds=rounds, at=now, by=None)
        tx.commit()
    return made


def told(made: CarryOver, *, rounds: bool) -> Iterator[str]:
    """What was made and what was there, line by line."""
    yield from (f"made: {one.code} {one.title}, {len(one.indicators)} indicators" for one in made.strategies)
    for before, after in made.rounds if rounds else ():
        days = f"due {_day(after.due_at)}, before {_day(before.due_at)}"
        yield f"made: {after.code} {after.title}, {days}"
    yield from (f"there already: {one.code} {one.title}" for one in made.strategies_there)
    yield from (f"there already: {one.code} {one.title}" for one in made.rounds_there)


def _day(moment: datetime) -> str:
    return long_date(local(moment).date())
