"""What people type in a cell, and what it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forms.columns import readers_of
from domain.forms.dates import read_date
from domain.forms.definition import Kind
from domain.forms.grid import Raw
from domain.forms.keys import clean
from domain.forms.numbers import read_number, word_number
from domain.forms.reading_result import Target, Value
from domain.forms.values import (
    FRACTION,
    NONE_WORD,
    UNCLEAR,
    UNREADABLE,
    Shown,
    Understood,
    read_value,
    show_number,
)
from domain.thai import normalise, thai_digits
from tests.samples.making import definitions

WORDS = definitions()["strategy"].score_words


def understood(kind: Kind, raw: Raw, *, percent: bool = False) -> Understood:
    return read_value(kind, raw, Shown(lambda: percent, WORDS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("๑,๒๔๕", 1245),
        ("1,102 คน", 1102),
        ("15 แห่ง", 15),
        ("3 โรง", 3),
        ("1 245", 1245),
        ("๘๘. ๐", 88),
        ("สิบห้า", 15),
        ("๑๕ (สิบห้า)", 15),
        ("24 (ยี่สิบสี่)", 24),
        ("(สามสิบเอ็ด)", 31),
        ("ยี่สิบเอ็ดคน", 21),
        ("หนึ่งล้านสองแสน", 1_200_000),
        ("จำนวน 40 คน", 40),
        (38.0, 38),
        (0, 0),
    ],
)
def test_a_count_is_read_however_it_is_dressed(typed: Raw, meant: int) -> None:
    answer = understood(Kind.INTEGER, typed)
    assert (answer.value, answer.nil, answer.code) == (meant, False, "")
    assert isinstance(answer.value, int)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12,500 บาท", 12500),
        ("120,000.-", 120000),
        ("฿12,500", 12500),
        ("฿๑๕๕,๐๐๐.๐๐", 155000),
        ("1.2 ล้านบาท", 1_200_000),
        ("(500.00)", -500),
        ("–500", -500),
        ("\u221225.50", -25.5),
        ("๙๘,๕๐๐.๗๕", 98500.75),
    ],
)
def test_money_is_read_in_baht(typed: str, meant: float) -> None:
    assert understood(Kind.MONEY, typed)[::3] == (meant, "")


@pytest.mark.parametrize(
    "typed", ["-", "–", "—", "ー", ".", "…", "ไม่มี", "ไม่มีข้อมูล", "N/A", "n/a", "ไม่ได้รับจัดสรร", "ไม่ใช้งบประมาณ"]
)
def test_nothing_is_no_number_but_an_answer(typed: str) -> None:
    answer = understood(Kind.MONEY, typed)
    assert (answer.value, answer.nil, answer.code) == (None, True, "")


@pytest.mark.parametrize(
    "typed",
    [
        "l00",
        "O",
        "77.4l",
        "3O2",
        "1,2345",
        "12,34",
        "10-15",
        "12/15",
        "5 คน จาก 6 คน",
        "1.2.3",
        "abc",
        "100 คน/ครั้ง",
        "แปดสิบห้าสิบ",
        "๕๕%%",
        "=I8-J8",
    ],
)
def test_what_is_no_single_number_is_never_guessed(typed: str) -> None:
    answer = understood(Kind.INTEGER, typed)
    assert (answer.value, answer.code) == (None, UNREADABLE)


@pytest.mark.parametrize(
    "raw",
    [True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), time(1, 2), float("nan"), float("inf")],
)
def test_a_cell_that_excel_turned_into_something_else_is_no_number(raw: Raw) -> None:
    assert understood(Kind.INTEGER, raw).code == UNREADABLE


def test_a_point_in_a_count_is_asked_about() -> None:
    assert understood(Kind.INTEGER, "1.102")[::3] == (1102, UNCLEAR)
    assert understood(Kind.INTEGER, 1.102)[::3] == (1102, UNCLEAR)
    assert understood(Kind.INTEGER, 12.5)[::3] == (12.5, UNCLEAR)
    assert understood(Kind.INTEGER, "ประมาณ 100")[::3] == (100, UNCLEAR)


@pytest.mark.parametrize("typed", ["ร้อยละ 85.50", "85.5%", "85.50 %", "๘๕.๕", "85.5 เปอร์เซ็นต์", "คิดเป็นร้อยละ 85.5", 85.5])
def test_a_per_cent_is_read_with_or_without_its_word(typed: Raw) -> None:
    assert understood(Kind.PERCENT, typed)[::3] == (85.5, "")


def test_a_fraction_is_a_per_cent_only_where_the_cell_is_drawn_as_one() -> None:
    assert understood(Kind.PERCENT, 0.855, percent=True)[::3] == (85.5, "")
    assert understood(Kind.PERCENT, 1.125, percent=True)[::3] == (112.5, "")
    assert understood(Kind.PERCENT, 85.5, percent=True)[::3] == (85.5, "")
    assert understood(Kind.PERCENT, 0.855)[::3] == (0.855, FRACTION)
    assert understood(Kind.PERCENT, "0.855")[::3] == (0.855, FRACTION)
    assert understood(Kind.PERCENT, "0.9%")[::3] == (0.9, "")


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("ระดับ ๕", 5),
        ("5 คะแนน", 5),
        ("ดีมาก", 5),
        ("ระดับดี", 4),
        ("ปานกลาง", 3),
        ("5 (ดีมาก)", 5),
        ("ดีมาก (5)", 5),
        ("๔ ดี", 4),
        (3.0, 3),
    ],
)
def test_a_level_is_read_as_number_or_word(typed: Raw, level: int) -> None:
    assert understood(Kind.SCORE, typed)[::3] == (level, "")


@pytest.mark.parametrize(
    ("typed", "sign", "value"),
    [
        ("ร้อยละ 85 ขึ้นไป", ">=", 85),
        ("85 ขึ้นไป", ">=", 85),
        ("ไม่น้อยกว่า ๘๐", ">=", 80),
        ("ไม่ต่ำกว่าร้อยละ ๘๐", ">=", 80),
        ("ตั้งแต่ร้อยละ 80 ขึ้นไป", ">=", 80),
        ("≥80", ">=", 80),
        (">= 80", ">=", 80),
        ("≥+๑", ">=", 1),
        ("ไม่เกิน 5 เรื่อง", "<=", 5),
        ("มากกว่า 10", ">", 10),
        ("น้อยกว่า 3", "<", 3),
        ("=100", "=", 100),
        ("ระดับ ๔ ขึ้นไป", ">=", 4),
        ("100", None, 100),
        (100.0, None, 100),
    ],
)
def test_a_target_is_a_sign_and_a_number(typed: Raw, sign: str | None, value: float) -> None:
    assert understood(Kind.TARGET, typed).value == Target(sign, value)


@pytest.mark.parametrize(
    ("typed", "value", "nil"),
    [
        ("ไม่มี", NONE_WORD, True),
        ("ไม่มีปัญหา", NONE_WORD, True),
        ("N/A", NONE_WORD, True),
        ("ไม่มีข้อมูล", NONE_WORD, True),
        ("–", None, True),
        ("", None, False),
        ("- ข้อหนึ่ง\n- ข้อสอง", "- ข้อหนึ่ง\n- ข้อสอง", False),
        ("เเผนงาน", "แผนงาน", False),
        ("คําสั่งที่ ๔๕", "คำสั่งที่ ๔๕", False),
        ("นํ้า", "น้ำ", False),
        ("กลยุุทธ์", "กลยุทธ์", False),
        ("โรง\u200bเรียน\u00a0ก", "โรงเรียน ก", False),
        ("=ดูเอกสารแนบ 2", "=ดูเอกสารแนบ 2", False),
        (4.1, "4.1", False),
        (45.0, "45", False),
    ],
)
def test_text_keeps_what_was_typed_and_only_spelling_marks_are_mended(typed: Raw, value: Value, nil: bool) -> None:
    answer = understood(Kind.LONG_TEXT, typed)
    assert (answer.value, answer.nil) == (value, nil)


@given(st.integers(-(10**12), 10**12), st.booleans())
def test_a_number_written_in_thai_digits_with_commas_comes_back(number: int, thai: bool) -> None:
    text = f"{number:,}"
    assert understood(Kind.INTEGER, thai_digits(text) if thai else text).value == number


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", " บาท", ".-", " ฿"]))
def test_an_amount_comes_back_with_its_satang(amount: object, tail: str) -> None:
    assert understood(Kind.MONEY, f"{amount:,}{tail}").value == pytest.approx(float(str(amount)))


_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def in_words(number: int) -> str:
    if number >= 10**6:
        return in_words(number // 10**6) + "ล้าน" + (in_words(number % 10**6) if number % 10**6 else "")
    parts = [
        (_ONES[int(digit)], _PLACES[len(str(number)) - 1 - at]) for at, digit in enumerate(str(number)) if digit != "0"
    ]
    words = "".join(one + place for one, place in parts)
    words = words.replace("สองสิบ", "ยี่สิบ").replace("หนึ่งสิบ", "สิบ")
    return words[: -len("หนึ่ง")] + "เอ็ด" if number > 10 and number % 10 == 1 else words or "ศูนย์"


@given(st.integers(0, 10**9))
def test_a_number_in_words_is_worth_what_it_says(number: int) -> None:
    assert word_number(in_words(number)) == number


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text: str) -> None:
    for kind in Kind:
        answer = understood(kind, text)
        assert isinstance(answer, Understood)
    read_number(text)
    read_date(text)


SYLLABLE = st.tuples(
    st.sampled_from(("", "เ", "แ", "โ")),
    st.sampled_from("กขคงดตนบปมยรลวสอ"),
    st.sampled_from(("", "ิ", "ี", "ุ", "ู", "ั", "ื")),
    st.sampled_from(("", "่", "้", "์")),
    st.sampled_from(("", "ำ", "า", "ะ", " ", "\u200b", "\u00a0", "  ", "ๆ", "เเ", "่่", "ี่ี")),
).map("".join)


@given(st.lists(SYLLABLE, max_size=12).map("".join))
def test_the_quick_way_out_leaves_the_text_the_slow_way_would_make(text: str) -> None:
    assert clean(text) == normalise(text)


@given(st.one_of(st.text(max_size=20), st.floats(allow_nan=False), st.booleans(), st.none()))
def test_remembering_a_cell_changes_nothing(raw: Raw) -> None:
    form = definitions()["strategy"]
    readers = readers_of(form)
    for column in form.columns:
        reader = readers[column.field]
        once, again = (reader.read(raw, lambda _row, _column: False, 0, 0) for _ in range(2))
        assert once == again == tuple(understood(column.kind, raw))


@pytest.mark.parametrize(
    ("number", "text"), [(12.0, "12"), (12.5, "12.5"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (10**20, str(10**20))]
)
def test_a_number_is_shown_as_people_write_it(number: float, text: str) -> None:
    assert show_number(number) == text
