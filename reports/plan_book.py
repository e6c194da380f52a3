"""The monitoring plan as the workbook an officer keeps: read with every mistake at once, and written back."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from domain.plan import Plan, PlanProblem, PlanSubject, UnitKind
from reports.plan_checks import check
from reports.plan_columns import SHEETS
from reports.plan_rows import Draft, draft
from reports.plan_table import Problems, read_tables
from reports.plan_writing import write_plan

__all__ = ["read_plan", "write_plan"]

_CELL: Final = re.compile(r"([A-Z]+)(\d+)")
_ORDER: Final = {sheet.name: place for place, sheet in enumerate(SHEETS)}


def read_plan(data: bytes, works: Collection[str], forms: Collection[str]) -> tuple[Plan | None, list[PlanProblem]]:
    """The plan in this workbook, or everything that must be mended first, in the order of its sheets and rows.

    `works` and `forms` are the keys the configuration knows. A person without a registration code has code "":
    whoever loads the plan makes one.
    """
    problems = Problems()
    tables = read_tables(data, problems)
    if not tables and problems.found:
        return None, problems.found
    made = draft(tables, problems, works=works, forms=forms)
    if not any(problem.code == "sheet_missing" for problem in problems.found):
        check(made, problems)
    if problems.found:
        return None, sorted(problems.found, key=_place)
    return _plan(made), []


def _place(problem: PlanProblem) -> tuple[int, int, int, str]:
    found = _CELL.fullmatch(problem.cell)
    column, row = (found[1], int(found[2])) if found else ("", 0)
    return _ORDER.get(problem.sheet, 0), row, len(column), column


def _plan(made: Draft) -> Plan:
    (office,) = (unit for _, unit in made.units if unit.kind is UnitKind.OFFICE)
    return Plan(
        office=office,
        letter_prefix=made.letter_prefix,
        units=tuple(unit for _, unit in made.units if unit.kind is not UnitKind.OFFICE),
        people=tuple(person for _, person in made.people),
        policies=tuple(policy for _, policy in made.policies),
        subjects=tuple(_with_indicators(made, subject) for _, subject in made.subjects),
        requirements=tuple(requirement for _, requirement in made.requirements),
        days_off=tuple((day, name) for _, day, kind, name in made.days if kind == "off"),
        working_days=tuple(day for _, day, kind, _ in made.days if kind == "working"),
    )


def _with_indicators(made: Draft, subject: PlanSubject) -> PlanSubject:
    own = tuple(indicator for _, code, indicator in made.indicators if code == subject.code)
    return replace(subject, indicators=own)
