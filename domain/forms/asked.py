"""Whether a form is the one that was asked for: year, round, subject, and each of its indicators once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from domain.forms.definition import Column, FormDefinition, Severity
from domain.forms.headings import heading_key
from domain.forms.reading_result import Finding, Reading, Row
from domain.thai import arabic

_SAME_NAME: Final = 92.0
_NUMBER_ENDS: Final = " .)("


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What was asked for; None or empty: nobody said. `indicators`: (number, name) of every main row."""

    fiscal_year_be: int | None = None
    round: str | None = None
    subject: str | None = None
    indicators: tuple[tuple[str, str], ...] = ()


NOTHING_EXPECTED: Final = Expectation()


def about_form(reading: Reading, expected: Expectation) -> Iterator[Finding]:
    """Whether year, round and subject are those asked for; only what the form states can be wrong."""
    for part in reading.parts:
        pairs = (
            ("wrong_year", "fiscal_year_be", "year", part.fiscal_year_be, expected.fiscal_year_be),
            ("wrong_round", "round", "round", part.round, expected.round),
            ("wrong_subject", "subject", "subject", part.subject, expected.subject),
        )
        for code, name, place, stated, asked in pairs:
            if stated is not None and asked is not None and stated != asked:
                yield Finding(
                    code=code,
                    severity=Severity.ERROR,
                    sheet=part.sheet,
                    cell=part.titles.get(place),
                    field=name,
                    seen=str(stated),
                )


def number_key(text: str) -> str:
    """An indicator's number for comparing: ๓.๑, 3.1 and ข้อ 3.1. are one."""
    return arabic(text).removeprefix("ข้อ").removeprefix("ที่").strip(_NUMBER_ENDS).replace(" ", "")


def expected_rows(reading: Reading, definition: FormDefinition, expected: Expectation) -> Iterator[Finding]:
    """Every indicator once: repeated numbers, and expected ones that are not there."""
    key = definition.column(definition.key)
    seen: dict[str, Row] = {}
    for row in reading.rows:
        number = _own_number(row, definition)
        if not number:
            continue
        if number in seen:
            yield _repeated(reading, definition, row, seen[number])
        seen.setdefault(number, row)
    for number, name in expected.indicators:
        if number_key(number) not in seen and not _named(name, reading, definition):
            yield _finding(reading, key, "missing", None, f"{number} {name}".strip())


def _repeated(reading: Reading, definition: FormDefinition, row: Row, first: Row) -> Finding:
    """The same number again: an error with the same name, a doubt with another."""
    same = _alike(_text_of(row, definition.name), _text_of(first, definition.name))
    cell = row.cells.get(definition.key) or row.cells.get(definition.name)
    key = definition.column(definition.key)
    severity = Severity.ERROR if same else Severity.WARNING
    return _finding(reading, key, "duplicate", cell.address if cell else None, cell.text if cell else "", severity)


def _finding(
    reading: Reading, column: Column, code: str, cell: str | None, seen: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        sheet=reading.first.sheet,
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
