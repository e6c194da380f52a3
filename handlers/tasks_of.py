"""The obligations of the person who speaks, as facts: shared by the deeds that list, issue and ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain.reviewing import OFFICE
from handlers.facts import Task, task_of
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Obligation


def tasks(ctx: Context, obligations: Iterable[Obligation]) -> list[Task]:
    """Facts of these obligations for the speaker."""
    calendar, units, debts = ctx.calendar(ctx.me.office_id), ctx.my_units, list(obligations)
    kept = ctx.tx.attachments.counts([o.id for o in debts])
    return [task_of(o, ctx.forms[o.requirement.form], calendar, ctx.now, units, kept.get(o.id, 0)) for o in debts]


def my_tasks(ctx: Context) -> list[Task]:
    """What the speaker's units owe or share in, soonest due first, shared ones after the own."""
    own = tasks(ctx, ctx.tx.work.of_units(ctx.my_units, ctx.now))
    return sorted(own, key=lambda task: (not task.mine, task.due_at, task.id))


def fillable(ctx: Context, own: list[Task]) -> list[Task]:
    """The tasks whose blank a sentence may mean: those it names, else what is owed, else what may be sent again."""
    return chosen(ctx, own) or [task for task in own if task.mine and task.state in OFFICE.waiting]


def chosen(ctx: Context, own: list[Task]) -> list[Task]:
    """The tasks a typed sentence is about: those of the strategy it names, else all that are owed."""
    number = ctx.said.slots.strategy_no if ctx.said else None
    if number is not None:
        return [task for task in own if task.subject.endswith(f" {number}")]
    return [task for task in own if task.owed and task.mine] or [task for task in own if task.owed]
