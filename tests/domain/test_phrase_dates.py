"""Days and times as people type them, on the reference clock and others."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_day, find_days, find_moment, is_unclear
from domain.thai import BANGKOK, short_date, thai_digits

CALENDAR = WorkCalendar()
MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("พรุ่งนี้", (11, 24)),
        ("พรุงนี้ค่ะ", (11, 24)),
        ("ศุกนี้นะคะ", (11, 27)),
        ("อีกวันนึง", (11, 24)),
        ("ขออีกสัปดาห์นึงค่ะ", (11, 30)),
        ("2026-12-15", (12, 15)),
        ("2569-12-15", (12, 15)),
        ("สิ้นเดือนธันวา", (12, 30)),
        ("สิ้นพฤศจิกายน 69", (11, 30)),
        ("ส่งมะรืนนะคะ", (11, 25)),
        ("วันนี้ไม่ต้องเตือนแล้วนะ", (11, 23)),
        ("ศุกร์นี้", (11, 27)),
        ("ขอถึงวันศุกร์นี้ค่ะ ติดประชุม", (11, 27)),
        ("วันศุกร์ที่จะถึง", (11, 27)),
        ("ศุกร์หน้า", (12, 4)),
        ("วันศุกร์", (11, 27)),
        ("วันอาทิตย์นี้", (11, 29)),
        ("พฤหัสนี้", (11, 26)),
        ("พุธหน้า", (12, 2)),
        ("สิ้นเดือน", (11, 30)),
        ("ขอเป็นสิ้นเดือนได้มั้ย", (11, 30)),
        ("สิ้นเดือนหน้า", (12, 30)),
        ("สิ้นปี", (12, 30)),
        ("วันที่ 15", (12, 15)),
        ("วันที่ ๑๕ นี้", (12, 15)),
        ("ก่อนวันที่ 15", (12, 14)),
        ("ภายในวันที่ 15", (12, 15)),
        ("วันที่ 23", (11, 23)),
        ("15 ธค 69", (12, 15)),
        ("15 ธ.ค.69", (12, 15)),
        ("15/12/69", (12, 15)),
        ("15-12-2569", (12, 15)),
        ("15.12.69", (12, 15)),
        ("๑๕ ธันวา", (12, 15)),
        ("15 ธันวาคม พ.ศ.2569", (12, 15)),
        ("15/12/26", (12, 15)),
        ("ก่อน 15 ธ.ค.", (12, 14)),
        ("15/12", (12, 15)),
        ("เลื่อนเป็น ๑๕ ธ.ค. ๖๙", (12, 15)),
        ("15 ธ.ค. 9 โมง", (12, 15)),
        ("15 ธ.ค. 13.30 น.", (12, 15)),
        ("อีก 3 วัน", (11, 26)),
        ("ขออีก 3 วันนะคับ", (11, 26)),
        ("อีกสามวัน", (11, 26)),
        ("ภายใน 3 วันทำการ", (11, 26)),
        ("อีก 1 สัปดาห์", (11, 30)),
        ("วันศุกร์ที่ 27 พ.ย.", (11, 27)),
        ("เย็นนี้ส่งค่ะ", (11, 23)),
    ],
)
def test_a_day_is_understood(said: str, day: tuple[int, int]) -> None:
    assert find_day(said, MONDAY, CALENDAR) == date(2026, *day)


@pytest.mark.parametrize(
    "said",
    [
        "ปลายเดือน",
        "ต้นเดือนหน้า",
        "กลางเดือน",
        "31 ก.พ. 70",
        "เร็วๆ นี้",
        "หลังปีใหม่",
        "อีก 5 วัน",
        "วันพุธที่ 27 พ.ย.",
        "สัปดาห์หน้า",
        "วันจันทร์",
    ],
)
def test_what_people_understand_differently_is_not_guessed(said: str) -> None:
    assert find_day(said, MONDAY, CALENDAR) is None
    assert is_unclear(said, MONDAY, CALENDAR)


@pytest.mark.parametrize(
    "said", ["ขอเลื่อนส่งได้ไหมคะ", "กลยุทธ์ที่ 3", "ส่ง 5 ไฟล์แล้ว", "ปีงบประมาณ 2570", "แบบ กย.1", "โรงเรียน 12 แห่ง", ""]
)
def test_a_sentence_without_a_day_names_none(said: str) -> None:
    assert find_days(said, MONDAY, CALENDAR) is None
    assert not is_unclear(said, MONDAY, CALENDAR)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("งดเตือนช่วงสงกรานต์ 12-16 เม.ย.", date(2027, 4, 12), date(2027, 4, 16)),
        ("งดเตือน 28 ธ.ค. 69 - 8 ม.ค. 70", date(2026, 12, 28), date(2027, 1, 8)),
        ("งดเตือนตั้งแต่ 28 ธันวาคม 2569 ถึงวันที่ 8 มกราคม 2570", date(2026, 12, 28), date(2027, 1, 8)),
        ("งดเตือน 28 ธ.ค. - 8 ม.ค. 70", date(2026, 12, 28), date(2027, 1, 8)),
        ("งดเตือน 12 เม.ย. ถึง 16 เม.ย. 70", date(2027, 4, 12), date(2027, 4, 16)),
        ("หยุด 28 ธ.ค. - 4 ม.ค.", date(2026, 12, 28), date(2027, 1, 4)),
        ("วันศุกร์นี้", date(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_a_stretch_of_days_is_understood(said: str, first: date, last: date) -> None:
    assert find_days(said, MONDAY, CALENDAR) == (first, last)
    assert (find_day(said, MONDAY, CALENDAR) is None) == (first != last)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("เตือนอีกทีพรุ่งนี้ 9 โมง", (11, 24, 9, 0)),
        ("พรุ่งนี้บ่ายสาม", (11, 24, 15, 0)),
        ("สี่โมงเย็น", (11, 23, 16, 0)),
        ("เก้าโมงครึ่ง", (11, 23, 9, 30)),
        ("ทวงด่วนวันนี้ ขอภายในบ่าย 3", (11, 23, 15, 0)),
        ("15/12/69 ก่อนเที่ยง", (12, 15, 12, 0)),
        ("ศุกร์นี้ 13.30 น.", (11, 27, 13, 30)),
        ("8:30", (11, 24, 8, 30)),
        ("ก่อนเลิกงาน", (11, 23, 16, 30)),
        ("บ่ายโมง", (11, 23, 13, 0)),
        ("บ่ายสามครึ่ง", (11, 23, 15, 30)),
    ],
)
def test_a_moment_is_understood(said: str, moment: tuple[int, int, int, int]) -> None:
    assert find_moment(said, NINE, CALENDAR) == datetime(2026, *moment, tzinfo=BANGKOK)


@pytest.mark.parametrize("said", ["3 โมง", "พรุ่งนี้ 5 โมง", "เที่ยงคืน", "พรุ่งนี้", "ปลายเดือน 9 โมง", "วันนี้ 8.00 น.", "25:00"])
def test_a_time_that_may_mean_two_or_is_past_is_no_moment(said: str) -> None:
    assert find_moment(said, NINE, CALENDAR) is None


def test_a_time_past_today_is_tomorrow_s() -> None:
    late = datetime(2026, 11, 30, 16, 0, tzinfo=BANGKOK)
    assert find_moment("บ่ายสามครึ่ง", late, CALENDAR) == datetime(2026, 12, 1, 15, 30, tzinfo=BANGKOK)


def test_working_days_pass_over_days_off() -> None:
    assert find_day("อีก 1 วันทำการ", date(2026, 12, 4), CALENDAR) == date(2026, 12, 8)


@given(st.dates(date(2026, 10, 1), date(2028, 9, 30)), st.integers(0, 360))
def test_a_day_written_as_the_bot_writes_it_is_read_back(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert find_day(f"ขอส่ง {short_date(day)} ค่ะ", today, CALENDAR) == day
    assert find_day(thai_digits(short_date(day)), today, CALENDAR) == day


@given(st.text(max_size=60), st.dates(date(2026, 10, 1), date(2028, 9, 30)))
def test_no_text_is_too_odd_and_no_day_is_past(text: str, today: date) -> None:
    found = find_days(text + " 12/1 วันศุกร์", today, CALENDAR)
    assert found is None or found[0] <= found[1]


def test_a_day_without_a_year_is_never_past() -> None:
    for offset in range(370):
        today = MONDAY + timedelta(days=offset)
        for said in ("15 ธ.ค.", "วันที่ 31", "ศุกร์นี้", "สิ้นเดือน"):
            day = find_day(said, today, CALENDAR)
            assert day is None or day >= today or said == "สิ้นเดือน"


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("พรุ่งนี้ถึงศุกร์", (11, 24), (11, 27)),
        ("ศุกร์นี้ - จันทร์", (11, 27), (11, 30)),
        ("1/12/69-3/12/69", (12, 1), (12, 3)),
        ("วันที่ 16-18", (12, 16), (12, 18)),
        ("วันที่ 25 ถึงวันที่ 27", (11, 25), (11, 27)),
    ],
)
def test_several_days_are_read_however_their_ends_are_said(
    said: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert find_days(said, MONDAY, CALENDAR) == (date(2026, *first), date(2026, *last))


@pytest.mark.parametrize("said", ["พุธ 8 เม.ย. 70", "วันจันทร์ 4 ธันวา", "ศุกร์ 3/12"])
def test_a_weekday_that_contradicts_the_date_is_not_clear(said: str) -> None:
    assert find_days(said, MONDAY, CALENDAR) is None
    assert is_unclear(said, MONDAY, CALENDAR)
