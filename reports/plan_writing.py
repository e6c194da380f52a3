"""Writes a plan as the workbook an officer would make: one sheet per kind of thing, with help and choices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from domain.plan import Plan, PlanPolicy, PlanRequirement, PlanSubject, PlanUnit
from domain.thai import BUDDHIST_OFFSET, MONTHS_SHORT, local
from reports import styles
from reports.plan_columns import DAYS, INDICATORS, PEOPLE, POLICIES, REQUIREMENTS, SUBJECTS, UNITS, PlanSheet
from reports.plan_guide import guide
from reports.plan_words import (
    DAY_KINDS,
    DEBTORS,
    FORMS,
    ROLES,
    ROUNDS,
    SUBJECT_KINDS,
    UNIT_KINDS,
    WORKS,
    word_of,
)
from reports.sheet import Allow, Cell, Entry, Paper, Row, Sheet, Style, Value, address, letter, spread
from reports.workbook import to_xlsx

_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_HEADING_ROW: Final = 3
_LEAST_ROWS: Final = 5  # framed, so that an empty sheet shows where to begin
_SPARE_ROWS: Final = 200  # rows below the last one that still offer the choices
_CENTRED: Final = frozenset({"kind", "no", "fiscal_year_be", "round", "district", "letter_prefix", "work", "form"})
_CODES: Final = frozenset(
    {"code", "parent", "smis_code", "obec_code6", "moe_code10", "subject", "lead", "policy", "answers"}
)
_TABS: Final = ("0F766E", "2563EB", "7C3AED", "B45309", "B45309", "B91C1C", "6B7280")


def write_plan(plan: Plan, *, made_at: datetime = _UNDATED) -> bytes:
    """The workbook of a plan; `read_plan` gives the same plan back, and the same plan gives the same bytes."""
    tables: tuple[tuple[PlanSheet, list[dict[str, Value]], dict[str, tuple[str, ...] | str]], ...] = (
        (UNITS, _units(plan), {"kind": _first_words(UNIT_KINDS), "parent": _codes_of(UNITS)}),
        (PEOPLE, _people(plan), {"role": _first_words(ROLES), "unit": _codes_of(UNITS)}),
        (POLICIES, [_policy(p) for p in plan.policies], {}),
        (
            SUBJECTS,
            [_subject(s) for s in plan.subjects],
            {"kind": _first_words(SUBJECT_KINDS), "lead": _codes_of(UNITS), "policy": _codes_of(POLICIES)},
        ),
        (INDICATORS, _indicators(plan), {"subject": _codes_of(SUBJECTS), "answers": _codes_of(UNITS)}),
        (REQUIREMENTS, [_requirement(r) for r in plan.requirements], {"round": tuple(ROUNDS.values())}),
        (DAYS, _days(plan), {"kind": _first_words(DAY_KINDS)}),
    )
    sheets = [_sheet(*table, tab=tab) for table, tab in zip(tables, _TABS, strict=True)]
    return to_xlsx([guide(plan), *sheets], title=f"แผนการติดตาม {plan.office.name}", made_at=made_at)


def moment_text(moment: datetime) -> str:
    """2 เม.ย. 2570 16.30 น.: read back exactly, and free of the spreadsheet's own idea of years."""
    there = local(moment)
    return f"{day_text(there.date())} {there:%H.%M} น."


def day_text(day: date) -> str:
    """2 เม.ย. 2570."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def _first_words(words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(known[0] for known in words.values())


def _codes_of(sheet: PlanSheet) -> str:
    first = _HEADING_ROW + 1
    return f"'{sheet.name}'!$A${first}:$A${first + 2 * _SPARE_ROWS}"


def _sheet(
    sheet: PlanSheet,
    lines: Sequence[dict[str, Value]],
    choices: dict[str, tuple[str, ...] | str],
    *,
    tab: str,
) -> Sheet:
    columns = tuple(
        column
        for column in sheet.columns
        if not column.optional or any(line.get(column.field) is not None for line in lines)
    )
    wide = len(columns)
    last = _HEADING_ROW + max(1, len(lines))
    body = tuple(
        Row(tuple(Cell(line.get(column.field) or None, _style(column.field)) for column in columns))
        for line in (*lines, *[{}] * (_LEAST_ROWS - len(lines)))
    )
    return Sheet(
        name=sheet.name,
        widths=tuple(column.width for column in columns),
        rows=(
            Row(spread(sheet.name, styles.SECTION, wide), height=30),
            Row(spread(sheet.note, styles.NOTE, wide)),
            Row(tuple(Cell(column.heading, styles.HEADING) for column in columns), height=44),
            *body,
        ),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"แผนการติดตาม: {sheet.name}"),
        freeze=address(_HEADING_ROW + 1, 2),
        filter=f"A{_HEADING_ROW}:{address(last, wide)}",
        tab=tab,
        gridlines=True,
        entries=tuple(
            _entry(letter(place), choices[column.field], last)
            for place, column in enumerate(columns, start=1)
            if column.field in choices
        ),
    )


def _style(field: str) -> Style:
    if field in _CODES:
        return styles.CODE
    return styles.CENTRED if field in _CENTRED else styles.TEXT


def _entry(column: str, words: tuple[str, ...] | str, last: int) -> Entry:
    """A list to choose from; another word can be typed, since names and older words are understood too."""
    return Entry(
        cells=f"{column}{_HEADING_ROW + 1}:{column}{last + _SPARE_ROWS}",
        allow=Allow.CHOICE,
        choices=words,
        error_title="ไม่มีคำนี้ในรายการ",
        error="ขอให้เลือกจากรายการ หรือกด ใช่ ถ้าต้องการใช้คำที่พิมพ์",
    )


def _units(plan: Plan) -> list[dict[str, Value]]:
    lines = [_unit(unit) for unit in (plan.office, *plan.units)]
    lines[0]["letter_prefix"] = plan.letter_prefix
    return lines


def _unit(unit: PlanUnit) -> dict[str, Value]:
    return {
        "code": unit.code,
        "kind": word_of(UNIT_KINDS, unit.kind),
        "name": unit.name,
        "short_names": ", ".join(unit.short_names),
        "parent": unit.parent,
        "district": unit.district,
        "smis_code": unit.smis_code,
        "obec_code6": unit.obec_code6,
        "moe_code10": unit.moe_code10,
    }


def _people(plan: Plan) -> list[dict[str, Value]]:
    return [
        {
            "code": person.code,
            "name": person.name,
            "position": person.position,
            "unit": person.unit,
            "role": word_of(ROLES, person.role),
        }
        for person in plan.people
    ]


def _policy(policy: PlanPolicy) -> dict[str, Value]:
    return {
        "code": policy.code,
        "fiscal_year_be": policy.fiscal_year_be,
        "no": policy.no,
        "title": policy.title,
        "document": policy.document,
        "letter_no": policy.letter_no,
        "letter_on": day_text(policy.letter_on) if policy.letter_on else None,
        "note": policy.note,
    }


def _subject(subject: PlanSubject) -> dict[str, Value]:
    return {
        "code": subject.code,
        "kind": word_of(SUBJECT_KINDS, subject.kind),
        "fiscal_year_be": subject.fiscal_year_be,
        "no": subject.no,
        "title": subject.title,
        "lead": next(iter(subject.owners), None),
        "joint": ", ".join(subject.owners[1:]),
        "policy": subject.policy,
        "note": subject.note,
    }


def _indicators(plan: Plan) -> list[dict[str, Value]]:
    return [
        {
            "subject": subject.code,
            "no": indicator.no,
            "name": indicator.name,
            "unit": indicator.unit,
            "target": indicator.target,
            "source": indicator.source,
            "answers": indicator.answers,
            "baseline": indicator.baseline,
        }
        for subject in plan.subjects
        for indicator in subject.indicators
    ]


def _requirement(requirement: PlanRequirement) -> dict[str, Value]:
    external = requirement.external_due_at
    return {
        "code": requirement.code,
        "work": word_of(WORKS, requirement.work),
        "form": word_of(FORMS, requirement.form),
        "title": requirement.title,
        "fiscal_year_be": requirement.fiscal_year_be,
        "round": ROUNDS.get(requirement.round, requirement.round),
        "round_name": requirement.round_name,
        "period_start": day_text(requirement.period_start),
        "period_end": day_text(requirement.period_end),
        "opens_at": moment_text(requirement.opens_at),
        "due_at": moment_text(requirement.due_at),
        "external_due_at": moment_text(external) if external else None,
        "agency": requirement.agency,
        "urgency": requirement.urgency,
        "subjects": ", ".join(requirement.subjects),
        "debtors": ", ".join(word_of(DEBTORS, debtor) for debtor in requirement.debtors),
    }


def _days(plan: Plan) -> list[dict[str, Value]]:
    off, working = DAY_KINDS["off"][0], DAY_KINDS["working"][0]
    lines: list[dict[str, Value]] = [{"day": day_text(day), "kind": off, "name": name} for day, name in plan.days_off]
    return lines + [{"day": day_text(day), "kind": working} for day in plan.working_days]
