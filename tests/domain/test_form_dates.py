"""Days as they stand in forms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.dates import read_date
from domain.forms.grid import Raw
from domain.thai import MONTHS, MONTHS_SHORT, thai_digits


@pytest.mark.parametrize(
    "typed",
    [
        "๓๐ กันยายน ๒๕๖๙", "30 ก.ย. 69", "30กย69", "30 กย. 2569", "30-09-2569", "30.9.69", "30/9/69", "2026-09-30",
        "30/09/2026",
        "วันที่ 30 เดือน กันยายน พ.ศ. 2569", "วันพุธที่ 30 กันยายน 2569", "2569-09-30",
        date(2026, 9, 30), date(2569, 9, 30), date(1969, 9, 30), datetime(2569, 9, 30, 8, 0, tzinfo=UTC), 46295.0,
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_dress(typed: Raw) -> None:
    assert read_date(typed) == date(2026, 9, 30)


@pytest.mark.parametrize(
    "typed", ["31 ก.พ. 70", "45/1/2569", "วันนี้", "", None, True, 3.0, "30 กกก 69", date(1850, 1, 1)]
)
def test_what_is_no_day_is_none(typed: Raw) -> None:
    assert read_date(typed) is None


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.booleans(), st.booleans())
def test_a_day_written_in_thai_comes_back(day: date, short: bool, thai: bool) -> None:
    months = MONTHS_SHORT if short else MONTHS
    text = f"{day.day} {months[day.month - 1]} {day.year + 543}"
    assert read_date(thai_digits(text) if thai else text) == day
