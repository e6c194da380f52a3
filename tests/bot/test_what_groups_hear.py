"""Whatever is asked in a group, by whom and however: what LINE is given to say there holds nothing it may not hear.

Every name in the office carries a mark; every sentence the grammar knows, every button and every kind of file is tried.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.app import build_worker
from bot.config import load_config
from bot.post import Answer, post
from domain.disclosure import GroupSays, Tells
from domain.events import Place
from domain.messages import Push, Reply, Text
from domain.phrases.understanding import RULES, Understood, understand
from domain.plan import Plan
from domain.thai import BANGKOK
from handlers.table import DEEDS
from storage.group_members import ToAsk
from storage.inbox import Arrival
from storage.schema import BindingCode, Chat, Document, GroupMember, GroupNag, Inbox, Outbox, Unit
from storage.store import Store
from tests.line.drawings import actions_in, texts_in
from tests.plans import START, small_plan
from tests.stories.stage import ARUNEE, EK, GROUP, NITI, OFFICER, STRANGER, USERS, filled, settings_for

MARK = re.compile(r"⟦(\w)(\w*)⟧")
RECEIPT = re.compile(r"[A-Z]+-\d{4}-\w+/\d{4}")
AN_EXAMPLE = "ABCD-2345"  # of a registration code, in the words to people who have none
FIGURES, UNITS, FILES = "R", "U", "F"
OWN = ("U", "GENERAL")
ITS_DAY = datetime(2027, 4, 1, 10, 0, tzinfo=BANGKOK)  # the day before the work is due, after the hour of reminders
ASKERS = {"owner": USERS[EK], "sharer": USERS[NITI], "officer": USERS[OFFICER], "stranger": STRANGER}
EVERYBODY = [False, pytest.param(True, marks=pytest.mark.soak)]  # owners always ask; the others in turn, or all of them


def askers(turn: int, *, everybody: bool) -> list[str]:
    """Who asks something at that turn."""
    owner, *others = ASKERS.values()
    return [owner, *others] if everybody else [owner, others[turn % len(others)]]


def is_its_turn(turn: int, office: Office, *, everybody: bool) -> bool:
    """Whether what is for the person alone is tried here: a group is refused it whatever it may hear, so one does."""
    return everybody or [*GroupSays][turn % len(GroupSays)] is office.says


def marked() -> Plan:
    """The small plan with a mark on each name: of units, people, and what is asked for."""
    plan = small_plan()
    units = tuple(
        replace(u, name=f"{u.name}⟦U{u.code}⟧", short_names=tuple(f"{s}⟦U{u.code}⟧" for s in u.short_names))
        for u in plan.units
    )
    people = tuple(replace(p, name=f"{p.name}⟦P⟧", position=f"{p.position} 081-234-5678⟦P⟧") for p in plan.people)
    asked = tuple(replace(r, title=f"{r.title}⟦R⟧") for r in plan.requirements)
    office = replace(plan.office, name="สพป.ทดสอบ⟦UOFFICE⟧")
    return replace(plan, office=office, units=units, people=people, requirements=asked)


Happening = tuple[dict[str, Any], bytes | None]  # an event, and the bytes of its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said after an event, the buttons, who was mentioned, what it may name, whether the group was changed."""

    event: dict[str, Any]
    texts: list[str]
    offered: list[dict[str, Any]]
    mentioned: list[str]
    own: set[tuple[str, str]]
    is_changed: bool


class Office:
    """The marked office with a group of กลุ่มอำนวยการ, and what the bot says in it."""

    def __init__(self, store: Store, folder: Path, says: GroupSays, now: datetime = START) -> None:
        self.store, self.says, self.now, self.count, self.last = store, says, now, 0, 0
        self.dispatcher = build_worker(
            load_config(), settings_for("http://127.0.0.1:9", folder, 8000), store, lambda: now
        ).dispatcher
        with store.begin() as tx:
            tx.plans.load(marked(), {"strategy": 1})
            for code, user in USERS.items():
                person = tx.people.by_code(code)
                assert person is not None
                tx.people.join(person, user, START)
            tx.commit()
        list(self.happens((self.text("ขอแบบฟอร์ม", USERS[EK], None), None)))
        with store.reading() as tx:
            document = tx._session.scalars(select(Document)).one()
            self.blank = tx.files.read(document.sha256)
        self.bind()

    def bind(self) -> None:
        """The group as it was, whatever the last event has changed."""
        with self.store.begin() as tx:
            officer, unit = tx.people.by_code(OFFICER), self.unit(tx)
            assert officer is not None
            tx.chats.bind(GROUP, unit, officer, START)
            chat = tx.chats.get(GROUP)
            assert chat is not None
            tx.chats.set_says(chat, self.says)
            tx._session.execute(delete(BindingCode))
            tx.commit()

    def is_told(self) -> None:
        """The group is told digests and was not yet today; of its unit's people one is in it, and one has left."""
        with self.store.begin() as tx:
            for table in (GroupNag, GroupMember):
                tx._session.execute(delete(table))
            chat = tx.chats.get(GROUP)
            assert chat is not None
            chat.digest = True
            for code, is_in in ((EK, True), (ARUNEE, False)):
                person = tx.people.by_code(code)
                if person is not None:
                    tx.group_members.agree(person, self.now)
                    tx.group_members.noted(ToAsk(chat.id, person.id, GROUP, USERS[code]), self.now, is_in=is_in)
            tx.commit()

    def carried(self) -> int:
        """How many lines the ledger of groups has."""
        with self.store.reading() as tx:
            return len(tx._session.scalars(select(GroupNag.id)).all())

    @staticmethod
    def unit(tx: Any) -> Unit:
        found: Unit = tx._session.scalars(select(Unit).where(Unit.code == OWN[1])).one()
        return found

    def event(self, kind: str, body: dict[str, Any], user: str, group: str | None) -> dict[str, Any]:
        self.count += 1
        source = {"type": "group", "groupId": group, "userId": user} if group else {"type": "user", "userId": user}
        return {
            "type": kind, "webhookEventId": f"e{self.count}", "timestamp": 1_795_000_000_000 + self.count,
            "source": source, "replyToken": f"t{self.count}", "mode": "active", **body,
        }  # fmt: skip

    def text(self, words: str, user: str, group: str | None = GROUP) -> dict[str, Any]:
        return self.event("message", {"message": {"type": "text", "id": f"m{self.count}", "text": words}}, user, group)

    def tap(self, data: str, user: str) -> dict[str, Any]:
        return self.event("postback", {"postback": {"data": data}}, user, GROUP)

    def file(self, name: str, user: str) -> dict[str, Any]:
        body = {"type": "file", "id": f"m{self.count}", "fileName": name, "fileSize": 9}
        return self.event("message", {"message": body}, user, GROUP)

    def happens(self, *events: Happening) -> Iterator[Heard]:
        """What LINE is given to say after each event, in their order; nothing may be sent unasked to a group."""
        with self.store.begin() as tx:
            tx.inbox.add([arrival_of(event) for event, _ in events], self.now)
            for event, data in events:
                if data is not None:
                    row = tx._session.scalars(select(Inbox).where(Inbox.event_id == event["webhookEventId"])).one()
                    row.sha256, row.content = tx.files.keep(data, "application/octet-stream", self.now), "fetched"
            tx.commit()
        for event, _ in events:
            assert self.dispatcher.dispatch_one(self.now), event
            yield self.heard(event)
        assert not self.dispatcher.dispatch_one(self.now)
        with self.store.reading() as tx:
            assert set(tx.inbox.counts()) == {"done"}

    def heard(self, event: dict[str, Any]) -> Heard:
        """What the event that was just answered has put into the outbox, and what has become of the group."""
        new = select(Outbox.id, Outbox.way, Outbox.chat, Outbox.messages).where(Outbox.id > self.last)
        bound = select(Unit.code, Chat.says).join(Unit, Chat.unit_id == Unit.id).where(Chat.line_id == GROUP)
        with self.store.reading() as tx:
            rows = tx._session.execute(new.order_by(Outbox.id)).all()
            unit, says = next(iter(tx._session.execute(bound)), (None, None))
        self.last = max((row.id for row in rows), default=self.last)
        assert all(row.chat.startswith("U") for row in rows)
        answers = [row.messages for row in rows if row.way == "reply"]
        return Heard(
            event=event,
            texts=[text for messages in answers for text in texts_in(messages)],
            offered=[action for messages in answers for action in actions_in(messages)],
            mentioned=re.findall(r"'userId': '(\w+)'", str(answers)),
            own={OWN} | ({("U", unit)} if unit else set()),
            is_changed=(unit, says) != (OWN[1], self.says),
        )


def arrival_of(event: dict[str, Any]) -> Arrival:
    """The event as the webhook keeps it."""
    source = event["source"]
    return Arrival(
        event_id=event["webhookEventId"], conversation=source.get("groupId") or source["userId"],
        user_id=source["userId"], kind=event["type"], happened_ms=event["timestamp"], payload=event,
        message_id=event.get("message", {}).get("id"),
    )  # fmt: skip


def sentences(office: Office, *, everybody: bool, alike: bool = True) -> Iterator[Happening]:
    """Every sentence of the grammar; without those that are understood as one before was, if not `alike`.

    A deed is told what was understood, not the words: of sentences that are understood alike one is said by several,
    and the others are said once, by one after another. Those whose deed is for the person alone are said once, to one
    of the three groups: it is refused whatever is asked.
    """
    known: set[Understood] = set()
    in_turn = itertools.cycle(ASKERS.values())
    more = ("", "ใครยังไม่ส่ง ทั้งเขต", "สรุป ทุกกลุ่ม", "ผูกกลุ่ม 123456", "ผูกกลุ่มนี้กับกลุ่มส่งเสริม", "๑๒๓")
    for turn, words in enumerate(dict.fromkeys((*(words for rule in RULES for words in rule.examples), *more))):
        said = understand(words)
        private = any(deed.private and said.intent in deed.intents for deed in DEEDS.deeds)
        if said in known and not alike and words not in more:
            continue
        if private and not is_its_turn(turn, office, everybody=everybody):
            continue
        several = words in more or not (private or said in known)
        known.add(said)
        for user in askers(turn, everybody=everybody) if several else [next(in_turn)]:
            yield office.text(f"บอท {words}", user), None


def presses(office: Office, *, everybody: bool) -> Iterator[Happening]:
    """Every button, with numbers that mean something and others.

    What is for the person alone is refused in a group before its numbers are read: each asker presses it with others.
    """
    numbers = ("", ":1", ":1:1", ":2:0")
    for turn, deed in enumerate(deed for deed in DEEDS.deeds if deed.tap):
        if deed.private and not is_its_turn(turn, office, everybody=everybody):
            continue
        by_one = zip(numbers, ASKERS.values(), strict=True)
        by_several = itertools.product(numbers, askers(turn, everybody=everybody))
        for rest, user in by_one if deed.private else by_several:
            yield office.tap(deed.tap + rest, user), None


def files(office: Office) -> Iterator[Happening]:
    """Files good, faulty, sent again, unclear and useless."""
    right, wrong = filled(office.blank), filled(office.blank, achieved=230)
    for data, user in itertools.product((right, wrong, right, b"?", b"a,b\n1,2\n"), ASKERS.values()):
        yield office.file("⟦F⟧.xlsx", user), data


def everything(office: Office, *, everybody: bool) -> Iterator[Heard]:
    """Whatever can be asked; each file after the last was answered, because files that come together are one thing."""
    events = (*sentences(office, everybody=everybody), *presses(office, everybody=everybody))
    for first in range(0, len(events), 20):
        yield from office.happens(*events[first : first + 20])
    for file in files(office):
        yield from office.happens(file)


def secrets_in(texts: list[str], says: GroupSays, own: set[tuple[str, str]]) -> list[str]:
    """What stands in the texts that the group may not hear."""
    said = "\n".join(texts).replace(AN_EXAMPLE, "")
    allowed = {
        GroupSays.NOTHING: set(),
        GroupSays.COUNTS: {FIGURES},
        GroupSays.NAMES: {FIGURES, UNITS, FILES},
    }[says]
    found = [mark[0] for mark in MARK.finditer(said) if mark[1] not in allowed and (mark[1], mark[2]) not in own]
    if says is GroupSays.NOTHING:
        found += re.findall(r"\d+", MARK.sub("", said))
    return found + re.findall(r"/[fd]/\S+|081-234-5678", said)


@pytest.mark.parametrize("everybody", EVERYBODY)
@pytest.mark.parametrize("says", GroupSays)
def test_a_group_hears_nothing_that_its_setting_forbids(
    sqlite_store: Store, tmp_path: Path, says: GroupSays, *, everybody: bool
) -> None:
    office = Office(sqlite_store, tmp_path, says)
    texts: list[str] = []
    for heard in everything(office, everybody=everybody):
        assert secrets_in(heard.texts, says, heard.own) == [], heard
        assert all(action["text"].startswith("/") for action in heard.offered if action["type"] == "message")
        texts += heard.texts
        if heard.is_changed:
            office.bind()

    said = "\n".join(texts)
    seen = {mark[1] for mark in MARK.finditer(said)}
    assert (FIGURES in seen) == (says is not GroupSays.NOTHING)  # the marks do come out where they may
    assert (FILES in seen) == (says is GroupSays.NAMES)
    assert bool(RECEIPT.search(said)) == (says is not GroupSays.NOTHING)


@pytest.mark.parametrize("everybody", EVERYBODY)
@pytest.mark.parametrize("says", GroupSays)
def test_a_digest_behind_an_answer_tells_no_more_than_the_group_may_hear(
    sqlite_store: Store, tmp_path: Path, says: GroupSays, *, everybody: bool
) -> None:
    office = Office(sqlite_store, tmp_path, says, ITS_DAY)
    office.is_told()
    carried, mentioned = 0, 0
    for sentence in sentences(office, everybody=everybody, alike=everybody):
        (heard,) = office.happens(sentence)
        assert secrets_in(heard.texts, says, heard.own) == [], heard
        assert set(heard.mentioned) <= {USERS[EK]}, heard  # the other has left the group, and the officer not agreed
        assert not heard.mentioned or says is GroupSays.NAMES, heard
        carried, mentioned = carried + office.carried(), mentioned + len(heard.mentioned)
        if heard.is_changed:
            office.bind()
        office.is_told()

    assert bool(carried) == (says is not GroupSays.NOTHING)
    assert bool(mentioned) == (says is GroupSays.NAMES)


@pytest.mark.parametrize("says", GroupSays)
def test_no_deed_passes_the_gate(sqlite_store: Store, tmp_path: Path, says: GroupSays) -> None:
    office = Office(sqlite_store, tmp_path, says)
    for tells, worth_push in itertools.product(Tells, (False, True)):
        with office.store.begin() as tx:
            context = replace(
                office.dispatcher.make_context(tx, START),
                place=Place.GROUP, says=says, asked=True, person=tx.people.by_line(USERS[EK]),
            )  # fmt: skip
            reply = Reply((Text("ความลับ", tells=tells),), worth_push=worth_push)
            post(context, [reply], Answer(USERS[EK], "t", START))
            rows = tx._session.scalars(select(Outbox).where(Outbox.id > office.last))
            said = {row.way: "".join(texts_in(row.messages)) for row in rows}  # not committed: nothing remains of it

        open_to_all = tells <= says.most
        assert ("ความลับ" in said.get("reply", "")) == open_to_all, (tells, worth_push)
        assert ("ความลับ" in said.get("push", "")) == (worth_push and not open_to_all), (tells, worth_push)
        assert ("แชตส่วนตัว" in said.get("reply", "")) == (not open_to_all and not worth_push), (tells, worth_push)


def test_a_message_to_a_whole_group_is_a_mistake_in_a_deed(sqlite_store: Store, tmp_path: Path) -> None:
    office = Office(sqlite_store, tmp_path, GroupSays.NAMES)
    with office.store.begin() as tx, pytest.raises(ValueError, match="group"):
        post(office.dispatcher.make_context(tx, START), [Push(GROUP, (Text("ก", tells=Tells.MANNERS),))], None)
