"""Who may be mentioned in which group: people who agreed to it, and whether LINE says that they are in the group.

LINE refuses a message that mentions somebody who is no member, so it is asked before, about nobody but those who
agreed and serve a unit whose name the group may hear.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import CTE, ColumnElement, and_, delete, false, or_, select, update
from sqlalchemy.orm import Session

from domain.disclosure import GroupSays
from storage.group_nags import withdraw_digests
from storage.inserting import insert_new
from storage.schema import Chat, GroupMember, GroupNag, Membership, Person, Unit

ASK_AGAIN: Final = timedelta(days=1)
BELIEVED_FOR: Final = timedelta(days=2)  # longer ago than LINE is asked again: then it could not be asked
_WILLING: Final = (Person.mentions_since.is_not(None), Person.line_user_id.is_not(None), Person.blocked_at.is_(None))


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for groups for which no officer has chosen: what they hear, and whether they are told digests."""

    says: GroupSays
    digest: bool


class ToAsk(NamedTuple):
    """Whether that person is in that group has to be asked; `group` and `user` are LINE's ids."""

    chat_id: int
    person_id: int
    group: str
    user: str


class GroupMembers:
    """Rows about members of groups."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def agree(self, person: Person, now: datetime) -> None:
        """From now on the person may be mentioned."""
        person.mentions_since = now

    def take_back(self, person: Person, now: datetime) -> None:
        """The person is not mentioned any more, nor by what has not been sent yet; what was known of them goes."""
        person.mentions_since = None
        known = (GroupMember.person_id == person.id, GroupMember.is_in)
        groups = select(Chat.line_id).join(GroupMember, GroupMember.chat_id == Chat.id).where(*known)
        withdraw_digests(self._session, groups, now)
        self._session.execute(delete(GroupMember).where(GroupMember.person_id == person.id))

    def could_mention(self, person: Person, usual: Usual) -> bool:
        """Whether there is a group that is told the names of the person's units."""
        named = _named_in_groups(usual)
        mine = named.c.unit_id.in_([m.unit_id for m in person.memberships])
        return self._session.scalar(select(named.c.chat_id).where(mine).limit(1)) is not None

    def to_ask(self, now: datetime, usual: Usual) -> list[ToAsk]:
        """What LINE was never asked, or not for a day."""
        named = _named_in_groups(usual)
        known = and_(GroupMember.chat_id == Chat.id, GroupMember.person_id == Person.id)
        query = (
            select(Chat.id, Person.id, Chat.line_id, Person.line_user_id)
            .join(named, named.c.chat_id == Chat.id)
            .join(Membership, Membership.unit_id == named.c.unit_id)
            .join(Person, Person.id == Membership.person_id)
            .outerjoin(GroupMember, known)
            .where(*_WILLING, or_(GroupMember.checked_at.is_(None), GroupMember.checked_at <= now - ASK_AGAIN))
            .distinct()
            .order_by(Chat.id, Person.id)
        )
        return [ToAsk._make(row) for row in self._session.execute(query)]

    def noted(self, asked: ToAsk, at: datetime, *, is_in: bool) -> None:
        """What LINE said when it was asked at that moment. What an event has told of a later one stands."""
        row = {"chat_id": asked.chat_id, "person_id": asked.person_id, "is_in": is_in, "checked_at": at}
        if not insert_new(self._session, GroupMember, row):
            which = and_(GroupMember.chat_id == asked.chat_id, GroupMember.person_id == asked.person_id)
            self._change(which, at, is_in=is_in)

    def came(self, group: str, users: Collection[str], at: datetime) -> None:
        """These people are in the group since that moment."""
        self._change(_those(group, users), at, is_in=True)

    def went(self, group: str, users: Collection[str], at: datetime, now: datetime) -> None:
        """These people are not in the group since that moment: what has not been sent yet does not mention them."""
        those = _those(group, users)
        if self._session.scalar(select(GroupMember.chat_id).where(those).limit(1)) is None:
            return
        self._change(those, at, is_in=False)
        withdraw_digests(self._session, [group], now)

    def doubt(self, outbox_id: int) -> None:
        """LINE would not mention somebody in that message: who is in the group has to be asked anew."""
        groups = select(Chat.id).join(GroupNag, GroupNag.chat == Chat.line_id).where(GroupNag.outbox_id == outbox_id)
        gone = delete(GroupMember).where(GroupMember.chat_id.in_(groups))
        self._session.execute(gone.execution_options(synchronize_session=False))

    def to_mention(self, chat: Chat, unit_ids: Collection[int], now: datetime) -> dict[int, list[str]]:
        """By units, the LINE accounts of their people who agreed and, as far as is known, are in the group."""
        query = (
            select(Membership.unit_id, Person.line_user_id)
            .join(Person, Person.id == Membership.person_id)
            .join(GroupMember, GroupMember.person_id == Person.id)
            .where(GroupMember.chat_id == chat.id, GroupMember.is_in, GroupMember.checked_at > now - BELIEVED_FOR)
            .where(*_WILLING, Membership.unit_id.in_(list(unit_ids)))
            .distinct()
            .order_by(Membership.unit_id, Person.line_user_id)
        )
        found: dict[int, list[str]] = {}
        for unit_id, user in self._session.execute(query):
            found.setdefault(unit_id, []).append(user or "")
        return found

    def _change(self, which: ColumnElement[bool], at: datetime, *, is_in: bool) -> None:
        change = update(GroupMember).where(which, GroupMember.checked_at < at).values(is_in=is_in, checked_at=at)
        self._session.execute(change.execution_options(synchronize_session=False))


def _those(group: str, users: Collection[str]) -> ColumnElement[bool]:
    chats = select(Chat.id).where(Chat.line_id == group)
    people = select(Person.id).where(Person.line_user_id.in_(list(users)))
    return and_(GroupMember.chat_id.in_(chats), GroupMember.person_id.in_(people))


def _named_in_groups(usual: Usual) -> CTE:
    """The units, by groups, whose names are told in digests there. Of rooms LINE is not asked: they cannot be named."""
    unsaid = Chat.says.is_(None) if usual.says is GroupSays.NAMES else false()
    named = or_(Chat.says == GroupSays.NAMES.value, unsaid)
    told = Chat.digest.is_not(False) if usual.digest else Chat.digest.is_(True)
    bound = (Chat.kind == "group", Chat.unit_id.is_not(None), Chat.bound_at.is_not(None), Chat.left_at.is_(None))
    top = select(Chat.id.label("chat_id"), Chat.unit_id.label("unit_id")).where(*bound, named, told)
    tree = top.cte("named", recursive=True)
    return tree.union_all(select(tree.c.chat_id, Unit.id).join(tree, Unit.parent_id == tree.c.unit_id))
