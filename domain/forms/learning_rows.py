"""What a blank prints below its headings: the rows that are asked, where they end, and which columns they fill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.forms.grid import Sheet
from domain.forms.layers import Headings, shown
from domain.thai import arabic

NUMBERED: Final = re.compile(r"(?:ข้อ(?:ที่)?\s*)?\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]?")
_ENDS: Final = re.compile(
    r"[*(]*\s*(?:ลงชื่อ|ลงนาม|ผู้รายงาน|ผู้ให้ข้อมูล|ผู้กรอก|ผู้รับรอง|ขอรับรอง|คำชี้แจง|คำอธิบาย|หมายเหตุ|ตำแหน่ง\s*[.…:_]|\(?[.…_]{6,}|\*)"
)
_SUM: Final = re.compile(r"(?:รวม(?:ทั้งสิ้น|ทั้งหมด|เงิน)?|ยอดรวม|เฉลี่ย(?:รวม)?|ร้อยละ(?:รวม)?)$")
_EXAMPLE: Final = re.compile(r"\(?ตัวอย่าง|เช่น\b|e\.g", re.IGNORECASE)
_FILL: Final = re.compile(r"[.…_\s]*")  # dots to write on: nothing is printed there
_MOST_ROWS: Final = 2_000
_NARROW: Final = 2  # columns


@dataclass(slots=True)
class Line:
    """A row of the table that prints something: the texts by column."""

    number: int
    texts: dict[int, str]


@dataclass(slots=True)
class Body:
    """All printed rows of the table. `sections`: rows that only head others; `examples`: that show how to fill in."""

    lines: list[Line] = field(default_factory=list)
    sections: list[Line] = field(default_factory=list)
    examples: list[Line] = field(default_factory=list)
    has_total: bool = False

    def filled(self, column: int) -> int:
        """How many rows have something in a column."""
        return sum(column in line.texts for line in self.lines)


def read_body(sheet: Sheet, first: int, columns: Mapping[int, object], numbers: int | None) -> Body:
    """The rows from `first` on, down to sums and signatures. `numbers`: the column of row numbers, if there is one."""
    body, cells = Body(), Headings(sheet)
    for number in range(first, min(len(sheet.rows), first + _MOST_ROWS)):
        texts = _texts(sheet, cells, number, columns)
        leading = next((shown(raw) for raw in sheet.rows[number] if shown(raw)), "")
        if not leading or not texts:
            continue
        if _ENDS.match(leading):
            break
        if _SUM.match(leading.replace(" ", "")):
            body.has_total = True
        elif any(_EXAMPLE.match(text) for text in texts.values()):
            body.examples.append(Line(number, texts))
        elif _is_section(sheet, number, texts, len(columns), numbers):
            body.sections.append(Line(number, texts))
        else:
            body.lines.append(Line(number, texts))
    return body


def _texts(sheet: Sheet, cells: Headings, number: int, columns: Mapping[int, object]) -> dict[int, str]:
    """What the columns show in a row; a name drawn down over several rows stands in each of them."""
    found = {}
    for column in columns:
        row, left = cells.source(number, column)
        text = shown(sheet.value(row, left)) if left == column else ""
        if text and not _FILL.fullmatch(text):
            found[column] = text
    return found


def _is_section(sheet: Sheet, number: int, texts: dict[int, str], wide: int, numbers: int | None) -> bool:
    """A single text merged over most of the table, or words in the column of numbers and nothing beside them."""
    if len(texts) != 1 or wide <= _NARROW:
        return False
    column, text = next(iter(texts.items()))
    for (top, left), (_, right) in sheet.merges:
        if top == number and left == column and (right - left + 1) * 2 > wide:
            return True
    return column == numbers and NUMBERED.fullmatch(arabic(text)) is None
