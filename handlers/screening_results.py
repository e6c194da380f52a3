"""What became of the forms that a committee screens: the summary of the manual's step 3.3 (work 1), as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.lifecycle import SIDE_STATES, Deed, State
from domain.reviewing import SCREENING
from domain.screening import Opinion
from domain.thai import local
from handlers import tasks_of
from handlers.facts import Task
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement, Review


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a committee resolved about a form. `reason`: what is to be mended; `by`: the Bangkok day by which.

    `at`: when that was recorded; None of what the form's state alone says.
    """

    passes: bool
    reason: str = ""
    by: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormResult:
    """A form. `opinions`: of all its versions, the oldest first; `seen`: the id of the version that counts, 0 for none.

    `resolution` None: nothing is resolved about it.
    """

    task: Task
    seen: int
    opinions: tuple[Opinion, ...]
    resolution: Resolution | None


def results(requirement: Requirement, ctx: Context) -> list[FormResult]:
    """Each form of a requirement that is screened; where nothing is to come in (nil, exempted, cancelled), none."""
    debts = [one for one in ctx.tx.work.of_requirement(requirement.id) if State(one.state) not in SIDE_STATES]
    numbers = [one.id for one in debts]
    opinions, resolved = ctx.tx.opinions.of(numbers), ctx.tx.reviews.resolutions(numbers, SCREENING.key)
    return [
        FormResult(
            task=task,
            seen=debt.standing.id if debt.standing else 0,
            opinions=tuple(opinions[debt.id]),
            resolution=_resolution(debt, resolved.get(debt.id)),
        )
        for debt, task in zip(debts, tasks_of.tasks(ctx, debts), strict=True)
    ]


def history(requirement: Requirement, ctx: Context) -> list[tuple[str, Resolution]]:
    """All that was resolved about a requirement's forms and not undone, the oldest first, with what it is about."""
    debts = ctx.tx.work.of_requirement(requirement.id)
    titles = {debt.id: title_of(task) for debt, task in zip(debts, tasks_of.tasks(ctx, debts), strict=True)}
    decided = ctx.tx.reviews.decided_on(titles.keys(), SCREENING.key)
    return [(titles[one.obligation_id], _told(one)) for one in decided]


def title_of(task: Task) -> str:
    """A form as minutes name it."""
    return f"{task.subject} {task.subject_title} ({task.unit})"


def _told(review: Review) -> Resolution:
    if review.deed == Deed.RETURN:
        return Resolution(passes=False, reason=review.reason, by=_day(review), at=review.at)
    return Resolution(passes=True, at=review.at)


def _resolution(debt: Obligation, last: Review | None) -> Resolution | None:
    """What was resolved last and holds: a yes only while the form is past the committee.

    A form that went on without anything being resolved about it shows nothing.
    """
    if last is not None and last.deed == Deed.RETURN and debt.state not in SCREENING.passed:
        return _told(last)
    if last is not None and last.deed == Deed.SCREEN and debt.state in SCREENING.passed:
        return _told(last)
    return Resolution(passes=True) if debt.state == State.SCREENED else None


def _day(review: Review) -> date | None:
    due = review.due_after or review.due_before
    return local(due).date() if due else None
