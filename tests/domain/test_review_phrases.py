"""What officers type when they look at what came in, and what of it is the reason, the day, the form."""

from __future__ import annotations

from datetime import date

import pytest

from domain.calendar import WorkCalendar
from domain.phrases.reviews import read_return, what_is_reviewed
from domain.phrases.understanding import Intent, understand

MONDAY = date(2027, 3, 22)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("งานรอตรวจค่ะ", Intent.REVIEWS),
        ("มีงานรอตรวจไหมคะ", Intent.REVIEWS),
        ("ขอตรวจงานต่อ", Intent.REVIEWS),
        ("ตรวจรับ กลยุทธ์ที่ ๑ กลุ่มอำนวยการค่ะ", Intent.ACCEPT),
        ("ตรวจรับทั้งหมดเลยค่ะ", Intent.ACCEPT_CLEAN),
        ("แจ้งผลทันทีค่ะ", Intent.TELL_ACCEPTED),
        ("แจ้งผลประเมินให้ทุกกลุ่มทราบ", Intent.BROADCAST),
        ("เมื่อกี้ผิดค่ะ", Intent.UNDO),
        ("ตรวจรับยังไง", Intent.HELP),
    ],
)
def test_words_are_understood(words: str, intent: Intent) -> None:
    assert understand(words).intent is intent


@pytest.mark.parametrize("words", ["ยังไม่ตรวจรับ", "อย่าเพิ่งตรวจรับ", "ตรวจรับหรือยังคะ", "ไม่ต้องตรวจรับ", "เมื่อไหร่จะตรวจรับ"])
def test_talk_about_it_is_no_deed(words: str) -> None:
    assert understand(words).unasked not in {Intent.ACCEPT, Intent.ACCEPT_CLEAN, Intent.REVIEWS}


@pytest.mark.parametrize(
    ("words", "why", "day"),
    [
        ("ส่งกลับ ภายในศุกร์นี้ เพราะตัวเลขไม่ตรงค่ะ", "ตัวเลขไม่ตรง", date(2027, 3, 26)),
        ("ส่งกลับ กลยุทธ์ที่ 1 เพราะลงนามไม่ครบ ภายใน 31 มี.ค.", "ลงนามไม่ครบ", date(2027, 3, 31)),
        ("ตีกลับกลยุทธ์ 2 ให้แก้ตัวชี้วัด 2.1 ตัวเลขไม่ตรง", "แก้ตัวชี้วัด 2.1 ตัวเลขไม่ตรง", None),
        ("ส่งกลับแก้ไข กลยุทธ์ 2", "", None),
        ("ส่งกลับ เพราะตัวเลขก่อนปรับไม่ตรง", "ตัวเลขก่อนปรับไม่ตรง", None),
    ],
)
def test_the_reason_and_the_day_of_what_goes_back(words: str, why: str, day: date | None) -> None:
    assert read_return(words, MONDAY, WorkCalendar()) == (why, day)


def test_an_answer_is_the_reason_as_it_stands() -> None:
    found = read_return("ไม่มีหลักฐานข้อ 1.2 ภายในพรุ่งนี้ค่ะ", MONDAY, WorkCalendar(), answers=True)
    assert found == ("ไม่มีหลักฐานข้อ 1.2", date(2027, 3, 23))


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("ตรวจรับ กลยุทธ์ที่ 1 กลุ่มอำนวยการค่ะ", "กลยุทธ์ที่ 1 กลุ่มอำนวยการ"),
        ("ส่งกลับ กลุ่มนิเทศ ภายในศุกร์นี้ เพราะ รร.บ้านใหม่ ไม่ครบ", "กลุ่มนิเทศ"),
        ("ตีกลับกลยุทธ์ 2 ให้แก้ตัวชี้วัด 2.1", "กลยุทธ์ 2"),
    ],
)
def test_what_is_left_names_the_form(words: str, about: str) -> None:
    assert what_is_reviewed(words) == about
