"""Who sits in a committee with which duty, and what words change of it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar import WorkCalendar
from domain.committees import ASSISTANT, CHAIR, MEMBER, SECRETARY, full_position
from domain.orders import OrderKind, OrderNumber, Panel, Seat, duties_of, spread, wrong_number
from domain.phrases.orders import Change, Numbered, kind_of, read_change, read_number, read_subject

TODAY = date(2027, 2, 8)
A, B, C = Seat(CHAIR, 1, "นางอรุณี ตัวอย่างมาก"), Seat(MEMBER, 2, "นายเอก สมมติชน"), Seat(SECRETARY, 3, "นายปอ ทดสอบธรรม")


def test_a_new_chair_lets_the_old_one_stay_as_a_member_and_stands_first() -> None:
    panel = Panel("คณะ", (A, B, C)).seating(Seat(CHAIR, 2, "นายเอก สมมติชน"))
    assert [(one.person, one.duty) for one in panel.seats] == [(2, CHAIR), (1, MEMBER), (3, SECRETARY)]
    assert panel.lacks == ""
    assert Panel("คณะ", (A, B)).lacks == SECRETARY
    assert Panel("คณะ", (B, C)).lacks == CHAIR


def test_an_outsider_is_known_by_name() -> None:
    panel = Panel("คณะ", (A,)).seating(Seat(MEMBER, 0, "นายนอก ตัวอย่างไกล")).seating(Seat(ASSISTANT, 0, "นอก ตัวอย่างไกล"))
    assert [(one.name, one.duty) for one in panel.seats[1:]] == [("นอก ตัวอย่างไกล", ASSISTANT)]
    assert panel.without(panel.seats[1]).seats == (A,)


def test_a_position_says_in_which_unit_it_is_held() -> None:
    assert full_position("ผู้อำนวยการกลุ่ม", ["กลุ่มอำนวยการ"]) == "ผู้อำนวยการกลุ่มอำนวยการ"
    assert full_position("ผู้อำนวยการกลุ่มอำนวยการ", ["กลุ่มอำนวยการ"]) == "ผู้อำนวยการกลุ่มอำนวยการ"
    office = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต ๑"
    assert full_position("ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", [office]) == f"ผู้อำนวยการ{office}"
    assert full_position("นิติกรชำนาญการ", ["กลุ่มกฎหมายและคดี"]) == "นิติกรชำนาญการ"


def test_duties_are_gathered_by_person() -> None:
    assert duties_of((Panel("ก", (A, B)), Panel("ข", (B, Seat(MEMBER, 0, "นายนอก"))))) == {
        1: ((1, CHAIR),),
        2: ((1, MEMBER), (2, MEMBER)),
    }


def test_heads_go_to_the_committee_of_their_group_and_the_others_where_fewest_are() -> None:
    groups = ["กลุ่มบริหารงานบุคคล", "กลุ่มนโยบายและแผน", "กลุ่มอำนวยการ", "กลุ่มกฎหมายและคดี"]
    assert spread(groups, ["อำนวยการ", "นโยบาย", "นิเทศ"]) == [2, 1, 0, 0]
    assert spread([], ["อำนวยการ"]) == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("เพิ่ม นางกัลยา เป็นกรรมการ", Change("", "นางกัลยา", MEMBER, is_in=True)),
        ("เพิ่มนายเอก สมมติชน กรรมการ", Change("", "นายเอก สมมติชน", MEMBER, is_in=True)),
        ("เพิ่มนายเอกด้วยค่ะ", Change("", "นายเอก", None, is_in=True)),
        ("ให้นายเอกเป็นเลขา", Change("", "นายเอก", SECRETARY, is_in=True)),
        ("เพิ่ม นายเอก เป็นผู้ช่วยเลขานุการ", Change("", "นายเอก", ASSISTANT, is_in=True)),
        ("เปลี่ยนประธานเป็นนางเดือนเพ็ญ", Change("", "นางเดือนเพ็ญ", CHAIR, is_in=True)),
        ("เปลี่ยนนายวิทยาเป็นประธาน", Change("", "นายวิทยา", CHAIR, is_in=True)),
        ("เปลี่ยน นายวิทยา เป็น นางกัลยา", Change("", "นางกัลยา", None, is_in=True, instead="นายวิทยา")),
        ("เอานายวิทยาออก", Change("", "นายวิทยา", None, is_in=False)),
        ("คณะที่ ๒ เอานายวิทยาออกค่ะ", Change("2", "นายวิทยา", None, is_in=False)),
        ("ตัดนายวิทยาออกจากคณะที่ 3", Change("3", "นายวิทยา", None, is_in=False)),
        ("คณะต้อนรับ เพิ่มนายเอก", Change("ต้อนรับ", "นายเอก", None, is_in=True)),
        ("ใครยังไม่ส่ง", None),
        ("ขอบคุณค่ะ", None),
    ],
)
def test_words_change_who_sits_in_a_committee(text: str, change: Change | None) -> None:
    assert read_change(text) == change


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("คำสั่งที่ 35/2570 ลงวันที่ 5 ก.พ. 70", Numbered(35, 2570, date(2027, 2, 5))),
        ("คำสั่งที่ ๓๕/๒๕๗๐ ลงวันที่ ๕ กุมภาพันธ์ ๒๕๗๐", Numbered(35, 2570, date(2027, 2, 5))),
        ("คำสั่งเลขที่ 35/70 สั่ง ณ วันที่ 5 กุมภาพันธ์ พ.ศ. 2570", Numbered(35, 2570, date(2027, 2, 5))),
        ("เลขคำสั่ง 35/2570 ลว. 5 กพ 70 ค่ะ", Numbered(35, 2570, date(2027, 2, 5))),
        ("คำสั่งที่ 35/2570 ลงวันที่ 5/2/2570", Numbered(35, 2570, date(2027, 2, 5))),
        ("คำสั่งที่ 35 ลงวันที่ 5 ก.พ.", Numbered(35, None, date(2027, 2, 5))),
        ("คำสั่งที่ 120 ลงวันที่ 28 ธ.ค.", Numbered(120, None, date(2026, 12, 28))),
        ("35/2570", Numbered(35, 2570, None)),
        ("5 ก.พ. 70", Numbered(None, None, date(2027, 2, 5))),
        ("คำสั่งที่ 35/2027 วันนี้", Numbered(35, 2570, TODAY)),
    ],
)
def test_a_number_and_its_day_are_read_as_people_type_them(text: str, said: Numbered) -> None:
    assert read_number(text, TODAY, WorkCalendar()) == said


def test_a_number_fits_the_year_of_its_day_which_has_come() -> None:
    assert wrong_number(OrderNumber(35, 2570, date(2027, 2, 5)), TODAY) == ""
    assert wrong_number(OrderNumber(35, 2570, date(2027, 2, 9)), TODAY) == "future"
    assert wrong_number(OrderNumber(35, 2569, date(2027, 2, 5)), TODAY) == "year"


def test_words_say_which_order_and_what_it_is_about() -> None:
    assert kind_of("ร่างคำสั่งแต่งตั้งคณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์") is OrderKind.SCREENING
    assert kind_of("ร่างคำสั่งผู้รับผิดชอบกลยุทธ์") is OrderKind.OWNERS
    assert kind_of("ร่างคำสั่งวันที่ สพฐ. มาตรวจ") is OrderKind.DUTY
    assert kind_of("ร่างคำสั่ง") is None
    assert read_subject("เรื่อง แต่งตั้งคณะกรรมการกลั่นกรองรายงาน") == "แต่งตั้งคณะกรรมการกลั่นกรองรายงาน"
    assert read_subject("เรื่องนี้") is None
