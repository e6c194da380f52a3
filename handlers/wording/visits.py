"""The visit of an agency's committee: what is asked before people are told, who presents what, the check list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.messages import Card, Line, Message, Part, Pick, PickMode, Progress, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.wording import menu
from handlers.wording.circulars import UNANSWERED
from handlers.wording.voice import Voice

CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
VISIT: Final = Say("ดูการรับตรวจ", "ดูการรับตรวจติดตาม")
TITLE: Final = "การรับการตรวจติดตามจากคณะกรรมการ สพฐ."
OFF: Final = "ยกเลิกการรับการตรวจติดตามจากคณะกรรมการ สพฐ."
PART: Final = "ผู้นำเสนอ {subject} เวลา {when}"
_TICKS: Final = 4  # buttons; the rest comes with the next card


@dataclass(frozen=True, slots=True)
class Presenter:
    """Who presents which subject when; `name` "" for nobody yet."""

    subject: str
    name: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the check list."""

    place: int
    title: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A visit. `id` 0: nobody was told yet; `mark`: of what the card shows; `left` in the month, None: any number."""

    id: int
    mark: int
    begins: datetime
    place: str
    work: str
    presenters: tuple[Presenter, ...]
    items: tuple[Item, ...] = ()
    people: int = 0
    reached: int = 0
    by_phone: int = 0
    left: int | None = None
    day_off: str = ""
    changes: bool = False


def span(begins: datetime, ends: datetime) -> str:
    """09.30-10.00 น."""
    return f"{local(begins):%H.%M}-{clock_time(ends)}"


def when(view: VisitView) -> str:
    """พ. 28 เม.ย. 70 เวลา 09.30 น."""
    return f"{weekday_date(local(view.begins).date())} เวลา {clock_time(view.begins)}"


def part(presenter: Presenter) -> str:
    """What a presenter is told to do."""
    return PART.format(subject=presenter.subject, when=span(presenter.begins, presenter.ends))


def lines(view: VisitView) -> tuple[str, ...]:
    """What everybody concerned reads below the title."""
    return (when(view), *((view.place,) if view.place else ()))


def which_day(v: Voice, today: date, last: date) -> Message:
    """When they come."""
    return Card(
        alt="สพฐ. มาตรวจวันไหน",
        title=f"คณะกรรมการมาตรวจวันไหน{v.ask}",
        parts=(Line(f"กดเลือก หรือพิมพ์มาได้เลย{v.end} เช่น 28 เม.ย. 70 เก้าโมงครึ่ง ห้องประชุม 1"),),
        buttons=(Pick("เลือกวัน", "visit:day", PickMode.DATE, today, today, last),),
        suggestions=(CANCEL,),
    )


def in_the_past(v: Voice, view: VisitView) -> Message:
    """A moment that has gone."""
    return Text(f"{when(view)} ผ่านไปแล้ว{v.end} ขอวันใหม่", (CANCEL,))


def no_presenters(v: Voice) -> Message:
    """No work with subjects is there to be presented."""
    return Text(f"ยังไม่มีรอบงานที่มีกลยุทธ์ให้นำเสนอ{v.end} ขอให้นำแผนเข้าระบบก่อน", menu.OVERSEER)


def really(v: Voice, view: VisitView) -> Message:
    """Who is about to be told what."""
    parts: list[Part] = [
        Line(when(view), label="วันเวลา"),
        Line(view.place or "ยังไม่ระบุ", label="สถานที่"),
        Line(view.work, label="เรื่อง"),
    ]
    if view.day_off:
        parts.append(Line(f"เป็นวันหยุด ({view.day_off}) ขอให้ตรวจดูอีกครั้ง{v.end}", tone=Tone.CARE, strong=True))
    parts += [Rule(), Line("ผู้นำเสนอ", strong=True), *_presenters(view)]
    if view.by_phone:
        parts.append(Line(f"{view.by_phone} คน ไม่อยู่ในไลน์ ควรโทรศัพท์", tone=Tone.CARE))
    left = "" if view.left is None else f" (เดือนนี้เหลือ {view.left:,})"
    parts += [
        Rule(),
        Line(f"แจ้งผู้เกี่ยวข้อง {view.reached} ข้อความ{left}"),
        Line(f"แก้ได้ด้วยการพิมพ์{v.end} เช่น กลยุทธ์ 2 ให้นางสาวฝนนำเสนอ, เก้าโมง, คนละ 20 นาที, ห้องประชุม 1"),
    ]
    return Card(
        alt=f"รับการตรวจ {when(view)} ใช่ไหม",
        title=f"รับการตรวจติดตามตามนี้ใช่ไหม{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap("แจ้งผู้นำเสนอ", f"visitgo:{view.mark}", "แจ้งผู้นำเสนอ"),),
        suggestions=(CANCEL,),
    )


def reminder(v: Voice, view: VisitView, theirs: Sequence[Presenter], *, with_items: bool) -> Message:
    """The working day before: what somebody presents, and for who planned it what is not ready yet."""
    missing = [one.title for one in view.items if not one.done] if with_items else []
    parts: list[Part] = [
        Line(when(view), label="วันเวลา", strong=True),
        *([Line(view.place, label="สถานที่")] if view.place else []),
        *(Line(f"{one.subject} เวลา {span(one.begins, one.ends)}", label="ท่านนำเสนอ") for one in theirs),
        *([Line(" · ".join(missing), label="ยังไม่พร้อม", tone=Tone.CARE)] if missing else []),
        Rule(),
        Line(f"เรียนมาเพื่อโปรดทราบ{v.end}"),
    ]
    return Card(
        alt=f"เตือนรับการตรวจติดตามจาก สพฐ. {when(view)}",
        title="เตือนรับการตรวจติดตามจาก สพฐ.",
        parts=tuple(parts),
        tone=Tone.SOON,
        suggestions=(VISIT, menu.HELP),
    )


def planned(v: Voice, view: VisitView, steps: Sequence[str]) -> Message:
    """Those concerned are being told."""
    recorded = f" บันทึกขั้นตอนที่ {' และ '.join(steps)} แล้ว" if steps else ""
    return Text(f"กำลังแจ้งผู้นำเสนอ {view.people} คน ให้รับทราบ{v.end}{recorded}", (UNANSWERED, VISIT, *menu.OVERSEER))


def shown(v: Voice, view: VisitView, *, officer: bool) -> Message:
    """The visit to come: when, who presents what, and for an officer what is ready."""
    parts: list[Part] = [Line(when(view), strong=True), *([Line(view.place)] if view.place else [])]
    parts += [Rule(), *_presenters(view)]
    open_items = [item for item in view.items if not item.done]
    if officer:
        parts += [Rule(), Progress("เอกสารและการเตรียม", len(view.items) - len(open_items), len(view.items))]
        parts += [Line(f"{'✓' if item.done else '○'} {item.place + 1}. {item.title}") for item in view.items]
        if not open_items:
            parts.append(Line(f"พร้อมครบทุกรายการ{v.end}", tone=Tone.GOOD))
    return Card(
        alt=f"รับการตรวจติดตาม {when(view)}",
        title="รับการตรวจติดตามจาก สพฐ.",
        parts=tuple(parts),
        tone=Tone.GOOD if officer and not open_items else Tone.SOON,
        buttons=tuple(
            Tap(f"ข้อ {item.place + 1} พร้อมแล้ว", f"visitready:{view.id}:{item.place}", f"พร้อมแล้ว {item.title}")
            for item in (open_items[:_TICKS] if officer else ())
        ),
        suggestions=menu.OVERSEER if officer else (menu.MY_TASKS, menu.HELP),
    )


def whether_off(v: Voice, view: VisitView) -> Message:
    """Whether it is off."""
    return Card(
        alt="ยกเลิกการรับตรวจใช่ไหม",
        title=f"ยกเลิกการรับตรวจใช่ไหม{v.ask}",
        parts=(Line(when(view)), Line(f"ผู้นำเสนอทุกคนจะได้รับแจ้ง{v.end}")),
        tone=Tone.CARE,
        buttons=(Tap("ยืนยันยกเลิก", f"visitoff:{view.id}", "ยืนยันยกเลิก"),),
        suggestions=menu.OVERSEER,
    )


def called_off(v: Voice, view: VisitView) -> Message:
    """It is off; those concerned are told."""
    return Text(f"ยกเลิกการรับตรวจ {when(view)} แล้ว กำลังแจ้งผู้เกี่ยวข้อง{v.end}", menu.OVERSEER)


def none_planned(v: Voice) -> Message:
    """No visit is to come."""
    return Text(f"ยังไม่มีกำหนดรับการตรวจติดตาม{v.end}", (menu.MY_TASKS, menu.HELP))


def dropped(v: Voice) -> Message:
    """Given up."""
    return Text(f"ไม่บันทึกการรับตรวจแล้ว{v.end}", menu.OVERSEER)


def nothing_begun(v: Voice) -> Message:
    """An old button."""
    return Text(f"ไม่มีรายการที่ค้างอยู่{v.end} พิมพ์ เช่น สพฐ. จะมาตรวจ 28 เม.ย. เพื่อเริ่ม", menu.OVERSEER)


def no_such_subject(v: Voice, no: int) -> Message:
    """A strategy that there is not."""
    return Text(f"ไม่พบกลยุทธ์ที่ {no} ในรอบนี้{v.end}", (CANCEL,))


def not_found(v: Voice, name: str) -> Message:
    """A name that nobody in the office has."""
    return Text(f"ไม่พบชื่อ {name} ในรายชื่อของเขต{v.end} ขอชื่อและนามสกุลตามแผน", (CANCEL,))


def _presenters(view: VisitView) -> list[Part]:
    return [
        Line(one.name or "ยังไม่มีผู้นำเสนอ", label=f"{span(one.begins, one.ends)} {one.subject}") for one in view.presenters
    ]
