"""Days, spans of time, choices, codes and leftover hints, as people fill them in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms.checks import check_form
from domain.forms.choices import Choices
from domain.forms.definition import Kind
from domain.forms.grid import Grid, Raw
from domain.forms.periods import read_period
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from domain.thai import MONTHS_SHORT
from tests.samples.drawn_forms import drawn
from tests.samples.making import definitions


def read(form: str, *rows: Mapping[str, Any]) -> Reading:
    reading = read_form(Grid((drawn(form, *rows).sheet(),)), definitions())
    assert reading is not None
    return reading


def told(form: str, *rows: Mapping[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(one.code, one.field, one.severity.value) for one in check_form(read(form, *rows), definitions()[form])]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ตลอดปีงบประมาณ", "2026-10-01", "2027-09-30"), ("ตลอดทั้งปี", "2026-10-01", "2027-09-30"),
        ("ตลอดปีงบประมาณ พ.ศ. 2569", "2025-10-01", "2026-09-30"), ("ต.ค. 69 – มี.ค. 70", "2026-10-01", "2027-03-31"),
        ("ตุลาคม 2569 - มีนาคม 2570", "2026-10-01", "2027-03-31"), ("1-3 ธ.ค. 69", "2026-12-01", "2026-12-03"),
        ("1 ต.ค. 69 - 30 ก.ย. 70", "2026-10-01", "2027-09-30"), ("๑ ต.ค. – ๓๐ พ.ย. ๖๙", "2026-10-01", "2026-11-30"),
        ("30 พ.ย. - 2 ธ.ค. 2569", "2026-11-30", "2026-12-02"), ("พฤศจิกายน 2569", "2026-11-01", "2026-11-30"),
        ("ธ.ค. 69 ถึง ม.ค. 70", "2026-12-01", "2027-01-31"), ("ธ.ค. - ม.ค. 70", "2026-12-01", "2027-01-31"),
        ("ไตรมาสที่ ๒", "2027-01-01", "2027-03-31"), ("1/10/2569 - 30/9/2570", "2026-10-01", "2027-09-30"),
        ("30-11-2569 ถึง 15-12-2569", "2026-11-30", "2026-12-15"), ("ต.ค. - ก.ย.", "2026-10-01", "2027-09-30"),
        ("28-30 มกราคม พ.ศ. 2570", "2027-01-28", "2027-01-30"), ("วันที่ 5 - 7 ม.ค. 70", "2027-01-05", "2027-01-07"),
    ],
)  # fmt: skip
def test_a_span_of_time_fills_both_ends(text: str, first: str, last: str) -> None:
    row = read("project", {"date_start": text, "date_end": ""}).rows[0]
    assert (str(row.value("date_start")), str(row.value("date_end"))) == (first, last)
    assert row.cells["date_start"].text == text


@pytest.mark.parametrize("text", ["เร็ว ๆ นี้", "31 ก.พ. 70 - 1 มี.ค. 70", "3 - 1 ธ.ค. 69", "ภาคเรียนที่ ๑", "5", "- 3 ธ.ค."])
def test_what_is_no_span_of_time_is_asked_about(text: str) -> None:
    assert read_period(text, 2570) is None
    assert ("unreadable_number", "date_start", "error") in told("project", {"date_start": text})


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 400))
def test_a_span_between_two_days_comes_back(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    text = " - ".join(f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year + 543}" for day in (first, last))
    assert read_period(text, None) == (first, last)


def test_a_day_is_asked_for_where_no_column_takes_the_spans_end() -> None:
    assert told("emes", {"reported_on": "1-3 ธ.ค. 69"}) == [("unreadable_number", "reported_on", "error")]


def test_a_day_whose_era_is_in_doubt_is_told_and_read() -> None:
    short = {"reported_on": date(1969, 12, 14)}
    assert read("emes", short).rows[0].value("reported_on") == date(2026, 12, 14)
    assert told("emes", short) == [("wrong_year", "reported_on", "warning")]


def test_a_christian_day_is_told_only_beside_buddhist_ones() -> None:
    other = {"seq": 2, "smis_code": "99010003", "school_name": "โรงเรียนวัดธารทอง"}
    mixed = told("emes", {"reported_on": "2026-12-14"}, {**other, "reported_on": "14/12/2569"})
    assert mixed == [("wrong_year", "reported_on", "warning")]
    assert told("emes", {"reported_on": "2026-12-14"}, {**other, "reported_on": "2026-12-15"}) == []
    assert told("emes", {"reported_on": date(2026, 12, 14)}, {**other, "reported_on": "14/12/2569"}) == []


@pytest.mark.parametrize(
    ("form", "field"), [(name, c.field) for name, form in definitions().items() for c in form.columns if c.choices]
)
def test_every_way_to_say_a_choice_is_that_choice(form: str, field: str) -> None:
    column = definitions()[form].column(field)
    choices = Choices(column.choices)
    for own, words in column.choices.items():
        for word in (own, *words):
            for worn in (word, word.replace("ำ", "า"), word.replace("แ", "เเ"), f" {word} ", f"{word}.", f"- {word}"):
                assert choices.read(worn) == own


@pytest.mark.parametrize("word", ["ตามแผน", "ดี", "1", "ok", "รอผล", "แล้ว?ไม่", "ยังไม่ทราบสถานะของโครงการนี้"])
def test_a_word_that_is_no_choice_is_never_guessed(word: str) -> None:
    assert read("project", {"status": word}).rows[0].value("status") is None
    assert [one for one in told("project", {"status": word}) if one[1] == "status"] == [
        ("not_in_range", "status", "error")
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_letter_lost_in_a_choice_never_makes_it_another(data: st.DataObject) -> None:
    column = definitions()["project"].column("status")
    own = data.draw(st.sampled_from(sorted(column.choices)))
    word = data.draw(st.sampled_from((own, *column.choices[own])))
    at = data.draw(st.integers(0, len(word) - 1))
    assert Choices(column.choices).read(word[:at] + word[at + 1 :]) in {own, None}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (99010002.0, "99010002"), (99010002, "99010002"), ("๙๙๐๑๐๐๐๒", "99010002"), ("9901 0002", "99010002"),
        ("99\u200b010002\u00a0", "99010002"), ("'99010002", "99010002"), ("99-010002", "99010002"),
        (9010002.0, "09010002"), ("990102", "990102"), (1099990102.0, "1099990102"), ("-", None), ("", None),
    ],
)  # fmt: skip
def test_a_code_is_text_whatever_excel_made_of_it(typed: Raw, code: str | None) -> None:
    assert read("emes", {"smis_code": typed}).rows[0].value("smis_code") == code


@pytest.mark.parametrize(
    ("form", "field"),
    [(name, column.field) for name, form in definitions().items() for column in form.columns
     if column.kind not in {Kind.TEXT, Kind.LONG_TEXT} and not column.derived],
)  # fmt: skip
def test_a_hint_left_standing_is_no_answer_and_stays_readable(form: str, field: str) -> None:
    cell = read(form, {field: "รอบก่อน 1,102"}).rows[0].cells[field]
    assert (cell.value, cell.text, cell.nil) == (None, "รอบก่อน 1,102", False)
    assert not [one for one in told(form, {field: "รอบก่อน 1,102"}) if one[0] != "missing"]


def test_a_hint_in_a_text_is_somebodys_words() -> None:
    assert read("emes", {"problems": "รอบก่อน 3 โรง"}).rows[0].value("problems") == "รอบก่อน 3 โรง"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("-", None), ("–", None), (0, 0), ("0", 0), ("๐", 0), ("ไม่มี", None), ("", None), ("5 คน", 5), ("5 (ห้า)", 5)],
)
def test_a_dash_is_not_zero(typed: Raw, value: Any) -> None:
    cell = read("emes", {"lv1": typed}).rows[0].cells["lv1"]
    assert cell.value == value
    assert cell.nil is (typed in ("-", "–", "ไม่มี"))
