"""Meetings: what is asked before one is called, the invitation, who comes, and the day before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.circulars import Answer
from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Say, Tap, Text, Tone
from domain.thai import clock_time, local, weekday_date
from handlers.wording import menu
from handlers.wording.circulars import UNANSWERED
from handlers.wording.voice import Voice

CANCEL: Final = Say("ยกเลิก", "ยกเลิก")
MEETINGS: Final = Say("ดูประชุม", "ดูประชุม")
FILE_NAME: Final = "นัดประชุม {when}.ics"
CALLED_OFF: Final = "ยกเลิก{title}"
_TIMES: Final = ("09.00", "09.30", "13.00", "13.30")
_NAMED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody invited, what they are in the committee, and what they answered; `reason`: or who comes for them."""

    name: str
    position: str
    duty: str
    answer: Answer | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting. `id` 0: not called yet; `mark`: of what the card shows; `work`: what it is about, "" for nothing.

    `reached` of the guests are told by LINE, `by_phone` are not there; who calls it is in neither. `left` in the month,
    None for as many as one likes.
    """

    id: int
    mark: int
    committee: str
    held_at: datetime
    place: str
    agenda: tuple[str, ...]
    work: str
    guests: tuple[Guest, ...]
    reached: int = 0
    by_phone: int = 0
    left: int | None = None
    day_off: str = ""
    moved: bool = False


def when(view: MeetingView) -> str:
    """พฤ. 8 เม.ย. 70 เวลา 09.30 น."""
    return f"{weekday_date(local(view.held_at).date())} เวลา {clock_time(view.held_at)}"


def title(view: MeetingView) -> str:
    """ประชุม and whose it is."""
    return view.committee if view.committee.startswith("ประชุม") else f"ประชุม{view.committee}"


def invitation_lines(view: MeetingView) -> tuple[str, ...]:
    """What those invited read below the title."""
    items = (f"วาระที่ {place} {item}" for place, item in enumerate(view.agenda, 1))
    about = (f"เรื่อง {view.work}",) if view.work else ()
    return (when(view), view.place, *about, *items)


def called_off_lines(view: MeetingView) -> tuple[str, ...]:
    """What those invited read when it is off."""
    return (f"{when(view)} {view.place}",)


def calendar_notes(view: MeetingView) -> str:
    """What stands in the calendar besides title, time and place."""
    return "\n".join(f"วาระที่ {place} {item}" for place, item in enumerate(view.agenda, 1))


def which_committee(v: Voice) -> Message:
    """Whose meeting it is."""
    return Text(
        f"นัดประชุมเรื่องหรือคณะใด{v.ask}",
        (Say("คณะกรรมการกลั่นกรอง", "คณะกรรมการกลั่นกรอง"), Say("ผู้รับผิดชอบกลยุทธ์", "ผู้รับผิดชอบกลยุทธ์"), CANCEL),
    )


def which_day(v: Voice, today: date, last: date) -> Message:
    """On which day."""
    return Card(
        alt="ประชุมวันไหน",
        title=f"ประชุมวันไหน{v.ask}",
        parts=(Line(f"กดเลือก หรือพิมพ์มาได้เลย{v.end} เช่น 8 เม.ย. 70 เก้าโมงครึ่ง ห้องประชุม 1"),),
        buttons=(Pick("เลือกวัน", "meeting:day", PickMode.DATE, today, today, last),),
        suggestions=(CANCEL,),
    )


def which_time(v: Voice) -> Message:
    """At what time."""
    return Text(f"ประชุมเวลากี่โมง{v.ask}", (*(Say(f"{one} น.", f"{one} น.") for one in _TIMES), CANCEL))


def which_place(v: Voice) -> Message:
    """Where."""
    return Text(
        f"ประชุมที่ไหน{v.ask} พิมพ์ชื่อห้องหรือ ทางออนไลน์",
        (Say("ห้องประชุม 1", "ห้องประชุม 1"), Say("ทางออนไลน์", "ทางออนไลน์"), CANCEL),
    )


def in_the_past(v: Voice, view: MeetingView) -> Message:
    """A moment that has gone."""
    return Text(f"{when(view)} ผ่านไปแล้ว{v.end} ขอวันและเวลาใหม่", (CANCEL,))


def really(v: Voice, view: MeetingView) -> Message:
    """What is about to be called, before anybody is invited."""
    parts: list[Part] = [
        Line(title(view), strong=True),
        Line(when(view), label="วันเวลา"),
        Line(view.place, label="สถานที่"),
        *([Line(view.work, label="เรื่อง")] if view.work else []),
    ]
    if view.day_off:
        parts.append(Line(f"เป็นวันหยุด ({view.day_off}) ขอให้ตรวจดูอีกครั้ง{v.end}", tone=Tone.CARE, strong=True))
    parts += [Rule(), Line(f"เชิญ {len(view.guests)} คน", strong=True), *map(_guest, view.guests[:_NAMED])]
    if len(view.guests) > _NAMED:
        parts.append(Line(f"และอีก {len(view.guests) - _NAMED} คน"))
    if view.by_phone:
        parts.append(Line(f"{view.by_phone} คน ไม่อยู่ในไลน์ ควรโทรศัพท์", tone=Tone.CARE))
    left = "" if view.left is None else f" (เดือนนี้เหลือ {view.left:,})"
    parts += [
        Rule(),
        Line(f"คำเชิญ {view.reached} ข้อความ และเตือนก่อนวันประชุมอีกครั้ง{left}"),
        Line(f"แก้ได้ด้วยการพิมพ์ เช่น บ่ายโมง, ห้องประชุม 2, เชิญนางกัลยาด้วย, ไม่เชิญนายวิทยา{v.end}"),
    ]
    verb = "แจ้งเลื่อน" if view.moved else "ส่งคำเชิญ"
    return Card(
        alt=f"{title(view)} {when(view)} ใช่ไหม",
        title=f"{'เลื่อน' if view.moved else 'นัด'}ประชุมตามนี้ใช่ไหม{v.ask}",
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(Tap(verb, f"meetinggo:{view.mark}", verb),),
        suggestions=(CANCEL,),
    )


def called(v: Voice, view: MeetingView, step: str) -> Message:
    """It is called, and the invitations are on their way."""
    recorded = f" บันทึกขั้นตอนที่ {step} แล้ว" if step else ""
    said = "เลื่อน" if view.moved else "นัด"
    return Text(
        f"{said}{title(view)} {when(view)} แล้ว กำลังแจ้งผู้ได้รับเชิญ{v.end}{recorded}", (UNANSWERED, MEETINGS, *menu.OVERSEER)
    )


def dropped(v: Voice) -> Message:
    """Given up."""
    return Text(f"ไม่นัดประชุมแล้ว{v.end}", menu.OVERSEER)


def nothing_begun(v: Voice) -> Message:
    """An old button."""
    return Text(f"ไม่มีการนัดประชุมที่ค้างอยู่{v.end} พิมพ์ นัดประชุม เพื่อเริ่ม", (Say("นัดประชุม", "นัดประชุม"), *menu.OVERSEER))


def none_planned(v: Voice) -> Message:
    """No meeting is to come."""
    return Text(f"ยังไม่มีนัดประชุม{v.end}", (menu.MY_TASKS, menu.HELP))


def listed(_v: Voice, found: Sequence[MeetingView], *, overseer: bool) -> Message:
    """The meetings to come, with who comes for an officer."""
    parts: list[Part] = []
    for view in found:
        parts += [Rule()] if parts else []
        parts += [Line(title(view), strong=True), Line(f"{when(view)} {view.place}")]
        if overseer:
            parts += _answers(view)
    return Card(
        alt=f"{title(found[0])} {when(found[0])}",
        title=f"นัดประชุม {len(found)} ครั้ง" if len(found) > 1 else "นัดประชุม",
        parts=tuple(parts),
        buttons=tuple(
            Tap(f"ผู้ได้รับเชิญ {weekday_date(local(view.held_at).date())}", f"minutes:{view.id}", "ดูผู้ได้รับเชิญ")
            for view in found[:3]
        )
        if overseer
        else (),
        suggestions=menu.OVERSEER if overseer else (menu.MY_TASKS, menu.HELP),
    )


def _answers(view: MeetingView) -> list[Part]:
    said = {
        "รับทราบ": sum(one.answer is Answer.ACKNOWLEDGED for one in view.guests),
        "ส่งตัวแทน": sum(one.answer is Answer.DELEGATED for one in view.guests),
        "ไม่สะดวก": sum(one.answer is Answer.UNABLE for one in view.guests),
        "ยังไม่ตอบ": sum(one.answer is None for one in view.guests),
    }
    return [Line(" · ".join(f"{what} {count}" for what, count in said.items() if count), label="คำตอบ")]


def which_to_call_off(v: Voice, found: Sequence[MeetingView]) -> Message:
    """Whether, or which of them, is to be called off."""
    return Card(
        alt="ยกเลิกการประชุมใด",
        title=f"ยกเลิกการประชุมนี้ใช่ไหม{v.ask}" if len(found) == 1 else f"ยกเลิกการประชุมใด{v.ask}",
        parts=tuple(Line(f"{title(view)} {when(view)}", label=f"{place}.") for place, view in enumerate(found, 1)),
        tone=Tone.CARE,
        buttons=tuple(
            Tap(
                "ยืนยันยกเลิก" if len(found) == 1 else f"ยกเลิกครั้งที่ {place}",
                f"meetingoff:{view.id}",
                f"ยกเลิกประชุม {when(view)}",
            )
            for place, view in enumerate(found[:4], 1)
        ),
        suggestions=menu.OVERSEER,
    )


def called_off(v: Voice, view: MeetingView) -> Message:
    """It is off; those invited are told."""
    return Text(f"ยกเลิก{title(view)} {when(view)} แล้ว กำลังแจ้งผู้ได้รับเชิญ{v.end}", menu.OVERSEER)


def reminder(v: Voice, view: MeetingView) -> Message:
    """The working day before."""
    return Card(
        alt=f"เตือนนัดประชุม {when(view)}",
        title="เตือนนัดประชุม",
        parts=(Line(title(view), strong=True), Line(when(view), label="วันเวลา"), Line(view.place, label="สถานที่"),
               Rule(), Line(f"เรียนมาเพื่อโปรดทราบ{v.end}")),
        tone=Tone.SOON,
        suggestions=(menu.MY_TASKS, menu.HELP),
    )  # fmt: skip


def not_found(v: Voice, name: str) -> Message:
    """A name that nobody in the office has."""
    return Text(f"ไม่พบชื่อ {name} ในรายชื่อของเขต{v.end} ขอชื่อและนามสกุลตามแผน", (CANCEL,))


def who_instead(v: Voice) -> Message:
    """Somebody cannot come: whom do they send."""
    return Text(
        f"บันทึกแล้วว่าไม่สะดวก{v.end} หากส่งผู้แทน พิมพ์ชื่อและตำแหน่งผู้แทนได้เลย",
        (Say("ไม่ส่งผู้แทน", "ไม่ส่งผู้แทน"), menu.MY_TASKS),
    )


def delegated(v: Voice, name: str) -> Message:
    """Somebody else comes."""
    return Text(f"บันทึกแล้วว่า {name} เข้าร่วมแทน ขอบคุณ{v.end}", (menu.MY_TASKS, menu.HELP))


def not_delegated(v: Voice) -> Message:
    """Nobody comes instead."""
    return Text(f"รับทราบ{v.end} บันทึกว่าไม่ส่งผู้แทน", (menu.MY_TASKS, menu.HELP))


def no_invitation(v: Voice) -> Message:
    """There is nothing to decline."""
    return Text(f"ไม่มีนัดประชุมที่รอคำตอบของท่าน{v.end}", (menu.MY_TASKS, menu.HELP))


def _guest(one: Guest) -> Part:
    return Line(one.duty or one.position, label=one.name)
