"""Loading a plan and what belongs to it: the audit trail, reminders on their way, and what is news to people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from domain.lifecycle import State, is_claimed
from domain.plan import Plan
from handlers import news
from handlers.office_calendar import CalendarWith, calendar_of
from storage.plan_changes import Changes

if TYPE_CHECKING:
    from storage.store import Transaction


def load(  # noqa: PLR0913 - what is loaded, where, when, and by whom
    plan: Plan, versions: Mapping[str, int], tx: Transaction, now: datetime, calendar_with: CalendarWith, *,
    works: Mapping[str, Collection[State]], by: int | None = None,
) -> Changes:  # fmt: skip
    """Bring the office to what the plan says.

    `versions`: of each form; `works`: the states each passes through; `by`: the officer, None for a command.
    """
    changes = tx.plans.load(plan, versions, [work for work, states in works.items() if is_claimed(states)])
    tx.audit.note_all(now, changes.entries(plan.office.code), office_id=changes.office_id, person_id=by)
    for requirement_id in sorted(changes.otherwise):
        tx.outbox.withdraw_about_all(requirement_id, now)
    calendar = calendar_of(changes.office_id, tx, calendar_with)
    news.keep_all(changes.debts, calendar, tx, now, office_id=changes.office_id, made_by=by)
    return changes
