"""The clock's deed: plan the reminders of every office. It only reads; what it says is posted afterwards.

The whole country may be one office, so everything is read as plain rows, each kind once, and sentences are made for
the digests alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from domain.lifecycle import OWED, State
from domain.messages import Outgoing, Push
from domain.nagging import OPEN, Audience, Debt, Digest, Recipient, decide
from domain.plan import Role
from domain.thai import local
from handlers.facts import Task, days_left, subject_of
from handlers.routing import Context
from handlers.wording import nags as words

if TYPE_CHECKING:
    from datetime import datetime

    from domain.forms.definition import FormDefinition
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
_STATES = [state.value for state in OWED]


def tick(ctx: Context) -> list[Outgoing]:
    """Decide for each office, and turn each digest into one message. Sending re-checks every debt."""
    return [push for office in ctx.tx.people.offices() for push in _office(office.id, ctx)]


def _office(office_id: int, ctx: Context) -> list[Outgoing]:
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not calendar.is_sending_time(ctx.now):
        return []
    last, members = ctx.tx.nags.last_digests(office_id), ctx.tx.people.reachable(office_id)
    waiting = {m.person_id for m in members if m.person_id not in last or last[m.person_id] < today}
    if not waiting:
        return []
    names = _Names.of(office_id, ctx.in_office(office_id))
    recipients = _recipients(members, names.units, waiting)
    owed = {row.id: row for row in ctx.tx.work.owed(office_id, _STATES, ctx.now) if row.unit_id in recipients}
    debts = [names.debt(row, recipients[row.unit_id]) for row in owed.values()]
    ledger = ctx.tx.nags.ledger(office_id, _STATES, today)
    digests = decide(ctx.now, debts, ctx.rules, ledger, last, calendar)
    if not digests:
        return []
    people, with_file = {m.person_id: m for m in members}, ctx.tx.submissions.standing(office_id, _STATES)

    @cache
    def task(obligation_id: int) -> Task:
        row = owed[obligation_id]
        left = days_left(row.due_at, calendar, ctx.now)
        return names.task(row, days_left=left, has_file=obligation_id in with_file)

    return [_push(digest, people[digest.person_id], task, ctx) for digest in digests]


def _recipients(
    members: Sequence[Member], units: Iterable[int], waiting: Collection[int]
) -> dict[int, tuple[Recipient, ...]]:
    """By unit in which somebody may still hear today: whoever can be reached, in the capacity of their role."""
    theirs: dict[int, list[Recipient]] = {}
    for member in members:
        audience = _AUDIENCES.get(Role(member.role))
        if audience is not None:
            theirs.setdefault(member.unit_id, []).append(Recipient(member.person_id, audience))
    officers = sorted({m.person_id for m in members if m.role == Role.OFFICER})
    overseers = [Recipient(person_id, Audience.OFFICER) for person_id in officers]
    told = {unit_id: (*_asked(theirs.get(unit_id, [])), *overseers) for unit_id in units}
    return {unit_id: who for unit_id, who in told.items() if any(one.person_id in waiting for one in who)}


def _asked(told: list[Recipient]) -> list[Recipient]:
    """With no staff on LINE the head is asked."""
    if all(one.audience is Audience.HEAD for one in told):
        return [Recipient(one.person_id, Audience.OWNER) for one in told]
    return told


@dataclass(frozen=True, slots=True)
class _Names:
    """What an office's rows are called, by id. `asked`: title, subject and opening, made once for many debts."""

    requirements: dict[int, Requirement]
    subjects: dict[int, tuple[str, str]]
    units: dict[int, tuple[str, str]]
    forms: Mapping[str, FormDefinition]
    asked: Callable[[int, int], tuple[str, str, datetime]]
    extended_at: Mapping[int, datetime]

    @classmethod
    def of(cls, office_id: int, ctx: Context) -> _Names:
        requirements = {r.id: r for r in ctx.tx.work.open_requirements(office_id, ctx.now)}
        subjects = ctx.tx.work.subjects(office_id)

        @cache
        def asked(requirement_id: int, subject_id: int) -> tuple[str, str, datetime]:
            requirement, (mark, title) = requirements[requirement_id], subjects[subject_id]
            subject, _ = subject_of(ctx.forms[requirement.form], mark, title)
            return requirement.title, subject, requirement.opens_at

        return cls(
            requirements,
            subjects,
            ctx.tx.people.unit_names(office_id),
            ctx.forms,
            asked,
            ctx.tx.extensions.extended_at(office_id),
        )

    def debt(self, row: Owed, recipients: tuple[Recipient, ...]) -> Debt:
        """An owed row as nagging sees it. One that was given a later day is asked for as if it opened then."""
        title, subject, opens_at = self.asked(row.requirement_id, row.subject_id)
        return Debt(
            obligation_id=row.id,
            title=title,
            subject=subject,
            unit=self.units[row.unit_id][0],
            opens_at=max(opens_at, self.extended_at.get(row.id, opens_at)),
            due_at=row.due_at,
            owed=True,
            returned=row.state == State.RETURNED,
            recipients=recipients,
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


def _push(digest: Digest, person: Member, task: Callable[[int], Task], ctx: Context) -> Push:
    items = [
        words.Asked(task(item.debt.obligation_id), item.audience, opening=item.step.at == OPEN) for item in digest.items
    ]
    also = [task(debt.obligation_id) for debt in digest.also]
    message = words.digest(ctx.voice, person.name, items, also)
    return Push(person.line_user_id, (message,), asks=tuple(sorted(digest.keys)))
