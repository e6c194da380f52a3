"""The papers of a round for its booklet: the orders that stand, the meetings that were held, the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.lifecycle import State
from domain.steps import standing
from domain.thai import BUDDHIST_OFFSET, local
from domain.works import APPOINTED_BY, STEPS, Actor, Sign
from handlers import meeting_views, screening_results, visit_views
from handlers.routing import Context
from handlers.wording import booklets as words
from handlers.wording import screenings
from reports.booklet.model import Minutes, Order, Panel, Presentation, Seat, Visit
from storage.orders import panels_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.steps import Standing
    from handlers.rounds import Asked
    from storage.schema import CommitteeOrder, Meeting, Requirement


def orders(asked: Asked, ctx: Context) -> tuple[Order, ...]:
    """Those that stand, with whom they appoint; of an order that was only recorded as a step what the record says."""
    requirement = asked.requirement
    signed = {
        code: order
        for kind, (code, _) in APPOINTED_BY.get(requirement.work, {}).items()
        if (order := ctx.tx.orders.standing(requirement.office_id, kind, requirement.id)) is not None
    }
    return tuple(
        _order(signed[one.step.code])
        if one.step.code in signed
        else Order(words.order_about(one.step.title), (one.record.about or None) if one.record else None)
        for one in _steps(asked, ctx)
        if one.step.actor is Actor.DIRECTOR and (one.done or one.step.code in signed)
    )


def _order(order: CommitteeOrder) -> Order:
    return Order(
        title=words.order_about(order.subject),
        number=f"{order.number}/{order.year_be}",
        day=order.signed_on,
        panels=tuple(
            Panel(one.title, tuple(Seat(who.name, who.position, who.duty) for who in one.seats))
            for one in panels_of(order)
        ),
    )


def minutes(asked: Asked, ctx: Context) -> tuple[Minutes, ...]:
    """The meetings about the round that have been held; where nobody called one here, what the steps say."""
    requirement = asked.requirement
    found = ctx.tx.meetings.latest(requirement.office_id, requirement.opens_at)
    held = [one for one in reversed(found) if one.requirement_id == requirement.id and one.held_at <= ctx.now]
    if not held:
        screened = [one for one in _steps(asked, ctx) if one.done and one.step.sign is Sign.SCREENED]
        return tuple(Minutes(words.minutes_about(one.step.title)) for one in screened)
    resolved = _resolutions(requirement, held, ctx)
    return tuple(_meeting(one, resolved[one.id], ctx) for one in held)


def _meeting(meeting: Meeting, resolved: Sequence[tuple[str, str]], ctx: Context) -> Minutes:
    day = local(meeting.held_at).date()
    return Minutes(
        of=meeting.committee,
        number=f"{meeting_views.number_of(meeting, ctx)}/{day.year + BUDDHIST_OFFSET}",
        day=day,
        place=meeting.place,
        seats=tuple(
            Seat(one.person.name, one.person.position, one.duty, one.present, one.reason) for one in meeting.members
        ),
        resolutions=tuple(resolved),
    )


def _resolutions(
    requirement: Requirement, held: Sequence[Meeting], ctx: Context
) -> Mapping[int, Sequence[tuple[str, str]]]:
    """What the committee resolved, by the meeting after which it was recorded: the last of that day or before."""
    found: dict[int, list[tuple[str, str]]] = {one.id: [] for one in held}
    for title, resolution in screening_results.history(requirement, ctx):
        before = [one for one in held if resolution.at and local(one.held_at).date() <= local(resolution.at).date()]
        if before:
            found[before[-1].id].append((title, screenings.resolved(resolution)))
    return found


def visit(asked: Asked, ctx: Context) -> Visit | None:
    """The day on which an agency's committee looks at the round."""
    requirement = asked.requirement
    planned = ctx.tx.visits.of_requirement(requirement.office_id, requirement.id)
    if planned is None:
        return None
    called = visit_views.subjects_of(requirement, ctx)
    return Visit(
        day=local(planned.begins_at).date(),
        place=planned.place,
        presentations=tuple(
            Presentation(
                local(one.begins_at).time(),
                local(one.ends_at).time(),
                f"{called[one.subject_id][0] if one.subject_id in called else ''} {one.subject.title}".strip(),
                one.person.name,
                one.person.position,
            )
            for one in planned.presenters
        ),
    )


def _steps(asked: Asked, ctx: Context) -> Sequence[Standing]:
    requirement = asked.requirement
    records = ctx.tx.steps.of(requirement.id)
    states = [State(one.state) for one in asked.obligations]
    return standing(STEPS.get(requirement.work, ()), records, opened=requirement.opens_at <= ctx.now, states=states)
