"""ประวัติ: who did what, as a card and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from domain.audit_chain import Line as Noting
from domain.messages import Card, Line, Message, Open, Part, Rule, Tap, Tone
from handlers.wording import menu
from handlers.wording.audited import Names, did, moment
from handlers.wording.voice import Voice

_ALL = Tap("ขอไฟล์ทั้งหมด", "audit", "ขอไฟล์ประวัติทั้งหมด")
_DAYS: Final[Mapping[int, str]] = MappingProxyType({0: "วันนี้", 1: "เมื่อวาน", 2: "เมื่อวานซืน"})


def history(v: Voice, lines: Sequence[Noting], names: Names, *, due_only: bool, days_ago: int | None) -> Message:
    """The newest lines, the newest first, and where all of them are."""
    title = "ประวัติกำหนดส่ง" if due_only else "ประวัติการใช้งาน"
    day = _DAYS.get(days_ago, "") if days_ago is not None else ""
    if not lines:
        return Card(
            alt=f"{title} ยังไม่มีรายการ",
            title=title,
            subtitle=day,
            parts=(Line(f"ยังไม่มีรายการตามที่ถาม{v.end}"),),
            buttons=(_ALL,),
            suggestions=menu.OVERSEER,
        )
    parts: list[Part] = []
    for line in lines:
        parts += [Rule()] if parts else []
        parts.append(Line(f"{moment(line.at)} {names.person(line.person_id)} {did(line, names)}"))
    return Card(
        alt=f"{title} {len(lines)} รายการล่าสุด",
        title=title,
        subtitle=f"{day} {len(lines)} รายการล่าสุด".strip(),
        parts=tuple(parts),
        buttons=(_ALL,),
        suggestions=menu.OVERSEER,
    )


def file_ready(v: Voice, count: int, broken: int | None, url: str, hours: int) -> Message:
    """All lines are behind a link; `broken`: the first line that is not as it was written."""
    checked = (
        Line(f"ตรวจแล้ว ทุกรายการตรงกับที่บันทึกไว้{v.end}", tone=Tone.GOOD)
        if broken is None
        else Line(f"รายการที่ {broken} ไม่ตรงกับที่บันทึกไว้ กรุณาแจ้งผู้ดูแลระบบ{v.end}", tone=Tone.LATE, strong=True)
    )
    return Card(
        alt=f"ไฟล์ประวัติ {count} รายการ",
        title=f"ประวัติทั้งหมด {count} รายการ",
        parts=(checked, Rule(), Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ{v.end}")),
        tone=Tone.GOOD if broken is None else Tone.LATE,
        buttons=(Open("เปิดไฟล์ประวัติ Excel", url),),
        suggestions=menu.OVERSEER,
    )


def file_name(day: str) -> str:
    """The name of the file with all lines; `day` as 20261202."""
    return f"ประวัติการใช้งาน ณ {day}.xlsx"
