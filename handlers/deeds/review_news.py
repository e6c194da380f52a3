"""What became of a form, told to those who sent it or answer for it.

That it is accepted is told behind the sender's next answer, which is free, or at once if the officer wants to pay for
it; that it is to be mended, or that a claim is doubted, costs a message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed
from domain.messages import Message, Outgoing, Push
from domain.phrases.understanding import Intent
from domain.reviewing import OFFICE, TOGETHER, TOLD_WITHIN, YES
from domain.rights import Right
from handlers import mending, reviewing
from handlers.facts import Task, task_of
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import reviews_done as words
from handlers.wording import send_backs as mend_words

if TYPE_CHECKING:
    from storage.people import Member
    from storage.schema import Obligation, Person, Review

_PASSED: Final = [state.value for state in OFFICE.passed]
_YES: Final = frozenset(deed.value for deed in YES)


def postscript(ctx: Context) -> Postscript | None:
    """What of the speaker's was accepted since they were here last."""
    news = _news_for(ctx.me.id, ctx)
    return Postscript(_good_news(news, ctx.me, ctx)) if news else None


def tell(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Write to the senders of what was accepted in one go: reviewtell:<review>; typed, ask about what was done last."""
    number = argument(event)
    review = ctx.tx.reviews.get(number, ctx.me.office_id) if number is not None else ctx.tx.reviews.last_by(ctx.me.id)
    if review is None or review.deed not in _YES:
        return reply(words.nobody_to_tell(ctx.voice))
    senders = {one.sender_id for one in ctx.tx.reviews.decided_with(review) if one.told_at is None}
    told = [(one, news) for one in _reachable(senders, ctx) if (news := _news_for(one.id, ctx))]
    if not told:
        return reply(words.nobody_to_tell(ctx.voice))
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    if left is not None and len(told) > left:
        return reply(words.no_room(ctx.voice, len(told), left))
    if number is None:  # it costs messages, and how many was not said yet
        return reply(words.really_tell(ctx.voice, review.id, len(told), left))
    ctx.tx.audit.note(
        ctx.now, Noted.TELL_ACCEPTED, f"review {review.id}", office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"people": len(told)},
    )  # fmt: skip
    pushes = [Push(one.line_user_id or "", (_good_news(news, one, ctx),)) for one, news in told]
    return [*reply(words.told_now(ctx.voice, len(told))), *pushes]


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's part: what was sent back goes to its people, one message each of all that came together."""
    of_offices: dict[int, list[Review]] = {}
    for review in ctx.tx.reviews.sent_back(ctx.now - TOLD_WITHIN):
        of_offices.setdefault(review.office_id, []).append(review)
    return [
        push
        for office_id in (ctx.offices() if of_offices else ())
        if office_id in of_offices
        for push in _office(office_id, of_offices[office_id], ctx.in_office(office_id))
    ]


def _reachable(people: Iterable[int | None], ctx: Context) -> list[Person]:
    found = [ctx.tx.people.get(person_id) for person_id in people if person_id is not None]
    return [one for one in found if one is not None and one.line_user_id is not None and one.blocked_at is None]


def _news_for(person_id: int, ctx: Context) -> list[tuple[Review, Obligation]]:
    """What they have not heard of and still stands, of each form the last: accepted, or through the committee too."""
    found = {one.obligation_id: one for one in ctx.tx.reviews.good_news_for(person_id, _PASSED)}
    pairs = [(one, ctx.tx.work.obligation(one.obligation_id)) for one in found.values()]
    return [(one, debt) for one, debt in pairs if debt is not None and debt.state in reviewing.bench_of(one).passed]


def _good_news(news: Sequence[tuple[Review, Obligation]], person: Person, ctx: Context) -> Message:
    """What they read, and that they have been told of these forms."""
    units = [m.unit_id for m in person.memberships]
    good = [
        words.Good(_task(debt, units, ctx), mending.receipt_no(one, ctx), reviewing.bench_of(one)) for one, debt in news
    ]
    told = {one.obligation_id for one, _ in news}
    for one in ctx.tx.reviews.good_news_for(person.id, _PASSED):
        if one.obligation_id in told:
            one.told_at = ctx.now
    return words.good_news(ctx.voice, good)


def _office(office_id: int, sent: Sequence[Review], ctx: Context) -> list[Push]:
    """What has come in again meanwhile is not spoken of; of a form that was sent back twice only the last word."""
    latest = {one.obligation_id: one for one in sent}
    pairs = [(one, ctx.tx.work.obligation(one.obligation_id)) for one in latest.values()]
    owed = [(one, debt) for one, debt in pairs if debt is not None and _still(one, debt)]
    if not owed:
        return []
    members = ctx.tx.people.reachable(office_id)
    theirs: dict[int, list[tuple[Review, Obligation]]] = {}
    for one, debt in owed:
        for person_id in mending.hearers(one, debt, members):
            theirs.setdefault(person_id, []).append((one, debt))
    told = ctx.tx.outbox.have_once([_key(one, person) for person, of in theirs.items() for one, _ in of])
    people = {member.person_id: member for member in members}
    news = {person: _untold(of, person, told) for person, of in theirs.items()}
    return [
        _push(people[person], [m.unit_id for m in members if m.person_id == person], of, ctx)
        for person, of in news.items()
        if of and of[0][0].at <= ctx.now - TOGETHER
    ]


def _still(one: Review, debt: Obligation) -> bool:
    """Whether there is still something to do: it is owed; or, of a claim that was doubted, it stands as it did."""
    return debt.state == one.after if one.deed == Move.DOUBT else is_owed(State(debt.state))


def _untold(
    sent: Sequence[tuple[Review, Obligation]], person_id: int, told: Collection[str]
) -> list[tuple[Review, Obligation]]:
    """What came after the last that they were told of: a message has all there is, under the key of its last."""
    last = max(((one.at, one.id) for one, _ in sent if _key(one, person_id) in told), default=None)
    news = [(one, debt) for one, debt in sent if last is None or (one.at, one.id) > last]
    return sorted(news, key=lambda pair: (pair[0].at, pair[0].id))


def _push(person: Member, units: list[int], sent: Sequence[tuple[Review, Obligation]], ctx: Context) -> Push:
    to_mend = [
        mend_words.ToMend(
            task=_task(debt, units, ctx),
            no=mending.receipt_no(one, ctx),
            reason=one.reason,
            url=mending.marked_link(one, person.person_id, ctx),
            bench=reviewing.bench_of(one),
        )
        for one, debt in sent
    ]
    message = mend_words.to_mend(ctx.voice, person.name, to_mend)
    return Push(person.line_user_id, (message,), once=_key(sent[-1][0], person.person_id))


def _key(review: Review, person_id: int) -> str:
    return f"to mend:{review.id}:{person_id}"


def _task(debt: Obligation, units: list[int], ctx: Context) -> Task:
    calendar = ctx.calendar(debt.requirement.office_id)
    return task_of(debt, ctx.forms[debt.requirement.form], calendar, ctx.now, units)


TELL = Deed(
    name="tell what is accepted", do=tell, intents=frozenset({Intent.TELL_ACCEPTED}), tap="reviewtell",
    right=Right.REVIEW, private=True,
)  # fmt: skip
