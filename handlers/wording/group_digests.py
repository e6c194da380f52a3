"""What a group is told of what falls due: how much is in, and names of units only where its setting allows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.disclosure import Tells
from domain.group_digests import Standing
from domain.messages import Message, Text
from domain.thai import weekday_date
from handlers.wording.voice import Voice

NAMED = 15


@dataclass(frozen=True, slots=True)
class Due:
    """A work due on a day, told of on another or the same; `last`: of the working days on which it may come in."""

    title: str
    day: date
    told_on: date
    last: bool
    standing: Standing


def digest(v: Voice, items: Sequence[Due], *, named: bool) -> Message:
    """One message about all of it."""
    told = "\n\n".join(_one(item, named=named) for item in items)
    ending = f"ขอบคุณหน่วยงานที่ส่งแล้ว หน่วยงานที่ยังไม่ส่ง แนบไฟล์ในแชตส่วนตัวกับบัญชีนี้ได้เลย{v.end}"
    return Text(f"{told}\n\n{ending}", tells=Tells.NAMES if named else Tells.FIGURES)


def _one(item: Due, *, named: bool) -> str:
    count = item.standing
    lines = [
        f"{_when(item)} {item.title} ({weekday_date(item.day)})",
        f"ส่งแล้ว {count.total - count.owed:,} จาก {count.total:,} รายการ",
    ]
    if named:
        lines.append("ยังไม่ได้รับจาก")
        lines += [f"- {unit}" for unit in count.missing[:NAMED]]
        more = len(count.missing) - NAMED
        lines += [f"และอีก {more:,} หน่วยงาน"] if more > 0 else []
    return "\n".join(lines)


def _when(item: Due) -> str:
    if item.last:
        return "วันนี้ครบกำหนด" if item.day == item.told_on else "วันนี้เป็นวันทำการสุดท้ายก่อนครบกำหนด"
    return "พรุ่งนี้ครบกำหนด" if (item.day - item.told_on).days == 1 else "อีก 1 วันทำการครบกำหนด"


def chosen(v: Voice, *, wanted: bool) -> Message:
    """To the group: whether it will be told."""
    if wanted:
        said = f"รับทราบ{v.end} จะสรุปจำนวนที่ส่งแล้วในกลุ่มนี้ ในวันก่อนครบกำหนดและวันครบกำหนด ช่วงบ่าย{v.end}"
        return Text(said, tells=Tells.MANNERS)
    return Text(f"รับทราบ{v.end} จะไม่สรุปในกลุ่มนี้{v.end}", tells=Tells.MANNERS)
