"""An officer adds units to those who owe a work; it outlasts the plan being loaded anew, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan import Plan
from storage.schema import Obligation
from tests.plans import small_plan, with_a_school_list
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PO, Stage, filled, staged
from tests.stories.test_strategy_round import at, blank

ADD_SCHOOL = "เพิ่ม รร.บ้านใหม่ อ.เขาหินแก้ว ในรายการที่ 1"


def plan(*debtors: str) -> Plan:
    """With a list from E-MES that these schools owe."""
    base = with_a_school_list(small_plan(), *(debtors or ("S1", "S2")))
    strategies, emes = base.requirements
    return replace(base, requirements=(strategies, replace(emes, work="emes", form="emes")))


@pytest.fixture
def schools(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def standing(stage: Stage, requirement: str = "EM-2570-01") -> dict[str, str]:
    """How a requirement's debts stand, by the code of the unit."""
    with Session(stage.store.engine) as session:
        debts = session.scalars(select(Obligation)).unique()
        return {one.unit.code: one.state for one in debts if one.requirement.code == requirement}


def load_again(stage: Stage, wanted: Plan) -> list[tuple[str, str, int]]:
    with stage.store.begin() as tx:
        changes = tx.plans.load(wanted, {name: form.version for name, form in stage.config.forms.items()})
        tx.commit()
    return [(code, decided.value, count) for code, decided, count in (*changes.kept, *changes.overruled)]


def owners(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        debts = session.scalars(select(Obligation)).unique()
        return next([owner.unit.code for owner in one.subject.owners] for one in debts if one.subject.code == "ST2")


def test_a_school_that_was_forgotten_owes_it_after_a_yes_and_the_plan_does_not_undo_that(schools: Stage) -> None:
    asked = schools.says(OFFICER, ADD_SCHOOL)
    assert "ต้องส่งเพิ่ม" in asked
    assert "ศ. 2 เม.ย. 70" in asked
    assert "S3" not in standing(schools), "nothing is done before the yes"

    assert "เพิ่มผู้รับผิดชอบแล้ว" in schools.presses(OFFICER, "ยืนยันเพิ่ม")
    assert standing(schools) == {"S1": "pending", "S2": "pending", "S3": "pending"}
    assert "อยู่แล้ว" in schools.says(OFFICER, ADD_SCHOOL)

    assert ("EM-2570-01", "added", 1) in load_again(schools, plan())
    assert standing(schools)["S3"] == "pending"
    load_again(schools, plan("S1"))
    assert standing(schools) == {"S1": "pending", "S2": "cancelled", "S3": "cancelled"}, "a changed line is newer"


def test_just_now_takes_it_back_and_leaves_what_has_come_in(schools: Stage) -> None:
    schools.says(OFFICER, ADD_SCHOOL)
    schools.presses(OFFICER, "ยืนยันเพิ่ม")
    assert "กลับเป็นตามเดิม" in schools.says(OFFICER, "เมื่อกี้ผิด")
    assert standing(schools)["S3"] == "cancelled"
    assert load_again(schools, plan()) == []
    assert "ย้อนการเพิ่มนี้ไม่ได้แล้ว" in schools.presses(OFFICER, "เมื่อกี้ผิด ย้อนกลับ")


def test_an_exempted_unit_is_asked_again_and_hears_of_it_for_nothing(stage: Stage) -> None:
    stage.says(OFFICER, "ยกเว้น กลุ่มส่งเสริมการจัดการศึกษา เพราะไม่มีกลุ่มเป้าหมาย")
    stage.presses(OFFICER, "ยืนยันยกเว้น")
    assert "ได้รับยกเว้น" in stage.says(PO, "งานของฉัน")
    sent = len(stage.heard(PO))

    assert "ต้องส่งตามเดิม" in stage.says(OFFICER, "มอบกลยุทธ์ 2 ให้กลุ่มส่งเสริมการจัดการศึกษา")
    stage.presses(OFFICER, "ยืนยันเพิ่ม")
    assert stage.states()["ST2"] == "pending"
    assert len(stage.heard(PO)) == sent, "nobody pays for it"
    assert "ขอให้ส่งตามเดิม" in stage.says(PO, "งานของฉัน")
    stage.says(OFFICER, "เมื่อกี้ผิด")
    assert stage.states()["ST2"] == "exempted"


def test_a_group_joins_a_strategy_and_may_send_its_form(stage: Stage) -> None:
    asked = stage.says(OFFICER, "มอบกลยุทธ์ 2 ให้กลุ่มกฎหมายและคดี")
    assert "ส่งเสริมฯ ส่งแบบเดียวแทนทุกหน่วยงานที่ร่วม" in asked
    stage.presses(OFFICER, "ร่วมรับผิดชอบ")
    assert owners(stage) == ["PROMOTION", "LEGAL"]
    assert "กลยุทธ์ที่ 2" in stage.says(NITI, "งานของฉัน")

    load_again(stage, small_plan())
    assert owners(stage) == ["PROMOTION", "LEGAL"], "the plan says what it said"
    subjects = tuple(replace(s, owners=("GENERAL",)) if s.code == "ST2" else s for s in small_plan().subjects)
    load_again(stage, replace(small_plan(), subjects=subjects))
    assert owners(stage) == ["GENERAL"]


def test_a_group_takes_the_lead_and_gives_it_back(stage: Stage) -> None:
    stage.says(OFFICER, "มอบกลยุทธ์ 2 ให้กลุ่มกฎหมายและคดี")
    assert "นิติกร" in stage.presses(OFFICER, "เป็นผู้ส่งหลักแทน")
    assert owners(stage) == ["LEGAL", "PROMOTION"]
    assert standing(stage, "ST-2570-R6") == {"GENERAL": "pending", "LEGAL": "pending"}

    stage.says(OFFICER, "เมื่อกี้ผิด")
    assert owners(stage) == ["PROMOTION"]
    assert standing(stage, "ST-2570-R6") == {"GENERAL": "pending", "PROMOTION": "pending"}


def test_what_has_come_in_is_not_taken_out(stage: Stage) -> None:
    stage.says(OFFICER, "ยกเว้น กลุ่มอำนวยการ เพราะปิดซ่อม")
    stage.presses(OFFICER, "ยืนยันยกเว้น")
    stage.says(OFFICER, "มอบกลยุทธ์ 1 ให้กลุ่มอำนวยการ")
    stage.presses(OFFICER, "ยืนยันเพิ่ม")
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))

    assert "ย้อนการเพิ่มนี้ไม่ได้แล้ว" in stage.says(OFFICER, "เมื่อกี้ผิด")
    assert stage.states()["ST1"] == "submitted"


def test_what_is_missing_is_asked_for(schools: Stage) -> None:
    assert "เพิ่มในงานไหน" in schools.says(OFFICER, "เพิ่ม รร.บ้านใหม่ อ.เขาหินแก้ว ด้วย ลืม")
    assert "ต้องส่งเพิ่ม" in schools.presses(OFFICER, "3. รายการที่ 1")
    assert "ไม่ได้เปลี่ยน" in schools.presses(OFFICER, "ไม่เพิ่ม")
    assert "หมายถึงโรงเรียนใด" in schools.says(OFFICER, "เพิ่ม รร.บ้านใหม่ ในรายการที่ 1")
    assert "ต้องส่งเพิ่ม" in schools.presses(OFFICER, "2. บ้านใหม่ อ.เขาหินแก้ว")
    assert "ไม่พบหน่วยงานชื่อ" in schools.says(OFFICER, "เพิ่ม รร.บ้านดงพญา ด้วย ลืม")
    assert "เปิดให้เฉพาะ" in schools.says(DIRECTOR, ADD_SCHOOL)


def test_a_unit_added_after_the_due_day_is_told_to_be_late_beforehand(schools: Stage) -> None:
    schools.travel(at(2027, 4, 7))
    assert "เลยกำหนดแล้ว" in schools.says(OFFICER, ADD_SCHOOL)


def test_the_added_are_told_at_once_where_the_officer_pays(stage: Stage) -> None:
    stage.says(OFFICER, "ยกเว้น กลุ่มส่งเสริมการจัดการศึกษา เพราะปิดซ่อม")
    stage.presses(OFFICER, "ยืนยันยกเว้น")
    stage.says(OFFICER, "มอบกลยุทธ์ 2 ให้กลุ่มส่งเสริมการจัดการศึกษา")
    stage.presses(OFFICER, "ยืนยันเพิ่ม")

    assert "1 จาก 270 ข้อความ" in stage.presses(OFFICER, "แจ้งหน่วยงานนี้ตอนนี้")
    stage.presses(OFFICER, "ส่งเลย")
    assert "กลยุทธ์ที่ 2" in stage.heard(PO)[-1]
