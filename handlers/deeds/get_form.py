"""ขอแบบฟอร์ม: the blank of an obligation, pre-filled, with its identity inside, behind a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming
from domain.lifecycle import State, is_owed
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import blanks, own_blanks, tasks_of
from handlers.facts import Task
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import tasks as words
from reports.blank_form import make_blank
from reports.workbook import XLSX_MIME

if TYPE_CHECKING:
    from storage.schema import Obligation


def get_form(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Issue the blank that was asked for; ask back when several could be meant."""
    obligation_id = argument(event)
    if obligation_id is None:
        meant = tasks_of.meant(ctx, event)
        fillable = meant.fillable
        if not fillable:
            return tasks_of.nothing_of(meant, words.nothing_to_fill(ctx.voice), ctx)
        if len(fillable) > 1:
            return reply(words.which_form(ctx.voice, fillable))
        obligation_id = fillable[0].id
    obligation = ctx.tx.work.obligation(obligation_id)
    if obligation is None or not _may_have(obligation, ctx):
        return reply(words.not_your_form(ctx.voice))
    return _issue(obligation, ctx)


def _may_have(obligation: Obligation, ctx: Context) -> bool:
    if obligation.requirement.office_id != ctx.me.office_id or obligation.requirement.opens_at > ctx.now:
        return False
    if obligation.state == State.CANCELLED:
        return False
    units = {unit.id for unit in obligation.answering}
    return bool(units & set(ctx.my_units)) or ctx.may(Right.SEND_FOR_ALL)


def get_forms(event: Incoming, ctx: Context) -> list[Outgoing]:
    """All blanks of a round that the speaker's units still owe, in one answer: forms:<requirement>."""
    named = argument(event)
    owed = [
        debt
        for debt in ctx.tx.work.of_units(ctx.my_units, ctx.now)
        if debt.requirement_id == named and is_owed(State(debt.state)) and _may_have(debt, ctx)
    ]
    if not owed:
        return reply(words.nothing_to_fill(ctx.voice))
    issued = [(task, _made(debt, task, ctx)) for task, debt in zip(tasks_of.tasks(ctx, owed), owed, strict=True)]
    return reply(words.forms_ready(ctx.voice, issued[: words.MOST_FORMS], len(issued), ctx.link_hours))


def _issue(obligation: Obligation, ctx: Context) -> list[Outgoing]:
    (task,) = tasks_of.tasks(ctx, [obligation])
    return reply(words.form_ready(ctx.voice, task, _made(obligation, task, ctx), ctx.link_hours))


def _made(obligation: Obligation, task: Task, ctx: Context) -> str:
    """The link to the blank of a debt, made now."""
    requirement = obligation.requirement
    form = ctx.forms[requirement.form]
    issue = blanks.issue_of(obligation, form, ctx)
    about = issue.identity.encode()
    own = own_blanks.blank(requirement, issue.identity, ctx)
    if own is not None:
        (data, ending), name = own, f"{words.file_name(task)} {requirement.round_name}".strip().replace("/", "-")
    else:
        data, name, ending = make_blank(form, issue), blanks.file_name(form, issue), ""
    sha256 = ctx.tx.files.keep(data, XLSX_MIME if ending in {"", ".xlsx"} else "application/octet-stream", ctx.now)
    document = ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="blank",
        name=name + ending,
        sha256=sha256,
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"identity": about},
    )
    ctx.tx.audit.note(ctx.now, Noted.ISSUE_BLANK, about, office_id=requirement.office_id, person_id=ctx.me.id)
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


DEED = Deed(name="get form", do=get_form, intents=frozenset({Intent.GET_FORM}), tap="form", private=True, slow=True)
ALL = Deed(name="get forms", do=get_forms, tap="forms", private=True, slow=True)
DEEDS = (DEED, ALL)
