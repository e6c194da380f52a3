"""What an officer changes for many or for one: a due date of everybody, a work that is off, a unit that need not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.lifecycle import STATE_WORDS
from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.news import Cost, cost_line
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

SHOWN: Final = 8
EXEMPT_REASONS: Final = ("ไม่มีกลุ่มเป้าหมาย", "ยุบหรือรวมหน่วยงาน", "รายงานทางอื่นแล้ว")
_FARTHEST: Final = timedelta(days=370)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A due date to be moved, for how many debts of how many units.

    `owed`: of those that move, still owed; `kept`: owed, and given a later day of their own, which stays.

    `external`: the office's own due date then, `external_before` now. `data`: what the buttons send back.
    """

    requirement_id: int
    title: str
    before: datetime
    after: datetime
    external_before: datetime | None
    external: datetime | None
    moves: int
    owed: int
    units: int
    kept: int
    day_off: str
    data: str


def moment(at: datetime) -> str:
    """ศ. 2 เม.ย. 70 เวลา 16.30 น."""
    return f"{weekday_date(local(at).date())} เวลา {clock_time(at)}"


def which_to_shift(v: Voice, choices: Sequence[tuple[str, str]]) -> Message:
    """Which due date is to be moved."""
    return _which(v, "เลื่อนกำหนด", choices)


def which_to_cancel(v: Voice, choices: Sequence[tuple[str, str]]) -> Message:
    """Which work is called off."""
    return _which(v, "ยกเลิก", choices)


def _which(v: Voice, what: str, choices: Sequence[tuple[str, str]]) -> Message:
    """Several works are open: which is meant. `choices`: a title and what its button sends back."""
    return Card(
        alt=f"{what}งานไหน",
        title=f"{what}งานไหน{v.ask}",
        parts=tuple(Line(f"{n}. {title}") for n, (title, _) in enumerate(choices[:SHOWN], start=1)),
        buttons=tuple(Tap(f"{n}. {title}", data, title) for n, (title, data) in enumerate(choices[:SHOWN], start=1)),
        suggestions=menu.OVERSEER,
    )


def nothing_open(v: Voice) -> Message:
    """Nothing is owed any more that could be moved or called off."""
    return Text(f"ตอนนี้ไม่มีงานที่ยังค้างส่ง{v.end}", menu.OVERSEER)


def to_when(v: Voice, requirement_id: int, title: str, before: datetime, now: datetime) -> Message:
    """To which day the due date is to be moved."""
    return Card(
        alt=f"เลื่อนกำหนดส่ง {title} เป็นวันไหน",
        title=f"เลื่อนกำหนดเป็นวันไหน{v.ask}",
        subtitle=title,
        parts=(
            Line(moment(before), label="กำหนดเดิม"),
            Line(v.close("กดเลือกวัน หรือพิมพ์ เช่น เลื่อนกำหนดทุกคนเป็น 9 เม.ย.")),
        ),
        buttons=(_picker(requirement_id, now),),
    )


def _picker(requirement_id: int, now: datetime, label: str = "เลือกวัน") -> Pick:
    today = local(now).date()
    return Pick(label, f"shiftday:{requirement_id}", PickMode.DATE, today, today, today + _FARTHEST)


def day_is_past(v: Voice, requirement_id: int, now: datetime) -> Message:
    """The day is over."""
    return Text(f"วันนั้นผ่านไปแล้ว{v.end} เลือกวันใหม่ได้เลย{v.end}", (_picker(requirement_id, now),))


def really_shift(v: Voice, shift: Shift, cost: Cost, now: datetime) -> Message:
    """What moves and what stays, before it is done."""
    parts: list[Part] = [
        Line(moment(shift.before), label="กำหนดเดิม"),
        Line(moment(shift.after), label="กำหนดใหม่", strong=True),
        Line(f"{shift.moves} รายการ ของ {shift.units} หน่วยงาน ยังไม่ส่ง {shift.owed}", label="จะเลื่อน"),
    ]
    if shift.kept:
        kept = f"{shift.kept} รายการ ที่ได้เลื่อนเป็นวันหลังกว่านี้ไว้แล้ว"
        parts.append(Line(kept, label="คงเดิม", tone=Tone.CARE, strong=True))
    if shift.external != shift.external_before and shift.external is not None:
        parts.append(Line(weekday_date(local(shift.external).date()), label="กำหนดส่งต่อใหม่", strong=True))
    elif shift.external is not None and shift.after >= shift.external:
        day = weekday_date(local(shift.external).date())
        parts.append(Line(f"วันใหม่ไม่ก่อนกำหนดที่สำนักงานต้องส่งต่อ ({day})", tone=Tone.CARE))
    if shift.day_off:
        parts.append(Line(f"วันใหม่เป็น{shift.day_off} โปรดดูว่าตั้งใจหรือไม่", tone=Tone.CARE))
    parts += [Rule(), cost_line(v, cost)]
    return Card(
        alt=f"เลื่อนกำหนดส่ง {shift.title} เป็น {weekday_date(local(shift.after).date())}",
        title=f"เลื่อนกำหนดของทุกหน่วยหรือไม่{v.ask}",
        subtitle=shift.title,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            Tap("ยืนยัน", f"shiftgo:{shift.data}", "ยืนยัน"),
            _picker(shift.requirement_id, now, "เปลี่ยนวัน"),
            Tap("ไม่เลื่อน", f"shiftgo:{shift.requirement_id}:0", "ไม่เลื่อน"),
        ),
        suggestions=menu.OVERSEER,
    )


def shifted(v: Voice, shift: Shift) -> Message:
    """It is done."""
    kept = f" คงวันเดิม {shift.kept} รายการที่เลื่อนไว้แล้ว" if shift.kept else ""
    return Text(
        f"เลื่อนกำหนดส่ง {shift.title} เป็น {moment(shift.after)} แล้ว {shift.moves} รายการ{kept} ผู้ที่เกี่ยวข้องจะได้รับแจ้ง{v.end}",
        menu.OVERSEER,
    )


def shifted_already(v: Voice, title: str, due_at: datetime) -> Message:
    """The due date is that already."""
    return Text(f"กำหนดส่ง {title} เป็น {moment(due_at)} อยู่แล้ว{v.end}", menu.OVERSEER)


def really_cancel(
    v: Voice, requirement_id: int, title: str, figures: tuple[int, int], reason: str, cost: Cost
) -> Message:  # fmt: skip
    """What is called off, before it is. `figures`: how many are owed, and how many have come in."""
    owed, kept = figures
    parts: list[Part] = [
        Line(f"{owed} รายการ จะไม่ต้องส่งและไม่มีการเตือนอีก", label="ยังไม่ส่ง", strong=True),
        Line(f"{kept} รายการ เก็บไว้ตามเดิม", label="ส่งแล้ว"),
    ]
    if reason:
        parts.append(Line(reason, label="เหตุผล"))
    return Card(
        alt=f"ยกเลิกงาน {title}",
        title=f"ยกเลิกงานนี้หรือไม่{v.ask}",
        subtitle=title,
        parts=(*parts, Rule(), Line(f"หน่วยงานจะไม่เห็นงานนี้ใน งานของฉัน อีก{v.end}"), cost_line(v, cost)),
        tone=Tone.LATE,
        buttons=(
            Tap("ยืนยันยกเลิกงาน", f"cancelwork:{requirement_id}:1:{reason}", "ยืนยันยกเลิกงาน"),
            Tap("ไม่ยกเลิก", f"cancelwork:{requirement_id}:2:", "ไม่ยกเลิก"),
        ),
    )


def cancelled(requirement_id: int, title: str, cancelled_: int, kept: int) -> Message:
    """It is called off, and how to undo it."""
    return Card(
        alt=f"ยกเลิกงาน {title} แล้ว",
        title="ยกเลิกงานแล้ว",
        subtitle=title,
        parts=(
            Line(f"{cancelled_} รายการ ไม่ต้องส่งและไม่มีการเตือนอีก", label="ยังไม่ส่ง"),
            Line(f"{kept} รายการ เก็บไว้ตามเดิม", label="ส่งแล้ว"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("เปิดงานนี้คืน", f"restorework:{requirement_id}", "เปิดงานนี้คืน"),),
        suggestions=menu.OVERSEER,
    )


def left_open(v: Voice, title: str) -> Message:
    """The answer was no."""
    return Text(v.close(f"ไม่ได้เปลี่ยนแปลง {title}"), menu.OVERSEER)


def which_unit(v: Voice) -> Message:
    """The words name no unit of the office."""
    return Text(f"ยกเว้นหน่วยงานไหน{v.ask} พิมพ์ เช่น ยกเว้น รร.บ้านใหม่ เพราะไม่มีกลุ่มเป้าหมาย{v.end}", menu.OVERSEER)


def unit_owes_nothing(v: Voice, unit: str) -> Message:
    """There is nothing to exempt the unit from."""
    return Text(f"{unit} ไม่มีงานค้างส่ง จึงไม่ต้องยกเว้น{v.end}", menu.OVERSEER)


def which_work(v: Voice, unit: str, tasks: Sequence[Task], reason: str) -> Message:
    """The unit owes several: which of them it need not send."""
    return Card(
        alt=f"ยกเว้น {unit} งานไหน",
        title=f"ยกเว้นงานไหน{v.ask}",
        subtitle=unit,
        parts=tuple(Line(t.title, label=f"{n}. {name_of(t)}") for n, t in enumerate(tasks[:SHOWN], start=1)),
        buttons=tuple(
            Tap(f"{n}. {t.subject or t.title}", f"exempt:{t.id}:0:{reason}", f"ยกเว้น {t.subject or t.title}")
            for n, t in enumerate(tasks[:SHOWN], start=1)
        ),
        suggestions=menu.OVERSEER,
    )


def why_exempt(v: Voice, task: Task) -> Message:
    """The reason: common ones, or typed with the sentence."""
    return Card(
        alt=f"ยกเว้น {task.unit_short} เพราะเหตุใด",
        title=f"ยกเว้นเพราะเหตุใด{v.ask}",
        subtitle=f"{task.unit_short} {task.subject}",
        parts=(Line(f"เหตุผลจะบันทึกไว้ในประวัติ เหตุผลอื่นพิมพ์ เช่น ยกเว้น {task.unit_short} เพราะ…"),),
        buttons=tuple(Tap(why, f"exempt:{task.id}:0:{why}", why) for why in EXEMPT_REASONS),
        suggestions=menu.OVERSEER,
    )


def really_exempt(v: Voice, task: Task, reason: str) -> Message:
    """Which unit need not send what, before it is so."""
    return Card(
        alt=f"ยกเว้น {task.unit_short} ไม่ต้องส่ง {name_of(task)}",
        title=f"ยกเว้นหรือไม่{v.ask}",
        subtitle=task.title,
        parts=(
            Line(task.unit, label="หน่วยงาน", strong=True),
            Line(name_of(task), label="งาน"),
            Line(reason, label="เหตุผล"),
            Rule(),
            Line(f"จะไม่นับว่าค้างส่ง และไม่มีการเตือนอีก{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(
            Tap("ยืนยันยกเว้น", f"exempt:{task.id}:1:{reason}", "ยืนยันยกเว้น"),
            Tap("ไม่ยกเว้น", f"exempt:{task.id}:2:", "ไม่ยกเว้น"),
        ),
    )


def exempted(task: Task) -> Message:
    """It is so, and how to undo it."""
    return Card(
        alt=f"ยกเว้น {task.unit_short} แล้ว",
        title="ยกเว้นแล้ว",
        subtitle=task.title,
        parts=(Line(task.unit, label="หน่วยงาน", strong=True), Line(name_of(task), label="งาน")),
        tone=Tone.GOOD,
        buttons=(Tap("เลิกยกเว้น", f"unexempt:{task.id}", f"เลิกยกเว้น {task.unit_short}"),),
        suggestions=menu.OVERSEER,
    )


def cannot_exempt(v: Voice, task: Task) -> Message:
    """The work stands otherwise."""
    return Text(f"{task.unit_short} {name_of(task)}: {STATE_WORDS[task.state]} จึงไม่ต้องเปลี่ยนแปลง{v.end}", menu.OVERSEER)


def asked_again(task: Task) -> Message:
    """The exemption is taken back."""
    return Text(
        f"เลิกยกเว้น {task.unit_short} แล้ว {name_of(task)}: {STATE_WORDS[task.state]} กำหนดส่ง {weekday_date(task.due)}",
        menu.OVERSEER,
    )


def no_such_work(v: Voice) -> Message:
    """There is no such work in the office."""
    return Text(f"ไม่พบงานนี้{v.end}", menu.OVERSEER)
