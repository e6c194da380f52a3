"""What units reported about a subject: one of them indicator by indicator, many of them in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.forms.definition import Column as FormColumn
from domain.forms.definition import FormDefinition, Kind
from domain.forms.reading_result import Cell, Target
from domain.forms.reading_result import Row as ReadRow
from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft, is_whole
from reports.booklet.model import Chapter, Report
from reports.booklet.sums import summed
from reports.summary_data import Blank, Figure, Origin, SummaryData, SummaryLine, expected, figure_in, not_in_file

_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.SCORE})
_MONEY: Final = frozenset({Kind.MONEY})
GATHERED: Final = ("problems", "suggestions")  # told together in ส่วนที่ ๕
_TOLD: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_PAGE: Final = 16.0  # cm
_NUMBER_WIDTH: Final = 1.7
_MONEY_WIDTH: Final = 2.5
_MONEY_SHARE: Final = 1.45  # of the room of another figure
_NAMED: Final = 3  # units that wrote the same
_KEY_WIDTH: Final = 1.15
_TARGET_WIDTH: Final = 1.9
_KINDS: Final = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร", "link": "ลิงก์"}


def report_one(data: SummaryData, chapter: Chapter, report: Report, draft: Draft) -> None:
    """What one unit reported: its figures, its budget, what it says to each indicator."""
    form, line = data.definition, report.line
    who = f" {line.unit}" if len(chapter.lines) > 1 else ""
    _figures_table(data, report, draft, _NUMBERS, f"ผลการดำเนินงานตามตัวชี้วัด {chapter.name}{who}")
    score = summed(draft, (f"ส่วนที่ 3 {chapter.name}{who}", "คะแนนเฉลี่ย"), report.figures, [report], ("score", False))
    told = summed(
        draft, (f"ส่วนที่ 3 {chapter.name}{who}", "ตัวชี้วัดที่รายงานแล้ว"), report.figures, [report], ("reported", True)
    )
    asked = draft.told(f"ส่วนที่ 3 {chapter.name}{who}", "ตัวชี้วัดทั้งหมด", expected(line), "แผนการติดตาม")
    draft.words(f"รายงานแล้ว {told} จาก {asked} ตัวชี้วัด คะแนนเฉลี่ย {score} จากคะแนนเต็ม 5", look="plain")
    _figures_table(data, report, draft, _MONEY, f"งบประมาณตามตัวชี้วัด {chapter.name}{who} (บาท)")
    if line.received is not None:
        for row in line.received.rows:
            _narrative(form, row, draft)
    _evidence(line, draft)


def report_many(data: SummaryData, chapter: Chapter, draft: Draft) -> None:
    """What many units reported: the indicators of each below its name, and in words what they say, each thing once."""
    form = data.definition
    columns = [column for column in form.columns if column.kind in _NUMBERS | _MONEY]
    if columns:
        _many_table(data, chapter, draft, columns)
    for column in narrative_columns(form):
        told = gathered(form, chapter, column.field)
        if told and column.field not in GATHERED:
            draft.words(column.heading, look="label")
            for label, text in told:
                draft.words(text, look="bullet", label=label)


def _many_table(data: SummaryData, chapter: Chapter, draft: Draft, columns: Sequence[FormColumn]) -> None:
    shares = [_MONEY_SHARE if column.kind in _MONEY else 1 for column in columns]
    width = (_PAGE - _KEY_WIDTH) / sum(shares)
    table = draft.next_table()
    rows = [row for report in chapter.reports for row in _rows_of(data, report, draft, table, columns)]
    headings = (
        Column(draft.writing.line(column.heading), width * share, "right")
        for column, share in zip(columns, shares, strict=True)
    )
    draft.table(
        f"ผลการดำเนินงานและงบประมาณตามตัวชี้วัด {chapter.name} รายหน่วยงาน",
        (Column("ที่", _KEY_WIDTH, "center"), *headings),
        rows,
    )


def _rows_of(
    data: SummaryData, report: Report, draft: Draft, table: str, columns: Sequence[FormColumn]
) -> Iterator[Row]:
    form, line = data.definition, report.line
    yield Row((draft.writing.line(line.unit),), strong=True)
    for row in line.received.rows if line.received else ():
        key = row.cells.get(form.key)
        called = key.text if key else ""
        figures = (_number(row.cells.get(one.field), row, draft, (table, line), (one, called)) for one in columns)
        yield Row((draft.writing.line(called), *figures))
    for one in not_in_file(data, line):
        yield Row((draft.writing.line(one.no), *[Blank.NOT_FILLED.value] * len(columns)))


def gathered(form: FormDefinition, chapter: Chapter, field: str) -> list[tuple[str, str]]:
    """What the units of a chapter wrote in a column, with who wrote it about which indicator; the same words once."""
    told: dict[str, list[tuple[str, str]]] = {}
    for report in chapter.reports:
        for row in report.line.received.rows if report.line.received else ():
            cell, key = row.cells.get(field), row.cells.get(form.key)
            if cell is not None and cell.text and not cell.nil:
                told.setdefault(cell.text, []).append((report.line.unit, key.text if key else ""))
    return [(_who(says, alone=len(chapter.reports) == 1), text) for text, says in told.items()]


def _who(says: Sequence[tuple[str, str]], *, alone: bool) -> str:
    units, keys = tuple(dict.fromkeys(unit for unit, _ in says)), tuple(dict.fromkeys(key for _, key in says if key))
    about = f"ตัวชี้วัดที่ {' '.join(keys)}" if keys else ""
    if alone:
        return about
    return f"{' '.join(units)} {about}".strip() if len(units) <= _NAMED else f"{len(units)} หน่วยงาน"


def _figures_table(data: SummaryData, report: Report, draft: Draft, kinds: frozenset[Kind], caption: str) -> None:
    """The rows of a form with those of its figures that are of these kinds."""
    form, line = data.definition, report.line
    columns = [column for column in form.columns if column.kind in kinds]
    if not columns or line.received is None:
        return
    money = kinds is _MONEY
    goal = [] if money else [column for column in form.columns if column.kind is Kind.TARGET]
    width = _MONEY_WIDTH if money else _NUMBER_WIDTH
    name_width = _PAGE - _KEY_WIDTH - len(goal) * _TARGET_WIDTH - len(columns) * width
    table = draft.next_table()
    rows = [Row(tuple(_cells(form, row, draft, (table, line), (goal, columns)))) for row in line.received.rows]
    rows += [
        Row(
            (
                draft.writing.line(one.no),
                draft.writing.line(one.name),
                *([draft.writing.line(one.target)] * len(goal)),
                *([Blank.NOT_FILLED.value] * len(columns)),
            )
        )
        for one in not_in_file(data, line)
    ]
    draft.table(
        caption,
        (
            Column("ที่", _KEY_WIDTH, "center"),
            Column("ตัวชี้วัด", name_width),
            *(Column("ค่าเป้าหมาย", _TARGET_WIDTH, "center") for _ in goal),
            *(Column(draft.writing.line(column.heading), width, "right") for column in columns),
        ),
        rows,
    )


def _cells(
    form: FormDefinition,
    row: ReadRow,
    draft: Draft,
    at: tuple[str, SummaryLine],
    columns: tuple[Sequence[FormColumn], Sequence[FormColumn]],
) -> Iterator[str]:
    goals, numbers = columns
    key, name = (row.cells.get(field) for field in (form.key, form.name))
    called = f"{key.text if key else ''} {name.text if name and not (key and key.text) else ''}".strip()
    yield draft.writing.line(key.text) if key else ""
    yield draft.writing.line(name.text) if name else ""
    for column in goals:
        yield _target(row.cells.get(column.field), row, draft, at, called)
    for column in numbers:
        yield _number(row.cells.get(column.field), row, draft, at, (column, called))


def _target(cell: Cell | None, row: ReadRow, draft: Draft, at: tuple[str, SummaryLine], called: str) -> str:
    if cell is None:
        return ""
    table, line = at
    if isinstance(cell.value, Target):
        figure = Figure(cell.value.value, (Origin(cell.address, row.source, row.sheet),))
        draft.figure(table, f"{called} ค่าเป้าหมาย", figure, [(line, figure)])
    return draft.writing.line(cell.text)


def _number(
    cell: Cell | None, row: ReadRow, draft: Draft, at: tuple[str, SummaryLine], of: tuple[FormColumn, str]
) -> str:
    """A figure of a row; a sub-row need not be full."""
    (table, line), (column, called) = at, of
    figure = Figure(Blank.NOT_FILLED) if cell is None else figure_in(cell, row)
    if not figure.cells and not row.main:
        return ""
    if not figure.cells and cell is not None and cell.text:
        return draft.writing.line(cell.text)
    return draft.figure(table, f"{called} {column.heading}", figure, [(line, figure)], whole=is_whole(column.kind))


def narrative_columns(form: FormDefinition) -> list[FormColumn]:
    """The columns in which units tell something in words."""
    return [column for column in form.columns if column.kind in _TOLD and not column.prefilled]


def _narrative(form: FormDefinition, row: ReadRow, draft: Draft) -> None:
    """What a unit says about an indicator; a dash says that there is nothing, an empty cell says nothing."""
    said = [(column, cell) for column in narrative_columns(form) if (cell := row.cells.get(column.field)) and cell.text]
    if not said:
        return
    key, name = (row.cells.get(field) for field in (form.key, form.name))
    no = key.text if key else ""
    draft.words(f"ตัวชี้วัดที่ {no} {name.text if name else ''}" if no else name.text if name else "", look="label")
    for column, cell in said:
        draft.words("ไม่มี" if cell.nil else cell.text, look="bullet", label=column.heading)


def _evidence(line: SummaryLine, draft: Draft) -> None:
    if not line.evidence:
        return
    counts = {kind: sum(one.kind == kind for one in line.evidence) for kind in _KINDS}
    told = " ".join(f"{_KINDS[kind]} {count} รายการ" for kind, count in counts.items() if count)
    names = "\n".join(one.name for one in line.evidence if one.name)
    draft.words(f"{told}\n{names}", look="bullet", label="หลักฐานที่แนบไว้ในระบบ")
