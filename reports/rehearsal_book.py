"""The table of a rehearsal as a workbook: who hears what on which day, and what each month comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.rehearsal import Reason, Told, reasons
from domain.thai import BUDDHIST_OFFSET, MONTHS, clock_time, weekday_date
from reports import styles
from reports.rehearsal_data import RehearsalData, asking_said, audience_said, kind_said, step_said
from reports.sheet import Align, Cell, Paper, Row, Sheet, Style, spread

_HEADS: Final = ("วัน", "เวลา", "เรื่อง", "ฐานะ", "หน่วยงาน", "ชื่อ", "ข้อความ", "ผล")
_WIDTHS: Final = (18.0, 10.0, 60.0, 20.0, 32.0, 34.0, 10.0, 22.0)
_COUNT: Final = replace(styles.COUNT, middle=False)
_HELD: Final = replace(styles.TEXT, color=styles.RED, bold=True)
_PART: Final = Style(bold=True, align=Align.LEFT, color=styles.INK)


def compile_rehearsal(data: RehearsalData) -> list[Sheet]:
    """The days, then the months with what was moved and who is to be telephoned."""
    return [_days(data), _sums(data)]


def _title(data: RehearsalData, columns: int) -> list[Row]:
    said = f"{weekday_date(data.first)} ถึง {weekday_date(data.rehearsal.last)}"
    return [
        Row(spread("ซ้อมการเตือนล่วงหน้า", styles.TITLE, columns)),
        Row(spread(f"{data.office} · {said} · หากไม่มีผู้ใดดำเนินการ", styles.SUBTITLE, columns)),
        Row(),
    ]


def _days(data: RehearsalData) -> Sheet:
    rows = _title(data, len(_HEADS))
    rows.append(Row(tuple(Cell(head, styles.HEADING) for head in _HEADS)))
    head = len(rows)
    rows += [row for reason in reasons(data.rehearsal.told) for row in _rows(reason)]
    return Sheet(
        name="ใครได้รับอะไร",
        widths=_WIDTHS,
        rows=tuple(rows),
        paper=Paper(repeat=(head, head), footer=data.office),
        freeze=f"A{head + 1}",
        filter=f"A{head}:H{len(rows)}",
    )


def _rows(reason: Reason) -> list[Row]:
    """A row for each person or group, so that the table can be filtered by unit and by name."""
    about = "\n".join(asking_said(asking) for asking in reason.asks) or kind_said(reason.kind)
    day, clock, audience = weekday_date(reason.told[0].day), clock_time(reason.at), audience_said(reason)
    shared = tuple(Cell(value, styles.TEXT) for value in (day, clock, about, audience))
    return [
        Row((*shared, Cell(one.unit, styles.TEXT), Cell(one.name, styles.TEXT), Cell(one.cost, _COUNT), _outcome(one)))
        for one in reason.told
    ]


def _outcome(one: Told) -> Cell:
    return Cell("พักไว้ โควตาไม่พอ", _HELD) if one.held else Cell("ส่ง", styles.TEXT)


def _sums(data: RehearsalData) -> Sheet:
    heads = ("เดือน", "โควตา", "ใช้ไปแล้ว", "รอบนี้ใช้", "พักไว้", "คงเหลือ")
    rows = _title(data, len(heads))
    rows.append(Row(tuple(Cell(head, styles.HEADING) for head in heads)))
    for month in data.rehearsal.months:
        name = f"{MONTHS[month.first.month - 1]} {month.first.year + BUDDHIST_OFFSET}"
        allowed = "ไม่จำกัด" if month.allowed is None else month.allowed
        left = "ไม่จำกัด" if month.left is None else month.left
        figures = (allowed, month.used, month.paid, month.held, left)
        rows.append(Row((Cell(name, styles.TEXT), *(Cell(figure, _COUNT) for figure in figures))))
    rows += [Row(), Row(spread("วันที่เลื่อนเพราะวันหยุดหรือช่วงงดเตือน", _PART, len(heads)))]
    for one in data.moved:
        why = one.why or "งดเตือน"
        said = f"{weekday_date(one.planned)} ({why}) เป็น {weekday_date(one.told)}: {one.title} {step_said(one.step)}"
        rows.append(Row(spread(said, styles.TEXT, len(heads))))
    if not data.moved:
        rows.append(Row(spread("ไม่มี", styles.TEXT, len(heads))))
    rows += [Row(), Row(spread("หน่วยงานที่ต้องโทรศัพท์ เพราะยังไม่มีผู้รับทางไลน์", _PART, len(heads)))]
    rows += [Row(spread(unit, styles.TEXT, len(heads))) for unit in data.silent or ("ไม่มี",)]
    return Sheet(name="รวมแต่ละเดือน", widths=(24.0, 14.0, 14.0, 14.0, 14.0, 14.0), rows=tuple(rows))
