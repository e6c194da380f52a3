"""What reminders are made of: what the debts are called that people are reminded of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from domain.lifecycle import State
from domain.nagging import Asked, Debt, Recipient
from domain.thai import local
from handlers.facts import Task, subject_of

if TYPE_CHECKING:
    from datetime import datetime

    from domain.forms.definition import FormDefinition
    from handlers.routing import Context
    from storage.schema import Requirement
    from storage.work import Owed


@dataclass(frozen=True, slots=True)
class Names:
    """What an office's rows are called, by id. `asked`: title, subject, opening, ladder: made once for many debts."""

    requirements: dict[int, Requirement]
    subjects: dict[int, tuple[str, str]]
    units: dict[int, tuple[str, str]]
    schools: Collection[int]
    forms: Mapping[str, FormDefinition]
    asked: Callable[[int, int], tuple[str, str, datetime, str]]
    moved_at: Mapping[int, datetime]  # when a debt was last given a due date of its own
    _ladder: Callable[[int, int, datetime, datetime | None], Asked]

    @classmethod
    def of(cls, office_id: int, ctx: Context, requirements: dict[int, Requirement], schools: Collection[int]) -> Names:
        """Those of what has opened; `schools`: the ids of units that rest as schools do."""
        subjects = ctx.tx.work.subjects(office_id)

        @cache
        def asked(requirement_id: int, subject_id: int) -> tuple[str, str, datetime, str]:
            requirement, (mark, title) = requirements[requirement_id], subjects[subject_id]
            subject, _ = subject_of(ctx.forms[requirement.form], mark, title)
            return requirement.title, subject, requirement.opens_at, ctx.rules.profile_of(requirement.urgency)

        @cache
        def ladder(requirement_id: int, subject_id: int, due_at: datetime, moved_at: datetime | None) -> Asked:
            _, _, opens_at, profile = asked(requirement_id, subject_id)
            return Asked(profile, max(opens_at, moved_at or opens_at), due_at)

        units, extended_at = ctx.tx.people.unit_names(office_id), ctx.tx.extensions.extended_at(office_id)
        moved_at = extended_at | ctx.tx.reviews.due_anew_at(office_id)  # what is sent back was handed in before
        return cls(requirements, subjects, units, schools, ctx.forms, asked, moved_at, ladder)

    def planned(self, row: Owed) -> Asked:
        """What the steps of an owed row depend on, as the plan has it."""
        return self._ladder(row.requirement_id, row.subject_id, row.due_at, None)

    def ladder(self, row: Owed) -> Asked:
        """The same as it is reminded of now: one that was given a later day as if it had opened then."""
        return self._ladder(row.requirement_id, row.subject_id, row.due_at, self.moved_at.get(row.id))

    def debt(self, row: Owed, recipients: tuple[Recipient, ...]) -> Debt:
        """An owed row as nagging sees it."""
        title, subject, _, _ = self.asked(row.requirement_id, row.subject_id)
        profile, opens_at, due_at = self.ladder(row)
        return Debt(
            obligation_id=row.id,
            title=title,
            subject=subject,
            unit=self.units[row.unit_id][0],
            opens_at=opens_at,
            due_at=due_at,
            owed=True,
            returned=row.state == State.RETURNED,
            recipients=recipients,
            profile=profile,
            school=row.unit_id in self.schools,
        )

    def task(self, row: Owed, *, days_left: int, has_file: bool) -> Task:
        """An owed row as its sentence needs it."""
        requirement, (mark, subject_title) = self.requirements[row.requirement_id], self.subjects[row.subject_id]
        unit, unit_short = self.units[row.unit_id]
        form = self.forms[requirement.form]
        subject, subject_title = subject_of(form, mark, subject_title)
        return Task(
            id=row.id,
            title=requirement.title,
            subject=subject,
            subject_title=subject_title,
            unit=unit,
            unit_short=unit_short,
            state=State(row.state),
            due=local(row.due_at).date(),
            due_at=row.due_at,
            days_left=days_left,
            form_code=form.code,
            mine=True,
            has_file=has_file,
            work_id=requirement.id,
            elsewhere=form.elsewhere.system if form.elsewhere else "",
        )
