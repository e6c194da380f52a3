"""What a list from another system decides about debts, and taking that back. The debts are locked by the caller."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.extensions import due_on
from domain.forms.record import findings_to_json, rows_from_json, rows_to_json
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.report_lists import DOUBTS, VERIFIES, Judged, Verdict, same_figures
from domain.reviewing import MAY_UNDO_FOR, OFFICE, TOGETHER, YES, mend_by, taken_back
from domain.works import CHECKED_ABOVE_BY, STEPS
from handlers import extending, mending, reviewing
from handlers.report_lists import About, Compared
from handlers.routing import Context
from handlers.wording import report_lists as words
from storage.report_lists import CONFIRMED, UNDONE
from storage.reviews import UNDONE as REVIEW_UNDONE

if TYPE_CHECKING:
    from storage.schema import Obligation, ReportList, Review, Submission, Upload

_YES = frozenset(deed.value for deed in YES)


def decide(row: ReportList, upload: Upload, found: Compared, what: About, ctx: Context) -> words.Done:
    """Verify what agrees, send back what cannot be, doubt what the list does not bear out; all by this list."""
    verified = [_verify(debt, one, upload, ctx) for debt, one in found.of(*VERIFIES)]
    for debt, one in found.of(Verdict.SETTLED):
        _renew(debt, one, upload, ctx)
    returned = [_send_back(debt, one, upload, ctx) for debt, one in found.of(Verdict.WRONG)]
    doubted = [_doubt(debt, one, what, ctx) for debt, one in found.of(*DOUBTS)]
    for review in (*verified, *returned, *doubted):
        review.list_id = row.id
    ctx.tx.reviews.add(*verified, *returned, *doubted)
    row.status, row.confirmed_at, row.confirmed_by_id = CONFIRMED, ctx.now, ctx.me.id
    row.counts = dict(Counter(one.verdict.value for one in found.found))
    ctx.tx.audit.note(
        ctx.now, Noted.CONFIRM_LIST, str(row.id), office_id=row.office_id, person_id=ctx.me.id,
        detail={
            "requirement": what.requirement.code, "verified": len(verified), "returned": len(returned),
            "doubted": len(doubted),
        },
    )  # fmt: skip
    return words.Done(
        id=row.id,
        title=what.requirement.title,
        requirement=what.requirement.id,
        verified=len(verified),
        returned=len(returned),
        doubted=len(doubted),
        told=len(_hearers([*returned, *doubted], found, ctx)),
        above=_check_above(what, ctx),
    )


def undo(row: ReportList, ctx: Context) -> tuple[int, int] | None:
    """Take back what the list decided, where nothing has come of it: how much is back, and how much stays.

    None where it is too long ago. What its people have been written to about stays.
    """
    if row.status != CONFIRMED or row.confirmed_at is None or ctx.now - row.confirmed_at > MAY_UNDO_FOR:
        return None
    back = kept = 0
    for one in ctx.tx.reviews.of_list(row.id):
        debt = ctx.tx.work.obligation_to_settle(one.obligation_id)
        if debt is None or not _nothing_since(one, debt, ctx):
            kept += 1
            continue
        _take_back(one, debt, ctx)
        back += 1
    row.status = UNDONE
    ctx.tx.flush()
    ctx.tx.audit.note(
        ctx.now, Noted.UNDO_LIST, str(row.id), office_id=row.office_id, person_id=ctx.me.id,
        detail={"back": back, "kept": kept},
    )  # fmt: skip
    return back, kept


def _verify(debt: Obligation, one: Judged, upload: Upload, ctx: Context) -> Review:
    before = State(debt.state)
    after = move(before, Move.VERIFY, ctx.works[debt.requirement.work])
    review = reviewing.review(debt, OFFICE, Move.VERIFY, before, after, ctx)  # while its sender's version counts
    review.submission_id = _receive(debt, one, upload, ctx).id
    debt.state = after.value
    ctx.tx.outbox.withdraw_about(debt.id, ctx.now)
    ctx.tx.extensions.close(debt.id, ctx.now)
    return review


def _renew(debt: Obligation, one: Judged, upload: Upload, ctx: Context) -> None:
    """What was found right before counts with the figures of today."""
    rows = rows_from_json(debt.standing.rows) if debt.standing else ()
    if one.entry is not None and not same_figures(rows, one.entry.rows, ctx.forms[debt.requirement.form]):
        _receive(debt, one, upload, ctx)


def _send_back(debt: Obligation, one: Judged, upload: Upload, ctx: Context) -> Review:
    before = State(debt.state)
    deed = Move.RETURN if before is State.CLAIMED else Move.RECEIVE_FAULTY
    after = move(before, deed, ctx.works[debt.requirement.work])
    review = reviewing.review(debt, OFFICE, Move.RETURN, before, after, ctx)
    review.reason = words.told(one.problems)
    review.submission_id = _receive(debt, one, upload, ctx).id
    debt.state = after.value
    day = mend_by(debt.due_at, ctx.now, ctx.calendar(debt.requirement.office_id))
    if day is not None:
        was, debt.due_at = debt.due_at, due_on(day, debt.due_at)
        review.due_after = debt.due_at
        extending.note(Noted.EXTEND, debt, ctx, before=was.isoformat(), after=debt.due_at.isoformat())
    return review


def _doubt(debt: Obligation, one: Judged, what: About, ctx: Context) -> Review:
    before = State(debt.state)
    after = move(before, Move.DOUBT, ctx.works[what.requirement.work])
    review = reviewing.review(debt, OFFICE, Move.DOUBT, before, after, ctx)
    review.reason = words.doubted(one.verdict)
    return review


def _receive(debt: Obligation, one: Judged, upload: Upload, ctx: Context) -> Submission:
    """The unit's rows of the list are what counts of it from now on: file, sheet and cells are known."""
    if one.entry is None:
        raise LookupError(f"obligation {debt.id} is not in the list")
    rows = one.entry.rows
    return ctx.tx.submissions.receive(
        obligation=debt,
        upload=upload,
        at=upload.arrived_at,
        clean=not one.problems and one.verdict is not Verdict.WRONG,
        stands=True,
        sheet=rows[0].sheet,
        portion=debt.unit.name,
        rows=rows_to_json(rows),
        findings=findings_to_json(one.problems),
    )


def _hearers(reviews: list[Review], found: Compared, ctx: Context) -> set[int]:
    debts = {debt.id: debt for debt in found.debts}
    members = ctx.tx.people.reachable(ctx.me.office_id)
    return {person for one in reviews for person in mending.hearers(one, debts[one.obligation_id], members)}


def _check_above(what: About, ctx: Context) -> int | None:
    """The place, from 1, of the step that records the check of สพฐ.; None where it is recorded, or there is none."""
    requirement = what.requirement
    code = CHECKED_ABOVE_BY.get(requirement.work)
    if code is None or code in ctx.tx.steps.of(requirement.id):
        return None
    return next(place for place, step in enumerate(STEPS[requirement.work], 1) if step.code == code)


def _nothing_since(one: Review, debt: Obligation, ctx: Context) -> bool:
    last = ctx.tx.reviews.latest_of(debt.id)
    told = one.told_at is not None or (one.deed not in _YES and ctx.now - one.at >= TOGETHER)
    return not told and debt.state == one.after and last is not None and last.id == one.id


def _take_back(one: Review, debt: Obligation, ctx: Context) -> None:
    version = ctx.tx.submissions.submission(one.submission_id) if one.submission_id else None
    if version is not None and one.deed != Move.DOUBT:
        ctx.tx.submissions.withdraw(version, ctx.now)
        ctx.tx.submissions.stand_best(debt)
    debt.state = taken_back(State(debt.state), State(one.before), ctx.works[debt.requirement.work]).value
    if one.due_after is not None and one.due_before is not None and debt.due_at == one.due_after:
        debt.due_at = one.due_before
    one.status = REVIEW_UNDONE
