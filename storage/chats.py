"""Groups and rooms the bot is in: known from their events only, because LINE has no list of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.inserting import insert_new
from storage.schema import Chat


class Chats:
    """Rows about groups and rooms."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, line_id: str) -> Chat | None:
        """The group or room with that id of LINE's."""
        return self._session.scalars(select(Chat).where(Chat.line_id == line_id)).first()

    def joined(self, line_id: str, now: datetime) -> None:
        """The bot is in that group or room from now on."""
        kind = "room" if line_id.startswith("R") else "group"
        if not insert_new(self._session, Chat, {"line_id": line_id, "kind": kind, "joined_at": now}):
            chat = self.get(line_id)
            if chat is not None and chat.left_at is not None:
                chat.joined_at, chat.left_at = now, None

    def left(self, line_id: str, now: datetime) -> None:
        """The bot was taken out of it, or left."""
        chat = self.get(line_id)
        if chat is not None:
            chat.left_at = now
