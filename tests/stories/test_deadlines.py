"""Promises, a due date moved for all, a work called off, a unit that need not send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Audit, Promise
from tests.stories.stage import EK, OFFICER, PO, Stage, filled, staged
from tests.stories.test_extensions import WEDNESDAY, due_days, plan
from tests.stories.test_learnt_forms import pick
from tests.stories.test_strategy_round import at, blank


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def promises(stage: Stage) -> list[date]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Promise.until).order_by(Promise.id)))


def noted(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Audit.deed).order_by(Audit.no)))


def test_a_promise_with_a_day_is_kept_to_the_due_day_at_most(office: Stage) -> None:
    office.travel(WEDNESDAY)
    answer = office.says(EK, "กำลังทำค่ะ จะส่งพรุ่งนี้")
    assert "ไม่เตือนจนถึง" in answer
    assert "พฤ. 1 เม.ย. 70" in answer
    assert "วันครบกำหนดยังเตือน" in answer
    assert promises(office) == [date(2027, 4, 1)]

    later = office.says(EK, "เดี๋ยวส่งวันที่ 9 เม.ย. ค่ะ")
    assert "ศ. 2 เม.ย. 70" in later
    assert "ขอเลื่อน" in later
    assert promises(office) == [date(2027, 4, 2)], "one of a debt and a person"


def test_a_promise_without_a_day_is_asked_back_with_three_days(office: Stage) -> None:
    office.travel(at(2027, 3, 22))
    assert "คาดว่าจะส่งได้วันไหน" in office.says(EK, "ยังไม่ส่งค่ะ ขอโทษนะคะ กำลังทำ")
    assert "พฤ. 25 มี.ค. 70" in office.presses(EK, "อีก 3 วันทำการ พฤ. 25 มี.ค. 70")
    assert promises(office) == [date(2027, 3, 25)]


def test_who_owes_nothing_has_nothing_to_promise(office: Stage) -> None:
    assert "ไม่มีงานของท่านที่ค้างส่ง" in office.says(OFFICER, "กำลังทำค่ะ")
    assert promises(office) == []


def test_in_a_group_it_is_said_in_private(office: Stage) -> None:
    for who, words in ((EK, "บอท กำลังทำค่ะ จะส่งวันศุกร์"), (EK, "บอท ขอเลื่อน"), (OFFICER, "บอท คำขอเลื่อน")):
        assert "แชตส่วนตัว" in office.says(who, words, group=True)


def test_a_due_date_moves_for_all_but_those_who_were_given_a_later_one(office: Stage) -> None:
    office.travel(WEDNESDAY)
    office.says(EK, "ขอเลื่อนถึง 30 เม.ย. เพราะป่วย")
    office.presses(OFFICER, "อนุมัติ")

    answer = office.says(OFFICER, "เลื่อนกำหนดทุกคนไปอีก 1 สัปดาห์ สพฐ.ขยาย")
    assert "ศ. 9 เม.ย. 70" in answer
    assert "1 รายการ ของ 1 หน่วยงาน ยังไม่ส่ง 1" in answer
    assert "1 รายการ ที่ได้เลื่อนเป็นวันหลังกว่านี้ไว้แล้ว" in answer
    before = len(office.heard(PO))
    assert "เลื่อนกำหนดส่ง" in office.presses(OFFICER, "ยืนยัน")

    assert due_days(office) == {"ST1": date(2027, 4, 30), "ST2": date(2027, 4, 9)}
    assert len(office.heard(PO)) == before, "nobody is written to for this"
    assert "อยู่แล้ว" in office.presses(OFFICER, "ยืนยัน")
    assert "change due" in noted(office)


def test_a_granted_day_is_never_shortened_by_moving_the_others(office: Stage) -> None:
    office.travel(WEDNESDAY)
    office.says(EK, "ขอเลื่อนถึง 9 เม.ย. เพราะป่วย")
    office.presses(OFFICER, "อนุมัติ")
    office.says(OFFICER, "เลื่อนกำหนดทุกคนเป็น 9 เม.ย.")
    office.presses(OFFICER, "ยืนยัน")
    assert set(due_days(office).values()) == {date(2027, 4, 9)}, "what was granted has become everybody's day"

    answer = office.says(OFFICER, "ตั้งกำหนดส่ง 7 เม.ย. 70")
    assert "1 รายการ ของ 1 หน่วยงาน ยังไม่ส่ง 1" in answer
    assert "1 รายการ ที่ได้เลื่อนเป็นวันหลังกว่านี้ไว้แล้ว" in answer
    assert "ไม่ได้เปลี่ยนแปลง" in office.presses(OFFICER, "ไม่เลื่อน")
    assert set(due_days(office).values()) == {date(2027, 4, 9)}

    office.says(OFFICER, "ตั้งกำหนดส่ง 7 เม.ย. 70")
    office.presses(OFFICER, "ยืนยัน")
    assert due_days(office) == {"ST1": date(2027, 4, 9), "ST2": date(2027, 4, 7)}


def test_the_day_may_be_picked_and_what_waits_in_the_outbox_is_taken_back(office: Stage) -> None:
    office.travel(at(2027, 4, 1))
    assert "เลื่อนกำหนดเป็นวันไหน" in office.says(OFFICER, "เลื่อนกำหนดทุกคน")
    heard = len(office.heard(PO))
    assert "เลื่อนกำหนดของทุกหน่วยหรือไม่" in pick(office, OFFICER, "2027-05-14")
    office.clock.travel_to(at(2027, 4, 2))
    office.app.worker.tick()
    office.presses(OFFICER, "ยืนยัน")
    assert len(office.heard(PO)) == heard
    assert set(due_days(office).values()) == {date(2027, 5, 14)}


def test_what_the_authority_extends_leaves_the_office_as_much_time_as_before(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=plan(external=at(2027, 4, 9, 16, 30))) as stage:
        answer = stage.says(OFFICER, "สพฐ. ขยายถึง 30 เม.ย.")
        assert "พฤ. 22 เม.ย. 70" not in answer
        assert "กำหนดส่งต่อใหม่" in answer
        assert "ศ. 30 เม.ย. 70" in answer
        stage.presses(OFFICER, "ยืนยัน")
        assert set(due_days(stage).values()) == {date(2027, 4, 26)}  # four working days before, as it was


def test_a_work_that_is_called_off_is_owed_no_more_and_what_came_in_is_kept(office: Stage) -> None:
    office.travel(WEDNESDAY)
    office.sends(EK, "a.xlsx", filled(blank(office, EK)))
    office.says(PO, "ขอเลื่อนถึง 9 เม.ย. เพราะป่วย")

    answer = office.says(OFFICER, "ยกเลิกงานนี้ ไม่ต้องส่งแล้ว สพฐ.ยกเลิก")
    assert "1 รายการ จะไม่ต้องส่ง" in answer
    assert "1 รายการ เก็บไว้ตามเดิม" in answer
    assert "ยกเลิกงาน" in office.presses(OFFICER, "ยืนยันยกเลิกงาน")

    assert office.states() == {"ST1": "submitted"}, "a cancelled debt is no longer listed"
    assert "ไม่มีงานที่ต้องส่ง" in office.says(PO, "งานของฉัน")
    heard = len(office.heard(PO))
    office.travel(at(2027, 4, 2))
    assert len(office.heard(PO)) == heard
    assert "ไม่มีงานที่ยังค้างส่ง" in office.presses(OFFICER, "ยืนยันยกเลิกงาน")


def test_nothing_is_called_off_unless_it_is_said_twice(office: Stage) -> None:
    office.says(OFFICER, "ยกเลิกงานนี้")
    assert "ไม่ได้เปลี่ยนแปลง" in office.presses(OFFICER, "ไม่ยกเลิก")
    assert office.states() == {"ST1": "pending", "ST2": "pending"}


def test_a_unit_is_exempted_with_a_reason_and_it_can_be_undone(office: Stage) -> None:
    answer = office.says(OFFICER, "กลุ่มส่งเสริม ไม่ต้องส่ง เพราะไม่มีกลุ่มเป้าหมาย")
    assert "ไม่มีกลุ่มเป้าหมาย" in answer
    assert "ยกเว้นแล้ว" in office.presses(OFFICER, "ยืนยันยกเว้น")
    assert office.states() == {"ST1": "pending", "ST2": "exempted"}
    heard = len(office.heard(PO))
    office.travel(WEDNESDAY)
    assert len(office.heard(PO)) == heard

    assert "เลิกยกเว้น" in office.presses(OFFICER, "เลิกยกเว้น")
    assert office.states()["ST2"] == "pending"
    assert {"exempt", "take back exemption"} <= set(noted(office))


def test_without_a_reason_or_a_unit_it_is_asked(office: Stage) -> None:
    assert "ยกเว้นหน่วยงานไหน" in office.says(OFFICER, "ยกเว้น")
    assert "ยกเว้นเพราะเหตุใด" in office.says(OFFICER, "ยกเว้น กลุ่มส่งเสริม")
    assert "ยกเว้นหรือไม่" in office.presses(OFFICER, "รายงานทางอื่นแล้ว")
    assert "ไม่ได้เปลี่ยนแปลง" in office.presses(OFFICER, "ไม่ยกเว้น")
