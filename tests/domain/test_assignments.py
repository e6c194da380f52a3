"""When topics are due inside the office, who prepares them, and what a sentence says of that."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from domain.assignments import due_moment, inside_due, title_of, with_or_without
from domain.calendar import OfficeHours, WorkCalendar
from domain.phrases.assignments import Given, read_given
from domain.plan import Role
from domain.rights import Right, may
from domain.thai import BANGKOK

CALENDAR = WorkCalendar(
    OfficeHours(opens=time(8, 30), closes=time(16, 30), lunch=(time(12), time(13))), {}, frozenset()
)
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("agency", "inside"),
    [
        (date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 30), date(2026, 11, 27)),  # Monday: the Friday before
        (date(2026, 11, 24), MONDAY),
        (MONDAY, MONDAY),
        (date(2026, 11, 20), MONDAY),  # it is over: today, and the officer sees so
        (None, None),
    ],
)
def test_the_day_inside_is_a_working_day_before_the_agencys_and_never_past(
    agency: date | None, inside: date | None
) -> None:
    assert inside_due(agency, MONDAY, CALENDAR) == inside


def test_on_the_agencys_own_day_its_hour_counts() -> None:
    at_three = datetime(2026, 11, 23, 15, 0, tzinfo=BANGKOK)
    assert due_moment(MONDAY, time(16, 30), at_three) == at_three
    assert due_moment(MONDAY, time(16, 30), None) == datetime(2026, 11, 23, 16, 30, tzinfo=BANGKOK)


def test_a_further_tap_joins_and_the_same_tap_takes_out() -> None:
    assert with_or_without((), 3) == (3,)
    assert with_or_without((3,), 5) == (3, 5)
    assert with_or_without((3, 5), 3) == (5,)


def test_a_work_is_called_after_its_agency_its_round_and_its_only_topic() -> None:
    assert title_of("สปน.", "", ["อาหารกลางวัน"]) == "รายงาน สปน. เรื่องอาหารกลางวัน"
    assert title_of("ศธ.", "รอบที่ ๑", ["ก", "ข"]) == "รายงาน ศธ. รอบที่ ๑"


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("มอบเรื่องเด็กตกหล่นให้กลุ่มส่งเสริม ส่ง 29 ม.ค.", Given("เด็กตกหล่น", "กลุ่มส่งเสริม", date(2027, 1, 29))),
        ("มอบหมายเรื่อง อาหารกลางวัน ให้กลุ่มส่งเสริม กับกลุ่มการเงินค่ะ", Given("อาหารกลางวัน", "กลุ่มส่งเสริม กับกลุ่มการเงิน", None)),
        ("มอบประเด็นเด็กตกหล่นให้กลุ่มนิเทศ ภายในพรุ่งนี้", Given("เด็กตกหล่น", "กลุ่มนิเทศ", date(2026, 11, 24))),
        ("มอบหมายผู้รับผิดชอบ", Given()),
    ],
)
def test_a_sentence_says_what_goes_to_whom_by_when(said: str, given: Given) -> None:
    assert read_given(said, MONDAY, CALENDAR) == given


def test_the_director_and_the_officer_give_topics_out() -> None:
    assert [role for role in Role if may([role], Right.ASSIGN)] == [Role.OFFICER, Role.DIRECTOR]
