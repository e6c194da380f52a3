"""เทียบรอบที่แล้วด้วย: both rounds' main figures, of what both have, and plainly what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.plan import Plan
from tests.plans import small_plan
from tests.stories.stage import ARUNEE, DIRECTOR, EK, OFFICER, PO, Stage, filled, staged
from tests.stories.test_strategy_round import at, blank

ASKED = "กลยุทธ์ 1 ดีขึ้นจากรอบก่อนไหม"


def plan() -> Plan:
    """The round of six months and the one after it, of as many."""
    base = small_plan()
    (six,) = base.requirements
    later = replace(
        six, code="ST-2570-R12", title="แบบติดตามกลยุทธ์ รอบ ๑๒ เดือน ปี ๒๕๗๐", round="12m", round_name="รอบ ๑๒ เดือน",
        period_start=date(2027, 4, 1), period_end=date(2027, 9, 30), opens_at=at(2027, 9, 1),
        due_at=at(2027, 10, 4, 16),
    )  # fmt: skip
    return replace(base, requirements=(six, later))


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=plan()) as stage:
        yield stage


def test_the_strategy_that_is_named_is_told_row_by_row_with_the_difference(office: Stage) -> None:
    office.sends(EK, "a.xlsx", filled(blank(office, EK), achieved=150))
    office.travel(at(2027, 9, 6))
    waiting = office.says(OFFICER, ASKED)
    assert "ยังเทียบกับรอบก่อนไม่ได้" in waiting
    assert "รอบนี้ยังไม่ส่งหรือต้องแก้ไข: กลยุทธ์ที่ 1" in waiting

    office.sends(EK, "b.xlsx", filled(blank(office, EK), achieved=180))
    said = office.says(OFFICER, ASKED)
    assert "ร้อยละ เพิ่มขึ้น 15" in said
    assert "75 → 90 (+15)" in said
    assert "รอบ ๖ เดือน" in said
    assert "ข้อ 1.1" in said
    assert "รอบ ๖ เดือน" in office.presses(OFFICER, "ไฟล์สรุปรอบก่อน")


def test_all_strategies_are_told_one_by_one_and_what_one_round_lacks_by_name(office: Stage) -> None:
    for who in (EK, PO):
        office.sends(who, "a.xlsx", filled(blank(office, who), achieved=150))
    office.travel(at(2027, 9, 6))
    office.sends(EK, "b.xlsx", filled(blank(office, EK), achieved=120))

    said = office.says(DIRECTOR, "เทียบรอบที่แล้วด้วย")
    assert "ร้อยละ ลดลง 15" in said
    assert "ก่อน 2 รอบนี้ 1 จาก 2 รายการ" in said
    assert "รอบนี้ยังไม่ส่งหรือต้องแก้ไข: กลยุทธ์ที่ 2" in said


def test_without_a_round_before_it_is_said_so(office: Stage) -> None:
    assert "รอบก่อนหน้า ในระบบ จึงยังเทียบไม่ได้" in office.says(OFFICER, "เทียบรอบที่แล้วด้วย")
    assert "ปีงบประมาณ 2569" in office.says(OFFICER, "ปี 69 กับ 70 ต่างกันแค่ไหน")
    office.travel(at(2027, 9, 6))
    assert "ไม่มีลำดับที่ 7" in office.says(OFFICER, "เทียบกลยุทธ์ 7 กับรอบก่อน")
    assert "เปิดให้เฉพาะ" in office.says(ARUNEE, "เทียบรอบที่แล้วด้วย")
