"""รายงานการประชุม: who came to a meeting, and the minutes drafted from what is known (the manual, work 1, step 3.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.circulars import Answer
from domain.committees import leads, writes
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.meetings import Change, all_came, read_attendance, read_hours
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import BANGKOK, BUDDHIST_OFFSET, clock_time, local
from handlers import committee_people, meeting_views, screening, screening_results
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import minutes as words
from handlers.wording import screenings as screening_words
from reports.official.model import Absent, AgendaItem, Member, Minutes, Signer, Topic

if TYPE_CHECKING:
    from storage.schema import Meeting, MeetingMember

KIND: Final = "attendance"
_PDF: Final = "application/pdf"
_RECENT: Final = timedelta(days=60)
_FOR_DECISION: Final = 5  # เรื่องเสนอเพื่อพิจารณา


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Who came to the latest meeting, or to the one of a button: minutes:<meeting>[:1 for all of them]."""
    said = numbers(event)
    meeting = _meeting(said[0] if said else 0, ctx)
    if meeting is None:
        return reply(words.no_meeting(ctx.voice))
    if ctx.may(Right.REMIND):
        if said[1:] == [1]:
            _all_came(meeting, ctx)
        ctx.tx.registers.keep_draft(ctx.me.id, KIND, {"meeting": meeting.id}, ctx.now)
    return reply(words.attendance(ctx.voice, _view(meeting, ctx)))


def _meeting(number: int, ctx: Context) -> Meeting | None:
    """The one with that id; else the last that has begun, else the next."""
    if number:
        return ctx.tx.meetings.get(number, ctx.me.office_id)
    found = ctx.tx.meetings.latest(ctx.me.office_id, ctx.now - _RECENT)
    begun = [one for one in found if one.held_at <= ctx.now]
    return begun[0] if begun else found[-1] if found else None


def typed(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A correction: who came, who did not and why, when it began and ended."""
    meeting = _at_hand(ctx)
    if meeting is None or not isinstance(event, TextSaid):
        return reply(words.no_meeting(ctx.voice))
    if all_came(event.text):
        _all_came(meeting, ctx)
    elif (hours := read_hours(event.text)) != (None, None):
        day = local(meeting.held_at).date()
        began, ended = (datetime.combine(day, clock, BANGKOK) if clock else None for clock in hours)
        meeting.began_at, meeting.ended_at = began or meeting.began_at, ended or meeting.ended_at
    elif (change := read_attendance(event.text)) is not None:
        seat = _seat(change, meeting, ctx)
        if seat is None:
            return reply(words.not_a_guest(ctx.voice, change.name))
        seat.present, seat.reason = change.is_in, change.why
    ctx.tx.flush()
    _note(Noted.RECORD_ATTENDANCE, meeting, ctx)
    return reply(words.attendance(ctx.voice, _view(meeting, ctx)))


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words say who came, while that is being recorded."""
    if ctx.person is None or ctx.said is None or _at_hand(ctx) is None:
        return False
    if all_came(event.text) or read_hours(event.text) != (None, None):
        return True
    change = read_attendance(event.text)
    known = change is not None and bool(committee_people.named(change.name, ctx))
    return known and (unclaimed or not ctx.said.sure or ctx.said.intent is not Intent.MINUTES)


def draft(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Draft the minutes as a Word file and as PDF: minutesdoc:<meeting>."""
    said = numbers(event)
    meeting = _meeting(said[0] if said else 0, ctx)
    if meeting is None:
        return reply(words.no_meeting(ctx.voice))
    from reports.official.documents import to_docx  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.official.pictures import to_pdf  # noqa: PLC0415
    from reports.official.word import DOCX_MIME  # noqa: PLC0415

    topics, open_forms = _resolved(meeting, ctx)
    made = _minutes(meeting, topics, ctx)
    files = (
        ("docx", DOCX_MIME, to_docx(made, made_at=ctx.now, folder=ctx.templates)),
        ("pdf", _PDF, to_pdf(made, made_at=ctx.now, folder=ctx.templates)),
    )
    word, seen = (_kept(meeting, ending, data, mime, ctx) for ending, mime, data in files)
    _note(Noted.DRAFT_MINUTES, meeting, ctx)
    return reply(words.ready(ctx.voice, _view(meeting, ctx), (word, seen), ctx.link_hours, open_forms))


def _minutes(meeting: Meeting, topics: tuple[Topic, ...], ctx: Context) -> Minutes:
    there, answers = local(meeting.held_at), meeting_views.answers_to(meeting, ctx)
    came = [one for one in meeting.members if one.present]
    stayed = [one for one in meeting.members if one.present is False]
    sent = [
        Member(remark, words.FOR.format(name=one.person.name))
        for one in meeting.members
        if (said := answers.get(one.person_id)) is not None and said[0] is Answer.DELEGATED and (remark := said[1])
    ]
    secretary = next((one for one in came if writes(one.duty)), None)
    chair = next((one for one in came if leads(one.duty)), None)
    return Minutes(
        committee=meeting.committee,
        year=there.year + BUDDHIST_OFFSET,
        no=meeting_views.number_of(meeting, ctx),
        held_on=there.date(),
        place=meeting.place,
        present=tuple(Member(one.person.name, one.person.position, one.duty) for one in came),
        absent=tuple(Absent(one.person.name, one.person.position, one.reason) for one in stayed),
        attending=tuple(sent),
        began=local(meeting.began_at).time() if meeting.began_at else None,
        ended=local(meeting.ended_at).time() if meeting.ended_at else None,
        agenda=tuple(
            AgendaItem(title, topics if place == _FOR_DECISION else ()) for place, title in enumerate(meeting.agenda, 1)
        ),
        recorder=_signer(secretary) if secretary else Signer(ctx.me.name, ctx.me.position),
        checker=_signer(chair) if chair else None,
    )


def _resolved(meeting: Meeting, ctx: Context) -> tuple[tuple[Topic, ...], list[str]]:
    """What was resolved about each form of the work; and the forms about which nothing was."""
    requirement = ctx.tx.work.requirement(meeting.requirement_id or 0, meeting.office_id)
    if requirement is None or not screening.is_screened(requirement.work, ctx):
        return (), []
    topics, open_forms = [], []
    for form in screening_results.results(requirement, ctx):
        title = screening_results.title_of(form.task)
        if form.resolution is not None:
            topics.append(Topic(title, resolution=screening_words.resolved(form.resolution)))
        else:
            topics.append(Topic(title, text=words.NOT_YET))
            open_forms.append(form.task.subject)
    return tuple(topics), open_forms


def _kept(meeting: Meeting, ending: str, data: bytes, mime: str, ctx: Context) -> str:
    document = ctx.tx.files.make_document(
        office_id=meeting.office_id,
        kind="minutes",
        name=words.file_name(meeting.committee, local(meeting.held_at).date(), ending),
        sha256=ctx.tx.files.keep(data, mime, ctx.now),
        made_for_id=ctx.me.id,
        now=ctx.now,
        about={"meeting": meeting.id},
    )
    return ctx.links.file(document.id, ctx.me.id, ctx.now)


def _view(meeting: Meeting, ctx: Context) -> words.AttendanceView:
    """With what those invited answered, where nobody has said who came."""
    answers = meeting_views.answers_to(meeting, ctx)
    return words.AttendanceView(
        meeting=meeting_views.view_of(meeting, ctx),
        seats=tuple(_seat_view(one, *answers.get(one.person_id, (None, ""))) for one in meeting.members),
        began=clock_time(meeting.began_at) if meeting.began_at else "",
        ended=clock_time(meeting.ended_at) if meeting.ended_at else "",
        is_over=meeting.held_at <= ctx.now,
    )


def _seat_view(one: MeetingMember, answer: Answer | None, remark: str) -> words.Seat:
    if one.present is None and answer in {Answer.UNABLE, Answer.DELEGATED}:
        sent = f"{remark} {words.FOR.format(name='')}".strip() if remark else words.UNABLE
        return words.Seat(one.person.name, one.duty, present=False, reason=sent)
    return words.Seat(one.person.name, one.duty, one.present, one.reason)


def _all_came(meeting: Meeting, ctx: Context) -> None:
    """All but those who said that they cannot."""
    answers = meeting_views.answers_to(meeting, ctx)
    for one in meeting.members:
        answer, remark = answers.get(one.person_id, (None, ""))
        away = answer in {Answer.UNABLE, Answer.DELEGATED}
        one.present, one.reason = not away, (remark or words.UNABLE) if away else ""
    ctx.tx.flush()
    _note(Noted.RECORD_ATTENDANCE, meeting, ctx)


def _seat(change: Change, meeting: Meeting, ctx: Context) -> MeetingMember | None:
    people = {one.id for one in committee_people.named(change.name, ctx)}
    found = [one for one in meeting.members if one.person_id in people]
    return found[0] if len(found) == 1 else None


def _at_hand(ctx: Context) -> Meeting | None:
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return ctx.tx.meetings.get(int(found.said["meeting"]), ctx.me.office_id) if found else None


def _signer(one: MeetingMember) -> Signer:
    return Signer(one.person.name, one.person.position)


def _note(noted: Noted, meeting: Meeting, ctx: Context) -> None:
    ctx.tx.audit.note(ctx.now, noted, str(meeting.id), office_id=meeting.office_id, person_id=ctx.me.id)


SHOW = Deed(
    name="who came to a meeting", do=show, intents=frozenset({Intent.MINUTES}), tap="minutes", right=Right.SEE_ALL,
    private=True,
)  # fmt: skip
ANSWER = Deed(name="say who came", do=typed, tap="attendance", right=Right.REMIND, private=True)
DRAFT = Deed(name="draft minutes", do=draft, tap="minutesdoc", right=Right.REMIND, private=True, slow=True)
DEEDS = (SHOW, ANSWER, DRAFT)
