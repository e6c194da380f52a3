"""The link to the dashboard."""

from __future__ import annotations

from domain.messages import Card, Line, Message, Open, Rule
from handlers.wording import menu
from handlers.wording.voice import Voice


def link(v: Voice, url: str, hours: int, *, everything: bool, cluster: bool) -> Message:
    """What is to be seen there, and the button."""
    if everything:
        seen = "งานทุกหน่วยงานในตารางเดียว เลือกดูตามงาน รอบ อำเภอ กลุ่มโรงเรียน หรือสถานะ"
    elif cluster:
        seen = "งานของโรงเรียนท่าน และสถานะการส่งของโรงเรียนในกลุ่ม"
    else:
        seen = "งานของหน่วยงานท่าน กำหนดส่ง ผลการตรวจ และสิ่งที่ต้องทำต่อ"
    return Card(
        alt="เปิดแดชบอร์ด",
        title="แดชบอร์ด",
        subtitle="ดูบนโทรศัพท์หรือคอมพิวเตอร์ สั่งพิมพ์ได้",
        parts=(
            Line(seen),
            Rule(),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ{v.end}"),
        ),
        buttons=(Open("เปิดแดชบอร์ด", url),),
        suggestions=menu.OVERSEER if everything else menu.STAFF,
    )
