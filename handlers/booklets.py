"""What stands in a booklet around what units reported: the office and its units, papers of the round, who made it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from domain.lifecycle import ACCEPTED, State
from domain.plan import Role, UnitKind
from handlers import booklet_papers
from handlers.routing import Context
from handlers.wording import booklets as words
from reports.booklet.model import Around, Facts, Maker

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
    return Around(
        section=sections[0] if sections else ctx.tx.people.office(requirement.office_id).name,
        agency=requirement.agency,
        first=requirement.period_start,
        last=requirement.period_end,
        facts=_facts(ctx.tx.people.units(requirement.office_id)),
        series=series,
        orders=booklet_papers.orders(asked, ctx),
        minutes=booklet_papers.minutes(asked, ctx),
        visit=booklet_papers.visit(asked, ctx),
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
