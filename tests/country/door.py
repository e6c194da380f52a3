"""The bot's door without LINE: what somebody says or presses goes through routing, storage and drawing, and is kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.app import build_worker
from bot.config import Settings, load_config
from bot.post import Answer, post
from domain.events import ButtonPressed, Incoming, Place, TextSaid
from handlers import routing
from handlers.table import DEEDS
from storage.errors import AlreadyDoneError
from storage.schema import Outbox
from storage.store import Store
from tests.country.pouring import moment
from tests.stories.stage import actions


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of it: all messages as drawn, and whom each was for."""

    messages: tuple[Any, ...] = ()
    to: frozenset[str] = frozenset()

    @property
    def buttons(self) -> Iterator[str]:
        """The data of every button, and `say ...` for those that type words."""
        for action in actions(list(self.messages)):
            if action["type"] == "postback":
                yield action["data"]
            elif action["type"] == "message":
                yield f"say {action['text']}"


@dataclass
class Door:
    """A worker's dispatcher at a moment that goes on by a second with every event."""

    store: Store
    settings: Settings
    now: datetime = field(default_factory=lambda: moment(128))
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.worker = build_worker(load_config(), self.settings, self.store, lambda: self.now)

    def asks(self, user: str, what: str, chat: str | None = None) -> Heard:
        """Somebody types `say ...`, or presses a button with that data; in a group if `chat` is one.

        What draws documents is left out.
        """
        self.now += timedelta(seconds=1)
        event = self._event(user, what, chat)
        if routing.is_slow(DEEDS, event):  # what draws documents
            return Heard()
        make = self.worker.dispatcher.make_context
        with self.store.reading() as tx:
            context = make(tx, self.now).about(event)
            prepared = routing.prepared(DEEDS, event, context) if routing.prepares(DEEDS, event) else None
        with self.store.begin() as tx:
            last = tx._session.scalar(select(Outbox.id).order_by(Outbox.id.desc()).limit(1)) or 0
            context = replace(make(tx, self.now).about(event), prepared=prepared)
            until = self.now + timedelta(seconds=50)
            try:
                post(context, routing.answer(DEEDS, event, context), Answer(chat or user, event.reply_token, until))
                tx.commit()
            except AlreadyDoneError:
                return Heard()
            rows = tx._session.scalars(select(Outbox).where(Outbox.id > last)).all()
        return Heard(tuple(one for row in rows for one in row.messages), frozenset(row.chat for row in rows))

    def _event(self, user: str, what: str, chat: str | None) -> Incoming:
        number = next(self._numbers)
        place = Place.PRIVATE if chat is None else Place.GROUP
        happened = {"event_id": f"d{number}", "at": self.now, "place": place, "chat": chat or user, "user": user}
        if what.startswith("say "):
            return TextSaid(**happened, reply_token=f"t{number}", text=what[4:], addressed=True, message_id=f"{number}")  # type: ignore[arg-type]
        return ButtonPressed(**happened, reply_token=f"t{number}", data=what)  # type: ignore[arg-type]
