"""What a reminder that an officer asked for comes to at a moment: whom it reaches of what, and the messages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.lifecycle import OWED
from domain.messages import Push
from domain.nagging import Audience, NagKey, NagLine, recipients_of
from domain.reminding import Asking, Owing, asking
from domain.thai import local
from handlers.context import Context
from handlers.facts import Task, task_of
from handlers.wording import reminders as words
from storage.asked_reminders import RULE

if TYPE_CHECKING:
    from storage.people import Member
    from storage.schema import AskedReminder, Obligation

_STATES: Final = frozenset(state.value for state in OWED)
_STEP: Final = "now"


@dataclass(frozen=True, slots=True)
class Plan:
    """A reminder as it would go out now. `owed`: the obligations by id, soonest due first; `people`: by id."""

    asking: Asking
    owed: dict[int, Obligation]
    people: dict[int, Member]


def owed_debts(office_id: int, requirement_id: int | None, units: Sequence[int], ctx: Context) -> list[Obligation]:
    """What is owed now, of one requirement or of all, of these units or of all."""
    if requirement_id is None:
        found: Iterable[Obligation] = ctx.tx.work.of_office(office_id, ctx.now)
    else:
        found = ctx.tx.work.of_requirement(requirement_id)
    wanted = frozenset(units)
    debts = [one for one in found if one.state in _STATES and (not wanted or one.unit_id in wanted)]
    return sorted(debts, key=lambda one: (one.due_at, one.id))


def plan_of(row: AskedReminder, ctx: Context, but: Collection[int] = ()) -> Plan:
    """Whom it reaches now. `but`: who has been written to a moment ago, of which the ledger does not know yet."""
    members = ctx.tx.people.reachable(row.office_id)
    debts = owed_debts(row.office_id, row.requirement_id, [int(unit) for unit in row.units], ctx)
    heard = ctx.tx.asked_reminders.heard(row.office_id, local(ctx.now).date()) | {*but}
    everybody = {member.person_id for member in members}
    owners = {
        unit_id: tuple(one.person_id for one in who if one.audience is Audience.OWNER)
        for unit_id, who in recipients_of(members, {one.unit_id for one in debts}, everybody).items()
    }
    made = asking([Owing(one.id, one.unit_id) for one in debts], owners, heard)
    return Plan(made, {one.id: one for one in debts}, {member.person_id: member for member in members})


def pushes(row: AskedReminder, ctx: Context, but: Collection[int] = ()) -> list[Push]:
    """One message to each person it reaches; the ledger forbids a second, and sending looks at every debt again."""
    plan, calendar = plan_of(row, ctx, but), ctx.calendar(row.office_id)
    forms = ctx.in_office(row.office_id).forms

    def task(obligation_id: int) -> Task:
        one = plan.owed[obligation_id]
        return task_of(one, forms[one.requirement.form], calendar, ctx.now, [one.unit_id])

    made = []
    for person_id, debts in plan.asking.debts.items():
        member = plan.people[person_id]
        keys = [
            NagKey(f"{RULE}{row.id}", debt, _STEP, local(plan.owed[debt].due_at).date(), person_id) for debt in debts
        ]
        message = words.reminder(ctx.voice, member.name, [task(debt) for debt in debts], row.wanted_by)
        asks = tuple(NagLine(key, Audience.OWNER) for key in keys)
        made.append(Push(member.line_user_id, (message,), asks=asks))
    return made
