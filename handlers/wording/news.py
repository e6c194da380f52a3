"""What officers changed about work that people know of: that it is off, due on another day, or asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.messages import Card, Line, Message, Part, Rule, Tone
from domain.news import News, Stands
from domain.thai import local, weekday_date
from handlers.facts import Task
from handlers.wording import menu
from handlers.wording.tasks import name_of
from handlers.wording.voice import Voice

SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A debt, and what is new about it."""

    task: Task
    news: News


@dataclass(frozen=True, slots=True)
class Cost:
    """What telling people at once costs: one message each; `left` in the month (None: as many as one likes).

    Nobody: they hear with what comes next, for nothing. Not `at_once`: when the office opens.
    """

    people: int
    left: int | None
    at_once: bool


def cost_line(v: Voice, cost: Cost) -> Part:
    """How people hear of a change that is about to be made, and what that costs."""
    if not cost.people:
        return Line(f"ผู้ที่ทราบงานนี้แล้วจะได้รับแจ้งพร้อมคำตอบหรือการเตือนครั้งถัดไป ไม่เสียข้อความ{v.end}")
    when = "ทันที" if cost.at_once else "เมื่อเปิดทำการ"
    words = f"จะแจ้ง{when} {cost.people} คน ใช้ {cost.people} ข้อความ"
    if cost.left is None:
        return Line(f"{words}{v.end}", strong=True)
    if cost.people > cost.left:
        return Line(f"{words} แต่เดือนนี้เหลือ {cost.left} ที่เกินจะรอไว้{v.end}", tone=Tone.CARE, strong=True)
    return Line(f"{words} เดือนนี้เหลือ {cost.left} ข้อความ{v.end}", strong=True)


def news(v: Voice, told: Sequence[Told]) -> Message:
    """What is new about a person's work, beside an answer, a reminder or alone."""
    parts: list[Part] = []
    for one in told[:SHOWN]:
        parts += [Rule()] if parts else []
        parts += [Line(name_of(one.task) or one.task.title, strong=True), _what(v, one.news)]
    if len(told) > SHOWN:
        parts += [Rule(), Line(f"และอีก {len(told) - SHOWN} รายการ พิมพ์ งานของฉัน เพื่อดูทั้งหมด")]
    first = told[0]
    return Card(
        alt=f"แจ้งการเปลี่ยนแปลง {name_of(first.task) or first.task.title}: {_in_short(first.news)}",
        title="แจ้งการเปลี่ยนแปลง",
        subtitle=first.task.title,
        parts=tuple(parts),
        tone=Tone.CARE if any(_is_pressing(one.news) for one in told) else Tone.CALM,
        buttons=(menu.MY_TASKS,),
        suggestions=(menu.MY_TASKS, menu.HELP),
    )


def _is_pressing(one: News) -> bool:
    return one.stands is Stands.ASKED


def _in_short(one: News) -> str:
    if one.stands is Stands.CALLED_OFF:
        return "ไม่ต้องส่งแล้ว"
    if one.stands is Stands.EXEMPTED:
        return "ได้รับยกเว้น"
    return f"กำหนดส่ง {_day(one)}"


def _what(v: Voice, one: News) -> Part:
    if one.stands is Stands.CALLED_OFF:
        return Line(f"สำนักงานยกเลิกงานนี้แล้ว ไม่ต้องส่ง{v.end}")
    if one.stands is Stands.EXEMPTED:
        return Line(f"หน่วยงานของท่านได้รับยกเว้น ไม่ต้องส่ง{v.end}")
    if one.was is not Stands.ASKED:
        return Line(v.close(f"ขอให้ส่งตามเดิม กำหนดส่ง {_day(one)}"))
    before = weekday_date(local(one.due_before).date())
    return Line(v.close(f"กำหนดส่งเปลี่ยนจาก {before} เป็น {_day(one)}"))


def _day(one: News) -> str:
    return weekday_date(local(one.due).date())
