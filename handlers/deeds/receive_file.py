"""A file comes in: recognise, read, check, keep, and answer with a receipt, the cells to mend, or one question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, FileSent, Place
from domain.forms.answered import is_blank
from domain.forms.reading_result import Reading
from domain.messages import Message, Outgoing, Reply
from domain.reasons import Reason
from domain.rights import Right
from handlers import evidence, order_files, plan_offers, recognising, report_lists, settling, tasks_of, uploads
from handlers.file_reading import FileRead
from handlers.recognising import Placed, Question
from handlers.routing import Context, Deed, Received, Who, numbers, reply
from handlers.wording import files as words
from handlers.wording import learnt_forms as learnt_words
from handlers.wording import people as people_words
from handlers.wording import report_lists as list_words
from storage.schema import Upload

if TYPE_CHECKING:
    from domain.order_papers import OrderPaper
    from storage.schema import CommitteeOrder


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
    return _otherwise(event, ctx.received, read, ctx)


def _otherwise(event: FileSent, received: Received, read: FileRead, ctx: Context) -> list[Outgoing]:
    """No form: an officer's plan or blank, evidence where it is a picture or a document; of all else what it lacks."""
    if (order := _order(event, read, ctx)) is not None:
        paper, row = order
        _upload(event, ctx, received, "order", ())
        return order_files.taken(paper, row, ctx)
    if event.place is Place.PRIVATE and ctx.may(Right.LOAD_PLAN) and not read.unreadable:
        return _of_officer(event, received, ctx, is_plan=read.is_plan)
    if read.seen is not None and event.place is Place.PRIVATE:
        return evidence.keep_document(event, received, read.seen, ctx)
    _upload(event, ctx, received, "unreadable" if read.unreadable else "unknown_form", ())
    return _unless_group(event, reply(_no_form(read, event.name, ctx), worth_push=True))


def _order(event: FileSent, read: FileRead, ctx: Context) -> tuple[OrderPaper, CommitteeOrder] | None:
    """The office's own order that an officer has changed in Word."""
    paper = read.seen.order if read.seen is not None else None
    if paper is None or event.place is not Place.PRIVATE or not ctx.may(Right.LOAD_PLAN):
        return None
    row = order_files.order_of(paper, ctx)
    return (paper, row) if row is not None else None


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
    """Find the debts a form is for: alone when sure, by one question when not, never by a guess."""
    if report_lists.is_for_the_office(reading, ctx):
        return _list(event, received, reading, ctx)
    earlier = ctx.tx.submissions.same_file(recognising.allowed(reading.form, ctx), received.sha256)
    if earlier is not None:
        upload = _upload(event, ctx, received, "settled", (Reason("same_file", earlier.receipt_no),))
        return settling.same_file(upload, earlier, ctx)
    placed = recognising.place(reading, ctx)
    if not placed.sure and not placed.questions:
        upload = _upload(event, ctx, received, "not_taken", placed.because)
        why = [reason.code for reason in placed.because]
        teach = (learnt_words.or_teach(upload.id),) if ctx.may(Right.LOAD_PLAN) else ()
        return _unless_group(event, reply(words.not_taken(ctx.voice, why, event.name, teach), worth_push=True))
    upload = _upload(event, ctx, received, uploads.ASKED if placed.questions else "settled", placed.because)
    pictures = received.read.pictures if received.read is not None else ()
    return _settle_and_ask(upload, placed, ctx, pictures)


def _list(event: FileSent, received: Received, reading: Reading, ctx: Context) -> list[Outgoing]:
    """The office's own list from where units report: what it would change is shown, or what it is about asked."""
    known, fits = report_lists.about(reading, ctx)
    if not known:
        _upload(event, ctx, received, "not_taken", (Reason("list_of_many", str(len(reading.rows))),))
        return reply(list_words.nothing_asked(ctx.voice, event.name), worth_push=True)
    upload = _upload(event, ctx, received, uploads.ASKED, ())
    if len(known) == 1 and fits:
        return reply(report_lists.show(upload, reading, known[0], ctx), worth_push=True)
    choices = [(one.requirement.id, one.subject.id, report_lists.called(one, ctx)) for one in known]
    return reply(list_words.which(ctx.voice, upload.id, choices, fits=fits), worth_push=True)


def _settle_and_ask(upload: Upload, placed: Placed, ctx: Context, pictures: settling.Pictures) -> list[Outgoing]:
    """Settle what is sure, and ask about the first portion that is not."""
    said = settling.settle_all(upload, placed.sure, ctx, pictures=pictures) if placed.sure else []
    if not placed.questions:
        return said
    question = _question(upload, placed.questions[0], ctx)
    if said and isinstance(said[-1], Reply):
        return [*said[:-1], replace(said[-1], messages=(*said[-1].messages, question))]
    return [*said, *reply(question, worth_push=True)]


def settle(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The person has said what a portion of the file is for: settle:<upload>:<obligation>:<portion>."""
    chosen = numbers(event)
    if len(chosen) not in {2, 3}:  # the first versions asked about whole files only
        return []
    upload_id, obligation_id, number = (*chosen, 0)[:3]
    upload = uploads.waiting(upload_id, ctx)
    if upload is None:
        return _asked_before(ctx)
    read = ctx.prepared if isinstance(ctx.prepared, FileRead) else _again(upload, ctx)
    portion = recognising.portion_of(read.reading, number, ctx) if read.reading else None
    if read.reading is None or portion is None:
        return reply(_no_form(read, upload.name, ctx))
    if obligation_id not in recognising.allowed(portion.form, ctx):
        return reply(words.not_taken(ctx.voice, ["not_yours"], upload.name))
    upload.because = [*upload.because, list(Reason("chosen", portion.place))]
    left = recognising.place(read.reading, ctx, after=number)
    upload.outcome = uploads.ASKED if left.questions else "settled"
    return _settle_and_ask(upload, replace(left, sure=((obligation_id, portion),)), ctx, read.pictures)


def read_again(event: ButtonPressed, ctx: Context) -> FileRead | None:
    """The file that a button is about, read before anybody waits for the transaction."""
    chosen = numbers(event)
    upload = uploads.waiting(chosen[0], ctx) if chosen else None
    return _again(upload, ctx) if upload is not None else None


def _again(upload: Upload, ctx: Context) -> FileRead:
    return ctx.files.read_file(ctx.tx.files.read(upload.sha256), upload.name, ctx.own_forms)


def drop(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The file is for none of the choices: drop:<upload>."""
    upload = uploads.named(event, ctx)
    if upload is None:
        return _asked_before(ctx)
    upload.outcome = "dropped" if ctx.tx.submissions.of_upload(upload.id) is None else "settled"
    uploads.note(Noted.DROP_FILE, upload, ctx)
    return reply(words.dropped(ctx.voice))


def _asked_before(ctx: Context) -> list[Outgoing]:
    """In a group anybody may press anybody's buttons: silence there."""
    return [] if ctx.place is Place.GROUP else reply(words.asked_before(ctx.voice))


def _unless_group(event: FileSent, answer: list[Outgoing]) -> list[Outgoing]:
    return [] if event.place is Place.GROUP else answer


def _no_form(read: FileRead, name: str, ctx: Context) -> Message:
    if read.unreadable:
        return _unreadable(ctx, read.unreadable, name, read.detail)
    return words.not_a_known_form(ctx.voice, name)


def _unreadable(ctx: Context, reason: str, name: str, detail: str = "") -> Message:
    return words.unreadable(ctx.voice, reason, name, ctx.largest_megabytes, detail)


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
        uploads.note(Noted.KEEP_FILE, upload, ctx)
    return upload


def _question(upload: Upload, question: Question, ctx: Context) -> Message:
    meant = [o for o in (ctx.tx.work.obligation(i) for i in question.ask.obligation_ids) if o is not None]
    asked = words.FileAsked(upload.id, upload.name, question.number, question.portion.place)
    return words.which_task(ctx.voice, asked, tasks_of.tasks(ctx, meant))


DEEDS = (
    Deed(name="receive file", do=receive, events=(FileSent,), who=Who.ANYONE),
    Deed(name="settle file", do=settle, beforehand=read_again, tap="settle", slow=True),
    Deed(name="drop file", do=drop, tap="drop"),
)
