"""A file comes in: recognise, read, check, keep, and answer with a receipt, the cells to mend, or one question."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from domain.audit import Noted
from domain.errors import IllegalMoveError
from domain.events import ButtonPressed, FileSent, Place
from domain.forms.answered import is_blank
from domain.forms.checks import Expectation, check_form
from domain.forms.definition import Severity
from domain.forms.portions import portions
from domain.forms.reading_result import Finding, Reading
from domain.forms.record import findings_to_json, rows_to_json
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, is_owed, move
from domain.messages import Message, Outgoing, Push
from domain.recognition import Ask, No, Reason, Sure, recognise
from domain.rights import Right
from handlers import plan_offers, tasks_of, uploads
from handlers.candidates import candidates, known_units
from handlers.file_reading import FileRead, read_file
from handlers.own_portion import own_portion
from handlers.routing import Context, Deed, Received, Who, numbers, reply
from handlers.wording import files as words
from handlers.wording import learnt_forms as learnt_words
from handlers.wording import people as people_words
from storage.schema import Upload

if TYPE_CHECKING:
    from storage.schema import Obligation, Submission


def receive(event: FileSent, ctx: Context) -> list[Outgoing]:
    """Take a file. In a group only a form that is recognised is answered."""
    if ctx.person is None:
        quiet = event.place is Place.GROUP
        return [] if quiet else reply(people_words.file_from_stranger(ctx.voice, event.name))
    if ctx.received is None:  # a photo or a letter in a group: not for us
        return []
    read = ctx.received.read
    if read is None:
        why = _unreadable(ctx, ctx.received.content, event.name)
        return _unless_group(event, reply(why, worth_push=True))
    if read.reading is not None:
        form = ctx.forms[read.reading.form]
        if is_blank(read.reading, form):
            return _blank(event, ctx.received, form.title, ctx)
        return _place(event, ctx.received, read.reading, ctx)
    return _no_reading(event, ctx.received, read, ctx)


def _no_reading(event: FileSent, received: Received, read: FileRead, ctx: Context) -> list[Outgoing]:
    if event.place is Place.PRIVATE and ctx.may(Right.LOAD_PLAN) and not read.unreadable:
        return _of_officer(event, received, ctx, is_plan=read.is_plan)
    _upload(event, ctx, received, "unreadable" if read.unreadable else "unknown_form", ())
    return _unless_group(event, reply(_no_form(read, event.name, ctx), worth_push=True))


def _blank(event: FileSent, received: Received, title: str, ctx: Context) -> list[Outgoing]:
    """A learnt form with nothing in it settles no debt; an officer may mean its next version."""
    upload = _upload(event, ctx, received, "unknown_form", ())
    if ctx.may(Right.LOAD_PLAN):
        return _unless_group(event, reply(learnt_words.offer_next(ctx.voice, title, upload.id), worth_push=True))
    return _unless_group(event, reply(_unreadable(ctx, "empty", event.name), worth_push=True))


def _of_officer(event: FileSent, received: Received, ctx: Context, *, is_plan: bool) -> list[Outgoing]:
    """A table that is no form yet: a plan to be loaded, or a blank the bot may learn from."""
    if is_plan:
        upload = _upload(event, ctx, received, uploads.ASKED, ())
        return reply(plan_offers.offer(upload, received.data, ctx), worth_push=True)
    upload = _upload(event, ctx, received, "unknown_form", ())
    return reply(learnt_words.offer(ctx.voice, event.name, upload.id), worth_push=True)


def _place(event: FileSent, received: Received, reading: Reading, ctx: Context) -> list[Outgoing]:
    """Find the obligation a form is for: alone when sure, by one question when not, never by a guess."""
    known = candidates(ctx)
    allowed = [c.obligation_id for c in known if c.mine or ctx.may(Right.SEND_FOR_ALL)]
    earlier = ctx.tx.submissions.same_file(allowed, received.sha256)
    if earlier is not None:
        upload = _upload(event, ctx, received, "settled", (Reason("same_file", earlier.receipt_no),))
        return _same_file(upload, earlier, ctx)
    portion = own_portion(portions(reading, ctx.forms[reading.form]), ctx)
    reading = portion.reading
    verdict = recognise(
        portion,
        {m.unit.code for m in ctx.me.memberships},
        known,
        known_units(ctx),
        may_send_for_all=ctx.may(Right.SEND_FOR_ALL),
    )
    match verdict:
        case Sure():
            upload = _upload(event, ctx, received, "settled", verdict.because)
            return _settle(upload, verdict.obligation_id, reading, ctx)
        case Ask():
            upload = _upload(event, ctx, received, uploads.ASKED, verdict.because)
            return reply(_question(upload, verdict, ctx), worth_push=True)
        case No():
            upload = _upload(event, ctx, received, "not_taken", verdict.because)
            why = [reason.code for reason in verdict.because]
            teach = (learnt_words.or_teach(upload.id),) if ctx.may(Right.LOAD_PLAN) else ()
            return _unless_group(event, reply(words.not_taken(ctx.voice, why, event.name, teach), worth_push=True))
        case _:
            assert_never(verdict)


def _same_file(upload: Upload, earlier: Submission, ctx: Context) -> list[Outgoing]:
    """This very file came before: no need to send it again, or, where it waits to be mended, still to be mended."""
    _note_file(Noted.KEEP_FILE, upload, ctx)
    debt = ctx.tx.work.obligation(earlier.obligation_id)
    if debt is None or not is_owed(State(debt.state)):
        return reply(words.same_file(ctx.voice, earlier.receipt_no, earlier.received_at), worth_push=True)
    to_mend = words.same_file_to_mend(ctx.voice, earlier.receipt_no, earlier.received_at)
    if ctx.place is Place.GROUP:
        return [_to_sender(to_mend, f"same:{upload.id}", ctx)]
    return reply(to_mend, worth_push=True)


def _to_sender(message: Message, once: str, ctx: Context) -> Push:
    """What a group should not read, to the one who sent the file there."""
    return Push(ctx.me.line_user_id or "", (message,), once=once)


def settle(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The person has said what the file is for: settle:<upload>:<obligation>."""
    chosen = numbers(event)
    if len(chosen) != 2:  # noqa: PLR2004 - two ids
        return []
    upload = uploads.waiting(chosen[0], ctx)
    if upload is None:
        return _asked_before(ctx)
    read = read_file(ctx.tx.files.read(upload.sha256), upload.name, ctx.forms)
    if read.reading is None:
        return reply(_no_form(read, upload.name, ctx))
    known = [c for c in candidates(ctx) if c.form == read.reading.form]
    if chosen[1] not in {c.obligation_id for c in known if c.mine or ctx.may(Right.SEND_FOR_ALL)}:
        return reply(words.not_taken(ctx.voice, ["not_yours"], upload.name))
    upload.outcome = "settled"
    portion = own_portion(portions(read.reading, ctx.forms[read.reading.form]), ctx)
    return _settle(upload, chosen[1], portion.reading, ctx)


def drop(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The file is for none of the choices: drop:<upload>."""
    upload = uploads.named(event, ctx)
    if upload is None:
        return _asked_before(ctx)
    upload.outcome = "dropped"
    _note_file(Noted.DROP_FILE, upload, ctx)
    return reply(words.dropped(ctx.voice))


def _asked_before(ctx: Context) -> list[Outgoing]:
    """In a group anybody may press anybody's buttons: silence there."""
    return [] if ctx.place is Place.GROUP else reply(words.asked_before(ctx.voice))


def _unless_group(event: FileSent, answer: list[Outgoing]) -> list[Outgoing]:
    return [] if event.place is Place.GROUP else answer


def _no_form(read: FileRead, name: str, ctx: Context) -> Message:
    if read.unreadable:
        return _unreadable(ctx, read.unreadable, name)
    return words.not_a_known_form(ctx.voice, name)


def _unreadable(ctx: Context, reason: str, name: str) -> Message:
    return words.unreadable(ctx.voice, reason, name, ctx.largest_megabytes)


def _upload(event: FileSent, ctx: Context, received: Received, outcome: str, because: tuple[Reason, ...]) -> Upload:
    upload = ctx.tx.submissions.add_upload(
        Upload(
            inbox_id=received.inbox_id,
            office_id=ctx.me.office_id,
            person_id=ctx.me.id,
            person=ctx.me,
            chat=event.chat,
            message_id=event.message_id,
            name=event.name,
            sha256=received.sha256,
            arrived_at=received.at,
            outcome=outcome,
            because=[list(reason) for reason in because],
        )
    )
    if outcome != "settled":  # what is settled has a receipt, which is noted, or it is noted why there is none
        _note_file(Noted.KEEP_FILE, upload, ctx)
    return upload


def _note_file(noted: Noted, upload: Upload, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, noted, str(upload.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"outcome": upload.outcome},
    )  # fmt: skip


def _question(upload: Upload, verdict: Ask, ctx: Context) -> Message:
    meant = [o for o in (ctx.tx.work.obligation(i) for i in verdict.obligation_ids) if o is not None]
    return words.which_task(ctx.voice, upload.name, tasks_of.tasks(ctx, meant), upload.id)


def _settle(upload: Upload, obligation_id: int, reading: Reading, ctx: Context) -> list[Outgoing]:
    obligation = ctx.tx.work.obligation_to_settle(obligation_id)
    if obligation is None:
        raise LookupError(f"obligation {obligation_id}")
    findings = _findings(reading, obligation, ctx)
    clean = not any(f.severity is Severity.ERROR for f in findings)
    before = State(obligation.state)
    deed = Move.RECEIVE_CLEAN if clean else Move.RECEIVE_FAULTY
    try:
        after = move(before, deed, ctx.works[obligation.requirement.work])
    except IllegalMoveError:
        _note_file(Noted.KEEP_FILE, upload, ctx)
        (task,) = tasks_of.tasks(ctx, [obligation])
        return reply(words.closed_already(ctx.voice, task), worth_push=True)
    earlier_stands = not clean and not is_owed(after)
    submission = ctx.tx.submissions.receive(
        obligation=obligation,
        upload=upload,
        at=upload.arrived_at,
        clean=clean,
        stands=not earlier_stands,
        sheet=reading.first.sheet,
        rows=rows_to_json(reading.rows),
        findings=findings_to_json(findings),
    )
    obligation.state = after.value
    ctx.tx.outbox.withdraw_about(obligation.id, ctx.now)
    (task,) = tasks_of.tasks(ctx, [obligation])
    _note_receipt(Noted(deed.value), submission, obligation, ctx)
    receipt = words.Receipt(
        no=submission.receipt_no,
        version=submission.version,
        file_name=upload.name,
        at=submission.received_at,
        task=task,
        rows=len(reading.rows),
        findings=findings,
        earlier_stands=earlier_stands,
    )
    return _receipt(receipt, ctx)


def _receipt(receipt: words.Receipt, ctx: Context) -> list[Outgoing]:
    """All of it where that may be heard; in a group else its number, and to the sender what the number leaves open."""
    card, number = words.received(ctx.voice, receipt), words.received_in_group(ctx.voice, receipt)
    if ctx.hears(card.tells):
        return reply(card, worth_push=True)
    if not ctx.hears(number.tells):
        return [_to_sender(card, f"receipt:{receipt.no}", ctx)]
    if not receipt.findings:
        return reply(number, worth_push=True)
    return [*reply(number), _to_sender(card, f"receipt:{receipt.no}", ctx)]


def _note_receipt(noted: Noted, submission: Submission, obligation: Obligation, ctx: Context) -> None:
    """`for`: the code of the unit that owes it; `on_behalf`: sent by somebody who serves none of its owners."""
    subject_units = {obligation.unit_id, *(owner.unit_id for owner in obligation.subject.owners)}
    ctx.tx.audit.note(
        ctx.now, noted, submission.receipt_no, office_id=obligation.requirement.office_id, person_id=ctx.me.id,
        detail={
            "for": obligation.unit.code,
            "subject": obligation.subject.code,
            "version": submission.version,
            "on_behalf": not subject_units & set(ctx.my_units),
        },
    )  # fmt: skip


def _findings(reading: Reading, obligation: Obligation, ctx: Context) -> tuple[Finding, ...]:
    requirement, subject, form = obligation.requirement, obligation.subject, ctx.forms[reading.form]
    expected = Expectation(
        fiscal_year_be=requirement.fiscal_year_be,
        round=requirement.round or None,
        subject=str(subject.no),
        indicators=tuple((row.no, row.name) for row in (form.printed or subject.indicators)),
    )
    return check_form(reading, form, expected)


DEEDS = (
    Deed(name="receive file", do=receive, events=(FileSent,), who=Who.ANYONE),
    Deed(name="settle file", do=settle, tap="settle"),
    Deed(name="drop file", do=drop, tap="drop"),
)
