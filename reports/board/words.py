"""The Thai words of the dashboard that stand on more than one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from domain.glance import Glance
from domain.lifecycle import STATE_WORDS, State
from domain.thai import clock_time, local, short_date, weekday_date
from reports.board.views import Line

GLANCES: Final[Mapping[Glance, str]] = MappingProxyType(
    {
        Glance.LATE: "เลยกำหนด",
        Glance.MEND: "ขอให้แก้ไข",
        Glance.SOON: "ใกล้กำหนด",
        Glance.OWED: "ยังไม่ส่ง",
        Glance.WAITS: "ส่งแล้ว รอตรวจ",
        Glance.DONE: "ผ่านแล้ว",
        Glance.NONE: "เป็นศูนย์/ยกเว้น",
    }
)
# Signs that every font has; where there is none, the style sheet draws a ring, a quarter or a half (`icon`).
_SIGNS: Final[Mapping[Glance, str]] = MappingProxyType(
    {Glance.LATE: "!", Glance.MEND: "↺", Glance.DONE: "✓", Glance.NONE: "–"}
)


def icon(glance: Glance) -> str:
    """A mood's sign, each told from the others without its colour; not read aloud, since words stand beside it."""
    sign = _SIGNS.get(glance)
    return f'<i aria-hidden="true">{sign}</i>' if sign else '<i aria-hidden="true" class="o"></i>'


def standing(line: Line) -> str:
    """Where a debt stands, in words: its state, and what its due day means while it is owed."""
    if line.glance is Glance.LATE:
        mend = " ขอให้แก้ไข" if line.state is State.RETURNED else ""
        return f"เลยกำหนด {-line.days} วันทำการ{mend}"
    if line.glance is Glance.SOON:
        return f"ยังไม่ส่ง {distance(line.days)}"
    return STATE_WORDS[line.state]


def distance(days: int) -> str:
    """How far a due day is."""
    if days > 0:
        return f"อีก {days} วันทำการ"
    return "ครบกำหนดวันนี้" if days == 0 else f"เลยมา {-days} วันทำการ"


def came_late(late: int) -> str:
    """That a file came after the due day; "" in time."""
    return f"หลังกำหนด {late} วันทำการ" if late else ""


def to_do(line: Line) -> str:
    """What its unit is to do next."""
    if line.glance is Glance.WAITS:
        return "เจ้าหน้าที่เขตกำลังตรวจ ยังไม่ต้องทำอะไรเพิ่ม"
    if line.glance in (Glance.DONE, Glance.NONE):
        return "เรียบร้อยแล้ว"
    if line.state is State.RETURNED:
        again = "แจ้งอีกครั้ง" if line.by_claim else "ส่งไฟล์ที่แก้แล้ว"
        return f"เปิดดูสิ่งที่ขอให้แก้ไข แล้ว{again}ในแชต"
    first = "รายงานใน E-MES แล้วพิมพ์ “รายงานแล้ว” ในแชต" if line.by_claim else "พิมพ์ “ขอแบบฟอร์ม” ในแชต กรอกแล้วส่งไฟล์กลับ"
    return f"{first} หากยังไม่ทันพิมพ์ “ขอเลื่อน”" if line.glance is not Glance.OWED else first


def day(when: date) -> str:
    """ศ. 2 เม.ย. 70."""
    return weekday_date(when)


def moment(at: datetime) -> str:
    """2 เม.ย. 70 เวลา 16.30 น."""
    return f"{short_date(local(at).date())} เวลา {clock_time(at)}"
