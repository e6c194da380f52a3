"""Reminders: one message for everything a person's units owe, polite, and gone as soon as the work is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.messages import Action, Card, Line, Message, Part, Rule, Tap, Tone
from domain.nagging import Audience
from domain.thai import clock_time, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import SHOWN, all_forms, how_it_ends, name_of, reported, to_mend_line, tone_of, when
from handlers.wording.voice import Voice

NAMED: Final = 10  # units or schools in a list that nobody asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """A task to be reminded of, and in what capacity the person hears of it. `by_the_hour`: its hour counts."""

    task: Task
    audience: Audience
    opening: bool  # the first word about it
    by_the_hour: bool = False


def digest(v: Voice, name: str, items: Sequence[Asked], also: Sequence[Task]) -> Message:
    """The day's reminder for one person: what is asked for first, then what else is open."""
    of_cluster = [item for item in items if item.audience is Audience.CLUSTER_CHAIR]
    own = [item for item in items if item.audience is not Audience.CLUSTER_CHAIR]
    first = (own or of_cluster)[0]
    parts: list[Part] = [Line(f"เรียน {name}")]
    if own:
        parts.append(Line(_lead(v, first)))
    for item in own[:SHOWN]:
        parts += [Rule(), *_asked(item)]
    if len(own) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(own) - SHOWN} รายการ พิมพ์ งานของฉัน เพื่อดูทั้งหมด")]
    parts += _cluster(v, of_cluster)
    if also:
        parts += [Rule(), Line("งานอื่นที่ยังเปิดอยู่")]
        parts += [Line(f"{name_of(t)} กำหนด {weekday_date(t.due)}") for t in also[:SHOWN]]
    parts += [Rule(), Line(_close(v, first))]
    of_round = [item.task for item in own if item.audience is Audience.OWNER]
    forms: tuple[Action, ...] = all_forms(of_round)
    form = Tap("ขอแบบฟอร์ม", f"form:{first.task.id}", f"ขอแบบฟอร์ม {first.task.subject}")
    first_tap: tuple[Action, ...] = (reported(first.task),) if first.task.elsewhere else forms or (form,)
    buttons = (
        (*first_tap, menu.MY_TASKS, menu.EXTEND)
        if first.audience is Audience.OWNER
        else (menu.WHO_MISSING,)
        if first.audience in (Audience.OFFICER, Audience.DIRECTOR, Audience.CLUSTER_CHAIR)
        else ()
    )
    return Card(
        alt=f"{_title(first, len(of_cluster))}: {name_of(first.task)} กำหนด {weekday_date(first.task.due)}",
        title=_title(first, len(of_cluster)),
        subtitle=first.task.title,
        parts=tuple(parts),
        tone=Tone.CALM if first.opening else tone_of(first.task),
        buttons=buttons,
        suggestions=(menu.SUBMIT, menu.MY_TASKS, menu.HELP),
    )


def no_room(v: Voice, units: Sequence[str]) -> Message:
    """To an officer: who is not reminded today of what is due, because the month's messages do not reach so far."""
    title = f"วันนี้ยังไม่ได้เตือน {len(units)} หน่วย"
    more = [Line(f"และอีก {len(units) - NAMED} หน่วย")] if len(units) > NAMED else []
    return Card(
        alt=f"{title} เพราะข้อความเดือนนี้ไม่พอ",
        title=title,
        subtitle="ข้อความเดือนนี้ไม่พอ",
        parts=(
            Line(f"งานถึงกำหนดหรือเพิ่งเปิดรับ แต่ข้อความที่ส่งออกของเดือนนี้ไม่พอเตือน{v.end}"),
            Rule(),
            *(Line(unit) for unit in units[:NAMED]),
            *more,
            Rule(),
            Line(f"โทรหรือแจ้งในกลุ่มได้ตามสะดวก ผู้ที่ทักบอทจะได้รับการเตือนไปพร้อมคำตอบ{v.end}"),
        ),
        tone=Tone.CARE,
        buttons=(menu.WHO_MISSING, menu.QUOTA),
        suggestions=menu.OVERSEER,
    )


def _cluster(v: Voice, items: Sequence[Asked]) -> list[Part]:
    """What the schools of a cluster owe, to its chair: of each work how many, and which."""
    if not items:
        return []
    works: dict[str, list[str]] = {}
    for item in items:
        works.setdefault(item.task.title, []).append(item.task.unit_short)
    parts: list[Part] = [Rule(), Line(f"โรงเรียนในกลุ่มที่ยังไม่ได้ส่ง ขอความอนุเคราะห์ช่วยประสาน{v.end}")]
    for title, late in works.items():
        schools = list(dict.fromkeys(late))
        more = f" และอีก {len(schools) - NAMED} โรงเรียน" if len(schools) > NAMED else ""
        parts += [Line(f"{title} {len(schools)} โรงเรียน", strong=True), Line(f"{', '.join(schools[:NAMED])}{more}")]
    return parts


def _title(item: Asked, of_cluster: int) -> str:
    days = item.task.days_left
    if item.audience is Audience.CLUSTER_CHAIR:
        return f"โรงเรียนในกลุ่มเลยกำหนดส่ง {of_cluster} รายการ"
    if item.opening:
        return "ขอความอนุเคราะห์จัดทำรายงาน"
    if days > 0:
        return f"แจ้งเตือน อีก {days} วันทำการถึงกำหนด"
    return "วันนี้ครบกำหนดส่ง" if days == 0 else f"เลยกำหนดส่ง {-days} วันทำการ"


def _lead(v: Voice, item: Asked) -> str:
    if item.audience is Audience.HEAD:
        return f"{item.task.unit} ยังไม่ได้ส่งรายการต่อไปนี้ ขอความอนุเคราะห์กำกับติดตาม{v.end}"
    if item.audience is Audience.DIRECTOR:
        return f"ขอเรียนว่ารายการต่อไปนี้เลยกำหนดส่งและยังไม่ได้รับ{v.end}"
    if item.audience is Audience.OFFICER:
        return f"รายการต่อไปนี้เลยกำหนดแล้ว อาจต้องประสานทางโทรศัพท์หรือทำหนังสือติดตาม{v.end}"
    if item.opening:
        return f"กลุ่มนโยบายและแผนขอความอนุเคราะห์จัดทำและส่งรายงานตามรายการต่อไปนี้{v.end}"
    if item.task.days_left < 0:
        return f"ขอความกรุณาส่งรายการต่อไปนี้ เพื่อรวบรวมเสนอ ผอ.เขต{v.end}"
    return f"ขอแจ้งเตือนรายการที่ใกล้ถึงกำหนดส่ง{v.end}"


def _asked(item: Asked) -> list[Part]:
    task = item.task
    parts: list[Part] = [Line(name_of(task), strong=True)]
    if item.audience is not Audience.OWNER:
        parts.append(Line(task.unit, label="หน่วยงาน"))
    hour = f" ภายใน {clock_time(task.due_at)}" if item.by_the_hour and task.days_left == 0 else ""
    parts.append(Line(when(task) + hour, label="กำหนดส่ง", tone=tone_of(task)))
    return [*parts, *to_mend_line(task)]


def _close(v: Voice, item: Asked) -> str:
    if item.audience is not Audience.OWNER:
        return f"หากส่งแล้วหลังจากข้อความนี้ ระบบจะหยุดแจ้งเตือนเอง{v.end}"
    return how_it_ends(v, item.task)
