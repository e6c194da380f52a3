"""Members of the committee hear that forms wait for them, and the officer's morning says what waits for others."""

from __future__ import annotations

from datetime import timedelta

from tests.stories.stage import ARUNEE, EK, NITI, OFFICER, Stage
from tests.stories.test_screening import CHAIR, MEMBER, all_pass, later, office
from tests.stories.test_strategy_round import at

__all__ = ["office"]

WAITS = "รอความเห็นกลั่นกรองของท่าน 4 รายการ"


def told(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if "รอความเห็นกลั่นกรองของท่าน" in said]


def test_a_member_hears_of_it_behind_an_answer_once_a_day_and_costs_nothing(office: Stage) -> None:
    pushes = [call for call in office.line.calls if call.path.endswith("/push")]
    assert WAITS in office.says(MEMBER, "งานของฉัน")
    assert WAITS not in office.says(MEMBER, "งานของฉัน")
    assert [call for call in office.line.calls if call.path.endswith("/push")] == pushes
    later(office, days=1)
    assert WAITS in office.says(MEMBER, "งานของฉัน")


def test_who_has_spoken_of_all_and_who_is_no_member_hear_nothing(office: Stage) -> None:
    all_pass(office, MEMBER)
    assert "รอความเห็นกลั่นกรองของท่าน" not in office.says(MEMBER, "งานของฉัน")
    assert "รอความเห็นกลั่นกรองของท่าน" not in office.says(EK, "งานของฉัน")


def test_who_has_not_been_here_since_is_written_to_once_on_the_next_working_morning(office: Stage) -> None:
    office.says(MEMBER, "งานของฉัน")
    before = {who: len(told(office, who)) for who in (CHAIR, MEMBER, NITI)}
    office.travel(at(2027, 4, 5, 14))
    assert {who: len(told(office, who)) for who in before} == before, "what came today may ride along first"
    office.travel(at(2027, 4, 6, 9))  # Chakri Day
    assert {who: len(told(office, who)) for who in before} == before
    office.travel(at(2027, 4, 7, 9))
    office.tick()
    assert len(told(office, CHAIR)) == before[CHAIR] + 1
    assert len(told(office, NITI)) == before[NITI] + 1
    assert len(told(office, MEMBER)) == before[MEMBER], "has heard of it behind an answer"
    office.travel(at(2027, 4, 8, 9))
    assert len(told(office, CHAIR)) == before[CHAIR] + 1


def test_the_morning_list_says_what_waits_for_committees_signatures_and_minutes(office: Stage) -> None:
    office.says(OFFICER, "ร่างคำสั่งกลั่นกรอง")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    office.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1")
    office.presses(OFFICER, "ส่งคำเชิญ")
    office.clock.travel_to(at(2027, 4, 27, 10))
    answer = office.says(OFFICER, "งานเช้านี้")
    assert "รอความเห็นกรรมการกลั่นกรอง 4 แบบ" in answer
    assert "ร่างคำสั่งที่ยังไม่ลงเลข 1 ฉบับ" in answer
    assert "ประชุมแล้วยังไม่มีรายงานการประชุม 1 ครั้ง" in answer

    office.says(OFFICER, "รายงานการประชุม")
    office.presses(OFFICER, "มาครบทุกคน")
    office.presses(OFFICER, "ร่างรายงานการประชุม")
    assert "ยังไม่มีรายงานการประชุม" not in office.says(OFFICER, "งานเช้านี้")


def test_the_morning_list_says_whom_of_a_circular_to_telephone(office: Stage) -> None:
    office.says(OFFICER, "ร่างคำสั่งกลั่นกรอง")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    office.says(OFFICER, "คำสั่งที่ 35/2570 ลงวันที่ 5 เมย 70")
    office.presses(OFFICER, "บันทึก")
    office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    office.tick()
    assert "ควรโทรศัพท์" not in office.says(OFFICER, "งานเช้านี้")
    for _ in range(6):
        office.travel((office.clock.now() + timedelta(days=6)).replace(hour=2, minute=30))
    office.says(ARUNEE, "รับทราบ")
    answer = office.says(OFFICER, "งานเช้านี้")
    assert "ยังไม่รับทราบ ควรโทรศัพท์" in answer
    assert "คำสั่งที่ 35/2570" in answer
