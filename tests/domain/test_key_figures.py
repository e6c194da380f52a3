"""The figures a reviewer looks at first, whatever the form."""

from __future__ import annotations

from bot.config import load_config
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.key_figures import Amount, key_figures
from domain.forms.reading_result import Cell, Row, Value


def row(*, main: bool = True, **values: Value) -> Row:
    cells = {field: Cell(value, str(value), "A1") for field, value in values.items()}
    return Row(number=1, main=main, cells=cells)


def test_results_and_scores_by_row_and_money_in_all() -> None:
    form = load_config().forms["strategy"]
    rows = [
        row(
            indicator_no="๑.๑",
            population=200,
            achieved_pct=90.0,
            score_level=5,
            budget_allocated=100.5,
            budget_spent=50,
        ),
        row(main=False, indicator_no="", achieved_pct=1.0, budget_allocated=7),
        row(indicator_no="๑.๒", achieved_pct=80, budget_allocated=100),
        row(indicator_no="๑.๓", achieved_pct="สูง"),
    ]

    figures = key_figures(rows, form)

    assert figures.rows == (
        ("๑.๑", (Amount("ร้อยละ", 90), Amount("ระดับคะแนน", 5))),
        ("๑.๒", (Amount("ร้อยละ", 80),)),
    )
    assert figures.sums == (Amount("ได้รับจัดสรร", 200.5), Amount("ใช้ไป", 50))


def test_a_form_with_counts_only_tells_these_and_one_of_words_nothing() -> None:
    columns = (
        Column(field="no", heading="ที่", prefilled=True, kind=Kind.INTEGER),
        Column(field="schools", heading="โรงเรียน", kind=Kind.INTEGER),
        Column(field="note", heading="หมายเหตุ"),
    )
    form = FormDefinition(code="", title="แบบ", key="no", name="note", columns=columns)

    assert key_figures([row(no=1, schools=4)], form).rows == (("1", (Amount("โรงเรียน", 4),)),)
    assert key_figures([row(no=1, note="ดี")], form) == ((), ())
