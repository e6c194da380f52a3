"""ส่วนที่ ๒ and ส่วนที่ ๓: what was asked, and what each unit that was accepted has reported about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.thai import clock_time, local, long_date
from reports.booklet.blocks import Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Chapter, why_missing
from reports.booklet.reported import report_many, report_one
from reports.booklet.sums import sums, unit_columns
from reports.summary_data import SummaryData, SummaryLine

_MANY: Final = 6  # units; the reports of more stand together


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
        if len(chapter.reports) > _MANY:
            report_many(booklet.data, chapter, draft)
            continue
        for report in chapter.reports:
            if len(chapter.lines) > 1:
                draft.heading(3, report.line.unit)
            report_one(booklet.data, chapter, report, draft)


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
