"""What was called off and is asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.messages import Card, Line, Message, Say, Tap, Text
from handlers.wording import menu
from handlers.wording.deadlines import moment
from handlers.wording.voice import Voice

SHOWN: Final = 8
_SHIFT = Say("เลื่อนกำหนด", "เลื่อนกำหนดทุกคน")


def which(v: Voice, called_off: Sequence[tuple[int, str, int]]) -> Message:
    """What is called off, each with a button that restores it. `called_off`: id, title, how many debts."""
    if not called_off:
        return none_called_off(v)
    shown = list(enumerate(called_off[:SHOWN], start=1))
    return Card(
        alt="เปิดงานไหนคืน",
        title=f"เปิดงานไหนคืน{v.ask}",
        parts=tuple(Line(f"{n}. {title} ({count} รายการ)") for n, (_, title, count) in shown),
        buttons=tuple(Tap(f"{n}. {title}", f"restorework:{key}", f"เปิด {title} คืน") for n, (key, title, _) in shown),
        suggestions=menu.OVERSEER,
    )


def none_called_off(v: Voice) -> Message:
    """Nothing is called off."""
    return Text(f"ตอนนี้ไม่มีงานที่ยกเลิกไว้{v.end}", menu.OVERSEER)


def restored(v: Voice, title: str, count: int, due_at: datetime, *, past: bool) -> Message:
    """It is asked for again; a due date that has passed can be moved by one tap."""
    late = " ซึ่งเลยมาแล้ว เลื่อนกำหนดได้เลย" if past else ""
    return Text(
        f"เปิดงาน {title} คืนแล้ว {count} รายการกลับเป็นอย่างเดิม กำหนดส่ง {moment(due_at)}{late} "
        f"การเตือนทำต่อจากเดิม ไม่เตือนซ้ำขั้นที่เตือนแล้ว{v.end}",
        (*((_SHIFT,) if past else ()), *menu.OVERSEER),
    )
