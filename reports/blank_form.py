"""Makes the blank a unit fills: laid out as its definition says, prefilled, checked while typing, and identifiable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from domain.forms.definition import Column, FormDefinition
from domain.forms.layout import fill
from reports.blank_entries import entries_for, long_lists
from reports.blank_foot import foot
from reports.blank_identity import HIDDEN_COLUMN, IDENTITY_PROPERTY, QR_SAYS, beside_title, buried, qr_at_foot
from reports.blank_issue import PREVIOUS_HINT, BlankIssue, facts_of
from reports.blank_pages import page_sheet
from reports.blank_rows import data, shades, totals
from reports.blank_top import labels, titles
from reports.form_header import form_header
from reports.sheet import Paper, Sheet, letter
from reports.workbook import to_xlsx

_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SHEET_NAME_LIMIT: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))


def make_blank(definition: FormDefinition, issue: BlankIssue) -> bytes:
    """The blank as an xlsx file; the same issue gives the same bytes."""
    secret, facts = issue.identity.encode(), facts_of(definition, issue)
    signed_by, footer = definition.signatures, f"{issue.office_name} {issue.unit_name}"
    sheets = [
        _table(definition, issue, facts, footer),
        *(page_sheet(page, facts, signed_by, secret, footer) for page in definition.layout.pages),
        buried(secret, long_lists(definition.columns)),
    ]
    title = fill(definition.layout.file_name, facts)
    return to_xlsx(sheets, title=title, made_at=_UNDATED, properties={IDENTITY_PROPERTY: secret})


def _table(definition: FormDefinition, issue: BlankIssue, facts: Mapping[str, str], footer: str) -> Sheet:
    columns, secret = definition.columns, issue.identity.encode()
    above = [*titles(definition, facts), *labels(definition, facts)]
    above[0] = beside_title(above[0], secret, len(columns))
    header = len(above) + 1
    first = header + 2
    filled = data(definition, issue, first)
    last = first + len(filled) - 1
    hint = issue.hint + (PREVIOUS_HINT if issue.previous else "")
    sums = (totals(columns, first),) if definition.layout.total else ()
    rows = (*above, *form_header(columns), *filled, *sums, *foot(definition, facts, hint, secret))
    widths = tuple(column.width for column in columns)
    return Sheet(
        name=_sheet_name(definition, facts),
        widths=(*widths, HIDDEN_COLUMN),
        rows=rows,
        paper=Paper(repeat=(header, first - 1), footer=footer),
        freeze=f"{_first_free(columns)}{first}",
        protected=True,
        gridlines=True,
        entries=entries_for(columns, first, last, every=not any(issue.rows)),
        shades=tuple(shades(definition, first, last)),
        pictures=(qr_at_foot(secret, widths, len(rows), f"{QR_SAYS} {secret}"),),
    )


def _sheet_name(definition: FormDefinition, facts: Mapping[str, str]) -> str:
    name = fill(definition.layout.sheet_name, facts).translate(_FORBIDDEN).strip()
    return (name or definition.code)[:_SHEET_NAME_LIMIT]


def _first_free(columns: tuple[Column, ...]) -> str:
    """The column that scrolls first: the one after the row's name, so that number and name stay in sight."""
    prefilled = [number for number, column in enumerate(columns, start=1) if column.prefilled]
    return letter(min(prefilled[1] if len(prefilled) > 1 else 1, len(columns)) + 1)
