"""What people do in a storm, and what each of their deeds must lead to."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.deeds import DeedRefusedError
from bot.emulator.server import LocalLine
from tests.stories.stage import PHOTO
from tests.storm.office import CHATS, OFFICER, STRANGERS, TALKERS, USERS, form_of

Json = dict[str, Any]

SECRET_TALK = "เย็นนี้ไปกินหมูกระทะกันไหม-zq7"
MOST_UNDELIVERED = 12
BATCHED = 0.04  # how often the next few events come in one POST


@dataclass(slots=True)
class Due:
    """What a deed must lead to: how many answers to all its events, and whether they may be kept. `file`: its name."""

    deed: str
    answers: int
    kept: bool = True
    file: str = ""
    form: bytes = b""
    taken_back: bool = False  # or edited: then it may be answered, or may not
    parked: bool = False  # an event of it was given up after too many deaths; found out in the end


@dataclass
class Crowd:
    """The people of an office, acting at random: the same deeds for the same seed."""

    line: LocalLine
    dice: random.Random
    due: dict[str, Due] = field(default_factory=dict)  # by webhookEventId
    events: list[Json] = field(default_factory=list)
    _now: Due | None = None
    _files: int = 0
    _sent_forms: dict[str, list[bytes]] = field(default_factory=dict)
    _words: list[tuple[str, str, Due]] = field(default_factory=list)  # user, message, what it must lead to
    _calls: list[tuple[str, str, Due]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._enqueue = self.line.sender.enqueue
        self.line.sender.enqueue = self._emitted  # type: ignore[method-assign]  # listens

    def act(self, events: int) -> None:
        """Do things until there were so many events, never far ahead of the deliveries."""
        deeds, weights = zip(*self._deeds(), strict=True)
        while len(self.events) < events:
            if self.dice.random() < BATCHED:
                self.line.faults.batch_next(self.dice.randint(2, 6))
            self.dice.choices(deeds, weights)[0]()
            while self.line.sender.waiting() > MOST_UNDELIVERED:
                time.sleep(0.01)
        self.line.faults.clear()  # what is held back for a batch may go

    def act_for(self, seconds: float, per_second: float) -> None:
        """Do things for so long, so many events a second; what is not delivered yet waits, as it does at LINE."""
        deeds, weights = zip(*self._deeds(), strict=True)
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            if len(self.events) < passed * per_second:
                self.dice.choices(deeds, weights)[0]()
            else:
                time.sleep(0.002)
        self.line.faults.clear()

    def said(self) -> dict[int, list[Json]]:
        """The events of each deed, by the identity of what they must lead to."""
        found: dict[int, list[Json]] = {}
        for event in self.events:
            found.setdefault(id(self.due[event["webhookEventId"]]), []).append(event)
        return found

    def _deeds(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self._asks, 26),
            (self._asks_as_officer, 4),
            (self._stranger_speaks, 4),
            (self._talks_in_group, 12),
            (self._calls_in_group, 8),
            (self._presses, 6),
            (self._presses_in_group, 2),
            (self._sends_form, 14),
            (self._sends_form_to_group, 3),
            (self._sends_form_again, 2),
            (self._sends_junk, 8),
            (self._sends_photos, 4),
            (self._leaves_and_returns, 3),
            (self._unsends_words, 2),
            (self._edits_call, 2),
            (self._edits_talk, 1),
            (self._unsends_file, 2),
            (self._does_something_odd, 6),
        ]

    def _asks(self) -> None:
        words = self.dice.choice(("งานของฉัน", "ช่วยเหลือ", "สวัสดีค่ะ", "ใครยังไม่ส่ง", "ขอแบบฟอร์ม", "ฝนตกไหม"))
        code = self._anybody()
        with self._leading_to(Due("asks", 1)) as due:
            self._words.append((USERS[code], self.line.say(USERS[code], words), due))

    def _asks_as_officer(self) -> None:
        with self._leading_to(Due("asks as officer", 1)):
            self.line.say(USERS[OFFICER], self.dice.choice(("ใครยังไม่ส่ง", "ใครส่งแล้ว", "สรุปให้หน่อย")))

    def _stranger_speaks(self) -> None:
        with self._leading_to(Due("stranger speaks", 1)):
            self.line.say(USERS[self.dice.choice(STRANGERS)], self.dice.choice(("สวัสดี", "ลงทะเบียน ABC-0000")))

    def _talks_in_group(self) -> None:
        with self._leading_to(Due("talks in group", 0, kept=False)):
            self.line.say(USERS[self._anybody()], SECRET_TALK, self.dice.choice(CHATS))

    def _calls_in_group(self) -> None:
        with self._leading_to(Due("calls in group", 1)) as due:
            words, mention = self.dice.choice((("บอท งานของฉัน", False), ("/ช่วยเหลือ", False), ("งานของฉัน", True)))
            user = USERS[self._anybody()]
            self._calls.append((user, self.line.say(user, words, self.dice.choice(CHATS), mention), due))

    def _presses(self) -> None:
        with self._leading_to(Due("presses", 1)):
            self.line.press(USERS[self._anybody()], f"drop:{self.dice.randint(10**6, 10**7)}", "ไม่ใช่")

    def _presses_in_group(self) -> None:
        with self._leading_to(Due("presses in group", 0)):
            self.line.press(USERS[self._anybody()], f"drop:{10**6}", "ไม่ใช่", self.dice.choice(CHATS))

    def _sends_form(self) -> None:
        code = self._anybody()
        faulty = self.dice.random() < 0.25
        self._file(code, "form", form_of(code, self._files, faulty=faulty))

    def _sends_form_to_group(self) -> None:
        code = self._anybody()
        self._file(code, "form to group", form_of(code, self._files, faulty=False), self.dice.choice(CHATS))

    def _sends_form_again(self) -> None:
        code = self._anybody()
        if sent := self._sent_forms.get(code):
            self._file(code, "form again", self.dice.choice(sent))

    def _sends_junk(self) -> None:
        ending = self.dice.choice(("xlsx", "pdf", "docx", "csv"))
        junk = self.dice.choice((b"", b"PK\x03\x04", b"%PDF-1.4 "))
        with self._leading_to(self._named("junk", ending)) as due:
            self.line.send_file(USERS[self._anybody()], due.file, junk + self.dice.randbytes(200))

    def _sends_photos(self) -> None:
        with self._leading_to(Due("photo", 1)):
            self.line.send_photos(USERS[self._anybody()], [PHOTO] * self.dice.randint(1, 4))

    def _leaves_and_returns(self) -> None:
        user = USERS[self._anybody()]
        with self._leading_to(Due("leaves", 0)):
            self.line.block(user)
        with self._leading_to(Due("returns", 1)):
            self.line.follow(user)

    def _unsends_words(self) -> None:
        if self._words:
            user, message, due = self._words.pop()
            with self._leading_to(Due("unsends words", 0)):
                self.line.unsend(user, message)
            due.taken_back = True

    def _edits_call(self) -> None:
        if self._calls:
            user, message, due = self._calls.pop()
            with self._leading_to(Due("edits call", 1)):
                self.line.edit(user, message, "บอท ใครยังไม่ส่ง")
            due.taken_back = True

    def _edits_talk(self) -> None:
        user, chat = USERS[self._anybody()], self.dice.choice(CHATS)
        with self._leading_to(Due("edits talk", 0, kept=False)):
            message = self.line.say(user, SECRET_TALK, chat)
            self.line.edit(user, message, f"{SECRET_TALK}!")

    def _unsends_file(self) -> None:
        code = self._anybody()
        with self._leading_to(self._named("taken back", "xlsx", form_of(code, self._files, faulty=False))) as due:
            due.taken_back = True
            message = self.line.send_file(USERS[code], due.file, due.form)
        with self._leading_to(Due("unsends file", 0)):
            self.line.unsend(USERS[code], message)

    def _does_something_odd(self) -> None:
        user = USERS[self._anybody()]
        kind, detail = self.dice.choice(
            (
                ("videoPlayComplete", {"videoPlayComplete": {"trackingId": "1"}}),
                ("beacon", {"beacon": {"hwid": "1", "type": "enter"}}),
                ("aKindOfNextYear", {"thing": {"deep": [{"er": None}]}}),
                ("message", {"message": {"type": "sticker", "id": "1", "packageId": "1", "stickerId": "1"}}),
                ("message", {"message": {"type": "hologram", "id": "1"}}),
                ("message", {"message": None}),
            )
        )
        with self._leading_to(Due("odd", 0)):
            self.line.emit_raw(kind, detail, user)

    def _anybody(self) -> str:
        return self.dice.choice(TALKERS)

    def _content_troubles(self) -> None:
        """Let the next file be slow in coming now and then."""
        roll = self.dice.random()
        if roll < 0.1:
            self.line.faults.content_not_ready_next(self.dice.randint(1, 2))
        elif roll < 0.15:
            self.line.faults.slow_content_next(0.3)

    def _named(self, deed: str, ending: str, form: bytes = b"") -> Due:
        self._files += 1
        self._content_troubles()
        return Due(deed, 1, file=f"f{self._files:05}x.{ending}", form=form)

    def _file(self, code: str, deed: str, form: bytes, chat: str | None = None) -> None:
        with self._leading_to(self._named(deed, "xlsx", form)) as due:
            self.line.send_file(USERS[code], due.file, form, chat)
        if chat is None:
            self._sent_forms.setdefault(code, []).append(form)

    @contextmanager
    def _leading_to(self, due: Due) -> Iterator[Due]:
        self._now = due
        try:
            yield due
        except DeedRefusedError:  # somebody blocked the bot; nothing happened
            pass
        finally:
            self._now = None

    def _emitted(self, event: Json) -> None:
        assert self._now is not None, event
        self.due[event["webhookEventId"]] = self._now
        self.events.append(event)
        self._enqueue(event)
