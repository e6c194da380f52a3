"""The month's paid messages, for officers and directors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages import Card, Line, Message, Part, Rule, Tone
from domain.thai import clock_time, local, short_date
from handlers.wording import menu
from handlers.wording.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaView:
    """How the month stands. `allowed` and `left` None: not limited. `asked_at` None: LINE has not told its figures.

    `coming`: what reminding everybody is expected to take from tomorrow to the end of the month; `fewest`: one of each
    unit.
    """

    allowed: int | None
    used: int
    ours: int
    left: int | None
    reserve: int
    asked_at: datetime | None
    coming: int = 0
    fewest: int = 0

    @property
    def short(self) -> bool:
        """Whether there is not enough to remind everybody."""
        return self.left is not None and self.coming > self.left - self.reserve


def quota(v: Voice, view: QuotaView) -> Message:
    """What the month has, has used and has left, and what of it is kept for answers."""
    left = view.left
    title = "เดือนนี้ส่งได้ไม่จำกัด" if left is None else f"เดือนนี้เหลือ {left:,} ข้อความ"
    return Card(
        alt=title,
        title=title,
        subtitle="ข้อความที่ส่งออก ไม่นับการตอบ",
        parts=(*_figures(view), Rule(), *_meaning(v, view)),
        tone=_tone(view),
        suggestions=(menu.UNDELIVERED, *menu.OVERSEER),
    )


def _tone(view: QuotaView) -> Tone:
    if view.left is None:
        return Tone.CALM
    if view.left == 0:
        return Tone.LATE
    return Tone.CARE if view.short or view.left <= view.reserve else Tone.CALM


def _figures(view: QuotaView) -> list[Part]:
    parts: list[Part] = []
    if view.allowed is not None:
        parts += [Line(f"{view.allowed:,} ข้อความ", label="ใช้ได้ทั้งเดือน")]
    parts += [Line(f"{view.used:,} ข้อความ", label="ใช้ไปแล้ว", strong=True)]
    if view.used > view.ours:
        parts += [
            Line(f"{view.ours:,} ข้อความ", label="ส่งโดยบอท"),
            Line(f"{view.used - view.ours:,} ข้อความ", label="ส่งจากที่อื่น"),
        ]
    if view.left is not None:
        parts += [Line(f"{view.left:,} ข้อความ", label="คงเหลือ", strong=True)]
    if view.left:
        parts += [Line(f"{min(view.reserve, view.left):,} ข้อความ", label="กันไว้")]
    if view.coming:
        parts += [Line(f"ราว {view.coming:,} ข้อความ", label="คาดว่าจะใช้เตือนถึงสิ้นเดือน")]
    return parts


def _meaning(v: Voice, view: QuotaView) -> list[Part]:
    parts: list[Part] = []
    if view.left == 0:
        parts.append(Line(f"การตอบยังใช้ได้ตามปกติ ข้อความอื่นจะพักไว้จนกว่าจะมีโควตา{v.end}"))
    elif view.left is not None:
        parts.append(Line(f"ส่วนที่กันไว้ใช้กับคำตอบที่ต้องถึงผู้รับ การเตือนจะหยุดก่อนถึงส่วนนี้{v.end}"))
    if view.short and view.left:
        parts.append(Line(_thrift(v, view)))
    if view.asked_at is None:
        parts.append(Line(f"ยังไม่ได้ตัวเลขจากไลน์ นับจากที่บอทส่งเอง{v.end}"))
    else:
        parts.append(Line(f"ตัวเลขจากไลน์ ณ {short_date(local(view.asked_at).date())} เวลา {clock_time(view.asked_at)}"))
    return parts


def _thrift(v: Voice, view: QuotaView) -> str:
    """What the bot does while there is not enough for everybody."""
    waits = "ไม่พอเตือนทุกคน บอทจึงรอให้ทักมาก่อนแล้วเตือนไปพร้อมคำตอบ ที่เหลือจึงส่งถึงหน่วยละหนึ่งคน"
    room = max(0, (view.left or 0) - view.reserve)
    if view.fewest > room:
        return f"{waits} และเก็บข้อความไว้ให้งานที่ใกล้กำหนดก่อน{v.end}"
    return f"{waits}{v.end}"
