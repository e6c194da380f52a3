"""What the blank shows of the round before is known again, and nothing else is taken for it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.forms.hints import hint_text, hints_for, is_hint
from domain.forms.reading_result import Cell, Row, Target, Value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1102, "รอบก่อน 1,102"),
        (0, "รอบก่อน 0"),
        (88.51, "รอบก่อน 88.51"),
        (120000.0, "รอบก่อน 120,000"),
        (-1.5, "รอบก่อน -1.5"),
        (date(2026, 9, 3), "รอบก่อน 3 ก.ย. 69"),
    ],
)
def test_a_figure_or_a_day_becomes_a_hint_that_is_known_again(value: Value, text: str) -> None:
    assert hint_text(value) == text
    assert is_hint(text)


@pytest.mark.parametrize("value", [None, "ไม่มี", "", Target(">=", 85.0), True])
def test_words_are_no_hint(value: Value) -> None:
    assert hint_text(value) == ""


@pytest.mark.parametrize("text", [" รอบก่อน\u00a01,102 ", "รอบก่อน ๑,๑๐๒", "รอบก่อน  88.51"])
def test_a_hint_is_known_whatever_a_program_did_to_its_spaces_and_digits(text: str) -> None:
    assert is_hint(text)


@pytest.mark.parametrize("text", ["1,102", "", "รอบก่อน", "รอบก่อน 1,102 รอบนี้ 1,150", "รอบก่อนหน้า 5 คน", "มากกว่ารอบก่อน 5"])
def test_an_answer_is_never_taken_for_a_hint(text: str) -> None:
    assert not is_hint(text)


def _row(number: str, name: str, population: int) -> Row:
    cells: dict[str, Value] = {"no": number, "name": name, "population": population}
    return Row(1, {field: Cell(value, str(value), "A1") for field, value in cells.items()})


def test_a_figure_follows_the_name_of_its_row_and_not_its_number() -> None:
    earlier = [_row("3.1", "ร้อยละของนักเรียนที่อ่านออก", 100), _row("3.2", "จำนวนครูที่ได้รับการพัฒนา", 50)]
    rows: tuple[dict[str, str | float], ...] = (
        {"no": "๓.๑", "name": "จำนวนครูที่ได้รับการพัฒนา"},
        {"no": "๓.๒", "name": "ระดับความโปร่งใส"},
        {},
    )

    assert hints_for(("no", "name"), ["population"], rows, earlier) == {"๓.๑": {"population": 50}}
