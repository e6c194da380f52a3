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
from domain.thai import local
from domain.works import PROPOSED_BY, STEPS
from handlers import rounds, tasks_of
from handlers.routing import Context, Deed, reply
from handlers.wording import memos as words
from reports.official.model import Memo, Signer

if TYPE_CHECKING:
    from storage.schema import Requirement

_PDF = "application/pdf"


def draft(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Draft it as a Word file and as PDF, behind links."""
    asked = rounds.meant(event, ctx, "memo")
    if isinstance(asked, list):
        return asked
    requirement = asked.requirement
    found: dict[str, list[str]] = {}
    for task in tasks_of.tasks(ctx, asked.obligations):
        found.setdefault(f"{task.subject} {task.subject_title}".strip(), []).append(task.unit)
    if not found:
        return reply(words.nothing_to_propose(ctx.voice, requirement.title))
    external = requirement.external_due_at
    proposal = words.Proposal(
        title=requirement.title,
        agency=requirement.agency,
        first=requirement.period_start,
        last=requirement.period_end,
        due=local(requirement.due_at).date(),
        external_due=local(external).date() if external else None,
        asked=tuple((what, tuple(dict.fromkeys(units))) for what, units in found.items()),
    )
    from reports.official.documents import to_docx  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.official.pictures import to_pdf  # noqa: PLC0415
    from reports.official.word import DOCX_MIME  # noqa: PLC0415

    memo = _memo(proposal, ctx)
    made = (("docx", DOCX_MIME, to_docx(memo, made_at=ctx.now)), ("pdf", _PDF, to_pdf(memo, made_at=ctx.now)))
    word, seen = (
        _kept(words.file_name(proposal, ending), ctx.tx.files.keep(data, mime, ctx.now), requirement, ctx)
        for ending, mime, data in made
    )
    ctx.tx.audit.note(
        ctx.now, Noted.DRAFT_MEMO, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return reply(words.ready(ctx.voice, proposal, (word, seen), ctx.link_hours, _step(requirement)))


def _memo(proposal: words.Proposal, ctx: Context) -> Memo:
    office = ctx.tx.people.office(ctx.me.office_id)
    section = next((one.unit.name for one in ctx.me.memberships if one.unit_id != office.id), office.name)
    return Memo(
        office=office.name,
        section=section,
        subject=words.subject(proposal),
        to=words.addressee(office.name),
        cause=words.cause(proposal),
        purpose=words.purpose(proposal, section),
        closing=words.CLOSING,
        signer=Signer(ctx.me.name, ctx.me.position),
        number=f"{office.letter_prefix.removesuffix('/')}/" if office.letter_prefix else None,
    )


def _kept(name: str, sha256: str, requirement: Requirement, ctx: Context) -> str:
    """The link to a file."""
    document = ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="memo",
        name=name,
        sha256=sha256,
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"requirement": requirement.code},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


def _step(requirement: Requirement) -> tuple[int, int, str] | None:
    """The step that proposing it is: the requirement, its place among the steps, its number."""
    code = PROPOSED_BY.get(requirement.work)
    places = [place for place, step in enumerate(STEPS.get(requirement.work, ()), start=1) if step.code == code]
    return (requirement.id, places[0], code) if code and places else None


DEED = Deed(
    name="draft a memo", do=draft, intents=frozenset({Intent.DRAFT_MEMO}), tap="memo", right=Right.LOAD_PLAN,
    private=True,
)  # fmt: skip
