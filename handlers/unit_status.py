"""How one unit stands: what is asked of it, what came when, what is to be mended, and who is responsible for it.

A look takes the same number of queries, whatever the unit owes. How much of it the speaker may read is decided here.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from domain.forms.definition import Severity
from domain.forms.record import findings_from_json
from domain.lifecycle import State, is_owed
from domain.plan import Role, UnitKind
from domain.rights import Right
from domain.sight import sight_of
from domain.thai import local
from handlers import tasks_of
from handlers.context import Context
from handlers.wording import unit_status as words
from handlers.wording.findings import sentence
from handlers.works_said import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.calendar import WorkCalendar
    from handlers.facts import Task
    from storage.schema import Obligation, Unit


class Sees(Enum):
    """How much of a unit somebody may read: nothing, how its work stands, or also files, people and what is wrong."""

    NOTHING = auto()
    STATES = auto()
    ALL = auto()


def sees(unit: Unit, ctx: Context) -> Sees:
    """How much of a unit the speaker may read in private: officers and directors all, everybody the own units.

    A cluster's chair reads the states of its schools.
    """
    if unit.office_id != ctx.me.office_id:
        return Sees.NOTHING
    sight = sight_of(ctx.me.office_id, [(one.unit_id, Role(one.role)) for one in ctx.me.memberships])
    if sight.everything or unit.id in sight.own:
        return Sees.ALL
    return Sees.STATES if {unit.id, unit.parent_id} & sight.clusters else Sees.NOTHING


def in_group(unit: Unit, ctx: Context) -> bool:
    """Whether the group at hand is the unit's own, or that of one above it."""
    group = ctx.group_unit
    if group is None:
        return False
    return group.is_office or group.id in {unit.id, unit.parent_id}


def view_of(unit: Unit, about: About, ctx: Context, how: Sees) -> words.StatusView:
    """How a unit stands at this moment, as cards show it; of a cluster, all of its schools."""
    debts = _debts(unit, ctx)
    meant = sorted(about.among(debts), key=_order)
    tasks = tasks_of.tasks(ctx, meant)
    files = how is Sees.ALL
    why = ctx.tx.reviews.sent_back_for([one.id for one in meant]) if files else {}
    calendar = ctx.calendar(ctx.me.office_id)
    entries = tuple(
        _entry(debt, task, why.get(debt.id, ""), calendar, files=files) for debt, task in zip(meant, tasks, strict=True)
    )
    return words.StatusView(
        unit_id=unit.id,
        unit=unit.name,
        unit_short=unit.called,
        entries=entries,
        asked=bool(debts),
        named=about.names_something,
        people=tuple(ctx.tx.people.serving(unit.id)) if files else (),
        knows_people=files,
        oversees=ctx.may(Right.SEE_ALL),
        board=_board(unit, meant, ctx),
        may_remind=ctx.may(Right.REMIND) and any(entry.task.owed for entry in entries),
        reviewable=next((d.requirement_id for d in meant if d.state == State.SUBMITTED), 0)
        if ctx.may(Right.REVIEW)
        else 0,
    )


def _debts(unit: Unit, ctx: Context) -> list[Obligation]:
    ids = [unit.id]
    if unit.kind == UnitKind.CLUSTER:
        ids = [one.id for one in ctx.tx.people.units(ctx.me.office_id) if one.parent_id == unit.id]
    return ctx.tx.work.of_units(ids, ctx.now)


def _order(debt: Obligation) -> tuple[bool, float]:
    """What is still owed first, the soonest due first; then what has come, the latest due first."""
    owed = is_owed(State(debt.state))
    due = debt.due_at.timestamp()
    return (not owed, due if owed else -due)


def _entry(debt: Obligation, task: Task, why: str, calendar: WorkCalendar, *, files: bool) -> words.Entry:
    version = debt.standing
    came = version.received_at if version else None
    return words.Entry(
        task=task,
        came=came,
        early=calendar.working_days_between(local(came).date(), task.due) if came else 0,
        receipt=version.receipt_no if version and files else "",
        who=version.upload.person.name if version and files else "",
        why=(why or _problems(debt)) if task.to_mend and files else "",
    )


def _problems(debt: Obligation) -> str:
    """What the checks found that must be mended, in short."""
    found = findings_from_json(debt.standing.findings) if debt.standing else ()
    return words.problems([sentence(one) for one in found if one.severity is Severity.ERROR])


def _board(unit: Unit, debts: Sequence[Obligation], ctx: Context) -> str:
    """The page about the only work that is meant, or about the unit; each page asks again who may look."""
    page = f"debt={debts[0].id}" if len(debts) == 1 else f"unit={unit.id}"
    return f"{ctx.links.dashboard(ctx.me.id, ctx.now)}&{page}"
