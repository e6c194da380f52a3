"""ขอเลื่อน, to those who ask: which work, until when, why, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.extensions import Doubt, Judged, Limits
from domain.lifecycle import STATE_WORDS
from domain.messages import Action, Card, Line, Message, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.thai import weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

ASK: Final = menu.EXTEND
SHOWN: Final = 3  # works of one question
REASONS: Final = ("รอข้อมูลจากหน่วยงานอื่น", "ติดประชุมหรือไปราชการ", "ป่วยหรือลา", "รอผู้บริหารลงนาม")
_FARTHEST: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request: `days` working days from `due` to `wanted`, `slack` from there to the office's own due day."""

    id: int
    task: Task
    who: str
    wanted: date
    due: date
    granted: date | None
    reason: str
    answer: str
    by: str
    days: int
    external: date | None
    slack: int | None
    within: Limits


@dataclass(frozen=True, slots=True)
class Choice:
    """A work that may be meant, and the day the words mean for it."""

    task: Task
    day: date | None


def number_of(day: date | None) -> str:
    """A day as buttons carry it: 20270402, or 0."""
    return f"{day:%Y%m%d}" if day else "0"


def picker(label: str, data: str, within: Limits) -> list[Action]:
    """A date picker for the days that may be asked for; a plain button where there is only one, nothing for none."""
    if not within.any_left:
        return []
    if within.first == within.last:
        return [Tap(weekday_date(within.first), f"{data}:{number_of(within.first)}", weekday_date(within.first))]
    return [Pick(label, data, PickMode.DATE, within.first, within.first, within.last or within.first + _FARTHEST)]


def which(v: Voice, choices: Sequence[Choice], start: int, reason: str) -> Message:
    """Several are owed: one question; the rest of a long list behind a button."""
    shown, left = choices[start : start + SHOWN], len(choices) - start - SHOWN
    days = {c.day for c in choices}
    same = days.pop() if len(days) == 1 else None
    buttons: list[Action] = [
        Tap(
            f"{n}. {c.task.subject or c.task.title} ({c.task.unit_short})",
            f"extend:{c.task.id}:{number_of(c.day)}:0:{reason}",
            f"ขอเลื่อน {c.task.subject or c.task.title}",
        )
        for n, c in enumerate(shown, start=start + 1)
    ]
    if left > 0:
        data = f"extend:0:{number_of(same)}:{start + SHOWN}:{reason}"
        buttons.append(Tap(f"งานอื่นอีก {left} รายการ", data, "งานอื่น"))
    return Card(
        alt="ขอเลื่อนงานไหน",
        title=f"ขอเลื่อนงานไหน{v.ask}",
        parts=tuple(
            Line(f"{c.task.title} กำหนด {weekday_date(c.task.due)}", label=f"{n}. {c.task.subject or c.task.title}")
            for n, c in enumerate(shown, start=start + 1)
        ),
        buttons=tuple(buttons),
        suggestions=menu.STAFF,
    )


def until_when(v: Voice, task: Task, within: Limits, choices: Sequence[date]) -> Message:
    """Until when, with the last day that is possible."""
    parts: list[Part] = [Line(weekday_date(task.due), label="กำหนดส่ง")]
    if within.last is not None:
        parts.append(Line(weekday_date(within.last), label="เลื่อนได้ถึง"))
    parts.append(Line(v.close("กดเลือกวัน หรือพิมพ์ เช่น วันศุกร์นี้, 15 ธ.ค.")))
    data = f"extday:{task.id}"
    taps = (Tap(weekday_date(day), f"{data}:{number_of(day)}", weekday_date(day)) for day in choices)
    return Card(
        alt=f"ขอเลื่อน {name_of(task)} ถึงวันไหน",
        title=f"ขอเลื่อนถึงวันไหน{v.ask}",
        subtitle=name_of(task),
        parts=tuple(parts),
        buttons=(*taps, *picker("เลือกวันอื่น", data, within)),
        suggestions=(Say("ยกเลิก", "ยกเลิก"),),
    )


def no_day_read(v: Voice, task: Task, within: Limits) -> Message:
    """What was typed names no day, or one that people understand differently."""
    return Text(
        v.close(f"ยังไม่แน่ใจว่าเป็นวันไหน{v.end} กดเลือกวัน หรือพิมพ์วันที่ เช่น 15 ธ.ค."),
        (*picker("เลือกวัน", f"extday:{task.id}", within), Say("ยกเลิก", "ยกเลิก")),
    )


def not_that_day(v: Voice, task: Task, day: date, judged: Judged, within: Limits, day_off: str) -> Message:
    """The day cannot be it: why, and which could."""
    why = {
        Doubt.NOT_LATER: f"วันที่ขอไม่หลังกำหนดเดิม ({weekday_date(within.due)})",
        Doubt.PAST: "วันนั้นผ่านไปแล้ว",
        Doubt.TOO_LATE: "สำนักงานต้องรวบรวมส่งต่อก่อนวันนั้น",
        Doubt.DAY_OFF: f"วันนั้นเป็น{day_off or 'วันหยุด'}",
    }[judged.doubt or Doubt.DAY_OFF]
    data = f"extday:{task.id}"
    instead = judged.instead
    if instead is None:
        could = f"จึงเลื่อนไปวันนั้นไม่ได้{v.end}"
    elif judged.doubt is Doubt.TOO_LATE:
        could = f"เลื่อนได้ถึง {weekday_date(instead)}"
    else:
        could = f"เป็น {weekday_date(instead)} แทนได้ไหม{v.ask}"
    taps: list[Action] = []
    if instead is not None:
        day_instead = weekday_date(instead)
        taps.append(Tap(f"ขอเป็น {day_instead}", f"{data}:{number_of(instead)}", day_instead))
    return Card(
        alt=f"{weekday_date(day)} เลื่อนไม่ได้",
        title=f"{weekday_date(day)} ยังเลื่อนไม่ได้",
        subtitle=name_of(task),
        parts=(Line(why), Line(could, strong=True)),
        tone=Tone.CARE,
        buttons=(*taps, *picker("เลือกวันอื่น", data, within)),
        suggestions=(Say("ยกเลิก", "ยกเลิก"),),
    )


def no_day_left(v: Voice, task: Task, external: date) -> Message:
    """The office itself must have sent it by then."""
    return Text(
        f"{name_of(task)} เลื่อนไม่ได้แล้ว{v.end} สำนักงานต้องส่งต่อภายใน {weekday_date(external)} "
        f"ขอความกรุณาส่งเท่าที่มีก่อน หรือติดต่อกลุ่มนโยบายและแผน{v.end}",
        menu.STAFF,
    )


def why(v: Voice, task: Task, wanted: date) -> Message:
    """The reason: common ones as buttons, or typed."""
    return Card(
        alt="ขอทราบเหตุผลที่ขอเลื่อน",
        title=f"เหตุผลที่ขอเลื่อนคืออะไร{v.ask}",
        subtitle=name_of(task),
        parts=(Line(weekday_date(wanted), label="ขอเลื่อนถึง", strong=True), Line(f"กดเลือก หรือพิมพ์เหตุผลของท่าน{v.end}")),
        buttons=tuple(Tap(text, f"extwhy:{task.id}:{n}", text) for n, text in enumerate(REASONS, start=1)),
        suggestions=(Say("ยกเลิก", "ยกเลิก"),),
    )


def asked(v: Voice, request: Request, *, replaced: bool) -> Message:
    """It is handed in; nothing else changes until somebody decides."""
    again = f"แทนคำขอก่อนหน้าแล้ว{v.end} " if replaced else ""
    return Card(
        alt=f"ส่งคำขอเลื่อนแล้ว ถึง {weekday_date(request.wanted)}",
        title="ส่งคำขอเลื่อนแล้ว รอพิจารณา",
        subtitle=request.task.title,
        parts=(
            *about(request),
            Rule(),
            Line(f"{again}ระหว่างรอ กำหนดส่งยังเป็น {weekday_date(request.task.due)} ทราบผลแล้วจะแจ้งทันที{v.end}"),
        ),
        tone=Tone.GOOD,
        buttons=(Tap("ถอนคำขอ", f"extdrop:{request.id}", "ถอนคำขอเลื่อน"),),
        suggestions=menu.STAFF,
    )


def about(request: Request) -> tuple[Part, ...]:
    """The lines every card about a request has."""
    return (
        Line(name_of(request.task), label="งาน", strong=True),
        Line(weekday_date(request.due), label="กำหนดเดิม"),
        Line(f"{weekday_date(request.wanted)} (เพิ่ม {request.days} วันทำการ)", label="ขอเลื่อนถึง", strong=True),
        Line(request.reason, label="เหตุผล"),
    )


def not_yours(v: Voice) -> Message:
    """The debt or the request is another unit's, or there is none with that number."""
    return Text(f"งานนี้เป็นของหน่วยงานอื่น จึงขอเลื่อนไม่ได้{v.end} ดูงานของท่านได้ที่ งานของฉัน{v.end}", menu.STAFF)


def not_owed(v: Voice, task: Task) -> Message:
    """It is in, or settled otherwise: there is nothing to move."""
    return Text(f"{name_of(task)}: {STATE_WORDS[task.state]} จึงไม่ต้องเลื่อนแล้ว{v.end}", menu.STAFF)


def nothing_owed(v: Voice, *, officer: bool) -> Message:
    """Nothing of theirs is owed; an officer may have meant everybody's."""
    if officer:
        return Text(
            f"ท่านไม่มีงานค้างที่ต้องขอเลื่อน{v.end} หากจะเลื่อนกำหนดของทุกหน่วย พิมพ์ เช่น เลื่อนกำหนดทุกคนไปอีก 1 สัปดาห์{v.end}",
            menu.OVERSEER,
        )
    return Text(f"ตอนนี้ไม่มีงานของท่านที่ค้างส่ง จึงไม่ต้องขอเลื่อน{v.end}", menu.STAFF)


def forgotten(v: Voice) -> Message:
    """What was begun is not asked for."""
    return Text(f"ยกเลิกการขอเลื่อนแล้ว{v.end} กำหนดส่งเป็นวันเดิม{v.end}", menu.STAFF)


def dropped(v: Voice, request: Request) -> Message:
    """The request is taken back."""
    return Text(
        f"ถอนคำขอเลื่อน {name_of(request.task)} แล้ว{v.end} กำหนดส่งยังเป็น {weekday_date(request.task.due)}", menu.STAFF
    )


def none_waits(v: Voice) -> Message:
    """No request of theirs waits."""
    return Text(f"ตอนนี้ไม่มีคำขอเลื่อนของท่านที่รออยู่{v.end}", (ASK, *menu.STAFF))


def which_to_drop(v: Voice, requests: Sequence[Request]) -> Message:
    """Several wait: which is taken back."""
    return Card(
        alt="ถอนคำขอเลื่อนของงานไหน",
        title=f"ถอนคำขอเลื่อนของงานไหน{v.ask}",
        parts=tuple(
            Line(f"{r.task.title} ถึง {weekday_date(r.wanted)}", label=f"{n}. {r.task.subject or r.task.title}")
            for n, r in enumerate(requests[:SHOWN], start=1)
        ),
        buttons=tuple(
            Tap(
                f"{n}. {r.task.subject or r.task.title} ({r.task.unit_short})",
                f"extdrop:{r.id}",
                f"ถอน {r.task.subject}",
            )
            for n, r in enumerate(requests[:SHOWN], start=1)
        ),
        suggestions=menu.STAFF,
    )


def over(v: Voice, request: Request) -> Message:
    """The request or the offer stands no more; how the work stands now."""
    task = request.task
    now = f"กำหนดส่ง {weekday_date(task.due)}" if task.owed else STATE_WORDS[task.state]
    return Text(f"คำขอนี้จบไปแล้ว{v.end} ตอนนี้ {name_of(task)}: {now}", menu.STAFF)
