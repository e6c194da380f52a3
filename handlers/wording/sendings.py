"""A sending to an agency: what is still to be said, what was understood, and that it stands in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.messages import Card, Line, Message, Part, Pick, PickMode, Rule, Tap, Text, Tone
from domain.sendings import Way
from domain.thai import short_date, weekday_date
from handlers.wording import menu
from handlers.wording.registers import OFFICER, RECORD, REGISTER, outcome
from handlers.wording.voice import Voice

_SHOWN: Final = 8
_NAMED: Final = 5
_BACK: Final = timedelta(days=370)
_SHORT_WAYS: Final = {Way.SYSTEM: "ทางระบบ", Way.EMAIL: "ทางอีเมล", Way.POST: "ทางไปรษณีย์", Way.HAND: "นำส่งด้วยตนเอง"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingView:
    """A sending as a card shows it. `going`: what goes out with it, `left`: what does not yet, each with how it stands.

    `late`: in days, 0 for on time, None where no day was named. `twins`: rows that stand under the same letter;
    `others_number`: the letter's number does not begin like the office's. `mark`: of which words the card speaks.
    """

    agency: str
    topic: str
    asked_in: str  # the agency's own letter, "" where none is known
    letter_no: str
    letter_on: date
    sent_on: date
    signed_on: date | None
    came_on: date | None
    way: Way
    due: date | None
    late: int | None
    kept: str
    going: tuple[str, ...]
    left: tuple[str, ...]
    twins: tuple[str, ...]
    others_number: bool
    is_ahead: bool  # the day of sending is still to come
    mark: int


def which_work(v: Voice, choices: Sequence[tuple[str, str]]) -> Message:
    """What was sent: what agencies ask for, what units report, or something else. `choices`: a title, its data."""
    shown = choices[:_SHOWN]
    return Card(
        alt="ส่งเรื่องไหน",
        title=f"ส่งเรื่องไหน{v.ask}",
        parts=tuple(Line(f"{n}. {title}") for n, (title, _) in enumerate(shown, start=1)),
        buttons=(
            *(Tap(f"{n}. {title}", data, title) for n, (title, data) in enumerate(shown, start=1)),
            Tap("เรื่องอื่น", "sending:other", "เรื่องอื่น"),
        ),
        suggestions=OFFICER,
    )


def which_agency(v: Voice, choices: Sequence[tuple[str, str]], tap: str) -> Message:
    """To whom, or from whom. `choices`: an agency's name and id; `tap`: what its button sends back."""
    return Card(
        alt="หน่วยงานไหน",
        title=f"หน่วยงานไหน{v.ask}",
        parts=(Line(v.close("กดเลือก หรือพิมพ์ชื่อหน่วยงาน")),),
        buttons=tuple(Tap(name, f"{tap}:agency:{number}", name) for name, number in choices[:_SHOWN]),
    )


def add_agency(v: Voice, name: str) -> Message:
    """An agency of that name is not known: whether it is to get a register of its own."""
    return Card(
        alt=f"เพิ่มหน่วยงาน {name}",
        title=f"เพิ่มหน่วยงานใหม่หรือไม่{v.ask}",
        subtitle=name,
        parts=(Line(v.close("ยังไม่มีหน่วยงานนี้ในทะเบียนคุม หากเพิ่มจะมีแผ่นทะเบียนแยกของหน่วยงานนี้")),),
        tone=Tone.CARE,
        buttons=(Tap("เพิ่มหน่วยงานนี้", f"sending:new:{name}", f"เพิ่ม {name}"),),
    )


def which_topic(v: Voice) -> Message:
    """What it was about."""
    return Text(v.close(f"ส่งเรื่องหรือประเด็นอะไร{v.ask} พิมพ์ชื่อเรื่องได้เลย"))


def which_letter(v: Voice, own: str) -> Message:
    """Under which number it went out."""
    short = f" หรือพิมพ์เฉพาะเลขท้าย เช่น 123 (หมายถึง {own}/123)" if own else ""
    return Text(v.close(f"เลขที่หนังสือส่งคือเลขอะไร{v.ask} พิมพ์ เช่น {own or 'ศธ 04999'}/123{short}"))


def no_letter_read(v: Voice, own: str) -> Message:
    """The number could not be read."""
    return Text(v.close(f"อ่านเลขที่หนังสือไม่ได้ พิมพ์ เช่น {own or 'ศธ 04999'}/123 หรือ {own or 'ศธ 04999'}/ว 12"))


def which_day(v: Voice, today: date) -> Message:
    """Of which day the letter is."""
    picker = Pick("เลือกวัน", "sending:letter", PickMode.DATE, today, today - _BACK, today)
    return Card(
        alt="หนังสือลงวันที่เท่าไร",
        title=f"หนังสือลงวันที่เท่าไร{v.ask}",
        parts=(Line(v.close(f"กดเลือก หรือพิมพ์ เช่น {short_date(today)} หากวันที่ส่งต่างจากวันที่ในหนังสือ แก้ได้ในขั้นถัดไป")),),
        buttons=(Tap("วันนี้", f"sending:letter:{today:%Y%m%d}", "วันนี้"), picker),
    )


def which_way(v: Voice) -> Message:
    """How it was sent."""
    return Card(
        alt="ส่งทางไหน",
        title=f"ส่งทางไหน{v.ask}",
        parts=(Line(v.close("กดเลือก หรือพิมพ์ เช่น ทางระบบ")),),
        buttons=tuple(Tap(label, f"sending:way:{way.value}", label) for way, label in _SHORT_WAYS.items()),
    )


def really(v: Voice, view: SendingView) -> Message:
    """What was understood, before it is written."""
    parts = _facts(view)
    if view.going:
        parts.append(Line(_some(view.going), label=f"จัดส่ง {len(view.going)} รายการ", strong=True))
    if view.left:
        parts.append(Line(_some(view.left), label=f"ยังไม่ส่ง {len(view.left)} รายการ", tone=Tone.CARE))
    parts += [Line(said, tone=Tone.CARE) for said in _cares(view)]
    parts += [Rule(), Line(v.close("ตรวจแล้วกดยืนยัน แก้ได้ด้วยการพิมพ์ เช่น ลงวันที่ 4 เม.ย. หรือ ทางอีเมล"))]
    return Card(
        alt=f"บันทึกการส่ง ที่ {view.letter_no} ถึง {view.agency}",
        title=f"บันทึกการส่งนี้หรือไม่{v.ask}",
        subtitle=view.agency,
        parts=tuple(parts),
        tone=Tone.CARE,
        buttons=(
            Tap("ยืนยันบันทึก", f"sendgo:{view.mark}", "ยืนยันบันทึก"),
            _day("แก้วันที่ส่ง", "sending:sent", view.sent_on),
            _day("ใส่วันที่ ผอ. ลงนาม", "sending:signed", view.signed_on or view.letter_on),
            Tap("ไม่บันทึก", "sending:drop", "ไม่บันทึก"),
        ),
    )


def _day(label: str, data: str, day: date) -> Pick:
    return Pick(label, data, PickMode.DATE, day, day - _BACK, day + _BACK)


def _facts(view: SendingView) -> list[Part]:
    sent = f"{weekday_date(view.sent_on)} {_SHORT_WAYS[view.way]}"
    parts: list[Part] = [
        Line(view.topic, label="เรื่อง"),
        Line(f"{view.letter_no} ลงวันที่ {short_date(view.letter_on)}", label="ที่หนังสือส่ง", strong=True),
        Line(sent, label="วันที่ส่ง"),
    ]
    if view.asked_in:
        parts.insert(1, Line(view.asked_in, label="ตอบหนังสือ"))
    if view.due is not None:
        tone = Tone.LATE if view.late else Tone.GOOD
        parts.append(Line(f"{weekday_date(view.due)} · {outcome(view.late)}", label="กำหนดส่ง", tone=tone))
    for label, day in (("ได้รับข้อมูล", view.came_on), ("ผอ. ลงนาม", view.signed_on)):
        if day is not None:
            parts.append(Line(short_date(day), label=label))
    if view.kept:
        parts.append(Line(view.kept, label="ที่เก็บ/หมายเหตุ"))
    return parts


def _cares(view: SendingView) -> list[str]:
    said = []
    if view.twins:
        said.append(f"เลขหนังสือนี้มีในทะเบียนแล้ว: {', '.join(view.twins[:_NAMED])}")
    if view.others_number:
        said.append("เลขหนังสือไม่ได้ขึ้นต้นด้วยเลขของสำนักงาน โปรดตรวจสอบ")
    if view.is_ahead:
        said.append("วันที่ส่งยังไม่ถึง โปรดตรวจสอบ")
    return said


def _some(names: Sequence[str]) -> str:
    more = f" และอีก {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def recorded(v: Voice, view: SendingView, no: int, year: int, steps: Sequence[str]) -> Message:
    """It stands in the register under its number."""
    parts = _facts(view)
    if view.going:
        parts.append(Line(f"{len(view.going)} รายการ", label="จัดส่งแล้ว"))
    if view.left:
        parts.append(Line(_some(view.left), label="ยังไม่ได้จัดส่ง", tone=Tone.CARE))
    if steps:
        parts.append(Line(f"ขั้นตอนที่ {' และ '.join(steps)} ตามคู่มือ บันทึกแล้ว", tone=Tone.GOOD))
    parts += [Rule(), Line(f"หากบันทึกผิด พิมพ์ ขีดฆ่าแถวที่ {no} ของ {view.agency} เพราะ…")]
    return Card(
        alt=f"บันทึกการส่งแล้ว ลำดับที่ {no} ถึง {view.agency}",
        title=v.close(f"บันทึกแล้ว ลำดับที่ {no} ปี {year}"),
        subtitle=view.agency,
        parts=tuple(parts),
        tone=Tone.GOOD,
        buttons=(Tap("เปิดทะเบียนคุม", f"book:{year}", "ทะเบียนคุม"),),
        suggestions=OFFICER,
    )


def dropped(v: Voice) -> Message:
    """What was begun is not recorded."""
    return Text(v.close("ไม่ได้บันทึก"), OFFICER)


def nothing_begun(v: Voice) -> Message:
    """Nothing is being recorded now."""
    return Text(v.close("ไม่มีการส่งที่กำลังบันทึกอยู่ อาจบันทึกไปแล้ว ดูได้จากทะเบียนคุม"), (REGISTER, RECORD, menu.HELP))


def changed_meanwhile(v: Voice) -> Message:
    """The card is older than what was said since."""
    return Text(v.close("ข้อมูลเปลี่ยนไปหลังการ์ดนั้น โปรดตรวจการ์ดล่าสุดก่อนยืนยัน"))
