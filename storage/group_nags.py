"""What LINE groups were told without asking, and what there is to tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.group_digests import GroupNagKey, Owing, Standing
from domain.lifecycle import State, is_owed
from storage.claiming import withdraw
from storage.errors import AlreadyDoneError
from storage.rows import plain_rows
from storage.schema import Chat, GroupNag, Obligation, Outbox, Unit
from storage.work import ids_under, owed_under


class GroupNags:
    """Rows of the groups' ledger."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def wanting(self, office_id: int, *, usually: bool) -> list[Chat]:
        """Bound groups of an office that are to be told and whose members are counted. `usually`: unless chosen."""
        wants = Chat.digest.is_not(False) if usually else Chat.digest.is_(True)
        query = (
            select(Chat)
            .join(Unit, Unit.id == Chat.unit_id)
            .where(Unit.office_id == office_id, Chat.bound_at.is_not(None), Chat.left_at.is_(None))
            .where(wants, Chat.members > 0)
            .order_by(Chat.id)
        )
        return list(self._session.scalars(query))

    def wanting_in(self, *, usually: bool) -> set[int]:
        """The offices that have such a group."""
        wants = Chat.digest.is_not(False) if usually else Chat.digest.is_(True)
        query = (
            select(Unit.office_id)
            .join(Chat, Chat.unit_id == Unit.id)
            .where(Chat.bound_at.is_not(None), Chat.left_at.is_(None), wants, Chat.members > 0)
            .distinct()
        )
        return {office for office in self._session.scalars(query) if office is not None}

    def told(self, requirement_ids: Collection[int]) -> set[GroupNagKey]:
        """What was already told of these requirements."""
        columns = (GroupNag.rule, GroupNag.requirement_id, GroupNag.step, GroupNag.due, GroupNag.chat)
        query = select(*columns).where(GroupNag.requirement_id.in_(list(requirement_ids)))
        return {GroupNagKey._make(row) for row in plain_rows(self._session, query)}

    def standing(self, requirement_id: int, unit_id: int) -> Standing:
        """How much of a requirement is in of what that unit and those below it owe."""
        query = (
            select(Obligation.state, Unit.id, Unit.name)
            .join(Unit, Unit.id == Obligation.unit_id)
            .where(Obligation.requirement_id == requirement_id, Obligation.state != State.CANCELLED.value)
            .where(Obligation.unit_id.in_(ids_under(unit_id)))
            .order_by(Unit.id)
        )
        rows = list(plain_rows(self._session, query))
        owing = [Owing(unit_id, name) for state, unit_id, name in rows if is_owed(State(state))]
        return Standing(len(rows), len(owing), tuple(dict.fromkeys(owing)))

    def add(self, told: Iterable[tuple[GroupNagKey, int]], *, planned_for: date) -> None:
        """Write the lines of digests, each with its row of the outbox; AlreadyDoneError if one exists already."""
        self._session.add_all(self._line(key, outbox_id, planned_for) for key, outbox_id in told)
        try:
            self._session.flush()
        except IntegrityError as taken:
            raise AlreadyDoneError("group digest") from taken

    def add_carried(self, keys: Collection[GroupNagKey], outbox_id: int, *, planned_for: date) -> bool:
        """Write the lines of a digest that rides along with an answer; False if one was told by another just now."""
        try:
            with self._session.begin_nested():
                self._session.add_all(self._line(key, outbox_id, planned_for) for key in keys)
        except IntegrityError:
            return False
        return True

    def _line(self, key: GroupNagKey, outbox_id: int, planned_for: date) -> GroupNag:
        unit_id = self._session.scalar(select(Chat.unit_id).where(Chat.line_id == key.chat))
        owed = owed_under(self._session, unit_id or 0, [key.requirement_id]).get(key.requirement_id, 0)
        return GroupNag(**key._asdict(), outbox_id=outbox_id, owed=owed, planned_for=planned_for)

    def withdraw_from(self, chat: str, now: datetime) -> None:
        """Take back what that group was to be told and has not been sent: it may hear other things now."""
        withdraw_digests(self._session, [chat], now)


def withdraw_digests(session: Session, groups: Collection[str] | Select[str], now: datetime) -> None:
    """Take back unsent digests to these groups (LINE's ids); they are written anew while it is their time."""
    told = select(GroupNag.outbox_id).where(GroupNag.chat.in_(groups))
    query = select(Outbox).where(Outbox.id.in_(told), Outbox.status == "waiting")
    for row in session.scalars(query).all():
        withdraw(session, row, now)
