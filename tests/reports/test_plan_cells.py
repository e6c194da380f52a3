"""Cells of a plan are read as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.thai import BANGKOK, thai_digits
from reports.plan_cells import Raw, as_day, as_list, as_moment, as_round, as_text, as_whole, as_year
from reports.plan_writing import day_text, moment_text
from tests.reports.plan_editing import clock

DUE = date(2027, 4, 2)
CLOSES = time(16, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "2 เม.ย. 70", "2 เม.ย. 2570", "๒ เมษายน ๒๕๗๐", "2เมย70", "2 เมษายน พ.ศ. 2570", "วันที่ 2 เดือน เมษายน พ.ศ. 2570",
        "ศ. 2 เม.ย. 70", "วันศุกร์ที่ ๒ เมษายน ๒๕๗๐", "2/4/2570", "02/04/2570", "๒/๔/๒๕๗๐", "2-4-2570", "2.4.70", "2/4/70",
        "2/4/2027", "2027-04-02", "2570-04-02", " 2  เม.ย.\u00a02570 ", clock(2027, 4, 2), date(2027, 4, 2),
        clock(2570, 4, 2), date(2570, 4, 2), clock(1970, 4, 2),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed: Raw) -> None:
    assert as_day(typed) == DUE


@pytest.mark.parametrize(
    "typed",
    ["", "32 เม.ย. 70", "2 เมย", "เมษายน 2570", "2/13/2570", "29 ก.พ. 2570", "ภายในเดือนเมษายน", "2 ฟหก 70", "2/4/257",
     "ก่อน 2 เม.ย. 70", "2/4/2370", 2570, 46114.0, None, True, clock(1850, 2, 28)],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(typed: Raw) -> None:
    assert as_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("2 เม.ย. 2570", 16, 30), ("2 เม.ย. 2570 เวลา 12.00 น.", 12, 0), ("2 เม.ย. 70 09:05", 9, 5),
        ("๒ เมษายน ๒๕๗๐ เวลา ๑๐.๒๔ น.", 10, 24), ("2/4/2570 8:30", 8, 30), ("2.4.2570", 16, 30),
        ("2.4.70 12.15", 12, 15),
        ("2027-04-02 12:00:00", 12, 0), ("2 เม.ย. 2570 เวลา 00.00 น.", 0, 0), (clock(2027, 4, 2), 16, 30),
        (clock(2570, 4, 2, 9, 15, 30), 9, 15), (date(2027, 4, 2), 16, 30),
    ],
)  # fmt: skip
def test_a_moment_has_its_time_or_the_usual_one(typed: Raw, hour: int, minute: int) -> None:
    assert as_moment(typed, CLOSES) == datetime(2027, 4, 2, hour, minute, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    "typed", ["", "เร็ว ๆ นี้", "2 เม.ย. 2570 เวลา 25.00 น.", "เวลา 16.30 น.", 12.0, None, clock(1, 1, 1)]
)
def test_what_is_no_moment_is_not_guessed(typed: Raw) -> None:
    assert as_moment(typed, CLOSES) is None


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_we_write_is_read_back(day: date) -> None:
    assert as_day(day_text(day)) == day
    assert as_day(thai_digits(day_text(day))) == day


@given(st.datetimes(clock(2001, 1, 1), clock(2099, 12, 31), timezones=st.just(UTC)))
def test_a_moment_we_write_is_read_back_to_the_minute(moment: datetime) -> None:
    assert as_moment(moment_text(moment), CLOSES) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (99010001.0, "99010001"),
        (3.1, "3.1"),
        ("  เเบบ ", "แบบ"),
        (None, ""),
        (True, "True"),
        (clock(2027, 4, 2), "2027-04-02"),
    ],
)
def test_a_cell_as_text_is_what_the_person_saw(typed: Raw, text: str) -> None:
    assert as_text(typed) == text


@pytest.mark.parametrize(
    ("typed", "whole"), [("๑,๒๔๕", 1245), (4.0, 4), ("4.5", None), ("สี่", None), ("", None), ("-1", None)]
)
def test_whole_numbers_may_be_thai(typed: Raw, whole: int | None) -> None:
    assert as_whole(typed) == whole


@pytest.mark.parametrize(
    ("typed", "year"), [("๒๕๗๐", 2570), (2570.0, 2570), ("2027", None), ("70", None), ("ปีนี้", None)]
)
def test_a_year_is_buddhist_and_whole(typed: Raw, year: int | None) -> None:
    assert as_year(typed) == year


@pytest.mark.parametrize(
    ("typed", "code"),
    [("รอบ ๖ เดือน", "6m"), ("12 เดือน", "12m"), ("ไตรมาสที่ ๑", "q1"), ("ไตรมาส 4", "q4"), ("6m", "6m"),
     ("term-1", "term-1"), ("ไตรมาส ๕", None), ("ครึ่งปี", None), ("", None)],
)  # fmt: skip
def test_a_round_is_known_by_its_words(typed: str, code: str | None) -> None:
    assert as_round(typed) == code


def test_a_list_may_be_parted_in_several_ways() -> None:
    assert as_list("ก, ข;ค\nง ,, ") == ("ก", "ข", "ค", "ง")
