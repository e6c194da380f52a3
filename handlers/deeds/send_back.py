"""ส่งกลับแก้ไข, มติให้แก้ไข: a form goes back with a reason, and by when it is to be mended; then it is owed again.

An officer sends it, or records that a committee wants it mended, with what its members said. What is not finished is a
draft, the dialogue's only state. A reason that was typed is shown once more before it goes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.messages import Outgoing
from domain.phrases.reviews import SentBack, read_return, what_is_reviewed
from domain.phrases.understanding import Intent
from domain.reviewing import OFFICE, SCREENING, Bench, due_anew, mend_by
from domain.rights import Right
from domain.screening import about, wanted
from domain.thai import local
from handlers import extending, mending, reviewing
from handlers.receipt_numbers import receipt_in
from handlers.review_views import BACK, Queue
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import reviews as review_words
from handlers.wording import send_backs as words
from handlers.wording.benches import words_of
from handlers.wording.opinions import fix
from storage.reviews import DONE, DRAFT

if TYPE_CHECKING:
    from storage.reviews import Waiting
    from storage.schema import Obligation, Review


def send_back(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask why, or with a usual reason do it: sendback:<debt>:<what was seen>:<queue>[:<which reason>]. Or as typed."""
    bench = reviewing.bench_at(event, ctx)
    if isinstance(event, TextSaid):
        return _named(event.text, bench, ctx)
    said = numbers(event)
    found = reviewing.as_shown(said, bench, ctx)
    if isinstance(found, list):
        return found
    debt, there, queue = found
    resolved = bench.is_committee and State(debt.state) not in bench.waiting  # since the card was shown
    draft = None if resolved else _begun(debt, bench, ctx)
    if draft is None:
        return reply(reviewing.decided(debt, ctx, bench), reviewing.coming(ctx, queue, there))
    which = said[3:]
    if which == [words.OTHER]:
        draft.reason = ""
        return reply(words.say_it(ctx.voice, bench))
    draft.reason = words.REASONS[which[0] - 1] if which and 0 < which[0] < words.OTHER else draft.reason
    if not draft.reason:
        data = f"{BACK[bench.key]}:{debt.id}:{said[1]}:{queue.scope}"
        return reply(words.why(ctx.voice, extending.task_of(debt, ctx), data, bench))
    is_plain = State(debt.state) in OFFICE.waiting and draft.due_after is None
    return _do(draft, debt, queue.scope, ctx) if is_plain else _shown(draft, debt, queue.scope, ctx)


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """The reason, in the officer's own words, and perhaps by when."""
    draft = ctx.tx.reviews.draft_of(ctx.me.id, ctx.now)
    debt = ctx.tx.work.obligation_to_settle(draft.obligation_id) if draft is not None else None
    if draft is None or debt is None:
        return []
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.reviews.drop(draft)
        return reply(words.left(ctx.voice, reviewing.bench_of(draft)))
    said = read_return(event.text, _today(ctx), ctx.calendar(draft.office_id), answers=True)
    if not said.why and not draft.reason:
        return reply(words.say_it(ctx.voice, reviewing.bench_of(draft)))
    return _read(draft, debt, said, debt.requirement_id, ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words are the reason that was asked for: nobody claims them, or for what they are taken it is one too."""
    if ctx.said is None or ctx.tx.reviews.draft_of(ctx.me.id, ctx.now) is None:
        return False
    if ctx.said.slots.strategy_no is not None or receipt_in(event.text):  # another form is named: that is asked anew
        return False
    return unclaimed or not ctx.said.sure or ctx.said.intent in reviewing.MAY_BE_A_REASON


def by_when(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """By which day it is to be mended: sendbackday:<draft>:<queue>[:<day, 0 for the old one>]."""
    number, scope, *rest = [*numbers(event), 0, 0]
    found = _draft(number, ctx)
    if isinstance(found, list):
        return found
    draft, debt = found
    day = event.picked if type(event.picked) is date else extending.day_of(str(rest[0])) if rest else None
    if day is not None and day < _today(ctx):
        return reply(words.day_is_past(ctx.voice, reviewing.bench_of(draft)))
    draft.due_after = _moment(day, debt)
    return _shown(draft, debt, scope, ctx)


def go(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Do it: sendbackgo:<draft>:<queue>."""
    number, scope, *_ = [*numbers(event), 0, 0]
    found = _draft(number, ctx)
    return found if isinstance(found, list) else _do(*found, scope, ctx)


def leave(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Rather not: sendbackno:<draft>."""
    found = _draft([*numbers(event), 0][0], ctx)
    if isinstance(found, list):
        return found
    bench = reviewing.bench_of(found[0])
    ctx.tx.reviews.drop(found[0])
    return reply(words.left(ctx.voice, bench))


def _named(text: str, bench: Bench, ctx: Context) -> list[Outgoing]:
    """The only one that the words name, of what waits or else of what has passed; else a question."""
    said = read_return(text, _today(ctx), ctx.calendar(ctx.me.office_id))
    bench, found = _meant(text, bench, ctx)
    if not found:
        return reply(review_words.none_is_meant(ctx.voice, words_of(bench).back, bench))
    if len(found) > 1:
        debts = [(ctx.tx.work.obligation(row.place.debt), row.seen) for row in found[: review_words.MOST_ROUNDS]]
        choices = [
            (extending.task_of(debt, ctx), f"{BACK[bench.key]}:{debt.id}:{seen}:{debt.requirement_id}")
            for debt, seen in debts
            if debt is not None
        ]
        return reply(review_words.which_form(ctx.voice, choices, words_of(bench).back, bench))
    at_hand = reviewing.at_hand(found[0].place.debt, ctx)
    if at_hand is None:
        return reply(review_words.no_such(ctx.voice, bench))
    debt, there, seen = at_hand
    number = receipt_in(text)
    if number and debt.standing is not None and debt.standing.receipt_no != number:
        shown = reviewing.card(debt, there, seen, Queue(bench, review_words.ALL), ctx)
        return reply(review_words.came_anew(ctx.voice, bench), shown)
    draft = _begun(debt, bench, ctx)
    if draft is None:
        return reply(words.cannot(ctx.voice, extending.task_of(debt, ctx), bench))
    return _read(draft, debt, said, debt.requirement_id, ctx)


def _meant(text: str, bench: Bench, ctx: Context) -> tuple[Bench, list[Waiting]]:
    """What the words name, and on which bench it stands; words that do not say whose decision it is may mean any."""
    office = ((OFFICE, OFFICE.waiting), (SCREENING, SCREENING.waiting), (OFFICE, OFFICE.passed))
    committee = ((SCREENING, SCREENING.waiting), (SCREENING, SCREENING.passed))
    about_what = what_is_reviewed(text)
    for at, states in committee if bench.is_committee else office:
        if found := reviewing.meant(text, about_what, at, states, ctx):
            return at, found
    return bench, []


def _begun(debt: Obligation, bench: Bench, ctx: Context) -> Review | None:
    """A draft about the debt, which is locked; None where nothing of it can go back."""
    before = State(debt.state)
    try:
        after = move(before, Move.RETURN, ctx.works[debt.requirement.work])
    except IllegalMoveError:
        return None
    draft = reviewing.review(debt, bench, Move.RETURN, before, after, ctx)
    offered = mend_by(debt.due_at, ctx.now, ctx.calendar(draft.office_id), bench)
    draft.status, draft.due_after = DRAFT, _moment(offered, debt)
    if bench.is_committee and debt.standing is not None:
        draft.reason = fix(wanted(about(ctx.tx.opinions.of([debt.id])[debt.id], debt.standing.id)))
    return ctx.tx.reviews.draft(draft)


def _read(draft: Review, debt: Obligation, said: SentBack, scope: int, ctx: Context) -> list[Outgoing]:
    """Keep what was said; ask for the reason where it lacks, else show what would be done."""
    draft.reason = said.why or draft.reason
    if said.day is not None:
        draft.due_after = _moment(said.day, debt)
    if draft.reason:
        return _shown(draft, debt, scope, ctx)
    at_hand, bench = reviewing.at_hand(debt.id, ctx), reviewing.bench_of(draft)
    data = f"{BACK[bench.key]}:{debt.id}:{at_hand[2] if at_hand else 0}:{scope}"
    return reply(words.why(ctx.voice, extending.task_of(debt, ctx), data, bench))


def _shown(draft: Review, debt: Obligation, scope: int, ctx: Context) -> list[Outgoing]:
    day = local(draft.due_after).date() if draft.due_after else None
    version = debt.standing
    proposal = words.Proposal(
        id=draft.id,
        scope=scope,
        task=extending.task_of(debt, ctx),
        no=version.receipt_no if version and draft.submission_id else "",
        reason=draft.reason,
        by=day if day != local(debt.due_at).date() else None,
        day_off=(ctx.calendar(draft.office_id).name_of_day_off(day) or "") if day else "",
        past=debt.due_at <= ctx.now,
        accepted=State(debt.state) in OFFICE.passed,
        bench=reviewing.bench_of(draft),
    )
    return reply(words.really(ctx.voice, proposal, _today(ctx)))


def _do(draft: Review, debt: Obligation, scope: int, ctx: Context) -> list[Outgoing]:
    """It is owed again from now on; its people are told a moment later, of all that comes back to them together."""
    at_hand, bench = reviewing.at_hand(debt.id, ctx), reviewing.bench_of(draft)
    draft.status, draft.at, draft.due_before = DONE, ctx.now, debt.due_at
    debt.state = draft.after
    reviewing.note(Noted.SEND_BACK, debt, ctx, reason=draft.reason, bench=bench.key)
    anew = draft.due_after is not None and draft.due_after != debt.due_at
    if draft.due_after is not None and anew:
        before, debt.due_at = debt.due_at, draft.due_after
        extending.note(Noted.EXTEND, debt, ctx, before=before.isoformat(), after=debt.due_at.isoformat())
    else:
        draft.due_after = None
    ctx.tx.flush()
    mending.mark(draft, debt, ctx)
    said = words.sent_back(ctx.voice, extending.task_of(debt, ctx), draft.reason, bench, anew=anew)
    after = at_hand[1] if at_hand else None
    return reply(said, reviewing.coming(ctx, Queue(bench, scope), after), worth_push=True)


def _draft(number: int, ctx: Context) -> tuple[Review, Obligation] | list[Outgoing]:
    """The speaker's draft and its debt, locked, while that stands as it was seen; else what to say instead."""
    draft = ctx.tx.reviews.draft_of(ctx.me.id, ctx.now)
    if draft is None or draft.id != number or not draft.reason:
        return reply(words.over(ctx.voice))
    bench = reviewing.bench_of(draft)
    at_hand = reviewing.to_decide(draft.obligation_id, bench, ctx)
    if at_hand is None:
        return reply(review_words.no_such(ctx.voice, bench))
    debt, there, seen = at_hand
    version = debt.standing.id if debt.standing else None
    if debt.state == draft.before and version == draft.submission_id:
        return draft, debt
    ctx.tx.reviews.drop(draft)
    if debt.state != draft.before:
        return reply(reviewing.decided(debt, ctx, bench))
    queue = Queue(bench, debt.requirement_id)
    return reply(review_words.came_anew(ctx.voice, bench), reviewing.card(debt, there, seen, queue, ctx))


def _moment(day: date | None, debt: Obligation) -> datetime | None:
    return due_anew(day, debt.due_at) if day is not None else None


def _today(ctx: Context) -> date:
    return local(ctx.now).date()


ANSWER = Deed(name="say why it goes back", do=typed, private=True)
DEEDS = (
    Deed(
        name="send a form back", do=send_back, intents=frozenset({Intent.RETURN_FOR_FIX}), tap=BACK[OFFICE.key],
        right=Right.REVIEW, private=True, slow=True,
    ),
    Deed(
        name="record that a form is mended", do=send_back, intents=frozenset({Intent.RESOLVE_FIX}),
        tap=BACK[SCREENING.key], private=True, slow=True,
    ),
    Deed(name="by when to mend", do=by_when, tap="sendbackday", private=True),
    Deed(name="confirm sending back", do=go, tap="sendbackgo", private=True, slow=True),
    Deed(name="do not send back", do=leave, tap="sendbackno", private=True),
)  # fmt: skip
