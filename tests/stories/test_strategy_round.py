"""A strategy round as its people live it, through the real SDK over HTTP."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import urllib3

from domain.thai import BANGKOK
from reports.plan_book import write_plan
from tests.plans import START, small_plan
from tests.stories.stage import DIRECTOR, EK, NITI, OFFICER, PHOTO, PO, STRANGER, USERS, Stage, filled, staged, text_of


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BANGKOK)


def fetch(stage: Stage, code: str) -> bytes:
    answer = urllib3.request("GET", stage.link(code), timeout=5)
    assert answer.status == 200
    return bytes(answer.data)


def blank(stage: Stage, code: str) -> bytes:
    stage.says(code, "ขอแบบฟอร์ม")
    return fetch(stage, code)


def test_the_round_from_opening_to_summary(stage: Stage) -> None:
    stage.tick()
    assert "ขอความอนุเคราะห์จัดทำรายงาน" in stage.heard(EK)[-1]
    assert "ยังไม่ส่ง 2 จาก 2" in stage.says(OFFICER, "ใครยังไม่ส่งบ้างคะ")

    answer = stage.sends(EK, "ส่งงานค่ะ.xlsx", filled(blank(stage, EK)))

    assert "ได้รับแล้ว" in answer
    assert "ST-2570-R6/0001" in answer
    assert stage.states() == {"ST1": "submitted", "ST2": "pending"}
    assert "ยังไม่ส่ง 1 จาก 2" in stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert "สรุป ส่งแล้ว 50%" in stage.says(DIRECTOR, "สรุปให้หน่อยค่ะ")
    book = openpyxl.load_workbook(io.BytesIO(fetch(stage, DIRECTOR)))
    text = "\n".join(str(c.value) for s in book.worksheets for r in s.iter_rows() for c in r if c.value is not None)
    assert "ST-2570-R6/0001" in text
    assert "ยังไม่ได้รับ" in text


def test_only_those_who_have_not_sent_are_reminded(stage: Stage) -> None:
    stage.tick()
    stage.sends(EK, "a.xlsx", filled(blank(stage, EK)))
    before = {code: len(stage.heard(code)) for code in USERS}

    stage.travel(at(2027, 3, 30))

    assert [code for code in USERS if len(stage.heard(code)) > before[code]] == [PO, OFFICER]
    assert "รอตรวจเกิน 3 วันทำการ 1 รายการ" in stage.heard(OFFICER)[-1]  # the officer's own debt: what is in
    assert "อีก 3 วันทำการ" in stage.heard(PO)[-1]
    stage.tick()
    assert len(stage.heard(PO)) == before[PO] + 1


def test_an_officer_is_reminded_of_what_the_own_unit_owes(tmp_path: Path, template: Path) -> None:
    first, second = small_plan().subjects
    plan = replace(small_plan(), subjects=(first, replace(second, owners=("PLAN",))))
    with staged(tmp_path, template, plan=plan) as stage:
        stage.tick()

        assert "ขอความอนุเคราะห์จัดทำรายงาน" in stage.heard(OFFICER)[-1]


def test_a_faulty_file_names_its_cells_and_is_still_owed(stage: Stage) -> None:
    form = blank(stage, EK)

    answer = stage.sends(EK, "a.xlsx", filled(form, achieved=230))

    assert "ขอให้แก้ไข" in answer
    assert "ช่อง F8" in answer
    assert "มากกว่าจำนวนทั้งหมด 200" in answer
    assert stage.states()["ST1"] == "returned"
    assert "ส่งมาแล้ว ขอให้แก้ไข" in stage.says(OFFICER, "ใครยังไม่ส่ง")
    assert "ได้รับแล้ว" in stage.sends(EK, "b.xlsx", filled(form))
    assert stage.states()["ST1"] == "submitted"


def test_a_faulty_later_file_does_not_undo_the_clean_one(stage: Stage) -> None:
    form = blank(stage, EK)
    stage.sends(EK, "a.xlsx", filled(form))

    answer = stage.sends(EK, "b.xlsx", filled(form, achieved=230))

    assert "ฉบับก่อนหน้าที่ถูกต้องยังใช้อยู่" in answer
    assert stage.states()["ST1"] == "submitted"


def test_the_same_file_again_is_recognised(stage: Stage) -> None:
    data = filled(blank(stage, EK))
    stage.sends(EK, "a.xlsx", data)

    assert "ไฟล์เดิม" in stage.sends(EK, "ชื่อใหม่.xlsx", data)
    with stage.store.reading() as tx:
        assert len(tx.submissions.of_obligation(1)) == 1


def test_a_joint_owner_may_settle_the_shared_strategy(stage: Stage) -> None:
    answer = stage.sends(NITI, "a.xlsx", filled(blank(stage, NITI)))

    assert "ได้รับแล้ว" in answer
    assert stage.states()["ST1"] == "submitted"


def test_the_officer_may_hand_in_for_a_unit(stage: Stage) -> None:
    assert "ได้รับแล้ว" in stage.sends(OFFICER, "a.xlsx", filled(blank(stage, PO)))
    assert stage.states()["ST2"] == "submitted"


def test_a_form_of_another_unit_is_not_taken(stage: Stage) -> None:
    answer = stage.sends(PO, "a.xlsx", filled(blank(stage, EK)))

    assert "ได้รับแล้ว" not in answer
    assert stage.states() == {"ST1": "pending", "ST2": "pending"}


def test_a_reminder_that_waits_is_withdrawn_when_the_form_comes(stage: Stage) -> None:
    form = filled(blank(stage, EK))
    stage.app.worker.tick()
    stage.line.send_file(USERS[EK], "a.xlsx", form)
    stage.settle()

    heard = stage.heard(EK)
    assert not any("ขอความอนุเคราะห์จัดทำรายงาน" in words for words in heard)
    assert "ได้รับแล้ว" in heard[-1]
    assert stage.statuses()["withdrawn"] == 1


def test_a_reminder_waits_while_a_file_from_its_unit_is_unread(stage: Stage) -> None:
    form = filled(blank(stage, NITI))
    stage.app.worker.tick()
    stage.line.send_file(USERS[NITI], "a.xlsx", form)
    assert stage.line.wait_idle(5)

    while stage.app.worker.deliverer.deliver_one(stage.clock.now()):
        pass
    assert not any("ขอความอนุเคราะห์" in words for words in stage.heard(EK))

    stage.settle()
    assert stage.states()["ST1"] == "submitted"
    assert not any("ขอความอนุเคราะห์" in words for words in stage.heard(EK))


def test_a_later_due_date_asks_anew_by_itself(stage: Stage) -> None:
    stage.travel(at(2027, 3, 30))
    assert "อีก 3 วันทำการ" in stage.heard(PO)[-1]
    with stage.store.begin() as tx:
        for obligation in tx.work.of_requirement(1):
            obligation.due_at += timedelta(days=28)
        tx.commit()

    before = len(stage.heard(PO))
    stage.travel(at(2027, 4, 2))
    assert len(stage.heard(PO)) == before
    stage.travel(at(2027, 4, 27))
    assert "อีก 3 วันทำการ" in stage.heard(PO)[-1]


@pytest.mark.parametrize("moment", [at(2027, 3, 28), at(2027, 3, 30, 7), at(2027, 3, 30, 12, 15), at(2027, 3, 30, 17)])
def test_nobody_is_reminded_outside_office_hours(stage: Stage, moment: datetime) -> None:
    stage.tick()
    assert len(stage.heard(PO)) == 1  # the opening
    stage.travel(moment)

    assert len(stage.heard(PO)) == 1


def test_strangers_learn_nothing_and_their_files_are_not_taken(stage: Stage) -> None:
    stage.line.say(STRANGER, "ใครยังไม่ส่ง")
    stage.line.send_file(STRANGER, "a.xlsx", b"PK")
    stage.settle()

    answers = [text_of(m) for m in stage.line.messages(STRANGER) if m.direction == "out"]
    assert "ข้อมูลส่วนบุคคล" in answers[0]
    assert "ยังไม่ได้ลงทะเบียน" in answers[1]
    assert len(answers) == 2
    assert not any("/content" in call.path for call in stage.line.calls)


def test_staff_do_not_see_who_has_not_sent(stage: Stage) -> None:
    assert "กลุ่มส่งเสริม" not in stage.says(EK, "ใครยังไม่ส่ง")


def test_a_code_works_once_and_wrong_codes_run_out(tmp_path: Path, template: Path) -> None:
    with staged(tmp_path, template, join=False) as stage:
        stage.says(EK, "ลงทะเบียน one-๑๑๑๑")
        assert "ลงทะเบียนเรียบร้อย" in stage.presses(EK, "ยินยอมและเริ่มใช้งาน")
        stage.says(PO, "ลงทะเบียน ONE-1111")
        assert "ไม่พบรหัส" in stage.presses(PO, "ยินยอมและเริ่มใช้งาน")
        for _ in range(9):
            stage.says(PO, "ลงทะเบียน BAD-9999")
        assert "ลองใหม่พรุ่งนี้" in stage.says(PO, "ลงทะเบียน PRO-4444")
        stage.clock.travel_to(START + timedelta(days=1, minutes=1))
        assert "ลงทะเบียนเรียบร้อย" in stage.says(PO, "ลงทะเบียน PRO-4444")


def test_a_group_sees_counts_and_hears_only_when_it_calls(stage: Stage) -> None:
    assert stage.says(OFFICER, "วันนี้ประชุมกี่โมง", group=True) == ""
    answer = stage.says(OFFICER, "บอท ใครยังไม่ส่ง", group=True)

    assert "เหลือ 2 รายการ" in answer
    assert "กลุ่มอำนวยการ" not in answer


def test_a_form_that_lands_in_a_group_is_receipted_and_other_files_pass_in_silence(stage: Stage) -> None:
    assert stage.sends(EK, "ข่าว.pdf", b"%PDF-1.7", group=True) == ""
    assert stage.sends(EK, "รายชื่อ.csv", "ก,ข\n1,2\n".encode(), group=True) == ""
    assert "ได้รับแล้ว" in stage.sends(EK, "a.xlsx", filled(blank(stage, EK)), group=True)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("ภาพ.xlsx", PHOTO, "เก็บรูปไว้แล้ว 1 รูป"),
        ("a.xlsx", b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml cut off", "เปิดไม่ได้"),
        ("b.csv", "ชื่อ,สกุล\nก,ข\n".encode("cp874"), "ไม่พบหัวตาราง"),
        ("c.pdf", b"%PDF-1.7 scan", "เก็บเอกสารไว้แล้ว 1 ไฟล์"),
    ],
    ids=["a picture", "cut off", "another table", "a scan"],
)
def test_every_file_ends_in_a_clear_sentence(stage: Stage, name: str, data: bytes, says: str) -> None:
    assert says in stage.sends(EK, name, data)
    assert stage.states()["ST1"] == "pending"


def test_a_photo_is_answered_with_what_to_send_instead(stage: Stage) -> None:
    stage.line.send_photos(USERS[EK], [PHOTO])
    stage.settle()

    assert "ยังต้องใช้ไฟล์ Excel" in stage.heard(EK)[-1]


def test_words_alone_change_nothing(stage: Stage) -> None:
    assert "ยังไม่พบไฟล์" in stage.says(EK, "ส่งแล้วค่ะ")
    assert stage.states()["ST1"] == "pending"


def test_an_officer_loads_a_corrected_plan_from_the_chat(stage: Stage) -> None:
    first, second = small_plan().subjects
    corrected = replace(small_plan(), subjects=(first, replace(second, owners=("LEGAL", "PROMOTION"))))
    book = write_plan(corrected)

    assert "ใช้แผนนี้หรือไม่" in stage.sends(OFFICER, "แผนแก้ไข.xlsx", book)
    with stage.store.reading() as tx:
        assert tx.work.of_requirement(1)[1].unit.code == "PROMOTION"
    assert "นำแผนมาใช้แล้ว" in stage.presses(OFFICER, "ใช้แผนนี้")
    with stage.store.reading() as tx:
        assert tx.work.of_requirement(1)[1].unit.code == "LEGAL"
    assert "ตอบไปแล้ว" in stage.presses(OFFICER, "ใช้แผนนี้")
    assert "ตรงกับข้อมูลในระบบ" in stage.sends(OFFICER, "แผนแก้ไข (2).xlsx", book)


def test_a_new_person_of_a_plan_gets_a_code_the_officer_can_hand_out(stage: Stage) -> None:
    somebody = replace(small_plan().people[0], code="", name="นางสาวใหม่ ตัวอย่างดี")
    book = write_plan(replace(small_plan(), people=(*small_plan().people, somebody)))
    stage.sends(OFFICER, "แผน.xlsx", book)
    stage.presses(OFFICER, "ใช้แผนนี้")

    codes = openpyxl.load_workbook(io.BytesIO(fetch(stage, OFFICER))).worksheets[0]
    rows = [[cell.value for cell in row] for row in codes.iter_rows(min_row=5)]
    assert [row[1] for row in rows] == ["นางสาวใหม่ ตัวอย่างดี"]
    assert len(str(rows[0][3])) == 9


def test_a_plan_with_mistakes_changes_nothing_and_names_them(stage: Stage) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_plan(small_plan())))
    cell = next(c for r in book["กลยุทธ์"].iter_rows() for c in r if c.value == "ST2")
    cell.value = None
    out = io.BytesIO()
    book.save(out)

    answer = stage.sends(OFFICER, "แผน.xlsx", out.getvalue())
    assert "ข้อมูลในระบบยังไม่เปลี่ยน" in answer
    assert cell.coordinate in answer


def test_only_the_officer_loads_plans(stage: Stage) -> None:
    book = write_plan(small_plan())

    assert "ไม่พบหัวตาราง" in stage.sends(EK, "แผน.xlsx", book)
    assert "ไม่พบหัวตาราง" in stage.sends(DIRECTOR, "แผน.xlsx", book)
