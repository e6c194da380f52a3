"""The manual's work 3 from the announcement to the check of สพฐ., as the officer walks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emes_office import emes_plan, exported, idle, well
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, Stage, staged


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template, plan=emes_plan(before=True)) as stage:
        yield stage


def heard(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if "ขอให้รายงาน E-MES รายการที่ ๑ ครั้งที่ ๒" in said]


def test_all_schools_are_told_what_where_and_by_when(office: Stage) -> None:
    card = office.says(OFFICER, "แจ้ง E-MES รายการที่ 1 ครั้งที่ 2")
    assert "ขอให้รายงาน E-MES รายการที่ ๑ ครั้งที่ ๒" in card
    assert "รายการที่ ๑ การอ่านออกเขียนได้ของนักเรียน" in card
    assert "http://210.1.20.54" in card, "as the configuration has it"
    assert "ระบบปิดวันอังคารที่ ๑๕ ธันวาคม ๒๕๖๙ เวลา ๑๖.๓๐ น." in card
    assert "ผู้รับผิดชอบ 7 โรงเรียน และ สพท." in card
    assert "2 แห่ง: บ้านคลองสำราญ, บ้านดอยหมอก" in card, "they have to be telephoned"
    told = office.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)")
    assert "บันทึกขั้นตอนที่ 1 แล้ว" in told
    office.tick()
    for who in (EK, NITI, ARUNEE, PO):
        assert len(heard(office, who)) == 1
    assert "ไม่มีเรื่องที่รอแจ้ง" in office.presses(OFFICER, "แจ้งรายคน (4 ข้อความ)"), "told once"
    office.presses(EK, "รับทราบ")
    assert "รับทราบแล้ว" in office.says(OFFICER, "ใครยังไม่รับทราบ")


def test_the_button_of_the_steps_leads_there(office: Stage) -> None:
    assert "○ 1 แจ้งเรื่องการรายงาน" in office.says(OFFICER, "ขั้นตอน emes ครั้งที่ 2")
    assert "ขอให้รายงาน E-MES รายการที่ ๑ ครั้งที่ ๒" in office.presses(OFFICER, "แจ้งโรงเรียนตอนนี้")


def test_several_rounds_are_asked_about(office: Stage) -> None:
    assert "แจ้งงานไหน" in office.says(OFFICER, "แจ้ง emes")
    assert "ครั้งที่ ๒" in office.presses(OFFICER, "E-MES รายการที่ ๑ ครั้งที่ ๒")


def test_both_checks_stand_among_the_steps(office: Stage) -> None:
    office.sends(OFFICER, "emes.xlsx", exported((well("S1", 40), well("S5", 30), idle("S2"))))
    office.presses(OFFICER, "ยืนยันตามนี้")
    steps = office.presses(OFFICER, "ดูขั้นตอน")
    assert "○ 2 ตรวจสอบข้อมูล" in steps
    assert "2 จาก 8 รายการ · ตรวจกับบัญชีเลขที่ 1 23 พ.ย. 69 นางสาวรินรดา ทดสอบวัฒนา" in steps
    assert "○ 2.1 สพฐ. ตรวจสอบ" in steps
    said = office.says(OFFICER, "สพฐ. ตรวจ E-MES รายการที่ 1 ครั้งที่ 2 แล้วเมื่อ 20 พ.ย. 69")
    assert "บันทึกขั้นตอน 2.1 แล้ว" in said
    assert "ตรวจเมื่อ 20 พ.ย. 69" in office.presses(OFFICER, "ดูขั้นตอนทั้งหมด")
    assert "บันทึกไว้ว่าทำแล้ว" in office.says(OFFICER, "สพฐ. ตรวจ emes ครั้งที่ 2 แล้ว")
    assert "ยังไม่มาถึง" in office.says(OFFICER, "สพฐ. ตรวจ emes ครั้งที่ 1 แล้วเมื่อ 20 ธ.ค. 69")


def test_others_do_not_announce_or_record(office: Stage) -> None:
    for who in (EK, DIRECTOR):
        assert "เฉพาะเจ้าหน้าที่" in office.says(who, "แจ้ง E-MES รายการที่ 1")
        assert "เฉพาะเจ้าหน้าที่" in office.says(who, "สพฐ. ตรวจแล้ว")
