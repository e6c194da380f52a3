"""Proposals to the director: how one is put, as facts for wording, the order that is given on it and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.messages import Outgoing, Push
from domain.proposals import Order, may_change
from domain.rights import Right, roles_with
from domain.thai import local
from domain.works import PROPOSED_BY
from handlers import memo_drafting
from handlers.postscripts import Postscript
from handlers.routing import Context
from handlers.wording import proposals as words
from storage.files import BOOKLET
from storage.schema import Proposal, ProposalOrder

if TYPE_CHECKING:
    from reports.official.model import Memo
    from storage.schema import Document, Person


def view_of(proposal: Proposal, ctx: Context) -> words.ProposalView:
    """A proposal as the speaker sees it."""
    names = ctx.tx.people.names(proposal.office_id)
    document = ctx.tx.files.shown_to(ctx.me.id, "memo", {"proposal": proposal.id}) if ctx.person else None
    booklet = ctx.tx.files.shown_to(ctx.me.id, BOOKLET, {"proposal": proposal.id}) if ctx.person else None
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
        booklet=ctx.links.file(booklet.id, ctx.me.id, ctx.now) if booklet is not None else "",
        given=given,
        may_change=order is not None
        and order.by_id == (ctx.person.id if ctx.person else 0)
        and may_change(order.at, ctx.now),
        topics_of=proposal.request_id or 0 if proposal.requirement_id is None else 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is put before the director: a work, or what an agency asks for; `lines`: what it says in short.

    `enclosed`: a booklet that goes with it.
    """

    title: str
    lines: tuple[str, ...]
    memo: Memo
    file_name: str
    requirement_id: int | None = None
    request_id: int | None = None
    enclosed: Document | None = None


def directors(ctx: Context) -> list[Person]:
    """Who may decide and can be written to."""
    found = ctx.tx.people.with_role(ctx.me.office_id, roles_with(Right.DECIDE))
    return [one for one in found if one.blocked_at is None]


def put(matter: Matter, before: Sequence[Person], ctx: Context) -> list[Outgoing]:
    """Keep a proposal, with a copy of its memo for each director; what each of them is told."""
    from reports.official.pictures import to_pdf  # noqa: PLC0415 - what draws is loaded by whoever draws

    data = to_pdf(matter.memo, made_at=ctx.now, folder=ctx.templates)
    proposal = ctx.tx.proposals.add(
        Proposal(
            office_id=ctx.me.office_id,
            requirement_id=matter.requirement_id,
            request_id=matter.request_id,
            title=matter.title,
            lines=list(matter.lines),
            proposed_at=ctx.now,
            proposed_by=ctx.me.id,
            shown_on=local(ctx.now).date(),
        )
    )
    sha256 = ctx.tx.files.keep(data, memo_drafting.PDF_MIME, ctx.now)
    for director in before:
        ctx.tx.files.make_document(
            office_id=ctx.me.office_id, kind="memo", name=matter.file_name, sha256=sha256,
            made_for_id=director.id, now=ctx.now, about={"proposal": proposal.id},
        )  # fmt: skip
        if (booklet := matter.enclosed) is not None:
            ctx.tx.files.make_document(
                office_id=ctx.me.office_id, kind=BOOKLET, name=booklet.name, sha256=booklet.sha256,
                made_for_id=director.id, now=ctx.now, about={"proposal": proposal.id},
            )  # fmt: skip
    note(Noted.PROPOSE, proposal, ctx)
    return [
        Push(
            director.line_user_id or "",
            (words.to_decide(ctx.voice, view_of(proposal, ctx.as_person(director))),),
            once=f"proposal:{proposal.id}:{director.id}",
        )
        for director in before
    ]


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
    record_step(proposal, ctx)
    officer = ctx.tx.people.get(proposal.proposed_by)
    if officer is None or officer.id == ctx.me.id or officer.line_user_id is None:
        return []
    return [Push(officer.line_user_id, (words.told(ctx.voice, view),))]


def record_step(proposal: Proposal, ctx: Context) -> None:
    """Record the order as the manual's step of the work, with whose and when it is; one that was sent back is none."""
    requirement = ctx.tx.work.requirement(proposal.requirement_id or 0, proposal.office_id)
    code = PROPOSED_BY.get(requirement.work) if requirement else None
    given, order = view_of(proposal, ctx).given, proposal.order
    if requirement is None or code is None or given is None or order is None:
        return
    ctx.tx.steps.take_back(requirement.id, code)
    if given.order.lets_go_on:
        by = order.by_id or order.written_by or ctx.me.id
        ctx.tx.steps.record(requirement.id, code, at=order.at, by=by, about=words.said(given))


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
