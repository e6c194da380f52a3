"""What was read from a filled form: every value with the cell it came from, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.forms.definition import Severity
from domain.forms.identity import Identity


@dataclass(frozen=True, slots=True)
class Target:
    """A target: `op` is one of >=, <=, >, <, = or None when only a number stands there."""

    op: str | None
    value: float


Value = str | int | float | date | Target | None


class Cell(NamedTuple):
    """A value as understood, the text as typed, and where it stands. `nil`: a dash or ไม่มีข้อมูล, not an empty cell."""

    value: Value
    text: str
    address: str
    nil: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table. `main`: it has its own number; sub-rows belong to the main row above."""

    number: int
    cells: Mapping[str, Cell]
    main: bool = True

    def value(self, field_name: str) -> Value:
        """What stands in that field, None when the column is not in the file."""
        cell = self.cells.get(field_name)
        return cell.value if cell else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend (error) or to look at (warning). `cell` None: about the sheet or the whole file.

    `says` is the sentence of a check from the configuration; empty for the reader's own codes, whose sentences
    live in wording. Codes: unreadable_number, not_in_range, inconsistent, missing, duplicate, unknown_school,
    date_order, over_budget, wrong_year, wrong_round, wrong_form, wrong_subject, unit_conflict, unclear_value,
    not_needed.
    """

    code: str
    severity: Severity
    sheet: str
    cell: str | None = None
    field: str | None = None
    heading: str = ""
    seen: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One form as read. Numbers: 85.5 in a per-cent field means 85.5 per cent; money is in baht.

    `fiscal_year_be`, `round` (6m, 9m, 12m, ...) and `subject_no` are what the form says of itself, None when it
    does not; `unit_text` is the reporting unit as typed; `meta` the labels (unit, reporter, phone, ...).
    `titles`: where title, year, round and subject are said; `totals`: the row of sums, if there is one.
    """

    form: str
    sheet: str
    title: str
    fiscal_year_be: int | None
    round: str | None
    subject_no: int | None
    unit_text: str
    meta: Mapping[str, Cell]
    columns: Mapping[str, str]  # field -> column letter
    header_rows: tuple[int, ...]
    rows: tuple[Row, ...]
    identity: Identity | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, Cell] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=())
