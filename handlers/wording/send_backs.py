"""ส่งกลับแก้ไข: what the officer is asked and hears, and what those who are to mend it read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.messages import Action, Card, Line, Message, Open, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.reviewing import OFFICE, SCREENING, Bench
from domain.thai import weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.benches import next_taps, words_of
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

REASONS: Final = ("ตัวเลขไม่ตรง", "ไม่มีหลักฐาน", "ลงนามไม่ครบ")
OTHER: Final = len(REASONS) + 1
SHOWN: Final = 4  # of one message, each with its link
_FARTHEST: Final = timedelta(days=370)
_REASON: Final = {False: "เหตุผล", True: "มติกลั่นกรอง"}  # by whether a committee wants it
_NEVER_MIND: Final = Say("ยกเลิก", "ยกเลิก")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What sending back would mean. `by`: the new due day, None: the old one stands; `accepted`: it had passed review.

    `no`: its receipt number, "" for a claim. `scope`: which queue the officer is in. `day_off`: why the office is
    closed that day, "" when it is not; `past`: the old due day is over.
    """

    id: int
    scope: int
    task: Task
    no: str
    reason: str
    by: date | None
    day_off: str
    past: bool
    accepted: bool
    bench: Bench = OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMend:
    """What came back. `url`: the copy with the marked cells, "" for none; `bench`: whose decision it is."""

    task: Task
    no: str
    reason: str
    url: str
    bench: Bench = OFFICE


def why(v: Voice, task: Task, data: str, bench: Bench = OFFICE) -> Message:
    """Why: a usual reason by one tap, or typed. `data`: what the buttons begin with."""
    usual = tuple(Tap(reason, f"{data}:{n}", reason) for n, reason in enumerate(REASONS, start=1))
    return Card(
        alt=words_of(bench).why,
        title=f"{words_of(bench).why}{v.ask}",
        subtitle=f"{task.unit_short} {name_of(task)}",
        parts=(
            Line(f"กดเลือก หรือพิมพ์เหตุผลในแชตนี้ได้เลย{v.end}"),
            Line("กำหนดวันได้ด้วย เช่น ตัวชี้วัด 1.2 ไม่ตรงกับหลักฐาน ภายในศุกร์นี้"),
        ),
        tone=Tone.CARE,
        buttons=(*usual, Tap("อื่น ๆ", f"{data}:{OTHER}", "อื่น ๆ"), _NEVER_MIND),
        suggestions=next_taps(bench),
    )


def say_it(v: Voice, bench: Bench = OFFICE) -> Message:
    """Another reason: in the officer's own words."""
    return Text(f"พิมพ์เหตุผลที่ส่งกลับในแชตนี้ได้เลย ก่อนส่งจะแสดงให้ตรวจอีกครั้ง{v.end}", (_NEVER_MIND, words_of(bench).start))


def really(v: Voice, p: Proposal, today: date) -> Message:
    """What goes back why and by when, before it does."""
    b = words_of(p.bench)
    due = f"{weekday_date(p.by)} (กำหนดใหม่)" if p.by else f"{weekday_date(p.task.due)} (กำหนดเดิม)"
    parts: list[Part] = [
        Line(p.task.unit, label="หน่วยงาน", strong=True),
        Line(name_of(p.task), label="งาน"),
        *([Line(p.no, label="เลขรับ")] if p.no else []),
        Line(p.reason, label=_REASON[p.bench.is_committee], strong=True),
        Line(due, label="แก้ไขภายใน", tone=Tone.CALM if p.by or not p.past else Tone.LATE),
    ]
    if p.day_off:
        parts.append(Line(f"วันนั้นเป็น{p.day_off} โปรดดูว่าตั้งใจหรือไม่", tone=Tone.CARE))
    if p.past and p.by:
        parts.append(Line(f"{weekday_date(p.task.due)} ผ่านไปแล้ว", label="กำหนดเดิม"))
    if p.accepted:
        done = "มีมติผ่านไปแล้ว" if p.task.state in SCREENING.passed else "ตรวจรับไปแล้ว"
        parts.append(Line(f"งานนี้{done} ส่งกลับแล้วจะนับว่าค้างส่งอีกครั้ง", tone=Tone.CARE))
    old = (Tap("คงกำหนดเดิม", f"sendbackday:{p.id}:{p.scope}:0", "คงกำหนดเดิม"),) if p.by else ()
    return Card(
        alt=f"{b.back} {p.task.unit_short} {name_of(p.task)} ใช่ไหม",
        title=f"{b.goes}{v.ask}",
        subtitle=p.task.title,
        parts=(
            *parts,
            Rule(),
            Line(f"ผู้ส่งและผู้รับผิดชอบจะได้รับข้อความพร้อมเหตุผลนี้ คนละ 1 ข้อความ{v.end}"),
            *([Line(f"แก้ถ้อยคำได้ โดยพิมพ์ใหม่ในแชตนี้{v.end}")] if p.bench.is_committee else []),
        ),
        tone=Tone.CARE,
        buttons=(
            Tap(b.no, f"sendbackgo:{p.id}:{p.scope}", b.no),
            picker("เลือกวันอื่น" if p.by else "กำหนดวันใหม่", p, today),
            *old,
            Tap("ไม่ส่งกลับ", f"sendbackno:{p.id}", "ไม่ส่งกลับ"),
        ),
        suggestions=next_taps(p.bench),
    )


def picker(label: str, p: Proposal, today: date) -> Pick:
    """Another day."""
    start = max(p.by or p.task.due, today)
    last = max(today + _FARTHEST, start)
    return Pick(label, f"sendbackday:{p.id}:{p.scope}", PickMode.DATE, start, today, last)


def sent_back(v: Voice, task: Task, reason: str, bench: Bench = OFFICE, *, anew: bool) -> Message:
    """It is on its way back."""
    day = f"{weekday_date(task.due)} ({'กำหนดใหม่' if anew else 'กำหนดเดิม'})"
    return Text(
        f"{words_of(bench).went} {name_of(task)} ให้ {task.unit_short} แล้ว {_REASON[bench.is_committee]}: {reason} "
        f"แก้ไขภายใน {day} กำลังแจ้งผู้ส่งและผู้รับผิดชอบ{v.end} หากกดผิด พิมพ์ เมื่อกี้ผิด ได้ภายใน 1 ชั่วโมง",
        next_taps(bench),
    )


def day_is_past(v: Voice, bench: Bench = OFFICE) -> Message:
    """The day is over."""
    return Text(f"วันนั้นผ่านไปแล้ว{v.end} เลือกวันใหม่ได้จากปุ่มเดิม{v.end}", next_taps(bench))


def cannot(v: Voice, task: Task, bench: Bench = OFFICE) -> Message:
    """There is nothing that could go back: nothing came in, or it has left the office."""
    return Text(f"{name_of(task)} ({task.unit_short}) ไม่มีฉบับที่ส่งกลับได้ในตอนนี้{v.end}", next_taps(bench))


def left(v: Voice, bench: Bench = OFFICE) -> Message:
    """The officer would rather not."""
    return Text(f"ไม่ได้ส่งกลับ{v.end} งานยังอยู่ตามเดิม{v.end}", next_taps(bench))


def over(v: Voice, bench: Bench = OFFICE) -> Message:
    """The question was answered before, or too long ago."""
    return Text(f"รายการนี้ทำไปแล้วหรือหมดเวลาแล้ว{v.end} เริ่มใหม่ได้ที่ {words_of(bench).start.label}{v.end}", next_taps(bench))


def not_to_mend(v: Voice, task: Task) -> Message:
    """To whoever was asked to mend it: that counts no more."""
    return Text(
        f"{name_of(task)} ที่ขอให้แก้ไขเมื่อสักครู่ ไม่ต้องแก้ไขแล้ว{v.end} ขออภัยในความไม่สะดวก ฉบับที่ส่งไว้ยังใช้ได้ตามเดิม{v.end}",
        (menu.MY_TASKS, menu.HELP),
    )


def to_mend(v: Voice, name: str, sent: Sequence[ToMend]) -> Message:
    """To the sender, and whoever answers for it: what to mend, why, by when, and the next tap."""
    first = sent[0]
    parts: list[Part] = [Line(f"เรียน {name}")]
    for one in sent[:SHOWN]:
        parts += [
            Rule(),
            Line(name_of(one.task), strong=True),
            Line(one.task.unit, label="หน่วยงาน"),
            *([Line(one.no, label="เลขรับ")] if one.no else []),
            Line(one.reason, label=_REASON[one.bench.is_committee], tone=Tone.CARE, strong=True),
            *([Line(weekday_date(one.task.due), label="ภายใน", strong=True)] if one.task.owed else []),
        ]
    if len(sent) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(sent) - SHOWN} รายการ พิมพ์ งานของฉัน เพื่อดูทั้งหมด")]
    marked: tuple[Action, ...] = tuple(
        Open(f"เปิดไฟล์ที่ทำเครื่องหมาย {one.task.subject}" if len(sent) > 1 else "เปิดไฟล์ที่ทำเครื่องหมายไว้", one.url)
        for one in sent[:SHOWN]
        if one.url
    )
    parts += [Rule(), Line(f"{_what_to_do(first.task)} ขอบคุณมาก{v.end}")]
    return Card(
        alt=f"ขอให้{'แก้ไข' if first.task.owed else 'ตรวจ'} {name_of(first.task)}: {first.reason}",
        title=_asked_for(first.task),
        subtitle=first.task.title if len({one.task.title for one in sent}) == 1 else "งานของหน่วยงานท่าน",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            *marked,
            *_answers([one.task for one in sent[:SHOWN]]),
            menu.MY_TASKS,
            menu.EXTEND,
        ),
        suggestions=(menu.SUBMIT, menu.MY_TASKS, menu.HELP),
    )


def _asked_for(task: Task) -> str:
    """What its people are asked for; what still counts as claimed is to be looked at, nothing more."""
    if not task.elsewhere:
        return "ขอความกรุณาแก้ไขแล้วส่งใหม่"
    return f"ขอความกรุณา{'แก้ไขข้อมูล' if task.owed else 'ตรวจการรายงาน'}ใน {task.elsewhere}"


def _what_to_do(task: Task) -> str:
    if not task.elsewhere:
        return "แก้ไขในไฟล์เดิม แล้วแนบกลับมาในแชตนี้ได้เลย"
    if task.owed:
        return f"แก้ไขใน {task.elsewhere} แล้วกดปุ่มด้านล่าง หากตัวเลขถูกต้องอยู่แล้ว กดปุ่มเพื่อยืนยันได้เลย"
    return "หากรายงานครบแล้ว ส่งภาพหน้าจอในแชตนี้ได้เลย"


def _answers(tasks: Sequence[Task]) -> list[Tap]:
    """The taps that answer it: a blank of the first; or, of what is reported elsewhere, one of each unit."""
    first = tasks[0]
    if not first.elsewhere:
        return [Tap("ขอแบบฟอร์มใหม่", f"form:{first.id}", f"ขอแบบฟอร์ม {first.subject}")]
    return [_answer(task, alone=len(tasks) == 1) for task in tasks if task.elsewhere]


def _answer(task: Task, *, alone: bool) -> Tap:
    unit = "" if alone else f"{task.unit_short} "
    if task.owed:
        return Tap(f"{unit}แก้ไขใน {task.elsewhere} แล้ว", f"claim:{task.id}", f"{unit}แก้ไขใน {task.elsewhere} แล้ว")
    return Tap(f"{unit}ยังไม่ได้รายงาน", f"unclaim:{task.id}", f"{unit}ยังไม่ได้รายงาน")
