"""Somebody unsends a message: what was stored of it is erased; that it was there, and its receipt number, stay.

Source: LINE, "Unsend event": content a user has unsent should not be shown or used any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import TakenBack
from domain.messages import Message, Outgoing, Push
from handlers import evidence, tasks_of, withdrawing
from handlers.report_lists import LISTED
from handlers.routing import Context, Deed, Who
from handlers.wording import evidence as evidence_words
from handlers.wording import files as words
from handlers.wording import report_lists as list_words
from storage.files import TAKEN_BACK
from storage.report_lists import CONFIRMED, DROPPED

if TYPE_CHECKING:
    from storage.schema import Attachment, Obligation, Submission, Upload


def take_back(event: TakenBack, ctx: Context) -> list[Outgoing]:
    """Erase words, photos and files. Only what was a receipt is spoken of: the debt may stand open again."""
    ctx.tx.inbox.erase(event.message_id, event.chat)
    ctx.tx.phrases.erase(event.message_id)
    kept = ctx.tx.attachments.of_message(event.message_id)
    if kept is not None and (kept.sha256 or kept.link):
        return _take_back_evidence(kept, ctx)
    upload = ctx.tx.submissions.upload_of_message(event.message_id, event.chat)
    if upload is None or upload.outcome == TAKEN_BACK:
        return []
    if upload.outcome == LISTED:
        return _take_back_list(upload, ctx)
    versions = [v for v in ctx.tx.submissions.all_of_upload(upload.id) if v.withdrawn_at is None]
    if not versions:
        withdrawing.erase_upload(upload, ctx)
        _note_erased(upload, "file", ctx)
        return []
    said = [message for version in versions for message in _withdraw(upload, version, ctx)]
    withdrawing.erase_if_over(upload, ctx)
    return said


def _take_back_list(upload: Upload, ctx: Context) -> list[Outgoing]:
    """A list that was confirmed stays with what it proves; any other goes."""
    lists = ctx.tx.report_lists.of_upload(upload.id)
    confirmed = next((one for one in lists if one.status == CONFIRMED), None)
    if confirmed is not None:
        said, to = list_words.stays_confirmed(ctx.voice, confirmed.id), upload.person.line_user_id
        return [Push(to, (said,), once=f"list stays:{upload.id}")] if to else []
    for one in lists:
        one.status = DROPPED
    withdrawing.erase_upload(upload, ctx)
    _note_erased(upload, "file", ctx)
    return []


def _take_back_evidence(kept: Attachment, ctx: Context) -> list[Outgoing]:
    """What a photo, a document or a link was goes, also from its debt; not once the office has accepted that."""
    sender = ctx.tx.people.get(kept.person_id)
    if sender is not None and evidence.is_record(kept, ctx):
        debt = ctx.tx.work.obligation(kept.obligation_id or 0)
        (task,) = tasks_of.tasks(ctx.as_person(sender), [debt] if debt else [])
        message = evidence_words.accepted_already(ctx.voice, task)
        to = sender.line_user_id
        return [Push(to, (message,), once=f"evidence stays:{kept.id}")] if to else []
    sha256, kept.sha256, kept.name, kept.link = kept.sha256, None, "", ""
    made = ctx.tx.files.drop_made_of(kept.id, kept.office_id, origin="attachment")
    copies = ctx.tx.pictures.drop([kept.id])
    if sha256:
        ctx.tx.files.erase_unused({sha256, *made, *copies}, ctx.now)
    _note_erased(kept, "photo" if kept.kind in ("image", "video", "audio") else kept.kind, ctx)
    return []


def _note_erased(row: Upload | Attachment, kind: str, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, Noted.ERASE, str(row.id), office_id=row.office_id, person_id=row.person_id, detail={"kind": kind}
    )


def _withdraw(upload: Upload, submission: Submission, ctx: Context) -> list[Outgoing]:
    debt = ctx.tx.work.obligation_to_settle(submission.obligation_id)
    if debt is None:
        raise LookupError(f"obligation {submission.obligation_id}")
    if withdrawing.is_final(submission, debt):
        return _to_sender(upload, submission, words.accepted_before_taken_back, debt, ctx)
    moved = withdrawing.withdraw(submission, debt, upload.person_id, ctx)
    return _to_sender(upload, submission, words.taken_back, debt, ctx) if moved else []


def _to_sender(
    upload: Upload, submission: Submission, say: Callable[..., Message], debt: Obligation, ctx: Context
) -> list[Outgoing]:
    """An unsend event cannot be answered for nothing, and silence would leave somebody sure of a receipt."""
    (task,) = tasks_of.tasks(ctx.as_person(upload.person), [debt])
    if upload.person.line_user_id is None:
        return []
    message = say(ctx.voice, submission.receipt_no, task)
    return [Push(upload.person.line_user_id, (message,), once=f"taken back:{upload.id}:{debt.id}")]


DEED = Deed(name="take back", do=take_back, events=(TakenBack,), who=Who.ANYONE)
