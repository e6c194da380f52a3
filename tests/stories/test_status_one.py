"""รร.บ้านใหม่ส่งยัง: how one unit stands, in one answer, for whoever may read of it and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.plan import EVERY_SCHOOL
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, Stage, filled, staged
from tests.stories.stage import ARUNEE as CHAIR
from tests.stories.test_add_units import plan as with_a_list
from tests.stories.test_bound_groups import BIND
from tests.stories.test_cluster_chair import plan
from tests.stories.test_emes_lists import queries
from tests.stories.test_strategy_round import at, blank

ASKED = "กลุ่มอำนวยการส่งกลยุทธ์ 1 หรือยัง"


@pytest.fixture
def schools(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=with_a_list(EVERY_SCHOOL)) as stage:
        yield stage


def test_an_officer_hears_state_day_receipt_and_who_is_responsible(stage: Stage) -> None:
    before = stage.says(OFFICER, ASKED)
    for words in ("ยังไม่ส่ง", "กลยุทธ์ที่ 1", "ศ. 2 เม.ย. 70", "นายเอก สมมติชน", "นางอรุณี ตัวอย่างมาก"):
        assert words in before
    assert "กลยุทธ์ที่ 2" not in before

    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    after = stage.says(OFFICER, ASKED)
    for words in ("ส่งแล้ว รอตรวจ", "ST-2570-R6/0001 โดย นายเอก สมมติชน", "ก่อนกำหนด"):
        assert words in after
    assert "กลุ่มอำนวยการ" in stage.presses(OFFICER, "ตรวจงานที่รอ")


def test_what_is_late_or_to_be_mended_is_told_with_the_reason(stage: Stage) -> None:
    stage.travel(at(2027, 4, 7))
    assert "ยังไม่ส่ง เลยกำหนด 2 วันทำการ" in stage.says(OFFICER, ASKED)

    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    assert "ช้า 2 วันทำการ" in stage.says(DIRECTOR, ASKED)
    stage.says(OFFICER, "ตีกลับกลยุทธ์ 1 เพราะตัวเลขข้อ ๑.๑ ไม่ตรงกับเอกสารแนบ")
    stage.presses(OFFICER, "ส่งกลับแก้ไข")
    said = stage.says(OFFICER, ASKED)
    assert "ต้องแก้ไขและส่งใหม่" in said
    assert "ตัวเลขข้อ ๑.๑ ไม่ตรงกับเอกสารแนบ" in said


def test_one_tap_reminds_that_unit_after_the_cost_was_shown(stage: Stage) -> None:
    stage.says(OFFICER, "สถานะกลุ่มอำนวยการ")
    asked = stage.presses(OFFICER, "ทวงหน่วยงานนี้")
    assert "1 หน่วยงาน 1 รายการ" in asked
    heard = len(stage.heard(PO))

    stage.presses(OFFICER, "ส่งเลย")
    assert "กลยุทธ์ที่ 1" in stage.heard(EK)[-1]
    assert len(stage.heard(PO)) == heard


def test_a_namesake_is_asked_about_and_the_answer_keeps_to_the_work_that_was_named(schools: Stage) -> None:
    asked = schools.says(OFFICER, "รร.บ้านใหม่ส่งรายการที่ 1 ยัง")
    assert "หมายถึงโรงเรียนใด" in asked

    said = schools.presses(OFFICER, "1. บ้านใหม่ อ.ทุ่งตะวัน")
    assert "E-MES รายการที่ ๑" in said
    assert "ควรโทรศัพท์แจ้ง" in said, "nobody of the school has registered"


def test_several_units_are_answered_one_by_one(schools: Stage) -> None:
    said = schools.says(OFFICER, "รร.บ้านหนองบัวงามกับกลุ่มกฎหมายและคดีส่งครบยัง")

    assert "โรงเรียนบ้านหนองบัวงาม" in said
    assert "กลุ่มกฎหมายและคดี" in said
    assert "ผู้ส่งหลัก" in said, "what it shares in is owed by another"


def test_a_head_asks_about_the_own_unit_and_no_other(stage: Stage) -> None:
    assert "นายเอก สมมติชน" in stage.says(ARUNEE, ASKED)
    for who in (ARUNEE, NITI):
        assert "เปิดให้เฉพาะ" in stage.says(who, "กลุ่มส่งเสริมการจัดการศึกษาส่งยัง")


def test_what_was_not_asked_of_a_unit_and_who_is_unknown_are_said_so(stage: Stage) -> None:
    assert "ไม่ต้องส่งงานที่ถาม" in stage.says(OFFICER, "กลุ่มอำนวยการส่งกลยุทธ์ 2 หรือยัง")
    assert "ไม่มีงานที่ต้องส่ง" in stage.says(OFFICER, "กลุ่มนโยบายและแผนส่งยัง")
    assert "ไม่พบหน่วยงานชื่อ “รร.บ้านดงพญา”" in stage.says(OFFICER, "รร.บ้านดงพญาส่งยัง")


def test_a_chair_reads_the_states_of_the_cluster_and_no_names_of_people(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, plan=plan()) as stage:
        said = stage.says(CHAIR, "99010002 ส่งยัง")
        assert "ยังไม่ส่ง" in said
        assert "ผู้รับผิดชอบ" not in said
        assert "เปิดให้เฉพาะ" in stage.says(CHAIR, "99010003 ส่งยัง")


def test_in_the_units_group_figures_or_names_are_told_as_the_group_is_set(stage: Stage) -> None:
    stage.says(OFFICER, BIND, group=True)
    counted = stage.says(NITI, "บอท กลุ่มอำนวยการส่งยัง", group=True)
    assert "ส่งแล้ว 0 จาก 1 รายการ" in counted
    assert "กลยุทธ์ที่ 1" not in counted
    other = stage.says(OFFICER, "บอท กลุ่มส่งเสริมการจัดการศึกษาส่งยัง", group=True)
    assert "แชตส่วนตัว" in other


def test_a_look_asks_the_database_as_much_for_many_units_works_as_for_few(schools: Stage) -> None:
    schools.says(OFFICER, "กลุ่มอำนวยการส่งยัง")  # what a process reads once
    few, _ = queries(schools, lambda: schools.says(OFFICER, "กลุ่มอำนวยการส่งยัง"))
    many, said = queries(schools, lambda: schools.says(OFFICER, "กลุ่มกฎหมายและคดีส่งยัง"))
    assert "กลุ่มกฎหมายและคดี" in said
    assert many == few
