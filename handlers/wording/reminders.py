"""Reminders an officer asks for: what one would mean, what became of it, and what people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.messages import Card, Line, Message, Part, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import SHOWN, how_it_ends, name_of, reported, to_mend_line, tone_of, when
from handlers.wording.voice import Voice

MOST_WORKS = 4
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a reminder would mean. `left`: paid messages that reminders may still use, None for any number.

    `silent`: units that nobody on LINE serves; `at`: when it goes out, None for now; `in_hours`: the office is open.
    """

    id: int
    title: str  # "" for all work
    debts: int
    units: int
    people: int
    heard: int
    silent: tuple[str, ...]
    left: int | None
    at: datetime | None
    in_hours: bool
    wanted_by: datetime | None


def proposal(v: Voice, p: Proposal) -> Message:
    """Whom it reaches, what it costs, when it goes; one tap sends it."""
    parts: list[Part] = [
        Line(p.title or "ทุกงานที่ค้างส่ง", label="งาน", strong=True),
        Line(f"{p.units} หน่วยงาน {p.debts} รายการ", label="ค้างส่ง"),
        Line(_cost(p), label="ใช้ข้อความ", strong=True, tone=Tone.CARE if _is_short(p) else Tone.CALM),
        Line(_moment(p.at) if p.at else "ทันที", label="ส่งเมื่อ"),
    ]
    if p.wanted_by:
        parts.append(Line(_moment(p.wanted_by), label="ขอรับภายใน"))
    if p.heard:
        parts.append(Line(f"{p.heard} คน ไม่ส่งซ้ำในวันเดียวกัน", label="เตือนแล้ววันนี้"))
    if p.silent:
        more = f" และอีก {len(p.silent) - MOST_NAMED} แห่ง" if len(p.silent) > MOST_NAMED else ""
        parts.append(Line(f"{' · '.join(p.silent[:MOST_NAMED])}{more}", label="ไม่มีผู้ใช้ไลน์ ควรโทร", tone=Tone.CARE))
    if not p.people:
        parts += [Rule(), Line(f"ไม่มีผู้ที่ต้องส่งข้อความถึงในตอนนี้{v.end}")]
    return Card(
        alt=f"ทวง {p.units} หน่วยงาน ใช้ {p.people} ข้อความ ใช่ไหม",
        title=f"ส่งข้อความทวงใช่ไหม{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=_buttons(p),
        suggestions=menu.OVERSEER,
    )


def _buttons(p: Proposal) -> tuple[Tap, ...]:
    no = Tap("ไม่ส่ง", f"remindno:{p.id}", "ไม่ส่ง")
    if not p.people:
        return (no,)
    yes = Tap("ส่งตามเวลานี้" if p.at else "ส่งเลย", f"remindgo:{p.id}", "ส่ง")
    if p.at and not p.in_hours:
        return (yes, Tap("ส่งทันที นอกเวลาราชการ", f"remindgo:{p.id}:1", "ส่งทันที"), no)
    return (yes, no)


def _is_short(p: Proposal) -> bool:
    return p.left is not None and p.people > p.left


def _cost(p: Proposal) -> str:
    if p.left is None:
        return f"{p.people} ข้อความ"
    if _is_short(p):
        return f"{p.people} ข้อความ แต่ใช้ได้อีก {p.left} ที่เกินจะรอไว้"
    return f"{p.people} จาก {p.left} ข้อความที่ใช้ได้"


def _moment(at: datetime) -> str:
    return f"{weekday_date(local(at).date())} {clock_time(at)}"


def which_work(v: Voice, reminder_id: int, works: Sequence[tuple[int, str]]) -> Message:
    """Several works are owed: one question."""
    shown = works[:MOST_WORKS]
    return Card(
        alt="ทวงงานไหน",
        title=f"ทวงงานไหน{v.ask}",
        parts=tuple(Line(title) for _, title in shown),
        buttons=(
            *(Tap(title, f"remindof:{reminder_id}:{work_id}", f"ทวง {title}") for work_id, title in shown),
            Tap("ทุกงานที่ค้าง", f"remindof:{reminder_id}:0", "ทวงทุกงานที่ค้าง"),
        ),
        suggestions=menu.OVERSEER,
    )


def which_unit(v: Voice, names: Sequence[str]) -> Message:
    """The words may mean several units."""
    listed = " · ".join(names[:MOST_NAMED])
    return Text(f"ชื่อนี้อาจหมายถึง {listed} พิมพ์อีกครั้งพร้อมชื่อเต็มหรืออำเภอได้เลย{v.end}", menu.OVERSEER)


def nobody_owes(v: Voice) -> Message:
    """There is nothing to remind anybody of."""
    return Text(f"ไม่มีรายการค้างส่งตามที่ระบุ จึงไม่ต้องทวง{v.end}", menu.OVERSEER)


def gone(v: Voice, people: int) -> Message:
    """The messages are on their way."""
    if not people:
        return Text(f"ไม่มีผู้ที่ต้องส่งข้อความถึงแล้ว จึงไม่ได้ส่ง{v.end}", menu.OVERSEER)
    return Text(f"กำลังส่งข้อความทวงถึง {people} คน ผู้ที่ส่งงานเข้ามาก่อนจะไม่ได้รับ{v.end}", menu.OVERSEER)


def will_go(v: Voice, at: datetime) -> Message:
    """It waits for its time."""
    return Text(f"จะส่งข้อความทวงวันที่ {_moment(at)} ถึงเฉพาะผู้ที่ยังค้างส่งในเวลานั้น{v.end}", menu.OVERSEER)


def dropped(v: Voice) -> Message:
    """The officer would rather not."""
    return Text(f"ไม่ได้ส่งข้อความทวง{v.end}", menu.OVERSEER)


def over(v: Voice) -> Message:
    """The question was answered before."""
    return Text(f"ทำรายการนี้ไปแล้ว หากต้องการทวงอีก พิมพ์ ทวง ได้เลย{v.end}", menu.OVERSEER)


def reminder(v: Voice, name: str, tasks: Sequence[Task], wanted_by: datetime | None) -> Message:
    """What somebody reads whom an officer has reminded: all of it in one message, the earliest due first."""
    first = tasks[0]
    wanted = f" ภายใน {_moment(wanted_by)}" if wanted_by else ""
    parts: list[Part] = [
        Line(f"เรียน {name}"),
        Line(f"กลุ่มนโยบายและแผนขอความอนุเคราะห์ส่งรายการต่อไปนี้{v.end}"),
    ]
    if wanted_by:
        parts.append(Line(_moment(wanted_by), label="ขอรับภายใน", strong=True))
    for task in tasks[:SHOWN]:
        parts += [
            Rule(),
            Line(name_of(task) or task.title, strong=True),
            Line(when(task), label="กำหนดส่ง", tone=tone_of(task)),
        ]
        parts += to_mend_line(task)
    if len(tasks) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(tasks) - SHOWN} รายการ พิมพ์ งานของฉัน เพื่อดูทั้งหมด")]
    parts += [Rule(), Line(how_it_ends(v, first))]
    return Card(
        alt=f"ขอความอนุเคราะห์ส่ง {name_of(first) or first.title}{wanted}",
        title="ขอความอนุเคราะห์ส่งงาน",
        subtitle=first.title,
        parts=tuple(parts),
        tone=tone_of(first),
        buttons=(
            reported(first) if first.elsewhere else Tap("ขอแบบฟอร์ม", f"form:{first.id}", f"ขอแบบฟอร์ม {first.subject}"),
            menu.MY_TASKS,
        ),
        suggestions=(menu.SUBMIT, menu.MY_TASKS, menu.HELP),
    )
