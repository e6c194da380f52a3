"""นัดประชุม: an officer calls a meeting in a sentence, moves it or calls it off; those invited are told and asked.

The manual, work 1, step 3.2. Whoever asks about meetings is shown those to come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.circulars import Kind, NewCircular
from domain.committees import MEMBER
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.lifecycle import State
from domain.meetings import AGENDA, LASTS, Invitation, MeetingState
from domain.messages import Outgoing
from domain.phrases.meetings import Wish, read_guest, read_meeting, wish_of
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import local
from domain.works import MET_BY
from handlers import circulating, committee_people, day_before, meeting_views
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import meetings as words
from storage.schema import Meeting

if TYPE_CHECKING:
    from storage.schema import Requirement

_FURTHEST: Final = timedelta(days=365)
_LONGEST: Final = 120  # characters of a name or a place
_OVER: Final = frozenset({State.DISPATCHED, State.PUBLISHED})
_OTHER_WORDS: Final = frozenset(
    {Intent.MEETING, Intent.ASSIGN, Intent.CREATE_REQUIREMENT, Intent.IGNORE, Intent.PROMISE, Intent.EXTEND_REQUEST,
     Intent.MOVE_OUT, Intent.NIL_REPORT}
)  # fmt: skip


def meeting(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Call one, move one, call one off, or show those to come: as the words say."""
    wish = wish_of(event.text) if isinstance(event, TextSaid) else Wish.SHOW
    if wish is Wish.SHOW or not ctx.may(Right.REMIND):
        return _show(ctx)
    if wish is Wish.CALL_OFF:
        return _which_to_call_off(ctx)
    if wish is Wish.MOVE:
        return _move(event, ctx)
    work = _work_at_hand(ctx)
    draft = Invitation(
        people=committee_people.usual_members(work, ctx), requirement=work.id if work else 0
    )  # fmt: skip
    return _go_on(_better(draft, event, ctx), ctx)


def _show(ctx: Context) -> list[Outgoing]:
    overseer = ctx.may(Right.SEE_ALL)
    found = ctx.tx.meetings.to_come(ctx.me.office_id, ctx.now)
    mine = found if overseer else [one for one in found if any(m.person_id == ctx.me.id for m in one.members)]
    if not mine:
        return reply(words.none_planned(ctx.voice))
    return reply(words.listed(ctx.voice, [meeting_views.view_of(one, ctx) for one in mine], overseer=overseer))


def _move(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The next one, to another moment or place."""
    found = ctx.tx.meetings.to_come(ctx.me.office_id, ctx.now)
    if not found:
        return reply(words.none_planned(ctx.voice))
    old = found[0]
    there = local(old.held_at)
    before = Invitation(
        what=old.committee,
        day=there.date(),
        clock=there.time(),
        place=old.place,
        people=tuple((one.person_id, one.duty) for one in old.members),
        requirement=old.requirement_id or 0,
        instead_of=old.id,
    )
    after = replace(_better(before, event, ctx), what=old.committee)
    return _go_on(after if after != before else replace(before, day=None), ctx)


def _work_at_hand(ctx: Context) -> Requirement | None:
    """What the next meeting is usually about: the work with a meeting among its steps that is to go out first."""
    found = [
        one
        for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
        if one.work in MET_BY and any(State(debt.state) not in _OVER for debt in ctx.tx.work.of_requirement(one.id))
    ]
    return min(found, key=lambda one: (one.external_due_at or one.due_at, one.id), default=None)


def more(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What was asked for, or a correction of what the card shows: typed, or a day from the calendar (meeting:day)."""
    draft = meeting_views.draft_of(ctx)
    if draft is None:
        return reply(words.nothing_begun(ctx.voice))
    if isinstance(event, ButtonPressed):
        return _go_on(replace(draft, day=event.picked) if type(event.picked) is date else draft, ctx)
    if ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if isinstance(event, TextSaid) and (change := read_guest(event.text)) is not None and not draft.lacks:
        people = committee_people.named(change.name, ctx)
        if len(people) != 1:
            return reply(words.not_found(ctx.voice, change.name))
        return _go_on(_with_guest(draft, people[0].id, is_in=change.is_in), ctx)
    return _go_on(_better(draft, event, ctx), ctx)


def _with_guest(draft: Invitation, person: int, *, is_in: bool) -> Invitation:
    others = tuple(one for one in draft.people if one[0] != person)
    if not is_in:
        return replace(draft, people=others)
    there = next((one for one in draft.people if one[0] == person), (person, MEMBER))
    return replace(draft, people=draft.people if there in draft.people else (*others, there))


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words say what was asked for, or correct what the card shows."""
    draft = meeting_views.draft_of(ctx) if ctx.person is not None else None
    if draft is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    if unclaimed or not ctx.said.sure:
        return bool(draft.lacks) or read_guest(event.text) is not None or _better(draft, event, ctx) != draft
    if ctx.said.intent is Intent.MEETING:
        return wish_of(event.text) is Wish.SHOW and _better(draft, event, ctx) != draft
    return ctx.said.intent in _OTHER_WORDS and (
        read_guest(event.text) is not None or _better(draft, event, ctx) != draft
    )


def _better(draft: Invitation, event: Incoming, ctx: Context) -> Invitation:
    """What was known, with what is said now; the words may be nothing but what was asked for."""
    if not isinstance(event, TextSaid):
        return draft
    said = read_meeting(event.text, local(ctx.now).date(), ctx.calendar(ctx.me.office_id))
    place = said.place
    plain = " ".join(event.text.split())[:_LONGEST]
    if draft.lacks == "place" and not (place or said.day or said.clock) and wish_of(event.text) is Wish.SHOW:
        place = plain
    what = said.what
    if draft.lacks == "what" and not what and wish_of(event.text) is Wish.SHOW:
        what = plain
    return replace(
        draft,
        what=(what or draft.what)[:_LONGEST],
        day=said.day or draft.day,
        clock=said.clock or draft.clock,
        place=(place or draft.place)[:_LONGEST],
    )


def _go_on(draft: Invitation, ctx: Context) -> list[Outgoing]:
    meeting_views.keep(draft, ctx)
    today = local(ctx.now).date()
    if draft.lacks == "what":
        return reply(words.which_committee(ctx.voice))
    if draft.lacks == "day":
        return reply(words.which_day(ctx.voice, today, today + _FURTHEST))
    if draft.lacks == "clock":
        return reply(words.which_time(ctx.voice))
    if draft.lacks == "place":
        return reply(words.which_place(ctx.voice))
    view = meeting_views.proposed(draft, ctx)
    if view.held_at <= ctx.now:
        meeting_views.keep(replace(draft, day=None), ctx)
        return reply(words.in_the_past(ctx.voice, view))
    return reply(words.really(ctx.voice, view))


def confirm(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Call it and have people invited: meetinggo:<mark of what the card shows>."""
    draft = meeting_views.draft_of(ctx)
    if draft is None or draft.lacks:
        return reply(words.nothing_begun(ctx.voice))
    view = meeting_views.proposed(draft, ctx)
    if argument(event) != view.mark or view.held_at <= ctx.now:
        return _go_on(draft, ctx)
    if draft.instead_of and (old := ctx.tx.meetings.get(draft.instead_of, ctx.me.office_id)) is not None:
        _call_off(old, ctx)
    made = ctx.tx.meetings.call(
        Meeting(
            office_id=ctx.me.office_id,
            requirement_id=draft.requirement or None,
            committee=draft.what,
            held_at=view.held_at,
            place=draft.place,
            agenda=list(AGENDA),
            status=MeetingState.CALLED.value,
            called_by=ctx.me.id,
            called_at=ctx.now,
        ),
        draft.people,
    )
    made.circular_id = _invite(made, view, ctx)
    ctx.tx.registers.drop_draft(ctx.me.id)
    note(Noted.CALL_MEETING, made, ctx)
    return reply(words.called(ctx.voice, view, _step(made, view, ctx)))


def _invite(made: Meeting, view: words.MeetingView, ctx: Context) -> int:
    others = {one.person_id: one.duty for one in made.members if one.person_id != ctx.me.id}
    new = NewCircular(
        kind=Kind.MEETING,
        title=words.title(view),
        lines=words.invitation_lines(view),
        parts=others,
        requirement_id=made.requirement_id,
        document_id=_calendar_file(made, view, ctx),
        until=made.held_at,
    )
    return circulating.circulate(new, ctx)


def _calendar_file(made: Meeting, view: words.MeetingView, ctx: Context) -> int:
    from reports.calendar_file import ICS_MIME, Appointment, to_ics  # noqa: PLC0415 - loaded by whoever calls a meeting

    entry = Appointment(
        uid=f"meeting-{made.id}@tidtam",
        title=words.title(view),
        begins=made.held_at,
        lasts=LASTS,
        place=made.place,
        notes=words.calendar_notes(view),
    )
    return ctx.tx.files.make_document(
        office_id=made.office_id,
        kind="appointment",
        name=words.FILE_NAME.format(when=f"{local(made.held_at):%Y%m%d-%H%M}"),
        sha256=ctx.tx.files.keep(to_ics(entry, made_at=ctx.now), ICS_MIME, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"meeting": made.id},
    ).id


def _step(made: Meeting, view: words.MeetingView, ctx: Context) -> str:
    """Record the manual's step that this is; its number, or ""."""
    requirement = ctx.tx.work.requirement(made.requirement_id or 0, made.office_id)
    code = MET_BY.get(requirement.work) if requirement else None
    if requirement is None or code is None:
        return ""
    ctx.tx.steps.record(requirement.id, code, at=ctx.now, by=ctx.me.id, about=f"{words.title(view)} {words.when(view)}")
    return code


def _which_to_call_off(ctx: Context) -> list[Outgoing]:
    found = ctx.tx.meetings.to_come(ctx.me.office_id, ctx.now)
    if not found:
        return reply(words.none_planned(ctx.voice))
    return reply(words.which_to_call_off(ctx.voice, [meeting_views.view_of(one, ctx) for one in found]))


def call_off(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Call one off, and tell those invited: meetingoff:<meeting>."""
    old = ctx.tx.meetings.get(argument(event) or 0, ctx.me.office_id)
    if old is None or old.held_at <= ctx.now or not _call_off(old, ctx):
        return reply(words.none_planned(ctx.voice))
    view = meeting_views.view_of(old, ctx)
    new = NewCircular(
        kind=Kind.NEWS,
        title=words.CALLED_OFF.format(title=words.title(view)),
        lines=words.called_off_lines(view),
        parts={one.person_id: "" for one in old.members if one.person_id != ctx.me.id},
        until=old.held_at,
    )
    circulating.circulate(new, ctx)
    note(Noted.CALL_OFF_MEETING, old, ctx)
    return reply(words.called_off(ctx.voice, view))


def _call_off(old: Meeting, ctx: Context) -> bool:
    if old.circular_id is not None:
        ctx.tx.circulars.cancel(old.circular_id, ctx.now)
    return ctx.tx.meetings.call_off(old)


def note(noted: Noted, made: Meeting, ctx: Context) -> None:
    """A line in the audit trail about a meeting."""
    ctx.tx.audit.note(ctx.now, noted, str(made.id), office_id=made.office_id, person_id=ctx.me.id)


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: who comes to a meeting, or presents at a visit, is reminded the working day before."""
    return day_before.tick(ctx)


MEETING = Deed(name="meeting", do=meeting, intents=frozenset({Intent.MEETING}), private=True)
ANSWER = Deed(name="say more of a meeting", do=more, tap="meeting", right=Right.REMIND, private=True)
CONFIRM = Deed(name="confirm a meeting", do=confirm, tap="meetinggo", right=Right.REMIND, private=True)
CALL_OFF = Deed(name="call a meeting off", do=call_off, tap="meetingoff", right=Right.REMIND, private=True)
DEEDS = (MEETING, ANSWER, CONFIRM, CALL_OFF)
