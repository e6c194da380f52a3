"""What may be typed into a blank's columns, with the Thai words the program shows beside the cell.

Every rule warns and lets the person decide: a dash (no data) and Thai digits are good answers too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, Kind
from reports.blank_identity import IDENTITY_SHEET
from reports.sheet import Allow, Entry, letter


@dataclass(frozen=True, slots=True)
class _Rule:
    allow: Allow
    prompt: str
    error: str
    minimum: float = 0
    maximum: float | None = None
    formula: str = ""


_AGAIN: Final = "ขอให้ตรวจอีกครั้ง"
_NO_DATA: Final = "ถ้าไม่มีข้อมูลให้พิมพ์ -"
_KEEP: Final = "ถ้าต้องการคงค่าที่พิมพ์ไว้ กด ใช่"
_RULES: Final = {
    Kind.INTEGER: _Rule(
        Allow.WHOLE,
        f"พิมพ์จำนวนเต็มตั้งแต่ 0 ขึ้นไป ไม่ต้องใส่หน่วย {_NO_DATA}",
        f"ช่องนี้เป็นจำนวนเต็มตั้งแต่ 0 ขึ้นไป เช่น 1245 {_NO_DATA} {_KEEP}",
    ),
    Kind.PERCENT: _Rule(
        Allow.DECIMAL,
        f"ร้อยละ เช่น 88.51 ไม่ต้องใส่เครื่องหมาย % {_NO_DATA}",
        f"ร้อยละอยู่ระหว่าง 0 ถึง 100 เช่น 88.51 ไม่ต้องใส่เครื่องหมาย % {_NO_DATA} {_KEEP}",
        maximum=100,
    ),
    Kind.SCORE: _Rule(
        Allow.WHOLE,
        f"พิมพ์ระดับคะแนน 1 ถึง 5 {_NO_DATA}",
        f"ระดับคะแนนเป็นเลข 1 ถึง 5 {_NO_DATA} {_KEEP}",
        minimum=1,
        maximum=5,
    ),
    Kind.MONEY: _Rule(
        Allow.DECIMAL,
        f"จำนวนเงินเป็นบาท เช่น 120000 ไม่ต้องใส่ ,  หรือ .- {_NO_DATA}",
        f"ช่องนี้เป็นจำนวนเงินตั้งแต่ 0 บาทขึ้นไป เช่น 120000 {_NO_DATA} {_KEEP}",
    ),
    Kind.NUMBER: _Rule(
        Allow.DECIMAL,
        f"พิมพ์ตัวเลข {_NO_DATA}",
        f"ช่องนี้เป็นตัวเลข {_NO_DATA} {_KEEP}",
        minimum=-1e12,
        maximum=1e12,
    ),
    Kind.DATE: _Rule(
        Allow.RULE,
        f"พิมพ์วัน เดือน ปี พ.ศ. เช่น 15 ธ.ค. 2569 หรือ 15/12/2569 {_NO_DATA}",
        f"ช่องนี้เป็นวันที่ เช่น 15 ธ.ค. 2569 หรือ 15/12/2569 {_NO_DATA} {_KEEP}",
        # A day is typed in many ways, and all are read; this only catches what cannot be one.
        formula='OR(TRIM({cell})="-",ISNUMBER({cell}),LEN(TRIM({cell}))>=6)',
    ),
}
_COMPUTED: Final = "ช่องนี้คำนวณให้เอง พิมพ์ทับได้ถ้าจำเป็น"
_LIST_LIMIT: Final = 255  # characters of a list that stands in its rule
_FIRST_LIST: Final = 2  # the column of the buried sheet where the first longer one stands


def entries_for(
    columns: tuple[Column, ...], first_row: int, last_row: int, *, every: bool = False
) -> tuple[Entry, ...]:
    """One entry rule for each column that can be checked; not for what we print, unless `every`: nothing is printed."""
    lists = {words: place for place, words in enumerate(long_lists(columns), start=_FIRST_LIST)}
    found = []
    for number, column in enumerate(columns, start=1):
        if column.prefilled and not every:
            continue
        cells = f"{letter(number)}{first_row}:{letter(number)}{last_row}"
        if column.kind is Kind.CHOICE:
            found.append(_choice(column, cells, lists))
        elif column.kind is Kind.CODE:
            found.append(_code(column, cells))
        elif column.kind in _RULES:
            found.append(_ruled(column, cells, _RULES[column.kind]))
    return tuple(found)


def long_lists(columns: tuple[Column, ...]) -> list[tuple[str, ...]]:
    """The words of choices that no rule can hold itself; they stand in the buried sheet from column B on."""
    words = [tuple(column.choices) for column in columns if column.kind is Kind.CHOICE]
    return [one for one in words if len(",".join(one)) > _LIST_LIMIT or any("," in word for word in one)]


def _ruled(column: Column, cells: str, rule: _Rule) -> Entry:
    return Entry(
        cells=cells,
        allow=rule.allow,
        minimum=rule.minimum,
        maximum=rule.maximum,
        rule=rule.formula.replace("{cell}", cells.partition(":")[0]),
        prompt_title=column.heading,
        prompt=_COMPUTED if column.formula else rule.prompt,
        error_title=_AGAIN,
        error=rule.error,
    )


def _choice(column: Column, cells: str, lists: dict[tuple[str, ...], int]) -> Entry:
    words = tuple(column.choices)
    place = letter(lists[words]) if words in lists else ""
    return Entry(
        cells=cells,
        allow=Allow.CHOICE,
        choices=f"{IDENTITY_SHEET}!${place}$1:${place}${len(words)}" if place else words,
        prompt_title=column.heading,
        prompt=f"เลือกจากรายการ {_NO_DATA}",
        error_title=_AGAIN,
        error=f"ขอให้เลือกคำจากรายการ {_NO_DATA} {_KEEP}",
    )


def _code(column: Column, cells: str) -> Entry:
    return Entry(
        cells=cells,
        allow=Allow.LENGTH,
        minimum=column.digits,
        prompt_title=column.heading,
        prompt=f"พิมพ์รหัส {column.digits} หลัก {_NO_DATA}",
        error_title=_AGAIN,
        error=f"รหัสต้องมี {column.digits} หลัก {_NO_DATA} {_KEEP}",
    )
