"""What is said about meetings, and when those invited are reminded."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from domain.calendar import WorkCalendar
from domain.meetings import Invitation, is_reminder_due
from domain.phrases.meetings import (
    THE_SCREENING_COMMITTEE,
    Change,
    Said,
    Wish,
    all_came,
    read_attendance,
    read_guest,
    read_hours,
    read_meeting,
    sends_nobody,
    wish_of,
)
from domain.thai import BANGKOK

TODAY = date(2027, 3, 1)
CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1",
            Said(THE_SCREENING_COMMITTEE, date(2027, 4, 8), time(9, 30), "ห้องประชุม 1"),
        ),
        (
            "นัดประชุมคณะกรรมการกลั่นกรอง พรุ่งนี้บ่ายโมง ณ ห้องประชุมบึงบัวหลวง",
            Said(THE_SCREENING_COMMITTEE, date(2027, 3, 2), time(13, 0), "ห้องประชุมบึงบัวหลวง"),
        ),
        (
            "เชิญประชุมผู้รับผิดชอบกลยุทธ์ วันที่ 9 เม.ย. 70 เวลา 13.30 น. ที่ห้องประชุมใหญ่ ชั้น 2",
            Said("ผู้รับผิดชอบกลยุทธ์", date(2027, 4, 9), time(13, 30), "ห้องประชุมใหญ่ ชั้น 2"),
        ),
        (
            "ห้องประชุม ๒ วันที่ ๙ เม.ย. ๗๐ เวลา ๑๓.๐๐ น.",
            Said("", date(2027, 4, 9), time(13, 0), "ห้องประชุม 2"),
        ),
        (
            "นัดประชุมกลั่นกรอง ศุกร์นี้ 9.00 น. ทาง zoom",
            Said(THE_SCREENING_COMMITTEE, date(2027, 3, 5), time(9, 0), "ทาง zoom"),
        ),
        ("นัดประชุม", Said("", None, None, "")),
    ],
)  # fmt: skip
def test_a_sentence_says_whose_meeting_when_and_where(typed: str, said: Said) -> None:
    assert read_meeting(typed, TODAY, CALENDAR) == said


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("นัดประชุมพรุ่งนี้", Wish.CALL),
        ("เลื่อนประชุมเป็น 9 เม.ย.", Wish.MOVE),
        ("ยกเลิกการประชุม", Wish.CALL_OFF),
        ("งดประชุมพรุ่งนี้", Wish.CALL_OFF),
        ("ประชุมพรุ่งนี้กี่โมง", Wish.SHOW),
    ],
)
def test_a_sentence_says_what_is_to_happen_with_a_meeting(typed: str, wish: Wish) -> None:
    assert wish_of(typed) is wish


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("เชิญนางกัลยาด้วยค่ะ", Change("นางกัลยา", is_in=True)),
        ("ไม่เชิญนายวิทยา", Change("นายวิทยา", is_in=False)),
        ("เอานายวิทยาออก", Change("นายวิทยา", is_in=False)),
        ("บ่ายโมง", None),
    ],
)
def test_guests_are_added_and_taken_out_by_words(typed: str, change: Change | None) -> None:
    assert read_guest(typed) == change


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("นายวิทยาไม่มา ติดราชการ", Change("นายวิทยา", is_in=False, why="ติดราชการ")),
        ("นางกัลยามาแล้ว", Change("นางกัลยา", is_in=True)),
        ("นายปอ ลาป่วย", Change("นายปอ", is_in=False, why="ลาป่วย")),
    ],
)
def test_who_came_is_said_by_words(typed: str, change: Change) -> None:
    assert read_attendance(typed) == change


def test_hours_and_everybody_are_understood() -> None:
    assert read_hours("เริ่ม 09.40 น. เลิก 12.00 น.") == (time(9, 40), time(12, 0))
    assert read_hours("เลิกเที่ยงครึ่ง") == (None, time(12, 30))
    assert read_hours("มาครบ") == (None, None)
    assert all_came("มาครบค่ะ")
    assert all_came("มาครบทุกคน")
    assert not all_came("มาไม่ครบ")
    assert sends_nobody("ไม่ส่งผู้แทนค่ะ")


def test_what_is_not_said_yet_is_asked_for_in_order() -> None:
    assert Invitation().lacks == "what"
    assert Invitation(what="x").lacks == "day"
    assert Invitation(what="x", day=TODAY, clock=time(9)).lacks == "place"
    assert Invitation(what="x", day=TODAY, clock=time(9), place="y").lacks == ""


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2027, 4, day, hour, tzinfo=BANGKOK)


def test_those_invited_are_reminded_on_the_working_day_before() -> None:
    held, called, hour = at(7, 9), at(1), time(9)  # Wednesday; Tuesday is Chakri day
    due = [
        day for day in range(1, 8) if is_reminder_due(held, called, at(day, 8) if day == 7 else at(day), CALENDAR, hour)
    ]

    assert due == [5]
    assert not is_reminder_due(held, at(5), at(5, 10), CALENDAR, hour), "they were invited today"
    assert not is_reminder_due(held, called, at(5, 8), CALENDAR, hour)
