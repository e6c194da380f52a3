"""An officer has people reminded now, or at a time, after seeing whom it reaches and what it costs."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.thai import BANGKOK
from tests.stories.stage import EK, GROUP, OFFICER, PO, STRANGER, Stage, filled
from tests.stories.test_strategy_round import blank

ASKED = "ขอความอนุเคราะห์ส่งงาน"


def asked(stage: Stage, who: str) -> int:
    return sum(ASKED in text for text in stage.heard(who))


def next_day(stage: Stage) -> None:
    """Nobody has been reminded today: the openings were told the day before."""
    stage.tick()
    there = stage.clock.now().astimezone(BANGKOK)
    stage.clock.travel_to((there + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0))


def test_the_officer_sees_the_cost_first_and_only_those_who_owe_are_reminded(stage: Stage) -> None:
    next_day(stage)
    stage.sends(EK, "งาน.xlsx", filled(blank(stage, EK)))
    paid = stage.line.paid_used()

    shown = stage.says(OFFICER, "ทวงให้หน่อยค่ะ")
    assert "1 หน่วยงาน 1 รายการ" in shown
    assert "1 จาก" in shown
    assert stage.line.paid_used() == paid

    assert "ถึง 1 คน" in stage.presses(OFFICER, "ส่งเลย")
    assert (asked(stage, EK), asked(stage, PO)) == (0, 1)
    assert stage.line.paid_used() == paid + 1


def test_nobody_is_reminded_twice_on_one_day_whoever_asks(stage: Stage) -> None:
    next_day(stage)
    stage.says(OFFICER, "ทวงให้หน่อยค่ะ")
    stage.presses(OFFICER, "ส่งเลย")

    again = stage.says(OFFICER, "ทวงอีกที")
    assert "เตือนแล้ววันนี้" in again
    assert "ไม่มีผู้ที่ต้องส่งข้อความถึง" in again
    stage.tick()
    assert asked(stage, PO) == 1


def test_one_group_alone_is_reminded_when_it_is_named(stage: Stage) -> None:
    next_day(stage)

    assert "1 หน่วยงาน" in stage.says(OFFICER, "ทวงกลุ่มส่งเสริมด้วยค่ะ")
    stage.presses(OFFICER, "ส่งเลย")
    assert (asked(stage, EK), asked(stage, PO)) == (0, 1)


def test_a_reminder_for_tomorrow_goes_out_then_to_those_who_still_owe(stage: Stage) -> None:
    next_day(stage)
    stage.says(OFFICER, "ทวงพรุ่งนี้ 9 โมง")
    assert "09.00 น." in stage.presses(OFFICER, "ส่งตามเวลานี้")
    assert asked(stage, PO) == 0
    stage.sends(EK, "งาน.xlsx", filled(blank(stage, EK)))

    tomorrow = stage.clock.now().astimezone(BANGKOK) + timedelta(days=1)
    stage.travel(tomorrow.replace(hour=9, minute=1))
    stage.travel(tomorrow.replace(hour=9, minute=2))
    assert (asked(stage, EK), asked(stage, PO)) == (0, 1)


def test_two_for_one_time_reach_each_person_once(stage: Stage) -> None:
    next_day(stage)
    for _ in range(2):
        stage.says(OFFICER, "ทวงพรุ่งนี้ 8.45 น.")
        stage.presses(OFFICER, "ส่งตามเวลานี้")

    tomorrow = stage.clock.now().astimezone(BANGKOK) + timedelta(days=1)
    stage.travel(tomorrow.replace(hour=8, minute=46))
    stage.travel(tomorrow.replace(hour=8, minute=47))
    assert (asked(stage, EK), asked(stage, PO)) == (1, 1)


def test_in_the_evening_it_waits_for_the_morning_unless_the_officer_insists(stage: Stage) -> None:
    next_day(stage)
    stage.clock.travel_to(stage.clock.now().astimezone(BANGKOK).replace(hour=20))

    assert "08.30 น." in stage.says(OFFICER, "ทวงให้หน่อยค่ะ")
    stage.presses(OFFICER, "ส่งทันที นอกเวลาราชการ")
    assert asked(stage, PO) == 1


def test_by_when_the_work_is_wanted_is_told_and_does_not_delay_the_reminder(stage: Stage) -> None:
    next_day(stage)

    assert "ขอรับภายใน" in stage.says(OFFICER, "ทวงด่วนวันนี้ ขอภายในบ่าย 3")
    stage.presses(OFFICER, "ส่งเลย")
    assert "ภายใน" in next(text for text in stage.heard(PO) if ASKED in text)
    assert "15.00 น." in next(text for text in stage.heard(PO) if ASKED in text)


def test_what_comes_in_before_it_is_sent_is_not_asked_for(stage: Stage) -> None:
    next_day(stage)
    stage.says(OFFICER, "ทวงให้หน่อยค่ะ")
    stage.sends(PO, "งาน.xlsx", filled(blank(stage, PO)))
    stage.presses(OFFICER, "ส่งเลย")

    assert asked(stage, PO) == 0


def test_an_officer_may_change_their_mind_and_a_question_is_answered_once(stage: Stage) -> None:
    next_day(stage)
    stage.says(OFFICER, "ทวงให้หน่อยค่ะ")
    assert "ไม่ได้ส่ง" in stage.presses(OFFICER, "ไม่ส่ง")
    assert "ทำรายการนี้ไปแล้ว" in stage.presses(OFFICER, "ส่งเลย")
    assert asked(stage, PO) == 0


def test_only_officers_remind_others(stage: Stage) -> None:
    next_day(stage)
    stage.says(EK, "ทวงกลุ่มส่งเสริมหน่อย")
    stage.says(STRANGER, "ทวงกลุ่มส่งเสริมหน่อย")
    stage.says(OFFICER, "บอท ทวงกลุ่มส่งเสริมหน่อย", group=True)

    assert asked(stage, PO) == 0
    assert not any(ASKED in str(bubble.message) for bubble in stage.line.messages(GROUP))


def test_nothing_is_left_to_remind_of_when_all_is_in(stage: Stage) -> None:
    next_day(stage)
    for who in (EK, PO):
        stage.sends(who, "งาน.xlsx", filled(blank(stage, who)))

    assert "ไม่ต้องทวง" in stage.says(OFFICER, "ทวงให้หน่อยค่ะ")


def test_a_reminder_is_dated_as_the_officer_said(stage: Stage) -> None:
    next_day(stage)
    assert "พฤ. 1 เม.ย. 70 09.00 น." in stage.says(OFFICER, "เตือนอีกที 1 เม.ย.")
    assert datetime(2027, 4, 1, 9, 0, tzinfo=BANGKOK) > stage.clock.now()
