"""Nothing to report: which work, whether, and that it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from domain.lifecycle import STATE_WORDS, State
from domain.messages import Card, Line, Message, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import SHOWN, name_of
from handlers.wording.voice import Voice
from handlers.wording.withdrawals import not_yours

__all__ = ["confirm", "left_open", "not_owed", "not_yours", "nothing_owed", "recorded", "which"]


def which(v: Voice, tasks: Sequence[Task]) -> Message:
    """Several are owed: one question."""
    return Card(
        alt="งานไหนที่ไม่มีข้อมูลจะรายงาน",
        title=f"งานไหนที่ไม่มีข้อมูลจะรายงาน{v.ask}",
        parts=tuple(Line(name_of(t) or t.title, label=t.unit_short) for t in tasks[:SHOWN]),
        buttons=tuple(
            Tap(f"{t.subject or t.title} ({t.unit_short})", f"nil:{t.id}", f"ไม่มีข้อมูล {t.subject or t.title}")
            for t in tasks[:SHOWN]
        ),
        suggestions=menu.STAFF,
    )


def confirm(v: Voice, task: Task) -> Message:
    """Whether to record it, and exactly what."""
    return Card(
        alt="ไม่มีข้อมูลที่จะรายงาน ใช่ไหม",
        title=f"ไม่มีข้อมูลที่จะรายงาน ใช่ไหม{v.ask}",
        subtitle=task.title,
        parts=(
            Line(name_of(task), label="งาน", strong=True),
            Line(task.unit, label="หน่วยงาน"),
            Line(STATE_WORDS[State.NIL], label="จะบันทึกว่า", strong=True),
            Rule(),
            Line(f"บันทึกแล้วจะไม่มีการเตือนอีก หากมีข้อมูลภายหลัง แนบไฟล์ได้เสมอ{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(
            Tap("ใช่ บันทึกว่าไม่มี", f"nil:{task.id}:1", "ใช่ ไม่มีข้อมูล"),
            Tap("ไม่ใช่ ยังไม่บันทึก", f"nil:{task.id}:0", "ไม่ใช่"),
        ),
    )


def recorded(v: Voice, task: Task) -> Message:
    """It is recorded, and how to undo it."""
    return Card(
        alt=f"บันทึกรายงานเป็นศูนย์แล้ว {task.subject}".strip(),
        title="บันทึกรายงานเป็นศูนย์แล้ว",
        subtitle=task.title,
        parts=(
            Line(name_of(task), label="งาน", strong=True),
            Line(task.unit, label="หน่วยงาน"),
            Rule(),
            Line(f"จะไม่มีการเตือนงานนี้อีก หากมีข้อมูลภายหลัง แนบไฟล์ในแชตนี้ได้เลย{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("ยกเลิกรายงานเป็นศูนย์", f"withdraw:{task.id}:0", "ยกเลิกรายงานเป็นศูนย์"),),
        suggestions=menu.STAFF,
    )


def left_open(v: Voice, task: Task) -> Message:
    """The answer was no."""
    return Text(
        f"ยังไม่ได้บันทึก{v.end} {name_of(task)} ยังรอไฟล์อยู่ แนบไฟล์ในแชตนี้ได้เลย{v.end}",
        (menu.GET_FORM, menu.MY_TASKS, menu.HELP),
    )


def not_owed(v: Voice, task: Task) -> Message:
    """It came in, or is settled otherwise: nothing to declare."""
    return Text(f"{name_of(task)}: {STATE_WORDS[task.state]} จึงไม่ต้องรายงานเป็นศูนย์{v.end}", menu.STAFF)


def nothing_owed(v: Voice) -> Message:
    """Nothing is open for this person."""
    return Text(f"รับทราบ{v.end} ตอนนี้ไม่มีงานของท่านที่ค้างส่ง จึงไม่ต้องบันทึก{v.end}", menu.STAFF)
