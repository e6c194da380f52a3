"""An order is drafted from the plan, mended by words, numbered, told and acknowledged, and replaced by another."""

from __future__ import annotations

import io
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from domain.orders import OrderKind
from tests.stories.stage import ARUNEE, DIRECTOR, EK, NITI, OFFICER, PO, Stage, actions, phone_of, staged
from tests.stories.test_strategy_round import at

MONDAY = at(2027, 2, 8, 10)
SCREENING = "ร่างคำสั่งกลั่นกรอง"
SIGNED = "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70"


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Stage]:
    with staged(tmp_path, template) as stage:
        stage.clock.travel_to(MONDAY)
        yield stage


def fetch(link: str) -> bytes:
    with urllib.request.urlopen(link, timeout=10) as answer:  # noqa: S310 - our own local server
        return bytes(answer.read())


def word_of(office: Stage) -> str:
    """The text of the Word file in the officer's newest bubble that has one."""
    bubbles = reversed(office.line.messages(phone_of(OFFICER)))
    link = next(str(a["uri"]) for b in bubbles for a in actions(b.message) if a["label"] == "เปิดใน Word")
    body = docx.Document(io.BytesIO(fetch(link))).element.body
    return "\n".join(part.text for part in body.iter() if part.text)


def told(office: Stage, who: str) -> list[str]:
    return [said for said in office.heard(who) if "แจ้งคำสั่งแต่งตั้ง" in said]


def drafted(office: Stage, words: str = SCREENING) -> None:
    office.says(OFFICER, words)
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")


def signed(office: Stage, words: str = SIGNED) -> str:
    office.says(OFFICER, words)
    return office.presses(OFFICER, "บันทึก")


def test_an_order_is_drafted_mended_numbered_told_and_acknowledged(office: Stage) -> None:
    shown = office.says(OFFICER, SCREENING)
    assert "คณะกรรมการกลั่นกรอง" in shown
    assert "ยังไม่มีประธานกรรมการ" in shown, "the plan has no deputy director"
    assert "นางอรุณี ตัวอย่างมาก เป็นประธานกรรมการ" in office.says(OFFICER, "เปลี่ยนประธานเป็นนางอรุณี")
    assert "นายเอก สมมติชน เป็นกรรมการ" in office.says(OFFICER, "เพิ่ม นายเอก เป็นกรรมการ")
    assert "เอา นายเอก สมมติชน ออกแล้ว" in office.says(OFFICER, "เอานายเอกออก")
    assert "นายนิติ ตัวอย่างกฎ" in office.says(OFFICER, "เพิ่มนายนิติ")
    assert "ร่างคำสั่งพร้อมแล้ว" in office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    paper = word_of(office)
    assert "............/๒๕๗๐" in paper
    assert "นางอรุณี ตัวอย่างมาก" in paper
    assert "ผอ.กลุ่มอำนวยการ" in paper, "of which group somebody is the head"
    assert "ปีงบประมาณ พ.ศ. ๒๕๗๐" in paper

    asked = office.says(OFFICER, SIGNED)
    assert "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70" in asked
    entered = office.presses(OFFICER, "บันทึก")
    assert "บันทึกขั้นตอนที่ 3 แล้ว" in entered
    assert "แจ้งผู้มีชื่อ 2 คน ใช้ 2 ข้อความ" in entered
    paper = word_of(office)
    assert "๓๕/๒๕๗๐" in paper
    assert "๕ กุมภาพันธ์ พ.ศ. ๒๕๗๐" in paper
    assert told(office, ARUNEE) == [], "nobody is told before the officer says so"

    assert "บันทึกขั้นตอนที่ 3.1 แล้ว" in office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    office.tick()
    (card,) = told(office, ARUNEE)
    assert "คำสั่งที่ 35/2570 เรื่อง แต่งตั้งคณะกรรมการกลั่นกรอง" in card
    assert "ประธานกรรมการ" in card
    assert told(office, OFFICER) == [], "who tells of it has read it"
    assert fetch(office.link(ARUNEE)).startswith(b"%PDF")
    office.presses(ARUNEE, "รับทราบ")
    assert "รับทราบแล้ว 2 จาก 3 คน" in office.says(OFFICER, "คำสั่งแต่งตั้ง")
    assert "นายนิติ ตัวอย่างกฎ" in office.says(OFFICER, "ใครยังไม่รับทราบ")
    assert "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70" in office.says(OFFICER, "ขั้นตอน")


def test_a_member_sees_what_they_are_in_and_others_see_nothing(office: Stage) -> None:
    drafted(office)
    assert "ยังไม่มีคำสั่งที่แต่งตั้งท่าน" in office.says(ARUNEE, "คำสั่งของฉัน"), "a draft appoints nobody"
    signed(office)
    assert "หน้าที่ของท่าน" in office.says(ARUNEE, "คำสั่งของฉัน")
    assert "กรรมการ" in office.presses(ARUNEE, "ดูคำสั่งที่ 35/2570")
    assert "เอกสารคำสั่งที่ 35/2570" in office.presses(ARUNEE, "เปิดเอกสาร")
    assert "ยังไม่มีคำสั่งที่แต่งตั้งท่าน" in office.says(PO, "คำสั่งแต่งตั้ง")
    office.line.press(phone_of(PO), "order:1", "ดูคำสั่ง")
    office.settle()
    assert "ไม่พบคำสั่งนี้" in office.heard(PO)[-1]
    assert "คำสั่งแต่งตั้ง 1 ฉบับ" in office.says(DIRECTOR, "คำสั่งแต่งตั้ง")


def test_the_owners_of_each_strategy_are_a_committee(office: Stage) -> None:
    shown = office.says(OFFICER, "ร่างคำสั่งผู้รับผิดชอบกลยุทธ์")
    assert "1. คณะกรรมการผู้รับผิดชอบกลยุทธ์ที่ 1 เสริมสร้างความปลอดภัย" in shown
    assert "คณะที่เท่าไร" in office.says(OFFICER, "เพิ่มนางสาวรินรดา เป็นเลขา")
    assert "คณะที่ 2: นางสาวรินรดา ทดสอบวัฒนา เป็นกรรมการและเลขานุการ" in office.presses(OFFICER, "คณะที่ 2")
    assert "คณะที่ 2: นายปอ ทดสอบธรรม เป็นประธานกรรมการ" in office.says(OFFICER, "ให้นายปอเป็นประธาน"), "only there"
    moved = office.says(OFFICER, "คณะที่ ๑ เปลี่ยนประธานเป็นนายนิติ")
    assert "นายนิติ ตัวอย่างกฎ เป็นประธานกรรมการ และ นางอรุณี ตัวอย่างมาก เป็นกรรมการ" in moved
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    assert "บันทึกขั้นตอนที่ 2.1 แล้ว" in signed(office)
    assert "บันทึกขั้นตอนที่ 2.2 แล้ว" in office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    office.tick()
    (card,) = told(office, NITI)
    assert "กลยุทธ์ที่ 1 เสริมสร้างความปลอดภัย: ประธานกรรมการ" in card


def test_the_day_of_a_visit_has_five_committees_with_their_duties(office: Stage) -> None:
    shown = office.says(OFFICER, "ร่างคำสั่งรับการตรวจติดตาม")
    for title in ("ต้อนรับ", "เอกสาร", "นำเสนอ", "บันทึก", "สวัสดิการ"):
        assert f"คณะกรรมการฝ่าย{title}" in shown
    assert "พิมพ์อีกครั้งโดยบอกว่าคณะที่เท่าไร" in office.says(OFFICER, "คณะที่ 9 เพิ่มนายปอ")
    assert "คณะที่ 5: นายปอ" in office.says(OFFICER, "คณะสวัสดิการ เพิ่มนายปอ")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    assert "จัดอาหาร อาหารว่าง และเครื่องดื่ม" in word_of(office)
    assert "บันทึกขั้นตอนที่ 4.1 แล้ว" in signed(office)


def test_whoever_is_not_of_the_office_is_kept_by_name_after_one_question(office: Stage) -> None:
    office.says(OFFICER, SCREENING)
    assert "ไม่พบชื่อ นายสมศักดิ์ จำลองไกล" in office.says(OFFICER, "เพิ่ม นายสมศักดิ์ จำลองไกล เป็นที่ปรึกษา")
    shown = office.says(OFFICER, "ข้าราชการบำนาญ")
    assert "นายสมศักดิ์ จำลองไกล เป็นที่ปรึกษา" in shown
    assert "บุคคลภายนอก 1 คน" in shown
    office.says(OFFICER, "เพิ่ม นายผิด สมมติไป")
    assert "นายผิด" not in office.presses(OFFICER, "ไม่ใส่ชื่อนี้")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    assert "ข้าราชการบำนาญ" in word_of(office)
    assert "นายสมศักดิ์ จำลองไกล เป็นบุคคลภายนอก ขอให้แจ้งเอง" in signed(office)


def test_the_number_is_asked_for_by_a_button_and_must_fit_its_day(office: Stage) -> None:
    drafted(office)
    assert "ได้เลขที่คำสั่งเท่าไร" in office.presses(OFFICER, "ลงเลขที่และวันที่")
    assert "คำสั่งลงวันที่เท่าไร" in office.says(OFFICER, "๓๕/๒๕๗๐")
    assert "ยังมาไม่ถึง" in office.says(OFFICER, "5 มี.ค. 70")
    assert "ปีไม่ตรงกัน" in office.says(OFFICER, "35/2570 ลงวันที่ 5 ก.พ. 69")
    assert "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70" in office.says(OFFICER, "คำสั่งเลขที่ 35/70 ลว. 5 กพ 70")
    assert "ร่างเดิมยังอยู่" in office.says(OFFICER, "ยกเลิก")
    assert "ไม่มีร่างคำสั่งที่รอลงเลขที่" in office.presses(OFFICER, "บันทึก")
    assert "รอ ผอ. ลงนาม" in office.says(OFFICER, "คำสั่งแต่งตั้ง")


def test_of_several_drafts_the_one_that_was_signed_is_asked_for(office: Stage) -> None:
    drafted(office)
    drafted(office, "ร่างคำสั่งผู้รับผิดชอบกลยุทธ์")
    assert "ลงเลขที่ของร่างคำสั่งใด" in office.says(OFFICER, SIGNED)
    asked = office.presses(OFFICER, "2. กลั่นกรอง")
    assert "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70" in asked
    assert "กลั่นกรอง" in asked
    office.line.press(phone_of(OFFICER), "orderno:2", "ลงเลขที่")
    office.settle()
    assert "ได้เลขที่คำสั่งเท่าไร" in office.heard(OFFICER)[-1], "the other's number is not this one's"
    assert "ได้เลขที่คำสั่งเท่าไร" in office.presses(OFFICER, "บันทึก"), "the card is an old one"


def test_an_order_is_drafted_again_where_it_was_left(office: Stage) -> None:
    office.says(OFFICER, SCREENING)
    office.says(OFFICER, "เพิ่มนายเอก")
    office.says(OFFICER, "เรื่อง แต่งตั้งคณะกรรมการกลั่นกรองรายงาน รอบ 6 เดือน")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    shown = office.says(OFFICER, SCREENING)
    assert "นายเอก สมมติชน" in shown
    assert "แต่งตั้งคณะกรรมการกลั่นกรองรายงาน รอบ 6 เดือน" in shown
    assert "นายปอ ทดสอบธรรม" in office.says(OFFICER, "เปลี่ยน นายเอก เป็น นายปอ")
    assert "ไม่มีชื่อ นายเอก" in office.says(OFFICER, "เอานายเอกออก")
    assert "หยุดร่างคำสั่งแล้ว" in office.says(OFFICER, "ยกเลิก")
    assert "แต่งตั้งคณะใด" in office.says(OFFICER, "ร่างคำสั่ง")


def test_a_number_that_another_order_has_is_refused_kindly(office: Stage) -> None:
    drafted(office)
    signed(office)
    drafted(office, "ร่างคำสั่งผู้รับผิดชอบกลยุทธ์")
    refused = office.says(OFFICER, SIGNED)
    assert "มีคำสั่งที่ 35/2570 แล้ว" in refused
    assert "แต่งตั้งคณะกรรมการกลั่นกรอง" in refused
    assert "คำสั่งที่ 36/2570 ลงวันที่ 5 ก.พ. 70" in office.says(OFFICER, "36/2570")
    assert "คำสั่งที่ 36/2570" in office.presses(OFFICER, "บันทึก")


def test_a_signed_order_is_replaced_and_what_was_told_of_it_is_asked_no_more(office: Stage) -> None:
    drafted(office)
    signed(office)
    office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    office.tick()
    office.says(OFFICER, "คำสั่งที่ 35/2570")
    assert "แทนคำสั่งเดิม" in office.presses(OFFICER, "ออกฉบับใหม่แทน")
    office.says(OFFICER, "เพิ่มนายเอก")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    with office.store.reading() as tx:
        root = tx.people.offices()[0].id
        work = tx.work.open_requirements(root, office.clock.now())[0].id
        before = tx.orders.members(root, OrderKind.SCREENING, work)
    assert "คำสั่งเดิมที่ฉบับนี้แทนจะถูกยกเลิก" in office.says(OFFICER, "คำสั่งที่ 40/2570 ลงวันที่ 8 ก.พ. 70")
    assert "คำสั่งที่ 35/2570 ยกเลิกแล้ว" in office.presses(OFFICER, "บันทึก")
    assert "ไม่ต้องรับทราบแล้ว" in office.presses(ARUNEE, "รับทราบ")
    with office.store.reading() as tx:
        after = tx.orders.members(root, OrderKind.SCREENING, work)
    assert len(after) == len(before) + 1
    listed = office.says(OFFICER, "คำสั่งแต่งตั้ง")
    assert "คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70" in listed, "what was revoked stays known"
    assert "ยกเลิกแล้ว" in listed
    assert "คำสั่งที่ 40/2570" in office.says(OFFICER, "ขั้นตอน")
    assert "เชิญ 3 คน" in office.says(OFFICER, "นัดประชุมกรรมการกลั่นกรอง 12 ก.พ. 70 เก้าโมง ห้องประชุม 1")


def test_an_order_is_revoked_by_its_number_and_a_draft_is_erased(office: Stage) -> None:
    drafted(office)
    signed(office)
    assert "ยกเลิกคำสั่งที่ 35/2570 ใช่ไหม" in office.says(OFFICER, "ยกเลิกคำสั่งที่ 35/2570")
    assert "ยกเลิกคำสั่งที่ 35/2570 แล้ว" in office.presses(OFFICER, "ยืนยัน")
    assert "ยกเลิกไปแล้ว" in office.presses(OFFICER, "ยืนยัน")
    assert "จึงไม่แจ้ง" in office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    assert "ยังไม่มีคำสั่งที่แต่งตั้งท่าน" in office.says(ARUNEE, "คำสั่งของฉัน")

    drafted(office)
    office.says(OFFICER, "คำสั่งแต่งตั้ง")
    office.presses(OFFICER, "ดูร่างคำสั่งกลั่นกรอง")
    office.presses(OFFICER, "ลบร่าง")
    assert "ลบร่างคำสั่งกลั่นกรองแล้ว" in office.presses(OFFICER, "ยืนยัน")
    assert "ไม่พบคำสั่งนี้" in office.presses(OFFICER, "ยืนยัน")


def test_telling_twice_is_once_and_an_old_card_writes_nothing(office: Stage) -> None:
    office.says(OFFICER, SCREENING)
    office.says(OFFICER, "เพิ่มนายเอก")
    office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    assert "ไม่มีคำสั่งที่กำลังร่างอยู่" in office.presses(OFFICER, "ทำเอกสารคำสั่ง")
    signed(office)
    office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    assert "แจ้งไปแล้ว" in office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    office.tick()
    office.tick()
    assert len(told(office, EK)) == 1


def test_another_offices_order_is_not_found(office: Stage) -> None:
    drafted(office)
    signed(office)
    with office.store.begin() as tx:
        other = tx.people.found_office("OTHER", "สพป.สมมติ เขต 9")
        order = tx.orders.of_office(tx.people.offices()[0].id, most=1)[0]
        order.office_id = other.id
        tx.commit()
    assert "ไม่พบคำสั่งนี้" in office.presses(OFFICER, "แจ้งผู้มีชื่อ")
    for data in (f"order:{order.id}", f"orderdoc:{order.id}", f"orderoff:{order.id}:1", f"orderanew:{order.id}"):
        office.line.press(phone_of(OFFICER), data, "กด")
        office.settle()
        assert "ไม่พบคำสั่งนี้" in office.heard(OFFICER)[-1]
    assert "ยังไม่มีคำสั่งแต่งตั้ง" in office.says(OFFICER, "คำสั่งแต่งตั้ง")


def test_a_signed_order_keeps_the_name_of_whoever_is_forgotten_and_a_draft_does_not(office: Stage) -> None:
    drafted(office)
    signed(office)
    drafted(office, "ร่างคำสั่งรับการตรวจติดตาม")
    with office.store.begin() as tx:
        person = tx.people.by_code(ARUNEE)
        assert person is not None
        tx.forgetting.person(person, "ผู้ใช้เดิม", office.clock.now())
        tx.commit()
    with office.store.reading() as tx:
        draft, order = tx.orders.of_office(tx.people.offices()[0].id, most=2)
        kept = [(one.name, one.person_id) for one in order.committees[0].members]
        assert ("นางอรุณี ตัวอย่างมาก", None) in kept
        assert "นางอรุณี ตัวอย่างมาก" not in {one.name for panel in draft.committees for one in panel.members}


def test_people_see_in_their_own_data_which_orders_name_them(office: Stage) -> None:
    drafted(office)
    signed(office)
    office.says(ARUNEE, "ขอดูข้อมูลของฉัน")
    book = openpyxl.load_workbook(io.BytesIO(fetch(office.link(ARUNEE))))
    rows = [[cell.value for cell in row] for row in book["คำสั่งแต่งตั้ง"].iter_rows()]
    assert any("35/2570" in row and "กรรมการ" in row and "มีผล" in row for row in rows)
