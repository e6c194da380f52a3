"""An order that an officer changed in Word comes back, and the draft goes on with the officer's words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from tests.stories.stage import EK, OFFICER, Stage, actions, phone_of, staged
from tests.stories.test_orders import MONDAY, drafted, fetch, signed, word_of


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        stage.clock.travel_to(MONDAY)
        yield stage


def edited(office: Stage, *swaps: tuple[str, str], marked: bool = True) -> bytes:
    """The Word file of the newest draft, as somebody changes words of it."""
    bubbles = reversed(office.line.messages(phone_of(OFFICER)))
    link = next(str(a["uri"]) for b in bubbles for a in actions(b.message) if a["label"] == "เปิดใน Word")
    source, target = zipfile.ZipFile(io.BytesIO(fetch(link))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml" and not marked:
                continue
            if name == "word/document.xml":
                text = data.decode()
                for old, new in swaps:
                    assert old in text
                    text = text.replace(old, new)
                data = text.encode()
            changed.writestr(name, data)
    return target.getvalue()


WHY = ("จึงแต่งตั้ง", "อาศัยอำนาจตามกฎหมาย จึงแต่งตั้ง")


def test_an_order_changed_in_word_comes_back_and_its_words_stay_when_members_change(office: Stage) -> None:
    drafted(office)
    answer = office.sends(OFFICER, "ร่างคำสั่ง แก้แล้ว.docx", edited(office, WHY))
    assert "อ่านจากไฟล์ที่ท่านแก้ไข: ข้อความนำ" in answer
    assert "ร่างคำสั่งตามนี้ใช่ไหม" in answer
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    assert "อาศัยอำนาจตามกฎหมาย" in word_of(office)

    office.presses(OFFICER, "แก้ไขร่าง")
    office.says(OFFICER, "เพิ่มนายนิติ")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    paper = word_of(office)
    assert "อาศัยอำนาจตามกฎหมาย" in paper
    assert "นายนิติ ตัวอย่างกฎ" in paper
    assert office.says(OFFICER, "คำสั่งแต่งตั้ง").count("ร่างคำสั่งกลั่นกรอง") >= 1


def test_somebody_who_is_renamed_in_word_is_shown_before_anything_is_kept(office: Stage) -> None:
    drafted(office)
    answer = office.sends(OFFICER, "a.docx", edited(office, ("นางอรุณี ตัวอย่างมาก", "นายนิติ ตัวอย่างกฎ")))
    assert "เพิ่ม นายนิติ ตัวอย่างกฎ" in answer
    assert "ไม่มี นางอรุณี ตัวอย่างมาก แล้ว" in answer
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    with office.store.reading() as tx:
        (order,) = tx.orders.drafts(tx.people.offices()[0].id)
        known = {one.name: one.person_id for one in order.committees[0].members}
    assert known["นายนิติ ตัวอย่างกฎ"], "known as somebody of the office, so that the order reaches them"


def test_a_file_that_changes_nothing_says_so_and_one_of_a_signed_order_changes_nothing(office: Stage) -> None:
    drafted(office)
    same = edited(office)
    assert "ไฟล์นี้ตรงกับร่างเดิม" in office.sends(OFFICER, "a.docx", same)
    other = edited(office, WHY)
    signed(office)
    assert "ซึ่งไม่ใช่ร่างแล้ว" in office.sends(OFFICER, "b.docx", other)


def test_a_strange_order_becomes_a_draft_only_when_an_officer_says_so(office: Stage) -> None:
    drafted(office)
    strange = edited(office, WHY, ("แต่งตั้งคณะกรรมการกลั่นกรอง", "แต่งตั้งคณะทำงานกลั่นกรอง"), marked=False)
    assert "อ่านจากไฟล์" not in office.sends(OFFICER, "ของเก่า.docx", strange)
    answer = office.says(OFFICER, "ใช้ไฟล์นี้เป็นคำสั่ง")
    assert "ชื่อเรื่อง · ข้อความนำ" in answer


def test_no_file_and_a_file_that_is_no_order_are_answered_kindly(office: Stage) -> None:
    assert "ยังไม่มีไฟล์ Word ที่ส่งมา" in office.says(OFFICER, "ใช้ไฟล์นี้เป็นคำสั่ง")
    book = docx.Document()
    book.add_paragraph("บันทึกข้อความ")
    out = io.BytesIO()
    book.save(out)
    office.sends(OFFICER, "บันทึก.docx", out.getvalue())
    assert "เป็นคำสั่งไม่ได้" in office.says(OFFICER, "ใช้ไฟล์นี้เป็นคำสั่ง")


def test_staff_who_send_an_order_give_evidence_as_ever(office: Stage) -> None:
    drafted(office)
    assert "อ่านจากไฟล์" not in office.sends(EK, "a.docx", edited(office, WHY))
