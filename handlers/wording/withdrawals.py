"""Taking back what was sent: which, whether, and how the work stands then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.messages import Card, Line, Message, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

_CHOICES: Final = 10  # buttons that are still found; who has more names the work
_AFTER = (menu.GET_FORM, menu.MY_TASKS, menu.HELP)


def which(v: Voice, tasks: Sequence[Task]) -> Message:
    """Several could be meant: one question."""
    return Card(
        alt="ต้องการถอนงานไหน",
        title=f"ต้องการถอนงานไหน{v.ask}",
        parts=(
            *(Line(name_of(t) or t.title, label=t.unit_short) for t in tasks[:_CHOICES]),
            *([Line(f"และอีก {len(tasks) - _CHOICES} รายการ พิมพ์ ถอน ตามด้วยชื่องาน")] if len(tasks) > _CHOICES else []),
        ),
        tone=Tone.CARE,
        buttons=tuple(
            Tap(f"{t.subject or t.title} ({t.unit_short})", f"withdraw:{t.id}", f"ถอน {t.subject or t.title}")
            for t in tasks[:_CHOICES]
        ),
        suggestions=menu.STAFF,
    )


def none(v: Voice) -> Message:
    """Nothing that could be withdrawn."""
    return Text(f"ตอนนี้ไม่มีงานที่ถอนได้{v.end} งานที่ตรวจรับแล้วถอนไม่ได้ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}", menu.STAFF)


def confirm(v: Voice, task: Task, version: int, receipt_no: str) -> Message:
    """Whether to do it, and what it means. `version` 0: the nil report."""
    what = f"เลขรับ {receipt_no} (ฉบับที่ {version})" if version else "รายงานเป็นศูนย์"
    then = "ไฟล์จะถูกลบออกจากระบบ และไม่นับเป็นงานที่ส่ง" if version else "งานนี้จะกลับมารอไฟล์"
    return Card(
        alt=f"ต้องการถอน {what} ใช่ไหม",
        title=f"ต้องการถอนใช่ไหม{v.ask}",
        subtitle=task.title,
        parts=(
            Line(what, label="ถอน", strong=True),
            Line(name_of(task), label="งาน"),
            Line(task.unit, label="หน่วยงาน"),
            Rule(),
            Line(f"{then}{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(
            Tap("ใช่ ถอนเลย", f"withdraw:{task.id}:{version}:1", "ใช่ ถอนเลย"),
            Tap("ไม่ถอน", f"withdraw:{task.id}:{version}:0", "ไม่ถอน"),
        ),
    )


def kept(v: Voice, task: Task) -> Message:
    """The answer was no."""
    return Text(f"ไม่ได้ถอน{v.end} {name_of(task)} ยังเป็นเหมือนเดิม{v.end}", menu.STAFF)


def withdrawn(v: Voice, receipt_no: str, task: Task) -> Message:
    """It is done, and how the work stands now."""
    return Text(f"ถอนเลขรับ {receipt_no} แล้ว{v.end}\n{name_of(task)}: {_now(task)}{v.end}", _AFTER)


def nil_withdrawn(v: Voice, task: Task) -> Message:
    """The nil report is taken back, and how the work stands now."""
    return Text(f"ยกเลิกรายงานเป็นศูนย์แล้ว{v.end}\n{name_of(task)}: {_now(task)}{v.end}", _AFTER)


def _now(task: Task) -> str:
    if not task.has_file:
        return "ยังรอไฟล์ใหม่"
    return "ฉบับก่อนหน้ายังใช้อยู่" if not task.owed else "ฉบับก่อนหน้ายังรอการแก้ไข"


def over(v: Voice, task: Task) -> Message:
    """There is nothing to withdraw any more, or another file has come since."""
    return Text(
        f"ฉบับนั้นไม่ใช่ฉบับล่าสุดของ {name_of(task)} แล้ว จึงไม่ได้ถอน{v.end} พิมพ์ ขอถอนงาน เพื่อเลือกใหม่ได้{v.end}", menu.STAFF
    )


def accepted_already(v: Voice, task: Task) -> Message:
    """Accepted work is final."""
    return Text(
        f"{name_of(task)} ตรวจรับเรียบร้อยแล้ว จึงถอนไม่ได้{v.end} หากต้องการเปลี่ยนฉบับที่ใช้ กรุณาแจ้งกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
    )


def no_such_receipt(v: Voice, receipt_no: str) -> Message:
    """A receipt number that is nobody's, or not the speaker's."""
    return Text(f"ไม่พบเลขรับ {receipt_no} ในงานของท่าน{v.end}", menu.STAFF)


def not_yours(v: Voice) -> Message:
    """A button for the work of another unit."""
    return Text(f"งานนี้เป็นของหน่วยงานอื่น{v.end} ดูงานของท่านได้ที่ งานของฉัน{v.end}", menu.STAFF)
