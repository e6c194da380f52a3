"""What is told about a form: the office's own rules, what is missing, whether it was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.forms.asked import NOTHING_EXPECTED
from domain.forms.checks import Expectation, check_form, problems_of
from domain.forms.definition import Check, Severity
from domain.forms.expressions import BadExpressionError, compiled, with_doubles
from domain.forms.reading_result import Finding
from tests.domain.form_readings import DEFINITION, read
from tests.samples.making import ROW_31, ROW_32, ROW_33, SUB_ROW, Story, draw

ASKED = Expectation(
    fiscal_year_be=2570,
    round="6m",
    subject="3",
    indicators=(("๓.๑", str(ROW_31[1])), ("๓.๒", str(ROW_32[1])), ("๓.๓", str(ROW_33[1]))),
)
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def row(**changed: Any) -> list[Any]:
    """A row in order, with some fields changed."""
    values = dict(zip((column.field for column in DEFINITION.columns), ROW_32, strict=True))
    return list((values | changed).values())


def told(rows: list[Any], expected: Expectation = NOTHING_EXPECTED, **drawn: Any) -> list[Finding]:
    return list(check_form(read(draw(rows, **drawn)), DEFINITION, expected))


def brief(findings: list[Finding]) -> list[tuple[str, str | None, Severity]]:
    return [(finding.code, finding.cell, finding.severity) for finding in findings]


def test_a_right_form_has_nothing_told_but_the_formula_we_computed() -> None:
    assert brief(told([ROW_31, ROW_32, ROW_33], ASKED)) == [("missing", "K8", WARNING)]


@pytest.mark.parametrize(
    ("changed", "code", "cell", "severity"),
    [
        ({"population": 200, "achieved_n": 230, "achieved_pct": 115}, "inconsistent", "F8", ERROR),
        ({"achieved_pct": 55.28, "score_level": 1}, "inconsistent", "G8", ERROR),
        ({"score_level": 6}, "not_in_range", "H8", ERROR),
        ({"score_level": "๐"}, "not_in_range", "H8", ERROR),
        ({"budget_allocated": 100, "budget_spent": 40, "budget_left": 70}, "inconsistent", "K8", ERROR),
        ({"budget_allocated": 100, "budget_spent": 140, "budget_left": -40}, "over_budget", "J8", WARNING),
        ({"evidence": ""}, "missing", "O8", ERROR),
        ({"evidence": "–"}, "missing", "O8", ERROR),
        ({"evidence": "ไม่มี"}, "missing", "O8", ERROR),
        ({"population": "3O2"}, "unreadable_number", "E8", ERROR),
        ({"target": "ตามแผน"}, "unreadable_number", "D8", WARNING),
        ({"population": ""}, "missing", "E8", ERROR),
        ({"score_level": "-"}, "missing", "H8", WARNING),
        ({"score_level": 3}, "inconsistent", "H8", WARNING),
        ({"population": "1.102"}, "unclear_value", "E8", WARNING),
    ],
)
def test_one_thing_wrong_is_one_thing_told(changed: dict[str, Any], code: str, cell: str, severity: Severity) -> None:
    found = [finding for finding in told([row(**changed)]) if finding.cell == cell]
    assert brief(found) == [(code, cell, severity)]


def test_nothing_that_was_not_read_is_blamed_on_other_cells() -> None:
    assert brief(told([row(achieved_pct="77.4l")])) == [("unreadable_number", "G8", ERROR)]


def test_a_row_answered_with_dashes_only_is_an_answer() -> None:
    nothing = dict.fromkeys(("population", "achieved_n", "achieved_pct", "score_level"), "-")
    assert told([row(**nothing)]) == []


def test_a_sub_row_may_leave_cells_empty_but_not_contradict_itself() -> None:
    sub: list[Any] = list(SUB_ROW)
    sub[7] = ""
    assert told([ROW_32, sub]) == []
    sub[5], sub[6] = 18, 180.0
    assert brief(told([ROW_32, sub])) == [("inconsistent", "F9", ERROR)]


def test_a_checks_sentence_carries_figures_as_people_write_them() -> None:
    (finding,) = told([row(population=1245.0, achieved_n=2000.5, achieved_pct=160.68, score_level="")])[:1]
    assert finding.says == "จำนวนที่ดำเนินการได้ 2,000.5 มากกว่าจำนวนทั้งหมด 1,245"
    assert finding.heading == "จำนวนที่ดำเนินการได้"


def test_the_year_the_round_and_the_subject_asked_for_are_compared_where_they_are_said() -> None:
    other = Expectation(fiscal_year_be=2569, round="12m", subject="4")
    assert brief(told([ROW_32], other)) == [
        ("wrong_year", "A1", ERROR),
        ("wrong_round", "A2", ERROR),
        ("wrong_subject", "A3", ERROR),
    ]


def test_what_the_form_does_not_say_cannot_be_wrong() -> None:
    silent = Story(title="แบบติดตามผลการดำเนินงานตามกลยุทธ์ สพฐ.", place="", subject="")
    other = Expectation(fiscal_year_be=2569, round="12m")
    assert told([ROW_32], other, story=silent) == []


def test_every_indicator_asked_for_stands_once() -> None:
    findings = told([ROW_31, ROW_31, ROW_33], ASKED)
    assert ("duplicate", "A9", ERROR) in brief(findings)
    (missing,) = [finding for finding in findings if finding.code == "missing" and finding.cell is None]
    assert (missing.field, missing.seen.split()[0]) == ("indicator_no", "๓.๒")


def test_a_number_used_twice_for_different_indicators_is_only_doubted() -> None:
    renamed = [ROW_32[0], "เรื่องอื่นที่ไม่เกี่ยวกันเลย", *ROW_32[2:]]
    assert ("duplicate", "A9", WARNING) in brief(told([ROW_32, renamed]))


def test_an_indicator_known_by_its_name_is_not_missing_under_another_number() -> None:
    renumbered = ["9", *ROW_32[1:]]
    assert not [f for f in told([ROW_31, renumbered, ROW_33], ASKED) if f.code == "missing" and f.cell is None]


def test_a_sum_may_count_sub_rows_or_not_but_must_count() -> None:
    sub = [*SUB_ROW[:8], 500, 500, 0, *SUB_ROW[11:]]
    main = row(budget_allocated=1000, budget_spent=900, budget_left=100)
    for amount, wrong in ((1000, False), (1500, False), (1400, True)):
        total = ["รวม", *[""] * 7, amount, "", "", *[""] * 5]
        found = [finding for finding in told([main, sub], total=total) if finding.cell == "I10"]
        assert bool(found) is wrong


def test_findings_come_in_the_order_of_the_sheet() -> None:
    cells = [
        finding.cell for finding in told([row(score_level=6, population=""), row(indicator_no="3.3", evidence="")])
    ]
    assert cells == ["E8", "H8", "O9"]


def test_a_check_that_cannot_work_is_reported_with_the_configuration() -> None:
    assert problems_of(DEFINITION) == []
    rules = ["population <", "populatoin > 1.0", "population + 1.0", 'population > "x"', "unknown(population) > 1.0"]
    spoiled = tuple(Check(rule=rule, needs=("population",), cell="population", says="{populaton}") for rule in rules)
    problems = problems_of(DEFINITION.model_copy(update={"checks": spoiled}))
    for rule in rules:
        assert any(repr(rule) in problem for problem in problems), rule
    assert sum("no column populaton" in problem for problem in problems) == len(rules)


def test_a_check_that_fails_on_a_row_blames_nobody() -> None:
    odd = Check(rule="unit + 1.0 > 0.0", needs=("unit",), cell="unit", says="?")
    definition = DEFINITION.model_copy(update={"checks": (*DEFINITION.checks, odd)})
    reading = read(draw([row(score_level=6)]))
    assert brief(list(check_form(reading, definition))) == [("not_in_range", "H8", ERROR)]


def test_a_rule_that_is_no_expression_is_an_error_of_ours() -> None:
    with pytest.raises(BadExpressionError, match="population"):
        compiled("population <")


def test_a_column_that_is_gone_is_asked_for_once_not_on_every_row() -> None:
    reading = read(draw([ROW_32, ROW_33]))
    rows = tuple(replace(one, cells={k: v for k, v in one.cells.items() if k != "evidence"}) for one in reading.rows)
    assert check_form(replace(reading, parts=(replace(reading.first, rows=rows),)), DEFINITION) == ()


def test_a_rule_is_asked_in_doubles_and_its_texts_are_left_alone() -> None:
    source = "population / 2.0 > 0.5 || unit == 'population' || evidence != \"achieved_n\" || a.population > 1.0"
    assert with_doubles(source, DEFINITION) == source.replace("population /", "double(population) /")
