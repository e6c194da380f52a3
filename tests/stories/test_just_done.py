"""เมื่อกี้ผิด: whatever somebody did last is shown, and one tap takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.emes_office import emes_plan
from tests.stories.stage import EK, OFFICER, PO, Stage, filled, staged
from tests.stories.test_strategy_round import blank

WRONG = "เมื่อกี้ผิดค่ะ"


def state(stage: Stage, unit: str) -> str:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        return next(o.state for o in tx.work.of_office(office.id, stage.clock.now()) if o.unit.code == unit)


def test_a_file_that_was_sent_is_taken_back_by_one_tap(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    assert state(stage, "GENERAL") == "submitted"

    said = stage.says(EK, WRONG)
    assert "ส่งไฟล์ ได้เลขรับแล้ว" in said
    assert "ST-2570-R6/0001" in said
    assert "ถอน" in stage.presses(EK, "ถอนไฟล์นี้")
    assert state(stage, "GENERAL") == "pending"
    assert "ไม่มีรายการที่ย้อนได้" in stage.says(EK, WRONG), "what is taken back is not offered again"


def test_nothing_to_report_was_said_by_mistake(stage: Stage) -> None:
    stage.says(EK, "ไม่มีข้อมูลค่ะ")
    stage.presses(EK, "ใช่ บันทึกว่าไม่มี")
    assert state(stage, "GENERAL") == "nil"

    assert "บันทึกรายงานเป็นศูนย์" in stage.says(EK, WRONG)
    stage.presses(EK, "ยกเลิกรายงานเป็นศูนย์")
    assert state(stage, "GENERAL") == "pending"


def test_a_request_for_more_time_is_taken_back(stage: Stage) -> None:
    stage.says(EK, "ขอเลื่อนส่งถึง 9 เม.ย. 70 ติดประชุม")

    assert "ขอเลื่อนกำหนดส่ง" in stage.says(EK, WRONG)
    assert "ถอนคำขอ" in stage.presses(EK, "ถอนคำขอเลื่อน")
    assert "ไม่มีรายการที่ย้อนได้" in stage.says(EK, WRONG)


def test_a_promise_is_taken_back_and_reminders_go_on(stage: Stage) -> None:
    stage.says(EK, "เดี๋ยวส่งวันศุกร์นะคะ")

    assert "บอกวันที่จะส่ง" in stage.says(EK, WRONG)
    assert "จะเตือนตามปกติ" in stage.presses(EK, "เตือนตามปกติ")
    with stage.store.reading() as tx:
        assert tx.rests.promises(tx.people.offices()[0].id, ["pending"]) == {}


def test_a_rest_from_reminders_is_ended(stage: Stage) -> None:
    stage.says(EK, "วันนี้ไม่ต้องเตือนแล้วนะ")

    assert "พักการเตือน" in stage.says(EK, WRONG)
    stage.presses(EK, "เตือนตามปกติ")
    assert "ไม่มีรายการที่ย้อนได้" in stage.says(EK, WRONG)


def test_an_officer_goes_back_to_the_due_day_of_before(stage: Stage) -> None:
    stage.says(OFFICER, "เลื่อนกำหนดทุกคนไปอีก 1 สัปดาห์ สพฐ.ขยาย")
    stage.presses(OFFICER, "ยืนยัน")

    assert "เลื่อนกำหนดของทุกหน่วย" in stage.says(OFFICER, WRONG)
    assert "ศ. 2 เม.ย. 70" in stage.presses(OFFICER, "กลับเป็นกำหนดเดิม"), "asked once more: many would hear of it"


def test_what_is_later_than_a_review_is_meant_and_what_is_earlier_is_not(stage: Stage) -> None:
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    stage.says(OFFICER, "พักเตือนวันนี้")
    stage.clock.advance(timedelta(minutes=1))
    stage.says(OFFICER, "ผ่านแล้ว กลยุทธ์ 1")
    assert state(stage, "GENERAL") == "accepted"

    assert "ย้อน" in stage.says(OFFICER, WRONG)
    assert state(stage, "GENERAL") == "submitted"


def test_after_an_hour_it_is_no_longer_just_now(stage: Stage) -> None:
    stage.says(EK, "ขอเลื่อนส่งถึง 9 เม.ย. 70 ติดประชุม")
    stage.clock.advance(timedelta(hours=1, minutes=1))

    assert "ไม่มีรายการที่ย้อนได้" in stage.says(EK, WRONG)


def test_nobody_is_shown_what_another_did(stage: Stage) -> None:
    stage.says(EK, "ขอเลื่อนส่งถึง 9 เม.ย. 70 ติดประชุม")

    assert "ไม่มีรายการที่ย้อนได้" in stage.says(PO, WRONG)


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=emes_plan()) as stage:
        yield stage


def test_a_claim_is_taken_back(office: Stage) -> None:
    office.says(EK, "รายงาน E-MES แล้วค่ะ")
    assert state(office, "S1") == "claimed"

    assert "แจ้งว่ารายงานแล้ว" in office.says(EK, WRONG)
    office.presses(EK, "ยังไม่ได้รายงาน")
    assert state(office, "S1") == "pending"
