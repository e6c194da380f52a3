"""An officer lets one unit be: its people are not reminded for some days, and the officer's own reminders go on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.stage import EK, OFFICER, USERS, Stage


def resting(stage: Stage) -> dict[str, date]:
    """Until when who is let be, by LINE id."""
    with stage.store.reading() as tx:
        office = tx.people.offices()[0]
        until = tx.rests.snoozes(office.id, stage.clock.now().date())
        return {
            one.line_user_id: until[one.person_id] for one in tx.people.reachable(office.id) if one.person_id in until
        }


@pytest.mark.parametrize(
    "words", ["ยังไม่ต้องทวงกลุ่มอำนวยการนะ", "อำนวยการ ไม่ต้องเตือนแล้ว", "อย่าเพิ่งเตือนอำนวยการ", "งดเตือนกลุ่มอำนวยการ"]
)
def test_the_unit_that_is_named_rests_and_nobody_else(stage: Stage, words: str) -> None:
    asked = stage.says(OFFICER, words)
    if "หมายถึง" in asked:
        asked = stage.presses(OFFICER, "ใช่")
    assert "งดเตือนหน่วยนี้ถึงวันไหน" in asked
    assert resting(stage) == {}, "nothing is done before a day is chosen"

    said = stage.presses(OFFICER, "ถึง 27 พ.ย. 69")
    assert "งดเตือนหน่วยนี้แล้ว" in said
    assert "ผู้รับผิดชอบ 2 คน" in said
    assert set(resting(stage).values()) == {date(2026, 11, 27)}
    assert USERS[EK] in resting(stage)
    assert USERS[OFFICER] not in resting(stage)

    stage.says(OFFICER, "เมื่อกี้ผิด")
    assert "เตือนตามปกติ" in stage.presses(OFFICER, "เตือนหน่วยนี้ตามเดิม")
    assert resting(stage) == {}


def test_a_day_that_is_said_is_offered_alone(stage: Stage) -> None:
    stage.says(OFFICER, "งดเตือนกลุ่มอำนวยการถึง 4 ธ.ค.")
    stage.presses(OFFICER, "ถึง 4 ธ.ค. 69")
    assert set(resting(stage).values()) == {date(2026, 12, 4)}


def test_an_officer_who_names_nobody_is_let_be_themselves(stage: Stage) -> None:
    stage.says(OFFICER, "วันนี้ไม่ต้องเตือนแล้วนะ")
    assert set(resting(stage)) == {USERS[OFFICER]}


def test_others_cannot_let_a_unit_be(stage: Stage) -> None:
    stage.says(EK, "วันนี้ไม่ต้องเตือนนิติกรแล้วนะ")
    assert set(resting(stage)) <= {USERS[EK]}
