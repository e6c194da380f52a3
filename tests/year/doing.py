"""What people do, as it reaches the bot: events in the inbox, with a token to answer them, and the buttons they tap."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import func, select

from domain.calendar import WorkCalendar
from domain.thai import local
from storage.inbox import Arrival
from storage.schema import AskedReminder
from tests.year.behaviour import Act
from tests.year.dying import MortalStore
from tests.year.office import Office, Owing
from tests.year.phones import Phones

UNREAD_FOR = timedelta(minutes=25)  # how long LINE prepares a large file


@dataclass
class Doing:
    """Does what an act says. `settle`: what follows of it; `is_down`: whether nobody answers."""

    office: Office
    store: MortalStore
    phones: Phones
    dice: random.Random
    settle: Callable[[], None]
    is_down: Callable[[], bool]
    ready: dict[str, datetime] = field(default_factory=dict)  # from when on LINE has the bytes of a file
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.history, self.clock = self.store.history, self.store.history.clock

    def do(self, act: Act) -> None:
        """Put it into the inbox as the webhook does, and let it be worked off."""
        deeds: dict[str, Callable[[], object]] = {
            "tap": lambda: self._tap(act.phone, act.what),
            "words": lambda: self._say(act.phone, act.what),
            "file": lambda: self._file(act),
            "unread": lambda: self._file(act),
            "block": lambda: self._blocks(act.phone, blocked=True),
            "back": lambda: self._blocks(act.phone, blocked=False),
            "decide": lambda: self._decide(act.phone),
            "remind": lambda: self._remind(act.phone, act.what),
            "exempt": lambda: self._exempt(act.phone, act.what.split()),
        }
        deeds[act.kind]()
        self.settle()

    def _exempt(self, officer: str, debts: Sequence[str]) -> None:
        for debt in debts:
            self._tap(officer, f"exempt:{debt}:1:ตกลงกันแล้ว")

    def _tap(self, phone: str, data: str) -> None:
        self._event(phone, {"type": "postback", "postback": {"data": data}})

    def _say(self, phone: str, words: str) -> None:
        self._event(phone, _message({"type": "text", "text": words, "quoteToken": "q"}))

    def _event(self, phone: str, what: dict[str, Any], *, answered: bool = True) -> str:
        number, now = next(self._numbers), self.clock.now()
        event_id, token = f"e{number}", f"r{number}"
        payload = {
            **what, "webhookEventId": event_id, "timestamp": int(now.timestamp() * 1000), "mode": "active",
            "source": {"type": "user", "userId": phone}, **({"replyToken": token} if answered else {}),
        }  # fmt: skip
        if answered:
            self.phones.hand_out(token, phone)
        message = what.get("message", {}).get("id")
        arrival = Arrival(
            event_id=event_id, conversation=phone, user_id=phone, kind=what["type"],
            happened_ms=payload["timestamp"], payload=payload, message_id=message,
        )  # fmt: skip
        with self.store.begin() as tx:
            tx.inbox.add([arrival], now)
            tx.commit()
        return event_id

    def _file(self, act: Act) -> None:
        message = {"type": "file", "id": f"f{next(self._numbers)}", "fileName": f"{act.what}.xlsx", "fileSize": 9}
        wait = UNREAD_FOR if act.kind == "unread" else timedelta(0)
        self.ready[message["id"]] = self.clock.now() + wait  # type: ignore[index]  # an id is text
        event_id = self._event(act.phone, _message(message))
        theirs = {unit for unit, _ in self.office.roles()[act.phone]}
        *numbers, quality = act.what.split()
        debts = [int(one) for one in numbers if self.office.debts[int(one)].unit in theirs and quality == "clean"]
        self.history.unread[event_id] = self.history.now(), debts

    def _blocks(self, phone: str, *, blocked: bool) -> None:
        self.phones.blocks(phone, blocked=blocked)
        if blocked:
            self._event(phone, {"type": "unfollow"}, answered=False)
        else:
            self._event(phone, {"type": "follow", "follow": {"isUnblocked": True}})

    def _decide(self, officer: str) -> None:
        """The officer goes through all requests that wait: yes, no, or another day, which the unit takes or not."""
        with self.store.reading() as tx:
            office = tx.people.offices()[0].id
            waiting = [(row.id, row.person_id, local(row.wanted)) for row in tx.extensions.waiting(office, 50)]
        for number, person, wanted in waiting:
            says = self.dice.choices(("yes", "no", "offer"), (6, 3, 1))[0]
            day = WorkCalendar().add_working_days(wanted.date(), -1)
            data = {"yes": f"extyes:{number}", "no": f"extno:{number}:1", "offer": f"extoffer:{number}:{day:%Y%m%d}"}
            self._tap(officer, data[says])
            if says == "offer":
                self.settle()
                self._tap(self.office.persons[person], f"exttake:{number}")

    def _remind(self, officer: str, when: str) -> None:
        """ทวง, then of what, then yes: at once, although the office may be closed, or for a later time."""
        before = self._newest_reminder()
        words = "ทวงทุกหน่วยงานพรุ่งนี้ 10 โมง" if when == "later" else "ทวงงานที่ยังไม่ส่ง"
        self._say(officer, words)
        self.settle()
        number = self._newest_reminder()
        if number == before or self.is_down():
            return
        owed = sorted({debt.requirement_id for debt in self.office.debts.values() if self._is_owed(debt)})
        meant = self.dice.choice([*owed, 0]) if owed else 0
        go = f"remindgo:{number}:1" if when == "insist" else f"remindgo:{number}"
        for data in (f"remindof:{number}:{meant}", go):
            self._tap(officer, data)
            self.settle()

    def _is_owed(self, debt: Owing) -> bool:
        now = self.history.now()
        return debt.asked.opens_at <= now.at and self.history.standing(debt.id, now).owed

    def _newest_reminder(self) -> int:
        with self.store.reading() as tx:
            return tx._session.scalar(select(func.max(AskedReminder.id))) or 0


def _message(content: dict[str, Any]) -> dict[str, Any]:
    return {"type": "message", "message": {"id": "w", **content}}
