"""ตรวจรับ: what the officer hears of what was accepted, and what its sender does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.reviews import RoundView
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

SHOWN = 5
_NEXT = (menu.REVIEWS, *menu.OVERSEER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was accepted in one go. `review`: the number of one of them; `people`: how many senders have not heard.

    `left`: paid messages that may still be used, None for any number.
    """

    review: int
    what: str
    people: int
    left: int | None


def accepted(v: Voice, taken: Taken) -> Message:
    """It is accepted: who will hear of it when, what telling them at once costs, and how it is undone."""
    parts: list[Part] = [Line(taken.what, strong=True)]
    buttons: list[Action] = []
    if taken.people:
        parts.append(Line(f"ผู้ส่งจะทราบเองเมื่อใช้งานครั้งถัดไป ไม่ใช้ข้อความ{v.end}"))
        if taken.left is None or taken.left >= taken.people:
            left = "" if taken.left is None else f" ใช้ได้อีก {taken.left:,}"
            parts.append(Line(f"{taken.people} ข้อความ{left}", label="แจ้งทันทีใช้"))
            buttons.append(Tap(f"แจ้งผลทันที ({taken.people} ข้อความ)", f"reviewtell:{taken.review}", "แจ้งผลทันที"))
    buttons.append(Tap("เมื่อกี้ผิด", f"reviewundo:{taken.review}", "เมื่อกี้ผิด"))
    return Card(
        alt=f"ตรวจรับแล้ว {taken.what}",
        title="ตรวจรับแล้ว",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=tuple(buttons),
        suggestions=_NEXT,
    )


def really_all(v: Voice, round_: RoundView, newest: int) -> Message:
    """How many would be accepted unseen, before they are."""
    parts: list[Part] = [Line(f"{round_.clean} รายการ", label="ไม่พบจุดต้องแก้", strong=True)]
    if round_.waiting > round_.clean:
        parts.append(Line(f"{round_.waiting - round_.clean} รายการ จะยังรอตรวจ", label="มีจุดที่ควรดู"))
    return Card(
        alt=f"ตรวจรับ {round_.clean} รายการ ใช่ไหม",
        title=f"ตรวจรับ {round_.clean} รายการใช่ไหม{v.ask}",
        subtitle=round_.title,
        parts=(*parts, Rule(), Line(f"ฉบับที่เข้ามาหลังจากนี้จะไม่ถูกตรวจรับไปด้วย{v.end}")),
        tone=Tone.CARE,
        buttons=(
            Tap("ยืนยันตรวจรับ", f"reviewall:{round_.id}:{newest}", f"ตรวจรับ {round_.clean} รายการ"),
            Tap("ดูทีละรายการ", f"review:{round_.id}", "ดูทีละรายการ"),
        ),
        suggestions=_NEXT,
    )


def none_is_clean(v: Voice, round_: RoundView) -> Message:
    """Whatever waits has something that should be looked at."""
    return Card(
        alt="ทุกรายการที่รอมีจุดที่ควรดู",
        title="ทุกรายการที่รอมีจุดที่ควรดู",
        subtitle=round_.title,
        parts=(Line(f"{round_.waiting} รายการ", label="รอตรวจ"), Line(f"จึงตรวจรับพร้อมกันไม่ได้ ขอให้ดูทีละรายการ{v.end}")),
        tone=Tone.CARE,
        buttons=(Tap("ดูทีละรายการ", f"review:{round_.id}", "ดูทีละรายการ"),),
        suggestions=_NEXT,
    )


def so_many(count: int, title: str) -> str:
    """What was accepted in one go, as a line."""
    return f"{count} รายการ ของ {title}"


def undone(v: Voice, tasks: Sequence[Task], count: int) -> Message:
    """What was accepted just now waits again. `tasks`: the first of them."""
    what = f"{name_of(tasks[0])} ({tasks[0].unit_short})" if count == 1 else f"{count} รายการ"
    return Text(f"ย้อนการตรวจรับ {what} แล้ว กลับไปรอตรวจตามเดิม{v.end}", _NEXT)


def cannot_undo(v: Voice) -> Message:
    """Something has happened since, or it is too long ago."""
    return Text(
        f"ย้อนรายการนั้นไม่ได้แล้ว เพราะมีการดำเนินการต่อหรือผู้ส่งทราบผลแล้ว เปิดตรวจใหม่ได้โดยพิมพ์ ตรวจรับ ตามด้วยชื่องาน{v.end}", _NEXT
    )


def nothing_to_undo(v: Voice, *, reviews: bool) -> Message:
    """The words mean nothing that can be undone by them."""
    if reviews:
        return Text(f"ไม่มีการตรวจรับที่เพิ่งทำซึ่งย้อนได้{v.end}", _NEXT)
    return Text(f"ไม่มีรายการที่ย้อนได้ด้วยคำนี้{v.end} หากส่งไฟล์ผิด พิมพ์ ขอถอนงาน ได้เลย{v.end}", menu.STAFF)


def reopened(v: Voice, task: Task) -> Message:
    """Accepted work waits to be looked at again."""
    return Text(f"เปิดตรวจใหม่แล้ว {name_of(task)} ({task.unit_short}) กลับไปรอตรวจ ผู้ส่งไม่ต้องส่งซ้ำ{v.end}", _NEXT)


def cannot_reopen(v: Voice, task: Task) -> Message:
    """It stands otherwise, or has left the office."""
    return Text(f"{name_of(task)} เปิดตรวจใหม่ไม่ได้ในตอนนี้{v.end}", _NEXT)


def told_now(v: Voice, people: int) -> Message:
    """The senders' messages are on their way."""
    return Text(f"กำลังแจ้งผลถึงผู้ส่ง {people} คน{v.end}", _NEXT)


def nobody_to_tell(v: Voice) -> Message:
    """They know, or cannot be written to."""
    return Text(f"ไม่มีผู้ส่งที่ต้องแจ้งแล้ว{v.end}", _NEXT)


def no_room(v: Voice, people: int, left: int) -> Message:
    """There are not enough paid messages."""
    return Text(
        f"ต้องใช้ {people} ข้อความ แต่ใช้ได้อีก {left} ผู้ส่งจะทราบเองเมื่อใช้งานครั้งถัดไปโดยไม่ใช้ข้อความ{v.end}",
        (*_NEXT[:3], menu.QUOTA),
    )


def good_news(v: Voice, tasks: Sequence[tuple[Task, str]]) -> Message:
    """To the sender: what was accepted. `tasks`: each with its receipt number, "" for none."""
    if len(tasks) == 1:
        (task, no), *_ = tasks
        number = f" เลขรับ {no}" if no else ""
        return Text(f"{name_of(task)}{number} ตรวจรับเรียบร้อยแล้ว ไม่ต้องดำเนินการเพิ่ม ขอบคุณมาก{v.end}", menu.STAFF)
    lines = [f"• {name_of(task)} ({task.unit_short})" for task, _ in tasks[:SHOWN]]
    more = [f"และอีก {len(tasks) - SHOWN} รายการ"] if len(tasks) > SHOWN else []
    said = "\n".join((f"ตรวจรับเรียบร้อยแล้ว {len(tasks)} รายการ", *lines, *more))
    return Text(f"{said}\nไม่ต้องดำเนินการเพิ่ม ขอบคุณมาก{v.end}", menu.STAFF)
