"""The control register (ทะเบียนคุม) as a workbook: a sheet for each agency, as the office prints and files it.

What counts and what is late is reckoned here from the rows alone; a row that was struck out stays, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NamedTuple

from domain.sendings import WAY_WORDS, Way, days_late
from domain.thai import clock_time, local, long_date, short_date, thai_digits
from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, Style, spread
from reports.workbook import to_xlsx

TITLE: Final = "ทะเบียนคุมเอกสารที่รายงานผู้ตรวจราชการ"
_OTHER_TITLE: Final = "ทะเบียนคุมเอกสารที่จัดส่งหน่วยงาน"
_INSPECTOR: Final = "ผู้ตรวจราชการ"
_COLUMNS: Final = (
    ("ลำดับที่", 7), ("เลขทะเบียนรับ /\nวันที่รับ", 12), ("ที่หนังสือ\n(ของหน่วยงานที่ขอ)", 15), ("ลงวันที่", 11),
    ("เรื่อง / ประเด็นการตรวจราชการ", 34), ("รอบที่", 8), ("กลุ่ม/ผู้รับผิดชอบ", 20), ("กำหนดส่ง\nของหน่วยงาน", 12),
    ("วันที่ได้รับข้อมูล\nจากผู้รับผิดชอบ", 14), ("วันที่ ผอ.สพท.\nลงนาม", 12), ("ที่หนังสือส่ง", 16),
    ("วันที่ส่ง / วิธีส่ง\n(ระบบ/ไปรษณีย์อิเล็กทรอนิกส์/นำส่ง)", 19), ("ผลการส่ง\n(ทันกำหนด/เกิน … วัน)", 14),
    ("ที่เก็บเอกสาร / หมายเหตุ", 24),
)  # fmt: skip
_WIDE: Final = len(_COLUMNS)
_HEADING_ROW: Final = 4
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")  # in names of sheets
_LONGEST_NAME: Final = 31
_TEXT: Final = replace(styles.TEXT, middle=True)
_CENTRED: Final = replace(styles.CENTRED, middle=True)
_GOOD: Final = replace(_CENTRED, color=styles.GREEN, bold=True)
_LATE: Final = replace(_CENTRED, color=styles.RED, bold=True)
_STRUCK: Final = replace(_TEXT, struck=True, color=styles.GREY)
_STRUCK_CENTRED: Final = replace(_CENTRED, struck=True, color=styles.GREY)
_REASON: Final = replace(_TEXT, color=styles.RED)
_TOTAL: Final = Style(bold=True, middle=True, fill="DCEBE8", border=styles.LINE, color=styles.INK)
_EMPTY: Final = replace(styles.NOTE, align=styles.TITLE.align, middle=True, border=styles.LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A row as it is printed. `struck`: why it was struck out, "" when it stands."""

    no: int
    registry_no: str = ""
    received_on: date | None = None
    asked_in: str = ""  # the number of the agency's letter
    asked_on: date | None = None
    topic: str
    round: str = ""
    prepared: str = ""
    due_on: date | None = None
    came_on: date | None = None
    signed_on: date | None = None
    letter_no: str
    sent_on: date
    way: Way
    kept: str = ""
    struck: str = ""

    @property
    def late(self) -> int | None:
        """By how many days it was late, 0 for on time; None where no day was named."""
        return days_late(self.sent_on, self.due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSheet:
    """What went to one agency in the year. `short`: the name of the sheet."""

    agency: str
    short: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The registers of an office in a fiscal year at a moment."""

    office_name: str
    fiscal_year_be: int
    as_of: datetime
    sheets: tuple[RegisterSheet, ...]


class Totals(NamedTuple):
    """How many rows stand, how many of them went out in time, and how many were struck out."""

    stand: int
    on_time: int
    struck: int


def totals(rows: Sequence[RegisterRow]) -> Totals:
    """The last line of a sheet. What has no due day is sent, and neither on time nor late."""
    stand = [row for row in rows if not row.struck]
    return Totals(len(stand), sum(row.late == 0 for row in stand), len(rows) - len(stand))


def make_control_register(register: Register) -> bytes:
    """An xlsx file; the same rows and moment give the same bytes."""
    names: set[str] = set()
    sheets = [_sheet(one, register, _free_name(one.short, names)) for one in register.sheets]
    return to_xlsx(sheets, title=TITLE, made_at=register.as_of)


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has, whatever an agency is called."""
    plain = _FORBIDDEN.sub(" ", wanted).strip() or "หน่วยงาน"
    name, count = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        count += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {count}"
    taken.add(name.casefold())
    return name


def _sheet(one: RegisterSheet, register: Register, name: str) -> Sheet:
    year = f"ประจำปีงบประมาณ พ.ศ. {thai_digits(str(register.fiscal_year_be))}"
    made = f"ข้อมูล ณ วันที่ {long_date(local(register.as_of).date())} เวลา {thai_digits(clock_time(register.as_of))}"
    title = TITLE if _INSPECTOR in one.agency else _OTHER_TITLE
    body = tuple(Row(tuple(_cells(row))) for row in one.rows) or (
        Row(spread("ยังไม่มีรายการในปีนี้", _EMPTY, _WIDE), height=30),
    )
    return Sheet(
        name=name,
        widths=tuple(width for _, width in _COLUMNS),
        rows=(
            Row(spread(title, styles.TITLE, _WIDE), height=32),
            Row(spread(f"หน่วยงาน: {one.agency}", styles.SUBTITLE, _WIDE), height=28),
            Row(spread(year, styles.SUBTITLE, _WIDE), height=28),
            Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _COLUMNS), height=72),
            *body,
            Row(spread(_last_line(one.rows), _TOTAL, _WIDE), height=30),
            Row(spread(f"{register.office_name} {made}", styles.NOTE, _WIDE), height=26),
        ),
        paper=Paper(repeat=(_HEADING_ROW, _HEADING_ROW), footer=f"{title} {one.short} {year}"),
        freeze=f"B{_HEADING_ROW + 1}",
        tab=styles.GREEN if one.rows else styles.GREY,
    )


def _last_line(rows: Sequence[RegisterRow]) -> str:
    found = totals(rows)
    struck = f" (ขีดฆ่า {found.struck} แถว ไม่นับรวม)" if found.struck else ""
    return f"รวม {found.stand} ฉบับ ทันกำหนด {found.on_time} ฉบับ{struck}"


def _cells(row: RegisterRow) -> Iterator[Cell]:
    centred, text = (_STRUCK_CENTRED, _STRUCK) if row.struck else (_CENTRED, _TEXT)
    yield Cell(row.no, centred)
    yield Cell(_joined(row.registry_no, _day(row.received_on)), centred)
    yield Cell(row.asked_in, centred)
    yield Cell(_day(row.asked_on), centred)
    yield Cell(row.topic, text)
    yield Cell(row.round, centred)
    yield Cell(row.prepared, text)
    for day in (row.due_on, row.came_on, row.signed_on):
        yield Cell(_day(day), centred)
    yield Cell(row.letter_no, centred)
    yield Cell(_joined(_day(row.sent_on), WAY_WORDS[row.way]), centred)
    yield Cell(_outcome(row), centred if row.struck else _LATE if row.late else _GOOD if row.late == 0 else centred)
    yield Cell(_joined(f"ขีดฆ่า: {row.struck}", row.kept), _REASON) if row.struck else Cell(row.kept, text)


def _outcome(row: RegisterRow) -> str:
    if row.late is None:
        return "ไม่มีกำหนด"
    return f"เกิน {row.late} วัน" if row.late else "ทันกำหนด"


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
