"""ทำไม: why a file was taken for what it was, read back from what was kept with it. The last file, or a receipt's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.understanding import Intent
from handlers import own_debts, tasks_of
from handlers.receipt_numbers import receipt_in
from handlers.routing import Context, Deed, reply
from handlers.wording import reasons as words
from handlers.wording.tasks import name_of

if TYPE_CHECKING:
    from storage.schema import Submission, Upload


def why(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The reasons of the speaker's last file, or of the receipt that the words name."""
    number = receipt_in(event.text)
    if not number:
        last = ctx.tx.submissions.last_upload_of(ctx.me.id)
        return reply(_told(last, ctx.tx.submissions.all_of_upload(last.id), ctx) if last else words.no_file(ctx.voice))
    named = ctx.tx.submissions.with_receipts(ctx.me.office_id, [number]).get(number)
    if named is None or not _may_see(named, ctx):
        return reply(words.no_such_receipt(ctx.voice, number))
    return reply(_told(named.upload, [named], ctx))


def _may_see(named: Submission, ctx: Context) -> bool:
    """The sender, the units that answer for the work, and officers."""
    debt = ctx.tx.work.obligation(named.obligation_id)
    return named.upload.person_id == ctx.me.id or (debt is not None and own_debts.may_change(debt, ctx))


def _told(upload: Upload, versions: list[Submission], ctx: Context) -> Message:
    found = [(version, ctx.tx.work.obligation(version.obligation_id)) for version in versions]
    tasks = tasks_of.tasks(ctx, [debt for _, debt in found if debt is not None])
    numbers = [version.receipt_no for version, debt in found if debt is not None]
    return words.why(
        ctx.voice,
        words.FileTold(
            name=upload.name,
            outcome=upload.outcome,
            because=tuple((str(code), str(detail)) for code, detail in upload.because),
            works=tuple(
                (no, f"{name_of(task) or task.title} {task.unit_short}")
                for no, task in zip(numbers, tasks, strict=True)
            ),
        ),
    )


DEED = Deed(name="why", do=why, intents=frozenset({Intent.WHY}), private=True)
