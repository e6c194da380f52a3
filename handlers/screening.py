"""Who screens a work's forms, and who may record what the committee resolved about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.committees import CHAIR, MEMBER, leads
from domain.lifecycle import State
from domain.orders import OrderKind
from domain.plan import Role
from domain.rights import Right
from handlers.routing import Context

_DUTIES: Final[Mapping[Role, str]] = {Role.DEPUTY: CHAIR, Role.GROUP_HEAD: MEMBER}


def is_screened(work: str, ctx: Context) -> bool:
    """Whether forms of that work pass through a committee."""
    return State.SCREENED in ctx.works[work]


def screeners(office_id: int, requirement_id: int, ctx: Context) -> dict[int, str]:
    """The members of the committee that screens a requirement's forms in its office: ids, each with their duty.

    Whom the order that stands appoints; where there is none, the office's deputy directors, who lead it, and the heads
    of its groups.
    """
    appointed = ctx.tx.orders.members(office_id, OrderKind.SCREENING, requirement_id)
    if appointed:
        return dict(appointed)
    found: dict[int, str] = {}
    for role, duty in _DUTIES.items():
        for person in ctx.tx.people.with_role(office_id, {role}):
            found.setdefault(person.id, duty)
    return found


def may_screen(requirement_id: int, ctx: Context) -> bool:
    """Whether the speaker may say what they think of the requirement's forms: a member of its committee."""
    return ctx.me.id in screeners(ctx.me.office_id, requirement_id, ctx)


def may_resolve(requirement_id: int, ctx: Context) -> bool:
    """Whether the speaker may record what the committee resolved: an officer, who writes for it, or who leads it."""
    return ctx.may(Right.REVIEW) or leads(screeners(ctx.me.office_id, requirement_id, ctx).get(ctx.me.id, ""))
