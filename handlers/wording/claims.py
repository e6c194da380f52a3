"""รายงานแล้ว: what is said to a unit that has reported in another office's system."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.disclosure import Tells
from domain.lifecycle import STATE_WORDS
from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import SHOWN, name_of, when
from handlers.wording.voice import Voice

_CHOICES: Final = 8  # more schools than anybody serves
_EVERY: Final = 0


def which(v: Voice, tasks: Sequence[Task], other: Sequence[Task], all_of: int | None) -> Message:
    """Several may be meant. `other`: owed besides, with a file; `all_of`: a requirement that one tap says it of."""
    system = tasks[0].elsewhere
    parts: list[Part] = [Line(f"{name_of(t)} กำหนด {when(t)}", label=t.unit_short) for t in tasks[:_CHOICES]]
    if other:
        parts += [Rule(), Line(f"งานอื่นยังรอไฟล์ในแชตนี้{v.end}"), *(Line(f"• {name_of(t)}") for t in other[:SHOWN])]
    every = Tap("ทุกรายการข้างต้น", f"claim:{_EVERY}:{all_of}", "รายงานแล้วทุกรายการ")
    return Card(
        alt=f"รายงานใน {system} แล้ว รายการไหน",
        title=f"รายงานใน {system} แล้ว รายการไหน{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            *(
                Tap(f"{t.unit_short} {t.subject}", f"claim:{t.id}", f"{t.unit_short} รายงาน {t.subject} แล้ว")
                for t in tasks[:_CHOICES]
            ),
            *((every,) if all_of is not None else ()),
        ),
        suggestions=menu.STAFF,
    )


def claimed(v: Voice, tasks: Sequence[Task], requirement: int, tied: int) -> Message:
    """It is noted; a screenshot or a copy of the form makes the office's check quicker. `tied`: what came before."""
    first = tasks[0]
    parts: list[Part] = [Line(name_of(first), label="งาน", strong=True)]
    parts += [Line(t.unit, label="หน่วยงาน") for t in tasks[:_CHOICES]]
    if len(tasks) > _CHOICES:
        parts.append(Line(f"และอีก {len(tasks) - _CHOICES} หน่วยงาน"))
    parts.append(Line(STATE_WORDS[first.state], label="สถานะ"))
    if tied:
        parts.append(Line(f"เก็บไว้แล้ว {tied} รายการ", label="หลักฐาน"))
    else:
        form = f"แบบ {first.form_code}" if first.form_code else "แบบฟอร์ม"
        parts += [Rule(), Line(f"หากมีภาพหน้าจอ หรือสำเนา{form} ส่งในแชตนี้ได้เลย จะตรวจได้เร็วขึ้น{v.end}")]
    parts += [Rule(), Line(f"เจ้าหน้าที่จะตรวจกับรายชื่อใน {first.elsewhere} แล้วแจ้งผล จะไม่มีการเตือนงานนี้อีก ขอบคุณมาก{v.end}")]
    key = f"unclaim:{first.id}" if len(tasks) == 1 else f"unclaim:{_EVERY}:{requirement}"
    return Card(
        alt=f"บันทึกว่ารายงานใน {first.elsewhere} แล้ว",
        title=f"บันทึกว่ารายงานใน {first.elsewhere} แล้ว",
        subtitle=first.title,
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(Tap("ยังไม่ได้รายงาน", key, "ยังไม่ได้รายงาน"),),
        suggestions=menu.STAFF,
    )


def stands(v: Voice, tasks: Sequence[Task]) -> Message:
    """Nothing is to be claimed: how each stands now."""
    lines = "\n".join(f"• {name_of(t)} ({t.unit_short}): {STATE_WORDS[t.state]}" for t in tasks[:SHOWN])
    return Text(f"ขณะนี้บันทึกไว้ดังนี้{v.end}\n{lines}", menu.STAFF)


def taken_back(v: Voice, tasks: Sequence[Task]) -> Message:
    """It is owed again."""
    first = next(t for t in tasks if t.owed)
    return Text(
        f"แก้เป็นยังไม่ได้รายงานแล้ว{v.end} {name_of(first)} กำหนด {when(first)} รายงานเสร็จเมื่อไร พิมพ์ รายงานแล้ว ได้เลย{v.end}",
        (menu.MY_TASKS, menu.EXTEND, menu.HELP),
    )


def in_private(v: Voice) -> Message:
    """In a group: kindly, in one line."""
    return Text(f"ขอบคุณ{v.end} ขอความกรุณาแจ้งในแชตส่วนตัวกับบัญชีนี้ จะได้บันทึกให้{v.end}", tells=Tells.MANNERS)


def not_yours(v: Voice) -> Message:
    """A button of another unit's, or of work that is not asked for any more."""
    return Text(f"รายการนี้ไม่ใช่งานของหน่วยงานท่าน หรือมีการเปลี่ยนแปลงแล้ว{v.end} ดูได้ที่ งานของฉัน{v.end}", menu.STAFF)
