"""What may be typed into a blank's columns, with the Thai words the program shows beside the cell.

Every rule warns and lets the person decide: a dash (no data) and Thai digits are good answers too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.forms.definition import Column, Kind
from reports.sheet import Allow, Entry, letter


@dataclass(frozen=True, slots=True)
class _Rule:
    allow: Allow
    prompt: str
    error: str
    minimum: float = 0
    maximum: float | None = None


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
        f"ช่องนี้เป็นร้อยละ เช่น 88.51 ไม่ต้องใส่เครื่องหมาย % {_NO_DATA} {_KEEP}",
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
}
_COMPUTED: Final = "ช่องนี้คำนวณให้เอง พิมพ์ทับได้ถ้าจำเป็น"


def entries_for(columns: tuple[Column, ...], first_row: int, last_row: int) -> tuple[Entry, ...]:
    """One entry rule for each column that holds numbers and is not printed by us."""
    found = []
    for number, column in enumerate(columns, start=1):
        rule = _RULES.get(column.kind)
        if rule is None or column.prefilled:
            continue
        found.append(
            Entry(
                cells=f"{letter(number)}{first_row}:{letter(number)}{last_row}",
                allow=rule.allow,
                minimum=rule.minimum,
                maximum=rule.maximum,
                prompt_title=column.heading,
                prompt=_COMPUTED if column.formula else rule.prompt,
                error_title="ขอให้ตรวจอีกครั้ง",
                error=rule.error,
            )
        )
    return tuple(found)
