"""Visits as facts for wording, and what is known of one that is being planned."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from domain.plan import Role
from domain.thai import BANGKOK, local
from domain.visits import Part, Plan, slots
from handlers.facts import subject_of
from handlers.routing import Context
from handlers.wording import visits as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement, Visit

KIND: Final = "visit"
_PRESENTS: Final = (Role.GROUP_HEAD, Role.GROUP_STAFF, Role.OFFICER)  # the first of the lead group who is there


def usual_parts(requirement: Requirement, ctx: Context) -> tuple[Part, ...]:
    """Each subject of a work, presented by the head of the group that leads it."""
    found = []
    for debt in ctx.tx.work.of_requirement(requirement.id):
        serving = ctx.tx.people.of_units([debt.unit_id])
        by_role = {Role(member.role): member.person_id for member in reversed(serving)}
        found.append(Part(debt.subject_id, next((by_role[role] for role in _PRESENTS if role in by_role), 0)))
    return tuple(found)


def subjects_of(requirement: Requirement, ctx: Context) -> dict[int, tuple[str, Obligation]]:
    """What each subject of a work is called, by its id."""
    office_id = requirement.office_id
    form, names = ctx.in_office(office_id).forms[requirement.form], ctx.tx.work.subjects(office_id)
    debts = ctx.tx.work.of_requirement(requirement.id)
    return {debt.subject_id: (subject_of(form, *names[debt.subject_id])[0], debt) for debt in debts}


def proposed(plan: Plan, ctx: Context) -> words.VisitView:
    """What is about to be told; LookupError while nobody has said the day, or without a work."""
    office_id = ctx.me.office_id
    requirement = ctx.tx.work.requirement(plan.requirement, office_id)
    if plan.day is None or requirement is None:
        raise LookupError("nobody has said when, or of what")
    called, names = subjects_of(requirement, ctx), ctx.tx.people.names(office_id)
    times = slots(plan.day, plan.starts, plan.minutes, len(plan.parts))
    reached = {member.person_id for member in ctx.tx.people.reachable(office_id)}
    people = {one.person for one in plan.parts if one.person}
    begins = datetime.combine(plan.day, plan.starts, BANGKOK)
    calendar = ctx.calendar(office_id)
    return words.VisitView(
        id=0,
        mark=zlib.crc32(repr(plan).encode()),
        begins=begins,
        place=plan.place,
        work=requirement.title,
        presenters=tuple(
            words.Presenter(called[one.subject][0], names.get(one.person, ""), slot.begins, slot.ends)
            for one, slot in zip(plan.parts, times, strict=True)
            if one.subject in called
        ),
        people=len(people),
        reached=len(people & reached - {ctx.me.id}),
        by_phone=len(people - reached - {ctx.me.id}),
        left=ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left,
        day_off=calendar.name_of_day_off(local(begins).date()) or "",
        changes=bool(plan.instead_of),
    )


def view_of(visit: Visit, ctx: Context) -> words.VisitView:
    """A visit of which people were told."""
    requirement = ctx.tx.work.requirement(visit.requirement_id or 0, visit.office_id)
    called = subjects_of(requirement, ctx) if requirement else {}
    return words.VisitView(
        id=visit.id,
        mark=0,
        begins=visit.begins_at,
        place=visit.place,
        work=requirement.title if requirement else "",
        presenters=tuple(
            words.Presenter(
                called[one.subject_id][0] if one.subject_id in called else one.subject.title,
                one.person.name,
                one.begins_at,
                one.ends_at,
            )
            for one in visit.presenters
        ),
        items=tuple(words.Item(one.place, one.title, one.done_at is not None) for one in visit.items),
        people=len({one.person_id for one in visit.presenters}),
    )


def draft_of(ctx: Context) -> Plan | None:
    """What the speaker has begun to plan."""
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return _from_json(found.said) if found else None


def keep(plan: Plan, ctx: Context) -> None:
    """Keep what is known up to now."""
    said = {
        "day": plan.day.isoformat() if plan.day else None,
        "starts": plan.starts.isoformat(),
        "minutes": plan.minutes,
        "place": plan.place,
        "parts": [[one.subject, one.person] for one in plan.parts],
        "requirement": plan.requirement,
        "instead_of": plan.instead_of,
    }
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, said, ctx.now)


def _from_json(said: Mapping[str, Any]) -> Plan:
    return Plan(
        day=date.fromisoformat(said["day"]) if said["day"] else None,
        starts=time.fromisoformat(said["starts"]),
        minutes=said["minutes"],
        place=said["place"],
        parts=tuple(Part(subject, person) for subject, person in said["parts"]),
        requirement=said["requirement"],
        instead_of=said["instead_of"],
    )
