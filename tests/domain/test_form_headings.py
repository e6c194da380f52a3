"""Headings worn, reworded, reordered, flattened: the columns are found all the same."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms.definition import FormDefinition, Severity
from domain.forms.grid import Grid, Sheet
from domain.forms.headings import find_header
from domain.forms.keys import heading_key
from domain.forms.reading import read_form
from tests.domain.form_readings import PLAIN, PLAIN_LETTERS, read, values
from tests.samples.making import (
    HEAD_LOWER,
    HEAD_UPPER,
    Drawing,
    draw,
)


def worn(drawing: Drawing, wear: Any) -> Drawing:
    lines = list(drawing.lines)
    for row in (5, 6):
        lines[row] = tuple(wear(text) for text in lines[row])
    return replace(drawing, lines=tuple(lines))


@pytest.mark.parametrize(
    "wear",
    [
        lambda text: text.replace("ำ", "า"),
        lambda text: text.replace("ำ", " ำ"),
        lambda text: text.replace("ำ", "\u0e4d\u0e32"),
        lambda text: text.replace("แ", "เเ"),
        lambda text: text.replace("์", ""),
        lambda text: text.replace("/", "\n"),
        lambda text: f"{text} " if text else text,
        lambda text: text.replace("ณ", "น"),
    ],
)
def test_headings_worn_by_copying_are_still_known(wear: Any) -> None:
    reading = read(worn(draw(), wear))
    assert dict(reading.first.columns) == PLAIN_LETTERS
    assert values(reading) == PLAIN


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_letter_lost_in_every_long_heading_loses_no_column(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  (no secret)

    def lose(text: str) -> str:
        at = dice.randrange(len(text)) if len(text) > 4 else 0
        return text[:at] + text[at + 1 :] if len(text) > 4 else text

    assert dict(read(worn(draw(), lose)).first.columns) == PLAIN_LETTERS


def test_headings_said_otherwise_are_the_same_headings() -> None:
    upper = list(HEAD_UPPER)
    lower = list(HEAD_LOWER)
    upper[0], upper[1], upper[4], upper[8] = "ลำดับที่", "ตัวชี้วัดความสำเร็จ", "ผลการดำเนินการ", "เงินงบประมาณ (บาท)"
    upper[12], upper[14] = "ปัญหาและอุปสรรค", "หลักฐาน"
    lower[4], lower[5], lower[6], lower[7] = "จำนวนรวมทั้งหมด", "จำนวนที่ทำได้", "%", "คะแนน"
    lower[8], lower[9], lower[10] = "ที่ได้รับ", "เบิกจ่าย", "เหลือ"
    reading = read(draw(upper=upper, lower=lower))
    assert dict(reading.first.columns) == PLAIN_LETTERS


def test_one_heading_row_is_enough() -> None:
    flat = [low or up for up, low in zip(HEAD_UPPER, HEAD_LOWER, strict=True)]
    drawing = draw()
    lines = (*drawing.lines[:5], tuple(flat), *drawing.lines[7:])
    reading = read(replace(drawing, lines=lines, merges=drawing.merges[:3]))
    assert (reading.first.header_rows, values(reading)) == ((6,), PLAIN)


def reordered(drawing: Drawing, order: list[int]) -> Drawing:
    lines = list(drawing.lines)
    for row in range(5, len(lines)):
        lines[row] = tuple(lines[row][at] for at in order)
    return replace(drawing, lines=tuple(lines), merges=drawing.merges[:3])


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    order = [0, 1, 3, 2, *range(4, 12), 13, 12, 15, 14]
    reading = read(reordered(draw(), order))
    assert (reading.first.columns["target"], reading.first.columns["unit"]) == ("C", "D")
    assert values(reading) == PLAIN


def test_a_column_of_the_units_own_is_left_alone() -> None:
    drawing = draw()
    lines = []
    for row, line in enumerate(drawing.lines):
        added = {5: "ผู้ประสานงาน"}.get(row, "ทราบ" if 7 <= row < 10 else "")
        lines.append((*line[:12], added, *line[12:]))
    reading = read(replace(drawing, lines=tuple(lines), merges=()))
    assert reading.first.columns["problems"] == "N"
    assert values(reading) == PLAIN


def test_a_lost_column_is_told_and_nothing_slips_into_it() -> None:
    order = [at for at in range(16) if at != 5]
    reading = read(reordered(draw(), order))
    lost = [finding for finding in reading.findings if finding.cell is None]
    assert [(finding.code, finding.field, finding.severity) for finding in lost] == [
        ("missing", "achieved_n", Severity.ERROR)
    ]
    assert reading.rows[0].value("achieved_pct") == 88.51


def test_a_heading_means_the_same_with_and_without_what_copying_loses() -> None:
    assert heading_key("จำนวนที่ดำเนินการได้") == heading_key("จ านวนที่ดาเนินการได้") == heading_key("จํานวน ที่ ดำเนินการได้")


def test_a_form_without_groups_is_found_too() -> None:
    told = {
        "code": "ท.๑",
        "title": "แบบทดลอง",
        "key": "no",
        "name": "what",
        "columns": [
            {"field": "no", "heading": "ที่"},
            {"field": "what", "heading": "รายการ"},
            {"field": "count", "heading": "จำนวน", "kind": "integer"},
        ],
    }
    definition = FormDefinition.model_validate(told)
    sheet = Sheet(name="x", rows=[["แบบทดลอง"], ["ที่", "รายการ", "จำนวน"], [1.0, "ก", "๕"]])
    header = find_header(sheet, definition)
    assert header is not None
    assert header.columns == {"no": 0, "what": 1, "count": 2}
    reading = read_form(Grid((sheet,)), {"trial": definition})
    assert reading is not None
    assert reading.rows[0].value("count") == 5
