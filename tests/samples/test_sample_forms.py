"""The sample forms beside the project, read and checked against their truth. Skipped where they are not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import pytest

from domain.errors import UnreadableFileError
from domain.forms.checks import Expectation, check_form
from domain.forms.reading import read_form
from domain.forms.reading_result import Finding, Reading, Target, Value
from reports.filled_form import open_grid
from tests.samples.making import definitions
from tests.shared import SHARED

FORMS = SHARED / "samples" / "forms"
SAME_CODES = {"wrong_subject": "wrong_form", "unclear_value": "unreadable_number"}  # ours -> the labels'

pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="the sample forms are not on this machine")


@cache
def truths() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FORMS.glob("*.json"))}


def ids(*, strategy: bool) -> list[str]:
    return [
        name
        for name, truth in (truths() if FORMS.is_dir() else {}).items()
        if truth.get("expected_outcome") != "refused_clear"
        and ("strategy" in {truth["kind"], truth.get("form_kind")}) is strategy
    ]


def read(truth: dict[str, Any]) -> Reading | None:
    return read_form(open_grid((FORMS / truth["file"]).read_bytes(), truth["upload_name"]), definitions())


def refusal_of(truth: dict[str, Any]) -> str:
    try:
        return "no known form" if read(truth) is None else "read"
    except UnreadableFileError as refusal:
        return refusal.reason


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def findings(truth: dict[str, Any], reading: Reading) -> tuple[Finding, ...]:
    asked = truth["context"]
    expected = Expectation(
        fiscal_year_be=asked["expected_fiscal_year_be"],
        round=asked["expected_round"],
        subject=_text(asked["expected_subject"].get("strategy_no")),
    )
    return check_form(reading, definitions()[reading.form], expected)


@dataclass
class Score:
    """Cells right and in all, problems found and in all, false alarms."""

    right: int = 0
    cells: int = 0
    found: int = 0
    problems: int = 0
    false: list[Finding] = field(default_factory=list)
    wrong: list[tuple[Any, ...]] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, good: bool, *what: Any) -> None:
        self.cells += 1
        self.right += good
        if not good:
            self.wrong.append(what)


def agrees(value: Value, truth: Any, slack: float) -> bool:
    if isinstance(truth, dict):
        return isinstance(value, Target) and [value.op, value.value] == list(truth.values())
    if isinstance(truth, int | float):
        return isinstance(value, int | float) and abs(value - truth) <= slack + 1e-9
    if isinstance(value, date):
        return value.isoformat() == str(truth)
    return bool(value == truth)


def score_rows(truth: dict[str, Any], reading: Reading, score: Score) -> None:
    rows = {row.number: row for row in reading.rows}
    score.tell(sorted(rows) == [told["_row"] for told in truth["rows"]], "rows", sorted(rows))
    for told in truth["rows"]:
        for name, right in told.items():
            place = f"{told['_sheet']}!{reading.first.columns.get(name)}{told['_row']}"
            accepted = truth["accept"].get(place, ())
            if name.startswith("_") or accepted == "*":
                continue
            value = rows[told["_row"]].value(name) if told["_row"] in rows else "no row"
            slack = truth["tolerance"].get(place, 0)
            score.tell(any(agrees(value, one, slack) for one in (right, *accepted)), place, name, value, right)


def score_findings(truth: dict[str, Any], reading: Reading, score: Score) -> None:
    told = findings(truth, reading)
    sheets = {sheet["name"] for sheet in truth["sheets"]}

    def matches(finding: Finding, problem: dict[str, Any]) -> bool:
        cells = {problem["cell"], *problem.get("alt_cells", ())}
        codes = {problem["code"], *problem.get("alt_codes", ())}
        # A text file has no sheet name of its own.
        same_sheet = finding.sheet == problem["sheet"] or (finding.sheet == "Sheet1" and len(sheets) == 1)
        return same_sheet and finding.cell in cells and SAME_CODES.get(finding.code, finding.code) in codes

    score.problems += len(truth["problems"])
    score.missed += [problem for problem in truth["problems"] if not any(matches(one, problem) for one in told)]
    score.found = score.problems - len(score.missed)
    known = truth["problems"] + truth["warnings"]
    score.false += [finding for finding in told if not any(matches(finding, one) for one in known)]


def scored(name: str) -> Score:
    truth, score = truths()[name], Score()
    reading = read(truth)
    assert reading is not None, "the form is not recognised"
    for what, told in (
        ("form_title", reading.first.title),
        ("fiscal_year_be", reading.first.fiscal_year_be),
        ("round", reading.first.round),
    ):
        score.tell(told == truth[what], what, told, truth[what])
    score.tell(reading.first.subject == _text(truth["subject"]["strategy_no"]), "subject", reading.first.subject)
    for label, right in truth["meta"].items():
        cell = reading.first.meta.get(label)
        score.tell(agrees(cell.value if cell else None, right, 0), label, cell, right)
    stands = truth["sheets"][0]
    score.tell(reading.first.sheet in (stands["name"], "Sheet1"), "sheet", reading.first.sheet)
    score.tell(dict(reading.first.columns) == stands["columns"], "columns", reading.first.columns)
    score.tell(list(reading.first.header_rows) == stands["header_rows"], "header rows", reading.first.header_rows)
    told_titles = {what: reading.first.titles.get(what) for what in stands["titles"]}
    score.tell(told_titles == stands["titles"], "titles", reading.first.titles)
    score_rows(truth, reading, score)
    score_findings(truth, reading, score)
    return score


@pytest.mark.parametrize("name", ids(strategy=True))
def test_a_strategy_form_is_read_to_the_letter_with_every_problem_and_no_false_alarm(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    score = scored(name)
    record_property("cells", f"{score.right}/{score.cells}")
    record_property("problems", f"{score.found}/{score.problems}")
    assert not score.wrong
    assert not score.missed
    assert not score.false


@pytest.mark.parametrize("name", ids(strategy=False))
def test_a_form_of_another_kind_is_never_taken_for_a_strategy_form(name: str) -> None:
    assert read(truths()[name]) is None


def test_what_cannot_be_read_is_refused_with_a_known_reason() -> None:
    for truth in truths().values():
        if truth.get("expected_outcome") != "refused_clear":
            continue
        outcome = refusal_of(truth)
        assert outcome in {"encrypted", "not_a_table", "too_large", "damaged", "empty", "no known form"}
