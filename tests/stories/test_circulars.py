"""People are told of what concerns them and acknowledge it; who has not is asked again, and seen by an officer."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from domain.circulars import Answer, Kind, NewCircular
from tests.stories.begun import begun
from tests.stories.stage import ARUNEE, EK, NITI, OFFICER, PO, Stage, actions, phone_of
from tests.stories.test_extensions import plan
from tests.stories.test_news import paid
from tests.stories.test_strategy_round import at

TITLE = "คำสั่ง สพป.ศรีธารา เขต 1 ที่ ๓๕/๒๕๗๐"
MEMBER = "กรรมการ"
MONDAY = at(2027, 3, 1, 10)


def on_monday(stage: Stage) -> None:
    stage.travel(MONDAY)


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with begun(tmp_path, template, on_monday, plan=plan()) as stage:
        yield stage


def circulate(
    office: Stage, *who: str, title: str = TITLE, until: datetime | None = None, with_file: bool = False
) -> int:
    """What a deed of the officer would do."""
    with office.store.begin() as tx:
        me = tx.people.by_line(phone_of(OFFICER))
        assert me is not None
        parts = {}
        for one in who:
            person = tx.people.by_line(phone_of(one))
            assert person is not None
            parts[person.id] = MEMBER
        document = None
        if with_file:
            sha256 = tx.files.keep(b"order", "application/pdf", office.clock.now())
            document = tx.files.make_document(
                office_id=me.office_id, kind="order", name="คำสั่ง.pdf", sha256=sha256, made_for_id=me.id,
                now=office.clock.now(), about={},
            ).id  # fmt: skip
        new = NewCircular(kind=Kind.ORDER, title=title, parts=parts, until=until, document_id=document)
        number = tx.circulars.write(new, office_id=me.office_id, by=me.id, now=office.clock.now())
        tx.commit()
    return number


def asked(office: Stage, who: str, title: str = TITLE) -> list[str]:
    return [said for said in office.heard(who) if "แจ้งคำสั่งแต่งตั้ง" in said and title in said]


def test_everybody_is_told_once_and_acknowledges_by_a_tap_or_by_words(office: Stage) -> None:
    circulate(office, EK, PO)
    office.tick()
    office.tick()

    assert len(asked(office, EK)) == len(asked(office, PO)) == 1
    assert asked(office, NITI) == []
    assert "หน้าที่ของท่าน" in asked(office, EK)[0]
    assert "บันทึกการรับทราบแล้ว" in office.presses(EK, "รับทราบ")
    assert "บันทึกการรับทราบแล้ว" in office.says(PO, "รับทราบค่ะ")
    shown = office.says(OFFICER, "ใครยังไม่รับทราบ")
    assert "2 จาก 2" in shown or "รับทราบครบทุกคนแล้ว" in shown


def test_who_has_not_answered_is_asked_again_after_three_working_days_and_then_no_more(office: Stage) -> None:
    circulate(office, EK, PO)
    office.tick()
    office.presses(EK, "รับทราบ")
    for day in (2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17):
        office.travel(at(2027, 3, day))

    assert len(asked(office, EK)) == 1, "nobody who has answered is asked again"
    assert len(asked(office, PO)) == 3
    shown = office.says(OFFICER, "ใครยังไม่รับทราบ")
    assert "ควรโทรศัพท์ 1 คน" in shown
    assert "ทางโทรศัพท์" in office.presses(OFFICER, "โทรแจ้งคนที่ 1 แล้ว")
    assert "รับทราบครบทุกคนแล้ว" in office.says(OFFICER, "ใครยังไม่รับทราบ")


def test_it_rides_along_with_an_answer_for_nothing(office: Stage) -> None:
    office.clock.travel_to(at(2027, 3, 1, 20))  # in the evening nobody is written to
    circulate(office, EK)
    office.tick()
    assert asked(office, EK) == []

    before = paid(office, MONDAY)
    assert TITLE in office.says(EK, "งานของฉัน")
    assert TITLE not in office.says(EK, "งานของฉัน"), "once a day is enough"
    office.travel(at(2027, 3, 2))
    assert len(asked(office, EK)) == 1
    assert paid(office, MONDAY) == before


def test_what_is_acknowledged_before_it_is_sent_is_not_sent(office: Stage) -> None:
    circulate(office, EK)
    office.app.worker.tick()  # written, not sent yet
    with office.store.begin() as tx:
        me = tx.people.by_line(phone_of(EK))
        assert me is not None
        (waiting,) = tx.circulars.waiting(me.office_id, me.id)
        tx.circulars.answer(waiting.circular.id, me.id, Answer.ACKNOWLEDGED, now=office.clock.now())
        tx.commit()
    office.settle()

    assert asked(office, EK) == []
    assert office.statuses().get("withdrawn") == 1


def test_two_circulars_at_once_are_one_message_and_words_ask_which(office: Stage) -> None:
    circulate(office, EK)
    circulate(office, EK, title="คำสั่งที่ ๕๒/๒๕๗๐")
    before = paid(office, MONDAY)
    office.tick()

    assert paid(office, MONDAY) == before + 1
    assert "เรื่องที่รอการรับทราบ 2 เรื่อง" in office.says(EK, "รับทราบ")
    assert "2 เรื่อง" in office.presses(EK, "รับทราบทั้งหมด")
    assert "ไม่มีเรื่องที่รอการรับทราบ" in office.says(EK, "เรื่องที่ต้องรับทราบ")


def test_what_goes_with_it_opens_for_each(office: Stage) -> None:
    circulate(office, EK, PO, with_file=True)
    office.tick()

    links = {who: opening(office, who) for who in (EK, PO)}
    assert links[EK] != links[PO]
    for link in links.values():
        with urllib.request.urlopen(link, timeout=10) as answer:  # noqa: S310 - our own local server
            assert answer.read() == b"order"


def opening(office: Stage, who: str) -> str:
    buttons = [one for bubble in office.line.messages(phone_of(who)) for one in actions(bubble.message)]
    return next(str(one["uri"]) for one in buttons if one["label"] == "เปิดเอกสาร")


def test_what_is_over_or_cancelled_is_asked_no_more(office: Stage) -> None:
    circulate(office, EK, until=at(2027, 3, 2, 9))
    number = circulate(office, PO)
    with office.store.begin() as tx:
        tx.circulars.cancel(number, office.clock.now())
        tx.commit()
    office.travel(at(2027, 3, 2, 10))

    assert asked(office, EK) == asked(office, PO) == []
    assert "ไม่มีเรื่องที่รอการรับทราบ" in office.says(PO, "เรื่องที่ต้องรับทราบ")


def test_who_has_blocked_the_account_is_to_be_telephoned_at_once(office: Stage) -> None:
    office.line.block(phone_of(ARUNEE))
    office.settle()
    circulate(office, EK, ARUNEE)
    office.tick()

    assert "ควรโทรศัพท์ 1 คน" in office.says(OFFICER, "ใครยังไม่รับทราบ")


def test_a_thank_you_with_nothing_to_acknowledge_is_answered_kindly(office: Stage) -> None:
    assert office.says(EK, "รับทราบค่ะ")
    assert office.says(EK, "รับทราบ", group=True) == ""


def test_an_officer_asks_again_at_once_but_not_twice_on_a_day(office: Stage) -> None:
    circulate(office, EK, PO)
    office.tick()
    office.says(OFFICER, "ใครยังไม่รับทราบ")
    office.travel(at(2027, 3, 2, 10))
    office.says(OFFICER, "ใครยังไม่รับทราบ")
    assert "2 คน ใช้ 2 ข้อความ" in office.presses(OFFICER, "แจ้งอีกครั้ง (2 ข้อความ)")
    assert len(asked(office, EK)) == 2
    assert "วันนี้แจ้งทุกคนที่ยังไม่รับทราบไปแล้ว" in office.presses(OFFICER, "แจ้งอีกครั้ง (2 ข้อความ)")
