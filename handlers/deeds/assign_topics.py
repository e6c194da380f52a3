"""มอบหมายผู้รับผิดชอบ: each topic an agency asks for is given to a group by taps or in a sentence, then asked for.

The manual, work 2, steps 1 and 2. The director gives topics out, or an officer on the director's order; all that is
known so far stands with the request, so that whoever comes next goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from domain.assignments import with_or_without
from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.assignments import Given, read_given
from domain.phrases.own_forms import names_apart
from domain.phrases.sendings import read_request
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import for_matching, local
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import assigning, proposing, registers
from handlers.candidates import as_known
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import assignments as words
from handlers.wording import proposals as proposal_words
from storage.registers import NewRequest

if TYPE_CHECKING:
    from storage.schema import AgencyRequest, RequestTopic

_MOST_NAMED: Final = 3


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What is to be given out: topics:<request>[:<place of a topic; 0 for all>], or in words, which may give it."""
    if isinstance(event, TextSaid):
        return _typed(event.text, ctx)
    number, *place = [*numbers(event)] or [0]
    request = _request(number, ctx)
    if isinstance(request, list):
        return request
    if place and place[0] == 0:
        return _review(request, ctx)
    wanted = [topic for topic in request.topics if place and topic.place == place[0]]
    return _topic(request, wanted[0], ctx) if wanted else _next(request, ctx)


def _typed(text: str, ctx: Context) -> list[Outgoing]:
    said = read_given(text, local(ctx.now).date(), ctx.calendar(ctx.me.office_id))
    waiting = assigning.waiting(ctx)
    if not said.topic:
        return _which(waiting, ctx)
    found = [(one, topic) for one in waiting for topic in one.topics if _alike(said.topic, topic.title)]
    if not found and (new := _new(text, said, ctx)) is not None:
        return [
            *reply(words.taken_in(ctx.voice, new.agency.called)),
            *_give_by_words(new.id, new.topics[0].id, said, ctx),
        ]
    if not found:
        topics = [topic.title for one in waiting for topic in one.topics]
        return reply(words.no_such_topic(ctx.voice, said.topic, topics))
    if len({one.id for one, _ in found}) > 1:
        return _which([one for one, _ in found], ctx)
    return _give_by_words(found[0][0].id, found[0][1].id, said, ctx)


def _which(waiting: list[AgencyRequest], ctx: Context) -> list[Outgoing]:
    waiting = list({one.id: one for one in waiting}.values())
    if not waiting:
        return reply(words.nothing_to_give(ctx.voice))
    if len(waiting) == 1:
        return _next(waiting[0], ctx)
    named = [(one.id, one.agency.called, ", ".join(topic.title for topic in one.topics)) for one in waiting]
    return reply(words.which_request(ctx.voice, named))


def _alike(said: str, title: str) -> bool:
    one, other = for_matching(said), for_matching(title)
    return bool(one) and (one in other or other in one)


def _new(text: str, said: Given, ctx: Context) -> AgencyRequest | None:
    """A request that nobody took in: เพิ่มงาน ตรวจราชการ ศธ. เรื่อง… names its agency; no letter, no day of the agency."""
    if ctx.said is None or ctx.said.slots.requirement != assigning.WORK or not ctx.may(Right.LOAD_PLAN):
        return None
    agency = registers.agency_said(text, registers.agencies_of(ctx))
    if agency is None:
        return None
    today = local(ctx.now).date()
    told = read_request(text, today, ctx.calendar(ctx.me.office_id))
    request = ctx.tx.registers.add_request(
        NewRequest(
            office_id=ctx.me.office_id, agency_id=agency.id, registry_no="", received_on=today, letter_no="",
            letter_on=None, round=told.round, due_at=None, urgency=told.urgency, requirement_id=None,
            topics=(said.topic,),
        ),
        by=ctx.me.id, now=ctx.now,
    )  # fmt: skip
    ctx.tx.audit.note(
        ctx.now, Noted.TAKE_REQUEST, str(request.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"agency": agency.code, "letter": "", "topics": 1},
    )  # fmt: skip
    return request


@dataclass(frozen=True, slots=True)
class _Named:
    """The units that words name, and the first words that name none surely, with those they may mean."""

    ids: tuple[int, ...]
    unsure: str = ""
    perhaps: tuple[str, ...] = ()


def _named(said: str, ctx: Context) -> _Named:
    known, ids = as_known(assigning.groups(ctx)), []
    for part in names_apart(said):
        naming = find_unit(part, known)
        if isinstance(naming, Found):
            ids.append(naming.unit.id)
        else:
            perhaps = [unit.name for unit in naming.units[:_MOST_NAMED]] if isinstance(naming, Unsure) else []
            return _Named((), part, tuple(perhaps))
    return _Named(tuple(dict.fromkeys(ids)))


def _give_by_words(request_id: int, topic_id: int, said: Given, ctx: Context) -> list[Outgoing]:
    request = _request(request_id, ctx)
    if isinstance(request, list):
        return request
    topic = next(one for one in request.topics if one.id == topic_id)
    named = _named(said.units, ctx)
    if not named.ids:
        return reply(words.which_units(ctx.voice, named.unsure or said.units, named.perhaps))
    if said.due is not None and not assigning.day_fits(request, said.due, ctx):
        return reply(words.day_does_not_fit(ctx.voice, request.due_at))
    assigning.give(topic, named.ids, ctx)
    request.inside_due_on = said.due or request.inside_due_on
    return _next(request, ctx, words.given(assigning.topic_view(topic)))


def give(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Give a topic to a group, have another join it, or take it back: give:<topic>:<unit>."""
    topic_id, unit_id = [*numbers(event), 0, 0][:2]
    request = _request(ctx.tx.topics.request_of(topic_id, ctx.me.office_id) or 0, ctx)
    if isinstance(request, list):
        return request
    if unit_id not in {unit.id for unit in assigning.groups(ctx)}:
        return _next(request, ctx)
    topic = next(one for one in request.topics if one.id == topic_id)
    assigning.give(topic, with_or_without([one.unit_id for one in topic.answering], unit_id), ctx)
    return _next(request, ctx, words.given(assigning.topic_view(topic)))


def pick_due(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The day inside the office, from the calendar: topicsdue:<request>."""
    request = _request(argument(event) or 0, ctx)
    if isinstance(request, list):
        return request
    if not isinstance(event.picked, date) or not assigning.day_fits(request, event.picked, ctx):
        return reply(words.day_does_not_fit(ctx.voice, request.due_at))
    request.inside_due_on = event.picked
    return _review(request, ctx)


def pick_form(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The form that is to be filled in: topicsform:<request>:<own form, 0 for the standard one>."""
    number, form = [*numbers(event), 0, 0][:2]
    request = _request(number, ctx)
    if isinstance(request, list):
        return request
    assigning.choose_form(request, form, ctx)
    return _review(request, ctx)


def confirm(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask for all topics: topicsgo:<request>:<mark of what the card showed>. Twice is once."""
    number, mark = [*numbers(event), 0, 0][:2]
    request = _request(number, ctx)
    if isinstance(request, list):
        return request
    view = assigning.view_of(request, ctx)
    if view.mark != mark or view.next is not None or view.due is None:
        return [*reply(words.changed_meanwhile(ctx.voice)), *_next(request, ctx)]
    if not assigning.day_fits(request, view.due, ctx):
        return reply(words.day_does_not_fit(ctx.voice, request.due_at))
    proposal = ctx.tx.proposals.of_request(request.id)
    given = proposing.view_of(proposal, ctx).given if proposal is not None else None
    if given is not None and not given.order.lets_go_on:
        return reply(words.sent_back(ctx.voice, proposal_words.said(given)))
    requirement, told = assigning.ask(request, assigning.due_at(request, view.due, ctx), ctx)
    officer = ctx.tx.people.names(request.office_id).get(request.entered_by, "") if told else ""
    done = words.asked(
        ctx.voice, requirement.title, len(request.topics), requirement.due_at, requirement.id, officer
    )  # fmt: skip
    return [*reply(done), *told]


def _request(request_id: int, ctx: Context) -> AgencyRequest | list[Outgoing]:
    """The request, locked, while its topics may be given out."""
    request = ctx.tx.topics.to_give_out(request_id, ctx.me.office_id)
    if request is None:
        return reply(words.nothing_to_give(ctx.voice))
    if request.requirement_id is not None:
        work = ctx.tx.work.requirement(request.requirement_id, request.office_id)
        return reply(words.asked_already(ctx.voice, work.title if work else request.agency.called))
    return request


def _next(request: AgencyRequest, ctx: Context, just: str = "") -> list[Outgoing]:
    """The first topic nobody prepares, or all of them where each is given out."""
    topic = next((one for one in request.topics if not one.answering), None)
    return _review(request, ctx, just) if topic is None else _topic(request, topic, ctx, just)


def _topic(request: AgencyRequest, topic: RequestTopic, ctx: Context, just: str = "") -> list[Outgoing]:
    choices = [(unit.id, unit.called) for unit in assigning.groups(ctx)]
    return reply(words.topic(ctx.voice, assigning.view_of(request, ctx), assigning.topic_view(topic), choices, just))


def _review(request: AgencyRequest, ctx: Context, just: str = "") -> list[Outgoing]:
    return reply(words.review(ctx.voice, assigning.view_of(request, ctx), local(ctx.now).date(), just))


SHOW = Deed(
    name="show topics to give out", do=show, intents=frozenset({Intent.ASSIGN_TOPIC}), tap="topics",
    right=Right.ASSIGN, private=True,
)  # fmt: skip
GIVE = Deed(name="give a topic to a group", do=give, tap="give", right=Right.ASSIGN, private=True)
DUE = Deed(name="when topics are due inside", do=pick_due, tap="topicsdue", right=Right.ASSIGN, private=True)
FORM = Deed(name="on which form topics are asked", do=pick_form, tap="topicsform", right=Right.ASSIGN, private=True)
CONFIRM = Deed(name="ask for topics", do=confirm, tap="topicsgo", right=Right.ASSIGN, private=True)
DEEDS = (SHOW, GIVE, DUE, FORM, CONFIRM)
