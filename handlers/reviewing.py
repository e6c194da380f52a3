"""The queue of what waits to be looked at: what comes next, whether it still is what was seen, and a yes to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming
from domain.lifecycle import Deed, State, move
from domain.messages import Message, Outgoing
from domain.phrases.understanding import Intent
from domain.reviewing import BENCHES, OFFICE, SCREENING, Bench, bench_called
from domain.rights import Right
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import extending, review_views, screening
from handlers.candidates import known_units
from handlers.receipt_numbers import receipt_in
from handlers.review_views import Queue
from handlers.routing import Context, reply
from handlers.wording import reviews as words
from storage.reviews import DONE, Place, Which
from storage.schema import Review

if TYPE_CHECKING:
    from storage.reviews import Round, Waiting
    from storage.schema import Obligation

_OF_CARD: Final = 3  # numbers of a card's button
_OF_COMMITTEES: Final = frozenset({Intent.RESOLUTIONS, Intent.RESOLVE_PASS, Intent.RESOLVE_ALL, Intent.RESOLVE_FIX})
# What an answer to the question what is to be mended may be taken for.
MAY_BE_A_REASON: Final = frozenset(
    {
        *(Intent.RETURN_FOR_FIX, Intent.RESOLVE_FIX, Intent.NIL_REPORT, Intent.PROMISE),
        *(Intent.IGNORE, Intent.SUBMIT, Intent.CLAIM_ONLY, Intent.CANCEL_DIALOG),
    }
)
_NOTED: Final[Mapping[Deed, Noted]] = MappingProxyType(
    {Deed.ACCEPT: Noted.ACCEPT, Deed.VERIFY: Noted.VERIFY, Deed.SCREEN: Noted.SCREEN}
)


def bench_at(event: Incoming, ctx: Context) -> Bench:
    """Which bench an event is about: by how its button begins, or by what was typed."""
    if isinstance(event, ButtonPressed):
        tap = event.data.split(":", 1)[0]
        return next((bench for bench in BENCHES if tap.startswith((bench.key, review_views.BACK[bench.key]))), OFFICE)
    return SCREENING if ctx.said is not None and ctx.said.intent in _OF_COMMITTEES else OFFICE


def may_decide(bench: Bench, requirement_id: int, ctx: Context) -> bool:
    """Whether the speaker may say what the bench decides about a requirement's forms."""
    return screening.may_resolve(requirement_id, ctx) if bench.is_committee else ctx.may(Right.REVIEW)


def which(ctx: Context, bench: Bench) -> Which:
    """What the queue of a bench is made of in the speaker's office."""
    return which_of(ctx.me.office_id, bench, ctx)


def which_of(office_id: int, bench: Bench, ctx: Context) -> Which:
    """What the queue of a bench is made of in an office."""
    works = [work for work, states in ctx.works.items() if bench.is_for(states)]
    states = [state.value for state in bench.waiting]
    return Which(office_id, works, states, ctx.now, by_opinions=bench.is_committee)


def rounds(ctx: Context, bench: Bench) -> list[Round]:
    """The requirements of which something waits that the speaker may decide about."""
    found = ctx.tx.reviews.rounds(which(ctx, bench), [state.value for state in bench.passed])
    return [one for one in found if may_decide(bench, one.id, ctx)]


def view_of(round_: Round) -> words.RoundView:
    """A requirement as wording needs it."""
    return words.RoundView(round_.id, round_.title, round_.waiting, round_.clean, round_.passed)


def place(micros: int, debt: int) -> Place:
    """Where a button says that somebody is: microseconds since 1970, and a debt."""
    return Place(review_views.EPOCH + timedelta(microseconds=min(micros, 10**16)), debt)


def begun(ctx: Context, bench: Bench) -> Message:
    """Which requirement, where several have something waiting; else the first card."""
    found = [view_of(one) for one in rounds(ctx, bench)]
    return words.which_round(ctx.voice, found, bench) if len(found) > 1 else coming(ctx, Queue(bench, words.ALL))


def coming(ctx: Context, queue: Queue, after: Place | None = None) -> Message:
    """The card of what has waited longest behind a place, of one requirement or of all; or that there is none."""
    bench, scope = queue
    left = rounds(ctx, bench)
    asked = [one for one in left if scope in {words.ALL, one.id}]
    found = ctx.tx.reviews.waiting(which(ctx, bench), of=[one.id for one in asked], after=after, limit=1)
    debt = ctx.tx.work.obligation(found[0].place.debt) if found else None
    if debt is not None:
        return card(debt, found[0].place, found[0].seen, queue, ctx, left)
    if asked:
        return words.seen_to_the_end(ctx.voice, scope, sum(one.waiting for one in asked), bench)
    others = [view_of(one) for one in left]
    return words.which_round(ctx.voice, others, bench) if others else words.nothing_waits(ctx.voice, bench)


def card(
    debt: Obligation, there: Place, seen: int, queue: Queue, ctx: Context, of: Sequence[Round] | None = None
) -> Message:  # fmt: skip
    """The card of one that waits: where it stands in the queue, and which version is there to be seen.

    `of`: the requirements of which something waits, where they are known already.
    """
    waiting = rounds(ctx, queue.bench) if of is None else of
    round_ = next((one for one in waiting if one.id == debt.requirement_id), None)
    if round_ is None:
        return words.no_such(ctx.voice, queue.bench)
    view = review_views.view_of(debt, review_views.Stand(there.since, seen), view_of(round_), queue, ctx)
    note(Noted.SHOW_REVIEW, debt, ctx)
    return words.to_review(ctx.voice, view)


def at_hand(debt_id: int, ctx: Context) -> tuple[Obligation, Place, int] | None:
    """A debt of the speaker's office, locked as it stands now, its place in the queue, and what is there to be seen."""
    debt = ctx.tx.work.obligation_to_settle(debt_id)
    found = ctx.tx.reviews.at_hand(debt_id) if debt and debt.requirement.office_id == ctx.me.office_id else None
    return (debt, *found) if debt is not None and found is not None else None


def to_decide(debt_id: int, bench: Bench, ctx: Context) -> tuple[Obligation, Place, int] | None:
    """The same of a debt that the speaker may decide about on that bench."""
    found = at_hand(debt_id, ctx)
    return found if found is not None and may_decide(bench, found[0].requirement_id, ctx) else None


def as_shown(said: Sequence[int], bench: Bench, ctx: Context) -> tuple[Obligation, Place, Queue] | list[Outgoing]:
    """The debt of a card's button (a debt, what was seen of it, a queue), its place, and the queue; else what to say.

    What waits is the version that was shown; otherwise the debt may stand in any way.
    """
    found = to_decide(said[0], bench, ctx) if len(said) >= _OF_CARD else None
    if found is None:
        return reply(words.no_such(ctx.voice, bench))
    debt, there, seen = found
    queue = Queue(bench, said[2])
    if seen != said[1] and State(debt.state) in bench.waiting:
        return reply(words.came_anew(ctx.voice, bench), card(debt, there, seen, queue, ctx))
    return debt, there, queue


def decided(debt: Obligation, ctx: Context, bench: Bench) -> Message:
    """Why there is nothing to decide: somebody has, or the unit has changed it."""
    last = ctx.tx.reviews.latest_of(debt.id)
    last = last if last is not None and last.after == debt.state else None
    by = ctx.tx.people.get(last.by_id) if last else None
    task = extending.task_of(debt, ctx)
    return words.decided_already(ctx.voice, task, by.name if by else "", last.at if last else None, bench)


def take(debts: Sequence[Obligation], bench: Bench, ctx: Context) -> list[Review]:
    """Say yes to these debts, which are locked and wait on the bench; nothing is noted yet."""
    made = []
    for debt in debts:
        before = State(debt.state)
        deed = bench.yes[before]
        after = move(before, deed, ctx.works[debt.requirement.work])
        made.append(review(debt, bench, deed, before, after, ctx))
        debt.state = after.value
    ctx.tx.reviews.add(*made)
    return made


def review(debt: Obligation, bench: Bench, deed: Deed, before: State, after: State, ctx: Context) -> Review:
    """What is decided about a debt now, not kept yet."""
    version = debt.standing
    if version is not None:
        sender: int | None = version.upload.person_id
    else:
        evidence = ctx.tx.attachments.of_debt(debt.id)
        sender = evidence[0].person_id if evidence else ctx.tx.claims.by([debt.id]).get(debt.id)
    return Review(
        office_id=debt.requirement.office_id,
        obligation_id=debt.id,
        submission_id=version.id if version else None,
        bench=bench.key,
        deed=deed.value,
        status=DONE,
        by_id=ctx.me.id,
        at=ctx.now,
        before=before.value,
        after=after.value,
        due_before=debt.due_at,
        sender_id=sender if sender != ctx.me.id else None,
    )


def bench_of(review: Review) -> Bench:
    """On which bench something was decided."""
    return bench_called(review.bench)


def note_yes(review: Review, debt: Obligation, ctx: Context) -> None:
    """A line of the audit trail about a yes."""
    note(_NOTED[Deed(review.deed)], debt, ctx)


def note(noted: Noted, debt: Obligation, ctx: Context, **detail: str) -> None:
    """A line of the audit trail about the version that counts, by its receipt number; about the debt where none is."""
    version = debt.standing
    if version is not None:
        detail = {**detail, "for": debt.unit.code, "subject": debt.subject.code}
    about = version.receipt_no if version is not None else _about(debt)
    ctx.tx.audit.note(
        ctx.now, noted, about, office_id=debt.requirement.office_id, person_id=ctx.me.id, detail=dict(detail)
    )


def _about(debt: Obligation) -> str:
    return f"{debt.requirement.code} {debt.unit.code} {debt.subject.code}"


def meant(text: str, about: str, bench: Bench, states: Collection[State], ctx: Context) -> list[Waiting]:
    """What in these states of what the bench is for the words name, if the speaker may decide about it.

    A receipt number; else a unit, a subject, a kind of work, all of them.

    `about`: the words without the verb and the reason. Nothing where they name nothing.
    """
    number = receipt_in(text)
    wanted = which(ctx, bench)._replace(states=[state.value for state in states])
    there = ctx.tx.reviews.waiting(wanted)
    theirs = {one for one in {row.requirement_id for row in there} if may_decide(bench, one, ctx)}
    found = [row for row in there if row.requirement_id in theirs]
    if number:
        named = ctx.tx.submissions.with_receipts(ctx.me.office_id, [number]).get(number)
        return [row for row in found if named is not None and row.place.debt == named.obligation_id]
    slots = ctx.said.slots if ctx.said else None
    units = _units(about, ctx)
    mark = slots.strategy_no or slots.item_no if slots else None
    if not units and mark is None and (slots is None or slots.requirement is None):
        return []
    if units:
        found = [row for row in found if row.unit_id in units]
    if mark is not None:
        found = [row for row in found if row.mark == str(mark)]
    of_work = [row for row in found if slots is not None and row.work == slots.requirement]
    return of_work or found


def _units(about: str, ctx: Context) -> set[int]:
    named = find_unit(about, known_units(ctx))
    if isinstance(named, Found):
        return {named.unit.id}
    return {unit.id for unit in named.units} if isinstance(named, Unsure) else set()
