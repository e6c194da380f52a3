"""The clock's deed: plan the reminders of every office and write each digest with its ledger lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from domain.lifecycle import OWED, State, is_owed
from domain.messages import Outgoing, Push
from domain.nagging import OPEN, Audience, Debt, Digest, Recipient, decide
from domain.plan import Role
from handlers.facts import Task, task_of
from handlers.routing import Context
from handlers.wording import nags as words

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from storage.schema import Membership, Obligation, Person

_AUDIENCES = {
    Role.OFFICER: Audience.OWNER,  # in the unit that owes: the planning group answers for strategies of its own
    Role.GROUP_STAFF: Audience.OWNER,
    Role.SCHOOL_STAFF: Audience.OWNER,
    Role.GROUP_HEAD: Audience.HEAD,
    Role.SCHOOL_DIRECTOR: Audience.HEAD,
}


def tick(ctx: Context) -> list[Outgoing]:
    """Decide for each office, and turn each digest into one message. Sending re-checks every debt."""
    return [push for office in ctx.tx.people.offices() for push in _office(office.id, ctx)]


def _office(office_id: int, ctx: Context) -> list[Outgoing]:
    calendar = ctx.calendar(office_id)
    if not calendar.is_sending_time(ctx.now):
        return []
    obligations = {o.id: o for o in ctx.tx.work.owed(office_id, [s.value for s in OWED], ctx.now)}
    if not obligations:
        return []
    members = ctx.tx.people.of_units({o.unit_id for o in obligations.values()})
    officers = ctx.tx.people.with_role(office_id, [Role.OFFICER])
    people = {m.person_id: m.person for m in members} | {p.id: p for p in officers}
    recipients = _recipients(members)
    debts = [_debt(o, recipients.get(o.unit_id, []), officers, ctx) for o in obligations.values()]
    digests = decide(
        ctx.now,
        debts,
        ctx.rules,
        ctx.tx.nags.ledger(office_id, [s.value for s in OWED]),
        ctx.tx.nags.last_digests(office_id),
        calendar,
    )
    return [_push(digest, people[digest.person_id], obligations, calendar, ctx) for digest in digests]


def _recipients(members: Iterable[Membership]) -> dict[int, list[Recipient]]:
    """By unit: whoever can be reached, in the capacity of their role. With no staff on LINE the head is asked."""
    found: dict[int, list[Recipient]] = {}
    for member in members:
        audience = _AUDIENCES.get(Role(member.role))
        if audience is not None and _reachable(member.person):
            found.setdefault(member.unit_id, []).append(Recipient(member.person_id, audience))
    for unit_id, recipients in found.items():
        if all(r.audience is Audience.HEAD for r in recipients):
            found[unit_id] = [Recipient(r.person_id, Audience.OWNER) for r in recipients]
    return found


def _reachable(person: Person) -> bool:
    return person.line_user_id is not None and person.blocked_at is None


def _debt(obligation: Obligation, owners: list[Recipient], officers: list[Person], ctx: Context) -> Debt:
    overseers = [Recipient(p.id, Audience.OFFICER) for p in officers if _reachable(p)]
    state = State(obligation.state)
    return Debt(
        obligation_id=obligation.id,
        title=obligation.requirement.title,
        subject=f"{ctx.forms[obligation.requirement.form].subject_word} {obligation.subject.no}",
        unit=obligation.unit.name,
        opens_at=obligation.requirement.opens_at,
        due_at=obligation.due_at,
        owed=is_owed(state),
        returned=state is State.RETURNED,
        recipients=(*owners, *overseers),
    )


def _push(
    digest: Digest, person: Person, obligations: dict[int, Obligation], calendar: WorkCalendar, ctx: Context
) -> Push:
    def task(obligation_id: int) -> Task:
        obligation = obligations[obligation_id]
        return task_of(obligation, ctx.forms[obligation.requirement.form], calendar, ctx.now, [obligation.unit_id])

    items = [
        words.Asked(task(item.debt.obligation_id), item.audience, opening=item.step.at == OPEN) for item in digest.items
    ]
    also = [task(debt.obligation_id) for debt in digest.also]
    message = words.digest(ctx.voice, person.name, items, also)
    return Push(person.line_user_id or "", (message,), asks=tuple(sorted(digest.keys)))
