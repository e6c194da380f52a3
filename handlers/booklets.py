"""What stands in a booklet around what units reported: the office and its units, papers of the round, who made it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from domain.lifecycle import ACCEPTED, State
from domain.plan import Role, UnitKind
from domain.steps import standing
from domain.thai import local
from domain.works import STEPS, Actor, Sign
from handlers.routing import Context
from handlers.wording import booklets as words
from reports.booklet.model import Around, Facts, Maker, Paper

if TYPE_CHECKING:
    from collections.abc import Collection

    from handlers.rounds import Asked
    from storage.schema import Person, Unit


def around(asked: Asked, series: str | None, ctx: Context) -> Around:
    """Everything of that for a round, at this moment."""
    requirement = asked.requirement
    people = ctx.tx.people.of_office(requirement.office_id)
    officers = _with(people, {Role.OFFICER})
    sections = [m.unit.name for one in officers for m in one.memberships if m.unit_id != requirement.office_id]
    orders, minutes = _papers(asked, ctx)
    return Around(
        section=sections[0] if sections else ctx.tx.people.office(requirement.office_id).name,
        agency=requirement.agency,
        first=requirement.period_start,
        last=requirement.period_end,
        facts=_facts(ctx.tx.people.units(requirement.office_id)),
        series=series,
        orders=orders,
        minutes=minutes,
        advisers=tuple(map(_maker, (*_with(people, {Role.DIRECTOR}), *_with(people, {Role.DEPUTY})))),
        makers=tuple(map(_maker, officers)),
        suppliers=_suppliers(asked),
    )


def _with(people: Collection[Person], roles: Collection[Role]) -> list[Person]:
    return [one for one in people if any(Role(m.role) in roles for m in one.memberships)]


def _maker(person: Person) -> Maker:
    return Maker(person.name, person.position)


def _suppliers(asked: Asked) -> tuple[Maker, ...]:
    """Whoever sent a form that was accepted, each once, with the unit it was sent for."""
    found: dict[int, Maker] = {}
    for obligation in asked.obligations:
        if obligation.standing is not None and State(obligation.state) in ACCEPTED:
            sender = obligation.standing.upload.person
            position = f"{sender.position} {obligation.unit.name}".strip()
            found.setdefault(sender.id, Maker(sender.name, position))
    return tuple(found.values())


def _facts(units: Collection[Unit]) -> Facts:
    """How many groups and schools, and how the schools lie: by cluster where they have one, else by district."""
    schools = [unit for unit in units if unit.kind == UnitKind.SCHOOL]
    clusters = {unit.id: unit.name for unit in units if unit.kind == UnitKind.CLUSTER}
    in_clusters = any(school.parent_id in clusters for school in schools)
    where = [clusters.get(one.parent_id or 0, "") if in_clusters else one.district for one in schools]
    areas = Counter(name or words.NOWHERE for name in where)
    return Facts(
        groups=sum(unit.kind == UnitKind.GROUP for unit in units),
        schools=len(schools),
        areas_are=words.CLUSTERS if in_clusters else words.DISTRICTS,
        areas=tuple(areas.items()),
    )


def _papers(asked: Asked, ctx: Context) -> tuple[tuple[Paper, ...], tuple[Paper, ...]]:
    """The orders and minutes that the round's steps are done by; their numbers where somebody wrote them down."""
    requirement = asked.requirement
    records = ctx.tx.steps.of(requirement.id)
    states = [State(one.state) for one in asked.obligations]
    opened = requirement.opens_at <= ctx.now
    done = [one for one in standing(STEPS.get(requirement.work, ()), records, opened=opened, states=states) if one.done]
    orders = [
        Paper(words.order_about(one.step.title), (one.record.about or None) if one.record else None)
        for one in done
        if one.step.actor is Actor.DIRECTOR
    ]
    return tuple(orders), _minutes(asked, ctx) or tuple(
        Paper(words.minutes_about(one.step.title)) for one in done if one.step.sign is Sign.SCREENED
    )


def _minutes(asked: Asked, ctx: Context) -> tuple[Paper, ...]:
    """The meetings about the round that have been held, in their order."""
    requirement = asked.requirement
    found = ctx.tx.meetings.latest(requirement.office_id, requirement.opens_at)
    held = [one for one in found if one.requirement_id == requirement.id and one.held_at <= ctx.now]
    return tuple(Paper(words.minutes_of(one.committee), None, local(one.held_at).date()) for one in reversed(held))
