"""How the rounds of an office stand: shared by the deeds that list and summarise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import Incoming, Place, TextSaid
from domain.messages import Outgoing
from domain.phrases.groups import asks_for_whole_office
from domain.plan import Role
from domain.rights import Right
from domain.thai import for_matching
from handlers import registers, tasks_of
from handlers.routing import Context, numbers, reply
from handlers.wording import overview as words
from handlers.wording import people as people_words

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement, Unit

_OF_OFFICE = 1  # behind the round in a button's data


@dataclass(frozen=True, slots=True)
class Asked:
    """What an event asks about: a round with what is owed in it, of a group's unit or, with None, of the office."""

    requirement: Requirement
    obligations: list[Obligation]
    unit: Unit | None


def view(ctx: Context, asked: Asked) -> words.RoundView:
    """A round as facts at this moment."""
    return words.RoundView(
        id=asked.requirement.id,
        title=asked.requirement.title,
        tasks=tuple(tasks_of.tasks(ctx, asked.obligations)),
        as_of=ctx.now,
        whose=asked.unit.called if asked.unit else "",
        has_file=ctx.place is Place.GROUP or ctx.may(Right.SEE_ALL),
    )


def meant(event: Incoming, ctx: Context, tap: str) -> Asked | list[Outgoing]:
    """The round an event asks about: the one its button names, or the only open one; else a question.

    In a group that is bound to a unit it is about that unit, unless somebody who may see all asks for the office. To a
    cluster's chair, in private, it is about the cluster.
    """
    group = ctx.group_unit
    unit = None if group is not None and not group.is_office and _whole_office(event) else group
    if unit is None and not ctx.may(Right.SEE_ALL):
        unit = _own_cluster(ctx)
        if unit is None:
            return reply(people_words.not_for_you(ctx.voice))
    office_id = ctx.me.office_id
    named = numbers(event)
    if named:
        requirement = ctx.tx.work.requirement(named[0], office_id)
        return _asked(requirement, unit, ctx) if requirement else reply(words.nothing_open(ctx.voice))
    found = _narrowed(event, ctx.tx.work.open_requirements(office_id, ctx.now), ctx)
    if not found:
        return reply(words.nothing_open(ctx.voice))
    if len(found) > 1:
        of_office = f":{_OF_OFFICE}" if ctx.group_unit and unit is None else ""
        return reply(words.which_round(ctx.voice, [(r.id, r.title) for r in found], tap, of_office))
    return _asked(found[0], unit, ctx)


def named(event: Incoming, ctx: Context, works: Collection[str]) -> list[Requirement]:
    """The requirements of these works that are asked for: the one of a button, or those that typed words name."""
    found = [one for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now) if one.work in works]
    number = numbers(event)
    return [one for one in found if one.id == number[0]] if number else _narrowed(event, found, ctx)


def _narrowed(event: Incoming, found: list[Requirement], ctx: Context) -> list[Requirement]:
    """Of several rounds those that typed words name: by agency, kind of work, item, year, round; all where none."""
    if len(found) <= 1 or not isinstance(event, TextSaid):
        return found
    known = registers.agencies_of(ctx) if any(one.agency for one in found) else []
    agency, kind = registers.agency_said(event.text, known), ctx.said.slots.requirement if ctx.said else None
    meant = [
        one
        for one in found
        if (agency is None or registers.agency_said(one.agency, known) == agency) and (kind is None or one.work == kind)
    ]
    return _by_item_and_round(event.text, meant or found, ctx)


def _by_item_and_round(text: str, found: list[Requirement], ctx: Context) -> list[Requirement]:
    """Of these those of the item, the year and the round (by its name) that words give; each only if it leaves any."""
    slots, said = ctx.said.slots if ctx.said else None, for_matching(text)
    if slots is not None and slots.item_no is not None and len(found) > 1:
        of = {one.id: {debt.subject.no for debt in ctx.tx.work.of_requirement(one.id)} for one in found}
        found = [one for one in found if slots.item_no in of[one.id]] or found
    if slots is not None and slots.fiscal_year_be is not None:
        found = [one for one in found if one.fiscal_year_be == slots.fiscal_year_be] or found
    return [one for one in found if one.round_name and for_matching(one.round_name) in said] or found


def _own_cluster(ctx: Context) -> Unit | None:
    chaired = [m.unit for m in ctx.me.memberships if m.role == Role.CLUSTER_CHAIR]
    return chaired[0] if chaired and ctx.place is Place.PRIVATE else None


def _whole_office(event: Incoming) -> bool:
    if isinstance(event, TextSaid):
        return asks_for_whole_office(event.text)
    return numbers(event)[1:] == [_OF_OFFICE]


def _asked(requirement: Requirement, unit: Unit | None, ctx: Context) -> Asked:
    return Asked(requirement, ctx.tx.work.of_requirement(requirement.id, under=unit.id if unit else None), unit)
