"""เพิ่มงาน: a work of the office's own comes of a sentence or of a few answers, and is like one of the plan."""

from __future__ import annotations

import io

import openpyxl
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Requirement
from tests.plans import small_plan
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, Stage
from tests.stories.test_booklets import fetch

SAID = "เพิ่มงานสำรวจความต้องการครู ให้กลุ่มอำนวยการกับกลุ่มกฎหมายและคดี ส่ง 29 ม.ค."
TITLE = "สำรวจความต้องการครู"


def works(stage: Stage) -> list[str]:
    with Session(stage.store.engine) as session:
        return list(session.scalars(select(Requirement.title).order_by(Requirement.id)))


def answered(data: bytes) -> bytes:
    """The blank with a line filled in."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    head = next(row for row in range(1, 12) if sheet.cell(row, 2).value == "รายการ")
    for column, value in enumerate(("1", "ครูภาษาไทย", "ต้องการ 2 คน", "ไม่มี"), start=1):
        sheet.cell(head + 1, column, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_one_sentence_says_all_of_it_and_a_yes_sets_it_up(stage: Stage) -> None:
    asked = stage.says(OFFICER, SAID)
    for words in (TITLE, "2 หน่วยงาน", "ศ. 29 ม.ค. 70", "3 คนจะได้รับแจ้ง"):
        assert words in asked
    assert TITLE not in works(stage)

    assert "ตั้งงานแล้ว" in stage.presses(OFFICER, "ยืนยันตั้งงาน")
    assert TITLE in works(stage)
    assert "จบไปแล้ว" in stage.presses(OFFICER, "ยืนยันตั้งงาน"), "a second tap does nothing"
    assert TITLE in stage.says(NITI, "งานของฉัน")
    stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert "ยังไม่ส่ง 2 จาก 2 รายการ" in stage.presses(OFFICER, TITLE)


def test_its_blank_is_handed_out_filled_in_and_receipted_and_the_plan_leaves_it_alone(stage: Stage) -> None:
    stage.says(OFFICER, SAID)
    stage.presses(OFFICER, "ยืนยันตั้งงาน")
    stage.says(NITI, "ขอแบบฟอร์ม")
    data = fetch(stage.link(NITI))

    said = stage.sends(NITI, "สำรวจ.xlsx", answered(data))
    assert "OWN-1" in said

    with stage.store.begin() as tx:
        tx.plans.load(small_plan(), {name: form.version for name, form in stage.config.forms.items()})
        tx.commit()
    assert TITLE in stage.says(EK, "งานของฉัน")


def test_what_is_not_said_is_asked_for_one_by_one(stage: Stage) -> None:
    assert "งานใหม่ชื่ออะไร" in stage.says(OFFICER, "ตั้งงานใหม่")
    assert "ให้ใครส่งงานนี้" in stage.says(OFFICER, "รายงานการใช้อินเทอร์เน็ต")
    assert "ไม่พบหน่วยงานชื่อ" in stage.says(OFFICER, "กลุ่มแม่บ้าน")
    assert "ให้ส่งภายในวันไหน" in stage.presses(OFFICER, "ทุกกลุ่มภารกิจ (4)")
    assert "ต้องเป็นวันนี้หรือหลังจากนี้" in stage.says(OFFICER, "1 พ.ย. 69")
    assert "ตั้งงานนี้หรือไม่" in stage.says(OFFICER, "29 ม.ค. 70")
    assert "ยังไม่มีผู้ใดได้รับแจ้ง" in stage.says(OFFICER, "ยกเลิก")
    assert "รายงานการใช้อินเทอร์เน็ต" not in works(stage)


def test_a_file_that_was_just_sent_may_become_its_form(stage: Stage) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["แบบสำรวจครูขาดแคลน"])
    sheet.append(["ที่", "วิชาเอก", "จำนวนที่ขาด", "หมายเหตุ"])
    kept = io.BytesIO()
    book.save(kept)
    stage.sends(OFFICER, "สำรวจครู.xlsx", kept.getvalue())

    assert "ใช้ไฟล์ที่เพิ่งส่งเป็นแบบหรือไม่" in stage.says(OFFICER, SAID)
    assert "แบบที่อ่านได้" in stage.presses(OFFICER, "ใช้ไฟล์นี้เป็นแบบ")


def test_what_other_deeds_do_begins_there(stage: Stage) -> None:
    assert "ขอข้อมูลเรื่องหรือประเด็นอะไร" in stage.says(OFFICER, "เพิ่มงาน ตรวจราชการ ศธ.")
    stage.says(OFFICER, "ยกเลิก")
    assert "หน่วยงาน" in stage.says(OFFICER, "เพิ่มงาน ตรวจราชการ")
    stage.says(OFFICER, "ยกเลิก")
    for said in ("เพิ่มงานโครงการ", "เพิ่มงาน E-MES"):  # no item of E-MES is open that could be announced
        assert "ตั้งในไฟล์แผน" in stage.says(OFFICER, said)
    assert "เปิดให้เฉพาะ" in stage.says(DIRECTOR, "เพิ่มงาน สำรวจครู")
