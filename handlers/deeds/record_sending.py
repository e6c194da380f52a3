"""บันทึกการส่ง: an officer says what went up to an agency, in a sentence or step by step, and it stands in the register.

The row, what it moves and the manual's steps are one commit. What is known so far is the dialogue's only state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.letters import read_letter
from domain.lifecycle import Deed as Move
from domain.lifecycle import State, move
from domain.messages import Message, Outgoing
from domain.phrases.asking import tidy
from domain.phrases.sendings import is_no, is_yes, past_day, read_sending, way_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.sendings import Lacks, Sending, Way, sending_from, to_json
from domain.thai import local
from domain.works import Sign, codes_shown_by
from handlers import registers, sending
from handlers.extending import day_of
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import sendings as words
from storage.registers import Entry

if TYPE_CHECKING:
    from storage.schema import Dispatch

KIND: Final = "sending"
TAP: Final = "sending"
_PARTS: Final = 2  # sending:<field>:<value>
_LONGEST_NAME: Final = 60
_OTHER_WORDS: Final[Mapping[Lacks | None, tuple[Intent, ...]]] = {
    None: (Intent.SUBMIT, Intent.DISPATCH_RECORD, Intent.BROADCAST),
    Lacks.WAY: (Intent.SUBMIT, Intent.DISPATCH_RECORD, Intent.BROADCAST),
    Lacks.DAY: (Intent.DISPATCH_RECORD, Intent.EXTEND_REQUEST, Intent.PROMISE, Intent.IGNORE),
    Lacks.LETTER: (Intent.DISPATCH_RECORD,),
    Lacks.TOPIC: (Intent.VISIT, Intent.BOOKLET),
}


def begin(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Read the sentence, and ask for what it does not say."""
    if not isinstance(event, TextSaid):
        return reply(words.nothing_begun(ctx.voice))
    said = read_sending(event.text, sending.own_office(ctx), _today(ctx))
    agency = registers.agency_said(event.text, registers.agencies_of(ctx))
    return _go_on(replace(said, agency=agency.code if agency else ""), ctx)


def choose(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """What a button says: sending:<req, work, other, agency, new, way, letter, sent, signed or drop>:<value>."""
    said = _draft(ctx)
    if said is None:
        return reply(words.nothing_begun(ctx.voice))
    field, value = [*event.data.split(":", _PARTS)[1:], "", ""][:_PARTS]
    if field == "drop":
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if field == "new":
        return _go_on(replace(said, agency=_new_agency(value, ctx)), ctx)
    day = event.picked if type(event.picked) is date else day_of(value)
    return _go_on(replace(said, **_chosen(field, value, day, ctx)), ctx)


def _chosen(field: str, value: str, day: date | None, ctx: Context) -> dict[str, Any]:
    """What a button's field and value say; nothing for what is not ours."""
    if field == "letter" and day is not None:
        return {"letter_on": day, "sent_on": day}
    if field in ("sent", "signed") and day is not None:
        return {f"{field}_on": day}
    if field == "way" and value in set(Way):
        return {"way": Way(value)}
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0  # noqa: PLR2004 - 64 bits
    return {"open": True} if field == "other" else _named(field, number, ctx)


def _named(field: str, number: int, ctx: Context) -> dict[str, Any]:
    office_id, known = ctx.me.office_id, registers.agencies_of(ctx)
    if field == "req" and (request := ctx.tx.registers.request(number, office_id)) is not None:
        return {"request_id": number, "agency": request.agency.code}
    if field == "work" and (work := ctx.tx.work.requirement(number, office_id)) is not None:
        agency = registers.agency_said(work.agency, known)
        return {"requirement_id": number} | ({"agency": agency.code} if agency else {})
    codes = [one.code for one in known if field == "agency" and one.id == number]
    return {"agency": codes[0]} if codes else {}


def _new_agency(name: str, ctx: Context) -> str:
    plain = tidy(name)[:_LONGEST_NAME]
    if not plain:
        return ""
    agency = ctx.tx.registers.add_agency(ctx.me.office_id, plain)
    ctx.tx.audit.note(
        ctx.now, Noted.ADD_AGENCY, agency.code, office_id=agency.office_id, person_id=ctx.me.id, detail={"name": plain}
    )
    return agency.code


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """What was asked for last, or a correction of what the card shows, typed."""
    said = _draft(ctx)
    if said is None:
        return []
    if registers.gives_up(event.text, ctx, shown=said.lacks is None):
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if said.lacks is None and is_yes(event.text):
        return _record(said, ctx)
    better = _with(said, read_sending(event.text, sending.own_office(ctx), _today(ctx)))
    agency = registers.agency_said(event.text, registers.agencies_of(ctx))
    if agency is not None and said.lacks in (Lacks.WHAT, Lacks.AGENCY, None):
        return _go_on(replace(better, agency=agency.code), ctx)
    return _answer(event.text, said.lacks, better, ctx)


def _answer(text: str, asked: Lacks | None, better: Sending, ctx: Context) -> list[Outgoing]:
    """What words say that may be nothing but the one thing that was asked for."""
    own, name = sending.own_office(ctx), tidy(text)[:_LONGEST_NAME]
    if asked is Lacks.AGENCY and name:
        return reply(words.add_agency(ctx.voice, name))
    if asked is Lacks.LETTER and (letter := read_letter(text, own)) is None:
        return reply(words.no_letter_read(ctx.voice, own))
    if asked is Lacks.LETTER:
        better = replace(better, letter_no=str(letter))
    if asked is Lacks.TOPIC:
        better = replace(better, topic=better.topic or tidy(text))
    return _go_on(better, ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words answer what was asked: nobody else claims them, or they are that answer in other words."""
    said = _draft(ctx) if ctx.person is not None else None
    if said is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    answers = _answers(event.text, said, ctx)
    if unclaimed or not ctx.said.sure:
        return answers or said.lacks is not None
    if ctx.said.intent not in _OTHER_WORDS.get(said.lacks, ()):
        return False
    topic = said.lacks is Lacks.TOPIC  # which may name another agency
    return answers and (topic or registers.agency_said(event.text, registers.agencies_of(ctx)) is None)


def _answers(text: str, said: Sending, ctx: Context) -> bool:
    if said.lacks is Lacks.LETTER:
        return read_letter(text, sending.own_office(ctx)) is not None
    if said.lacks is Lacks.DAY:
        return past_day(text, _today(ctx)) is not None
    if said.lacks is Lacks.WAY:
        return way_in(text) is not None
    if said.lacks is not None:
        return True
    better = _with(said, read_sending(text, sending.own_office(ctx), _today(ctx)))
    return is_yes(text) or is_no(text) or better != said


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Write the row: sendgo:<mark of the words the card spoke of>."""
    said = _draft(ctx)
    if said is None:
        return reply(words.nothing_begun(ctx.voice))
    if said.lacks is not None:
        return [*reply(words.changed_meanwhile(ctx.voice)), *_go_on(said, ctx)]
    return _record(said, ctx, seen=argument(event) or 0)


def _draft(ctx: Context) -> Sending | None:
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return sending_from(found.said) if found is not None else None


def _with(said: Sending, more: Sending) -> Sending:
    """What was known, with what was said now in its place."""
    return replace(said, **{f.name: value for f in fields(more) if (value := getattr(more, f.name))})


def _go_on(said: Sending, ctx: Context) -> list[Outgoing]:
    """Keep what is known and ask for the next thing, or show what is to be confirmed."""
    choices = sending.choices(said, ctx) if said.lacks is Lacks.WHAT else []
    if said.lacks is Lacks.WHAT and len(choices) <= 1:
        said = choices[0] if choices else replace(said, open=True)
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, to_json(said), ctx.now)
    if said.lacks is not None:
        return reply(_question(said.lacks, choices, ctx))
    about = sending.matter(said, ctx)
    if about is None:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.nothing_begun(ctx.voice))
    return reply(words.really(ctx.voice, sending.view(said, about, ctx)))


def _question(lacks: Lacks, choices: list[Sending], ctx: Context) -> Message:
    v = ctx.voice
    questions: dict[Lacks, Callable[[], Message]] = {
        Lacks.WHAT: lambda: words.which_work(v, [_offered(one, ctx) for one in choices]),
        Lacks.AGENCY: lambda: words.which_agency(v, [(a.called, str(a.id)) for a in registers.agencies_of(ctx)], TAP),
        Lacks.TOPIC: lambda: words.which_topic(v),
        Lacks.LETTER: lambda: words.which_letter(v, sending.own_office(ctx)),
        Lacks.DAY: lambda: words.which_day(v, _today(ctx)),
        Lacks.WAY: lambda: words.which_way(v),
    }
    return questions[lacks]()


def _offered(one: Sending, ctx: Context) -> tuple[str, str]:
    request = ctx.tx.registers.request(one.request_id, ctx.me.office_id) if one.request_id else None
    if request is not None:
        topics = ", ".join(topic.title for topic in request.topics if topic.dispatch_id is None)
        return f"{request.agency.called} {topics}", f"sending:req:{request.id}"
    work = ctx.tx.work.requirement(one.requirement_id or 0, ctx.me.office_id)
    return (work.title if work else ""), f"sending:work:{one.requirement_id}"


def _record(said: Sending, ctx: Context, seen: int | None = None) -> list[Outgoing]:
    """Write the row. `seen`: the mark of the card under which the yes stood; None for a yes that was typed."""
    about = sending.matter(said, ctx, lock=True)
    if about is None:
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.nothing_begun(ctx.voice))
    shown = sending.view(said, about, ctx)
    if seen is not None and seen != shown.mark:
        return reply(words.changed_meanwhile(ctx.voice), words.really(ctx.voice, shown))
    ctx.tx.registers.drop_draft(ctx.me.id)
    row = ctx.tx.registers.enter(_entry(said, about, shown, ctx), by=ctx.me.id, now=ctx.now)
    for debt in about.going:
        debt.state = move(State(debt.state), Move.DISPATCH, ctx.works[debt.requirement.work]).value
    ctx.tx.flush()
    steps = () if shown.left else _record_steps(about, row, ctx)
    ctx.tx.audit.note(
        ctx.now, Noted.RECORD_SENDING, registers.about(row), office_id=row.office_id, person_id=ctx.me.id,
        detail={"letter": row.letter_no, "debts": len(about.going)},
    )  # fmt: skip
    return reply(words.recorded(ctx.voice, shown, row.no, row.fiscal_year_be, steps), worth_push=True)


def _record_steps(about: sending.Matter, row: Dispatch, ctx: Context) -> tuple[str, ...]:
    """Record the manual's steps that sending the last of it shows: 5 of the first work, 3 and 4 of the second."""
    if about.requirement is None:
        return ()
    codes = codes_shown_by(about.requirement.work, Sign.DISPATCHED)
    for code in codes:
        ctx.tx.steps.record(about.requirement.id, code, at=ctx.now, by=ctx.me.id, about=row.letter_no)
    return codes


def _entry(said: Sending, about: sending.Matter, shown: words.SendingView, ctx: Context) -> Entry:
    work, request = about.requirement, about.request
    units = dict.fromkeys(debt.unit.name for debt in about.going)
    return Entry(
        office_id=ctx.me.office_id,
        agency_id=about.agency.id,
        request_id=request.id if request else None,
        requirement_id=work.id if work else None,
        topics=tuple(one.id for one in about.topics),
        topic=about.title,
        round=(request.round if request else "") or (work.round_name if work else ""),
        prepared=", ".join(units),
        due_on=shown.due,
        came_on=shown.came_on,
        signed_on=said.signed_on,
        letter_no=said.letter_no,
        letter_on=shown.letter_on,
        sent_on=shown.sent_on,
        way=shown.way.value,
        enclosures=tuple(debt.standing.receipt_no for debt in about.going if debt.standing),
        kept=said.kept,
        note=said.note,
        debts=tuple((debt.id, State(debt.state)) for debt in about.going),
    )


def _today(ctx: Context) -> date:
    return local(ctx.now).date()


_SENTENCES: Final = frozenset({Intent.DISPATCH_RECORD, Intent.REGISTER_ROW})
BEGIN = Deed(name="record a sending", do=begin, intents=_SENTENCES, right=Right.LOAD_PLAN, private=True)
CHOOSE = Deed(name="say more of a sending", do=choose, tap=TAP, right=Right.LOAD_PLAN, private=True)
CONFIRM = Deed(name="confirm a sending", do=confirm, tap="sendgo", right=Right.LOAD_PLAN, private=True)
ANSWER = Deed(name="answer about a sending", do=typed, right=Right.LOAD_PLAN, private=True)
DEEDS = (BEGIN, CHOOSE, CONFIRM)
