"""Orders that appoint committees. What is signed is not changed: it is revoked, and another takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.orders import Appointing, OrderKind, OrderNumber, OrderState, Panel, Seat
from storage.schema import CommitteeOrder, OrderCommittee, OrderMember, Person, Requirement, Unit

_STANDS = CommitteeOrder.status == OrderState.SIGNED.value


class Orders:
    """Rows about orders."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def draft(self, new: Appointing, *, office_id: int, by: int, now: datetime) -> CommitteeOrder:
        """Keep a draft, in place of the one that it changes if that still is one."""
        order = self._locked(new.draft, office_id) if new.draft else None
        if order is None or order.status != OrderState.DRAFT:
            order = CommitteeOrder(office_id=office_id, status=OrderState.DRAFT.value)
            self._session.add(order)
        order.kind, order.requirement_id = new.kind.value, new.requirement
        order.subject, order.preamble = new.subject, new.preamble
        order.instead_of_id, order.drafted_by, order.drafted_at = new.instead_of or None, by, now
        order.committees.clear()
        self._session.flush()
        order.committees = [_committee(place, panel) for place, panel in enumerate(new.panels)]
        self._session.flush()
        return order

    def get(self, order_id: int, office_id: int) -> CommitteeOrder | None:
        """The order of that office with that id."""
        query = select(CommitteeOrder).where(CommitteeOrder.id == order_id, CommitteeOrder.office_id == office_id)
        return self._session.scalars(query).first()

    def drafts(self, office_id: int) -> list[CommitteeOrder]:
        """What is drafted and not signed, the latest first."""
        where = (CommitteeOrder.office_id == office_id, CommitteeOrder.status == OrderState.DRAFT.value)
        return list(self._session.scalars(select(CommitteeOrder).where(*where).order_by(CommitteeOrder.id.desc())))

    def of_office(self, office_id: int, *, most: int) -> list[CommitteeOrder]:
        """The latest orders of an office, whatever became of them."""
        query = select(CommitteeOrder).where(CommitteeOrder.office_id == office_id)
        return list(self._session.scalars(query.order_by(CommitteeOrder.id.desc()).limit(most)))

    def of_person(self, person_id: int) -> list[CommitteeOrder]:
        """The orders that stand and have that person in a committee, the latest first."""
        theirs = select(OrderCommittee.order_id).join(OrderMember, OrderMember.committee_id == OrderCommittee.id)
        query = select(CommitteeOrder).where(
            CommitteeOrder.id.in_(theirs.where(OrderMember.person_id == person_id)), _STANDS
        )
        return list(self._session.scalars(query.order_by(CommitteeOrder.signed_on.desc(), CommitteeOrder.id.desc())))

    def with_number(self, office_id: int, year_be: int | None, number: int) -> CommitteeOrder | None:
        """The order that stands under a number; without the year the latest such."""
        where = [CommitteeOrder.office_id == office_id, CommitteeOrder.number == number, _STANDS]
        if year_be is not None:
            where.append(CommitteeOrder.year_be == year_be)
        query = select(CommitteeOrder).where(*where).order_by(CommitteeOrder.year_be.desc())
        return self._session.scalars(query).first()

    def sign(self, order: CommitteeOrder, given: OrderNumber, *, by: int, now: datetime) -> bool:
        """Enter the number and day of a draft that was signed. False: it is no draft any more, or the number is taken.

        The office's row is locked until the end, so that of two officers one is first.
        """
        self._session.scalars(select(Unit.id).where(Unit.id == order.office_id).with_for_update()).one()
        found = self._locked(order.id, order.office_id)
        taken = self.with_number(order.office_id, given.year_be, given.number)
        if found is None or found.status != OrderState.DRAFT or taken is not None:
            return False
        found.number, found.year_be, found.signed_on = given.number, given.year_be, given.day
        found.status, found.entered_by, found.entered_at = OrderState.SIGNED.value, by, now
        self._session.flush()
        return True

    def to_tell(self, order_id: int, office_id: int) -> CommitteeOrder | None:
        """The order as it stands at this moment, locked until the end: of two officers who tell of it one is first."""
        return self._locked(order_id, office_id)

    def told(self, order: CommitteeOrder, circular_id: int) -> None:
        """Keep by which circular its members are told."""
        order.circular_id = circular_id
        self._session.flush()

    def revoke(self, order: CommitteeOrder, *, by: int, now: datetime) -> bool:
        """Let a signed order stand no more; it stays, with its number. False if it did not stand."""
        query = update(CommitteeOrder).where(CommitteeOrder.id == order.id, _STANDS)
        gone = query.values(status=OrderState.REVOKED.value, revoked_by=by, revoked_at=now)
        changed = self._session.execute(gone.returning(CommitteeOrder.id)).all()
        self._session.refresh(order)
        return bool(changed)

    def drop(self, order: CommitteeOrder) -> bool:
        """Erase a draft; False if it is none any more."""
        found = self._locked(order.id, order.office_id)
        if found is None or found.status != OrderState.DRAFT:
            return False
        self._session.delete(found)
        self._session.flush()
        return True

    def members(self, office_id: int, kind: OrderKind, requirement_id: int) -> list[tuple[int, str]]:
        """Who the order that stands appoints, ids with duties: the requirement's own, else the fiscal year's newest.

        In the order's order, everybody once with the first duty; without those who serve no unit any more.
        """
        order = self.standing(office_id, kind, requirement_id)
        if order is None:
            return []
        found: dict[int, str] = {}
        for committee in order.committees:
            for one in committee.members:
                if one.person_id is not None:
                    found.setdefault(one.person_id, one.duty)
        query = select(Person).where(Person.id.in_(found))
        serving = {one.id for one in self._session.scalars(query).unique() if one.memberships}
        return [(person, duty) for person, duty in found.items() if person in serving]

    def standing(self, office_id: int, kind: OrderKind, requirement_id: int) -> CommitteeOrder | None:
        """The signed order of that kind for a requirement: its own, else the newest of its fiscal year."""
        asked = self._session.get(Requirement, requirement_id)
        if asked is None or asked.office_id != office_id:
            return None
        query = (
            select(CommitteeOrder)
            .join(Requirement, Requirement.id == CommitteeOrder.requirement_id)
            .where(CommitteeOrder.office_id == office_id, CommitteeOrder.kind == kind.value, _STANDS)
            .where(Requirement.fiscal_year_be == asked.fiscal_year_be)
            .order_by(
                (CommitteeOrder.requirement_id == requirement_id).desc(),
                CommitteeOrder.signed_on.desc(),
                CommitteeOrder.id.desc(),
            )
        )
        return self._session.scalars(query).first()

    def _locked(self, order_id: int, office_id: int) -> CommitteeOrder | None:
        query = select(CommitteeOrder).where(CommitteeOrder.id == order_id, CommitteeOrder.office_id == office_id)
        return self._session.scalars(query.with_for_update().execution_options(populate_existing=True)).first()


def panels_of(order: CommitteeOrder) -> tuple[Panel, ...]:
    """The committees of an order as the rules have them."""
    return tuple(
        Panel(
            title=one.title,
            seats=tuple(Seat(who.duty, who.person_id or 0, who.name, who.position) for who in one.members),
            duties=tuple(one.duties),
            subject=one.subject_id or 0,
        )
        for one in order.committees
    )


def forget(session: Session, person_id: int) -> None:
    """Take somebody out of drafts. A signed order keeps the name that it bears, and no way from there to the person."""
    drafts = (
        select(OrderCommittee.id)
        .join(CommitteeOrder, CommitteeOrder.id == OrderCommittee.order_id)
        .where(CommitteeOrder.status == OrderState.DRAFT.value)
    )
    theirs = OrderMember.person_id == person_id
    session.execute(delete(OrderMember).where(theirs, OrderMember.committee_id.in_(drafts)))
    session.execute(update(OrderMember).where(theirs).values(person_id=None))


def _committee(place: int, panel: Panel) -> OrderCommittee:
    return OrderCommittee(
        place=place,
        title=panel.title,
        subject_id=panel.subject or None,
        duties=list(panel.duties),
        members=list(_members(panel.seats)),
    )


def _members(seats: Iterable[Seat]) -> Iterable[OrderMember]:
    for place, seat in enumerate(seats):
        yield OrderMember(
            place=place, duty=seat.duty, person_id=seat.person or None, name=seat.name, position=seat.position
        )
