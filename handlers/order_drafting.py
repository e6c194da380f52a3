"""Orders that appoint committees: whom the plan proposes for each, and the document an order becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.committees import CHAIR, MEMBER, SECRETARY, full_position
from domain.order_papers import MARK
from domain.orders import (
    DUTY_PANELS,
    OWNERS_DUTIES,
    SCREENING_DUTIES,
    Appointing,
    OrderKind,
    OrderState,
    Panel,
    Seat,
    in_order,
    spread,
)
from domain.phrases.meetings import THE_SCREENING_COMMITTEE
from domain.plan import Role, UnitKind
from domain.thai import BUDDHIST_OFFSET, local
from handlers import committee_people, visit_views
from handlers.routing import Context
from handlers.wording import order_papers as papers
from reports.official.model import Committee, CommitteeOrder, Member, Signer
from storage.orders import panels_of

if TYPE_CHECKING:
    from storage.schema import CommitteeOrder as OrderRow
    from storage.schema import Person, Requirement, Unit

KIND: Final = "order"  # of documents
_LEADS: Final = (Role.GROUP_HEAD, Role.GROUP_STAFF, Role.OFFICER)
_WRITES: Final = (Role.GROUP_STAFF, Role.OFFICER)


def proposed(kind: OrderKind, requirement: Requirement, ctx: Context) -> Appointing:
    """The order of that kind for a work, as the plan suggests it; a visit that is planned gives its day and place."""
    panels = {OrderKind.OWNERS: _owners, OrderKind.SCREENING: _screening, OrderKind.DUTY: _on_duty}[kind]
    visit = ctx.tx.visits.next(requirement.office_id, ctx.now) if kind is OrderKind.DUTY else None
    day = local(visit.begins_at).date() if visit else None
    return Appointing(
        kind=kind,
        requirement=requirement.id,
        subject=papers.subject(kind, requirement.fiscal_year_be),
        preamble=papers.preamble(kind, requirement.fiscal_year_be, day, visit.place if visit else ""),
        panels=panels(requirement, ctx),
    )


def again(order: OrderRow, *, instead: bool) -> Appointing:
    """An order to be worked on once more: a draft itself, or (`instead`) another in the place of a signed one."""
    return Appointing(
        kind=OrderKind(order.kind),
        requirement=order.requirement_id,
        subject=order.subject,
        preamble=order.preamble,
        panels=panels_of(order),
        draft=0 if instead else order.id,
        instead_of=order.id if instead else order.instead_of_id or 0,
    )


def seat_of(person: Person, duty: str) -> Seat:
    """Somebody of the office in a committee, by name and position as they are now."""
    return Seat(duty, person.id, person.name, _position(person))


def _position(person: Person) -> str:
    return full_position(person.position, [one.unit.name for one in person.memberships])


def _owners(requirement: Requirement, ctx: Context) -> tuple[Panel, ...]:
    """For each strategy the head of the group that leads it, the heads of those that share it, the lead's reporter."""
    found = []
    for subject, (called, debt) in visit_views.subjects_of(requirement, ctx).items():
        lead, *joint = [owner.unit for owner in debt.subject.owners] or [debt.unit]
        seats = [_of_unit(lead, CHAIR, (Role.GROUP_HEAD,), ctx)]
        seats += [_of_unit(unit, MEMBER, _LEADS, ctx) for unit in joint]
        seats.append(_of_unit(lead, SECRETARY, _WRITES, ctx))
        title = papers.owners(called, debt.subject.title)
        found.append(_panel(title, seats, OWNERS_DUTIES, subject))
    return tuple(found)


def _screening(requirement: Requirement, ctx: Context) -> tuple[Panel, ...]:
    people = {one.id: one for one in ctx.tx.people.of_office(requirement.office_id)}
    seats = [seat_of(people[one], duty) for one, duty in committee_people.usual_members(requirement, ctx)]
    return (_panel(THE_SCREENING_COMMITTEE, seats, SCREENING_DUTIES),)


def _on_duty(requirement: Requirement, ctx: Context) -> tuple[Panel, ...]:
    """The usual committees: the groups' heads spread over them, the reporters of their groups write.

    Where there are fewer heads than committees, a head leads several.
    """
    units = [unit for unit in ctx.tx.people.units(requirement.office_id) if unit.kind == UnitKind.GROUP]
    headed = [(unit, head) for unit in units if (head := _of_unit(unit, CHAIR, (Role.GROUP_HEAD,), ctx)) is not None]
    places = spread([unit.name for unit, _ in headed], [one.group for one in DUTY_PANELS])
    found = []
    for place, usual in enumerate(DUTY_PANELS):
        here = [one for one, at in zip(headed, places, strict=True) if at == place]
        here.sort(key=lambda one: usual.group not in one[0].name)
        here = here or headed[place % len(headed) :][:1] if headed else []
        seats: list[Seat | None] = [
            Seat(CHAIR if n == 0 else MEMBER, head.person, head.name, head.position) for n, (_, head) in enumerate(here)
        ]
        seats.append(_of_unit(here[0][0], SECRETARY, _WRITES, ctx) if here else None)
        found.append(_panel(usual.title, seats, usual.duties))
    return tuple(found)


def _panel(title: str, seats: list[Seat | None] | list[Seat], duties: tuple[str, ...], subject: int = 0) -> Panel:
    """A committee of those who are there; who has several duties in it keeps the first."""
    kept: list[Seat] = []
    for seat in seats:
        if seat is not None and not any(one.is_of(seat) for one in kept):
            kept.append(seat)
    return Panel(title, in_order(kept), duties, subject)


def _of_unit(unit: Unit, duty: str, roles: tuple[Role, ...], ctx: Context) -> Seat | None:
    """Who has the first of these roles in a unit that anybody there has."""
    serving = {Role(one.role): one.person_id for one in reversed(ctx.tx.people.of_units([unit.id]))}
    person = next((serving[role] for role in roles if role in serving), None)
    found = ctx.tx.people.get(person) if person is not None else None
    return seat_of(found, duty) if found is not None else None


def document_of(order: OrderRow, ctx: Context) -> CommitteeOrder:
    """The order in the words of official documents, to be signed by the director; dotted where it is not numbered."""
    return CommitteeOrder(
        office=ctx.tx.people.office(order.office_id).name,
        year=order.year_be or local(ctx.now).year + BUDDHIST_OFFSET,
        subject=order.subject,
        preamble=order.preamble,
        committees=tuple(
            Committee(one.title, tuple(Member(who.name, who.position, who.duty) for who in one.seats), one.duties)
            for one in panels_of(order)
        ),
        signer=_director(order.office_id, ctx),
        number=order.number,
        signed_on=order.signed_on,
    )


def _director(office_id: int, ctx: Context) -> Signer | None:
    for one in ctx.tx.people.of_office(office_id):
        if any(member.role == Role.DIRECTOR for member in one.memberships):
            return Signer(one.name, _position(one))
    return None


def drawn(order: OrderRow, ctx: Context, *, word: bool = True) -> tuple[int, ...]:
    """The documents of an order for the speaker: Word, unless not wanted, and PDF; their ids.

    An order that does not change has documents that do not change.
    """
    from reports.official.documents import to_docx  # noqa: PLC0415 - what draws is loaded by whoever draws
    from reports.official.pictures import to_pdf  # noqa: PLC0415
    from reports.official.word import DOCX_MIME  # noqa: PLC0415

    document, made_at = document_of(order, ctx), order.entered_at or order.drafted_at
    made = (
        [("docx", DOCX_MIME, to_docx(document, made_at=made_at, folder=ctx.templates, mark=MARK.format(order.id)))]
        if word
        else []
    )
    made.append(("pdf", papers.PDF_MIME, to_pdf(document, made_at=made_at, folder=ctx.templates)))
    signed = order.status != OrderState.DRAFT
    return tuple(
        ctx.tx.files.make_document(
            office_id=order.office_id,
            kind=KIND,
            name=papers.file_name(order.subject, (order.number, order.year_be) if signed else None, ending),
            sha256=ctx.tx.files.keep(data, mime, ctx.now),
            made_for_id=ctx.me.id,
            now=ctx.now,
            about={"order": order.id},
        ).id
        for ending, mime, data in made
    )
