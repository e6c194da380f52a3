"""A request for a later due date, its debt and its facts: shared by those who ask and those who decide."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.extensions import Limits, Standing, limits, slack
from domain.lifecycle import State, is_owed
from domain.messages import Outgoing, Push
from domain.rights import Right, roles_with
from domain.thai import local
from handlers import tasks_of
from handlers.facts import Task
from handlers.routing import Context
from handlers.wording import extensions as words
from handlers.wording import extensions_decided as decided_words

if TYPE_CHECKING:
    from storage.schema import Extension, Obligation


def may_ask(debt: Obligation, ctx: Context) -> bool:
    """Whether the speaker belongs to a unit that answers for the debt, and it has opened."""
    return debt.requirement.opens_at <= ctx.now and bool({unit.id for unit in debt.answering} & set(ctx.my_units))


def within(debt: Obligation, ctx: Context) -> Limits:
    """The days that may be asked for."""
    calendar = ctx.calendar(debt.requirement.office_id)
    return limits(debt.due_at, debt.requirement.external_due_at, ctx.now, calendar)


def task_of(debt: Obligation, ctx: Context) -> Task:
    """The debt as wording needs it."""
    (task,) = tasks_of.tasks(ctx, [debt])
    return task


def to_decide(extension_id: int, ctx: Context) -> tuple[Extension, Obligation] | None:
    """A request of the speaker's office and its debt, both as they stand now, locked: the debt always first."""
    seen = ctx.tx.extensions.get(extension_id)
    if seen is None or seen.office_id != ctx.me.office_id:
        return None
    debt = ctx.tx.work.obligation_to_settle(seen.obligation_id)
    request = ctx.tx.extensions.to_decide(extension_id)
    return (request, debt) if request is not None and debt is not None else None


def request_of(request: Extension, debt: Obligation, ctx: Context) -> words.Request:
    """The request as wording needs it."""
    calendar = ctx.calendar(request.office_id)
    asker, by = ctx.tx.people.get(request.person_id), None
    if request.decided_by is not None:
        by = ctx.tx.people.get(request.decided_by)
    wanted, external = local(request.wanted).date(), debt.requirement.external_due_at
    return words.Request(
        id=request.id,
        task=task_of(debt, ctx),
        who=asker.name if asker else "",
        wanted=wanted,
        due=local(request.due_before).date(),
        granted=local(request.granted).date() if request.granted else None,
        reason=request.reason,
        answer=request.answer,
        by=by.name if by else "",
        days=calendar.working_days_between(local(request.due_before).date(), wanted),
        external=local(external).date() if external else None,
        slack=slack(wanted, external, calendar),
        within=within(debt, ctx),
    )


def tell_officers(request: Extension, debt: Obligation, ctx: Context) -> list[Outgoing]:
    """A card to everybody who may decide, once for each request."""
    card = decided_words.to_decide(ctx.voice, request_of(request, debt, ctx))
    officers = ctx.tx.people.with_role(request.office_id, roles_with(Right.LOAD_PLAN))
    return [Push(o.line_user_id or "", (card,), once=f"extension:{request.id}:{o.id}") for o in officers]


def extend(request: Extension, debt: Obligation, until: datetime, ctx: Context) -> None:
    """The debt is due later from now on; a reminder of the old day that has not gone out is taken back."""
    before, debt.due_at = debt.due_at, until
    request.status, request.granted = Standing.APPROVED.value, until
    ctx.tx.flush()
    ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    note(Noted.EXTEND, debt, ctx, before=_iso(before), after=_iso(until))


def note(noted: Noted, debt: Obligation, ctx: Context, **detail: str) -> None:
    """A line of the audit trail about a debt."""
    about = f"{debt.requirement.code} {debt.unit.code} {debt.subject.code}"
    ctx.tx.audit.note(
        ctx.now, noted, about, office_id=debt.requirement.office_id, person_id=ctx.me.id, detail=dict(detail)
    )


def owed(debt: Obligation) -> bool:
    """Whether it still must come in."""
    return is_owed(State(debt.state))


def day_of(number: str) -> date | None:
    """A day as buttons carry it: 20270402; None for 0 or what is no day."""
    if len(number) != 8 or not (number.isascii() and number.isdigit()):  # noqa: PLR2004 - yyyymmdd
        return None
    try:
        return date(int(number[:4]), int(number[4:6]), int(number[6:]))
    except ValueError:
        return None


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
