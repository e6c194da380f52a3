"""A debt's worth of a form is checked, kept as the next version, and answered: for every deed that settles a debt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.albums import still_needed
from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Place
from domain.forms.beside import beside
from domain.forms.carried import Completed, is_missing_row
from domain.forms.checks import Expectation, check_form
from domain.forms.compared import compare
from domain.forms.definition import FormDefinition, Severity
from domain.forms.portions import Portion
from domain.forms.reading_result import Finding
from domain.forms.record import findings_to_json, rows_to_json
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Message, Outgoing, Reply
from domain.subjects import subject_mark
from handlers import albums, earlier_files, uploads
from handlers.candidates import known_units
from handlers.marked_files import with_marked_copy
from handlers.receipt_answers import answer, same, same_file, task_of
from handlers.routing import Context
from handlers.wording import albums as album_words
from handlers.wording.receipts import Closed, Outcome, Receipt

__all__ = ["answer", "same_file", "settle", "settle_all", "settled"]

if TYPE_CHECKING:
    from reports.seen import BookPicture, PrintCopy
    from storage.schema import Obligation, Submission, Upload

Pictures = Sequence[tuple["BookPicture", "PrintCopy"]]


def settle(upload: Upload, obligation_id: int, portion: Portion, ctx: Context) -> list[Outgoing]:
    """Settle one debt with one portion of a file, and say so."""
    return settle_all(upload, [(obligation_id, portion)], ctx)


def settle_all(
    upload: Upload, debts: Sequence[tuple[int, Portion]], ctx: Context, *, pictures: Pictures = ()
) -> list[Outgoing]:
    """Settle each of these debts (ids) with its portion of one file, and say so in one answer.

    A receipt is noted by itself; a file that settled nothing is noted as kept. `pictures`: those on its sheets.
    """
    alone = len(debts) == 1
    outcomes = [settled(upload, obligation_id, portion, ctx, alone=alone) for obligation_id, portion in debts]
    if not any(isinstance(outcome, Receipt) for outcome in outcomes):
        uploads.note(Noted.KEEP_FILE, upload, ctx)
    said = answer(with_marked_copy(upload, outcomes, ctx), ctx)
    taken = [outcome.task.id for outcome in outcomes if isinstance(outcome, Receipt)]
    return _with_albums(
        said, [found for debt in taken if (found := _album(upload, debt, pictures, ctx, alone=alone))], ctx
    )


def _album(upload: Upload, debt_id: int, pictures: Pictures, ctx: Context, *, alone: bool) -> Message | None:
    """What became of the pictures on the sheets of a report, or that they are awaited; None where neither is so."""
    debt = ctx.tx.work.obligation(debt_id)
    if debt is None or not albums.keeps_album(debt, ctx):
        return None
    theirs = [one for one in pictures if alone or debt.subject.code.upper() in one[0].sheet.upper()]
    if not theirs:
        return _awaited(debt, ctx) if alone and not debt.requirement.round.startswith("Q") else None
    entered = albums.take_from_book(debt, upload, theirs, ctx)
    what = album_words.CameView(
        new=entered.numbers, same=entered.same, over=entered.over, faults=entered.faults, first=entered.first
    )
    return album_words.came(ctx.voice, albums.view_of(debt, ctx), what)


def _awaited(debt: Obligation, ctx: Context) -> Message | None:
    """That the year's report still wants pictures, of which none came with it."""
    view = albums.view_of(debt, ctx)
    return album_words.awaited(ctx.voice, view) if still_needed(view.count) else None


def _with_albums(said: list[Outgoing], cards: Sequence[Message], ctx: Context) -> list[Outgoing]:
    """The cards behind the receipt, in private: a group need not hear of pictures."""
    if not cards or ctx.place is Place.GROUP or not said or not isinstance(said[-1], Reply):
        return said
    return [*said[:-1], replace(said[-1], messages=(*said[-1].messages, *cards))]


def settled(upload: Upload, obligation_id: int, portion: Portion, ctx: Context, *, alone: bool = True) -> Outcome:
    """Check a portion, write the next version of the debt and move it. Once for each debt of a file.

    `alone`: the file is about nothing else.

    Nothing is written for a debt that is closed, or that these very bytes settled before.
    """
    obligation = ctx.tx.work.obligation_to_settle(obligation_id)
    if obligation is None:
        raise LookupError(f"obligation {obligation_id}")
    earlier = ctx.tx.submissions.same_file([obligation_id], upload.sha256)
    if earlier is not None:
        return same(upload, earlier, obligation, ctx)
    before = earlier_files.versions(obligation, ctx)
    whole = earlier_files.completed(portion, obligation, before, ctx)
    findings = _findings(portion.form, whole, obligation, ctx)
    clean = not any(f.severity is Severity.ERROR for f in findings)
    deed = Move.RECEIVE_CLEAN if clean else Move.RECEIVE_FAULTY
    only_said = obligation.state == State.CLAIMED and obligation.standing is None
    try:
        step = Move.RETURN if only_said and not clean else deed  # a faulty copy gainsays what was only said
        after = move(State(obligation.state), step, ctx.works[obligation.requirement.work])
    except IllegalMoveError:
        return Closed(task=task_of(obligation, ctx))
    earlier_stands = not clean and not is_owed(after)
    submission = ctx.tx.submissions.receive(
        obligation=obligation,
        upload=upload,
        at=upload.arrived_at,
        clean=clean,
        stands=not earlier_stands,
        sheet=portion.reading.first.sheet,
        portion=portion.place,
        rows=rows_to_json(whole.rows),
        findings=findings_to_json(findings),
        beside=beside(portion.reading, (_mark(obligation), obligation.subject.title), alone=alone),
    )
    obligation.state = after.value
    ctx.tx.outbox.withdraw_about(obligation.id, ctx.now)
    if not is_owed(after):
        ctx.tx.extensions.close(obligation.id, ctx.now)
    _note_receipt(Noted(deed.value), submission, obligation, ctx)
    return Receipt(
        no=submission.receipt_no,
        version=submission.version,
        file_name=upload.name,
        at=submission.received_at,
        task=task_of(obligation, ctx),
        rows=len(whole.own.rows),
        findings=findings,
        earlier_stands=earlier_stands,
        changes=earlier_files.changed(whole.rows, before, portion.form, ctx),
        taken_over=earlier_files.taken_over(whole, before, portion.form, ctx),
        some_will_do=_some_will_do(findings, whole, ctx.forms[portion.form]),
    )


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


def _findings(form: str, whole: Completed, obligation: Obligation, ctx: Context) -> tuple[Finding, ...]:
    """What is wrong with what the file itself brings: rows taken over were looked at when they came."""
    requirement, definition = obligation.requirement, ctx.forms[form]
    expected = Expectation(
        form=requirement.form,
        fiscal_year_be=requirement.fiscal_year_be,
        round=requirement.round or None,
        subject=_mark(obligation) or None,
        indicators=whole.left,
        units=known_units(ctx) if definition.unit_code_field else (),
    )
    found = check_form(whole.own, definition, expected)
    return found + compare(whole.own.rows, definition, earlier_files.beside(form, obligation, ctx))


def _mark(obligation: Obligation) -> str:
    return subject_mark(obligation.subject.kind, obligation.subject.no, obligation.subject.code)


def _some_will_do(findings: Sequence[Finding], whole: Completed, definition: FormDefinition) -> bool:
    """Whether nothing is wrong but that rows are missing: the next file need bring only these."""
    errors = [f for f in findings if f.severity is Severity.ERROR]
    return bool(whole.rows) and bool(errors) and all(is_missing_row(f, definition) for f in errors)
