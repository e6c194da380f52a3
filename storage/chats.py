"""Groups and rooms the bot is in: known from their events only, because LINE has no list of them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.disclosure import GroupSays
from storage.inserting import insert_new
from storage.schema import BindingCode, Chat, GroupMember, Person, Unit

CODE_LIFE = timedelta(hours=1)


class Chats:
    """Rows about groups and rooms, and the codes that bind them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, line_id: str) -> Chat | None:
        """The group or room with that id of LINE's."""
        return self._session.scalars(select(Chat).where(Chat.line_id == line_id)).first()

    def joined(self, line_id: str, at: datetime) -> None:
        """The bot came into that group or room. Who is in it now nobody knows: what it was bound to must be confirmed.

        An event that arrives late, after a binding, changes nothing.
        """
        if self._is_new(line_id, at):
            return
        chat = self._locked(line_id)
        if chat.left_at is None and (chat.bound_at or chat.joined_at) >= at:
            return
        chat.joined_at, chat.left_at = at, None
        chat.bound_at, chat.says, chat.digest, chat.members = None, None, None, None
        self._forget_members(chat)

    def left(self, line_id: str, at: datetime) -> None:
        """The bot was taken out of it, or left, unless it has come back since."""
        chat = self.get(line_id)
        if chat is not None and chat.joined_at <= at:
            chat.left_at = at
            self._forget_members(chat)

    def bind(self, line_id: str, unit: Unit, by: Person, now: datetime) -> Unit | None:
        """Make the group that unit's, with the office's usual setting; returns the unit it was bound to before."""
        self._is_new(line_id, now)
        chat = self._locked(line_id)
        before = chat.bound_to
        if before is None or before.id != unit.id:
            chat.says, chat.digest = None, None
            self._forget_members(chat)
        chat.unit, chat.bound_at, chat.bound_by_id, chat.left_at = unit, now, by.id, None
        return before

    def unbind(self, chat: Chat) -> None:
        """The group is nobody's any more."""
        chat.unit, chat.bound_at, chat.bound_by_id, chat.says, chat.digest = None, None, None, None, None
        self._forget_members(chat)

    def set_says(self, chat: Chat, says: GroupSays) -> None:
        """What may be said there from now on."""
        chat.says = says.value

    def named(self, line_id: str, name: str) -> Chat | None:
        """Note what the group is called at LINE; returns it if it was called something else before."""
        chat = self.get(line_id)
        if chat is None or chat.name == name:
            return None
        former, chat.name = chat.name, name
        return chat if former else None

    def counted(self, line_id: str, members: int) -> None:
        """Note how many people a message there reaches."""
        chat = self.get(line_id)
        if chat is not None:
            chat.members = members

    def of_office(self, office_id: int) -> list[Chat]:
        """The groups that are or were bound to units of the office, those the bot was put out of among them."""
        query = select(Chat).join(Unit, Unit.id == Chat.unit_id).where(Unit.office_id == office_id)
        return list(self._session.scalars(query.order_by(Chat.id)))

    def in_office(self, chat_id: int, office_id: int) -> Chat | None:
        """The group with that id, if it is or was bound to a unit of the office."""
        query = select(Chat).join(Unit, Unit.id == Chat.unit_id)
        return self._session.scalars(query.where(Chat.id == chat_id, Unit.office_id == office_id)).first()

    def bound(self) -> list[Chat]:
        """The groups (rooms have no name) that are bound and that the bot is in, of all offices."""
        query = select(Chat).where(Chat.kind == "group", Chat.unit_id.is_not(None), Chat.bound_at.is_not(None))
        return list(self._session.scalars(query.where(Chat.left_at.is_(None)).order_by(Chat.id)))

    def lost(self) -> list[Chat]:
        """The bound groups that the bot was put out of, in the order in which it happened."""
        query = select(Chat).where(Chat.unit_id.is_not(None), Chat.bound_at.is_not(None), Chat.left_at.is_not(None))
        return list(self._session.scalars(query.order_by(Chat.left_at, Chat.id)))

    def new_code(self, unit: Unit, by: Person, now: datetime) -> str:
        """A code of six digits that binds the group in which it is typed, once, within the hour."""
        self._session.execute(delete(BindingCode).where(BindingCode.until < now - CODE_LIFE))
        while True:
            code = f"{secrets.randbelow(10**6):06d}"
            row = {"code": code, "unit_id": unit.id, "made_by_id": by.id, "until": now + CODE_LIFE}
            if insert_new(self._session, BindingCode, row):
                return code

    def use_code(self, code: str, now: datetime) -> BindingCode | None:
        """Use a code up; None when it is unknown, used or too old. Locked, so that it works once."""
        query = select(BindingCode).where(BindingCode.code == code).with_for_update()
        row = self._session.scalars(query.execution_options(populate_existing=True)).first()
        if row is None or row.used_at is not None or row.until < now:
            return None
        row.used_at = now
        return row

    def _forget_members(self, chat: Chat) -> None:
        self._session.execute(delete(GroupMember).where(GroupMember.chat_id == chat.id))

    def _is_new(self, line_id: str, at: datetime) -> bool:
        kind = "room" if line_id.startswith("R") else "group"
        return insert_new(self._session, Chat, {"line_id": line_id, "kind": kind, "joined_at": at}) > 0

    def _locked(self, line_id: str) -> Chat:
        query = select(Chat).where(Chat.line_id == line_id).with_for_update(of=Chat)
        return self._session.scalars(query.execution_options(populate_existing=True)).one()
