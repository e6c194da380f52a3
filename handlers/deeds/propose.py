"""เสนอ ผอ.: an officer puts a work before the director, with its memo, and is told what was ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.events import Incoming, TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.proposals import read_order
from domain.phrases.understanding import Intent
from domain.proposals import Order
from domain.rights import Right
from domain.works import BOUND_BY
from handlers import assigning, memo_drafting, proposing, rounds
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import booklets as booklet_words
from handlers.wording import memos as memo_words
from handlers.wording import proposals as words
from storage.schema import Proposal

if TYPE_CHECKING:
    from handlers.rounds import Asked
    from storage.schema import Document, Requirement

_LISTED: Final = 10
ON_PAPER: Final = "order on paper"  # a draft: said, and not yet on which proposal


def propose(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What is to be put before whom, and what it costs: propose:<requirement>, or by words.

    Words may also mean what an agency asks for, as long as it was not put before the director.
    """
    if isinstance(event, TextSaid) and (requests := _requests(ctx)):
        works = ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
        return reply(words.which_to_propose(ctx.voice, requests, [(one.id, one.title) for one in works]))
    asked = rounds.meant(event, ctx, "propose")
    if isinstance(asked, list):
        return asked
    requirement = asked.requirement
    if (waiting := ctx.tx.proposals.waiting_for(requirement.id)) is not None:
        return reply(words.waits_already(ctx.voice, proposing.view_of(waiting, ctx)))
    directors, lines = proposing.directors(ctx), _lines(asked, ctx)
    if (why := _not_yet(requirement, lines, ctx, directors=bool(directors))) is not None:
        return reply(why)
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    names = [one.name for one in directors]
    return reply(words.really(ctx.voice, f"proposego:{requirement.id}", requirement.title, lines or (), names, left))


def _not_yet(
    requirement: Requirement, lines: tuple[str, ...] | None, ctx: Context, *, directors: bool
) -> Message | None:
    """Why a work cannot be put before a director now; None if it can."""
    if not directors:
        return words.no_director(ctx.voice, requirement.title)
    if lines is None:
        return memo_words.nothing_to_propose(ctx.voice, requirement.title)
    if requirement.work in BOUND_BY and _booklet(requirement, ctx) is None:
        return booklet_words.make_first(ctx.voice, requirement.title)
    return None


def _requests(ctx: Context) -> list[tuple[int, str, str]]:
    """The requests that may be put before the director: id, agency, topics."""
    return [
        (one.id, one.agency.called, ", ".join(topic.title for topic in one.topics)) for one in assigning.to_propose(ctx)
    ]


def _lines(asked: Asked, ctx: Context) -> tuple[str, ...] | None:
    proposal = memo_drafting.proposal_of(asked.requirement, asked.obligations, ctx)
    return None if proposal is None else _said_of(proposal)


def _said_of(proposal: memo_words.Proposal) -> tuple[str, ...]:
    if proposal.booklet is not None:
        return booklet_words.proposed_lines(proposal.booklet)
    return words.lines_of(len(proposal.asked), proposal.due, proposal.external_due)


def _booklet(requirement: Requirement, ctx: Context) -> Document | None:
    """The booklet that is put before the director, where that is what a work proposes."""
    if requirement.work not in BOUND_BY:
        return None
    return ctx.tx.files.latest_booklet(requirement.office_id, requirement.code, memo_drafting.PDF_MIME)


def go(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Put it before the director: proposego:<requirement>. Twice is once."""
    asked = rounds.meant(event, ctx, "propose")
    if isinstance(asked, list):
        return asked
    requirement = asked.requirement
    if (waiting := ctx.tx.proposals.waiting_for(requirement.id)) is not None:
        return reply(words.waits_already(ctx.voice, proposing.view_of(waiting, ctx)))
    memo = memo_drafting.proposal_of(requirement, asked.obligations, ctx)
    directors = proposing.directors(ctx)
    if memo is None or not directors:
        return reply(words.no_director(ctx.voice, requirement.title))
    matter = proposing.Matter(
        title=requirement.title,
        lines=_said_of(memo),
        memo=memo_drafting.memo_of(memo, ctx),
        file_name=memo_words.file_name(memo.title, "pdf"),
        requirement_id=requirement.id,
        enclosed=_booklet(requirement, ctx),
    )
    return [*reply(words.proposed(ctx.voice, requirement.title)), *proposing.put(matter, directors, ctx)]


def listed(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was proposed, with the orders given; for a director first of all what waits."""
    decides = ctx.may(Right.DECIDE)
    waiting = ctx.tx.proposals.waiting(ctx.me.office_id)
    if decides and len(waiting) == 1:
        return reply(words.to_decide(ctx.voice, proposing.view_of(waiting[0], ctx)))
    found = waiting if decides and waiting else ctx.tx.proposals.latest(ctx.me.office_id, most=_LISTED)
    if not found:
        return reply(words.none_proposed(ctx.voice, proposes=ctx.may(Right.LOAD_PLAN)))
    return reply(words.listed(ctx.voice, [proposing.view_of(one, ctx) for one in found], decides=decides))


def record(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Write down an order that the director gave on paper: on what waits, else on the round that was proposed so."""
    if not isinstance(event, TextSaid):
        return reply(words.nothing_waits(ctx.voice))
    given = read_order(event.text)
    if given.order.takes_words and not given.words:
        return reply(words.which_to_record(ctx.voice))
    waiting = ctx.tx.proposals.waiting(ctx.me.office_id)
    requests = assigning.to_propose(ctx)
    if len(waiting) > 1 or requests:
        said = {"order": given.order.value, "words": given.words[: words.LONGEST]}
        ctx.tx.registers.keep_draft(ctx.me.id, ON_PAPER, said, ctx.now)
        found = [(f"paper:{one.id}", one.title) for one in waiting]
        found += [(f"paper:0:{one.id}", assigning.proposal_title(one)) for one in requests]
        return reply(words.which_was_ordered(ctx.voice, found))
    asked = _at_hand(event, ctx)
    if isinstance(asked, list):
        return asked
    return _recorded(asked, given.order, given.words[: words.LONGEST], ctx)


def record_on(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Write down the order that was just said on what the button names: paper:<proposal>, or paper:0:<request>."""
    found = ctx.tx.registers.draft(ctx.me.id, ON_PAPER, ctx.now)
    number, request_id = [*numbers(event), 0, 0][:2]
    proposal = ctx.tx.proposals.get(number, ctx.me.office_id) if number else None
    if found is not None and request_id:
        proposal = _on_paper(request_id, ctx)
    if found is None or proposal is None:
        return reply(words.nothing_waits(ctx.voice))
    ctx.tx.registers.drop_draft(ctx.me.id)
    if proposal.order is not None:
        return reply(words.ordered_meanwhile(ctx.voice, proposing.view_of(proposal, ctx)))
    return _recorded(proposal, Order(found.said["order"]), found.said["words"], ctx)


def _on_paper(request_id: int, ctx: Context) -> Proposal | None:
    """A request as if it had been put before the director on paper; None where it is before the director, or gone."""
    request = next((one for one in assigning.to_propose(ctx) if one.id == request_id), None)
    if request is None:
        return None
    return ctx.tx.proposals.add(
        Proposal(
            office_id=ctx.me.office_id,
            request_id=request.id,
            title=assigning.proposal_title(request),
            lines=list(assigning.proposal_lines(request)),
            proposed_at=ctx.now,
            proposed_by=ctx.me.id,
        )
    )


def _recorded(proposal: Proposal, order: Order, said: str, ctx: Context) -> list[Outgoing]:
    told = proposing.give(proposal, order, said, ctx, on_paper=True)
    return [*reply(words.recorded(ctx.voice, proposing.view_of(proposal, ctx))), *told]


def _at_hand(event: Incoming, ctx: Context) -> Proposal | list[Outgoing]:
    """What waits longest; else the only open round, as if it had been put before the director on paper."""
    waiting = ctx.tx.proposals.waiting(ctx.me.office_id)
    if waiting:
        found = ctx.tx.proposals.get(waiting[0].id, ctx.me.office_id)
        return found if found is not None else reply(words.nothing_waits(ctx.voice))
    asked = rounds.meant(event, ctx, "propose")
    if isinstance(asked, list):
        return asked
    lines = _lines(asked, ctx)
    if lines is None:
        return reply(memo_words.nothing_to_propose(ctx.voice, asked.requirement.title))
    return ctx.tx.proposals.add(
        Proposal(
            office_id=ctx.me.office_id,
            requirement_id=asked.requirement.id,
            title=asked.requirement.title,
            lines=list(lines),
            proposed_at=ctx.now,
            proposed_by=ctx.me.id,
        )
    )


PROPOSE = Deed(
    name="propose", do=propose, intents=frozenset({Intent.PROPOSE}), tap="propose", right=Right.LOAD_PLAN, private=True
)
GO = Deed(name="put before the director", do=go, tap="proposego", right=Right.LOAD_PLAN, private=True, slow=True)
LISTED = Deed(
    name="what is proposed", do=listed, intents=frozenset({Intent.PROPOSALS}), right=Right.SEE_ALL, private=True
)
RECORD = Deed(
    name="record an order on paper", do=record, intents=frozenset({Intent.RECORD_ORDER}), right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
RECORD_ON = Deed(name="record it on a proposal", do=record_on, tap="paper", right=Right.LOAD_PLAN, private=True)
DEEDS = (PROPOSE, GO, LISTED, RECORD, RECORD_ON)
