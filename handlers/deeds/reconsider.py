"""เมื่อกี้ผิด, เปิดตรวจใหม่: what was accepted or sent back, here or by a committee, waits again: somebody thinks better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import Incoming
from domain.lifecycle import Deed as Move
from domain.lifecycle import State
from domain.messages import Outgoing, Push
from domain.phrases.understanding import Intent
from domain.reviewing import MAY_UNDO_FOR, OFFICE, TOGETHER, YES, bench_of, taken_back
from domain.rights import Right
from handlers import adding, extending, just_done, list_decisions, mending, reviewing
from handlers.review_views import Queue
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import just_done as done_words
from handlers.wording import report_lists as list_words
from handlers.wording import reviews as review_words
from handlers.wording import reviews_done as words
from handlers.wording import send_backs as back_words
from storage.reviews import DONE, UNDONE

if TYPE_CHECKING:
    from storage.schema import Obligation, Review

_UNDONE = frozenset({Move.RETURN.value, *(deed.value for deed in YES)})


def undo(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take back what the speaker decided last, while nothing has come of it: reviewundo[:<review>].

    What they did last may be something else: then that is shown, with the tap that takes it back.
    """
    number, last = argument(event), ctx.tx.reviews.last_by(ctx.me.id)
    done = just_done.last(ctx) if number is None else None
    added = adding.last(ctx) if number is None and ctx.may(Right.LOAD_PLAN) else None
    others = [one.at for one in (last, done) if one is not None]
    if added is not None and ctx.now - added.at <= MAY_UNDO_FOR and all(at < added.at for at in others):
        return reply(adding.undone(added, ctx))
    if done is not None and (last is None or last.at < done.at):
        return reply(done_words.take_back(ctx.voice, done))
    if last is None or last.status != DONE or (last.list_id is None and last.deed not in _UNDONE):
        return reply(words.nothing_to_undo(ctx.voice, reviews=last is not None or ctx.may(Right.REVIEW)))
    if last.list_id is not None:
        return _undo_list(last.list_id, number, ctx)
    return _undo_one(last, number, ctx)


def _undo_one(last: Review, number: int | None, ctx: Context) -> list[Outgoing]:
    """A decision, and those that were made with it."""
    together = ctx.tx.reviews.decided_with(last)
    if number is not None and number not in {one.id for one in together}:
        return reply(words.cannot_undo(ctx.voice))
    pairs = [(one, ctx.tx.work.obligation_to_settle(one.obligation_id)) for one in together]
    bench = reviewing.bench_of(last)
    still = [
        (one, debt)
        for one, debt in pairs
        if debt is not None and _nothing_since(one, debt, ctx) and reviewing.may_decide(bench, debt.requirement_id, ctx)
    ]
    if not still or ctx.now - last.at > MAY_UNDO_FOR:
        return reply(words.cannot_undo(ctx.voice))
    if last.deed == Move.RETURN.value:
        return _not_sent_back(*still[0], ctx)
    for one, debt in still:
        debt.state = taken_back(State(debt.state), State(one.before), ctx.works[debt.requirement.work]).value
        one.status = UNDONE
        reviewing.note(Noted.UNDO_REVIEW, debt, ctx, bench=bench.key)
    ctx.tx.flush()
    return reply(words.undone(ctx.voice, [extending.task_of(debt, ctx) for _, debt in still[:2]], len(still), bench))


def _undo_list(list_id: int, number: int | None, ctx: Context) -> list[Outgoing]:
    """All that a list decided, as far as nobody has been written to about it."""
    row = ctx.tx.report_lists.to_decide(list_id, ctx.me.office_id)
    mine = number is None or number in {one.id for one in ctx.tx.reviews.of_list(list_id)}
    undone = list_decisions.undo(row, ctx) if row is not None and mine and ctx.may(Right.REVIEW) else None
    return reply(words.cannot_undo(ctx.voice) if undone is None else list_words.undone(ctx.voice, *undone))


def _not_sent_back(review: Review, debt: Obligation, ctx: Context) -> list[Outgoing]:
    """It waits where it waited, due when it was; whoever has been asked to mend it is told that it needs no mending."""
    bench = reviewing.bench_of(review)
    debt.state, review.status = review.before, UNDONE
    if review.due_after is not None and review.due_before is not None and debt.due_at == review.due_after:
        before, debt.due_at = debt.due_at, review.due_before
        extending.note(Noted.EXTEND, debt, ctx, before=before.isoformat(), after=debt.due_at.isoformat())
    reviewing.note(Noted.UNDO_REVIEW, debt, ctx, bench=bench.key)
    ctx.tx.flush()
    task = extending.task_of(debt, ctx)
    members = {one.person_id: one for one in ctx.tx.people.reachable(review.office_id)}
    told = mending.hearers(review, debt, list(members.values())) if ctx.now - review.at >= TOGETHER else []
    news = [Push(members[one].line_user_id, (back_words.not_to_mend(ctx.voice, task),)) for one in told]
    return [*reply(words.unsent(ctx.voice, task, len(news), bench)), *news]


def reopen(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let what was accepted wait to be looked at again: reviewopen:<debt>. Its unit owes nothing for that."""
    at_hand = reviewing.at_hand(argument(event) or 0, ctx)
    if at_hand is None:
        return reply(review_words.no_such(ctx.voice))
    debt, there, seen = at_hand
    last = ctx.tx.reviews.latest_of(debt.id)
    found = State(last.before) if last is not None and last.after == debt.state else State.SUBMITTED
    before, states = State(debt.state), ctx.works[debt.requirement.work]
    try:
        after = taken_back(before, found, states)
    except IllegalMoveError:
        return reply(words.cannot_reopen(ctx.voice, extending.task_of(debt, ctx)))
    if before not in OFFICE.passed:
        return reply(reviewing.decided(debt, ctx, OFFICE))
    bench = bench_of(after, states) or OFFICE
    ctx.tx.reviews.add(reviewing.review(debt, bench, Move.REOPEN, before, after, ctx))
    debt.state = after.value
    reviewing.note(Noted.REOPEN, debt, ctx)
    ctx.tx.flush()
    said = words.reopened(ctx.voice, extending.task_of(debt, ctx), bench)
    card = reviewing.card(debt, there, seen, Queue(bench, debt.requirement_id), ctx)
    return reply(said, card, worth_push=True)


def _nothing_since(one: Review, debt: Obligation, ctx: Context) -> bool:
    """Whether the debt stands as that review left it, and its sender does not know of it."""
    last = ctx.tx.reviews.latest_of(debt.id)
    return one.told_at is None and debt.state == one.after and last is not None and last.id == one.id


DEEDS = (
    Deed(name="undo", do=undo, intents=frozenset({Intent.UNDO}), tap="reviewundo", private=True),
    Deed(name="reopen a form", do=reopen, tap="reviewopen", right=Right.REVIEW, private=True),
)
