"""People and offices have reminders rest, and reminders go on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.thai import BANGKOK
from storage.schema import Quiet, Snooze
from tests.stories.stage import EK, OFFICER, PO, Stage


def snoozed(stage: Stage) -> list[date]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Snooze.until)))


def rests(stage: Stage) -> list[tuple[date, date | None, bool, bool]]:
    with Session(stage.store.engine) as session:
        return [(row.first, row.last, row.schools_only, row.ended_at is None) for row in session.scalars(select(Quiet))]


def test_whoever_has_heard_enough_today_is_let_be_for_today(stage: Stage) -> None:
    answer = stage.says(EK, "วันนี้ไม่ต้องเตือนแล้วนะ")

    assert "วันนี้จะไม่ส่งข้อความเตือน" in answer
    assert "ยกเว้นวันที่มีงานครบกำหนด" in answer
    assert snoozed(stage) == [stage.clock.now().astimezone(BANGKOK).date()]


def test_whoever_finds_it_too_much_chooses_a_day_and_may_change_their_mind(stage: Stage) -> None:
    assert "งดเตือนถึงวันไหน" in stage.says(EK, "อย่าเตือนบ่อยได้ไหม รำคาญ")
    assert snoozed(stage) == []

    assert "จะไม่ส่งข้อความเตือน" in stage.presses(EK, "เฉพาะวันนี้")
    assert "เตือนตามปกติ" in stage.presses(EK, "เตือนตามเดิม")
    assert snoozed(stage) == []


def test_nobody_is_let_be_for_longer_than_a_month(stage: Stage) -> None:
    stage.says(EK, "ไม่ต้องเตือนถึง 30 ก.ย. 70")

    today = stage.clock.now().astimezone(BANGKOK).date()
    assert [(until - today).days for until in snoozed(stage)] == [30]


def test_an_officer_sets_days_without_reminders_after_seeing_what_it_means(stage: Stage) -> None:
    asked = stage.says(OFFICER, "งดเตือนช่วงสงกรานต์ 12-16 เม.ย.")
    assert "จ. 12 เม.ย. 70 ถึง ศ. 16 เม.ย. 70" in asked
    assert rests(stage) == []

    assert "ตั้งช่วงงดเตือนแล้ว" in stage.presses(OFFICER, "ใช่ งดเตือน")
    assert rests(stage) == [(date(2027, 4, 12), date(2027, 4, 16), False, True)]

    assert "จ. 12 เม.ย. 70" in stage.says(OFFICER, "ช่วงงดเตือน")
    assert "ยกเลิกช่วงงดเตือน" in stage.presses(OFFICER, "เลิกงด 12 เม.ย. 70")
    assert rests(stage)[0][3] is False
    assert "เตือนตามปกติ" in stage.says(OFFICER, "ช่วงงดเตือน")


def test_an_officer_may_stop_all_reminders_until_further_notice(stage: Stage) -> None:
    assert "จนกว่าจะสั่งให้เตือนต่อ" in stage.says(OFFICER, "หยุดเตือนทุกคนก่อน")
    stage.presses(OFFICER, "ใช่ งดเตือน")

    assert rests(stage)[0][1:] == (None, False, True)


def test_what_falls_due_in_the_days_is_counted(stage: Stage) -> None:
    assert "2 รายการ" in stage.says(OFFICER, "งดเตือนทุกคน 1-5 เม.ย.")


def test_only_officers_rest_for_others_and_everybody_else_means_themselves(stage: Stage) -> None:
    assert "จะไม่ส่งข้อความเตือน" in stage.says(PO, "งดเตือนทุกคนวันนี้")
    assert rests(stage) == []
    assert len(snoozed(stage)) == 1


def test_schools_alone_may_rest(stage: Stage) -> None:
    stage.says(OFFICER, "งดเตือนโรงเรียนช่วงปิดเทอม 11-31 ต.ค.")
    stage.presses(OFFICER, "ใช่ งดเตือน")

    assert rests(stage) == [(date(2027, 10, 11), date(2027, 10, 31), True, True)]


def test_a_reminder_that_waits_is_taken_back_when_its_reader_wants_to_be_let_be(stage: Stage) -> None:
    stage.line.faults.refuse_next(500, {"message": "Internal"}, path="/push")
    stage.clock.travel_to(datetime(2027, 3, 24, 9, 0, tzinfo=BANGKOK))
    stage.app.worker.tick()

    stage.says(EK, "วันนี้ไม่ต้องเตือน")

    assert not any("แจ้งเตือน อีก" in text for text in stage.heard(EK))
