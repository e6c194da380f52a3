"""What became of a form, told to those who sent it or answer for it.

That it is accepted is told behind the sender's next answer, which is free, or at once if the officer wants to pay for
it; that it is to be mended costs a message, since it is owed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming
from domain.forms.record import findings_from_json
from domain.lifecycle import State, is_owed
from domain.messages import Message, Outgoing, Push
from domain.nagging import Audience
from domain.phrases.understanding import Intent
from domain.reviewing import OFFICE, TOGETHER
from domain.rights import Right
from handlers.facts import Task, task_of
from handlers.marked_files import marked_copies
from handlers.postscripts import Postscript
from handlers.reminding import recipients_of
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import reviews_done as words
from handlers.wording import send_backs as mend_words
from storage.files import OVER

if TYPE_CHECKING:
    from storage.people import Member
    from storage.schema import Obligation, Person, Review

_PASSED: Final = [state.value for state in OFFICE.passed]
_YES: Final = frozenset(deed.value for deed in OFFICE.yes.values())


def postscript(ctx: Context) -> Postscript | None:
    """What of the speaker's was accepted since they were here last."""
    news = ctx.tx.reviews.good_news_for(ctx.me.id, _PASSED)
    return Postscript(_good_news(news, ctx.me, ctx)) if news else None


def tell(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Write to the senders of what was accepted in one go: reviewtell:<review>; typed, of what the speaker did last."""
    number = argument(event)
    review = ctx.tx.reviews.get(number, ctx.me.office_id) if number is not None else ctx.tx.reviews.last_by(ctx.me.id)
    if review is None or review.deed not in _YES:
        return reply(words.nobody_to_tell(ctx.voice))
    senders = {one.sender_id for one in ctx.tx.reviews.decided_with(review) if one.told_at is None}
    told = [(one, news) for one in _reachable(senders, ctx) if (news := ctx.tx.reviews.good_news_for(one.id, _PASSED))]
    if not told:
        return reply(words.nobody_to_tell(ctx.voice))
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    if left is not None and len(told) > left:
        return reply(words.no_room(ctx.voice, len(told), left))
    ctx.tx.audit.note(
        ctx.now, Noted.TELL_ACCEPTED, f"review {review.id}", office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"people": len(told)},
    )  # fmt: skip
    pushes = [Push(one.line_user_id or "", (_good_news(news, one, ctx),)) for one, news in told]
    return [*reply(words.told_now(ctx.voice, len(told))), *pushes]


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's part: what was sent back goes to its people, one message each of all that came together."""
    waiting: dict[int, list[Review]] = {}
    for review in ctx.tx.reviews.bad_news():
        waiting.setdefault(review.office_id, []).append(review)
    ready = {office_id: news for office_id, news in waiting.items() if news[0].at <= ctx.now - TOGETHER}
    return [push for office_id, news in ready.items() for push in _to_mend(office_id, news, ctx.in_office(office_id))]


def _reachable(people: Iterable[int | None], ctx: Context) -> list[Person]:
    found = [ctx.tx.people.get(person_id) for person_id in people if person_id is not None]
    return [one for one in found if one is not None and one.line_user_id is not None and one.blocked_at is None]


def _good_news(news: Sequence[Review], person: Person, ctx: Context) -> Message:
    """What they read, and that they have been told."""
    units, tasks = [m.unit_id for m in person.memberships], []
    for review in news:
        debt = ctx.tx.work.obligation(review.obligation_id)
        if debt is not None:
            tasks.append((_task(debt, units, ctx), _receipt_no(review, ctx)))
        review.told_at = ctx.now
    return words.good_news(ctx.voice, tasks)


def _to_mend(office_id: int, news: Sequence[Review], ctx: Context) -> list[Push]:
    """What has come in again meanwhile is not spoken of."""
    debts = {one.obligation_id: debt for one in news if (debt := ctx.tx.work.obligation(one.obligation_id)) is not None}
    latest = {one.obligation_id: one for one in news}  # of one that was sent back twice, the last word
    owed = [one for one in latest.values() if is_owed(State(debts[one.obligation_id].state))]
    members = ctx.tx.people.reachable(office_id)
    theirs = _by_person(owed, debts, members)
    people = {member.person_id: member for member in members}
    links = {one.id: _marked(one, [p for p, of in theirs.items() if one in of], ctx) for one in owed}
    for one in news:
        one.told_at = ctx.now
    pushes = []
    for person_id, told in theirs.items():
        units = [member.unit_id for member in members if member.person_id == person_id]
        sent = [
            mend_words.ToMend(
                task=_task(debts[one.obligation_id], units, ctx),
                no=_receipt_no(one, ctx),
                reason=one.reason,
                url=links[one.id].get(person_id, ""),
            )
            for one in told
        ]
        message = mend_words.to_mend(ctx.voice, people[person_id].name, sent)
        pushes.append(Push(people[person_id].line_user_id, (message,), once=f"to mend:{told[-1].id}:{person_id}"))
    return pushes


def _by_person(
    news: Sequence[Review], debts: Mapping[int, Obligation], members: Sequence[Member]
) -> dict[int, list[Review]]:
    """Who is told of what: whoever sent it, and those of the unit who are asked for it; by the person's id."""
    everybody = {member.person_id for member in members}
    asked = recipients_of(members, {debts[one.obligation_id].unit_id for one in news}, everybody)
    theirs: dict[int, list[Review]] = {}
    for one in news:
        owners = (r.person_id for r in asked.get(debts[one.obligation_id].unit_id, ()) if r.audience is Audience.OWNER)
        sender = (one.sender_id,) if one.sender_id in everybody else ()
        for person_id in dict.fromkeys((*sender, *owners)):
            if person_id is not None:
                theirs.setdefault(person_id, []).append(one)
    return theirs


def _marked(review: Review, people: Collection[int], ctx: Context) -> dict[int, str]:
    """A link for each of them to the file with what the checks found marked in it."""
    version = ctx.tx.submissions.submission(review.submission_id) if review.submission_id else None
    if version is None or version.withdrawn_at is not None or version.upload.outcome in OVER:
        return {}
    return marked_copies(version.upload, findings_from_json(version.findings), list(people), ctx)


def _receipt_no(review: Review, ctx: Context) -> str:
    version = ctx.tx.submissions.submission(review.submission_id) if review.submission_id else None
    return version.receipt_no if version else ""


def _task(debt: Obligation, units: list[int], ctx: Context) -> Task:
    calendar = ctx.calendar(debt.requirement.office_id)
    return task_of(debt, ctx.forms[debt.requirement.form], calendar, ctx.now, units)


TELL = Deed(
    name="tell what is accepted", do=tell, intents=frozenset({Intent.TELL_ACCEPTED}), tap="reviewtell",
    right=Right.REVIEW, private=True,
)  # fmt: skip
