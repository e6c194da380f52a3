"""A form beside the round before and its sisters, and rows taken over from earlier files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.forms.carried import Earlier, complete
from domain.forms.compared import Beside, compare
from domain.forms.definition import Check, Severity
from domain.forms.reading_result import Cell, Finding, Part, Reading, Row, Value
from domain.forms.record import rows_from_json, rows_to_json
from tests.domain.form_readings import DEFINITION

INDICATORS = (("3.1", "ก"), ("3.2", "ข"))


def row(number: str, at: int, **values: Value) -> Row:
    cells = {"indicator_no": Cell(number, number, f"A{at}")}
    cells |= {name: Cell(value, str(value), f"E{at}") for name, value in values.items()}
    return Row(number=at, cells=cells, sheet="ก")


def reading(*rows: Row) -> Reading:
    part = Part(sheet="ก", title="", fiscal_year_be=None, round=None, subject=None, unit_text="", meta={}, columns={},
                header_rows=(), rows=rows)  # fmt: skip
    return Reading(form="strategy", parts=(part,))


def earlier(*rows: Row, findings: tuple[Finding, ...] = ()) -> Earlier:
    return Earlier(receipt_no="R/1", rows=rows, findings=findings)


@pytest.mark.parametrize(("was", "told"), [(200, 0), (154, 0), (153, 1), (0, 0)])
def test_a_jump_of_more_than_thirty_per_cent_is_a_warning(was: int, told: int) -> None:
    found = compare([row("3.1", 8, population=200)], DEFINITION, Beside(was=(row("๓.๑", 9, population=was),)))

    assert len(found) == told
    assert {f.severity for f in found} <= {Severity.WARNING}


def test_what_may_be_of_another_year_is_not_compared_as_of_the_same() -> None:
    now, was = [row("3.1", 8, budget_allocated=50)], (row("3.1", 8, budget_spent=90),)

    assert compare(now, DEFINITION, Beside(was=was)) == ()
    (found,) = compare(now, DEFINITION, Beside(was=was, same_year=True))
    assert found.cell == "E8"


def test_a_row_is_compared_with_the_sister_that_has_it() -> None:
    rule = Check(
        rule="population == sister_population", needs=(), cell="population", says="{population} {sister_population}"
    )
    definition = DEFINITION.model_copy(update={"compared": (rule,)})
    beside = Beside(sisters=((row("3.2", 8, population=1),), (row("3.1", 8, population=2),)))

    (found,) = compare([row("3.1", 8, population=3)], definition, beside)

    assert (found.says, found.severity) == ("3 2", Severity.WARNING)


def test_missing_rows_are_taken_over_and_remember_where_they_came_from() -> None:
    whole = complete(
        reading(row("3.2", 8, population=5)), [earlier(row("3.1", 8, population=7))], DEFINITION, INDICATORS
    )

    assert [(r.cells["indicator_no"].text, r.source) for r in whole.rows] == [("3.1", "R/1"), ("3.2", "")]
    assert whole.left == (("3.2", "ข"),)
    assert rows_from_json(rows_to_json(whole.rows)) == whole.rows


def test_a_row_taken_over_twice_still_names_its_own_file() -> None:
    carried = replace(row("3.1", 8, population=7), source="R/0")

    whole = complete(reading(row("3.2", 8, population=5)), [earlier(carried)], DEFINITION, INDICATORS)

    assert [r.source for r in whole.rows] == ["R/0", ""]


@pytest.mark.parametrize("cell", ["E8", "A1", None])
def test_nothing_is_taken_over_from_a_row_or_a_file_that_is_wrong(cell: str | None) -> None:
    wrong = Finding(code="wrong_year", severity=Severity.ERROR, sheet="ก", cell=cell)

    whole = complete(
        reading(row("3.2", 8, population=5)),
        [earlier(row("3.1", 8, population=7), findings=(wrong,))],
        DEFINITION,
        INDICATORS,
    )

    assert whole.left == INDICATORS


def test_a_file_without_anything_filled_in_takes_nothing_over() -> None:
    whole = complete(reading(row("3.2", 8)), [earlier(row("3.1", 8, population=7))], DEFINITION, INDICATORS)

    assert whole.taken == ()
