"""กำลังทำ: until when somebody is on it, and that they are left alone until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.extensions import number_of
from handlers.wording.tasks import name_of, when
from handlers.wording.voice import Voice

SHOWN = 3


class When(Enum):
    """A day to choose."""

    NEXT = "วันทำการถัดไป"
    SOON = "อีก 3 วันทำการ"
    DUE = "วันครบกำหนด"


def by_when(v: Voice, tasks: Sequence[Task], choices: Sequence[tuple[When, date]]) -> Message:
    """When it will come; three days to choose from. Of several works it is asked for all at once."""
    which = tasks[0].id if len(tasks) == 1 else 0
    names = [Line(name_of(t), label=f"กำหนด {weekday_date(t.due)}") for t in tasks[:SHOWN]]
    return Card(
        alt="คาดว่าจะส่งได้วันไหน",
        title=f"คาดว่าจะส่งได้วันไหน{v.ask}",
        parts=(*names, Line(f"บอกวันไว้ ระหว่างนั้นจะไม่เตือน หรือพิมพ์ เช่น จะส่งวันศุกร์{v.end}")),
        buttons=tuple(
            Tap(f"{when.value} {weekday_date(day)}", f"promise:{which}:{number_of(day)}", f"จะส่ง{when.value}")
            for when, day in choices
        ),
        suggestions=menu.STAFF,
    )


def which(v: Voice, tasks: Sequence[Task], day: date) -> Message:
    """Several are owed: which of them is meant, or all."""
    number = number_of(day)
    buttons: list[Action] = [
        Tap(f"{n}. {t.subject or t.title} ({t.unit_short})", f"promise:{t.id}:{number}", f"จะส่ง {t.subject or t.title}")
        for n, t in enumerate(tasks[:SHOWN], start=1)
    ]
    buttons.append(Tap(f"ทั้ง {len(tasks)} งาน", f"promise:0:{number}", "ทุกงาน"))
    return Card(
        alt=f"งานไหนที่จะส่ง {weekday_date(day)}",
        title=f"งานไหนที่จะส่ง {weekday_date(day)} {v.ask}",
        parts=tuple(
            Line(f"{t.title} กำหนด {weekday_date(t.due)}", label=f"{n}. {t.subject or t.title}")
            for n, t in enumerate(tasks[:SHOWN], start=1)
        ),
        buttons=tuple(buttons),
        suggestions=menu.STAFF,
    )


def noted(v: Voice, promises: Sequence[tuple[Task, date]], *, later_than_due: bool) -> Message:
    """It is noted; until when nobody reminds them, and what still comes."""
    parts: list[Part] = [
        Line(f"ไม่เตือนจนถึง {weekday_date(until)}", label=name_of(task), strong=True) for task, until in promises
    ]
    parts.append(Rule())
    if any(until < task.due for task, until in promises):
        parts.append(Line(f"วันครบกำหนดยังเตือน 1 ครั้ง{v.end}"))
    buttons: tuple[Action, ...] = (menu.GET_FORM, menu.SUBMIT)
    if later_than_due:
        parts.append(Line(f"วันที่บอกเลยกำหนดส่ง หากส่งไม่ทัน กดขอเลื่อนไว้ก่อนได้{v.end}", tone=Tone.CARE))
        first = promises[0][0]
        buttons = (Tap("ขอเลื่อน", f"extend:{first.id}", f"ขอเลื่อน {first.subject or first.title}"),)
    parts.append(Line(f"ส่งแล้วไม่ต้องแจ้งอีก ระบบจะหยุดเตือนเอง{v.end}"))
    return Card(
        alt=f"รับทราบ จะไม่เตือนจนถึง {weekday_date(promises[0][1])}",
        title=f"รับทราบ ขอบคุณ{v.end}",
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=buttons,
        suggestions=menu.STAFF,
    )


def nothing_owed(v: Voice) -> Message:
    """Nothing of theirs is owed."""
    return Text(f"รับทราบ{v.end} ตอนนี้ไม่มีงานของท่านที่ค้างส่ง{v.end}", menu.STAFF)


def taken_back(v: Voice, tasks: Sequence[Task]) -> Message:
    """Nothing is promised any more: reminders go on."""
    names = "\n".join(f"• {name_of(t)} กำหนด {when(t)}" for t in tasks[:SHOWN])
    return Text(f"ยกเลิกวันที่แจ้งไว้แล้ว จะเตือนตามปกติ{v.end}\n{names}", menu.STAFF)


def nothing_promised(v: Voice) -> Message:
    """There is no promise to take back."""
    return Text(f"ไม่มีวันที่แจ้งไว้ จึงเตือนตามปกติอยู่แล้ว{v.end}", menu.STAFF)
