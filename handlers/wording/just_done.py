"""What somebody did last, and the tap that takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final

from domain.messages import Card, Line, Message, Tap
from domain.thai import clock_time
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice


class Way(Enum):
    """What can be taken back by one tap."""

    FILE = auto()
    CLAIM = auto()
    NIL = auto()
    EXTENSION = auto()
    PROMISE = auto()
    SNOOZE = auto()
    REST = auto()
    UNIT_REST = auto()
    EXEMPT = auto()
    CANCEL = auto()
    SHIFT = auto()


@dataclass(frozen=True, slots=True)
class Done:
    """Something done at a moment, the data of the button that takes it back, and what it was about."""

    at: datetime
    way: Way
    data: str
    about: str = ""


_DONE: Final[Mapping[Way, tuple[str, str]]] = {
    Way.FILE: ("ส่งไฟล์ ได้เลขรับแล้ว", "ถอนไฟล์นี้"),
    Way.CLAIM: ("แจ้งว่ารายงานแล้ว", "ยังไม่ได้รายงาน"),
    Way.NIL: ("บันทึกรายงานเป็นศูนย์", "ยกเลิกรายงานเป็นศูนย์"),
    Way.EXTENSION: ("ขอเลื่อนกำหนดส่ง", "ถอนคำขอเลื่อน"),
    Way.PROMISE: ("บอกวันที่จะส่ง", "เตือนตามปกติ"),
    Way.SNOOZE: ("พักการเตือน", "เตือนตามปกติ"),
    Way.REST: ("ตั้งช่วงงดเตือนทั้งเขต", "เตือนตามปกติ"),
    Way.UNIT_REST: ("งดเตือนหน่วยงาน", "เตือนหน่วยนี้ตามเดิม"),
    Way.EXEMPT: ("ยกเว้นไม่ต้องส่ง", "เลิกยกเว้น"),
    Way.CANCEL: ("ยกเลิกงาน", "เปิดงานคืน"),
    Way.SHIFT: ("เลื่อนกำหนดของทุกหน่วย", "กลับเป็นกำหนดเดิม"),
}


def named(task: Task, more: int) -> str:
    """A debt in a line; `more`: how many others with it."""
    also = f" และอีก {more} รายการ" if more else ""
    return f"{name_of(task) or task.title} ({task.unit_short}){also}"


def take_back(v: Voice, done: Done) -> Message:
    """What was done last, and the tap."""
    said, label = _DONE[done.way]
    return Card(
        alt=f"แก้สิ่งที่เพิ่งทำ: {said}",
        title=f"แก้สิ่งที่เพิ่งทำหรือไม่{v.ask}",
        parts=(
            Line(said, label="เพิ่งทำ", strong=True),
            *([Line(done.about, label="เรื่อง")] if done.about else []),
            Line(clock_time(done.at), label="เวลา"),
            Line(f"หากไม่แก้ ไม่ต้องกดปุ่ม{v.end}"),
        ),
        buttons=(Tap(label, done.data, label),),
        suggestions=menu.STAFF,
    )
