"""What may be asked for when a due date is to move, what a shift for all moves, how long a promise counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.extensions import Doubt, both_moved, due_on, judge, limits, moves, promised, slack
from domain.phrases.asking import (
    extended_from_above,
    moved_day,
    reason_in,
    refusal_in,
    speaks_of_later,
    tidy,
    unit_in,
)
from domain.phrases.understanding import Intent, understand
from domain.thai import BANGKOK

CALENDAR = WorkCalendar()
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)  # a Friday; the 6th and the 12th to 15th are days off
NOW = datetime(2027, 3, 31, 9, 0, tzinfo=BANGKOK)
EXTERNAL = datetime(2027, 4, 9, 16, 30, tzinfo=BANGKOK)
MONDAY = date(2026, 11, 23)


def april(day: int) -> date:
    return date(2027, 4, day)


@pytest.mark.parametrize(
    ("day", "doubt", "instead"),
    [
        (april(1), Doubt.NOT_LATER, april(5)),
        (april(2), Doubt.NOT_LATER, april(5)),
        (april(3), Doubt.DAY_OFF, april(5)),  # the working day before is no later day
        (april(5), None, None),
        (april(6), Doubt.DAY_OFF, april(5)),
        (april(8), None, None),
        (april(9), Doubt.TOO_LATE, april(8)),
        (april(30), Doubt.TOO_LATE, april(8)),
    ],
)
def test_a_day_is_after_the_due_day_and_before_the_offices_own(day: date, doubt: Doubt, instead: date | None) -> None:
    judged = judge(day, limits(DUE, EXTERNAL, NOW, CALENDAR), CALENDAR)
    assert (judged.doubt, judged.instead) == (doubt, instead)


def test_what_is_overdue_may_be_asked_for_from_today_on() -> None:
    within = limits(DUE, None, datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK), CALENDAR)
    assert judge(april(7), within, CALENDAR).doubt is Doubt.PAST
    assert judge(april(8), within, CALENDAR).doubt is None
    assert judge(april(7), within, CALENDAR).instead == april(8), "today, which is a working day"


def test_what_is_overdue_on_a_day_off_may_be_asked_for_from_the_next_working_day_on() -> None:
    on_a_holiday = datetime(2027, 4, 6, 9, 0, tzinfo=BANGKOK)
    assert limits(DUE, None, on_a_holiday, CALENDAR).first == april(7)
    assert limits(DUE, None, DUE, CALENDAR).first == april(5), "on the due day itself it is not overdue yet"


def test_no_day_is_offered_that_may_not_be_asked_for() -> None:
    next_day = datetime(2027, 4, 5, 16, 30, tzinfo=BANGKOK)
    overdue = limits(DUE, next_day, datetime(2027, 4, 8, 9, 0, tzinfo=BANGKOK), CALENDAR)
    assert [judge(april(day), overdue, CALENDAR).instead for day in (1, 7)] == [None, None]
    until_monday = limits(DUE, datetime(2027, 4, 7, 16, 30, tzinfo=BANGKOK), NOW, CALENDAR)
    assert until_monday.last == april(5)
    assert judge(april(4), until_monday, CALENDAR).instead == april(5), "the last day itself may be asked for"
    until_the_due_day = limits(DUE, datetime(2027, 4, 5, 16, 30, tzinfo=BANGKOK), NOW, CALENDAR)
    assert judge(april(3), until_the_due_day, CALENDAR).instead is None


def test_a_later_day_that_was_approved_is_kept_until_everybodys_is_later() -> None:
    granted = datetime(2027, 4, 9, 16, 30, tzinfo=BANGKOK)
    sooner, later = granted.replace(day=7), granted.replace(day=16)
    assert not moves(granted, granted, sooner, granted), "it has become everybody's meanwhile, and is kept all the same"
    assert moves(granted, granted, sooner, None)
    assert moves(granted, granted, sooner, granted.replace(day=8)), "another day was approved"
    assert moves(granted, DUE, later, granted)


def test_no_day_is_left_when_the_offices_own_is_the_next_one() -> None:
    within = limits(DUE, datetime(2027, 4, 5, 16, 30, tzinfo=BANGKOK), NOW, CALENDAR)
    assert not within.any_left
    assert judge(april(5), within, CALENDAR).instead is None


@given(st.dates(april(1), date(2027, 6, 30)), st.none() | st.dates(april(3), date(2027, 6, 30)))
def test_what_is_proposed_instead_may_be_asked_for(day: date, external: date | None) -> None:
    own = datetime.combine(external, DUE.time(), BANGKOK) if external else None
    within = limits(DUE, own, NOW, CALENDAR)
    judged = judge(day, within, CALENDAR)
    if judged.instead is not None:
        assert judge(judged.instead, within, CALENDAR).doubt is None
    if judged.doubt is None:
        assert CALENDAR.is_working_day(day)
        assert day > april(2)
        assert external is None or day < external


def test_a_debt_keeps_its_time_of_day_and_its_distance_is_told() -> None:
    assert due_on(april(8), DUE) == datetime(2027, 4, 8, 16, 30, tzinfo=BANGKOK)
    assert slack(april(7), EXTERNAL, CALENDAR) == 2
    assert slack(april(7), None, CALENDAR) is None


def test_a_shift_moves_all_but_those_with_a_later_day_of_their_own() -> None:
    later, latest, sooner = due_on(april(9), DUE), due_on(april(30), DUE), due_on(april(5), DUE)
    assert moves(DUE, DUE, later)
    assert moves(sooner, DUE, later)
    assert not moves(latest, DUE, later)
    assert not moves(later, DUE, later)
    assert moves(DUE, DUE, datetime(2027, 3, 30, 16, 30, tzinfo=BANGKOK)), "it may become sooner, too"
    assert not moves(latest, DUE, datetime(2027, 3, 30, 16, 30, tzinfo=BANGKOK))


def test_the_same_number_of_working_days_stays_before_the_offices_own() -> None:
    assert both_moved(DUE, EXTERNAL, april(30), CALENDAR) == (april(26), april(30))


def test_a_promise_counts_to_the_due_day_and_for_the_overdue_a_few_days() -> None:
    today = date(2027, 3, 31)
    assert promised(april(1), DUE, today, CALENDAR) == april(1)
    assert promised(april(20), DUE, today, CALENDAR) == april(2)
    assert promised(april(30), DUE, april(5), CALENDAR) == april(9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ขอขยายเวลาส่งแบบกลยุทธ์ถึงวันศุกร์นี้ค่ะ ติดประชุม", date(2026, 11, 27)),
        ("ขอเป็นสิ้นเดือนได้มั้ย", date(2026, 11, 30)),
        ("เลื่อนเป็น ๑๕ ธ.ค. ๖๙", date(2026, 12, 15)),
        ("ขออีก 3 วันนะคับ", date(2026, 11, 30)),  # working days from the due day, which is still to come
        ("เลื่อนกำหนดทุกคนไปอีก 1 สัปดาห์ สพฐ.ขยาย", date(2026, 12, 2)),
        ("ขอเลื่อนส่งได้ไหมคะ", None),
        ("ขอเป็นปลายเดือน", None),
    ],
)
def test_the_new_day_is_read_from_the_words(text: str, day: date | None) -> None:
    assert moved_day(text, date(2026, 11, 25), MONDAY, CALENDAR) == day


def test_more_days_count_from_today_when_the_due_day_is_past() -> None:
    assert moved_day("ขออีก 3 วันนะคับ", date(2026, 11, 20), MONDAY, CALENDAR) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ขอขยายเวลาส่งแบบกลยุทธ์ถึงวันศุกร์นี้ค่ะ ติดประชุม", "ติดประชุม"),
        ("ขอเลื่อนเป็น 9 เม.ย. เนื่องจากรอข้อมูลจากโรงเรียนค่ะ", "รอข้อมูลจากโรงเรียน"),
        ("ขอเลื่อนค่ะ ป่วย", "ป่วย"),
        ("ยกเลิกงานนี้ ไม่ต้องส่งแล้ว สพฐ.ยกเลิก", "สพฐ.ยกเลิก"),
        ("ขอเลื่อนส่งได้ไหมคะ", ""),
        ("ขอเลื่อนรอบ 6 เดือน", ""),
    ],
)
def test_the_reason_is_read_from_the_words(text: str, reason: str) -> None:
    assert reason_in(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ไม่อนุมัติ ต้องส่งตามกำหนดค่ะ สพฐ.ปิดระบบ", "ต้องส่งตามกำหนดค่ะ สพฐ.ปิดระบบ"),
        ("ไม่อนุมัติค่ะ เพราะใกล้กำหนดแล้ว", "ใกล้กำหนดแล้ว"),
        ("ไม่อนุมัติ", ""),
        ("ไม่อนุมัติค่ะ", ""),
        ("ไม่ให้เลื่อน", ""),
    ],
)
def test_why_not_is_what_stands_behind_the_no(text: str, reason: str) -> None:
    assert refusal_in(text) == reason


def test_small_words_around_are_told_apart() -> None:
    assert unit_in("ยกเว้น รร.วัดธารทอง เพราะปิดซ่อม") == "รร.วัดธารทอง"
    assert unit_in("รร.บ้านหนองน้ำใส ไม่ต้องส่งค่ะ") == "รร.บ้านหนองน้ำใส"
    assert extended_from_above("สพฐ. ขยายถึง 30 เม.ย.")
    assert not extended_from_above("ขยายเวลา ส่ง สพฐ. 30 เม.ย.")
    assert speaks_of_later("อนุมัติให้เลื่อนได้")
    assert not speaks_of_later("อนุมัติ")
    assert tidy(" - . ") == ""
    assert len(tidy("ก" * 500)) <= 120


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ขอเลื่อนส่งได้ไหมคะ", Intent.EXTEND_REQUEST),
        ("ขอขยายเวลาส่งแบบกลยุทธ์ถึงวันศุกร์นี้ค่ะ ติดประชุม", Intent.EXTEND_REQUEST),
        ("ขอเลื่อนค่ะ ป่วย", Intent.EXTEND_REQUEST),
        ("คำขอเลื่อน", Intent.EXTENSION_REQUESTS),
        ("ใครขอเลื่อนกำหนดส่งบ้าง", Intent.EXTENSION_REQUESTS),
        ("ยกเลิกคำขอเลื่อน", Intent.DROP_EXTENSION),
        ("อนุมัติเลื่อนของ รร.บ้านใหม่", Intent.APPROVE),
        ("ไม่ให้เลื่อน", Intent.REJECT),
        ("กำลังทำค่ะ จะส่งวันศุกร์", Intent.PROMISE),
        ("ยังไม่ส่งค่ะ ขอโทษนะคะ กำลังทำ", Intent.PROMISE),
        ("ครูนกบอกว่าจะส่งวันศุกร์", Intent.IGNORE),
        ("อย่าเพิ่งส่งนะ", Intent.IGNORE),
        ("เลื่อนกำหนดทุกคนไปอีก 1 สัปดาห์ สพฐ.ขยาย", Intent.SHIFT_DEADLINE),
        ("สพฐ. ขยายถึง 30 เม.ย.", Intent.SHIFT_DEADLINE),
        ("สพฐ. เลื่อนมาตรวจเป็น 29 เม.ย.", Intent.VISIT),
        ("ยกเลิกงานนี้ ไม่ต้องส่งแล้ว สพฐ.ยกเลิก", Intent.CANCEL_REQUIREMENT),
        ("เปิดงานที่ยกเลิกคืน", Intent.RESTORE_REQUIREMENT),
        ("เอางานที่ยกเลิกกลับมา", Intent.RESTORE_REQUIREMENT),
        ("คืนงานที่เพิ่งยกเลิกค่ะ", Intent.RESTORE_REQUIREMENT),
        ("ยกเลิกการยกเลิกงานนี้", Intent.RESTORE_REQUIREMENT),
        ("รร.บ้านหนองน้ำใส ไม่ต้องส่ง", Intent.EXEMPT),
        ("ยกเว้น รร.วัดธารทอง เพราะปิดซ่อม", Intent.EXEMPT),
        ("ไม่ต้องส่งแล้ว", Intent.IGNORE),
        ("รร.วัดธารทอง ไม่ต้องเตือนแล้ว", Intent.SNOOZE),
    ],
)
def test_what_is_asked_for_is_told_apart(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent
