"""What a sending that is being recorded answers, and its facts at this moment: what goes with it and what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from domain.letters import office_of
from domain.lifecycle import STATE_WORDS, State
from domain.sendings import Sending, Way, days_late, mark_of, to_json
from domain.thai import BUDDHIST_OFFSET, for_matching, local
from domain.works import MEANT_FOR
from handlers import registers
from handlers.routing import Context
from handlers.wording import registers as register_words
from handlers.wording.sendings import SendingView

if TYPE_CHECKING:
    from storage.schema import Agency, AgencyRequest, Obligation, RequestTopic, Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a sending is about: the request it answers, the work whose debts go out with it, to which agency."""

    request: AgencyRequest | None
    requirement: Requirement | None
    agency: Agency
    topics: tuple[RequestTopic, ...]
    title: str
    going: tuple[Obligation, ...]
    left: tuple[Obligation, ...]


def own_office(ctx: Context) -> str:
    """How the numbers of the office's own letters begin: ศธ 04999; "" where its plan does not say."""
    return office_of(ctx.tx.people.office(ctx.me.office_id).letter_prefix)


def choices(said: Sending, ctx: Context) -> list[Sending]:
    """What a sending may be about: each as the same sending that answers it. What the words name narrows it.

    Where the agency is named, and a work was made of all that it asks for, no other work is meant.
    """
    open_ = ctx.tx.registers.open_requests(ctx.me.office_id)
    fitting = [one for one in open_ if _fits(said, one)]
    asked = [_answering(said, one) for one in fitting]
    if asked and (said.topic or (said.agency and all(one.requirement_id for one in fitting))):
        return asked
    covered, known = {one.requirement_id for one in open_}, registers.agencies_of(ctx)
    for one in registers.to_send(ctx):
        agency = registers.agency_said(one.agency, known)
        code = agency.code if agency else ""
        meant = code or _meant_for(one, known)
        if one.id not in covered and (not said.agency or meant in ("", said.agency)) and _is_meant(said, one, ctx):
            asked.append(replace(said, requirement_id=one.id, agency=said.agency or code))
    return asked


def _meant_for(work: Requirement, known: Sequence[Agency]) -> str:
    """Whom a work is for by the manual, among the office's agencies; "" where it may be for anybody."""
    agency = registers.by_code(MEANT_FOR.get(work.work), known)
    return agency.code if agency else ""


def _is_meant(said: Sending, work: Requirement, ctx: Context) -> bool:
    """Whether the words leave a work open, or name it: by its kind, or by the topic of one of its debts."""
    kind = ctx.said.slots.requirement if ctx.said else None
    if kind is not None and kind != work.work:
        return False
    titles = {debt.subject.title for debt in ctx.tx.work.of_requirement(work.id)} if said.topic else set()
    return not said.topic or any(_alike(said.topic, title) for title in (work.title, *titles))


def _fits(said: Sending, request: AgencyRequest) -> bool:
    if said.agency and request.agency.code != said.agency:
        return False
    return not said.topic or any(_alike(said.topic, one.title) for one in request.topics if one.dispatch_id is None)


def _answering(said: Sending, request: AgencyRequest) -> Sending:
    return replace(said, request_id=request.id, agency=request.agency.code)


def _alike(said: str, title: str) -> bool:
    one, other = for_matching(said), for_matching(title)
    return bool(one) and (one in other or other in one)


def matter(said: Sending, ctx: Context, *, lock: bool = False) -> Matter | None:
    """What a sending is about; None if its agency, or what it answers, is gone. `lock`: its debts are to be changed."""
    office_id = ctx.me.office_id
    request = ctx.tx.registers.request(said.request_id, office_id) if said.request_id else None
    requirement_id = request.requirement_id if request else said.requirement_id
    requirement = ctx.tx.work.requirement(requirement_id, office_id) if requirement_id else None
    agency = registers.by_code(said.agency, registers.agencies_of(ctx))
    if agency is None or (request is None and requirement is None and not said.open):
        return None
    topics = _topics(said, request)
    debts: list[Obligation] = []
    if requirement is not None:
        debts = ctx.tx.work.to_change(requirement.id) if lock else ctx.tx.work.of_requirement(requirement.id)
    going = tuple(debt for debt in debts if registers.may_go(debt, ctx))
    left = tuple(debt for debt in debts if debt not in going and registers.stays(debt))
    title = "; ".join(one.title for one in topics) or said.topic or (requirement.title if requirement else "")
    return Matter(
        request=request, requirement=requirement, agency=agency, topics=topics, title=title, going=going, left=left
    )


def _topics(said: Sending, request: AgencyRequest | None) -> tuple[RequestTopic, ...]:
    """The open topics of a request that the words name; all open ones where they name none."""
    open_ = [one for one in request.topics if one.dispatch_id is None] if request else []
    named = [one for one in open_ if said.topic and _alike(said.topic, one.title)]
    return tuple(named or open_)


def came_on(said: Sending, about: Matter) -> date | None:
    """When the last of the data was in: as it was said, else when the last receipt was given."""
    received = [debt.standing.received_at for debt in about.going if debt.standing]
    return said.came_on or (local(max(received)).date() if received else None)


def view(said: Sending, about: Matter, ctx: Context) -> SendingView:
    """The facts of a sending that lacks nothing. Raises ValueError for one that does.

    The mark changes with whatever the card shows, so that nobody confirms what has become otherwise meanwhile.
    """
    if said.letter_on is None or said.sent_on is None or said.way is None:
        raise ValueError(said)
    own, due = own_office(ctx), registers.due_of(about.request, about.requirement)
    twins = ctx.tx.registers.with_letter(ctx.me.office_id, said.letter_no, said.letter_on.year + BUDDHIST_OFFSET)
    shown = SendingView(
        agency=about.agency.called,
        topic=about.title,
        asked_in=about.request.letter_no if about.request else "",
        letter_no=said.letter_no,
        letter_on=said.letter_on,
        sent_on=said.sent_on,
        signed_on=said.signed_on,
        came_on=came_on(said, about),
        way=Way(said.way),
        due=due,
        late=days_late(said.sent_on, due),
        kept=" ".join(part for part in (said.kept, said.note) if part),
        going=tuple(register_words.debt_name(debt) for debt in about.going),
        left=tuple(f"{register_words.debt_name(debt)} ({STATE_WORDS[State(debt.state)]})" for debt in about.left),
        twins=tuple(f"{row.agency.called} {row.no}" for row in twins),
        others_number=bool(own) and not said.letter_no.startswith(f"{own}/"),
        is_ahead=said.sent_on > local(ctx.now).date(),
        mark=0,
    )
    seen = {"going": shown.going, "left": shown.left, "twins": shown.twins}
    return replace(shown, mark=mark_of({**to_json(said), **seen}))
