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
from domain.forms.portions import portions
from domain.forms.reading import read_form
from domain.forms.reading_result import Finding, Part, Reading, Target, Value
from domain.units.known import Found
from domain.units.names import find_unit
from reports.filled_form import open_grid
from tests.domain.named_units import units_of_district
from tests.samples.making import definitions
from tests.shared import SHARED

FORMS = SHARED / "samples" / "forms"
SAME_CODES = {"wrong_subject": "wrong_form", "unclear_value": "unreadable_number"}  # ours -> the labels'

pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="the sample forms are not on this machine")


@cache
def truths() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FORMS.glob("*.json"))}


def kind_of(truth: dict[str, Any]) -> str:
    return str(truth.get("form_kind") or truth["kind"])


def readable() -> list[str]:
    known = truths() if FORMS.is_dir() else {}
    return [name for name, truth in known.items() if truth.get("expected_outcome") != "refused_clear"]


def read(truth: dict[str, Any]) -> Reading | None:
    return read_form(open_grid((FORMS / truth["file"]).read_bytes(), truth["upload_name"]), definitions())


def refusal_of(truth: dict[str, Any]) -> str:
    try:
        return "no known form" if read(truth) is None else "read"
    except UnreadableFileError as refusal:
        return refusal.reason


def expectation(asked: dict[str, Any]) -> Expectation:
    """What the office had asked for, in the checker's words."""
    subject = asked["expected_subject"]
    codes = [*subject.get("project_codes", ()), *([subject["project_code"]] if "project_code" in subject else ())]
    numbers = [str(subject[name]) for name in ("strategy_no", "item") if name in subject]
    return Expectation(
        form=asked["expected_kind"],
        fiscal_year_be=asked["expected_fiscal_year_be"],
        round=asked["expected_round"],
        subjects=tuple(numbers + codes + subject.get("topics", [])),
        said={"agency": subject["agency"]} if "agency" in subject else {},
        units=units_of_district(),
    )


def findings(truth: dict[str, Any], reading: Reading) -> tuple[Finding, ...]:
    return check_form(reading, definitions()[reading.form], expectation(truth["context"]))


def subject_of(reading: Reading, truth: dict[str, Any]) -> dict[str, Any]:
    """What the form is about, in the words of the truth."""
    stated = [part.subject for part in reading.parts]
    codes = [row.value("project_code") for row in reading.rows]
    number = int(stated[0]) if stated[0] and stated[0].isdigit() else None
    known: dict[str, Any] = {
        "strategy_no": number,
        "item": number,
        "agency": reading.first.said.get("agency"),
        "topics": stated,
        "project_code": codes[0],
        "project_codes": codes,
    }
    return {name: known[name] for name in truth["subject"]}


def unit_of(reading: Reading) -> str | None:
    """The code of the unit the form names as its reporter."""
    told = portions(reading, definitions()[reading.form])[0].unit_text
    found = find_unit(told, units_of_district())
    return found.unit.code if isinstance(found, Found) else None


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
    if isinstance(truth, bool | None):
        return value is truth
    if isinstance(truth, int | float):
        return isinstance(value, int | float) and abs(value - truth) <= slack + 1e-9
    if isinstance(value, date):
        return value.isoformat() == str(truth)
    return bool(value == truth)


def sheet_of(part: Part, truth: dict[str, Any]) -> str:
    """The sheet as the truth calls it: a text file has no sheet name of its own."""
    return str(truth["sheets"][0]["name"]) if part.sheet == "Sheet1" else part.sheet


def score_rows(truth: dict[str, Any], reading: Reading, score: Score) -> None:
    rows = {(sheet_of(part, truth), row.number): row for part in reading.parts for row in part.rows}
    columns = {sheet_of(part, truth): part.columns for part in reading.parts}
    score.tell(list(rows) == [(told["_sheet"], told["_row"]) for told in truth["rows"]], "rows", list(rows))
    for told in truth["rows"]:
        row = rows.get((told["_sheet"], told["_row"]))
        for name, right in told.items():
            place = f"{told['_sheet']}!{columns.get(told['_sheet'], {}).get(name)}{told['_row']}"
            accepted = truth["accept"].get(place, ())
            if name.startswith("_") or accepted == "*":
                continue
            value = row.value(name) if row else "no row"
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


def score_part(part: Part, stands: dict[str, Any], truth: dict[str, Any], score: Score) -> None:
    score.tell(sheet_of(part, truth) == stands["name"], "sheet", part.sheet)
    score.tell(dict(part.columns) == stands["columns"], "columns", part.columns)
    score.tell(list(part.header_rows) == stands["header_rows"], "header rows", part.header_rows)
    told_titles = {what: part.titles.get(what) for what in stands["titles"]}
    score.tell(told_titles == stands["titles"], "titles", part.titles)


def scored(name: str) -> Score:
    truth, score = truths()[name], Score()
    reading = read(truth)
    assert reading is not None, "the form is not recognised"
    first = reading.first
    for what, told, right in (
        ("kind", reading.form, kind_of(truth)),
        ("form_title", first.title, truth["form_title"]),
        ("fiscal_year_be", first.fiscal_year_be, truth["fiscal_year_be"]),
        ("round", first.round, truth["round"]),
        ("subject", subject_of(reading, truth), truth["subject"]),
    ):
        score.tell(told == right, what, told, right)
    if truth["unit_state"] == "known":
        score.tell(unit_of(reading) == truth["unit"]["code"], "unit", unit_of(reading), truth["unit"])
    for label, right in truth["meta"].items():
        cell = first.meta.get(label)
        score.tell(agrees(cell.value if cell else None, right, 0), label, cell, right)
    score.tell(len(reading.parts) == len(truth["sheets"]), "sheets", [part.sheet for part in reading.parts])
    for part, stands in zip(reading.parts, truth["sheets"], strict=False):
        score_part(part, stands, truth, score)
    score_rows(truth, reading, score)
    score_findings(truth, reading, score)
    return score


@pytest.mark.parametrize("name", readable())
def test_a_form_is_read_to_the_letter_with_every_problem_and_no_false_alarm(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    score = scored(name)
    record_property("cells", f"{score.right}/{score.cells}")
    record_property("problems", f"{score.found}/{score.problems}")
    assert not score.wrong
    assert not score.missed
    assert not score.false


def test_what_cannot_be_read_is_refused_with_a_known_reason() -> None:
    for truth in truths().values():
        if truth.get("expected_outcome") != "refused_clear":
            continue
        outcome = refusal_of(truth)
        assert outcome in {"encrypted", "not_a_table", "too_large", "damaged", "empty", "no known form"}
