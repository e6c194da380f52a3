"""อนุมัติคนที่รอ: officers see who asks to be let in, and decide. Approving gives access at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.applications import Move, Refusal, Standing
from domain.audit import Noted
from domain.events import ButtonPressed, Incoming
from domain.introductions import same_name
from domain.messages import Outgoing, Push
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.rights import Right, roles_with
from domain.thai import local
from handlers import leaving
from handlers.routing import Context, Deed, argument, numbers, reply
from handlers.wording import approvals as words
from handlers.wording import people as people_words
from handlers.wording import registration as registration_words
from storage.codes import new_code
from storage.schema import Application, Person

if TYPE_CHECKING:
    from storage.schema import Unit

_ID_AND_REASON = 2


def who_waits(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """Cards of those who wait longest, and one about all that are shown."""
    count = ctx.tx.applications.count_waiting(ctx.me.office_id)
    if not count:
        return reply(words.nobody_waits(ctx.voice))
    shown = ctx.tx.applications.waiting(ctx.me.office_id, words.SHOWN)
    about = f"{shown[0].id}-{shown[-1].id}"
    ctx.tx.audit.note(ctx.now, Noted.SHOW_APPLICANTS, about, office_id=ctx.me.office_id, person_id=ctx.me.id)
    cards = [words.applicant(ctx.voice, _facts(application, ctx)) for application in shown]
    if count > 1:
        cards.append(words.all_of_them(ctx.voice, len(shown), shown[-1].id, count - len(shown)))
    return reply(*cards)


def admit(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Let one in: admit:<application>."""
    application = _named(argument(event), ctx)
    if application is None:
        return reply(words.nobody_waits(ctx.voice))
    if application.status != Standing.WAITING:
        return _decided_already(application, ctx)
    return _admitted([application], ctx)


def admit_all(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Let in those who were shown and still wait: admitall:<the last one shown>. Who came later is not among them."""
    last = argument(event) or 0
    shown = [a for a in ctx.tx.applications.waiting(ctx.me.office_id, words.SHOWN) if a.id <= last]
    locked = [ctx.tx.applications.to_decide(application.id) for application in shown]
    waiting = [a for a in locked if a is not None and a.status == Standing.WAITING]
    return _admitted(waiting, ctx) if waiting else reply(words.nobody_waits(ctx.voice))


def refuse(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Ask for the reason: refuse:<application>; with one, tell the applicant kindly: refuse:<application>:<reason>."""
    told = numbers(event)
    application = _named(told[0] if told else None, ctx)
    if application is None:
        return reply(words.nobody_waits(ctx.voice))
    if application.status != Standing.WAITING:
        return _decided_already(application, ctx)
    if len(told) < _ID_AND_REASON or told[1] not in set(Refusal):
        return reply(words.why_not(ctx.voice, application.id, application.name))
    reason = Refusal(told[1])
    _decide(application, Standing.REFUSED, ctx)
    application.reason = reason.name.lower()
    message = registration_words.refused(ctx.voice, application.unit.name if application.unit else "", reason)
    push = Push(application.line_user_id, (message,), once=f"refused:{application.id}")
    return [*reply(words.refused(ctx.voice, application.name, _left(ctx))), push]


def tell_officers(ctx: Context) -> list[Outgoing]:
    """The clock's deed: in office hours officers hear once a day that people wait."""
    day, waiting = local(ctx.now).date(), ctx.tx.applications.waiting_in()
    offices = [one for one in ctx.offices() if one in waiting and ctx.calendar(one).is_sending_time(ctx.now)]
    if not offices:
        return []
    officers = ctx.tx.people.with_role_in(offices, roles_with(Right.APPROVE_PEOPLE))
    said = {
        f"applications:{day}:{officer.id}": (officer.line_user_id or "", waiting[office_id])
        for office_id in offices
        for officer in officers.get(office_id, ())
    }
    told = ctx.tx.outbox.have_once(said)
    return [
        Push(line, (words.people_wait(ctx.voice, count),), once=once)
        for once, (line, count) in said.items()
        if once not in told
    ]


def _named(application_id: int | None, ctx: Context) -> Application | None:
    """The application of the officer's own office, locked."""
    found = ctx.tx.applications.to_decide(application_id) if application_id is not None else None
    return found if found is not None and found.office_id == ctx.me.office_id else None


def _decided_already(application: Application, ctx: Context) -> list[Outgoing]:
    by = ctx.tx.people.get(application.decided_by_id) if application.decided_by_id else None
    approved = application.status == Standing.APPROVED
    return reply(words.decided_already(ctx.voice, application.name, by.name if by else "", approved=approved))


def _admitted(applications: list[Application], ctx: Context) -> list[Outgoing]:
    pushes = [push for application in applications for push in _let_in(application, ctx)]
    names = [application.name for application in applications]
    return [*reply(words.admitted(ctx.voice, names, _left(ctx))), *pushes]


def _let_in(application: Application, ctx: Context) -> list[Outgoing]:
    """Make the applicant a person of the unit, or find the one they are; tell them, once."""
    unit = application.unit
    if unit is None:
        raise LookupError("a waiting application names a unit")
    person = _person(application, unit, ctx)
    role = Role(application.role)
    before = {m.unit_id for m in person.memberships} - {unit.id}
    ctx.tx.people.serve(person, unit, role)
    told = leaving.end(person, before, ctx) if application.reason == Move.LEAVES else []
    _decide(application, Standing.APPROVED, ctx)
    application.person_id = person.id
    units = list(dict.fromkeys(m.unit.name for m in person.memberships))
    overseer = ctx.as_person(person).may(Right.SEE_ALL)
    message = people_words.registered(ctx.voice, person.name, units, overseer=overseer)
    return [Push(application.line_user_id, (message,), once=f"admitted:{application.id}"), *told]


def _person(application: Application, unit: Unit, ctx: Context) -> Person:
    """Whoever has the account already; else somebody of that name in the unit who has not joined; else somebody new."""
    person = ctx.tx.people.by_line(application.line_user_id) or _planned(application, ctx)
    if person is None:
        office_id = unit.office_id or unit.id
        person = Person(office_id=office_id, name=application.name, position=application.position, code=new_code())
        ctx.tx.people.add(person)
    if person.line_user_id is None:
        ctx.tx.people.join(person, application.line_user_id, ctx.now)
    return person


def _planned(application: Application, ctx: Context) -> Person | None:
    serving = ctx.tx.people.of_units([application.unit_id or 0])
    named = (m.person for m in serving if m.person.line_user_id is None and same_name(m.person.name, application.name))
    return next(named, None)


def _decide(application: Application, standing: Standing, ctx: Context) -> None:
    application.status, application.decided_at, application.decided_by_id = standing, ctx.now, ctx.me.id
    ctx.tx.flush()
    unit = application.unit.code if application.unit else ""
    noted = Noted.ADMIT if standing is Standing.APPROVED else Noted.REFUSE
    ctx.tx.audit.note(ctx.now, noted, unit, office_id=application.office_id, person_id=ctx.me.id)


def _left(ctx: Context) -> int:
    return ctx.tx.applications.count_waiting(ctx.me.office_id)


def _facts(application: Application, ctx: Context) -> words.Applicant:
    person = ctx.tx.people.by_line(application.line_user_id)
    return words.Applicant(
        id=application.id,
        name=application.name,
        position=application.position,
        unit=application.unit.name if application.unit else "",
        role=Role(application.role),
        planned=_planned(application, ctx) is not None,
        serves=tuple(dict.fromkeys(m.unit.name for m in person.memberships)) if person else (),
        leaves=application.reason == Move.LEAVES,
    )


_RIGHT = Right.APPROVE_PEOPLE
DEEDS = (
    Deed(
        name="who waits",
        do=who_waits,
        intents=frozenset({Intent.APPROVE_USERS}),
        tap="waiting",
        right=_RIGHT,
        private=True,
    ),
    Deed(name="admit", do=admit, tap="admit", right=_RIGHT, private=True),
    Deed(name="admit all", do=admit_all, tap="admitall", right=_RIGHT, private=True),
    Deed(name="refuse", do=refuse, tap="refuse", right=_RIGHT, private=True),
)
