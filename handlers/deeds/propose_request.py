"""เสนอ ผอ. เรื่องที่หน่วยงานขอ: what an agency asks for is put before the director, who says who prepares what.

The manual, work 2, step 1: before there is a work, with the topics and the agency's day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import Incoming
from domain.messages import Outgoing
from domain.rights import Right
from handlers import assigning, memo_drafting, proposing
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import assignments as assignment_words
from handlers.wording import memos as memo_words
from handlers.wording import proposals as words

if TYPE_CHECKING:
    from storage.schema import AgencyRequest


def propose(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What is to be put before whom, and what it costs: proposereq:<request>."""
    request = _request(event, ctx)
    if isinstance(request, list):
        return request
    directors, title = proposing.directors(ctx), assigning.proposal_title(request)
    if not directors:
        return reply(words.no_director(ctx.voice, title))
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    names = [one.name for one in directors]
    return reply(
        words.really(ctx.voice, f"proposereqgo:{request.id}", title, assigning.proposal_lines(request), names, left)
    )


def go(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Put it before the director: proposereqgo:<request>. Twice is once."""
    request = _request(event, ctx)
    if isinstance(request, list):
        return request
    directors, title = proposing.directors(ctx), assigning.proposal_title(request)
    if not directors:
        return reply(words.no_director(ctx.voice, title))
    asked = memo_words.RequestMemo(
        agency=request.agency.name,
        letter=request.letter_no,
        letter_on=request.letter_on,
        topics=tuple(topic.title for topic in request.topics),
        due=request.due_at,
        inside_due=assigning.due_of(request, ctx),
    )
    matter = proposing.Matter(
        title=title,
        lines=assigning.proposal_lines(request),
        memo=memo_drafting.memo_of_request(asked, ctx),
        file_name=memo_words.file_name(title, "pdf"),
        request_id=request.id,
    )
    return [*reply(words.proposed(ctx.voice, title)), *proposing.put(matter, directors, ctx)]


def _request(event: Incoming, ctx: Context) -> AgencyRequest | list[Outgoing]:
    """The request of the button, locked, unless it waits for the director already or its topics are given out."""
    request = ctx.tx.topics.to_give_out(argument(event) or 0, ctx.me.office_id)
    if request is None:
        return reply(assignment_words.nothing_to_give(ctx.voice))
    before = ctx.tx.proposals.of_request(request.id)
    if before is not None:
        view = proposing.view_of(before, ctx)
        if view.given is None:
            return reply(words.waits_already(ctx.voice, view))
        if view.given.order.lets_go_on:
            return reply(words.too_late(ctx.voice, view))
    return request


PROPOSE = Deed(name="propose a request", do=propose, tap="proposereq", right=Right.LOAD_PLAN, private=True)
GO = Deed(
    name="put a request before the director", do=go, tap="proposereqgo", right=Right.LOAD_PLAN, private=True, slow=True
)
DEEDS = (PROPOSE, GO)
