"""The sheet of what is still awaited: not received, or received and to be mended."""

from __future__ import annotations

from typing import Final

from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports import summary_look as look
from reports.sheet import Cell, Paper, Row, Sheet, spread
from reports.summary_data import Blank, SummaryData, SummaryLine, timing

NAME: Final = "ยังไม่ส่ง"
_HEADINGS: Final = (
    ("ที่", 6), ("เรื่อง", 44), ("ผู้รับผิดชอบหลัก", 40), ("ผู้รับผิดชอบร่วม", 36), ("สถานะ", 18), ("กำหนดส่ง", 20), ("เวลา", 20),
)  # fmt: skip
_HEADING_ROW: Final = 3
_ORDER: Final = {"missing": 0, "fix": 1, "in": 2}


def missing(data: SummaryData) -> Sheet:
    """Draw the sheet; when nothing is awaited it says so."""
    wide = len(_HEADINGS)
    lines = sorted((line for line in data.ordered() if line.standing != "in"), key=lambda line: _ORDER[line.standing])
    moment = f"ข้อมูล ณ วันที่ {long_date(local(data.as_of).date())} เวลา {thai_digits(clock_time(data.as_of))}"
    body = [Row(_cells(data, number, line)) for number, line in enumerate(lines, start=1)]
    done = Row(spread("ส่งครบทุกรายการแล้ว", look.GOOD, wide), height=36)
    return Sheet(
        name=NAME,
        widths=tuple(width for _, width in _HEADINGS),
        rows=(
            Row(spread(f"รายการที่ยังไม่ส่งและรอแก้ไข {data.title}", styles.TITLE, wide), height=34),
            Row(spread(moment, styles.SUBTITLE, wide), height=28),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _HEADINGS), height=30),
            *(body or [done]),
        ),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{data.office_name} {data.code}"),
        freeze=f"A{_HEADING_ROW + 1}",
        tab=styles.RED if body else styles.GREEN,
    )


def _cells(data: SummaryData, number: int, line: SummaryLine) -> tuple[Cell, ...]:
    due = local(data.due(line))
    return (
        Cell(number, styles.CENTRED),
        Cell(data.subject(line), styles.TEXT),
        Cell(line.unit, styles.TEXT),
        Cell(", ".join(line.joint_units) or Blank.NO_DATA.value, styles.TEXT),
        look.state_cell(line.state_text, line.standing),
        Cell(f"{short_date(due.date())} {clock_time(due)}", styles.CENTRED),
        Cell(timing(data, line), styles.CENTRED),
    )
