"""Who sits on a committee: by its order, else by the plan; and whom a typed name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.committees import CHAIR, MEMBER, SECRETARY, bare_name
from domain.orders import OrderKind
from domain.plan import Role
from handlers.routing import Context

if TYPE_CHECKING:
    from storage.schema import Person, Requirement


def usual_members(requirement: Requirement | None, ctx: Context) -> tuple[tuple[int, str], ...]:
    """Those who screen a work: whom its order appoints; until there is one whom `likely_members` proposes."""
    appointed = ctx.tx.orders.members(ctx.me.office_id, OrderKind.SCREENING, requirement.id) if requirement else []
    return tuple(appointed) or likely_members(requirement, ctx)


def likely_members(requirement: Requirement | None, ctx: Context) -> tuple[tuple[int, str], ...]:
    """A deputy director, the heads of the groups that lead a work's subjects, the speaker; ids, each with their duty.

    Without a work the heads of all groups. The chair first.
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
    everybody = ctx.tx.people.of_office(ctx.me.office_id)
    return [one for one in everybody if bare_name(one.name) == wanted] or [
        one for one in everybody if is_called(one.name, name)
    ]


def is_called(name: str, typed: str) -> bool:
    """Whether a typed name may mean the person of that name."""
    bare, wanted = bare_name(name), bare_name(typed)
    return wanted in {bare, bare.split(" ", maxsplit=1)[0]}


def _is(person: Person, role: Role) -> bool:
    return any(m.role == role for m in person.memberships)
