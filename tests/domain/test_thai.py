"""Spelling repair, digits, Buddhist years, dates as chats and documents have them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.thai import (
    arabic,
    clock_time,
    end_of_day,
    fiscal_year_be,
    for_matching,
    long_date,
    normalise,
    short_date,
    thai_digits,
    weekday_date,
    without_particles,
)

MESSES = ("เเผน", "คํา", "นํ้า", "นำ้", "งาาน", "ส่่ง", "ก ", "\u00a0", "\u200b", "\n", "๑๒", "34", "ต่างๆ", "ที่", "รร.", "-")
THAI = st.lists(st.sampled_from(MESSES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเผนความปลอดภัย", "แผนความปลอดภัย"),
        ("คํา", "คำ"),
        ("นํ้า", "น้ำ"),
        ("งาาน", "งาน"),
        ("โรงเรียน\u200bปลอดภัย", "โรงเรียนปลอดภัย"),
        ("ก\u00a0\u00a0ข\tค", "ก ข ค"),
        ("  ข้อ ๑\nข้อ ๒  ", "ข้อ ๑\nข้อ ๒"),
        ("คำสั่งที่ ๔๕/๒๕๖๙", "คำสั่งที่ ๔๕/๒๕๖๙"),
    ],
)
def test_spelling_is_repaired_and_meaning_kept(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


def test_sara_am_is_never_split() -> None:
    assert "ำ" in normalise("ทำ คํา กําหนด")
    assert "ํ" not in normalise("ทำ คํา กําหนด")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ขอบคุณค่ะ", "ขอบคุณ"),
        ("เหลืองานอะไรอีกมั้ยยย", "เหลืองานอะไรอีกมั้ย"),
        ("ขอแบบฟอร์มหน่อยนะครับ", "ขอแบบฟอร์ม"),
        ("สมัครครับ รร.บ้านใหม่ 99010002", "สมัครครับ รร.บ้านใหม่ 99010002"),
        ("รหัส 10000", "รหัส 10000"),
        ("ทีมเราชนะ", "ทีมเราชนะ"),
        ("ส่งแล้วนะคะ!!!", "ส่งแล้ว"),
    ],
)
def test_polite_words_and_stretched_letters_go_and_digits_stay(typed: str, meant: str) -> None:
    assert without_particles(typed) == meant


def test_keys_for_matching_ignore_spaces_points_and_kinds_of_digits() -> None:
    assert for_matching("จำนวน ทั้งหมด (คน)") == for_matching("จํานวนทั้งหมด คน")
    assert for_matching("E-MES ๑") == "emes1"


def test_a_fiscal_year_opens_in_october() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2027, 1, 1), date(2027, 9, 30)]
    assert [fiscal_year_be(day) for day in days] == [2569, 2570, 2570, 2570]


def test_dates_are_written_as_chats_and_documents_have_them() -> None:
    day = date(2026, 11, 23)
    assert short_date(day) == "23 พ.ย. 69"
    assert weekday_date(date(2027, 4, 2)) == "ศ. 2 เม.ย. 70"
    assert long_date(day) == "๒๓ พฤศจิกายน ๒๕๖๙"
    assert short_date(date(2057, 1, 1)) == "1 ม.ค. 00"


def test_times_are_bangkoks() -> None:
    assert clock_time(datetime(2026, 11, 23, 3, 24, tzinfo=UTC)) == "10.24 น."
    end = end_of_day(date(2026, 11, 23))
    assert end.utcoffset() == timedelta(hours=7)
    assert (end.day, end.hour, end.minute, end.second) == (23, 23, 59, 59)


@settings(max_examples=60, deadline=None)
@given(THAI)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@settings(max_examples=60, deadline=None)
@given(THAI)
def test_digits_go_both_ways(text: str) -> None:
    assert arabic(thai_digits(text)) == arabic(text)
    assert thai_digits(arabic(text)) == thai_digits(text)
