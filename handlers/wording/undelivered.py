"""What is said about messages that did not go out: to officers, in private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, short_date
from handlers.wording import menu
from handlers.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that did not go out. `said`: what its notification would show; `status`: held, refused, uncertain."""

    name: str
    unit: str
    said: str
    status: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredView:
    """The newest messages of an office that did not go out, how many there are, and what can be done."""

    messages: tuple[Unsent, ...]
    count: int
    left: int | None  # paid messages of the month; None: not limited
    may_send: bool


_WHY = {
    "held": "รอโควตาข้อความ",
    "refused": "ไลน์ไม่รับข้อความนี้",
    "uncertain": "ไม่แน่ใจว่าถึงหรือไม่",
}


def listed(v: Voice, view: UndeliveredView) -> Message:
    """Whom what did not reach, newest first."""
    parts: list[Part] = []
    for message in view.messages:
        parts += [*_one(message), Rule()]
    if view.count > len(view.messages):
        parts += [Line(f"และอีก {view.count - len(view.messages)} ข้อความ"), Rule()]
    can_send = view.may_send and view.left != 0
    parts.append(Line(_what_next(v, view)))
    title = f"ส่งไม่ออก {view.count} ข้อความ"
    return Card(
        alt=title,
        title=title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("ส่งอีกครั้ง", "resend:all", "ส่งอีกครั้ง"),) if can_send else (),
        suggestions=(menu.QUOTA, *menu.OVERSEER),
    )


def _one(message: Unsent) -> list[Part]:
    who = f"{message.name} · {message.unit}" if message.unit else message.name
    when = f"{short_date(local(message.written_at).date())} {clock_time(message.written_at)}"
    return [Line(who, strong=True), Line(message.said), Line(f"{_WHY[message.status]} · {when}", tone=Tone.CARE)]


def _what_next(v: Voice, view: UndeliveredView) -> str:
    if view.left == 0:
        return f"โควตาข้อความของเดือนนี้หมดแล้ว เมื่อมีโควตา ข้อความที่ค้างไม่เกิน 3 วันจะส่งเอง{v.end}"
    if view.may_send:
        return f"กด ส่งอีกครั้ง เพื่อส่งทั้งหมด ข้อความที่ไม่แน่ใจ ผู้รับอาจได้รับซ้ำ{v.end}"
    return f"เจ้าหน้าที่กลุ่มนโยบายและแผนสั่งส่งอีกครั้งได้{v.end}"


def nothing(v: Voice) -> Message:
    """Everything has gone out."""
    return Text(f"ไม่มีข้อความค้างส่ง{v.end}", (menu.QUOTA, *menu.OVERSEER))


def on_their_way(v: Voice, count: int) -> Message:
    """The messages are being sent after all."""
    return Text(
        f"กำลังส่งอีกครั้ง {count} ข้อความ หากยังส่งไม่ออก ดูได้ที่ ข้อความที่ส่งไม่ออก{v.end}", (menu.UNDELIVERED, *menu.OVERSEER)
    )


def no_room(v: Voice) -> Message:
    """The month's paid messages are used up: nothing can be sent."""
    return Text(
        f"ยังส่งไม่ได้ เพราะโควตาข้อความของเดือนนี้หมดแล้ว{v.end} เมื่อมีโควตา ข้อความที่ค้างไม่เกิน 3 วันจะส่งเอง{v.end}",
        (menu.QUOTA, *menu.OVERSEER),
    )


def notice(v: Voice, count: int) -> Message:
    """To an officer who has not asked: some messages did not go out."""
    return Card(
        alt=f"มีข้อความส่งไม่ออก {count} ข้อความ",
        title=f"มีข้อความส่งไม่ออก {count} ข้อความ",
        parts=(Line(f"ข้อความเหล่านี้ยังไม่ถึงผู้รับ กดดูได้ว่าเป็นของใคร และเรื่องอะไร{v.end}"),),
        tone=Tone.CARE,
        buttons=(menu.UNDELIVERED,),
        suggestions=menu.OVERSEER,
    )
