"""Makes the blank a unit fills: laid out as its definition says, prefilled, checked while typing, and identifiable.

The identity stands in two cells (small print under the signatures, and a buried sheet) and in a document property:
renaming, re-saving, converting and copying the sheet into another book each leave at least one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.identity import Identity
from domain.plan import PlanIndicator
from domain.thai import long_date, thai_digits
from reports import blank_look as look
from reports.blank_entries import entries_for
from reports.form_header import form_header
from reports.sheet import Cell, Formula, Paper, Row, Sheet, Visibility, fitted, letter, spread
from reports.workbook import to_xlsx

IDENTITY_SHEET: Final = "_tidtam"
IDENTITY_PROPERTY: Final = "tidtam"
FIRST_HEADER_ROW: Final = 6
FIRST_DATA_ROW: Final = 8
ROOM_TO_WRITE: Final = 86.0  # four lines
HINT: Final = (
    "หมายเหตุ กรอกเฉพาะช่องสีขาว ช่องสีเทาอ่อนคำนวณให้เอง (พิมพ์ทับได้) ถ้าไม่มีข้อมูลให้พิมพ์ - และถ้าเป็นศูนย์จริงให้พิมพ์ 0 "
    "หากต้องการแทรกแถวย่อย ให้เลือก ตรวจทาน > ยกเลิกการป้องกันแผ่นงาน (ไม่มีรหัสผ่าน)"
)
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SHEET_NAME_LIMIT: Final = 31
_LEAST_COLUMNS: Final = 6
_DOTS: Final = "." * 40


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankIssue:
    """What is printed into one unit's blank. `reporter_name` may stay empty; `due_text` is shown as given."""

    identity: Identity
    office_name: str
    fiscal_year_be: int
    round_name: str
    period_start: date
    period_end: date
    subject_no: int
    subject_title: str
    unit_name: str
    indicators: tuple[PlanIndicator, ...]
    reporter_name: str = ""
    due_text: str = ""
    hint: str = HINT


def make_blank(definition: FormDefinition, issue: BlankIssue) -> bytes:
    """The blank as an xlsx file; the same issue gives the same bytes."""
    secret = issue.identity.encode()
    sheets = [_form(definition, issue), _buried(secret)]
    title = f"{definition.title} {_subject(definition, issue)}"
    return to_xlsx(sheets, title=title, made_at=_UNDATED, properties={IDENTITY_PROPERTY: secret})


def _form(definition: FormDefinition, issue: BlankIssue) -> Sheet:
    columns = definition.columns
    last_row = FIRST_DATA_ROW + max(1, len(issue.indicators)) - 1
    rows = (
        *_titles(definition, issue),
        *_labels(definition, issue),
        *form_header(columns),
        *_data(definition, issue.indicators),
        _totals(columns),
        *_foot(definition, issue),
    )
    return Sheet(
        name=_sheet_name(definition, issue),
        widths=tuple(column.width for column in columns),
        rows=rows,
        paper=Paper(repeat=(FIRST_HEADER_ROW, FIRST_DATA_ROW - 1), footer=f"{issue.office_name} {issue.unit_name}"),
        freeze=f"{_first_free(columns)}{FIRST_DATA_ROW}",
        protected=True,
        gridlines=True,
        entries=entries_for(columns, FIRST_DATA_ROW, last_row),
    )


def _subject(definition: FormDefinition, issue: BlankIssue) -> str:
    return thai_digits(f"{definition.subject_word} {issue.subject_no}").strip()


def _sheet_name(definition: FormDefinition, issue: BlankIssue) -> str:
    kept = "".join(" " if mark in r"[]:*?/\'" else mark for mark in _subject(definition, issue))
    return kept[:_SHEET_NAME_LIMIT]


def _titles(definition: FormDefinition, issue: BlankIssue) -> tuple[Row, ...]:
    wide = len(definition.columns)
    period = f"({long_date(issue.period_start)} – {long_date(issue.period_end)})"
    title = thai_digits(f"{definition.title} ประจำปีงบประมาณ พ.ศ. {issue.fiscal_year_be}")
    office = thai_digits(f"{issue.office_name} {issue.round_name} ") + period
    return (
        Row(spread(title, look.TITLE, wide), height=30),
        Row(spread(office, look.SUBTITLE, wide), height=27),
        Row(spread(f"{_subject(definition, issue)} {issue.subject_title}", look.SUBJECT, wide), height=27),
    )


def _labels(definition: FormDefinition, issue: BlankIssue) -> tuple[Row, ...]:
    version = thai_digits(f"แบบ {definition.code} v{definition.version}")
    words = {name: aliases[0] for name, aliases in definition.labels.items() if aliases}
    bands = _bands(len(definition.columns))
    first = (
        (words.get("unit", "หน่วยงาน"), issue.unit_name, look.GIVEN),
        (words.get("reporter", "ผู้รายงาน"), issue.reporter_name, look.ASKED),
        (words.get("phone", "โทรศัพท์"), "", look.ASKED),
    )
    second = (
        (words.get("report_date", "วันที่รายงาน"), "", look.ASKED),
        (words.get("form_version", "ฉบับที่"), version, look.GIVEN),
        ("กำหนดส่ง" if issue.due_text else "", issue.due_text, look.GIVEN),
    )
    rows = []
    for line in (first, second):
        cells: list[Cell] = []
        for (label, text, style), (label_columns, value_columns) in zip(line, bands, strict=True):
            cells += spread(label, look.LABEL, label_columns)
            cells += spread(text or None, style, value_columns)
        rows.append(Row(tuple(cells), height=24))
    return tuple(rows)


def _bands(columns: int) -> tuple[tuple[int, int], ...]:
    """How many columns each of three labels and its value take: (2, 5), (1, 4), (1, 3) of sixteen."""
    columns = max(columns, _LEAST_COLUMNS)
    third, second = max(2, round(columns * 4 / 16)), max(2, round(columns * 5 / 16))
    first = columns - second - third
    label = 1 if first == 2 else 2  # noqa: PLR2004 - a label of two columns needs a third for its value
    return (label, first - label), (1, second - 1), (1, third - 1)


def _data(definition: FormDefinition, indicators: tuple[PlanIndicator, ...]) -> tuple[Row, ...]:
    lines = indicators or (PlanIndicator(no="", name="", unit="", target=""),)
    widths = tuple(column.width for column in definition.columns)
    rows = (
        Row(tuple(_data_cell(definition, column, line, number) for column in definition.columns))
        for number, line in enumerate(lines, start=FIRST_DATA_ROW)
    )
    return tuple(Row(row.cells, max(ROOM_TO_WRITE, fitted(row, widths))) for row in rows)


def _data_cell(definition: FormDefinition, column: Column, line: PlanIndicator, row: int) -> Cell:
    if column.formula:
        return Cell(Formula(column.formula.replace("{row}", str(row))), look.computed(column.kind))
    if not column.prefilled or not line.name:
        return Cell(None, look.typed(column.kind))
    printed = {definition.key: line.no, definition.name: line.name, "unit": line.unit, "target": line.target}
    return Cell(printed.get(column.field) or None, look.printed(column.kind))


def _totals(columns: tuple[Column, ...]) -> Row:
    leading = max(1, next((i for i, column in enumerate(columns) if not column.prefilled), 1))
    cells = [*spread("รวม", look.TOTAL_LABEL, leading)]
    for number, column in enumerate(columns[leading:], start=leading + 1):
        if column.kind is not Kind.MONEY:
            cells.append(Cell(None, look.TOTAL_LABEL))
            continue
        # Up to the row above, wherever that is: a row inserted last is still counted, which a plain range would miss.
        area = f"{letter(number)}{FIRST_DATA_ROW}:INDEX({letter(number)}:{letter(number)},ROW()-1)"
        cells.append(Cell(Formula(f'=IF(COUNT({area})=0,"",SUM({area}))'), look.TOTAL))
    return Row(tuple(cells), height=26)


def _foot(definition: FormDefinition, issue: BlankIssue) -> tuple[Row, ...]:
    columns = definition.columns
    hint = Row(spread(issue.hint, look.HINT, len(columns)))
    identity = Row((Cell(issue.identity.encode(), look.SMALL_PRINT),), height=14)
    return hint, Row(), *_signatures(definition), Row(), identity


def _signatures(definition: FormDefinition) -> tuple[Row, ...]:
    """Blocks side by side, each about as wide as the others."""
    columns, names = definition.columns, definition.signatures
    widths = [column.width for column in columns]
    share, spans, start = sum(widths) / max(1, len(names)), [], 0
    for order in range(1, len(names) + 1):
        end = max(start + 1, sum(sum(widths[: i + 1]) <= share * order + widths[i] / 2 for i in range(len(widths))))
        spans.append(end - start)
        start = end
    lines = (f"ลงชื่อ{_DOTS}{{}}", f"({_DOTS}{_DOTS})", f"ตำแหน่ง{_DOTS}{_DOTS}", f"วันที่{_DOTS}")
    return tuple(
        Row(
            tuple(
                c for name, wide in zip(names, spans, strict=True) for c in spread(line.format(name), look.SIGN, wide)
            ),
            26,
        )
        for line in lines
    )


def _first_free(columns: tuple[Column, ...]) -> str:
    """The column that scrolls first: the one after the row's name, so that number and name stay in sight."""
    prefilled = [number for number, column in enumerate(columns, start=1) if column.prefilled]
    return letter(min(prefilled[1] if len(prefilled) > 1 else 1, len(columns)) + 1)


def _buried(secret: str) -> Sheet:
    return Sheet(
        name=IDENTITY_SHEET,
        widths=(60,),
        rows=(Row((Cell(secret, look.SMALL_PRINT),)),),
        visibility=Visibility.BURIED,
    )
