"""The year's policy as it is analysed: carried over to the next year, and recorded as the manual's first step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.calendar import WorkCalendar
from domain.carry_over import CarryOver, carry_over
from domain.policies import ANALYSED_BY, is_analysed

if TYPE_CHECKING:
    from storage.store import Transaction


def looked_ahead(tx: Transaction, office_id: int, to_year: int, calendar: WorkCalendar) -> CarryOver:
    """What carrying an office's year over to the next would make; nothing is changed."""
    before, after = tx.plans.of_year(office_id, to_year - 1), tx.plans.of_year(office_id, to_year)
    return carry_over(before, after, to_year, calendar, tx.work.works_asked(office_id))


def carry(
    tx: Transaction, made: CarryOver, versions: Mapping[str, int], *, rounds: bool, at: datetime, by: int | None
) -> int:
    """Make what was looked ahead at, note it, and record the step; of how many works the step was recorded."""
    changes = tx.plans.load(made.plan(rounds=rounds), versions)
    detail = {"strategies": len(made.strategies), "rounds": len(made.rounds) if rounds else 0}
    tx.audit.note(at, Noted.CARRY_OVER, str(made.to_year), office_id=changes.office_id, person_id=by, detail=detail)
    tx.audit.note_all(at, changes.notable, office_id=changes.office_id, person_id=by)
    return record_analysed(tx, changes.office_id, {made.to_year}, at=at, by=by)


def record_analysed(tx: Transaction, office_id: int, years: Collection[int], *, at: datetime, by: int | None) -> int:
    """Record the step of the analysis for the works of the years whose analysis is whole; for how many it was new."""
    recorded = 0
    for year in sorted(years):
        if not is_analysed(tx.plans.of_year(office_id, year)):
            continue
        for requirement in tx.work.of_year(office_id, year, ANALYSED_BY):
            code = ANALYSED_BY[requirement.work]
            if tx.steps.record(requirement.id, code, at=at, by=by):
                recorded += 1
                tx.audit.note(
                    at, Noted.RECORD_STEP, requirement.code, office_id=office_id, person_id=by, detail={"step": code}
                )
    return recorded
