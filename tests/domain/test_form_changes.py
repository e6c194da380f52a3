"""What a later version of a form changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.forms.changes import Change, ChangeKind, changes
from domain.forms.reading_result import Cell, Row, Value
from tests.domain.form_readings import DEFINITION, read
from tests.samples.making import draw

PLAIN = read(draw()).rows
KIND = ChangeKind


def row(number: str, name: str, population: Value = 200, text: str = "200", at: int = 8) -> Row:
    cells = {
        "indicator_no": Cell(number, number, f"A{at}"),
        "indicator_name": Cell(name, name, f"B{at}"),
        "population": Cell(population, text, f"E{at}"),
    }
    return Row(number=at, cells=cells, sheet="กลยุทธ์ที่ ๓")


def told(before: list[Row], after: list[Row]) -> list[tuple[ChangeKind, str, str, str, str, str]]:
    found = changes(before, after, DEFINITION)
    return [(c.kind, c.row, c.heading, c.before, c.after, c.cell) for c in found]


def test_the_same_file_has_changed_nothing() -> None:
    assert PLAIN
    assert changes(PLAIN, PLAIN, DEFINITION) == ()


def test_a_changed_cell_is_told_with_its_row_heading_and_both_texts() -> None:
    before, after = row("3.1", "ก"), row("3.1", "ก", 180, "180", at=9)

    assert changes([before], [after], DEFINITION) == (
        Change(
            kind=KIND.VALUE, row="3.1", heading="จำนวนทั้งหมด", before="200", after="180", sheet="กลยุทธ์ที่ ๓", cell="E9"
        ),
    )


@pytest.mark.parametrize(
    ("value", "text"), [(200, "๒๐๐"), (200.0, "200.0"), (200.00000000001, "200"), (200, " 200 "), (200, "200 คน")]
)
def test_the_same_value_typed_otherwise_is_no_change(value: Value, text: str) -> None:
    assert told([row("3.1", "ก")], [row("๓.๑", " ก", value, text)]) == []


def test_an_empty_cell_filled_emptied_or_answered_with_a_dash_is_a_change() -> None:
    empty, dash = row("3.1", "ก", None, ""), row("3.1", "ก")
    dash = replace(dash, cells={**dash.cells, "population": Cell(None, "-", "E8", nil=True)})

    assert told([empty], [row("3.1", "ก")]) == [(KIND.VALUE, "3.1", "จำนวนทั้งหมด", "", "200", "E8")]
    assert told([row("3.1", "ก")], [empty]) == [(KIND.VALUE, "3.1", "จำนวนทั้งหมด", "200", "", "E8")]
    assert told([empty], [dash]) == [(KIND.VALUE, "3.1", "จำนวนทั้งหมด", "", "-", "E8")]
    assert told([dash], [dash]) == []


def test_a_row_that_came_or_went_is_told_as_a_row() -> None:
    one, other = row("3.1", "ร้อยละของสถานศึกษา"), row("3.2", "จำนวนครูที่ได้รับการพัฒนา", at=9)

    assert told([one], [one, other]) == [(KIND.ADDED, "3.2", "", "", "", "A9")]
    assert told([one, other], [one]) == [(KIND.REMOVED, "3.2", "", "", "", "A9")]


def test_rows_are_matched_by_number_then_by_name_whatever_their_order() -> None:
    one, other = row("3.1", "ร้อยละของสถานศึกษา"), row("3.2", "จำนวนครูที่ได้รับการพัฒนา", 50, "50", at=9)

    assert told([one, other], [other, one]) == []
    renumbered = row("3.4", "จำนวนครูที่ได้รับการพัฒนา", 50, "50", at=9)
    assert told([one, other], [one, renumbered]) == [(KIND.VALUE, "3.4", "ที่", "3.2", "3.4", "A9")]


def test_a_sub_row_belongs_to_its_main_row() -> None:
    def sub(name: str, count: int, at: int) -> Row:
        return replace(row("", name, count, str(count), at), main=False)

    before = [row("3.1", "ก"), sub("ประถม", 10, 9), row("3.2", "ข", at=10), sub("ประถม", 20, 11)]
    after = [row("3.1", "ก"), sub("ประถม", 10, 9), row("3.2", "ข", at=10), sub("ประถม", 21, 11)]

    assert told(before, after) == [(KIND.VALUE, "ประถม", "จำนวนทั้งหมด", "20", "21", "E11")]


def test_columns_the_form_does_not_know_are_compared_too() -> None:
    def with_extra(heading: str, text: str) -> Row:
        return replace(row("3.1", "ก"), extra={heading: Cell(text, text, "Q8")})

    assert told([with_extra("พื้นที่", "เมือง")], [with_extra("พื้นที่ ", "เมือง")]) == []
    assert told([with_extra("พื้นที่", "เมือง")], [with_extra("พื้นที่", "ชนบท")]) == [
        (KIND.VALUE, "3.1", "พื้นที่", "เมือง", "ชนบท", "Q8")
    ]
    assert told([with_extra("พื้นที่", "เมือง")], [row("3.1", "ก")]) == [(KIND.VALUE, "3.1", "พื้นที่", "เมือง", "", "")]
