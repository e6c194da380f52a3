"""Which rows belong to a form's table, and cells that are understood only beside their neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.forms.definition import Severity
from tests.domain.form_readings import PLAIN, codes, read, values
from tests.samples.making import (
    HEAD_LOWER,
    HEAD_UPPER,
    ROW_31,
    ROW_32,
    ROW_33,
    SUB_ROW,
    draw,
)


def test_sub_rows_blank_rows_sums_and_signatures_are_told_apart() -> None:
    total = ["รวมทั้งสิ้น", *[""] * 7, 162500, 161800, 700, *[""] * 5]
    reading = read(draw([ROW_31, SUB_ROW, [""] * 16, ROW_32, ROW_33], total=total))
    assert [(row.number, row.main) for row in reading.rows] == [(8, True), (9, False), (11, True), (12, True)]
    assert {name: cell.value for name, cell in reading.first.totals.items()} == {
        "budget_allocated": 162500,
        "budget_spent": 161800,
        "budget_left": 700,
    }
    assert ("inconsistent", "I13") not in codes(reading)


@pytest.mark.parametrize(
    "word", ["รวม", "รวมทั้งสิ้น", "รวมงบประมาณทั้งสิ้น", "รวม 3 ตัวชี้วัด", "ยอดรวม", "หมายเหตุ ๑. กรอกทุกช่อง", "* แนบหลักฐาน"]
)
def test_what_closes_the_table_is_no_row_of_it(word: str) -> None:
    reading = read(draw(total=[word, *[""] * 15]))
    assert values(reading) == PLAIN


def test_a_name_that_begins_like_a_sum_is_still_a_row() -> None:
    named = list(ROW_32)
    named[1] = "รวมพลังครูพัฒนาผู้เรียน"
    sub = list(SUB_ROW)
    sub[1] = "รวมพลังเครือข่ายผู้ปกครอง"
    assert len(read(draw([ROW_31, named, sub, ROW_33])).rows) == 4


def test_rows_after_a_sum_in_the_middle_are_not_lost() -> None:
    middle = ["รวม", *[""] * 15]
    reading = read(draw([ROW_31, middle, ROW_32, ROW_33]))
    assert [row.number for row in reading.rows] == [8, 10, 11]


def test_headings_repeated_on_the_next_page_and_column_numbers_are_no_rows() -> None:
    numbers = [f"({at})" for at in range(1, 17)]
    reading = read(draw([numbers, ROW_31, HEAD_UPPER, HEAD_LOWER, ROW_32, ROW_33]))
    assert [row.value("indicator_no") for row in reading.rows if row.main] == ["๓.๑", "3.2", "๓.๓"]


def test_a_range_merged_down_says_the_same_on_each_of_its_rows_and_knows_where() -> None:
    drawing = draw([ROW_31, SUB_ROW, ROW_32])
    reading = read(replace(drawing, merges=(*drawing.merges, ((7, 14), (8, 14)))))
    cell = reading.rows[1].cells["evidence"]
    assert (cell.value, cell.address) == ("คำสั่งที่ ๔๕/๒๕๖๙", "O8")


def test_formulas_nobody_calculated_are_computed_and_told() -> None:
    row: list[Any] = list(ROW_31)
    row[4], row[5], row[6], row[10] = 200, 150, "=F8/E8*100", "=I8-J8"
    reading = read(draw([row]))
    assert (reading.rows[0].value("achieved_pct"), reading.rows[0].value("budget_left")) == (75, 700)
    assert [(f.code, f.severity, f.cell) for f in reading.findings] == [
        ("missing", Severity.WARNING, "G8"),
        ("missing", Severity.WARNING, "K8"),
    ]


def test_a_per_cent_left_out_is_asked_for_not_computed() -> None:
    row: list[Any] = list(ROW_32)
    row[6] = ""
    assert ("missing", "G8") in codes(read(draw([row])))


@pytest.mark.parametrize(
    ("raw", "drawn", "value", "told"),
    [
        (0.75, True, 75, []),
        (0.75, False, 75, []),
        ("0.75", False, 75, []),
        (0.52, False, 0.52, ["unclear_value"]),
    ],
)
def test_a_fraction_is_a_per_cent_when_the_cell_or_its_neighbours_prove_it(
    raw: Any,
    drawn: bool,
    value: float,
    told: list[str],
) -> None:
    row: list[Any] = list(ROW_32)
    row[4:8] = [200, 150, raw, 3]
    drawing = replace(draw([row]), percents=frozenset({(7, 6)} if drawn else ()))
    reading = read(drawing)
    assert reading.rows[0].value("achieved_pct") == value
    assert [finding.code for finding in reading.findings] == told
