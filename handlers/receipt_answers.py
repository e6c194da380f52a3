"""What the sender of a file hears: the card of its receipt, one summary of several, or that nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from domain.audit import Noted
from domain.events import Place
from domain.messages import Message, Outgoing, Push
from handlers import tasks_of, uploads
from handlers.facts import Task
from handlers.routing import Context, reply
from handlers.wording import receipts as words
from handlers.wording import several_receipts as several
from handlers.wording.receipts import Closed, Outcome, Receipt, SameFile

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission, Upload


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
            return _heard(card, number, f"receipt:{outcome.no}", ctx, leaves_open=outcome.leaves_open)
        case _:
            assert_never(outcome)


def same_file(upload: Upload, earlier: Submission, ctx: Context) -> list[Outgoing]:
    """This very file came before: no need to send it again, or, where it waits to be mended, still to be mended."""
    uploads.note(Noted.KEEP_FILE, upload, ctx)
    obligation = ctx.tx.work.obligation(earlier.obligation_id)
    if obligation is None:
        raise LookupError(f"obligation {earlier.obligation_id}")
    return _answer_same(same(upload, earlier, obligation, ctx), ctx)


def same(upload: Upload, earlier: Submission, obligation: Obligation, ctx: Context) -> SameFile:
    """What is told of bytes that settled the debt before."""
    return SameFile(
        no=earlier.receipt_no, at=earlier.received_at, task=task_of(obligation, ctx), once=f"same:{upload.id}"
    )


def task_of(obligation: Obligation, ctx: Context) -> Task:
    """The facts of one debt for the speaker."""
    (task,) = tasks_of.tasks(ctx, [obligation])
    return task


def _answer_same(same: SameFile, ctx: Context) -> list[Outgoing]:
    if not same.task.owed:
        return reply(words.same_file(ctx.voice, same), worth_push=True)
    to_mend = words.same_file_to_mend(ctx.voice, same)
    return [_to_sender(to_mend, same.once, ctx)] if ctx.place is Place.GROUP else reply(to_mend, worth_push=True)


def _several(outcomes: Sequence[Outcome], ctx: Context) -> list[Outgoing]:
    receipts = [outcome for outcome in outcomes if isinstance(outcome, Receipt)]
    card, number = several.received_several(ctx.voice, outcomes), several.received_several_in_group(ctx.voice, outcomes)
    once = f"receipt:{receipts[0].no}" if receipts else f"several:{ctx.me.id}:{ctx.now.isoformat()}"
    return _heard(card, number, once, ctx, leaves_open=any(r.leaves_open for r in receipts))


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
