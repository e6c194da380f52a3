"""Who sits on a committee unless an order says otherwise, and whom a typed name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.committees import CHAIR, MEMBER, SECRETARY, bare_name
from domain.plan import Role
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Person, Requirement


def usual_members(requirement: Requirement | None, ctx: Context) -> tuple[tuple[int, str], ...]:
    """Those who screen a work: a deputy director, the heads of the groups that lead its subjects, the speaker.

    Without a work the heads of all groups. Ids, each with their duty, the chair first.
    """
    leads = None
    if requirement is not None:
        leads = {debt.unit_id for debt in ctx.tx.work.of_requirement(requirement.id)}
    found: dict[int, str] = {}
    everybody = ctx.tx.people.of_office(ctx.me.office_id)
    deputies = [one for one in everybody if _is(one, Role.DEPUTY)]
    if deputies:
        found[deputies[0].id] = CHAIR
    for one in everybody:
        heads = [m for m in one.memberships if m.role == Role.GROUP_HEAD and (leads is None or m.unit_id in leads)]
        if heads:
            found.setdefault(one.id, MEMBER)
    found.setdefault(ctx.me.id, SECRETARY)
    return tuple(found.items())


def named(name: str, ctx: Context) -> list[Person]:
    """The people of the office whom a typed name may mean: with or without title, first name or whole."""
    wanted = bare_name(name)
    if not wanted:
        return []
    everybody = [(one, bare_name(one.name)) for one in ctx.tx.people.of_office(ctx.me.office_id)]
    whole = [one for one, bare in everybody if bare == wanted]
    return whole or [one for one, bare in everybody if wanted in {bare, bare.split(" ", maxsplit=1)[0]}]


def _is(person: Person, role: Role) -> bool:
    return any(m.role == role for m in person.memberships)
