"""Topics that are given out: a request as facts for wording, and the work that comes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from domain import assignments
from domain.audit import Noted
from domain.messages import Outgoing, Push
from domain.own_forms import id_in, key_of
from domain.periods import period_of
from domain.plan import UnitKind
from domain.proposals import Order
from domain.rights import Right
from domain.sendings import mark_of
from domain.thai import fiscal_year_be, local
from domain.works import PROPOSED_BY
from handlers import proposing
from handlers.routing import Context
from handlers.wording import assignments as words
from handlers.wording import learnt_forms as form_words
from handlers.wording import proposals as proposal_words
from storage.topics import TopicsAsked

if TYPE_CHECKING:
    from domain.forms.definition import FormDefinition
    from storage.schema import AgencyRequest, RequestTopic, Requirement, Unit

WORK: Final = "inspection"
STANDARD: Final = "inspection"  # the form that is used where the agency has none of its own


def waiting(ctx: Context) -> list[AgencyRequest]:
    """The requests whose topics are not given out yet, soonest due first."""
    return [one for one in ctx.tx.registers.open_requests(ctx.me.office_id) if one.requirement_id is None]


def to_propose(ctx: Context) -> list[AgencyRequest]:
    """Of these, those that are not before the director: never put there, or sent back."""
    found = [(one, ctx.tx.proposals.of_request(one.id)) for one in waiting(ctx)]
    return [
        one for one, put in found if put is None or (put.order is not None and not Order(put.order.order).lets_go_on)
    ]


def proposal_title(request: AgencyRequest) -> str:
    """What a request is called before the director, while it is no work."""
    return proposal_words.request_title(request.agency.called, request.urgency)


def proposal_lines(request: AgencyRequest) -> tuple[str, ...]:
    """What the director reads of it."""
    topics = [topic.title for topic in request.topics]
    return proposal_words.request_lines(topics, request.agency.called, request.due_at)


def groups(ctx: Context) -> list[Unit]:
    """The groups that may prepare a topic."""
    return [unit for unit in ctx.tx.people.units(ctx.me.office_id) if unit.kind == UnitKind.GROUP]


def due_of(request: AgencyRequest, ctx: Context) -> date | None:
    """By when inside the office: as somebody said, else as usual."""
    agency_day = local(request.due_at).date() if request.due_at else None
    usual = assignments.inside_due(agency_day, local(ctx.now).date(), ctx.calendar(request.office_id))
    return request.inside_due_on or usual


def due_at(request: AgencyRequest, day: date, ctx: Context) -> datetime:
    """The moment of that day; before the agency's own on the same day."""
    return assignments.due_moment(day, ctx.calendar(request.office_id).hours.closes, request.due_at)


def day_fits(request: AgencyRequest, day: date, ctx: Context) -> bool:
    """Whether a day may be the one inside: not over, and not after the agency's."""
    last = local(request.due_at).date() if request.due_at else day
    return day <= last and due_at(request, day, ctx) > ctx.now


def form_of(request: AgencyRequest, ctx: Context) -> str:
    """The key of the form the topics are asked with: the chosen one while it is in use, else the standard one."""
    return request.form if request.form in ctx.own_forms else STANDARD


def view_of(request: AgencyRequest, ctx: Context) -> words.AssignmentView:
    """A request as cards show it."""
    due, form = due_of(request, ctx), form_of(request, ctx)
    proposal = ctx.tx.proposals.of_request(request.id)
    given = proposing.view_of(proposal, ctx).given if proposal is not None else None
    others = [(id_in(key) or 0, one.title) for key, one in _forms(ctx).items() if key != form]
    off = ctx.calendar(request.office_id).name_of_day_off(due) if due else None
    state = {"units": [[one.unit_id for one in topic.answering] for topic in request.topics], "form": form}
    return words.AssignmentView(
        id=request.id,
        agency=request.agency.called,
        round=request.round,
        topics=tuple(topic_view(topic) for topic in request.topics),
        due=due,
        day_off=off or "",
        external=request.due_at,
        form=ctx.forms[form].title,
        forms=tuple(others),
        order=proposal_words.said(given) if given is not None else "",
        mark=mark_of({**state, "due": due.isoformat() if due else ""}),
    )


def topic_view(topic: RequestTopic) -> words.TopicView:
    """A topic with the names of those who prepare it."""
    return words.TopicView(
        id=topic.id, place=topic.place, title=topic.title, units=tuple(one.unit.called for one in topic.answering)
    )


def _forms(ctx: Context) -> dict[str, FormDefinition]:
    """The standard form and those the office taught, of each the newest version."""
    newest = {one.title: key for key, one in sorted(ctx.own_forms.items(), key=lambda known: known[1].version)}
    return {STANDARD: ctx.forms[STANDARD], **{key: ctx.forms[key] for key in newest.values()}}


def choose_form(request: AgencyRequest, number: int, ctx: Context) -> None:
    """Ask on that form: one the office taught, or with 0 the standard one; another number changes nothing."""
    key = key_of(number) if number else ""
    if not key or key in ctx.own_forms:
        request.form = key


def give(topic: RequestTopic, unit_ids: tuple[int, ...], ctx: Context) -> None:
    """Have these units prepare a topic, and note it."""
    ctx.tx.topics.give(topic, unit_ids)
    units = " ".join(one.unit.code for one in topic.answering)
    ctx.tx.audit.note(
        ctx.now, Noted.GIVE_TOPIC, f"{topic.request_id}/{topic.place}", office_id=ctx.me.office_id,
        person_id=ctx.me.id, detail={"units": units},
    )  # fmt: skip


def ask(request: AgencyRequest, due: datetime, ctx: Context) -> tuple[Requirement, list[Outgoing]]:
    """Ask for the topics by that moment; the work, and what the officer hears of it where a director did it."""
    form = form_of(request, ctx)
    round_name = form_words.round_name(request.round)
    year = fiscal_year_be(local(request.due_at or due).date())
    titles = [topic.title for topic in request.topics]
    requirement = ctx.tx.topics.ask(
        TopicsAsked(
            request=request,
            work=WORK,
            form=form,
            form_version=ctx.forms[form].version,
            title=assignments.title_of(request.agency.called, round_name, titles),
            fiscal_year_be=year,
            round_name=round_name,
            period=period_of(year, request.round),
            opens_at=ctx.now,
            due_at=due,
        )
    )
    ctx.tx.audit.note(
        ctx.now, Noted.ASK, requirement.code, office_id=request.office_id, person_id=ctx.me.id,
        detail={"due": due.isoformat(), "units": len(titles)},
    )  # fmt: skip
    return requirement, _ordered(request, requirement, ctx)


def _ordered(request: AgencyRequest, requirement: Requirement, ctx: Context) -> list[Outgoing]:
    """Keep what the director ordered as the manual's step; a director who gives topics out orders by doing so."""
    proposal, code = ctx.tx.proposals.of_request(request.id), PROPOSED_BY[WORK]
    decides = ctx.may(Right.DECIDE)
    said = words.ordered([topic_view(topic) for topic in request.topics])[: proposal_words.LONGEST]
    if proposal is not None:
        proposal.requirement_id = requirement.id
        ctx.tx.flush()
        if proposal.order is None and decides:
            return proposing.give(proposal, Order.ORDERED, said, ctx, on_paper=False)
        proposing.record_step(proposal, ctx)
    elif decides:
        ctx.tx.steps.record(requirement.id, code, at=ctx.now, by=ctx.me.id, about=said)
    officer = ctx.tx.people.get(request.entered_by)
    if not decides or officer is None or officer.id == ctx.me.id or officer.line_user_id is None:
        return []
    return [
        Push(
            officer.line_user_id, (words.given_out(ctx.voice, requirement.title, ctx.me.name, requirement.due_at),)
        )
    ]  # fmt: skip
