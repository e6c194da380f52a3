"""ส่วนที่ ๒ and ส่วนที่ ๓: what was asked, and what each unit that was accepted has reported about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.forms.definition import Column as FormColumn
from domain.forms.definition import FormDefinition, Kind
from domain.forms.reading_result import Cell, Target
from domain.forms.reading_result import Row as ReadRow
from domain.thai import clock_time, local, long_date
from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft, is_whole
from reports.booklet.model import Booklet, Chapter, Report, why_missing
from reports.summary_data import Blank, Figure, Origin, SummaryData, SummaryLine, expected, figure_in, not_in_file
from reports.summary_figures import LineFigures

_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.SCORE})
_MONEY: Final = frozenset({Kind.MONEY})
_TOLD: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_PAGE: Final = 16.0  # cm
_NUMBER_WIDTH: Final = 1.7
_MONEY_WIDTH: Final = 2.5
_KEY_WIDTH: Final = 1.15
_TARGET_WIDTH: Final = 1.9
_KINDS: Final = {"image": "รูป", "video": "วิดีโอ", "audio": "เสียง", "document": "เอกสาร", "link": "ลิงก์"}
SUMS: Final = (
    ("reported", "ตัวชี้วัดที่รายงานแล้ว", True),
    ("score", "คะแนนเฉลี่ย", False),
    ("allocated", "งบประมาณที่ได้รับจัดสรร", False),
    ("spent", "งบประมาณที่ใช้ไป", False),
    ("left", "งบประมาณคงเหลือ", False),
    ("share", "ร้อยละที่ใช้ไป", False),
)


def direction(booklet: Booklet, draft: Draft) -> None:
    """The subjects with their owners, indicators and targets, as the plan has them."""
    word = booklet.data.subject_word
    draft.heading(1, f"ส่วนที่ 2 ทิศทางการดำเนินงาน{word}")
    draft.words(
        f"การดำเนินงานตาม{word} ประจำปีงบประมาณ พ.ศ. {booklet.data.fiscal_year_be} มี{word}และตัวชี้วัด พร้อมค่าเป้าหมายและ"
        f"ผู้รับผิดชอบ ดังนี้"
    )
    table = draft.next_table()
    rows: list[Row] = []
    for chapter in booklet.chapters:
        rows.append(Row((draft.writing.line(f"{chapter.called}  ผู้รับผิดชอบ {_named(chapter.owners)}"),), strong=True))
        rows += [
            Row(tuple(map(draft.writing.line, (one.no, one.name, one.unit, one.target)))) for one in chapter.indicators
        ]
        draft.told(table, f"ตัวชี้วัดของ{chapter.name}", len(chapter.indicators), "แผนการติดตาม")
    columns = (
        Column("ที่", 1.3, "center"),
        Column("ตัวชี้วัด", 8.9),
        Column("หน่วยนับ", 2.0, "center"),
        Column("ค่าเป้าหมาย", 3.8),
    )
    draft.table(f"{word} ตัวชี้วัด ค่าเป้าหมาย และผู้รับผิดชอบ", columns, rows)


def _named(units: Sequence[str]) -> str:
    most = 6
    return " ".join(units) if len(units) <= most else f"{len(units)} หน่วยงาน"


def results(booklet: Booklet, draft: Draft) -> None:
    """A chapter for each subject."""
    draft.heading(1, f"ส่วนที่ 3 ผลการดำเนินงานตาม{booklet.data.subject_word}")
    for chapter in booklet.chapters:
        draft.heading(2, chapter.called)
        draft.words(f"{_named(chapter.owners)}", look="plain", label="ผู้รับผิดชอบ")
        absent(booklet.data, chapter, draft)
        if len(chapter.reports) > 1:
            _by_unit(chapter, draft)
        for report in chapter.reports:
            if len(chapter.lines) > 1:
                draft.heading(3, report.line.unit)
            _report(booklet.data, chapter, report, draft)


def absent(data: SummaryData, chapter: Chapter, draft: Draft) -> None:
    """What of a chapter is not in this booklet, by name: it is neither hidden nor a nought."""
    for line in chapter.missing:
        draft.words(f"{chapter.name} {line.unit} {_why(data, line)}", look="notice", label="ยังไม่มีผลในเล่มนี้")
    for line in chapter.excused:
        draft.words(f"{line.unit} {line.state_text}", look="plain", label="ไม่มีผลที่ต้องรายงาน")


def _why(data: SummaryData, line: SummaryLine) -> str:
    due = local(data.due(line))
    if line.received is None:
        return f"{why_missing(line)} กำหนดส่งวันที่ {long_date(due.date())} เวลา {clock_time(due)}"
    at = local(line.received.submitted_at)
    return f"{why_missing(line)} (ส่งเมื่อวันที่ {long_date(at.date())} เลขรับ {line.received.receipt_no})"


def _by_unit(chapter: Chapter, draft: Draft) -> None:
    """A row for each unit that reported, and their sum."""
    table = draft.next_table()
    rows = [
        Row(
            (
                draft.writing.number(no),
                draft.writing.line(report.line.unit),
                *sums(draft, f"{table} {report.line.unit}", report.figures, [report]),
            )
        )
        for no, report in enumerate(chapter.reports, start=1)
    ]
    rows.append(Row(("", "รวม", *sums(draft, f"{table} รวม", chapter.together, chapter.reports)), strong=True))
    draft.table(f"สรุปผล{chapter.name}รายหน่วยงาน", unit_columns("หน่วยงาน"), rows)


def unit_columns(first: str) -> tuple[Column, ...]:
    """The columns of a table of sums."""
    return (
        Column("ที่", 0.9, "center"),
        Column(first, 3.4),
        Column("รายงานแล้ว", 1.35, "right"),
        Column("คะแนนเฉลี่ย", 1.35, "right"),
        Column("ได้รับจัดสรร (บาท)", 2.65, "right"),
        Column("ใช้ไป (บาท)", 2.65, "right"),
        Column("คงเหลือ (บาท)", 2.3, "right"),
        Column("ร้อยละที่ใช้", 1.4, "right"),
    )


def sums(draft: Draft, where: str, figures: LineFigures, reports: Sequence[Report]) -> Iterator[str]:
    """The sums of some reports as they are written, each with the cells it stands on."""
    for name, what, whole in SUMS:
        yield summed(draft, (where, what), figures, reports, (name, whole))


def summed(
    draft: Draft, at: tuple[str, str], figures: LineFigures, reports: Sequence[Report], of: tuple[str, bool]
) -> str:
    """One sum of some reports as it is written. `at`: where and what; `of`: which, and whether it is a count."""
    name, whole = of
    needed = "left" if name == "share" else name  # a share is of the budgets of which both sides are told
    parts = [
        (report.line, getattr(report.figures, name))
        for report in reports
        if len(reports) == 1 or getattr(report.figures, needed).number is not None
    ]
    return draft.figure(*at, getattr(figures, name), parts, whole=whole)


def _report(data: SummaryData, chapter: Chapter, report: Report, draft: Draft) -> None:
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
