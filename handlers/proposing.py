"""Proposals to the director as facts for wording; the order that is given on one, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.messages import Outgoing, Push
from domain.proposals import Order, may_change
from domain.thai import local
from domain.works import PROPOSED_BY
from handlers.postscripts import Postscript
from handlers.routing import Context
from handlers.wording import proposals as words
from storage.schema import ProposalOrder

if TYPE_CHECKING:
    from storage.schema import Proposal


def view_of(proposal: Proposal, ctx: Context) -> words.ProposalView:
    """A proposal as the speaker sees it."""
    names = ctx.tx.people.names(proposal.office_id)
    document = ctx.tx.files.shown_to(ctx.me.id, "memo", {"proposal": proposal.id}) if ctx.person else None
    order = proposal.order
    given = None
    if order is not None:
        by = names.get(order.by_id or 0, "") or words.THE_DIRECTOR
        given = words.Given(Order(order.order), order.words, order.at, by, on_paper=order.written_by is not None)
    return words.ProposalView(
        id=proposal.id,
        title=proposal.title,
        lines=tuple(proposal.lines),
        proposed=proposal.proposed_at,
        by=names.get(proposal.proposed_by, ""),
        url=ctx.links.file(document.id, ctx.me.id, ctx.now) if document is not None else "",
        given=given,
        may_change=order is not None
        and order.by_id == (ctx.person.id if ctx.person else 0)
        and may_change(order.at, ctx.now),
    )


def give(proposal: Proposal, order: Order, said: str, ctx: Context, *, on_paper: bool) -> list[Outgoing]:
    """Keep an order and what shows it among the manual's steps; what the officer who proposed it is told.

    `on_paper`: the speaker is an officer who writes down what the director wrote.
    """
    proposal.orders.append(
        ProposalOrder(
            proposal_id=proposal.id,
            order=order.value,
            words=said,
            at=ctx.now,
            by_id=None if on_paper else ctx.me.id,
            written_by=ctx.me.id if on_paper else None,
        )
    )
    ctx.tx.flush()
    note(Noted.RECORD_ORDER if on_paper else Noted.ORDER, proposal, ctx)
    view = view_of(proposal, ctx)
    requirement = ctx.tx.work.requirement(proposal.requirement_id or 0, proposal.office_id)
    code = PROPOSED_BY.get(requirement.work) if requirement else None
    if requirement is not None and code is not None:
        ctx.tx.steps.take_back(requirement.id, code)
        if order.lets_go_on and view.given is not None:
            ctx.tx.steps.record(requirement.id, code, at=ctx.now, by=ctx.me.id, about=words.said(view.given))
    officer = ctx.tx.people.get(proposal.proposed_by)
    if officer is None or officer.id == ctx.me.id or officer.line_user_id is None:
        return []
    return [Push(officer.line_user_id, (words.told(ctx.voice, view),))]


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer to a director: what has waited longest, once a day."""
    waiting = ctx.tx.proposals.waiting(ctx.me.office_id)
    today = local(ctx.now).date()
    for proposal in waiting:
        if proposal.shown_on is None or proposal.shown_on < today:
            proposal.shown_on = today
            return Postscript(words.to_decide(ctx.voice, view_of(proposal, ctx)))
    return None


def note(noted: Noted, proposal: Proposal, ctx: Context) -> None:
    """A line in the audit trail about a proposal."""
    ctx.tx.audit.note(ctx.now, noted, str(proposal.id), office_id=proposal.office_id, person_id=ctx.me.id)
