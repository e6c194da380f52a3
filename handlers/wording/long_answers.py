"""What is said when an answer is longer than a chat should be."""

from __future__ import annotations

from domain.messages import Action, Card, Line, Message, Open, Text
from handlers.wording.voice import Voice

FILE_NAME = "คำตอบฉบับเต็ม.html"


def continued(title: str) -> str:
    """The title of a card that goes on where the one before it was full."""
    return f"{title} (ต่อ)"


def read_all(
    v: Voice, url: str, hours: int, buttons: tuple[Action, ...] = (), suggestions: tuple[Action, ...] = ()
) -> Message:
    """The whole answer is behind a link; `buttons` are those of what is not shown in the chat."""
    return Card(
        alt="อ่านคำตอบทั้งหมด",
        title="อ่านทั้งหมด",
        parts=(
            Line(f"คำตอบนี้ยาวเกินกว่าจะแสดงในแชตได้ครบ กดปุ่มด้านล่างเพื่ออ่านทั้งหมด{v.end}"),
            Line(f"ลิงก์ใช้ได้ {hours} ชั่วโมง เป็นลิงก์เฉพาะตัว กรุณาไม่ส่งต่อ{v.end}"),
        ),
        buttons=(Open("อ่านทั้งหมด", url), *buttons),
        suggestions=suggestions,
    )


def rest_in_private(v: Voice, suggestions: tuple[Action, ...] = ()) -> Message:
    """The whole answer is too long for here, and there is nobody known to whom a link could be given."""
    return Text(f"คำตอบนี้ยาวเกินกว่าจะแสดงที่นี่ได้ครบ กรุณาถามในแชตส่วนตัวกับบัญชีนี้{v.end}", suggestions)
