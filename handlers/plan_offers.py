"""A plan workbook that an officer sends in the chat: what it would change, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Message
from domain.plan import Plan, PlanProblem
from handlers import news
from handlers.routing import Context
from handlers.wording import plan_offers as words

if TYPE_CHECKING:
    from storage.schema import Upload


def read(data: bytes, ctx: Context) -> tuple[Plan | None, list[PlanProblem]]:
    """The plan in a workbook, or all its problems."""
    return ctx.files.read_plan(data)


def is_ours(plan: Plan, ctx: Context) -> bool:
    """Whether the plan is of the speaker's own office."""
    return plan.office.code == ctx.tx.people.office(ctx.me.office_id).code


def versions(ctx: Context) -> dict[str, int]:
    """The version of each form that blanks are issued in."""
    return {name: form.version for name, form in ctx.forms.items()}


def offer(upload: Upload, data: bytes, ctx: Context) -> Message:
    """Name every mistake; or say what the plan would change and ask whether to use it."""
    plan, problems = read(data, ctx)
    if plan is None:
        upload.outcome = "refused"
        return words.has_mistakes(ctx.voice, upload.name, problems)
    if not is_ours(plan, ctx):
        upload.outcome = "refused"
        return words.of_another_office(ctx.voice, upload.name)
    changes = ctx.tx.plans.preview(plan, versions(ctx))
    if not changes.added and not changes.changed:
        upload.outcome = "settled"
        return words.nothing_new(ctx.voice, upload.name, changes.kept)
    offered = words.Offer(
        added=changes.added,
        changed=changes.changed,
        left=changes.left,
        overruled=changes.overruled,
        kept=changes.kept,
        cost=news.cost_of(changes.debts, ctx) if any(one.opened_at <= ctx.now for one in changes.debts) else None,
    )
    return words.use_it(ctx.voice, upload.name, upload.id, offered)
