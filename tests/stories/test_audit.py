"""Who did what, as the officer asks for it in the chat; and every deed that leaves a line leaves it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest
import urllib3
from sqlalchemy import text

from domain.audit import Noted
from domain.audit_chain import FIRST, Line, link
from reports.plan_book import write_plan
from tests.plans import DUE, small_plan
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PHOTO, PO, STRANGER, USERS, Stage, filled

CHANGED = replace(
    small_plan(DUE + timedelta(days=7)),
    subjects=(replace(small_plan().subjects[0], owners=("LEGAL",)), small_plan().subjects[1]),
)


def noted(stage: Stage, office_id: int | None = None) -> list[Line]:
    with stage.store.reading() as tx:
        office = tx.people.offices()[0].id if office_id is None else office_id
        return [line for line, _ in tx.audit.trail(office)]


def deeds(stage: Stage) -> list[str]:
    return [line.deed for line in noted(stage)]


def fetch(stage: Stage, code: str) -> bytes:
    return bytes(urllib3.request("GET", stage.link(code), timeout=5).data)


def blank(stage: Stage, code: str) -> bytes:
    stage.says(code, "ขอแบบฟอร์ม")
    return fetch(stage, code)


def newest(stage: Stage, code: str, kind: str) -> str:
    chat = stage.line.messages(USERS[code])
    return [b.message_id for b in chat if b.direction == "in" and b.message["type"] == kind][-1]


def load_changes(stage: Stage) -> None:
    stage.sends(OFFICER, "แผน.xlsx", write_plan(CHANGED))
    stage.presses(OFFICER, "ใช้แผนนี้")


def test_the_officer_reads_who_changed_a_due_date_from_when_to_when(stage: Stage) -> None:
    load_changes(stage)

    answer = stage.says(OFFICER, "ใครแก้กำหนดส่งคะ")

    assert "23 พ.ย. 69" in answer
    assert "นางสาวรินรดา ทดสอบวัฒนา เปลี่ยนกำหนดส่ง ST-2570-R6 จาก 2 เม.ย. 70 16.30 น. เป็น 9 เม.ย. 70 16.30 น." in answer
    assert "ผู้รับผิดชอบ" not in answer
    assert "เปลี่ยนกำหนดส่ง" in stage.says(OFFICER, "ใครแก้กำหนดส่งกลยุทธ์")
    assert "ยังไม่มีรายการ" in stage.says(OFFICER, "ใครแก้กำหนดส่ง emes")
    assert "เปลี่ยนผู้รับผิดชอบ ST1 จาก กลุ่มอำนวยการ, กลุ่มกฎหมายและคดี เป็น กลุ่มกฎหมายและคดี" in stage.says(OFFICER, "ประวัติ")


def test_a_day_is_read_as_bangkok_has_it(stage: Stage) -> None:
    load_changes(stage)
    stage.travel(stage.clock.now() + timedelta(hours=16))  # 01.00 the next morning, still the same day in UTC

    assert "เปลี่ยนกำหนดส่ง" in stage.says(OFFICER, "ใครแก้กำหนดส่งเมื่อวาน")
    assert "ยังไม่มีรายการ" in stage.says(OFFICER, "ใครแก้กำหนดส่งวันนี้")


@pytest.mark.parametrize("code", [EK, DIRECTOR])
def test_nobody_but_officers_reads_it(stage: Stage, code: str) -> None:
    load_changes(stage)
    for words in ("ใครแก้กำหนดส่ง", "ประวัติ"):
        assert "เฉพาะเจ้าหน้าที่" in stage.says(code, words)
    stage.line.press(USERS[code], "audit", "")
    stage.settle()

    assert "เฉพาะเจ้าหน้าที่" in stage.heard(code)[-1]
    assert Noted.EXPORT_AUDIT not in deeds(stage)


def test_it_is_not_read_in_a_group(stage: Stage) -> None:
    assert "แชตส่วนตัว" in stage.says(OFFICER, "บอท ใครแก้กำหนดส่ง", group=True)
    assert Noted.SHOW_AUDIT not in deeds(stage)


def test_the_file_has_every_line_and_its_hashes_can_be_reckoned_again(stage: Stage) -> None:
    load_changes(stage)
    stage.says(OFFICER, "ประวัติ")
    assert "ทุกรายการตรงกับที่บันทึกไว้" in stage.presses(OFFICER, "ขอไฟล์ทั้งหมด")
    book = openpyxl.load_workbook(io.BytesIO(fetch(stage, OFFICER)))

    before, count = FIRST, 0
    for no, at, person_id, deed, about, detail, own in book["สำหรับตรวจสอบ"].iter_rows(min_row=6, values_only=True):
        line = Line(
            office_id=1, no=int(str(no)), at=datetime.fromisoformat(str(at)),
            person_id=None if person_id is None else int(str(person_id)), deed=str(deed), about=str(about),
            detail=json.loads(str(detail)),
        )  # fmt: skip
        before, count = link(before, line), count + 1
        assert before == own
    assert before in str(book["ประวัติ"]["A3"].value)
    assert "ตรวจสอบแล้ว" in str(book["ประวัติ"]["A2"].value)
    export = next(line for line in noted(stage) if line.deed == Noted.EXPORT_AUDIT)
    assert (count, before) == (export.no - 1, export.detail["hash"])


def test_a_line_that_was_changed_is_told_with_the_file(stage: Stage) -> None:
    load_changes(stage)
    with stage.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_is_not_changed"))
        connection.execute(text("UPDATE audit SET detail = '{}' WHERE deed = 'change due'"))
    no = next(line.no for line in noted(stage) if line.deed == Noted.CHANGE_DUE)
    stage.says(OFFICER, "ประวัติ")

    assert f"รายการที่ {no} ไม่ตรง" in stage.presses(OFFICER, "ขอไฟล์ทั้งหมด")
    book = openpyxl.load_workbook(io.BytesIO(fetch(stage, OFFICER)))
    assert f"รายการที่ {no} ไม่ตรง" in str(book["ประวัติ"]["A2"].value)


def test_a_round_leaves_a_line_for_every_deed_and_no_name_in_any(stage: Stage) -> None:
    form = blank(stage, EK)
    stage.sends(EK, "a.xlsx", filled(form, achieved=230))
    good = filled(form)  # a workbook says when it was saved: the same bytes are had by making it once
    stage.sends(EK, "b.xlsx", good)
    stage.sends(EK, "b.xlsx", good)
    stage.sends(OFFICER, "c.xlsx", filled(blank(stage, PO)))
    stage.says(OFFICER, "ใครยังไม่ส่ง")
    stage.says(DIRECTOR, "ใครส่งแล้ว")
    stage.says(DIRECTOR, "สรุป")
    fetch(stage, DIRECTOR)
    load_changes(stage)
    stage.says(OFFICER, "ประวัติ")

    lines = noted(stage)
    found = {line.deed for line in lines}
    assert found >= {
        Noted.REGISTER, Noted.ISSUE_BLANK, Noted.RECEIVE_FAULTY, Noted.RECEIVE_CLEAN, Noted.KEEP_FILE,
        Noted.SHOW_MISSING, Noted.SHOW_SENT, Noted.SUMMARISE, Noted.OPEN_FILE, Noted.LOAD_PLAN, Noted.CHANGE_DUE,
        Noted.CHANGE_OWNERS, Noted.SHOW_AUDIT,
    }  # fmt: skip
    on_behalf = [line.detail["on_behalf"] for line in lines if line.deed == Noted.RECEIVE_CLEAN]
    assert on_behalf == [False, True]
    kept = "".join(f"{line.about} {json.dumps(line.detail, ensure_ascii=False)}" for line in lines)
    assert not [person.name for person in small_plan().people if person.name in kept]
    assert not [user for user in USERS.values() if user in kept]
    with stage.store.reading() as tx:
        assert tx.audit.verify(1) is None


def test_counts_in_a_group_are_no_look_at_names(stage: Stage) -> None:
    stage.says(OFFICER, "บอท ใครยังไม่ส่ง", group=True)

    assert Noted.SHOW_MISSING not in deeds(stage)


def test_files_photos_and_what_is_taken_back_leave_lines(stage: Stage) -> None:
    stage.line.send_photos(USERS[EK], [PHOTO])
    stage.settle()
    stage.line.unsend(USERS[EK], newest(stage, EK, "image"))
    stage.settle()
    stage.sends(NITI, "a.xlsx", filled(blank(stage, NITI)))
    stage.line.unsend(USERS[NITI], newest(stage, NITI, "file"))
    stage.settle()

    kept_and_gone = [Noted.KEEP_PHOTOS, Noted.ERASE, Noted.RECEIVE_CLEAN, Noted.TAKE_BACK]
    assert [deed for deed in deeds(stage) if deed in kept_and_gone] == kept_and_gone


def test_who_comes_and_goes_leaves_lines(stage: Stage) -> None:
    stage.line.block(USERS[EK])
    stage.settle()
    stage.line.follow(USERS[EK])
    stage.settle()
    stage.says(STRANGER, "ลงทะเบียน ABCD-2345")
    stage.presses(STRANGER, "ยินยอมและเริ่มใช้งาน")

    assert deeds(stage)[-2:] == [Noted.BLOCK, Noted.UNBLOCK]
    assert [line.deed for line in noted(stage, 0)][-1] == Noted.WRONG_CODE
