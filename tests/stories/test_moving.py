"""People move, hand over and leave: access follows at once, and what a unit owes stays with the unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, STRANGER, USERS, Stage, staged
from tests.stories.test_registration import agreed, plan_with_schools

HEAD = "SCH-6F3P"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    """The office with a school whose director has registered from a phone of their own."""
    with staged(tmp_path, template, plan=plan_with_schools()) as stage:
        agreed(stage, f"ลงทะเบียน {HEAD}")
        yield stage


def units_of(office: Stage, user: str) -> list[str]:
    with office.store.reading() as tx:
        person = tx.people.by_line(user)
        return [m.unit.code for m in person.memberships] if person else []


def heard(office: Stage, user: str) -> str:
    return office.heard_since(user, 0)


def test_whoever_moves_serves_the_new_school_and_leaves_the_old_one_when_approved(office: Stage) -> None:
    assert "ย้ายไปโรงเรียนหรือกลุ่มใด" in office.says(STRANGER, "หนูย้ายมาโรงเรียนใหม่แล้วค่ะ")
    assert "ยังดูแลหน่วยงานเดิมด้วยไหม" in office.says(STRANGER, "99010032")
    assert "ส่งคำขอลงทะเบียนแล้ว" in office.presses(STRANGER, "ไม่ดูแลแล้ว")
    assert units_of(office, STRANGER) == ["99010003"]

    assert "ออกจาก" in office.says(OFFICER, "อนุมัติคนที่รอ")
    said = office.presses(OFFICER, "อนุมัติ")
    assert "ไม่มีผู้รับผิดชอบในไลน์ / โรงเรียนวัดธารทอง" in said
    assert units_of(office, STRANGER) == ["99010032"]
    assert "พ้นจากการดูแล โรงเรียนวัดธารทอง" in heard(office, STRANGER)
    assert office.states()["SC1"] == "pending"


def test_whoever_moves_may_keep_the_old_school(office: Stage) -> None:
    office.says(STRANGER, "หนูย้ายโรงเรียนแล้ว อยู่ รร.บ้านใหม่ (ประชานุเคราะห์)")
    office.presses(STRANGER, "ยังดูแลด้วย")
    office.says(OFFICER, "อนุมัติคนที่รอ")
    office.presses(OFFICER, "อนุมัติ")

    assert units_of(office, STRANGER) == ["99010003", "99010032"]


def test_the_question_whether_to_leave_is_answered_once(office: Stage) -> None:
    office.says(STRANGER, "ย้ายไป รร.บ้านใหม่ (ประชานุเคราะห์) แล้วค่ะ")
    office.presses(STRANGER, "ยังดูแลด้วย")

    assert "ตอบไปแล้ว" in office.presses(STRANGER, "ไม่ดูแลแล้ว")


def test_a_head_hands_over_to_a_successor(office: Stage) -> None:
    answer = office.says(ARUNEE, "เปลี่ยนผู้รับผิดชอบเป็นครูมานพ")
    assert "นายเอก สมมติชน" in answer
    assert "ส่งต่อข้อความนี้ให้ มานพ" in answer

    assert "สิ้นสุดสิทธิ์ของ นายเอก สมมติชน" in office.presses(ARUNEE, "สิ้นสุดสิทธิ์ นายเอก สมมติชน")
    assert "พ้นจากการดูแล" in heard(office, USERS[EK])
    assert "ยังไม่ได้ลงทะเบียน" in office.says(EK, "งานของฉัน")
    assert "ไม่ได้ดูแลหน่วยงานนี้แล้ว" in office.presses(ARUNEE, "สิ้นสุดสิทธิ์ นายเอก สมมติชน")
    assert office.states()["ST1"] == "pending"


def test_a_head_hands_over_the_own_unit_only(office: Stage) -> None:
    assert "เฉพาะหน่วยงานที่ท่านเป็นผู้บริหาร" in office.says(ARUNEE, "เปลี่ยนผู้รับผิดชอบ กลุ่มกฎหมาย เป็นครูมานพ")
    with office.store.reading() as tx:
        niti = tx.people.by_line(USERS[NITI])
        assert niti is not None
        data = f"release:{niti.id}:{niti.memberships[0].unit_id}"
    office.line.press(USERS[ARUNEE], data, "x")
    office.settle()

    assert units_of(office, USERS[NITI]) == ["LEGAL"]


def test_an_officer_names_the_unit(office: Stage) -> None:
    assert "ของหน่วยงานใด" in office.says(OFFICER, "เปลี่ยนผู้รับผิดชอบเป็นครูมานพ")
    assert "นายนิติ ตัวอย่างกฎ" in office.says(OFFICER, "เปลี่ยนผู้รับผิดชอบ กลุ่มกฎหมายและคดี เป็นครูมานพ")


def test_whoever_retires_ends_the_own_access_after_a_tap(office: Stage) -> None:
    assert "สิ้นสุดการใช้งานใช่ไหม" in office.says(PO, "ผมเกษียณแล้วครับ")
    assert units_of(office, USERS[PO]) == ["PROMOTION"]
    office.presses(PO, "สิ้นสุดการใช้งาน")

    assert units_of(office, USERS[PO]) == []
    assert "ขอบคุณที่ร่วมงานกันมา" in heard(office, USERS[PO])
    assert "ไม่มีผู้รับผิดชอบในไลน์" in heard(office, USERS[OFFICER])


def test_a_reminder_that_waits_for_somebody_who_leaves_is_asked_of_those_who_stay(office: Stage) -> None:
    office.app.worker.tick()  # planned, and not sent yet
    with office.store.reading() as tx:
        po = tx.people.by_line(USERS[PO])
        assert po is not None
        data = f"moveout:{po.id}:1"
    office.line.press(USERS[OFFICER], data, "x")
    assert office.line.wait_idle(5)
    office.app.worker.dispatcher.dispatch_one(office.clock.now())
    office.settle()

    assert "ขอความอนุเคราะห์" not in heard(office, USERS[PO])
    assert office.statuses()["withdrawn"] == 1


def test_the_last_officer_cannot_leave(office: Stage) -> None:
    office.says(DIRECTOR, "ผมเกษียณแล้วครับ")
    office.presses(DIRECTOR, "สิ้นสุดการใช้งาน")

    assert units_of(office, USERS[DIRECTOR]) == []
    office.says(OFFICER, "ลาออกแล้วค่ะ")
    assert "คนสุดท้าย" in office.presses(OFFICER, "สิ้นสุดการใช้งาน")
    assert units_of(office, USERS[OFFICER]) == ["PLAN"]


def test_a_used_code_does_not_open_again_for_whoever_left(office: Stage) -> None:
    office.says(OFFICER, "ย้ายออก นายปอ ทดสอบธรรม")
    office.presses(OFFICER, "สิ้นสุดสิทธิ์")

    assert "ไม่พบรหัส" in office.says(PO, "ลงทะเบียน PRO-4444")


def test_nobody_is_moved_out_by_a_name_that_nobody_has(office: Stage) -> None:
    assert "ไม่พบชื่อ" in office.says(OFFICER, "ย้ายออก นายไม่มี ตัวตน")
    assert "ไม่พบชื่อ" in office.says(ARUNEE, "ย้ายออก นายปอ ทดสอบธรรม")
