"""Whether a form is the one that was asked for: year, round, subject, and each of its indicators once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from domain.forms.definition import Column, FormDefinition, Kind, Severity
from domain.forms.keys import heading_key
from domain.forms.reading_result import Finding, Part, Reading, Row
from domain.thai import arabic
from domain.units.known import KnownUnit

_SAME_NAME: Final = 92.0
_NUMBER_ENDS: Final = " .)("
_NO_CODE: Final = re.compile(r"[^0-9A-Z\u0e01-\u0e4e.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What was asked for; None or empty: nobody said.

    `form`: the definition's name; `subjects`: where several may come in one file, in place of `subject`; `said`: what
    else the form says of itself (agency: MOE); `indicators`: (number, name) of every main row; `units`: those a row may
    be about.
    """

    form: str | None = None
    fiscal_year_be: int | None = None
    round: str | None = None
    subject: str | None = None
    subjects: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    indicators: tuple[tuple[str, str], ...] = ()
    units: Sequence[KnownUnit] = ()

    def wants(self, subject: str) -> bool:
        """Whether this subject was asked for, or nobody said which."""
        wanted = (*self.subjects, *((self.subject,) if self.subject is not None else ()))
        return not wanted or any(subject_key(subject) == subject_key(one) for one in wanted)


NOTHING_EXPECTED: Final = Expectation()


def subject_key(subject: str) -> str:
    """A subject's number or code for comparing: 69-pro-01 and 69 PRO 01 are one, ๒.๑ and 2.1."""
    return _NO_CODE.sub("", arabic(subject).upper())


def about_form(reading: Reading, definition: FormDefinition, expected: Expectation) -> Iterator[Finding]:
    """Whether form, year, round and subject are those asked for; only what the form states can be wrong."""
    if expected.form is not None and reading.form != expected.form:
        first = reading.first
        yield _about(first, "wrong_form", "form", "title", definition.title)
    for part in reading.parts:
        if part.fiscal_year_be is not None and expected.fiscal_year_be not in {None, part.fiscal_year_be}:
            yield _about(part, "wrong_year", "fiscal_year_be", "year", str(part.fiscal_year_be))
        if part.round is not None and expected.round not in {None, part.round}:
            yield _about(part, "wrong_round", "round", "round", part.round)
        if part.subject is not None and not expected.wants(part.subject):
            yield _about(part, "wrong_subject", "subject", "subject", part.subject)
        for name, asked in expected.said.items():
            stated = part.said.get(name)
            if stated is not None and stated != asked:
                yield _about(part, "wrong_subject", name, name, stated)
    yield from _rows_not_asked_for(reading, definition, expected)


def _about(part: Part, code: str, name: str, place: str, seen: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, sheet=part.sheet, cell=part.titles.get(place), field=name, seen=seen
    )


def _rows_not_asked_for(reading: Reading, definition: FormDefinition, expected: Expectation) -> Iterator[Finding]:
    """Rows about another subject than those asked for, where each row says its own."""
    if not definition.subject_field:
        return
    column = definition.column(definition.subject_field)
    for row in reading.rows:
        cell = row.cells.get(column.field)
        if cell is not None and isinstance(cell.value, str) and not cell.nil and not expected.wants(cell.value):
            yield _finding(row.sheet, column, "wrong_subject", cell.address, cell.text)


def number_key(text: str) -> str:
    """An indicator's number for comparing: ๓.๑, 3.1 and ข้อ 3.1. are one."""
    return arabic(text).removeprefix("ข้อ").removeprefix("ที่").strip(_NUMBER_ENDS).replace(" ", "")


def expected_rows(reading: Reading, definition: FormDefinition, expected: Expectation) -> Iterator[Finding]:
    """Every indicator once: repeated numbers, and expected ones that are not there."""
    key = definition.column(definition.key)
    for part in reading.parts:
        yield from _repeated(part, definition)
    if not expected.indicators:
        return
    seen = {number for row in reading.rows if (number := _own_number(row, definition))}
    for number, name in expected.indicators:
        if number_key(number) not in seen and not _named(name, reading, definition):
            yield _finding(reading.first.sheet, key, "missing", None, f"{number} {name}".strip())


def _repeated(part: Part, definition: FormDefinition) -> Iterator[Finding]:
    """What may stand once only and stands again: an error with the same name beside it, a doubt with another."""
    for name in definition.unique:
        column, seen = definition.column(name), dict[str, Row]()
        for row in part.rows:
            mark = _own_number(row, definition) if name == definition.key else _mark(row, column)
            if not mark:
                continue
            first = seen.setdefault(mark, row)
            if first is row:
                continue
            same = _alike(_text_of(row, definition.name), _text_of(first, definition.name))
            cell = row.cells.get(name) or row.cells.get(definition.name)
            severity = Severity.ERROR if same or column.kind is Kind.CODE else Severity.WARNING
            yield _finding(
                part.sheet, column, "duplicate", cell.address if cell else None, cell.text if cell else "", severity
            )


def _mark(row: Row, column: Column) -> str:
    """What a row has in that column, for comparing."""
    cell = row.cells.get(column.field)
    return subject_key(cell.text) if cell is not None and cell.value is not None and not cell.nil else ""


def _finding(
    sheet: str, column: Column, code: str, cell: str | None, seen: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        sheet=sheet,
        cell=cell,
        field=column.field,
        heading=column.heading,
        seen=seen,
    )


def _own_number(row: Row, definition: FormDefinition) -> str:
    """The number a row bears itself, not one drawn over it from the row above; its name where there are no numbers."""
    cell = row.cells.get(definition.key)
    if cell is None:
        return heading_key(_text_of(row, definition.name)) if row.main else ""
    return number_key(cell.text) if cell.text and cell.address.endswith(str(row.number)) else ""


def _text_of(row: Row, field: str) -> str:
    cell = row.cells.get(field)
    return cell.text if cell else ""


def _named(name: str, reading: Reading, definition: FormDefinition) -> bool:
    """Whether a row bears an indicator's name, under whatever number."""
    return bool(name) and any(_alike(name, _text_of(row, definition.name)) for row in reading.rows)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(heading_key(one), heading_key(other)) >= _SAME_NAME
