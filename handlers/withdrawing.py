"""A version is taken back: by unsending its message, or by asking for it. Accepted work is final.

What was read from it is erased, also where a later version took rows over from it; its number stays used. The best
version left counts again, and the debt stands as if only that had come.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.forms.definition import FormDefinition, Severity
from domain.forms.reading_result import Finding, Row
from domain.forms.record import findings_from_json, findings_to_json, rows_from_json, rows_to_json
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from handlers.routing import Context
from storage.files import TAKEN_BACK

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission, Upload

OPEN: Final = (State.SUBMITTED, State.CLAIMED, State.RETURNED)  # nobody has accepted it yet


def is_final(submission: Submission, debt: Obligation) -> bool:
    """Whether what the office has accepted is this version, or has rows of it."""
    standing = debt.standing
    counts = submission.stands or (standing is not None and _leans_on(standing, submission))
    return counts and State(debt.state) not in OPEN


def withdraw(submission: Submission, debt: Obligation, by_id: int | None, ctx: Context) -> bool:
    """Take a version back that is not final, of a debt that is locked. Whether the debt stands otherwise now.

    `by_id`: who did it.
    """
    stood, leaning = submission.stands, _without_its_rows(submission, debt, ctx)
    ctx.tx.submissions.withdraw(submission, ctx.now)
    moved = stood or leaning
    if moved:
        heir = ctx.tx.submissions.stand_best(debt)
        if heir is not None:
            ctx.tx.pictures.put_back_of_upload(heir.upload_id, debt.id)
        debt.state = _state_without(submission, heir, State(debt.state), ctx.works[debt.requirement.work]).value
    ctx.tx.audit.note(
        ctx.now, Noted.TAKE_BACK, submission.receipt_no, office_id=debt.requirement.office_id, person_id=by_id
    )
    return moved


def erase_upload(upload: Upload, ctx: Context) -> None:
    """Erase the file itself and what was made of it."""
    upload.outcome, upload.name = TAKEN_BACK, ""
    made = ctx.tx.files.drop_made_of(upload.id, upload.office_id)
    ctx.tx.flush()
    pictures = ctx.tx.pictures.erase_of_upload(upload.id)
    ctx.tx.files.erase_unused({upload.sha256, *made, *pictures}, ctx.now)


def erase_if_over(upload: Upload, ctx: Context) -> None:
    """Erase a file none of whose versions is left, with the message that brought it."""
    if all(version.withdrawn_at is not None for version in ctx.tx.submissions.all_of_upload(upload.id)):
        ctx.tx.inbox.erase(upload.message_id, upload.chat)
        erase_upload(upload, ctx)


def _leans_on(version: Submission, other: Submission) -> bool:
    return any(row.get("from") == other.receipt_no for row in version.rows)


def _without_its_rows(submission: Submission, debt: Obligation, ctx: Context) -> bool:
    """Take rows that later versions had from this one out of them; they miss them from now on.

    Whether the version that counts is one of those.
    """
    definition = ctx.forms[debt.requirement.form]
    counted = False
    for version in ctx.tx.submissions.of_obligation(debt.id):
        if version.withdrawn_at is None and _leans_on(version, submission):
            rows = rows_from_json(version.rows)
            gone = [row for row in rows if row.source == submission.receipt_no]
            version.rows = rows_to_json(row for row in rows if row.source != submission.receipt_no)
            missing = [_missing(row, version, definition) for row in gone if row.main]
            version.findings = findings_to_json([*findings_from_json(version.findings), *missing])
            version.clean = False
            counted = counted or version.stands
    return counted


def _missing(row: Row, version: Submission, definition: FormDefinition) -> Finding:
    column = definition.column(definition.key)
    cells = (row.cells.get(definition.key), row.cells.get(definition.name))
    return Finding(
        code="missing",
        severity=Severity.ERROR,
        sheet=version.sheet,
        field=column.field,
        heading=column.heading,
        seen=" ".join(cell.text for cell in cells if cell and cell.text),
    )


def _state_without(gone: Submission, heir: Submission | None, state: State, states: Collection[State]) -> State:
    """Where the debt stands when the version that counted is gone and an earlier one, if any, counts again."""
    pending = move(state, Move.TAKE_BACK, states)
    if heir is None:
        return pending
    if state is State.RETURNED and gone.clean:  # a person sent it back: an earlier file does not undo that
        return state
    return move(pending, Move.RECEIVE_CLEAN if heir.clean else Move.RECEIVE_FAULTY, states)
