"""A committee is called to a meeting in a sentence, answers, is reminded, meets, and the minutes are drafted."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from domain.lifecycle import State
from tests.stories.stage import ARUNEE, EK, OFFICER, Stage, actions, phone_of, staged
from tests.stories.test_strategy_round import at

MONDAY = at(2027, 4, 1, 10)
CALL = "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        stage.clock.travel_to(MONDAY)
        yield stage


def invited(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if "นัดประชุม" in said and "หน้าที่ของท่าน" in said]


def fetch(link: str) -> bytes:
    with urllib.request.urlopen(link, timeout=10) as answer:  # noqa: S310 - our own local server
        return bytes(answer.read())


def called(office: Stage) -> None:
    office.says(OFFICER, CALL)
    office.presses(OFFICER, "ส่งคำเชิญ")
    office.tick()


def test_a_meeting_is_called_in_one_sentence_and_those_invited_are_asked(office: Stage) -> None:
    shown = office.says(OFFICER, CALL)
    assert "พฤ. 8 เม.ย. 70 เวลา 09.30 น." in shown
    assert "ห้องประชุม 1" in shown
    assert "บันทึกขั้นตอนที่ 3.2 แล้ว" in office.presses(OFFICER, "ส่งคำเชิญ")
    office.tick()

    (invitation,) = invited(office, ARUNEE)
    assert "วาระที่ 5 เรื่องเสนอเพื่อพิจารณา" in invitation
    assert invited(office, OFFICER) == [], "who calls it is not told"
    buttons = [one for bubble in office.line.messages(phone_of(ARUNEE)) for one in actions(bubble.message)]
    entry = fetch(next(str(one["uri"]) for one in buttons if one["label"] == "เพิ่มในปฏิทิน")).decode()
    assert "DTSTART:20270408T023000Z" in entry
    assert "BEGIN:VEVENT" in entry


def test_what_the_sentence_does_not_say_is_asked_for(office: Stage) -> None:
    assert "เรื่องหรือคณะใด" in office.says(OFFICER, "นัดประชุม")
    assert "ประชุมวันไหน" in office.says(OFFICER, "คณะกรรมการกลั่นกรอง")
    assert "กี่โมง" in office.says(OFFICER, "8 เม.ย. 70")
    assert "ที่ไหน" in office.says(OFFICER, "13.30 น.")
    shown = office.says(OFFICER, "ศาลาประชาคมบ้านใหม่")
    assert "ศาลาประชาคมบ้านใหม่" in shown
    assert "13.30 น." in shown
    shown = office.says(OFFICER, "บ่ายสอง")
    assert "14.00 น." in shown
    assert "เชิญ 3 คน" in office.says(OFFICER, "เชิญนายเอกด้วย")
    assert "เชิญ 2 คน" in office.says(OFFICER, "ไม่เชิญนายเอก")
    assert "ไม่พบชื่อ" in office.says(OFFICER, "เชิญนายไม่มีตัวตนด้วย")
    assert "ไม่นัดประชุมแล้ว" in office.says(OFFICER, "ยกเลิก")
    assert "ไม่มีการนัดประชุม" in office.presses(OFFICER, "ส่งคำเชิญ")


def test_whoever_cannot_come_sends_somebody_else(office: Stage) -> None:
    called(office)
    assert "พิมพ์ชื่อและตำแหน่งผู้แทน" in office.presses(ARUNEE, "ไม่สะดวก")
    assert "เข้าร่วมแทน" in office.says(ARUNEE, "นายเอก สมมติชน นักจัดการงานทั่วไป")
    shown = office.says(OFFICER, "ใครยังไม่รับทราบ")
    assert "ส่งตัวแทน (นายเอก สมมติชน นักจัดการงานทั่วไป)" in shown


def test_those_who_come_are_reminded_the_working_day_before(office: Stage) -> None:
    called(office)
    office.presses(ARUNEE, "เข้าร่วมได้")
    office.travel(at(2027, 4, 7, 9))
    office.tick()
    reminders = [said for said in office.heard(ARUNEE) if "เตือนนัดประชุม" in said]
    assert len(reminders) == 1
    assert "09.30 น." in reminders[0]


def test_a_meeting_that_is_moved_asks_anew_and_one_that_is_off_says_so(office: Stage) -> None:
    called(office)
    shown = office.says(OFFICER, "เลื่อนประชุมเป็น 9 เม.ย. 70 บ่ายโมง")
    assert "ศ. 9 เม.ย. 70 เวลา 13.00 น." in shown
    office.presses(OFFICER, "แจ้งเลื่อน")
    office.tick()
    assert len(invited(office, ARUNEE)) == 2
    assert "1 ครั้ง" not in office.says(OFFICER, "มีประชุมวันไหนบ้าง")

    office.says(OFFICER, "ยกเลิกการประชุม")
    assert "แล้ว" in office.presses(OFFICER, "ยืนยันยกเลิก")
    office.tick()
    assert any("ยกเลิกประชุม" in said for said in office.heard(ARUNEE))
    assert "ยังไม่มีนัดประชุม" in office.says(OFFICER, "มีประชุมวันไหนบ้าง")


def test_a_member_sees_when_it_is_and_nobody_else_may_call_one(office: Stage) -> None:
    called(office)
    assert "09.30 น." in office.says(ARUNEE, "มีประชุมวันไหนบ้าง")
    assert "ยังไม่มีนัดประชุม" in office.says(EK, "นัดประชุมพรุ่งนี้")


def test_the_minutes_say_who_came_and_what_was_resolved(office: Stage) -> None:
    called(office)
    office.presses(ARUNEE, "เข้าร่วมได้")
    with office.store.begin() as tx:
        debts = tx.work.of_office(tx.people.offices()[0].id, office.clock.now())
        debts[0].state = State.SCREENED.value
        tx.commit()
    office.clock.travel_to(at(2027, 4, 8, 13))
    assert "ยังไม่ระบุ" in office.says(OFFICER, "บันทึกการประชุม")
    assert "เริ่ม 09.40 น. เลิก 12.00 น." in office.says(OFFICER, "เริ่ม 9.40 น. เลิก 12.00 น.")
    assert "ผู้มาประชุม 2 จาก 2 คน" in office.presses(OFFICER, "มาครบทุกคน")
    assert "(ติดราชการ)" in office.says(OFFICER, "นางอรุณีไม่มา ติดราชการ")
    assert "ยังไม่มีมติ" in office.presses(OFFICER, "ร่างรายงานการประชุม")

    word = docx.Document(io.BytesIO(fetch(office.link(OFFICER))))
    text = "\n".join(part.text for part in word.element.body.iter() if part.text)
    assert "ติดราชการ" in text
    assert "๑/๒๕๗๐" in text
    assert "เห็นชอบ" in text
