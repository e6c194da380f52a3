"""What reminders are made of: who stands in which capacity to a unit's debts, and what the debts are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.lifecycle import State
from domain.nagging import Audience, Debt, Recipient
from domain.plan import Role
from domain.thai import local
from handlers.facts import Task, subject_of

if TYPE_CHECKING:
    from datetime import datetime

    from domain.forms.definition import FormDefinition
    from handlers.routing import Context
    from storage.people import Member
    from storage.schema import Requirement
    from storage.work import Owed

_AUDIENCES = {
    Role.OFFICER: Audience.OWNER,  # in the unit that owes: the planning group answers for strategies of its own
    Role.GROUP_STAFF: Audience.OWNER,
    Role.SCHOOL_STAFF: Audience.OWNER,
    Role.GROUP_HEAD: Audience.HEAD,
    Role.SCHOOL_DIRECTOR: Audience.HEAD,
}
_OVERSEERS = {
    Role.OFFICER: Audience.OFFICER,
    Role.DIRECTOR: Audience.DIRECTOR,
    Role.DEPUTY: Audience.DIRECTOR,
}


_HEAD: Final = Audience.HEAD  # an enum's member is looked up slowly, and a country has many units
_NO_CLUSTERS: Final[Mapping[int, int]] = MappingProxyType({})


def clusters_heard(office_id: int, members: Iterable[Member], ctx: Context) -> Mapping[int, int]:
    """The cluster of each unit, where any of these people is the chair of one; asked for only then."""
    return ctx.tx.people.clusters(office_id) if any(m.role == Role.CLUSTER_CHAIR for m in members) else _NO_CLUSTERS


def capacity(role: str) -> Audience | None:
    """As what somebody of that role hears of works at large; None for whoever hears of none."""
    return _OVERSEERS.get(Role(role)) or _AUDIENCES.get(Role(role))


def serves(role: Role) -> bool:
    """Whether somebody of that role answers for what their unit owes."""
    return role in _AUDIENCES


def recipients_of(
    members: Sequence[Member],
    units: Iterable[int],
    waiting: Collection[int],
    clusters: Mapping[int, int] = _NO_CLUSTERS,
) -> dict[int, tuple[Recipient, ...]]:
    """By unit in which somebody may still hear today: whoever can be reached, in the capacity of their role.

    `clusters`: whose chairs hear of which unit; without it they hear of none.
    """
    theirs: dict[int, list[Recipient]] = {}
    chairs: dict[int, list[Recipient]] = {}
    for member in members:
        audience = _AUDIENCES.get(Role(member.role))
        if audience is not None:
            theirs.setdefault(member.unit_id, []).append(Recipient(member.person_id, audience))
        elif member.role == Role.CLUSTER_CHAIR:
            chairs.setdefault(member.unit_id, []).append(Recipient(member.person_id, Audience.CLUSTER_CHAIR))
    overseers = sorted(
        {(m.person_id, _OVERSEERS[Role(m.role)]) for m in members if m.role in _OVERSEERS}, key=lambda one: one[0]
    )
    everywhere = [Recipient(person_id, audience) for person_id, audience in overseers]
    told = {
        unit_id: (*_asked(theirs.get(unit_id, [])), *chairs.get(clusters.get(unit_id, 0), ()), *everywhere)
        for unit_id in units
    }
    return {unit_id: who for unit_id, who in told.items() if any(one.person_id in waiting for one in who)}


def _asked(told: list[Recipient]) -> list[Recipient]:
    """With no staff on LINE the head is asked."""
    if all(one.audience is _HEAD for one in told):
        return [*(Recipient(one.person_id, Audience.OWNER) for one in told), *told]
    return told


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

    @classmethod
    def of(cls, office_id: int, ctx: Context, requirements: dict[int, Requirement], schools: Collection[int]) -> Names:
        """Those of what has opened; `schools`: the ids of units that rest as schools do."""
        subjects = ctx.tx.work.subjects(office_id)

        @cache
        def asked(requirement_id: int, subject_id: int) -> tuple[str, str, datetime, str]:
            requirement, (mark, title) = requirements[requirement_id], subjects[subject_id]
            subject, _ = subject_of(ctx.forms[requirement.form], mark, title)
            return requirement.title, subject, requirement.opens_at, ctx.rules.profile_of(requirement.urgency)

        units, extended_at = ctx.tx.people.unit_names(office_id), ctx.tx.extensions.extended_at(office_id)
        moved_at = extended_at | ctx.tx.reviews.due_anew_at(office_id)  # what is sent back was handed in before
        return cls(requirements, subjects, units, schools, ctx.forms, asked, moved_at)

    def debt(self, row: Owed, recipients: tuple[Recipient, ...]) -> Debt:
        """An owed row as nagging sees it. One that was given a later day is reminded of as if it had opened then."""
        title, subject, opens_at, profile = self.asked(row.requirement_id, row.subject_id)
        return Debt(
            obligation_id=row.id,
            title=title,
            subject=subject,
            unit=self.units[row.unit_id][0],
            opens_at=max(opens_at, self.moved_at.get(row.id, opens_at)),
            due_at=row.due_at,
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
        )
