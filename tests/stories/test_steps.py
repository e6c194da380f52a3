"""ขั้นตอน: an officer sees where a work stands in the manual, and records what does not show itself."""

from __future__ import annotations

from tests.stories.stage import DIRECTOR, EK, OFFICER, Stage


def test_the_officer_sees_the_steps_records_one_and_takes_it_back(stage: Stage) -> None:
    seen = stage.says(OFFICER, "ขั้นตอน")
    assert "ทำแล้ว 2 จาก 15 ขั้นตอน" in seen
    assert "✓ 2.3" in seen

    assert "บันทึกขั้นตอน 1 แล้ว" in stage.presses(OFFICER, "ทำขั้น 1 แล้ว")
    assert "ทำแล้ว 3 จาก 15" in stage.presses(OFFICER, "ดูขั้นตอนทั้งหมด")
    assert "เอาบันทึกขั้นตอน 1 ออกแล้ว" in stage.presses(OFFICER, "เอาออก")
    assert "ทำแล้ว 2 จาก 15" in stage.says(OFFICER, "ถึงขั้นตอนไหนแล้ว")


def test_a_step_is_recorded_by_words_in_any_order_and_once(stage: Stage) -> None:
    assert "บันทึกขั้นตอน 4.1 แล้ว" in stage.says(OFFICER, "ทำขั้นตอนที่ ๔.๑ เสร็จแล้ว")
    assert "บันทึกไว้ว่าทำแล้ว" in stage.says(OFFICER, "บันทึกขั้นตอน 4.1")
    assert "ไม่พบขั้นตอนนี้" in stage.says(OFFICER, "บันทึกขั้นตอน 9.9")


def test_a_director_looks_and_records_nothing(stage: Stage) -> None:
    seen = stage.says(DIRECTOR, "ขั้นตอน")
    assert "จาก 15 ขั้นตอน" in seen
    assert "จำกัดสิทธิ์" not in seen
    stage.says(DIRECTOR, "บันทึกขั้นตอน 1")
    assert "ทำแล้ว 2 จาก 15" in stage.says(DIRECTOR, "ขั้นตอน")


def test_staff_are_told_how_things_work_and_see_no_steps(stage: Stage) -> None:
    assert "จาก 15 ขั้นตอน" not in stage.says(EK, "ขั้นตอน")
    assert "ส่งงาน" in stage.says(EK, "ขั้นตอนการส่งงานทำยังไง")
