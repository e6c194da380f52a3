"""สพฐ. จะมาตรวจ: an officer says when; one presenter for each strategy is told, and a check list is kept.

The manual, work 1, steps 4 and 4.2. Whoever asks is shown the visit to come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.circulars import Kind, NewCircular
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.understanding import Intent
from domain.phrases.visits import Presenter, Wish, read_presenter, read_visit, wish_of
from domain.rights import Right
from domain.thai import local
from domain.visits import CHECK_LIST, Part, Plan, slots
from domain.works import VISITED_BY
from handlers import circulating, committee_people, visit_views
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import visits as words
from storage.schema import Visit, VisitItem, VisitPresenter

if TYPE_CHECKING:
    from storage.schema import Requirement

_FURTHEST: Final = timedelta(days=365)
_LONGEST: Final = 120  # characters of a place
_OTHER_WORDS: Final = frozenset(
    {
        Intent.VISIT,
        Intent.MEETING,
        Intent.ASSIGN,
        Intent.IGNORE,
        Intent.PROMISE,
        Intent.EXTEND_REQUEST,
        Intent.HAND_OVER,
    }
)


def visit(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Plan one, change it, call it off, or show the one to come: as the words say."""
    wish = wish_of(event.text) if isinstance(event, TextSaid) else Wish.SHOW
    coming = ctx.tx.visits.next(ctx.me.office_id, ctx.now)
    if wish is Wish.SHOW or not ctx.may(Right.REMIND):
        return _show(coming, ctx)
    if wish is Wish.CALL_OFF:
        return reply(words.whether_off(ctx.voice, visit_views.view_of(coming, ctx))) if coming else _show(None, ctx)
    if coming is not None:
        return _go_on(_better(_known(coming), event, ctx), ctx)
    work = _work_at_hand(ctx)
    if work is None:
        return reply(words.no_presenters(ctx.voice))
    plan = Plan(parts=visit_views.usual_parts(work, ctx), requirement=work.id)
    return _go_on(_better(plan, event, ctx), ctx)


def _show(coming: Visit | None, ctx: Context) -> list[Outgoing]:
    officer = ctx.may(Right.REMIND)
    if coming is None or not (ctx.may(Right.SEE_ALL) or any(one.person_id == ctx.me.id for one in coming.presenters)):
        return reply(words.none_planned(ctx.voice))
    return reply(words.shown(ctx.voice, visit_views.view_of(coming, ctx), officer=officer))


def _known(coming: Visit) -> Plan:
    there = local(coming.begins_at)
    first = coming.presenters[0] if coming.presenters else None
    each = (first.ends_at - first.begins_at) // timedelta(minutes=1) if first else Plan().minutes
    return Plan(
        day=there.date(),
        starts=there.time(),
        minutes=each,
        place=coming.place,
        parts=tuple(Part(one.subject_id, one.person_id) for one in coming.presenters),
        requirement=coming.requirement_id or 0,
        instead_of=coming.id,
    )


def _work_at_hand(ctx: Context) -> Requirement | None:
    """The work that is presented: of those with a visit among their steps the one asked for last."""
    found = [one for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now) if one.work in VISITED_BY]
    return found[-1] if found else None


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was asked for, or a correction of what the card shows: typed, or a day from the calendar (visit:day)."""
    plan = visit_views.draft_of(ctx)
    if plan is None:
        return reply(words.nothing_begun(ctx.voice))
    if isinstance(event, ButtonPressed):
        return _go_on(replace(plan, day=event.picked) if type(event.picked) is date else plan, ctx)
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if isinstance(event, TextSaid) and (named := read_presenter(event.text)) is not None:
        return _presented_by(plan, named, ctx)
    return _go_on(_better(plan, event, ctx), ctx)


def _presented_by(plan: Plan, named: Presenter, ctx: Context) -> list[Outgoing]:
    requirement = ctx.tx.work.requirement(plan.requirement, ctx.me.office_id)
    called = visit_views.subjects_of(requirement, ctx) if requirement else {}
    subject = next((number for number, (_, debt) in called.items() if debt.subject.no == named.no), None)
    if subject is None:
        return reply(words.no_such_subject(ctx.voice, named.no))
    people = committee_people.named(named.name, ctx)
    if len(people) != 1:
        return reply(words.not_found(ctx.voice, named.name))
    parts = tuple(replace(one, person=people[0].id) if one.subject == subject else one for one in plan.parts)
    return _go_on(replace(plan, parts=parts), ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words say what was asked for, or correct what the card shows."""
    plan = visit_views.draft_of(ctx) if ctx.person is not None else None
    if plan is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    mends = read_presenter(event.text) is not None or _better(plan, event, ctx) != plan
    return mends and (unclaimed or not ctx.said.sure or ctx.said.intent in _OTHER_WORDS)


def _better(plan: Plan, event: Incoming, ctx: Context) -> Plan:
    if not isinstance(event, TextSaid):
        return plan
    said = read_visit(event.text, local(ctx.now).date(), ctx.calendar(ctx.me.office_id))
    return replace(
        plan,
        day=said.day or plan.day,
        starts=said.starts or plan.starts,
        minutes=said.minutes or plan.minutes,
        place=(said.place or plan.place)[:_LONGEST],
    )


def _go_on(plan: Plan, ctx: Context) -> list[Outgoing]:
    visit_views.keep(plan, ctx)
    if plan.day is None:
        today = local(ctx.now).date()
        return reply(words.which_day(ctx.voice, today, today + _FURTHEST))
    view = visit_views.proposed(plan, ctx)
    if view.begins <= ctx.now:
        visit_views.keep(replace(plan, day=None), ctx)
        return reply(words.in_the_past(ctx.voice, view))
    return reply(words.really(ctx.voice, view))


def confirm(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Keep it and have the presenters told: visitgo:<mark of what the card shows>."""
    plan = visit_views.draft_of(ctx)
    if plan is None or plan.day is None:
        return reply(words.nothing_begun(ctx.voice))
    view = visit_views.proposed(plan, ctx)
    if argument(event) != view.mark or view.begins <= ctx.now:
        return _go_on(plan, ctx)
    old = ctx.tx.visits.get(plan.instead_of, ctx.me.office_id) if plan.instead_of else None
    done = {item.title: item.done_at for item in old.items} if old else {}
    if old is not None:
        _call_off(old, ctx)
    made = ctx.tx.visits.plan(_visit(plan, plan.day, view, ctx))
    for item in made.items:
        item.done_at = done.get(item.title)
    made.circular_id = _tell(made, plan, view, ctx)
    ctx.tx.registers.drop_draft(ctx.me.id)
    _note(Noted.PLAN_VISIT, made, ctx)
    return reply(words.planned(ctx.voice, view, _steps(made, view, ctx)))


def _visit(plan: Plan, day: date, view: words.VisitView, ctx: Context) -> Visit:
    times = slots(day, plan.starts, plan.minutes, len(plan.parts))
    people = {one.id: one for one in ctx.tx.people.of_office(ctx.me.office_id)}
    return Visit(
        office_id=ctx.me.office_id,
        requirement_id=plan.requirement,
        begins_at=view.begins,
        place=plan.place,
        planned_by=ctx.me.id,
        planned_at=ctx.now,
        presenters=[
            VisitPresenter(
                subject_id=one.subject, place=place, person_id=one.person, person=people[one.person],
                begins_at=slot.begins, ends_at=slot.ends,
            )
            for place, (one, slot) in enumerate(zip(plan.parts, times, strict=True))
            if one.person in people
        ],
        items=[VisitItem(place=place, title=title) for place, title in enumerate(CHECK_LIST)],
    )  # fmt: skip


def _tell(made: Visit, plan: Plan, view: words.VisitView, ctx: Context) -> int:
    parts: dict[int, list[str]] = {}
    for one, presenter in zip(plan.parts, view.presenters, strict=True):
        if one.person and one.person != ctx.me.id:
            parts.setdefault(one.person, []).append(words.part(presenter))
    new = NewCircular(
        kind=Kind.VISIT,
        title=words.TITLE,
        lines=words.lines(view),
        parts={person: "; ".join(said) for person, said in parts.items()},
        requirement_id=made.requirement_id,
        until=made.begins_at,
    )
    return circulating.circulate(new, ctx)


def _steps(made: Visit, view: words.VisitView, ctx: Context) -> list[str]:
    """Record the manual's steps that this is; their numbers."""
    requirement = ctx.tx.work.requirement(made.requirement_id or 0, made.office_id)
    codes = VISITED_BY.get(requirement.work, ()) if requirement else ()
    for code in codes:
        ctx.tx.steps.record(made.requirement_id or 0, code, at=ctx.now, by=ctx.me.id, about=words.when(view))
    return list(codes)


def ready(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Tick a line of the check list, or take the tick back: visitready:<visit>:<line>."""
    number, place, *_ = [*numbers(event), 0, 0]
    coming = ctx.tx.visits.get(number, ctx.me.office_id)
    item = ctx.tx.visits.item(number, place) if coming is not None else None
    if coming is None or item is None:
        return reply(words.none_planned(ctx.voice))
    item.done_at, item.done_by = (None, None) if item.done_at else (ctx.now, ctx.me.id)
    ctx.tx.flush()
    _note(Noted.PREPARE_VISIT, coming, ctx)
    return reply(words.shown(ctx.voice, visit_views.view_of(coming, ctx), officer=True))


def call_off(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Call it off, and tell those concerned: visitoff:<visit>."""
    coming = ctx.tx.visits.get(argument(event) or 0, ctx.me.office_id)
    if coming is None or coming.begins_at <= ctx.now:
        return reply(words.none_planned(ctx.voice))
    view = visit_views.view_of(coming, ctx)
    _call_off(coming, ctx)
    parts = {one.person_id: "" for one in coming.presenters if one.person_id != ctx.me.id}
    new = NewCircular(kind=Kind.NEWS, title=words.OFF, lines=words.lines(view), parts=parts, until=coming.begins_at)
    circulating.circulate(new, ctx)
    _note(Noted.CALL_OFF_VISIT, coming, ctx)
    return reply(words.called_off(ctx.voice, view))


def _call_off(old: Visit, ctx: Context) -> None:
    old.called_off_at = ctx.now
    if old.circular_id is not None:
        ctx.tx.circulars.cancel(old.circular_id, ctx.now)


def _note(noted: Noted, made: Visit, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, noted, str(made.id), office_id=made.office_id, person_id=ctx.me.id)


VISIT = Deed(name="visit", do=visit, intents=frozenset({Intent.VISIT}), private=True)
ANSWER = Deed(name="say more of a visit", do=more, tap="visit", right=Right.REMIND, private=True)
CONFIRM = Deed(name="confirm a visit", do=confirm, tap="visitgo", right=Right.REMIND, private=True)
READY = Deed(name="tick what is ready", do=ready, tap="visitready", right=Right.REMIND, private=True)
CALL_OFF = Deed(name="call a visit off", do=call_off, tap="visitoff", right=Right.REMIND, private=True)
DEEDS = (VISIT, ANSWER, CONFIRM, READY, CALL_OFF)
