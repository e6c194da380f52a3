"""Evidence that came in: kept already, it is tied to the debt that its code names, or its sender is asked for which.

Shared by the deeds that take photos, files and links. Nothing is tied in silence, and evidence settles no debt: figures
cannot be read from a picture.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import FileSent
from domain.forms.identity import Identity, find_identity
from domain.lifecycle import OWED, State
from domain.messages import Message, Outgoing
from domain.reviewing import OFFICE
from domain.rights import Right
from handlers import albums, tasks_of
from handlers.candidates import candidates
from handlers.facts import Task
from handlers.routing import Context, Received, reply
from handlers.wording import albums as album_words
from handlers.wording import evidence as words
from reports.seen import Kind, Seen

if TYPE_CHECKING:
    from storage.schema import Attachment, Obligation

CODE, SAID, NONE = "code", "said", "none"  # why evidence belongs to a debt: its code, its sender; or to none
AGAIN = "again"  # what came shortly before belongs to it, or nothing else could be meant
JUST_NOW: Final = timedelta(minutes=10)  # what comes one by one in so long is asked about together
_OF_QUESTION: Final = "question"
CHOICES: Final = 3
_OPEN: Final = OWED | OFFICE.waiting  # nobody has accepted it yet
_KINDS: Final[Mapping[Kind, str]] = {Kind.PICTURE: "image", Kind.VIDEO: "video", Kind.SOUND: "audio"}

Shown = Mapping[int, Sequence[Identity]]  # what is to be seen on evidence, by its id


def keep_document(event: FileSent, received: Received, seen: Seen, ctx: Context) -> list[Outgoing]:
    """A picture, a scan or a document came as a file: kept as evidence, since no table can be read from it."""
    kept = ctx.tx.attachments.add(
        sender=ctx.me,
        message_id=event.message_id,
        set_id=None,
        kind=_KINDS.get(seen.kind, "document"),
        sha256=received.sha256,
        now=ctx.now,
        name=event.name,
    )
    albums.note_seen(kept, received.read.copy if received.read else None, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.KEEP_EVIDENCE, str(kept.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"kind": kept.kind},
    )  # fmt: skip
    locked = seen.kind is Kind.PDF and not seen.pages
    said = placed([kept], {kept.id: seen.identities}, ctx)
    return reply(*([words.cannot_be_opened(ctx.voice, event.name)] if locked else []), *said, worth_push=True)


def placed(kept: Sequence[Attachment], shown: Shown, ctx: Context) -> list[Message]:
    """Tie what has just been kept to the debts that its codes name, and ask about the rest in one question.

    Where all codes name one debt, all that came together belongs to it.
    """
    named = _named(kept, shown, ctx)
    if len(set(named.values())) == 1:
        named = dict.fromkeys((one.id for one in kept), next(iter(named.values())))
    said = []
    for debt in dict.fromkeys(named.values()):
        of_debt = [one for one in kept if named.get(one.id) == debt]
        said.append(_tied(of_debt, debt, CODE, of_debt[-1], ctx))
    rest = [one for one in kept if one.id not in named]
    claimed = ctx.tx.claims.just_said(ctx.me.id, ctx.now - JUST_NOW)
    if rest and len(claimed) == 1 and not any(shown.get(one.id) for one in rest):
        said.append(_tied(rest, claimed[0], SAID, rest[-1], ctx, may_be_gainsaid=True))
    elif rest and (project := _project_of(rest, shown, ctx)) is not None:
        said.append(_tied(rest, project, AGAIN, rest[-1], ctx))
    elif rest:
        said.append(question(rest[-1], 0, ctx, others=bool(any(shown.get(one.id) for one in rest))))
    return said


def _project_of(kept: Sequence[Attachment], shown: Shown, ctx: Context) -> int | None:
    """The project whose pictures these must be.

    That is the one just spoken of, the one that alone something was sent for just now, or the only thing that is
    awaited at all.
    """
    if any(one.kind != albums.IMAGE or shown.get(one.id) for one in kept):
        return None
    at_hand = albums.at_hand(ctx)
    if at_hand is not None and albums.may_change(at_hand[0], ctx):
        return at_hand[0].id
    meant = ctx.tx.attachments.just_meant(ctx.me.id, ctx.now - JUST_NOW) or [task.id for task in _choices(ctx)]
    debt = ctx.tx.work.obligation(meant[0]) if len(meant) == 1 else None
    gathers = debt is not None and albums.keeps_album(debt, ctx) and albums.may_change(debt, ctx)
    return debt.id if debt is not None and gathers else None


def _named(kept: Sequence[Attachment], shown: Shown, ctx: Context) -> dict[int, int]:
    """The debt that the code on each names, if its sender may hand that in."""
    if not any(shown.values()):
        return {}
    mine = _by_identity(ctx)
    found = {one.id: [mine[mark] for i in shown.get(one.id, ()) if (mark := _mark(i)) in mine] for one in kept}
    return {one: debts[0] for one, debts in found.items() if debts}


def _by_identity(ctx: Context) -> dict[tuple[str, str, str], int]:
    known = [c for c in candidates(ctx) if c.mine or ctx.may(Right.SEND_FOR_ALL)]
    return {(c.requirement, c.subject_code, c.unit_code): c.obligation_id for c in known}


def _mark(identity: Identity) -> tuple[str, str, str]:
    return identity.requirement, identity.subject, identity.unit


def question(one: Attachment, offered: int, ctx: Context, *, others: bool = False) -> Message:
    """Which debt this and what came with it belongs to. `offered`: so many have been asked about already.

    `others`: the code on it names a debt that is not the sender's.
    """
    asked_about, tasks = together(one, ctx), _choices(ctx)
    kept = words.Kept(one.id, tuple(k.kind for k in asked_about), _links(asked_about), others=others)
    if not tasks:
        return words.no_open_work(ctx.voice, kept)
    if len(tasks) == 1:
        return words.is_it_this(ctx.voice, kept, tasks[0])
    return words.which_work(ctx.voice, kept, tasks[offered : offered + CHOICES], offered + CHOICES)


def is_more_to_ask(offered: int, ctx: Context) -> bool:
    """Whether there are debts that the question has not offered yet."""
    return offered < len(_choices(ctx))


def together(one: Attachment, ctx: Context) -> list[Attachment]:
    """What a question about this one is about, the oldest first.

    The others of its set, what came shortly before and nobody has said anything about, and what the same question was
    answered for before: somebody may think better of it.
    """
    answered = [_OF_QUESTION, str(one.id)]
    return [
        kept
        for kept in ctx.tx.attachments.around(one, one.received_at - JUST_NOW)
        if kept.id == one.id
        or (one.set_id and kept.set_id == one.set_id)
        or (kept.id < one.id and kept.obligation_id is None and not kept.because)
        or answered in kept.because
    ]


def follow(late: Sequence[Attachment], ctx: Context) -> None:
    """Photos that come after their set was spoken of belong to what the others of the set belong to."""
    for one in late:
        set_of = [kept for kept in ctx.tx.attachments.around(one, ctx.now) if kept.set_id == one.set_id]
        tied = next((kept for kept in set_of if kept.because), None)
        if tied is not None:
            one.obligation_id, one.because = tied.obligation_id, list(tied.because)
            debt = ctx.tx.work.obligation(tied.obligation_id) if tied.obligation_id is not None else None
            if debt is not None and albums.keeps_album(debt, ctx):
                ctx.tx.flush()
                albums.enter(debt, [one], ctx)


def tie(one: Attachment, debt: int, ctx: Context) -> Message:
    """The sender has said which debt it belongs to."""
    return _tied([k for k in together(one, ctx) if not is_record(k, ctx)], debt, SAID, one, ctx)


def leave(one: Attachment, ctx: Context) -> Message:
    """The sender has said that it belongs to none of the debts."""
    left = [k for k in together(one, ctx) if not is_record(k, ctx)]
    for kept in left:
        kept.obligation_id, kept.because = None, [[NONE], [_OF_QUESTION, str(one.id)]]
    albums.forget(ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.LEAVE_EVIDENCE, str(one.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"count": len(left)},
    )  # fmt: skip
    return words.left(ctx.voice, tuple(kept.kind for kept in left))


def is_record(kept: Attachment, ctx: Context) -> bool:
    """Whether it belongs to a debt that the office has accepted: its sender alone cannot take it from there."""
    debt = ctx.tx.work.obligation(kept.obligation_id) if kept.obligation_id is not None else None
    return debt is not None and State(debt.state) not in _OPEN


def allowed(ctx: Context) -> Collection[int]:
    """The debts the speaker may give evidence for."""
    return _by_identity(ctx).values()


def tie_just_sent(debt: Obligation, ctx: Context) -> int:
    """What the speaker has sent just now, and nobody has said anything about, belongs to this debt: how much."""
    since = ctx.now - JUST_NOW
    kept = [
        one
        for one in ctx.tx.attachments.of_person(ctx.me.id)
        if one.received_at >= since and one.obligation_id is None and not one.because
    ]
    if kept:
        _tied(kept, debt.id, SAID, kept[-1], ctx)
    return len(kept)


def _tied(
    kept: Sequence[Attachment], debt_id: int, why: str, anchor: Attachment, ctx: Context, *,
    may_be_gainsaid: bool = False,
) -> Message:  # fmt: skip
    debt = ctx.tx.work.obligation(debt_id)
    if debt is None:
        raise LookupError(f"obligation {debt_id}")
    for one in kept:
        one.obligation_id, one.because = debt.id, [[why], [_OF_QUESTION, str(anchor.id)]]
    ctx.tx.flush()
    _note_tied(debt, anchor, len(kept), ctx)
    gathers = albums.keeps_album(debt, ctx) and albums.may_change(debt, ctx)
    if gathers and any(one.kind == albums.IMAGE for one in kept):
        return _gathered(kept, debt, anchor if why != SAID else None, ctx)
    (task,) = tasks_of.tasks(ctx, [debt])
    about = words.Kept(anchor.id, tuple(one.kind for one in kept), _links(kept))
    return words.tied(ctx.voice, about, task, by_code=why == CODE, may_be_gainsaid=may_be_gainsaid)


def _gathered(kept: Sequence[Attachment], debt: Obligation, gainsaid: Attachment | None, ctx: Context) -> Message:
    """Photos have their place in the album of their project. `gainsaid`: nobody has said so; it may be of another."""
    entered = albums.enter(debt, kept, ctx)
    view = albums.view_of(debt, ctx)
    before = albums.at_hand(ctx)
    asked = before[1] if before is not None and before[0].id == debt.id else ()
    bare = [one.no for one in view.pictures if one.no in entered.numbers and not one.caption]
    albums.remember(debt, ctx, asked=(*asked, *bare))
    what = album_words.CameView(
        new=entered.numbers, same=entered.same, over=entered.over, faults=entered.faults, first=entered.first,
        ask=bool(bare) and entered.first, undo=gainsaid.id if gainsaid is not None else 0,
    )  # fmt: skip
    return album_words.came(ctx.voice, view, what)


def _note_tied(debt: Obligation, anchor: Attachment, count: int, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, Noted.TIE_EVIDENCE, str(anchor.id), office_id=debt.requirement.office_id, person_id=ctx.me.id,
        detail={
            "requirement": debt.requirement.code, "subject": debt.subject.code, "for": debt.unit.code, "count": count,
        },
    )  # fmt: skip


def _links(kept: Sequence[Attachment]) -> tuple[str, ...]:
    return tuple(link for one in kept for link in one.link.split())


def _choices(ctx: Context) -> list[Task]:
    """The debts it may belong to: those just spoken of, then what is owed by its day, then what waits for review."""
    own = [task for task in tasks_of.my_tasks(ctx) if task.owed or task.state in OFFICE.waiting]
    spoken_of = _spoken_of(own, ctx)
    order = {debt: place for place, debt in reversed(list(enumerate(spoken_of)))}
    return sorted(
        own, key=lambda task: (order.get(task.id, len(order)), not task.owed, not task.mine, task.due_at, task.id)
    )


def _spoken_of(own: Sequence[Task], ctx: Context) -> list[int]:
    """The debts the words name; those the speaker has sent something for, spoken of, or got the blank of, just now."""
    meant, open_ids = tasks_of.meant(ctx), {task.id for task in own}
    named = [task for task in meant.tasks if task.id in open_ids] if meant.about.names_something else []
    since = ctx.now - JUST_NOW
    issued = [found for text in ctx.tx.attachments.just_issued(ctx.me.id, since) if (found := find_identity(text))]
    marks = _by_identity(ctx) if issued else {}
    blanks = [marks[mark] for identity in issued if (mark := _mark(identity)) in marks]
    claimed = ctx.tx.claims.just_said(ctx.me.id, since)
    return [*(task.id for task in named), *claimed, *ctx.tx.attachments.just_meant(ctx.me.id, since), *blanks]
