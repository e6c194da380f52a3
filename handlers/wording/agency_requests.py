"""An agency's letter that asks for data: what was understood of it, what is missing, and that it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Tap, Text, Tone
from domain.thai import clock_time, local, short_date, weekday_date
from handlers.wording.registers import OFFICER, RECORD, REGISTER, TAKE
from handlers.wording.voice import Voice

_SHOWN: Final = 5
_FARTHEST: Final = timedelta(days=370)
_NOT_SAID: Final = "ไม่ระบุ"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """A request as a card shows it. `days_left`: working days to the due day, negative when it has passed.

    `is_new`: no register of that agency is kept yet. `work`: the office's work that answers it, "" for none; `works`:
    those that may, with their ids. `twin`: the letter has been taken in before. `mark`: of which words the card speaks.
    """

    agency: str
    is_new: bool
    registry_no: str
    received_on: date
    letter_no: str
    letter_on: date | None
    topics: tuple[str, ...]
    round: str
    due_at: datetime | None
    days_left: int | None
    urgency: str
    work: str
    works: tuple[tuple[str, int], ...]
    twin: bool
    mark: int


def which_agency(v: Voice, choices: Sequence[tuple[str, str]]) -> Message:
    """Who asks. `choices`: an agency's name and id."""
    return Card(
        alt="หนังสือจากหน่วยงานไหน",
        title=f"หนังสือจากหน่วยงานไหน{v.ask}",
        parts=(Line(v.close("กดเลือก หรือพิมพ์ชื่อหน่วยงาน")),),
        buttons=tuple(Tap(name, f"askin:agency:{number}", name) for name, number in choices),
    )


def which_topics(v: Voice) -> Message:
    """What they ask for."""
    return Text(v.close(f"ขอข้อมูลเรื่องหรือประเด็นอะไร{v.ask} หลายเรื่องคั่นด้วยเครื่องหมายจุลภาค เช่น เด็กตกหล่น, อาหารกลางวัน"))


def which_day(v: Voice, today: date) -> Message:
    """By when they want it."""
    return Card(
        alt="ต้องส่งภายในวันไหน",
        title=f"ต้องส่งภายในวันไหน{v.ask}",
        parts=(Line(v.close("กดเลือกวัน หรือพิมพ์ เช่น พรุ่งนี้ บ่ายสาม")),),
        buttons=(
            Pick("เลือกวัน", "askin:due", PickMode.DATE, today, today - timedelta(days=30), today + _FARTHEST),
            Tap("ไม่มีกำหนด", "askin:nodue", "ไม่มีกำหนด"),
        ),
    )


def really(v: Voice, view: RequestView, today: date) -> Message:
    """What was understood, before it is kept."""
    parts = _facts(view)
    if view.is_new:
        parts.append(Line(f"{view.agency} จะเป็นหน่วยงานใหม่ในทะเบียนคุม", tone=Tone.CARE))
    if view.twin:
        parts.append(Line("หนังสือเลขนี้รับไว้แล้ว โปรดตรวจสอบว่าไม่ซ้ำ", tone=Tone.CARE))
    missing = [label for label, value in (("ที่หนังสือ", view.letter_no), ("เลขทะเบียนรับ", view.registry_no)) if not value]
    if missing:
        parts.append(Line(f"ยังไม่มี{'และ'.join(missing)} พิมพ์เพิ่มได้ เช่น เลขรับ 345/2570", tone=Tone.CARE))
    parts += [Rule(), Line(v.close("ตรวจแล้วกดยืนยัน แก้ได้ด้วยการพิมพ์ เช่น ภายใน 30 มี.ค."))]
    return Card(
        alt=f"รับหนังสือขอข้อมูลจาก {view.agency}",
        title=f"รับหนังสือนี้หรือไม่{v.ask}",
        subtitle=view.agency,
        parts=tuple(parts),
        tone=Tone.SOON if view.urgency else Tone.CARE,
        buttons=(
            Tap("ยืนยันรับเรื่อง", f"askgo:{view.mark}", "ยืนยันรับเรื่อง"),
            *_works(view),
            Pick("แก้กำหนดส่ง", "askin:due", PickMode.DATE, today, today - timedelta(days=30), today + _FARTHEST),
            Tap("ไม่รับ", "askin:drop", "ไม่รับ"),
        ),
    )


def _works(view: RequestView) -> list[Tap]:
    if view.work:
        return [Tap("ไม่ใช่งานนี้", "askin:nowork", "ไม่ใช่งานนี้")]
    return [Tap(title, f"askin:work:{number}", title) for title, number in view.works[:_SHOWN]]


def _facts(view: RequestView) -> list[Part]:
    parts: list[Part] = []
    letter = " ".join(
        part for part in (view.letter_no, f"ลงวันที่ {short_date(view.letter_on)}" if view.letter_on else "") if part
    )
    number = f"เลขที่ {view.registry_no} วันที่ " if view.registry_no else ""
    if view.urgency:
        parts.append(Line(view.urgency, label="ชั้นความเร็ว", tone=Tone.LATE, strong=True))
    parts += [Line(letter or _NOT_SAID, label="ที่หนังสือ"), Line(f"{number}{short_date(view.received_on)}", label="ลงรับ")]
    topics = view.topics
    if len(topics) == 1:
        parts.append(Line(topics[0], label="ประเด็น", strong=True))
    else:
        parts += [Line(one, label=f"ประเด็น {n}", strong=True) for n, one in enumerate(topics, start=1)]
    if view.round:
        parts.append(Line(view.round, label="รอบที่"))
    parts.append(_due_line(view))
    if view.work:
        parts.append(Line(view.work, label="งานในระบบ"))
    return parts


def _due_line(view: RequestView) -> Line:
    if view.due_at is None or view.days_left is None:
        return Line("ไม่มีกำหนด", label="กำหนดส่ง")
    day = weekday_date(local(view.due_at).date())
    left = (
        "เลยกำหนดแล้ว" if view.days_left < 0 else f"เหลือ {view.days_left} วันทำการ" if view.days_left else "ไม่เหลือวันทำการ"
    )
    tone = Tone.LATE if view.days_left <= 1 else Tone.SOON
    return Line(f"{day} {clock_time(view.due_at)} · {left}", label="กำหนดส่ง", tone=tone, strong=True)


def taken(v: Voice, view: RequestView, number: int) -> Message:
    """It is kept, and what usually comes next; a request that no work answers yet is proposed and given out."""
    return Card(
        alt=f"รับหนังสือจาก {view.agency} แล้ว",
        title=v.close("รับเรื่องไว้แล้ว"),
        subtitle=view.agency,
        parts=(
            *_facts(view),
            Rule(),
            Line(v.close("ขั้นต่อไปตามคู่มือ เสนอ ผอ.สพท. มอบหมายผู้จัดทำข้อมูล เมื่อส่งแล้วพิมพ์ บันทึกการส่ง")),
        ),
        tone=Tone.GOOD,
        buttons=()
        if view.work
        else (
            Tap("เสนอ ผอ.", f"proposereq:{number}", "เสนอ ผอ."),
            Tap("มอบผู้รับผิดชอบ", f"topics:{number}", "มอบผู้รับผิดชอบ"),
        ),
        suggestions=OFFICER,
    )


def dropped(v: Voice) -> Message:
    """What was begun is not kept."""
    return Text(v.close("ไม่ได้รับเรื่องไว้"), OFFICER)


def nothing_begun(v: Voice) -> Message:
    """Nothing is being taken in now."""
    return Text(v.close("ไม่มีหนังสือที่กำลังรับอยู่ อาจรับไปแล้ว ดูได้จากทะเบียนคุม"), (REGISTER, TAKE, RECORD))


def changed_meanwhile(v: Voice) -> Message:
    """The card is older than what was said since."""
    return Text(v.close("ข้อมูลเปลี่ยนไปหลังการ์ดนั้น โปรดตรวจการ์ดล่าสุดก่อนยืนยัน"))
