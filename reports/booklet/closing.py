"""ส่วนที่ ๔ and ส่วนที่ ๕: the budget, and what comes of it all: scores, problems, suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.booklet.blocks import Bar, Chart, Column, Row
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Chapter
from reports.booklet.reported import GATHERED, gathered
from reports.booklet.sums import summed, total_row
from reports.summary_data import expected
from reports.summary_figures import LineFigures

_FULL_SCORE: Final = 5.0
_MONEY: Final = (
    ("allocated", "งบประมาณที่ได้รับจัดสรร"),
    ("spent", "งบประมาณที่ใช้ไป"),
    ("left", "งบประมาณคงเหลือ"),
    ("share", "ร้อยละที่ใช้ไป"),
)
_TOTAL: Final = "รวมเฉพาะที่ตรวจรับแล้ว"
_SCORES: Final = (("reported", "ตัวชี้วัดที่รายงานแล้ว", True), ("score", "คะแนนเฉลี่ย", False))


def budget(booklet: Booklet, draft: Draft, word: str = "") -> None:
    """What was allocated, spent and left of each chapter; `word`: what they are, the form's subjects unless given."""
    word = word or booklet.data.subject_word
    draft.heading(1, "ส่วนที่ 4 การใช้จ่ายงบประมาณ")
    draft.words(f"ผลการใช้จ่ายงบประมาณราย{word} เฉพาะส่วนที่ตรวจรับแล้ว เป็นดังนี้")
    table = draft.next_table()
    rows = [_row(draft, chapter, [(name, what, False) for name, what in _MONEY], table) for chapter in booklet.chapters]
    whole = [
        summed(draft, (f"{table} รวม", what), booklet.together, booklet.reports, (name, False)) for name, what in _MONEY
    ]
    rows.append(total_row(_TOTAL, whole, booklet.reports))
    columns = (
        Column("ที่", 1.0, "center"),
        Column(word, 5.0),
        Column("ได้รับจัดสรร (บาท)", 2.8, "right"),
        Column("ใช้ไป (บาท)", 2.8, "right"),
        Column("คงเหลือ (บาท)", 2.4, "right"),
        Column("ร้อยละที่ใช้", 2.0, "right"),
    )
    draft.table(f"การใช้จ่ายงบประมาณราย{word}", columns, rows)
    place = draft.next_chart()
    groups = tuple(
        (chapter.name, tuple(_bar(draft, place, chapter, name, what) for name, what in _MONEY[:2]))
        for chapter in booklet.chapters
    )
    lengths = [bar.value for _, bars in groups for bar in bars if bar.value is not None]
    drawn = Chart("", "", "", ("ได้รับจัดสรร", "ใช้ไป"), max(lengths, default=0.0), _written(draft, groups))
    draft.chart(f"งบประมาณที่ได้รับจัดสรรและที่ใช้ไปราย{word} (บาท)", drawn)
    _gaps(booklet, draft)


def conclusion(booklet: Booklet, draft: Draft) -> None:
    """Scores of each subject, then what units say is in the way and what they ask for."""
    data = booklet.data
    word = data.subject_word
    draft.heading(1, "ส่วนที่ 5 สรุปผล ปัญหา อุปสรรค และข้อเสนอแนะ")
    draft.heading(2, "สรุปผลการดำเนินงาน")
    table = draft.next_table()
    rows = [_scored(draft, table, chapter) for chapter in booklet.chapters]
    whole = [
        summed(draft, (f"{table} รวม", what), booklet.together, booklet.reports, of)
        for of, what in (((name, count), what) for name, what, count in _SCORES)
    ]
    asked = sum(expected(report.line) for report in booklet.reports)
    total = [draft.told(f"{table} รวม", "ตัวชี้วัดทั้งหมด", asked, "แผนการติดตาม")] if booklet.reports else []
    rows.append(total_row(_TOTAL, (*total, *whole), booklet.reports))
    columns = (
        Column("ที่", 1.0, "center"),
        Column(word, 7.6),
        Column("ตัวชี้วัดทั้งหมด", 2.4, "right"),
        Column("รายงานแล้ว", 2.4, "right"),
        Column("คะแนนเฉลี่ย (1–5)", 2.6, "right"),
    )
    headings = tuple(Column(draft.writing.line(one.heading), one.centimetres, one.align) for one in columns)
    draft.table(f"คะแนนเฉลี่ยของตัวชี้วัดราย{word}", headings, rows)
    place = draft.next_chart()
    groups = tuple((chapter.name, (_bar(draft, place, chapter, "score", "คะแนนเฉลี่ย"),)) for chapter in booklet.chapters)
    drawn = Chart("", "", "", ("คะแนนเฉลี่ย",), _FULL_SCORE, _written(draft, groups))
    draft.chart(f"คะแนนเฉลี่ยของตัวชี้วัดราย{word} จากคะแนนเต็ม 5", drawn)
    _gaps(booklet, draft)
    for field in GATHERED:
        _said(booklet, draft, field)


def _row(draft: Draft, chapter: Chapter, asked: Sequence[tuple[str, str, bool]], table: str, *more: str) -> Row:
    """A chapter's figures, or why there are none."""
    head = (draft.writing.number(chapter.no), draft.writing.line(chapter.title or chapter.name), *more)
    if not chapter.reports:
        return Row((*head, chapter.why_empty))
    return Row((*head, *(_of(draft, table, chapter, name, what, whole=whole) for name, what, whole in asked)))


def _of(draft: Draft, table: str, chapter: Chapter, name: str, what: str, *, whole: bool = False) -> str:
    if not chapter.reports:
        return chapter.why_empty
    return summed(draft, (f"{table} {chapter.name}", what), chapter.together, chapter.reports, (name, whole))


def _scored(draft: Draft, table: str, chapter: Chapter) -> Row:
    asked = sum(expected(report.line) for report in chapter.reports) or len(chapter.indicators)
    total = draft.told(f"{table} {chapter.name}", "ตัวชี้วัดทั้งหมด", asked, "แผนการติดตาม")
    return _row(draft, chapter, _SCORES, table, total)


def _bar(draft: Draft, place: str, chapter: Chapter, name: str, what: str) -> Bar:
    text = _of(draft, place, chapter, name, what)
    figures: LineFigures = chapter.together
    return Bar(getattr(figures, name).number if chapter.reports else None, text)


def _written(draft: Draft, groups: Sequence[tuple[str, tuple[Bar, ...]]]) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    return tuple((draft.writing.line(label), bars) for label, bars in groups)


def _gaps(booklet: Booklet, draft: Draft) -> None:
    """Which chapters the figures do not speak of, in a line; who and until when stands in ส่วนที่ ๓."""
    told = [f"{chapter.name} ({chapter.why_empty})" for chapter in booklet.chapters if chapter.missing]
    if told:
        draft.words(f"ยังไม่รวม {' '.join(told)} ซึ่งไม่ได้นับเป็นศูนย์", look="small")


def _said(booklet: Booklet, draft: Draft, field: str) -> None:
    """What units wrote in a column, by subject; where nobody wrote anything it says so."""
    form = booklet.data.definition
    heading = next((column.heading for column in form.columns if column.field == field), "")
    if not heading:
        return
    draft.heading(2, heading)
    anything = False
    for chapter in booklet.chapters:
        told = gathered(form, chapter, field)
        if told:
            draft.words(chapter.called, look="label")
        for label, text in told:
            anything = True
            draft.words(text, look="bullet", label=label)
    if not anything:
        draft.words("ไม่มีผู้รายงาน" if booklet.reports else "ยังไม่มีข้อมูลที่ตรวจรับแล้ว", look="plain")
