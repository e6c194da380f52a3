"""มีหนังสือจาก…: an agency's letter that asks for data, typed in a sentence or forwarded, becomes a request.

It is the incoming side of the control register: the row that answers it later takes its number, topics and day over.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.asking import tidy
from domain.phrases.dates import find_day
from domain.phrases.sendings import is_no, is_yes, read_request, sender_in, topics_in
from domain.phrases.times import read_time
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.sendings import Asked, Lacks, asked_from, mark_of, to_json
from domain.thai import BANGKOK, local
from handlers import registers
from handlers.extending import day_of
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import agency_requests as words
from storage.registers import NewRequest

if TYPE_CHECKING:
    from storage.schema import Requirement

KIND: Final = "request"
_PARTS: Final = 2  # askin:<field>:<value>
_CLOSES: Final = time(16, 30)  # a day without a time ends with the office's hours, as in the plan
_LONGEST_NAME: Final = 60
_OTHER_WORDS: Final = (Intent.EXTEND_REQUEST, Intent.PROMISE, Intent.IGNORE, Intent.DISPATCH_RECORD, Intent.NIL_REPORT)


def begin(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Read the sentence or the letter, and ask for what it does not say."""
    if not isinstance(event, TextSaid):
        return reply(words.nothing_begun(ctx.voice))
    said = _with_sender(read_request(event.text, _today(ctx), ctx.calendar(ctx.me.office_id)), event.text, ctx)
    works = _works(said, ctx)
    if len(works) == 1:
        said = replace(said, requirement_id=works[0].id)
    return _go_on(replace(said, received_on=said.received_on or _today(ctx)), ctx)


def _with_sender(said: Asked, text: str, ctx: Context) -> Asked:
    """Who asks: whom the words name behind จาก, else whose letter's number it is, else whom they name at all."""
    known, sender = registers.agencies_of(ctx), sender_in(text)
    found = registers.agency_said(sender, known) if sender else registers.agency_of_letter(said.letter_no, known)
    if found is None and not sender:
        found = registers.agency_said(text, known)
    return replace(said, agency=found.code if found else "", new_agency="" if found else sender[:_LONGEST_NAME])


def choose(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """What a button says: askin:<agency, work, nowork, due, nodue or drop>:<value>."""
    said = _draft(ctx)
    if said is None:
        return reply(words.nothing_begun(ctx.voice))
    field, value = [*event.data.split(":", _PARTS)[1:], "", ""][:_PARTS]
    if field == "drop":
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    day = event.picked if type(event.picked) is date else day_of(value)
    return _go_on(replace(said, **_chosen(field, value, day, ctx)), ctx)


def _chosen(field: str, value: str, day: date | None, ctx: Context) -> dict[str, Any]:
    """What a button's field and value say; nothing for what is not ours."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0  # noqa: PLR2004 - 64 bits
    if field == "due" and day is not None:
        return {"due_on": day, "due_at": None, "no_due": False}
    if field == "nodue":
        return {"due_on": None, "due_at": None, "no_due": True}
    if field == "nowork":
        return {"requirement_id": None}
    if field == "work" and ctx.tx.work.requirement(number, ctx.me.office_id) is not None:
        return {"requirement_id": number}
    known = registers.agencies_of(ctx) if field == "agency" else []
    return {
        name: code for one in known if one.id == number for name, code in (("agency", one.code), ("new_agency", ""))
    }


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """What was asked for last, or a correction of what the card shows, typed."""
    said = _draft(ctx)
    if said is None:
        return []
    if registers.gives_up(event.text, ctx, shown=said.lacks is None):
        ctx.tx.registers.drop_draft(ctx.me.id)
        return reply(words.dropped(ctx.voice))
    if said.lacks is None and is_yes(event.text):
        return _take(said, ctx)
    return _go_on(_better(said, event.text, ctx), ctx)


def _better(said: Asked, text: str, ctx: Context) -> Asked:
    """What was known, with what was said now in its place; the words may be nothing but what was asked for."""
    calendar, today = ctx.calendar(ctx.me.office_id), _today(ctx)
    more = read_request(text, today, calendar)
    if said.lacks is Lacks.AGENCY:
        found = registers.agency_said(text, registers.agencies_of(ctx))
        more = replace(more, agency=found.code if found else "", new_agency="" if found else tidy(text)[:_LONGEST_NAME])
    if said.lacks is Lacks.TOPIC and not more.topics:
        more = replace(more, topics=topics_in(text))
    if said.lacks is Lacks.DAY and more.due_on is None:
        more = replace(more, due_on=find_day(text, today, calendar), due_at=read_time(text)[0])
    return replace(said, **{f.name: value for f in fields(more) if (value := getattr(more, f.name))})


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words answer what was asked: nobody else claims them, or they are that answer in other words."""
    said = _draft(ctx) if ctx.person is not None else None
    if said is None or ctx.said is None:
        return False
    if ctx.said.intent is Intent.CANCEL_DIALOG:
        return True
    better = is_yes(event.text) or is_no(event.text) or _better(said, event.text, ctx) != said
    if unclaimed or not ctx.said.sure:
        return better or said.lacks is not None
    return ctx.said.intent in _OTHER_WORDS and better


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Keep the request: askgo:<mark of the words the card spoke of>."""
    said = _draft(ctx)
    if said is None:
        return reply(words.nothing_begun(ctx.voice))
    if said.lacks is None and argument(event) == mark_of(to_json(said)):
        return _take(said, ctx)
    return [*reply(words.changed_meanwhile(ctx.voice)), *_go_on(said, ctx)]


def _draft(ctx: Context) -> Asked | None:
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    return asked_from(found.said) if found is not None else None


def _go_on(said: Asked, ctx: Context) -> list[Outgoing]:
    """Keep what is known and ask for the next thing, or show what is to be confirmed."""
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, to_json(said), ctx.now)
    if said.lacks is Lacks.AGENCY:
        choices = [(one.called, str(one.id)) for one in registers.agencies_of(ctx)]
        return reply(words.which_agency(ctx.voice, choices))
    if said.lacks is Lacks.TOPIC:
        return reply(words.which_topics(ctx.voice))
    if said.lacks is Lacks.DAY:
        return reply(words.which_day(ctx.voice, _today(ctx)))
    return reply(words.really(ctx.voice, _view(said, ctx), _today(ctx)))


def _take(said: Asked, ctx: Context) -> list[Outgoing]:
    office_id, view = ctx.me.office_id, _view(said, ctx)
    agency = registers.by_code(said.agency, registers.agencies_of(ctx))
    if agency is None:
        agency = ctx.tx.registers.add_agency(office_id, said.new_agency)
        ctx.tx.audit.note(
            ctx.now, Noted.ADD_AGENCY, agency.code, office_id=office_id, person_id=ctx.me.id,
            detail={"name": agency.name},
        )  # fmt: skip
    request = ctx.tx.registers.add_request(
        NewRequest(
            office_id=office_id, agency_id=agency.id, registry_no=said.registry_no, received_on=view.received_on,
            letter_no=said.letter_no, letter_on=said.letter_on, round=said.round, due_at=view.due_at,
            urgency=said.urgency, requirement_id=said.requirement_id, topics=said.topics,
        ),
        by=ctx.me.id, now=ctx.now,
    )  # fmt: skip
    ctx.tx.registers.drop_draft(ctx.me.id)
    ctx.tx.audit.note(
        ctx.now, Noted.TAKE_REQUEST, str(request.id), office_id=office_id, person_id=ctx.me.id,
        detail={"agency": agency.code, "letter": said.letter_no, "topics": len(said.topics)},
    )  # fmt: skip
    return reply(words.taken(ctx.voice, view, request.id), worth_push=True)


def _view(said: Asked, ctx: Context) -> words.RequestView:
    agency = registers.by_code(said.agency, registers.agencies_of(ctx))
    due_at = datetime.combine(said.due_on, said.due_at or _CLOSES, BANGKOK) if said.due_on else None
    calendar, today = ctx.calendar(ctx.me.office_id), _today(ctx)
    work = ctx.tx.work.requirement(said.requirement_id, ctx.me.office_id) if said.requirement_id else None
    twin = bool(agency and said.letter_no) and ctx.tx.registers.has_request(
        agency.id if agency else 0, said.letter_no, said.letter_on
    )
    return words.RequestView(
        agency=agency.called if agency else said.new_agency,
        is_new=agency is None,
        registry_no=said.registry_no,
        received_on=said.received_on or today,
        letter_no=said.letter_no,
        letter_on=said.letter_on,
        topics=said.topics,
        round=said.round,
        due_at=due_at,
        days_left=calendar.working_days_between(today, said.due_on) if said.due_on else None,
        urgency=said.urgency,
        work=work.title if work else "",
        works=tuple((one.title, one.id) for one in _works(said, ctx)),
        twin=twin,
        mark=mark_of(to_json(said)),
    )


def _works(said: Asked, ctx: Context) -> list[Requirement]:
    """The office's works for that agency that have not gone out and answer no other letter."""
    known = registers.agencies_of(ctx)
    others = {one.requirement_id for one in ctx.tx.registers.open_requests(ctx.me.office_id)}
    free = [one for one in registers.to_send(ctx) if one.id not in others]
    named = [(one, registers.agency_said(one.agency, known)) for one in free]
    return [one for one, agency in named if agency is not None and agency.code == said.agency]


def _today(ctx: Context) -> date:
    return local(ctx.now).date()


BEGIN = Deed(
    name="take in a request", do=begin, intents=frozenset({Intent.REQUEST_IN}), right=Right.LOAD_PLAN, private=True
)
CHOOSE = Deed(name="say more of a request", do=choose, tap="askin", right=Right.LOAD_PLAN, private=True)
CONFIRM = Deed(name="confirm a request", do=confirm, tap="askgo", right=Right.LOAD_PLAN, private=True)
ANSWER = Deed(name="answer about a request", do=typed, right=Right.LOAD_PLAN, private=True)
DEEDS = (BEGIN, CHOOSE, CONFIRM)
