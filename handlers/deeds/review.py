"""ตรวจงาน: an officer goes through what came in, the longest waiting first, and accepts it; all clean ones at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Message, Outgoing
from domain.phrases.reviews import what_is_reviewed
from domain.phrases.understanding import Intent
from domain.reviewing import OFFICE
from domain.rights import Right
from handlers import extending, reviewing
from handlers.receipt_numbers import receipt_in
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import reviews as words
from handlers.wording import reviews_done as done_words

if TYPE_CHECKING:
    from storage.reviews import Round
    from storage.schema import Obligation, Review

_OF_SKIP: Final = 3  # a queue, since when the last one waits, and its debt


def queue(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which round, then its forms one by one: review[:<round, 0 for all>[:<since, in microseconds>:<debt>]]."""
    said = numbers(event)
    if not said:
        found = [reviewing.view_of(one) for one in reviewing.rounds(ctx)]
        if len(found) > 1:
            return reply(words.which_round(ctx.voice, found, "review"))
    after = reviewing.place(said[1], said[2]) if len(said) == _OF_SKIP else None
    return reply(reviewing.coming(ctx, said[0] if said else words.ALL, after))


def accept(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Say yes to what was seen, and show the next: reviewyes:<debt>:<what was seen>:<queue>. Or to what is typed."""
    said = numbers(event)
    if isinstance(event, TextSaid):
        return _named(event.text, ctx)
    found = reviewing.as_shown(said, ctx)
    if isinstance(found, list):
        return found
    debt, there, scope = found
    if State(debt.state) not in OFFICE.waiting:
        return reply(reviewing.decided(debt, ctx), reviewing.coming(ctx, scope, there))
    return reply(_accepted([debt], ctx), reviewing.coming(ctx, scope, there), worth_push=True)


def accept_clean(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Say how many the checks found nothing in, then accept them: reviewall:<round>[:<the latest version shown>]."""
    said, found = numbers(event), reviewing.rounds(ctx)
    if not found:
        return reply(words.nothing_waits(ctx.voice))
    if not said and len(found) > 1:
        return reply(words.which_round(ctx.voice, [reviewing.view_of(one) for one in found], "reviewall"))
    asked = next((one for one in found if not said or one.id == said[0]), None)
    if asked is None:
        return reply(words.nothing_waits(ctx.voice))
    if not asked.clean:
        return reply(done_words.none_is_clean(ctx.voice, reviewing.view_of(asked)))
    if len(said) == 1 or not said:
        return reply(done_words.really_all(ctx.voice, reviewing.view_of(asked), asked.newest))
    return _accept_clean(asked, said[1], ctx)


def _accept_clean(asked: Round, newest: int, ctx: Context) -> list[Outgoing]:
    debts = ctx.tx.reviews.clean_to_accept(asked.id, reviewing.which(ctx).states, newest)
    if not debts:
        return reply(words.came_anew(ctx.voice), reviewing.coming(ctx, asked.id))
    made = reviewing.take(debts, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.ACCEPT_CLEAN, debts[0].requirement.code, office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"debts": len(debts), "newest": newest},
    )  # fmt: skip
    message = _said(made, done_words.so_many(len(debts), asked.title), ctx)
    return reply(message, reviewing.coming(ctx, asked.id), worth_push=True)


def _named(text: str, ctx: Context) -> list[Outgoing]:
    """Accept the only one that the words name; else say why not, or ask which."""
    waiting = reviewing.meant(text, what_is_reviewed(text), tuple(OFFICE.waiting), ctx)
    if len(waiting) > 1:
        debts = [(ctx.tx.work.obligation(row.place.debt), row.seen) for row in waiting[: words.MOST_ROUNDS]]
        choices = [
            (extending.task_of(debt, ctx), f"reviewyes:{debt.id}:{seen}:{debt.requirement_id}")
            for debt, seen in debts
            if debt is not None
        ]
        return reply(words.which_form(ctx.voice, choices, words.ACCEPT))
    at_hand = reviewing.at_hand(waiting[0].place.debt, ctx) if waiting else None
    if at_hand is None or State(at_hand[0].state) not in OFFICE.waiting:
        return _passed(text, ctx)
    debt, there, seen = at_hand
    number = receipt_in(text)
    if number and debt.standing is not None and debt.standing.receipt_no != number:
        return reply(words.came_anew(ctx.voice), reviewing.card(debt, there, seen, words.ALL, ctx))
    return reply(_accepted([debt], ctx), worth_push=True)


def _passed(text: str, ctx: Context) -> list[Outgoing]:
    """What the words name has been accepted; or they name nothing that came in."""
    passed = reviewing.meant(text, what_is_reviewed(text), tuple(OFFICE.passed), ctx)
    debt = ctx.tx.work.obligation(passed[0].place.debt) if len(passed) == 1 else None
    if debt is None:
        return reply(words.none_is_meant(ctx.voice, words.ACCEPT))
    last = ctx.tx.reviews.latest_of(debt.id)
    by = ctx.tx.people.get(last.by_id) if last else None
    return reply(words.accepted_before(ctx.voice, extending.task_of(debt, ctx), by.name if by else "", passed[0].seen))


def _accepted(debts: list[Obligation], ctx: Context) -> Message:
    made = reviewing.take(debts, ctx)
    for debt in debts:
        reviewing.note(Noted.VERIFY if debt.state == State.VERIFIED else Noted.ACCEPT, debt, ctx)
    task = extending.task_of(debts[0], ctx)
    return _said(made, f"{task.subject} {task.unit_short}", ctx)


def _said(made: list[Review], what: str, ctx: Context) -> Message:
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    people = len({one.sender_id for one in made if one.sender_id is not None})
    return done_words.accepted(ctx.voice, done_words.Taken(review=made[-1].id, what=what, people=people, left=left))


DEEDS = (
    Deed(
        name="review", do=queue, intents=frozenset({Intent.REVIEWS}), tap="review", right=Right.REVIEW, private=True,
    ),
    Deed(
        name="accept a form", do=accept, intents=frozenset({Intent.ACCEPT}), tap="reviewyes", right=Right.REVIEW,
        private=True,
    ),
    Deed(
        name="accept clean forms", do=accept_clean, intents=frozenset({Intent.ACCEPT_CLEAN}), tap="reviewall",
        right=Right.REVIEW, private=True, slow=True,
    ),
)  # fmt: skip
