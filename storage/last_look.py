"""The last look at a reminder before it leaves: whether all it says is still so, since it was written a while ago."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import State, is_owed
from domain.nagging import recipients_of
from domain.thai import local
from storage.inbox import InboxQueue
from storage.people import People
from storage.schema import Chat, GroupNag, Membership, Nag, Obligation, Outbox, Person
from storage.work import owed_under


@dataclass(frozen=True, slots=True)
class _Line:
    """A debt that a message asks for, by which Bangkok day, of whom, and in which capacity."""

    debt: Obligation
    due: date
    person_id: int
    audience: str


class LastLook:
    """Looks at what stands in the ledger for one message; a constant number of queries for each."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def still_asks(self, row: Outbox) -> bool:
        """Whether all it tells of is still owed by that day, and still asked of whom it goes to in that capacity."""
        told = self._session.scalars(select(GroupNag).where(GroupNag.outbox_id == row.id)).all()
        if told:
            return self._group_still_owes(told)
        lines = self._lines(row)
        return all(_is_still_owed(one) for one in lines) and self._are_still_theirs(lines)

    def file_may_wait(self, row: Outbox) -> bool:
        """Whether something that whoever answers for what it asks sent has not been looked at yet."""
        answering = {unit.id for one in self._lines(row) for unit in one.debt.answering}
        senders = self._session.scalars(
            select(Person.line_user_id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.unit_id.in_(answering), Person.line_user_id.is_not(None))
        )
        return InboxQueue(self._session).unfinished_from([s for s in senders if s])

    def _lines(self, row: Outbox) -> list[_Line]:
        query = select(Obligation, Nag.due, Nag.person_id, Nag.audience).join(Nag, Nag.obligation_id == Obligation.id)
        return [_Line(*line) for line in self._session.execute(query.where(Nag.outbox_id == row.id)).unique()]

    def _are_still_theirs(self, lines: Collection[_Line]) -> bool:
        """Whether whoever is asked still stands as that to each debt: roles, staff on LINE and blocks may have changed.

        A message goes to one person, of one office.
        """
        if not lines:
            return True
        people, units = {one.person_id for one in lines}, {one.debt.unit_id for one in lines}
        office_id = next(one.debt.requirement.office_id for one in lines)
        known = People(self._session)
        members = known.reachable(office_id, units, besides=people)
        hearers = recipients_of(members, units, people, known.clusters_heard(office_id, members, units))
        stand = {(unit, one.person_id, one.audience.value) for unit, who in hearers.items() for one in who}
        return all((one.debt.unit_id, one.person_id, one.audience) in stand for one in lines)

    def _group_still_owes(self, told: Sequence[GroupNag]) -> bool:
        """Whether as much is owed as a group's digest says, of the unit whose group it still is."""
        bound = (Chat.line_id == told[0].chat, Chat.bound_at.is_not(None), Chat.left_at.is_(None))
        unit_id = self._session.scalar(select(Chat.unit_id).where(*bound, Chat.digest.is_not(False)))
        if unit_id is None:
            return False
        owed = owed_under(self._session, unit_id, [line.requirement_id for line in told])
        return all(owed.get(line.requirement_id) == line.owed for line in told)


def _is_still_owed(one: _Line) -> bool:
    return is_owed(State(one.debt.state)) and local(one.debt.due_at).date() == one.due
