"""What deeds say becomes as few messages as it can, in order; what is too long is behind a link for one person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import build_worker
from bot.config import load_config
from bot.post import Answer, post
from domain.disclosure import Tells
from domain.discreet import for_all
from domain.events import Place
from domain.messages import Card, Line, Message, Open, Outgoing, Progress, Push, Reply, Rule, Say, Tap, Text
from domain.nagging import Audience, NagKey, NagLine
from handlers.wording.voice import Voice
from storage.schema import Document, Outbox
from storage.store import Store
from tests.bot.web_client import NOW, Web
from tests.handlers.test_wording import everything
from tests.line.drawings import actions_in, texts_in
from tests.national_ids import ID, grouped
from tests.plans import small_plan
from tests.stories.stage import settings_for

EK, OTHER = f"U{1:032x}", f"U{2:032x}"
SAYS_MORE = Say("ช่วยเหลือ", "ช่วยเหลือ")
EVERYTHING = dict(everything(Voice()))
LONG: tuple[Message, ...] = tuple(Text(f"ข้อที่ {n} " + "รายละเอียด " * 300, tells=Tells.MANNERS) for n in range(9))


class Desk:
    """A store in which นายเอก has joined, and a hand that posts."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        settings = settings_for("http://127.0.0.1:9", folder, 8000)
        self.make_context = build_worker(load_config(), settings, store, lambda: NOW).dispatcher.make_context
        with store.begin() as tx:
            tx.plans.load(small_plan(), {"strategy": 1})
            person = tx.people.by_code("ONE-1111")
            assert person is not None
            tx.people.join(person, EK, NOW)
            tx.commit()

    def posts(
        self, *outgoing: Outgoing, chat: str | None = EK, has_token: bool = True, place: Place = Place.PRIVATE
    ) -> list[Outbox]:
        """The rows that come of it."""
        with self.store.begin() as tx:
            answer = Answer(chat, "t" if has_token else None, NOW + timedelta(seconds=50))
            post(replace(self.make_context(tx, NOW), place=place), outgoing, answer)
            tx.commit()
        with self.store.reading() as tx:
            return list(tx._session.scalars(select(Outbox).order_by(Outbox.id)))

    def documents(self) -> list[Document]:
        with self.store.reading() as tx:
            return list(tx._session.scalars(select(Document)))


@pytest.fixture
def desk(sqlite_store: Store, tmp_path: Path) -> Desk:
    return Desk(sqlite_store, tmp_path)


def said(rows: Sequence[Outbox]) -> list[tuple[str, str, str]]:
    return [(row.way, row.chat, "|".join(texts_in(row.messages))) for row in rows]


def push(to: str, text: str, **more: Any) -> Push:
    return Push(to, (Text(text),), **more)


def test_all_replies_to_one_event_are_one_message(desk: Desk) -> None:
    first, second = Reply((Text("หนึ่ง", (SAYS_MORE,)), Text("สอง"))), Reply((Text("สาม"),), worth_push=True)
    (row,) = rows = desk.posts(first, second)

    assert said(rows) == [("reply", EK, "หนึ่ง|สอง|สาม")]
    assert (row.reply_token, row.worth_push) == ("t", True)
    assert [a["text"] for a in actions_in(row.messages[-1])] == ["ช่วยเหลือ"]


def test_a_reply_without_a_letter_is_not_sent(desk: Desk) -> None:
    assert desk.posts(Reply((Text(""),))) == []


def test_without_a_token_only_what_is_worth_it_is_pushed(desk: Desk) -> None:
    assert desk.posts(Reply((Text("หนึ่ง"),)), has_token=False) == []
    assert said(desk.posts(Reply((Text("สอง"),), worth_push=True), has_token=False)) == [("push", EK, "สอง")]


def test_pushes_to_one_person_are_one_paid_message(desk: Desk) -> None:
    rows = desk.posts(push(EK, "หนึ่ง"), push(OTHER, "อื่น"), push(EK, "สอง"), push(EK, "สาม"))

    assert said(rows) == [("push", EK, "หนึ่ง|สอง|สาม"), ("push", OTHER, "อื่น")]


def test_what_may_be_sent_once_only_stays_alone_and_in_its_order(desk: Desk) -> None:
    rows = desk.posts(push(EK, "หนึ่ง"), push(EK, "สอง", once="k"), push(EK, "สาม"), push(EK, "สี่"))

    assert said(rows) == [("push", EK, "หนึ่ง"), ("push", EK, "สอง"), ("push", EK, "สาม|สี่")]
    assert [row.once for row in rows] == [None, "k", None]


def test_a_reminder_stays_alone(desk: Desk) -> None:
    with desk.store.reading() as tx:
        person = tx.people.by_line(EK)
        assert person is not None
        (debt, *_) = tx.work.of_office(person.office_id, NOW)
        key = NagKey("digest", debt.id, "t-3", debt.due_at.date(), person.id)

    rows = desk.posts(push(EK, "หนึ่ง"), push(EK, "ทวง", asks=(NagLine(key, Audience.OWNER),)), push(EK, "สอง"))
    assert [row.nags for row in rows] == [False, True, False]


def test_an_answer_too_long_is_on_a_page_for_the_person_who_asked(desk: Desk) -> None:
    card = Card(alt="x", title="ท้ายสุด", parts=(Line("จบ"),), buttons=(Say("สรุป", "สรุป"),), suggestions=(SAYS_MORE,))
    (row,) = desk.posts(Reply((*LONG, card)))
    (document,) = desk.documents()
    link, *others = actions_in(row.messages[-1])

    assert [obj["text"][:8] for obj in row.messages[:4]] == [f"ข้อที่ {n}" for n in range(4)]
    assert (link["label"], document.kind) == ("อ่านทั้งหมด", "full_text")
    assert [a["text"] for a in others] == ["สรุป", "ช่วยเหลือ"], "the buttons that are not shown, and the next taps"

    web = Web(desk.store)
    page = web.client.get(web.links.file(document.id, document.made_for_id, NOW).removeprefix("https://bot.example"))
    assert page.headers["Content-Disposition"].startswith("inline")
    assert [n for n in range(9) if f"ข้อที่ {n} " in page.text] == list(range(9))
    assert re.search(r"ท้ายสุด.*จบ", page.text)


@pytest.mark.parametrize("chat", [OTHER, None])
def test_nothing_is_put_behind_a_link_for_nobody(desk: Desk, chat: str | None) -> None:
    (row,) = desk.posts(Reply(LONG), chat=chat)

    assert desk.documents() == []
    assert "แชตส่วนตัว" in row.messages[-1]["text"]
    assert len(row.messages) == 5


def test_a_long_answer_in_a_group_has_no_page_because_all_could_open_it(desk: Desk) -> None:
    (row,) = desk.posts(Reply(LONG), place=Place.GROUP)

    assert "แชตส่วนตัว" in row.messages[-1]["text"]
    assert desk.documents() == []


def test_a_long_push_has_its_page_too(desk: Desk) -> None:
    (row,) = desk.posts(Push(EK, LONG))

    assert [a["type"] for a in actions_in(row.messages[-1])] == ["uri"]
    assert [document.kind for document in desk.documents()] == ["full_text"]


def test_more_buttons_than_a_card_holds_take_the_place_of_shown_messages(desk: Desk) -> None:
    buttons = tuple(Say("ป" * 40, "ก" * 300) for _ in range(12))
    many = Card(alt="x", title="ปุ่ม", parts=(), buttons=buttons)
    (row,) = desk.posts(Reply((*LONG, many)))

    assert len(row.messages) == 5
    assert len([a for a in actions_in(row.messages) if a["type"] == "message"]) == 12


PHONE = "081-234-5678"
TOLD = Card(
    alt=f"โทร {PHONE}",
    title=f"ผู้ประสาน {PHONE}",
    parts=(Line(f"เบอร์ {PHONE}", label=ID), Progress(f"ของ {PHONE}", 1, 2), Rule()),
    buttons=(Tap(f"โทร {PHONE}"[:20], "form:1", f"โทร {PHONE}"), Open("เปิด", "https://bot.example/f/x")),
    tells=Tells.MANNERS,
)


def test_a_group_is_told_no_phone_number_and_no_national_id(desk: Desk) -> None:
    (row,) = desk.posts(Reply((Text(f"โทร {PHONE}", tells=Tells.MANNERS), TOLD)), place=Place.GROUP)

    assert PHONE not in str(row.messages)
    assert ID not in str(row.messages)
    assert row.messages[0]["text"] == "โทร [หมายเลขโทรศัพท์]"


def test_one_person_is_told_the_number_also_when_a_group_was_the_cause(desk: Desk) -> None:
    rows = desk.posts(Push(EK, (TOLD,)), Reply((Text(f"โทร {PHONE}", tells=Tells.MANNERS),)), place=Place.GROUP)

    assert [PHONE in str(row.messages) for row in rows] == [True, False]


@given(st.sampled_from(sorted(EVERYTHING)), st.sampled_from((PHONE, "0812345678", ID, grouped(ID), "+66 81 234 5678")))
def test_whatever_is_said_a_group_reads_no_number_that_stood_in_it(name: str, number: str) -> None:
    """Every sentence of the bot, with a number put into every word of it that can be somebody's own."""

    def with_number(value: Any) -> Any:
        if isinstance(value, str):
            return f"{value} {number}"
        if isinstance(value, tuple):
            return tuple(with_number(one) for one in value)
        if is_dataclass(value) and not isinstance(value, type):
            kept = ("url", "data", "mode", "tone", "tells")
            named = ((f.name, getattr(value, f.name)) for f in fields(value))
            return replace(value, **{name: one if name in kept else with_number(one) for name, one in named})
        return value

    shown = repr(for_all(with_number(EVERYTHING[name])))
    assert number not in shown
    assert not re.search(r"(?<![\d:])(?:\d[ -]?){9}", re.sub(r"(data|url)='[^']*'", "", shown))
