"""What people do in the guides, and what is seen on their phones after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import urllib3

from domain.thai import BANGKOK
from tests.guides.town import GROUP
from tests.stories.stage import Stage, actions


class Eye(Protocol):
    """What keeps pictures."""

    def sees_bubbles(self, name: str, chat: str, ids: Sequence[str]) -> None:
        """Keep these bubbles of a chat, the last of which is its newest."""

    def sees_phone(self, name: str, chat: str) -> None:
        """Keep the whole phone, with its menu."""

    def sees_page(self, name: str, url: str, *, wide: bool) -> None:
        """Keep a page that a link of the bot opens, on a phone or a computer."""


@dataclass
class Walk:
    """The stage with an eye on it. `pictures`: by name, in the order taken; `offered`: every button anybody saw."""

    stage: Stage
    eye: Eye | None = None
    pictures: list[str] = field(default_factory=list)
    offered: set[str] = field(default_factory=set)

    def says(self, who: str, words: str, picture: str = "", *, group: bool = False) -> None:
        """Somebody types, and is answered."""
        chat = GROUP if group else who
        before = self._count(chat)
        self.stage.line.say(who, words, GROUP if group else None)
        self._answered(chat, before, picture)

    def taps(self, who: str, label: str, picture: str = "") -> None:
        """Somebody taps the newest button whose label begins so."""
        before = self._count(who)
        bubbles = reversed(self.stage.line.messages(who))
        found = [
            action
            for bubble in bubbles
            for action in _buttons(bubble.message)
            if str(action.get("label")).startswith(label)
        ]
        assert found, f"no button {label}"
        action = found[0]
        if action["type"] == "message":
            self.stage.line.say(who, action["text"])
        else:
            self.stage.line.press(who, action["data"], action.get("displayText", ""))
        self._answered(who, before, picture)

    def sends(self, who: str, name: str, data: bytes, picture: str = "") -> None:
        """Somebody attaches a file."""
        before = self._count(who)
        self.stage.line.send_file(who, name, data)
        self._answered(who, before, picture)

    def gets(self, who: str) -> bytes:
        """The file behind the newest link that somebody was given."""
        answer = urllib3.request("GET", self._link(who), timeout=20)
        assert answer.status == 200
        return bytes(answer.data)

    def newest(self, who: str, picture: str, count: int = 1) -> None:
        """A picture of the newest bubbles."""
        self._keep(picture, who, [bubble.message_id for bubble in self.stage.line.messages(who)[-count:]])

    def phone(self, who: str, picture: str) -> None:
        """A picture of the whole phone, with the menu that is theirs by now."""
        self.stage.app.worker.menus.link_all()
        self.pictures.append(picture)
        if self.eye:
            self.eye.sees_phone(picture, who)

    def page(self, who: str, picture: str, *, more: str = "", wide: bool = False) -> None:
        """A picture of the page behind the newest link; `more`: behind its address."""
        self.pictures.append(picture)
        if self.eye:
            self.eye.sees_page(picture, self._link(who) + more, wide=wide)

    def at(self, month: int, day: int, hour: int = 9) -> None:
        """The clock moves to an hour of 2027 in Bangkok, and reminds whom it has to."""
        self.stage.travel(datetime(2027, month, day, hour, tzinfo=BANGKOK))

    def _answered(self, chat: str, before: int, picture: str) -> None:
        self.stage.settle()
        new = self.stage.line.messages(chat)[before:]
        assert any(bubble.direction == "out" for bubble in new), "nobody answered"
        for bubble in new:
            self.offered |= {str(action.get("label")) for action in _buttons(bubble.message)}
        if picture:
            self._keep(picture, chat, [bubble.message_id for bubble in new])

    def _keep(self, picture: str, chat: str, ids: Sequence[str]) -> None:
        self.pictures.append(picture)
        if self.eye:
            self.eye.sees_bubbles(picture, chat, ids)

    def _link(self, who: str) -> str:
        bubbles = reversed(self.stage.line.messages(who))
        return next(str(one["uri"]) for bubble in bubbles for one in actions(bubble.message) if one["type"] == "uri")

    def _count(self, chat: str) -> int:
        return len(self.stage.line.messages(chat))


def _buttons(message: Any) -> list[dict[str, Any]]:
    """All buttons of a message, those that open a calendar among them."""
    if isinstance(message, dict):
        own = [message] if message.get("type") in ("message", "postback", "datetimepicker", "uri") else []
        return own + [found for value in message.values() for found in _buttons(value)]
    return [found for value in message for found in _buttons(value)] if isinstance(message, list) else []
