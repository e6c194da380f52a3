"""ตรวจงาน, บันทึกมติ: going through what waits on a bench, the longest waiting first; a yes to one, or to all clean ones.

The office's officers decide by themselves; what a committee resolved is recorded by whoever writes for it, or leads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Message, Outgoing
from domain.phrases.reviews import what_is_reviewed
from domain.phrases.understanding import Intent
from domain.reviewing import OFFICE, SCREENING, Bench
from domain.rights import Right
from handlers import extending, reviewing
from handlers.facts import Task
from handlers.receipt_numbers import receipt_in
from handlers.review_views import Queue
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import reviews as words
from handlers.wording import reviews_done as done_words
from handlers.wording import screenings as screening_words
from handlers.wording.benches import words_of

if TYPE_CHECKING:
    from storage.reviews import Round, Waiting
    from storage.schema import Obligation, Review

_OF_SKIP: Final = 3  # a queue, since when the last one waits, and its debt


def queue(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which round, then its forms one by one: review[:<round, 0 for all>[:<since, in microseconds>:<debt>]]."""
    said, bench = numbers(event), reviewing.bench_at(event, ctx)
    if bench.is_committee and not ctx.may(Right.REVIEW) and not reviewing.rounds(ctx, bench):
        return reply(screening_words.nothing_to_record(ctx.voice))
    if not said:
        return reply(reviewing.begun(ctx, bench))
    after = reviewing.place(said[1], said[2]) if len(said) == _OF_SKIP else None
    return reply(reviewing.coming(ctx, Queue(bench, said[0]), after))


def accept(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Say yes to what was seen, and show the next: reviewyes:<debt>:<what was seen>:<queue>. Or to what is typed."""
    said, bench = numbers(event), reviewing.bench_at(event, ctx)
    if isinstance(event, TextSaid):
        return _named(event.text, bench, ctx)
    found = reviewing.as_shown(said, bench, ctx)
    if isinstance(found, list):
        return found
    debt, there, where = found
    if State(debt.state) not in bench.waiting:
        return reply(reviewing.decided(debt, ctx, bench), reviewing.coming(ctx, where, there))
    return reply(_accepted([debt], bench, ctx), reviewing.coming(ctx, where, there), worth_push=True)


def accept_clean(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Say how many nothing stands against, then say yes: reviewall:<round>[:<the latest version>:<how many>]."""
    said, bench = numbers(event), reviewing.bench_at(event, ctx)
    found = reviewing.rounds(ctx, bench)
    if bench.is_committee and not found and not ctx.may(Right.REVIEW):
        return reply(screening_words.nothing_to_record(ctx.voice))
    if not said and len(found) > 1:
        return reply(words.which_round(ctx.voice, [reviewing.view_of(one) for one in found], bench, all_clean=True))
    asked = next((one for one in found if not said or one.id == said[0]), None)
    if asked is None:
        return reply(words.nothing_waits(ctx.voice, bench))
    if not asked.clean:
        return reply(done_words.none_is_clean(ctx.voice, reviewing.view_of(asked), bench))
    if len(said) < 2:  # noqa: PLR2004 - the round alone: nothing was shown yet
        return reply(done_words.really_all(ctx.voice, reviewing.view_of(asked), asked.newest, bench))
    return _accept_clean(asked, said[1:], bench, ctx)


def _accept_clean(asked: Round, shown: list[int], bench: Bench, ctx: Context) -> list[Outgoing]:
    """No more than were shown: what has become clean meanwhile is asked about anew."""
    newest, *count = shown
    debts = ctx.tx.reviews.clean_to_take(reviewing.which(ctx, bench), asked.id, newest)
    if not debts:
        return reply(words.came_anew(ctx.voice, bench), reviewing.coming(ctx, Queue(bench, asked.id)))
    if count and len(debts) > count[0]:
        return reply(done_words.really_all(ctx.voice, reviewing.view_of(asked), asked.newest, bench))
    made = reviewing.take(debts, bench, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.SCREEN_CLEAN if bench.is_committee else Noted.ACCEPT_CLEAN, debts[0].requirement.code,
        office_id=ctx.me.office_id, person_id=ctx.me.id, detail={"debts": len(debts), "newest": newest},
    )  # fmt: skip
    message = _said(made, done_words.so_many(len(debts), asked.title), bench, ctx)
    return reply(message, reviewing.coming(ctx, Queue(bench, asked.id)), worth_push=True)


def _named(text: str, bench: Bench, ctx: Context) -> list[Outgoing]:
    """Say yes to the only one that the words name; else say why not, or ask which.

    Words that say no more than that something passes are about the bench on which it waits. What a committee resolved
    is recorded from the card that tells what its members think.
    """
    about = what_is_reviewed(text)
    waiting = reviewing.meant(text, about, bench, bench.waiting, ctx)
    if not waiting and ctx.said is not None and ctx.said.intent is Intent.PASSED:
        waiting = reviewing.meant(text, about, SCREENING, SCREENING.waiting, ctx)
        bench = SCREENING if waiting else bench
    if len(waiting) > 1:
        return reply(words.which_form(ctx.voice, _choices(waiting, bench, ctx), words_of(bench).deed, bench))
    at_hand = reviewing.at_hand(waiting[0].place.debt, ctx) if waiting else None
    if at_hand is None or State(at_hand[0].state) not in bench.waiting:
        return _passed(text, bench, ctx)
    debt, there, seen = at_hand
    number = receipt_in(text)
    anew = bool(number) and debt.standing is not None and debt.standing.receipt_no != number
    if anew or bench.is_committee:
        shown = reviewing.card(debt, there, seen, Queue(bench, words.ALL), ctx)
        return reply(words.came_anew(ctx.voice, bench), shown) if anew else reply(shown)
    return reply(_accepted([debt], bench, ctx), worth_push=True)


def _choices(waiting: list[Waiting], bench: Bench, ctx: Context) -> list[tuple[Task, str]]:
    """What the words may mean, each with its button; in a committee that button shows the card first."""
    found = []
    for row in waiting[: words.MOST_ROUNDS]:
        debt = ctx.tx.work.obligation(row.place.debt)
        if debt is not None:
            seen = (
                f"{bench.key}see:{debt.id}"
                if bench.is_committee
                else f"{bench.key}yes:{debt.id}:{row.seen}:{row.requirement_id}"
            )
            found.append((extending.task_of(debt, ctx), seen))
    return found


def see(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The card of one form that waits for what its committee resolves: screensee:<debt>."""
    found = reviewing.to_decide([*numbers(event), 0][0], SCREENING, ctx)
    if found is None:
        return reply(words.no_such(ctx.voice, SCREENING))
    debt, there, seen = found
    if State(debt.state) not in SCREENING.waiting:
        return reply(reviewing.decided(debt, ctx, SCREENING))
    return reply(reviewing.card(debt, there, seen, Queue(SCREENING, debt.requirement_id), ctx))


def _passed(text: str, bench: Bench, ctx: Context) -> list[Outgoing]:
    """What the words name has been accepted; or they name nothing that came in."""
    passed = reviewing.meant(text, what_is_reviewed(text), bench, bench.passed, ctx)
    debt = ctx.tx.work.obligation(passed[0].place.debt) if len(passed) == 1 else None
    if debt is None:
        return reply(words.none_is_meant(ctx.voice, words_of(bench).deed, bench))
    if not ctx.may(Right.REVIEW):  # who leads a committee sees what was resolved, and opens nothing again
        return reply(reviewing.decided(debt, ctx, bench))
    last = ctx.tx.reviews.latest_of(debt.id)
    by = ctx.tx.people.get(last.by_id) if last else None
    return reply(words.accepted_before(ctx.voice, extending.task_of(debt, ctx), by.name if by else "", passed[0].seen))


def _accepted(debts: list[Obligation], bench: Bench, ctx: Context) -> Message:
    made = reviewing.take(debts, bench, ctx)
    for one, debt in zip(made, debts, strict=True):
        reviewing.note_yes(one, debt, ctx)
    task = extending.task_of(debts[0], ctx)
    return _said(made, f"{task.subject} {task.unit_short}", bench, ctx)


def _said(made: list[Review], what: str, bench: Bench, ctx: Context) -> Message:
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    people = len({one.sender_id for one in made if one.sender_id is not None}) if ctx.may(Right.REVIEW) else 0
    taken = done_words.Taken(review=made[-1].id, what=what, people=people, left=left, bench=bench)
    return done_words.accepted(ctx.voice, taken)


DEEDS = (
    Deed(
        name="review", do=queue, intents=frozenset({Intent.REVIEWS}), tap=OFFICE.key, right=Right.REVIEW, private=True,
    ),
    Deed(
        name="accept a form", do=accept, intents=frozenset({Intent.ACCEPT, Intent.PASSED}), tap="reviewyes",
        right=Right.REVIEW, private=True,
    ),
    Deed(
        name="accept clean forms", do=accept_clean, intents=frozenset({Intent.ACCEPT_CLEAN}), tap="reviewall",
        right=Right.REVIEW, private=True, slow=True,
    ),
    Deed(name="record resolutions", do=queue, intents=frozenset({Intent.RESOLUTIONS}), tap=SCREENING.key, private=True),
    Deed(name="see what is resolved on", do=see, tap="screensee", private=True),
    Deed(
        name="record that a form passes", do=accept, intents=frozenset({Intent.RESOLVE_PASS}), tap="screenyes",
        private=True,
    ),
    Deed(
        name="record that all pass", do=accept_clean, intents=frozenset({Intent.RESOLVE_ALL}), tap="screenall",
        private=True, slow=True,
    ),
)  # fmt: skip
