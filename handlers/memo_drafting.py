"""The memo that proposes a work to the director: what it says, from the plan, and the document it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.lifecycle import ACCEPTED, State
from domain.thai import local
from domain.works import BOUND_BY
from handlers import tasks_of
from handlers.routing import Context
from handlers.wording import memos as words
from reports.official.model import Memo, Signer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.schema import Obligation, Requirement

PDF_MIME = "application/pdf"


def proposal_of(requirement: Requirement, obligations: Iterable[Obligation], ctx: Context) -> words.Proposal | None:
    """What a work asks for; None where nobody owes anything of it."""
    found: dict[str, list[str]] = {}
    debts = list(obligations)
    for task in tasks_of.tasks(ctx, debts):
        found.setdefault(f"{task.subject} {task.subject_title}".strip(), []).append(task.unit)
    if not found:
        return None
    external = requirement.external_due_at
    return words.Proposal(
        title=requirement.title,
        agency=requirement.agency,
        first=requirement.period_start,
        last=requirement.period_end,
        due=local(requirement.due_at).date(),
        external_due=local(external).date() if external else None,
        asked=tuple((what, tuple(dict.fromkeys(units))) for what, units in found.items()),
        booklet=_booklet_of(requirement, debts, ctx),
    )


def _booklet_of(requirement: Requirement, debts: Sequence[Obligation], ctx: Context) -> words.BookletMemo | None:
    """What is said of the booklet of a work whose booklet is put before the director; None of any other work."""
    if requirement.work not in BOUND_BY:
        return None
    accepted = [debt.id for debt in debts if State(debt.state) in ACCEPTED]
    return words.BookletMemo(
        word=ctx.forms[requirement.form].subject_word,
        year=requirement.fiscal_year_be,
        round_name=requirement.round_name,
        chapters=len(debts),
        filled=len(accepted),
        photos=sum(ctx.tx.pictures.counts(accepted).values()),
    )


def memo_of(proposal: words.Proposal, ctx: Context) -> Memo:
    """The memo in the words of official letters, signed by the speaker."""
    section = _section(ctx)
    if (booklet := proposal.booklet) is not None:
        told = (words.booklet_cause(booklet, section), words.booklet_purpose(booklet, section), words.BOOKLET_CLOSING)
        return _signed((words.booklet_subject(booklet), *told), section, ctx)
    said = (words.subject(proposal), words.cause(proposal), words.purpose(proposal, section), words.CLOSING)
    return _signed(said, section, ctx)


def memo_of_request(asked: words.RequestMemo, ctx: Context) -> Memo:
    """The memo about what an agency asks for, signed by the speaker."""
    section = _section(ctx)
    said = (words.request_subject(asked), words.request_cause(asked), words.request_purpose(asked, section))
    return _signed((*said, words.REQUEST_CLOSING), section, ctx)


def _section(ctx: Context) -> str:
    """The speaker's group, as the memo's ส่วนราชการ."""
    office = ctx.tx.people.office(ctx.me.office_id)
    return next((one.unit.name for one in ctx.me.memberships if one.unit_id != office.id), office.name)


def _signed(said: tuple[str, str, str, str], section: str, ctx: Context) -> Memo:
    """A memo to the director: its subject, cause, purpose and closing."""
    office = ctx.tx.people.office(ctx.me.office_id)
    subject, cause, purpose, closing = said
    return Memo(
        office=office.name,
        section=section,
        subject=subject,
        to=words.addressee(office.name),
        cause=cause,
        purpose=purpose,
        closing=closing,
        signer=Signer(ctx.me.name, ctx.me.position),
        number=f"{office.letter_prefix.removesuffix('/')}/" if office.letter_prefix else None,
    )


def kept(memo_bytes: bytes, mime: str, name: str, requirement: Requirement, person_id: int, ctx: Context) -> int:
    """A document of somebody's own; its id."""
    return ctx.tx.files.make_document(
        office_id=requirement.office_id,
        kind="memo",
        name=name,
        sha256=ctx.tx.files.keep(memo_bytes, mime, ctx.now),
        made_for_id=person_id,
        now=ctx.now,
        about={"requirement": requirement.code},
    ).id
