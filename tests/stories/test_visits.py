"""สพฐ. comes: one presenter for each strategy is told with a time, and the office lays ready what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.stage import ARUNEE, EK, NITI, OFFICER, PO, Stage, staged
from tests.stories.test_strategy_round import at

MONDAY = at(2027, 4, 19, 10)
COMES = "สพฐ จะมาตรวจ 28 เม.ย. เตรียมผู้นำเสนอแต่ละกลยุทธ์ด้วย"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        stage.clock.travel_to(MONDAY)
        yield stage


def told(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if "แจ้งการรับการตรวจติดตาม" in said]


def test_presenters_are_told_what_they_present_when_and_the_steps_are_recorded(office: Stage) -> None:
    shown = office.says(OFFICER, COMES)
    assert "พ. 28 เม.ย. 70 เวลา 09.30 น." in shown
    assert "09.30-10.00 น. กลยุทธ์ที่ 1" in shown
    assert "บันทึกขั้นตอนที่ 4 และ 4.2 แล้ว" in office.presses(OFFICER, "แจ้งผู้นำเสนอ")
    office.tick()

    heard = {who: told(office, who) for who in (EK, ARUNEE, NITI, PO)}
    presenting = {who: said for who, said in heard.items() if said}
    assert presenting, "somebody presents"
    assert all("ผู้นำเสนอ กลยุทธ์ที่" in said[0] for said in presenting.values())
    who = next(iter(presenting))
    assert "บันทึกการรับทราบแล้ว" in office.presses(who, "รับทราบ")
    assert "พ. 28 เม.ย. 70" in office.says(who, "สพฐ. มาตรวจวันไหน")


def test_what_is_planned_is_corrected_by_words(office: Stage) -> None:
    office.says(OFFICER, COMES)
    shown = office.says(OFFICER, "กลยุทธ์ 1 ให้นายเอกนำเสนอ")
    assert "นายเอก" in shown
    shown = office.says(OFFICER, "เก้าโมง คนละ 20 นาที ห้องประชุม 1")
    assert "09.00-09.20 น. กลยุทธ์ที่ 1" in shown
    assert "ห้องประชุม 1" in shown
    assert "ไม่พบกลยุทธ์ที่ 9" in office.says(OFFICER, "กลยุทธ์ 9 ให้นายเอกนำเสนอ")
    assert "ไม่พบชื่อ" in office.says(OFFICER, "กลยุทธ์ 1 ให้นายไม่มีตัวตนนำเสนอ")
    assert "ไม่บันทึก" in office.says(OFFICER, "ยกเลิก")
    assert "ไม่มีรายการที่ค้างอยู่" in office.presses(OFFICER, "แจ้งผู้นำเสนอ")


def test_the_check_list_is_ticked_off_and_kept_when_the_day_changes(office: Stage) -> None:
    office.says(OFFICER, COMES)
    office.presses(OFFICER, "แจ้งผู้นำเสนอ")
    shown = office.says(OFFICER, "ดูการรับตรวจติดตาม")
    assert "○ 1. รูปเล่มรายงานผลการดำเนินงาน" in shown
    assert "✓ 1. รูปเล่มรายงานผลการดำเนินงาน" in office.presses(OFFICER, "ข้อ 1 พร้อมแล้ว")

    assert "29 เม.ย. 70" in office.says(OFFICER, "สพฐ. เลื่อนตรวจเป็น 29 เม.ย. 70")
    office.presses(OFFICER, "แจ้งผู้นำเสนอ")
    assert "✓ 1. รูปเล่มรายงานผลการดำเนินงาน" in office.says(OFFICER, "ดูการรับตรวจติดตาม")


def test_a_visit_that_is_off_is_told_and_asked_about_no_more(office: Stage) -> None:
    office.says(OFFICER, COMES)
    office.presses(OFFICER, "แจ้งผู้นำเสนอ")
    office.tick()
    office.says(OFFICER, "ยกเลิกการรับตรวจ")
    assert "กำลังแจ้งผู้เกี่ยวข้อง" in office.presses(OFFICER, "ยืนยันยกเลิก")
    office.tick()
    assert "ยังไม่มีกำหนดรับการตรวจ" in office.says(OFFICER, "สพฐ. มาตรวจวันไหน")
    assert any("ยกเลิกการรับการตรวจติดตาม" in said for who in (EK, ARUNEE, NITI, PO) for said in office.heard(who))


def test_nobody_else_may_plan_one(office: Stage) -> None:
    assert "ยังไม่มีกำหนดรับการตรวจ" in office.says(EK, COMES)
