"""What the demo's officer has exported from E-MES: a list of the district's schools, some not in, one with a slip."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.demo.units import UNITS
from domain.plan import UnitKind
from domain.thai import BANGKOK
from reports.sheet import Align, Cell, Row, Sheet, Style
from reports.workbook import to_xlsx

_TITLE: Final = "แบบสรุปการรายงานผลการดำเนินงานทางระบบอิเล็กทรอนิกส์ (E-MES) ปีงบประมาณ พ.ศ. ๒๕๗๐"
_ABOUT: Final = "รายการที่ ๑ การอ่านออกเขียนได้ของนักเรียน ครั้งที่ ๒"
_HEADINGS: Final = (
    "ที่", "รหัสโรงเรียน (SMIS)", "โรงเรียน", "อำเภอ", "จำนวนนักเรียนด้านการอ่าน", "จำนวนนักเรียนด้านการเขียน", "ดีมาก", "ดี",
    "พอใช้", "ปรับปรุง", "สถานะการรายงาน", "วันที่รายงาน",
)  # fmt: skip
_WIDTHS: Final = (6.0, 14.0, 42.0, 18.0, 14.0, 14.0, 9.0, 9.0, 9.0, 9.0, 16.0, 16.0)
_REPORTED, _MISSING, _DAY = "รายงานแล้ว", "ยังไม่รายงาน", "๑๐ ธ.ค. ๒๕๖๙"
# By SMIS code: how many read, how many write, how many on each level. Who is not named has not reported.
_FIGURES: Final = {
    "99010001": (1246, 1246, (512, 480, 201, 53)),
    "99010002": (118, 116, (40, 41, 25, 12)),  # they cannot differ
    "99010003": (203, 203, (88, 71, 33, 11)),
    "99010011": (389, 389, (150, 141, 70, 28)),
    "99010013": (176, 176, (61, 66, 40, 9)),
    "99010021": (512, 512, (201, 198, 90, 23)),
    "99010031": (155, 155, (48, 60, 35, 12)),
    "99010033": (31, 31, (9, 12, 7, 3)),
}
_HEAD: Final = Style(bold=True, align=Align.CENTER, border="000000")
_TEXT, _NUMBER = Style(border="000000"), Style(border="000000", align=Align.RIGHT)
_MADE_AT: Final = datetime(2026, 12, 14, 9, 0, tzinfo=BANGKOK)


def emes_list() -> bytes:
    """The list as a workbook, always the same bytes."""
    schools = [unit for unit in UNITS if unit.kind is UnitKind.SCHOOL]
    rows = [
        Row((Cell(_TITLE, Style(bold=True, wrap=False)),)),
        Row((Cell(_ABOUT, Style(wrap=False)),)),
        Row(tuple(Cell(words, _HEAD) for words in _HEADINGS)),
        *(_line(no, school.smis_code, school.name, school.district) for no, school in enumerate(schools, start=1)),
    ]
    sheet = Sheet(name="EMES-2570-01", widths=_WIDTHS, rows=tuple(rows))
    return to_xlsx([sheet], title=_TITLE, made_at=_MADE_AT)


def _line(no: int, code: str, name: str, district: str) -> Row:
    reads, writes, levels = _FIGURES.get(code, (None, None, (None,) * 4))
    known = code in _FIGURES
    told = (reads, writes, *levels, _REPORTED if known else _MISSING, _DAY if known else None)
    cells = [Cell(value, _NUMBER if isinstance(value, int) else _TEXT) for value in (no, code, name, district, *told)]
    return Row(tuple(cells))
