"""A debt's worth of a form is checked, kept as the next version, and answered: for every deed that settles a debt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Place
from domain.forms.checks import Expectation, check_form
from domain.forms.definition import Severity
from domain.forms.portions import Portion
from domain.forms.reading_result import Finding
from domain.forms.record import findings_to_json, rows_to_json
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Message, Outgoing, Push
from handlers import tasks_of, uploads
from handlers.facts import Task
from handlers.routing import Context, reply
from handlers.wording import receipts as words
from handlers.wording.receipts import Closed, Outcome, Receipt, SameFile

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission, Upload


def settle(upload: Upload, obligation_id: int, portion: Portion, ctx: Context) -> list[Outgoing]:
    """Settle one debt with one portion of a file, and say so."""
    return settle_all(upload, [(obligation_id, portion)], ctx)


def settle_all(upload: Upload, debts: Sequence[tuple[int, Portion]], ctx: Context) -> list[Outgoing]:
    """Settle each of these debts (ids) with its portion of one file, and say so in one answer.

    A receipt is noted by itself; a file that settled nothing is noted as kept.
    """
    outcomes = [settled(upload, obligation_id, portion, ctx) for obligation_id, portion in debts]
    if not any(isinstance(outcome, Receipt) for outcome in outcomes):
        uploads.note(Noted.KEEP_FILE, upload, ctx)
    return answer(outcomes, ctx)


def settled(upload: Upload, obligation_id: int, portion: Portion, ctx: Context) -> Outcome:
    """Check a portion, write the next version of the debt and move it. Once for each debt of a file.

    Nothing is written for a debt that is closed, or that these very bytes settled before.
    """
    obligation = ctx.tx.work.obligation_to_settle(obligation_id)
    if obligation is None:
        raise LookupError(f"obligation {obligation_id}")
    earlier = ctx.tx.submissions.same_file([obligation_id], upload.sha256)
    if earlier is not None:
        return _same(upload, earlier, obligation, ctx)
    findings = _findings(portion, obligation, ctx)
    clean = not any(f.severity is Severity.ERROR for f in findings)
    deed = Move.RECEIVE_CLEAN if clean else Move.RECEIVE_FAULTY
    try:
        after = move(State(obligation.state), deed, ctx.works[obligation.requirement.work])
    except IllegalMoveError:
        return Closed(task=_task(obligation, ctx))
    earlier_stands = not clean and not is_owed(after)
    submission = ctx.tx.submissions.receive(
        obligation=obligation,
        upload=upload,
        at=upload.arrived_at,
        clean=clean,
        stands=not earlier_stands,
        sheet=portion.reading.first.sheet,
        portion=portion.place,
        rows=rows_to_json(portion.reading.rows),
        findings=findings_to_json(findings),
    )
    obligation.state = after.value
    ctx.tx.outbox.withdraw_about(obligation.id, ctx.now)
    _note_receipt(Noted(deed.value), submission, obligation, ctx)
    return Receipt(
        no=submission.receipt_no,
        version=submission.version,
        file_name=upload.name,
        at=submission.received_at,
        task=_task(obligation, ctx),
        rows=len(portion.reading.rows),
        findings=findings,
        earlier_stands=earlier_stands,
    )


def answer(outcomes: Sequence[Outcome], ctx: Context) -> list[Outgoing]:
    """What the sender hears of one file: the card of its receipt, or one summary of several.

    All of it where that may be heard; in a group else its numbers, and to the sender what the numbers leave open.
    """
    if len(outcomes) > 1:
        return _several(outcomes, ctx)
    (outcome,) = outcomes
    match outcome:
        case Closed():
            return reply(words.closed_already(ctx.voice, outcome.task), worth_push=True)
        case SameFile():
            return _answer_same(outcome, ctx)
        case Receipt():
            card, number = words.received(ctx.voice, outcome), words.received_in_group(ctx.voice, outcome)
            return _heard(card, number, f"receipt:{outcome.no}", ctx, leaves_open=bool(outcome.findings))
        case _:
            assert_never(outcome)


def same_file(upload: Upload, earlier: Submission, ctx: Context) -> list[Outgoing]:
    """This very file came before: no need to send it again, or, where it waits to be mended, still to be mended."""
    uploads.note(Noted.KEEP_FILE, upload, ctx)
    obligation = ctx.tx.work.obligation(earlier.obligation_id)
    if obligation is None:
        raise LookupError(f"obligation {earlier.obligation_id}")
    return _answer_same(_same(upload, earlier, obligation, ctx), ctx)


def _same(upload: Upload, earlier: Submission, obligation: Obligation, ctx: Context) -> SameFile:
    return SameFile(
        no=earlier.receipt_no, at=earlier.received_at, task=_task(obligation, ctx), once=f"same:{upload.id}"
    )


def _task(obligation: Obligation, ctx: Context) -> Task:
    (task,) = tasks_of.tasks(ctx, [obligation])
    return task


def _answer_same(same: SameFile, ctx: Context) -> list[Outgoing]:
    if not same.task.owed:
        return reply(words.same_file(ctx.voice, same), worth_push=True)
    to_mend = words.same_file_to_mend(ctx.voice, same)
    return [_to_sender(to_mend, same.once, ctx)] if ctx.place is Place.GROUP else reply(to_mend, worth_push=True)


def _several(outcomes: Sequence[Outcome], ctx: Context) -> list[Outgoing]:
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    card, number = words.received_several(ctx.voice, outcomes), words.received_several_in_group(ctx.voice, outcomes)
    once = f"receipt:{receipts[0].no}" if receipts else f"several:{ctx.me.id}:{ctx.now.isoformat()}"
    return _heard(card, number, once, ctx, leaves_open=any(r.findings for r in receipts))


def _heard(card: Message, number: Message, once: str, ctx: Context, *, leaves_open: bool) -> list[Outgoing]:
    """`leaves_open`: the number alone does not tell the sender all there is to do."""
    if ctx.hears(card.tells):
        return reply(card, worth_push=True)
    if not ctx.hears(number.tells):
        return [_to_sender(card, once, ctx)]
    return [*reply(number), _to_sender(card, once, ctx)] if leaves_open else reply(number, worth_push=True)


def _to_sender(message: Message, once: str, ctx: Context) -> Push:
    """What a group should not read, to the one who sent the file there."""
    return Push(ctx.me.line_user_id or "", (message,), once=once)


def _note_receipt(noted: Noted, submission: Submission, obligation: Obligation, ctx: Context) -> None:
    """`for`: the code of the unit that owes it; `on_behalf`: sent by somebody who serves none of its owners."""
    subject_units = {obligation.unit_id, *(owner.unit_id for owner in obligation.subject.owners)}
    ctx.tx.audit.note(
        ctx.now, noted, submission.receipt_no, office_id=obligation.requirement.office_id, person_id=ctx.me.id,
        detail={
            "for": obligation.unit.code,
            "subject": obligation.subject.code,
            "version": submission.version,
            "on_behalf": not subject_units & set(ctx.my_units),
        },
    )  # fmt: skip


def _findings(portion: Portion, obligation: Obligation, ctx: Context) -> tuple[Finding, ...]:
    requirement, subject = obligation.requirement, obligation.subject
    expected = Expectation(
        fiscal_year_be=requirement.fiscal_year_be,
        round=requirement.round,
        subject=str(subject.no),
        indicators=tuple((i.no, i.name) for i in subject.indicators),
    )
    return check_form(portion.reading, ctx.forms[portion.form], expected)
