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
    """A row of the table. `main`: it has its own number; sub-rows belong to the main row above.

    `sheet`: where it stands; `extra`: what stands in columns the form does not know, by their heading; `source`: the
    receipt number of the earlier file it was taken over from, "" for a row of the file itself.
    """

    number: int
    cells: Mapping[str, Cell]
    main: bool = True
    sheet: str = ""
    extra: Mapping[str, Cell] = field(default_factory=dict)
    source: str = ""

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
    not_needed, unanswered, extra_column.
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
class Part:
    """A sheet of a form as read.

    `fiscal_year_be`, `round` (6m, 9m, 12m, 1, 2, ye, q1, ...) and `subject` (the strategy's, item's or topic's number
    in Arabic digits: 3, 2.1) are what it says of itself, None when it does not. `unit_text`: the reporting unit as
    typed, "" where no label says it; `meta`: the labels (unit, reporter, phone, ...) with their values. `titles`: where
    title, year, round, subject and the rest are said; `said`: the rest itself (agency: MOE). `totals`: the row of sums,
    if there is one. `extra`: the columns the form does not know, heading -> column letter.
    """

    sheet: str
    title: str
    fiscal_year_be: int | None
    round: str | None
    subject: str | None
    unit_text: str
    meta: Mapping[str, Cell]
    columns: Mapping[str, str]  # field -> column letter
    header_rows: tuple[int, ...]
    rows: tuple[Row, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, Cell] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A table as somebody filled it in. `label`: without its number; `rows`: those in which anything was written."""

    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A further sheet that is no table: what stands beside its labels, and the small tables below some of them."""

    sheet: str
    values: Mapping[str, Cell]
    tables: tuple[SmallTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One form as read, of one or several sheets; the first speaks for all where they agree.

    Numbers: 85.5 in a per-cent field means 85.5 per cent; money is in baht. `captions`: what stands under pictures.
    """

    form: str
    parts: tuple[Part, ...]
    identity: Identity | None = None
    findings: tuple[Finding, ...] = ()
    pages: tuple[Page, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def first(self) -> Part:
        """The sheet that speaks for all."""
        return self.parts[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all sheets."""
        return self.parts[0].rows if len(self.parts) == 1 else tuple(row for part in self.parts for row in part.rows)
