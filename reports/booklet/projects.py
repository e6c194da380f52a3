"""The booklet of a year's projects (the manual's work 4, step 2): one project a chapter, its pictures at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.forms.reading_result import Cell, SmallTable
from domain.thai import MONTHS, arabic, clock_time, local, long_date
from reports.booklet.blocks import Align, Column, NewPage, Row
from reports.booklet.closing import budget
from reports.booklet.drafting import Draft
from reports.booklet.model import Booklet, Chapter, Report, by_unit
from reports.booklet.results import absent
from reports.booklet.sums import summed, total_row

_UNIT: Final = "กลุ่มภารกิจ"
_PLAN: Final = "แผนปฏิบัติการ"
_STATES: Final = "สถานะการส่ง"
_FORMS: Final = "แบบรายงานที่ตรวจรับแล้ว"
_MONEY: Final = (
    ("allocated", "งบประมาณที่ได้รับ"),
    ("spent", "งบประมาณที่ใช้ไป"),
    ("left", "งบประมาณคงเหลือ"),
    ("share", "ร้อยละที่ใช้ไป"),
)
_FACTS: Final = ("owner", "strategy_no", "budget_type", "date_start", "date_end", "status")
_TOLD: Final = ("reasons", "objectives", "goals", "when_where", "results", "benefits")  # of the sheet beside the table
_RESULTS: Final = ("output_qty", "outcome_qual")
_PROBLEMS: Final = "problems"
_ACROSS: Final = 16.0  # cm between the margins
_NOTHING: Final = "ไม่มี"  # what a dash says
_PHOTOS: Final = "ภาพกิจกรรม"


def foreword(booklet: Booklet, draft: Draft) -> None:
    """คำนำ, signed by the group and the office."""
    data, around = booklet.data, booklet.around
    at = local(data.as_of)
    draft.heading(1, "คำนำ")
    draft.words(
        f"{around.section} {data.office_name} จัดทำรายงานผลการดำเนินงานตามโครงการ ประจำปีงบประมาณ "
        f"พ.ศ. {data.fiscal_year_be} {data.round_name} "
        f"ระหว่างวันที่ {draft.writing.day(around.first)} ถึงวันที่ {draft.writing.day(around.last)} "
        "จากรายงานพร้อมภาพกิจกรรมที่กลุ่มภารกิจส่งและผ่านการตรวจรับแล้ว เพื่อสรุปผลการดำเนินงาน การใช้จ่ายงบประมาณ ปัญหา อุปสรรค "
        "และข้อเสนอแนะของแต่ละโครงการ",
        "รายงานฉบับนี้ใช้ประกอบการวางแผนปฏิบัติการในปีต่อไป และประชาสัมพันธ์เผยแพร่ผลการดำเนินงานให้หน่วยงานต่าง ๆ และผู้สนใจทราบ "
        "ทุกตัวเลขในเล่มระบุที่มาไว้ในภาคผนวก",
        "ขอขอบคุณผู้บริหาร ผู้รับผิดชอบโครงการ และผู้เกี่ยวข้องทุกฝ่ายที่ให้ข้อมูลและความร่วมมือ ทำให้การจัดทำรายงานสำเร็จด้วยดี",
    )
    draft.words(around.section, data.office_name, f"{MONTHS[at.month - 1]} {at.year + 543}", look="right")


def summary(booklet: Booklet, draft: Draft) -> None:
    """บทสรุปผู้บริหาร: how many are in and how they ended, the budget by group, and by name what is missing."""
    data, place = booklet.data, "บทสรุปผู้บริหาร"
    draft.heading(1, place)
    every = draft.told(place, "โครงการทั้งหมด", len(booklet.chapters), _PLAN)
    kept = draft.told(place, "โครงการที่มีผลตรวจรับแล้ว", len(booklet.filled), _STATES)
    at = local(data.as_of)
    told = (
        f"แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. {data.fiscal_year_be} มีโครงการทั้งหมด {every} โครงการ ข้อมูล ณ วันที่ "
        f"{long_date(at.date())} เวลา {clock_time(at)} มีผลที่ตรวจรับแล้ว {kept} โครงการ"
    )
    if not booklet.reports:
        draft.words(f"{told} จึงยังไม่มีตัวเลขที่นำมาสรุปได้")
    else:
        ended = Counter(_status(report) for report in booklet.reports)
        how = " ".join(
            f"{name} {draft.told(place, f'โครงการที่{name}', count, _FORMS)} โครงการ"
            for name, count in ended.items()
            if name
        )
        money = {
            name: summed(draft, (place, what), booklet.together, booklet.reports, (name, False))
            for name, what in _MONEY
        }
        draft.words(f"{told} จำแนกเป็น {how}" if how else told)
        draft.words(
            f"โครงการที่ตรวจรับแล้วได้รับงบประมาณ {money['allocated']} บาท ใช้ไป {money['spent']} บาท "
            f"คงเหลือ {money['left']} บาท คิดเป็นร้อยละที่ใช้ไป {money['share']}"
        )
    _money_table(by_unit(booklet), draft, "จำนวนโครงการและการใช้จ่ายงบประมาณรายกลุ่มภารกิจ", _UNIT)
    for chapter in booklet.chapters:
        absent(data, chapter, draft)
    if booklet.missing:
        draft.words("โครงการที่ยังไม่มีผลไม่ได้นับเป็นศูนย์ และไม่รวมอยู่ในยอดรวม", look="small")


def listed(booklet: Booklet, draft: Draft) -> None:
    """ส่วนที่ ๒: every project of the plan with its group, what it got and spent, and how it stands."""
    draft.heading(1, "ส่วนที่ 2 โครงการตามแผนปฏิบัติการ")
    draft.words(f"โครงการตามแผนปฏิบัติการประจำปีงบประมาณ พ.ศ. {booklet.data.fiscal_year_be} เรียงตามกลุ่มภารกิจ ดังนี้")
    table = draft.next_table()
    rows: list[Row] = []
    for chapter in by_unit(booklet).chapters:
        rows.append(Row((draft.writing.line(chapter.title),), strong=True))
        rows += [_listed(one, draft, table) for one in booklet.chapters if one.lines[0].unit == chapter.lines[0].unit]
    whole = [
        summed(draft, (f"{table} รวม", what), booklet.together, booklet.reports, (name, False))
        for name, what in _MONEY[:2]
    ]
    rows.append(total_row(f"รวม {len(booklet.filled)} โครงการที่ตรวจรับแล้ว", [*whole, ""], booklet.reports))
    columns = (
        Column("รหัส", 2.2),
        Column("โครงการ", 6.0),
        Column("ได้รับ (บาท)", 2.5, "right"),
        Column("ใช้ไป (บาท)", 2.5, "right"),
        Column("สถานะ", 2.8),
    )
    draft.table("โครงการตามแผนปฏิบัติการ", columns, [_in_digits(row, draft) for row in rows])


def _in_digits(row: Row, draft: Draft) -> Row:
    return Row(tuple(draft.writing.line(cell) for cell in row.cells), row.strong)


def _listed(chapter: Chapter, draft: Draft, table: str) -> Row:
    head = (chapter.name, draft.writing.line(chapter.title))
    if not chapter.reports:
        return Row((*head, chapter.why_empty))
    (report,) = chapter.reports
    money = [
        summed(draft, (table, f"{chapter.name} {what}"), report.figures, [report], (name, False))
        for name, what in _MONEY[:2]
    ]
    return Row((*head, *money, draft.writing.line(_status(report))))


def _money_table(booklet: Booklet, draft: Draft, caption: str, word: str) -> None:
    """A row for each chapter of several projects, and their sum."""
    table = draft.next_table()
    rows = []
    for chapter in booklet.chapters:
        place = f"{table} {chapter.title}"
        every = draft.told(place, "โครงการทั้งหมด", len(chapter.lines), _PLAN)
        head = (draft.writing.number(chapter.no), draft.writing.line(chapter.title), every)
        if not chapter.reports:
            rows.append(Row((*head, chapter.why_empty)))
            continue
        kept = draft.told(place, "โครงการที่ตรวจรับแล้ว", len(chapter.reports), _STATES)
        money = (
            summed(draft, (place, what), chapter.together, chapter.reports, (name, False)) for name, what in _MONEY
        )
        rows.append(Row((*head, kept, *money)))
    place = f"{table} รวม"
    counts = [
        draft.told(place, "โครงการทั้งหมด", sum(len(one.lines) for one in booklet.chapters), _PLAN),
        draft.told(place, "โครงการที่ตรวจรับแล้ว", len(booklet.reports), _STATES),
    ]
    whole = [summed(draft, (place, what), booklet.together, booklet.reports, (name, False)) for name, what in _MONEY]
    rows.append(total_row("รวม", [*counts, *whole], booklet.reports))
    columns = (
        Column("ที่", 0.9, "center"),
        Column(word, 4.1),
        Column("ทั้งหมด", 1.3, "right"),
        Column("ตรวจรับ", 1.3, "right"),
        Column("ได้รับ (บาท)", 2.5, "right"),
        Column("ใช้ไป (บาท)", 2.4, "right"),
        Column("คงเหลือ (บาท)", 2.1, "right"),
        Column("ร้อยละที่ใช้", 1.4, "right"),
    )
    draft.table(caption, columns, rows)


def chapters(booklet: Booklet, draft: Draft) -> None:
    """ส่วนที่ ๓: each project on pages of its own, its pictures at its end."""
    draft.heading(1, "ส่วนที่ 3 ผลการดำเนินงานตามโครงการ")
    before: Chapter | None = None
    for chapter in booklet.chapters:
        if before is not None and (chapter.reports or before.reports):  # those that are missing stand together
            draft.blocks.append(NewPage())
        before, line = chapter, chapter.lines[0]
        draft.heading(2, f"{chapter.name} {chapter.title}")
        draft.words(line.unit, look="plain", label=_UNIT)
        absent(booklet.data, chapter, draft)
        for report in chapter.reports:
            _project(booklet, chapter, report, draft)
        shown = line.pictures if chapter.reports else ()
        draft.photos(f"{_PHOTOS} {chapter.name} {chapter.title}", shown, chapter.title)


def _project(booklet: Booklet, chapter: Chapter, report: Report, draft: Draft) -> None:
    form, line = booklet.data.definition, report.line
    headings = {column.field: column.heading for column in form.columns}
    table = draft.next_table()
    facts = [(headings[field].partition(" (")[0], _text(report, field)) for field in _FACTS if field in headings]
    rows = [Row((draft.writing.line(name), draft.writing.line(text))) for name, text in facts if text]
    for name, what in _MONEY:
        told = summed(draft, (table, f"{chapter.name} {what}"), report.figures, [report], (name, False))
        rows.append(Row((what if name == "share" else f"{what} (บาท)", told)))
    columns = (Column("รายการ", 5.5), Column("รายละเอียด", 10.5))
    draft.table(f"ข้อมูลและงบประมาณของโครงการ {chapter.name}", columns, rows)
    labels = {key: names[0] for key, names in form.page_labels.items()}
    for key in _TOLD:
        if text := line.told.get(key, ""):
            draft.words(labels.get(key, key), look="label")
            draft.words(text)
    for one in line.tables:
        _small(one, chapter, draft)
    for field in (*_RESULTS, _PROBLEMS):
        if field in headings and (text := _text(report, field)):
            draft.words(headings[field], look="label")
            draft.words(text)
    if text := line.told.get("suggestions", ""):
        draft.words(labels.get("suggestions", ""), look="label")
        draft.words(text)


def _small(told: SmallTable, chapter: Chapter, draft: Draft) -> None:
    """A small table of the unit's own, as it was written; the first column holds words, and is the widest."""
    several = len(told.head) - 1
    beside = min(4.0, _ACROSS * 0.6 / several) if several else 0.0
    columns = [
        Column(draft.writing.line(name), beside if place else _ACROSS - beside * several, _side(told, place))
        for place, name in enumerate(told.head)
    ]
    rows = [Row(tuple(draft.writing.line(text) for text in row)) for row in told.rows]
    draft.table(f"{told.label} {chapter.name}", columns, rows)


def _side(told: SmallTable, place: int) -> Align:
    """Figures stand to the right."""
    texts = [row[place] for row in told.rows if row[place]]
    figures = all(arabic(text).replace(",", "").replace(".", "", 1).isdigit() for text in texts)
    return "right" if place and texts and figures else "left"


def _cells(report: Report, field: str) -> Sequence[Cell]:
    rows = report.line.received.rows if report.line.received else ()
    return [cell for row in rows if row.main and (cell := row.cells.get(field)) is not None]


def _text(report: Report, field: str) -> str:
    """What a unit wrote there; a dash says that there is nothing."""
    return "\n".join(_NOTHING if cell.nil else cell.text for cell in _cells(report, field) if cell.nil or cell.text)


def _status(report: Report) -> str:
    """How the project ended, as the form's choice has it."""
    return next((str(cell.value) for cell in _cells(report, "status") if cell.value is not None), "")


def money(booklet: Booklet, draft: Draft) -> None:
    """ส่วนที่ ๔: the budget of each group, as a table and as bars."""
    budget(by_unit(booklet), draft, _UNIT)


def conclusion(booklet: Booklet, draft: Draft) -> None:
    """ส่วนที่ ๕: how the projects ended, and what is in the way, project by project."""
    draft.heading(1, "ส่วนที่ 5 สรุปผล ปัญหา อุปสรรค และข้อเสนอแนะ")
    draft.heading(2, "สรุปผลการดำเนินงาน")
    place = draft.next_table()
    ended = Counter(_status(report) for report in booklet.reports)
    choices = next((tuple(c.choices) for c in booklet.data.definition.columns if c.field == "status" and c.choices), ())
    rows = [
        Row((draft.writing.line(name), draft.told(f"{place} {name}", "โครงการ", ended[name], _FORMS)))
        for name in choices
    ]
    missing = draft.told(f"{place} ยังไม่มีผลในเล่มนี้", "โครงการ", len(booklet.missing), _STATES)
    rows.append(Row(("ยังไม่มีผลในเล่มนี้", missing)))
    total = draft.told(f"{place} รวม", "โครงการ", len(booklet.chapters), _PLAN)
    rows.append(Row(("รวม", total), strong=True))
    draft.table("จำนวนโครงการจำแนกตามสถานะ", (Column("สถานะ", 11.0), Column("จำนวน (โครงการ)", 5.0, "right")), rows)
    draft.heading(2, next((c.heading for c in booklet.data.definition.columns if c.field == _PROBLEMS), ""))
    told = [(chapter, _text(report, _PROBLEMS)) for chapter in booklet.chapters for report in chapter.reports]
    for chapter, text in told:
        if text and text != _NOTHING:
            draft.words(f"{chapter.name} {chapter.title}", look="label")
            draft.words(text, look="bullet")
    if not any(text and text != _NOTHING for _, text in told):
        draft.words("ไม่มีผู้รายงาน" if told else "ยังไม่มีข้อมูลที่ตรวจรับแล้ว", look="plain")
