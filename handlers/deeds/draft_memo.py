"""ร่างบันทึก: the memo that proposes a work to the director, filled in from the plan, for an officer to go on editing.

The bot prepares; the director decides. That it was proposed the officer records, by a tap below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.works import PROPOSED_BY, STEPS
from handlers import memo_drafting, rounds
from handlers.routing import Context, Deed, reply
from handlers.wording import memos as words

if TYPE_CHECKING:
    from storage.schema import Requirement


def draft(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Draft it as a Word file and as PDF, behind links."""
    asked = rounds.meant(event, ctx, "memo")
    if isinstance(asked, list):
        return asked
    requirement = asked.requirement
    proposal = memo_drafting.proposal_of(requirement, asked.obligations, ctx)
    if proposal is None:
        return reply(words.nothing_to_propose(ctx.voice, requirement.title))
    from reports.official.documents import to_docx  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.official.pictures import to_pdf  # noqa: PLC0415
    from reports.official.word import DOCX_MIME  # noqa: PLC0415

    memo = memo_drafting.memo_of(proposal, ctx)
    made = (
        ("docx", DOCX_MIME, to_docx(memo, made_at=ctx.now, folder=ctx.templates)),
        ("pdf", memo_drafting.PDF_MIME, to_pdf(memo, made_at=ctx.now, folder=ctx.templates)),
    )
    word, seen = (
        ctx.links.file(
            memo_drafting.kept(data, mime, words.file_name(proposal.title, ending), requirement, ctx.me.id, ctx),
            ctx.me.id,
            ctx.now,
        )
        for ending, mime, data in made
    )
    ctx.tx.audit.note(
        ctx.now, Noted.DRAFT_MEMO, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return reply(words.ready(ctx.voice, proposal, (word, seen), ctx.link_hours, _step(requirement)))


def _step(requirement: Requirement) -> tuple[int, int, str] | None:
    """The step that proposing it is: the requirement, its place among the steps, its number."""
    code = PROPOSED_BY.get(requirement.work)
    places = [place for place, step in enumerate(STEPS.get(requirement.work, ()), start=1) if step.code == code]
    return (requirement.id, places[0], code) if code and places else None


DEED = Deed(
    name="draft a memo", do=draft, intents=frozenset({Intent.DRAFT_MEMO}), tap="memo", right=Right.LOAD_PLAN,
    private=True, slow=True,
)  # fmt: skip
