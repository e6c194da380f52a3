"""The manual's first step: an officer loads the year's policy, looks at its analysis, and carries it over."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Callable
from dataclasses import replace

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Plan, PlanPolicy
from domain.policies import strategies_of
from reports.plan_book import write_plan
from tests.plans import small_plan
from tests.stories.stage import DIRECTOR, EK, OFFICER, USERS, Stage, filled
from tests.stories.test_strategy_round import blank

PLAN = "แผน 70.xlsx"


def analysed(plan: Plan) -> Plan:
    """The plan with a policy above its strategies."""
    policy = PlanPolicy(
        code="P1", fiscal_year_be=2570, no=1, title="เรียนดี มีความสุข", document="นโยบายและจุดเน้น สพฐ. ปี 2570",
        letter_no="ศธ 04006/ว 1234",
    )  # fmt: skip
    subjects = tuple(replace(one, policy="P1", note="") for one in plan.subjects)
    return replace(plan, policies=(policy,), subjects=subjects, people=())


def load(stage: Stage, plan: Plan) -> str:
    stage.sends(OFFICER, PLAN, write_plan(plan))
    return stage.presses(OFFICER, "ใช้แผนนี้")


def year(stage: Stage, number: int) -> Plan:
    with stage.store.reading() as tx:
        return tx.plans.of_year(tx.people.offices()[0].id, number)


def opened(stage: Stage) -> bytes:
    with urllib.request.urlopen(stage.link(OFFICER), timeout=10) as answer:  # noqa: S310 - our own local server
        return bytes(answer.read())


def edited(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def words(data: bytes) -> str:
    (page,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert isinstance(page, Worksheet)
    return "\n".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None)


def test_the_policy_is_loaded_looked_at_carried_over_edited_and_compared(stage: Stage) -> None:
    assert "บันทึกขั้นตอน 1" in load(stage, analysed(small_plan()))
    assert "✓ 1 " in stage.says(OFFICER, "ขั้นตอน")

    seen = stage.says(OFFICER, "วิเคราะห์นโยบาย")
    assert "นโยบาย 1 เรื่อง กลยุทธ์ 2 เรื่อง ตัวชี้วัด 3 ตัว" in seen
    assert "1. เรียนดี มีความสุข" in seen
    assert "อำนวยการ ร่วมกับ นิติกร" in seen
    assert "ยังไม่มีกลยุทธ์ปี 2569 ให้เปรียบเทียบ" in seen
    assert "ที่ ศธ 04006/ว 1234" in words(opened(stage))
    before = year(stage, 2570)

    shown = stage.says(OFFICER, "ยกกลยุทธ์ไปปีหน้า")
    assert "ยกไปปีงบประมาณ 2571 หรือไม่" in shown
    assert "2 เรื่อง ตัวชี้วัด 3 ตัว" in shown
    assert "ส่ง ศ. 31 มี.ค. 71 (เดิมส่ง ศ. 2 เม.ย. 70)" in shown
    done = stage.presses(OFFICER, "ยกไปทั้งหมด")
    assert "ยกไปปีงบประมาณ 2571 แล้ว" in done
    assert "บันทึกขั้นตอน 1" in done
    assert year(stage, 2570) == before
    assert [one.code for one in year(stage, 2571).requirements] == ["ST-2571-R6"]

    assert "ไฟล์แผนการติดตาม" in stage.says(OFFICER, "ขอไฟล์แผนปี 71")
    plan = opened(stage)
    assert "ตรงกับข้อมูลในระบบทุกรายการ" in stage.sends(OFFICER, "แผน 71.xlsx", plan)

    def aim_higher(book: openpyxl.Workbook) -> None:
        book["ตัวชี้วัด"].cell(6, 5).value = "≥ 90"

    assert "ST2" in stage.sends(OFFICER, "แผน 71.xlsx", edited(plan, aim_higher))
    stage.presses(OFFICER, "ใช้แผนนี้")
    assert "แก้เป้า 1, คงเดิม 2" in stage.says(OFFICER, "ขอกลยุทธ์ปี 71")
    assert "ยกไปปี 2572" not in str(stage.line.messages(USERS[OFFICER])[-1].message), "that year is too far ahead"
    assert "แก้เป้า\n(เดิม ≥ ๘๐)" in words(opened(stage))
    assert year(stage, 2570) == before


def test_what_is_there_is_not_made_again(stage: Stage) -> None:
    stage.says(OFFICER, "ยกแผนไปปีหน้า")
    stage.presses(OFFICER, "ยกเฉพาะกลยุทธ์")
    once = year(stage, 2571)
    assert len(strategies_of(once)) == 2
    assert once.requirements == ()

    again = stage.presses(OFFICER, "ยกเฉพาะกลยุทธ์")  # the old card once more
    assert "มีในปี 2571 แล้ว" in again
    assert year(stage, 2571) == once

    stage.presses(OFFICER, "ยกรอบรายงาน")
    assert "ปี 2571 มีครบแล้ว" in stage.says(OFFICER, "ยกแผนไปปี 71")


def test_a_yes_to_what_was_not_shown_shows_it_first(stage: Stage) -> None:
    stage.says(OFFICER, "ยกแผนไปปีหน้า")
    one, two = small_plan().subjects
    load(stage, replace(small_plan(), people=(), subjects=(one, replace(two, title="ชื่อใหม่"))))

    assert "หรือไม่" in stage.presses(OFFICER, "ยกไปทั้งหมด")
    assert year(stage, 2571).subjects == ()
    assert "แล้ว" in stage.presses(OFFICER, "ยกไปทั้งหมด")
    assert year(stage, 2571).subjects[1].title == "ชื่อใหม่"


def test_a_strategy_may_wait_for_its_owner_and_is_named_as_lacking_one(stage: Stage) -> None:
    plan = analysed(small_plan())
    third = replace(plan.subjects[1], code="ST3", no=3, title="ยกระดับคุณภาพ", owners=(), indicators=(), policy="")
    loaded = load(stage, replace(plan, subjects=(*plan.subjects, third)))

    assert "บันทึกขั้นตอน" not in loaded
    seen = stage.says(DIRECTOR, "นโยบายปี 70")
    assert "ยกระดับคุณภาพ · ยังไม่ระบุนโยบาย · ยังไม่มีผู้รับผิดชอบหลัก · ยังไม่มีตัวชี้วัด" in seen
    assert "ลิงก์" not in seen  # the table is for officers
    assert "ยกระดับคุณภาพ" not in stage.says(EK, "นโยบายปี 70")
    assert "กลยุทธ์ที่ 3" in stage.says(OFFICER, "ยกแผนไปปีหน้า")


def test_next_year_can_be_edited_before_it_is_carried_over(stage: Stage) -> None:
    assert "ยังไม่ได้นำมาใช้" in stage.says(OFFICER, "ขอแผนปีหน้า")
    plan = opened(stage)
    assert year(stage, 2571).subjects == ()

    assert "ST-2571-R6" in stage.sends(OFFICER, "แผน 71.xlsx", plan)
    stage.presses(OFFICER, "ใช้แผนนี้")
    assert "ปี 2571 มีครบแล้ว" in stage.says(OFFICER, "ยกกลยุทธ์ไปปี 71")


def test_years_without_anything_or_out_of_reach_say_what_can_be_done(stage: Stage) -> None:
    assert "ปีงบประมาณ 2571 ยังไม่มีกลยุทธ์" in stage.says(OFFICER, "ขอกลยุทธ์ปีหน้า")
    assert "ยกกลยุทธ์ได้เฉพาะไปปี 2570 หรือปี 2571" in stage.says(OFFICER, "ยกกลยุทธ์ไปปี 75")
    assert "ปี 2569 ยังไม่มีกลยุทธ์ให้ยกไป" in stage.says(OFFICER, "ยกกลยุทธ์ไปปีนี้")
    assert "ปีงบประมาณ 2568 ยังไม่มีแผน" in stage.says(OFFICER, "ขอไฟล์แผนปี 68")
    assert "แก้ในไฟล์" in stage.says(OFFICER, "ขอไฟล์แผน")


def test_last_years_accepted_results_stand_beside_the_indicators_with_their_source(stage: Stage) -> None:
    stage.says(OFFICER, "ยกกลยุทธ์ไปปี 71")
    stage.presses(OFFICER, "ยกเฉพาะกลยุทธ์")
    stage.sends(EK, "ส่งงาน.xlsx", filled(blank(stage, EK)))
    stage.says(OFFICER, "ขอกลยุทธ์ปี 71")
    assert "เลขรับ" not in words(opened(stage)), "what nobody has accepted is no result"

    stage.says(OFFICER, "ตรวจงาน")
    stage.presses(OFFICER, "ตรวจรับ")
    stage.says(OFFICER, "ขอกลยุทธ์ปี 71")
    seen = words(opened(stage))
    assert "ร้อยละ ๙๐, ระดับคะแนน ๕" in seen
    assert "รอบ ๖ เดือน เลขรับ ST-2570-R6/0001 ชีต กลยุทธ์ที่ ๑ แถว 8" in seen
